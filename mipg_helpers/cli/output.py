"""What the commands print: tables, progress, results. The door of rich.

With a terminal, progress is a moving line; without one, a plain line per report.
"""

from __future__ import annotations

import json
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Self

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as RichProgress
from rich.table import Table
from rich.text import Text

from mipg_helpers.cli.norms import NormCount
from mipg_helpers.cli.screen import for_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import pandas as pd

    from mipg_helpers.reporting.diagnosis import Check
    from mipg_helpers.reporting.jobs import JobResult
    from mipg_helpers.reporting.manifest_decisions import Decision, Plan
    from mipg_helpers.sources.ingest import IngestReport

console = Console(highlight=False)

#: Columns of the quality table that fit a terminal, with the title of each.
SHOWN = {
    "archivo": "Archivo",
    "tipo": "Tipo",
    "vigencias": "Vigencia",
    "entidades": "Enti-\ndades",
    "filas": "Datos",
    "en_blanco": "No\naplica",
    "sin_resolver": "Sin re-\nsolver",
    "duplicados": "Repe-\ntidos",
    "avisos": "Avisos",
    "errores": "Errores",
    "estado": "Estado",
}
#: Narrower than this a table cannot be read; where there is no terminal nothing limits it.
TABLE_WIDTH = 160

#: The pace is that of the last reports, without the first ones; two may come at once.
PACE_REPORTS, PACE_START, PACE_STEPS = 50, 3, 2

#: Failed reports named at the end; each was named when it failed.
MOST_FAILED = 20


