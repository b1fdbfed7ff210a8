"""What the commands print: tables, progress, results. The door of rich.

With a terminal, progress is a moving line; without one, a plain line per report.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from mipg_helpers.reporting.diagnosis import Check
    from mipg_helpers.reporting.jobs import JobResult
    from mipg_helpers.sources.ingest import IngestReport
    from mipg_helpers.sources.model import Finding

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


class Progress:
    """Count the reports done: a bar on a terminal, plain lines elsewhere."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0
        self._bar = RichProgress(
            TextColumn("Informes"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("faltan"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def advance(self, result: JobResult) -> None:
        """Record one finished report; failures and warnings are printed at once."""
        self.done += 1
        self._bar.advance(self._task)
        if not result.ok:
            _say(f"[{self.done}/{self.total}] {result.job.name}: FALLÓ. {result.error}")
        elif not console.is_terminal:
            _say(f"[{self.done}/{self.total}] {result.job.name}: {result.seconds:.1f} s")
        for aviso in result.avisos:
            _say(f"Aviso: {aviso}")


def print_results(results: Sequence[JobResult], outputs: Path, manifest: Path) -> None:
    """Say how many reports there are, where, and which failed."""
    ready = [result for result in results if result.ok]
    failed = [result for result in results if not result.ok]
    folders = sorted({result.job.target for result in ready})
    _say("")
    _say(f"{_count(len(ready), 'informe listo', 'informes listos')} en:")
    for folder in folders[:10]:
        _say(f"  {folder}")
    if len(folders) > 10:
        _say(f"  y {len(folders) - 10} carpetas más dentro de {outputs}")
    if failed:
        _say(f"{_count(len(failed), 'informe falló', 'informes fallaron')}:")
        for result in failed:
            _say(f"  {result.job.name}")
    _say(f"El detalle de cada informe está en {manifest}")


def print_ingest(report: IngestReport, tidy: Path, *, most: int) -> None:
    """Print the data-quality table, what changed, and the first findings."""
    from mipg_helpers.sources.quality import summarise_quality

    _print_frame("Calidad de los datos", summarise_quality(report.quality)[list(SHOWN)])
    _say("")
    for line in report.changes.lines():
        _say(line)
    shown = sorted(report.findings, key=lambda finding: finding.gravedad != "error")[:most]
    if shown:
        _say("")
        _say(f"Hallazgos ({len(report.findings)} en total; errores primero):")
    for finding in shown:
        _say(f"- {finding.gravedad.upper()}. {_place(finding)}: {finding.mensaje}")
        if finding.accion:
            _say(f"  {finding.accion}")
    _say("")
    if report.written:
        total = ", ".join(f"{name}: {count}" for name, count in report.counts.items())
        _say(f"Tablas escritas en {tidy} ({total})")
        _say(f"Todos los hallazgos: {tidy / 'hallazgos.csv'}")
    else:
        _say("No se cargó nada: ningún archivo dio datos válidos. Lo cargado antes sigue igual.")


def _place(finding: Finding) -> str:
    """Say where a finding is, as exactly as it is known and not more than once."""
    parts = [finding.archivo]
    if finding.hoja:
        parts.append(f"hoja «{finding.hoja}»")
    if finding.fila is not None:
        parts.append(f"fila {finding.fila}")
    if finding.columna:
        # The header's own words stand in the message; here the letter is enough.
        parts.append(f"columna {finding.columna.partition(' «')[0]}")
    return ", ".join(parts)


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
        _say(f"[{mark}] {check.asunto}: {check.detalle}")


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
        table.add_row(*(Text(str(value)) for value in row))
    wide = Console(highlight=False, width=max(console.width, TABLE_WIDTH))
    wide.print(table)


def _count(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _say(line: str) -> None:
    console.print(Text(line), soft_wrap=True)