class Progress:
    """Count the reports done: a bar on a terminal, plain lines elsewhere.

    Afterwards it tells how many are `ready`, the names of those that `failed`, and the folders
    written into, each named by `shown`.
    """

    def __init__(self, total: int, shown: Callable[[Path], str] = str) -> None:
        self.total, self.ready = total, 0
        self.failed: list[str] = []
        self.folders: set[str] = set()
        self.norms = NormCount()
        self._shown = shown
        self._warned: set[str] = set()
        self._ends = deque([time.monotonic()], maxlen=PACE_REPORTS + 1)
        self._bar = RichProgress(
            TextColumn("Informes"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("", total=total, pace="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    @property
    def done(self) -> int:
        return self.ready + len(self.failed)

    def advance(self, result: JobResult) -> None:
        """Record one finished report; failures and warnings are printed at once, in a line."""
        name = result.job.name
        if result.ok:
            self.ready += 1
            self.folders.add(self._shown(result.job.target))
            self.norms.add(result.job.norma, result.verdicts)
        else:
            self.failed.append(name)
        pace = self._pace()
        self._bar.update(self._task, advance=1, pace=pace)
        head = f"[{self.done}/{self.total}] {name}"
        if not result.ok:
            say(f"{head}: FALLÓ. {_why(result)}")
        elif not console.is_terminal:
            say(f"{head}: {_decimal(result.seconds)} s · {pace}")
        for aviso in result.avisos:
            self._warn(" ".join(aviso.split()))

    def _warn(self, aviso: str) -> None:
        """Say a warning once, however many reports bring it."""
        if aviso not in self._warned:
            self._warned.add(aviso)
            say(f"Aviso: {aviso}")

    def _pace(self) -> str:
        """Write the pace of late and what it makes of the rest."""
        if self.done == PACE_START:
            # The first ones waited for the workers to get ready; the others will not.
            self._ends.clear()
        self._ends.append(time.monotonic())
        steps = len(self._ends) - 1
        if steps < PACE_STEPS:
            return "calculando el ritmo"
        each = max(self._ends[-1] - self._ends[0], 1e-6) / steps
        left = _duration(each * (self.total - self.done))
        return f"{_decimal(1 / each)} por segundo · faltan {left}"


def _why(result: JobResult) -> str:
    """Write in a line why a report failed; its name stands before."""
    words = result.error.removeprefix(result.job.name).lstrip(":, ")
    return " ".join(words.replace("\nSugerencia", ". Sugerencia").split())


def print_plan(plan: Plan, outputs: str) -> None:
    """Say how many reports must be made and how many stay as they are."""
    stay = plan.n_planned - len(plan.pending)
    if not plan.pending:
        say(f"{_count(stay, 'informe está', 'informes están')} al día en {outputs}: nada que hacer")
    elif stay:
        say(f"{_count(stay, 'informe sin cambios', 'informes sin cambios')}")


def print_decisions(decisions: Iterable[Decision]) -> None:
    """Print of each report whether it would be made and why, and a count of the reasons."""
    n_runs = n_stay = 0
    for decision in decisions:
        n_runs, n_stay = n_runs + decision.runs, n_stay + (not decision.runs)
        say(f"{decision.job.name}: {'se hace' if decision.runs else 'queda'}: {decision.reason}")
    say("")
    stay = _count(n_stay, "queda como está", "quedan como están")
    say(f"{_count(n_runs, 'informe por hacer', 'informes por hacer')}; {stay}. No se hizo nada.")


def print_results(progress: Progress, pending: int, outputs: str, manifest: Path) -> None:
    """Say how many reports there are, where, which failed and how many are left."""
    say("")
    if progress.ready:
        say(f"{_count(progress.ready, 'informe listo', 'informes listos')} en:")
    folders = sorted(progress.folders)
    for folder in folders[:10]:
        say(f"  {folder}")
    if len(folders) > 10:
        say(f"  y {len(folders) - 10} carpetas más dentro de {outputs}")
    for line in progress.norms.lines():
        say(line)
    failed = progress.failed
    if failed:
        say(f"{_count(len(failed), 'informe falló', 'informes fallaron')}:")
        for name in failed[:MOST_FAILED]:
            say(f"  {name}")
        if len(failed) > MOST_FAILED:
            say(f"  y {len(failed) - MOST_FAILED} más; repita la orden con --explicar para verlos")
    left = pending - progress.done
    if left:
        say(f"{_count(left, 'informe quedó', 'informes quedaron')} por hacer: --reanudar continúa")
    say(f"El detalle de cada informe está en {manifest}")


def print_ingest(report: IngestReport, tidy: Path, *, most: int) -> None:
    """Print the data-quality table, what changed, and the first findings."""
    from mipg_helpers.sources.findings import describe_finding
    from mipg_helpers.sources.quality import summarise_quality

    _print_frame("Calidad de los datos", summarise_quality(report.quality)[list(SHOWN)])
    say("")
    for line in report.changes.lines():
        say(line)
    shown = sorted(report.findings, key=lambda finding: finding.gravedad != "error")[:most]
    if shown:
        say("")
        say(f"Hallazgos ({len(report.findings)} en total; errores primero):")
    for finding in shown:
        place_and_problem, *remedy = describe_finding(finding).splitlines()
        say(f"- {finding.gravedad.upper()}. {place_and_problem}")
        for line in remedy:
            say(f"  {line}")
    say("")
    if report.written:
        total = ", ".join(f"{name}: {count}" for name, count in report.counts.items())
        say(f"Tablas escritas en {tidy} ({total})")
        say(f"Todos los hallazgos: {tidy / 'hallazgos.csv'}")
    else:
        say("No se cargó nada: ningún archivo dio datos válidos. Lo cargado antes sigue igual.")


def print_ingest_json(report: IngestReport, tidy: Path) -> None:
    """Print the same as one JSON object, for programs."""
    content: dict[str, Any] = {
        "cargado": report.written,
        "carpeta": str(tidy),
        "tablas": report.counts,
        "calidad": json.loads(report.quality.to_json(orient="records", force_ascii=False)),
        "hallazgos": len(report.findings),
        "errores": sum(finding.gravedad == "error" for finding in report.findings),
    }
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1))


def print_diagnosis(checks: Sequence[Check]) -> None:
    for check in checks:
        mark = "bien" if check.exit_code == 0 else "REVISAR"
        say(f"[{mark}] {check.asunto}: {check.detalle}")


def _print_frame(title: str, frame: pd.DataFrame) -> None:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for column in frame.columns:
        numeric = frame[column].dtype.kind in "if"
        table.add_column(
            SHOWN[str(column)],
            justify="right" if numeric else "left",
            no_wrap=True,
            overflow="ellipsis",
            max_width=36 if column == "archivo" else None,
        )
    for row in frame.itertuples(index=False):
        # Text objects: a cell that looks like markup stays text.
        table.add_row(*(Text(for_screen(str(value))) for value in row))
    wide = Console(highlight=False, width=max(console.width, TABLE_WIDTH))
    wide.print(table)


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _duration(seconds: float) -> str:
    """Write a time left, no finer than anybody plans with."""
    whole = round(seconds)
    if whole < 120:
        return f"{whole} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def say(line: str) -> None:
    """Print one line of text as it is."""
    console.print(Text(for_screen(line)), soft_wrap=True)
