"""Load for hours: reports in a row, a manifest of thousands, a country; nothing may grow."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.tally import Tally

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from endurance import summary, watch
from measuring import HERE as BENCHMARKS
from measuring import decimal, in_new_process
from sample import load_sample, make_country

if TYPE_CHECKING:
    from collections.abc import Callable

#: How much is asked for, in the long form and in the short one.
REPORTS, JOBS, ENTIDADES = (2_000, 40), (20_000, 500), (6_000, 200)
#: What memory may grow by, percent; fewer reports than this say nothing about growth.
MOST_GROWTH, ENOUGH_REPORTS = 10.0, 400
#: Where the early state is looked at, and over how many reports both states are.
EARLY_PART, SPAN_PART = 10, 30
COUNTED = {"descriptores": "descriptors", "procesos": "processes", "temporales": "temporary files"}
COUNTRY = Path(__file__).with_name("load_country.py")
STEPS = {
    "cargar": "cargar el libro",
    "comparar": "comparar con el país, un departamento y su grupo par",
    "sitio": "páginas comunes del sitio, matriz y buscador",
}


def run_load(root: Path, *, short: bool, tell: Callable[[str], object] = print) -> Tally:
    """Load the workbench below `root`; what grows or fails is a problem of the tally."""
    tally, begun = Tally("Carga por horas"), time.monotonic()

    def note(figure: str) -> None:
        tally.notes.append(figure)
        tell(f"  {figure}")

    for part in (_reports_in_a_row, _country):
        folder = root / part.__name__.strip("_")
        folder.mkdir(parents=True)
        try:
            part(folder, tally, note, short=short)
        except SystemExit as end:  # how the measurements tell that a command failed
            tally.problems.append(f"{part.__name__.strip('_')}: {end}")
            tell(f"  {tally.problems[-1]}")
    tally.seconds = time.monotonic() - begun
    return tally


def _reports_in_a_row(
    folder: Path, tally: Tally, note: Callable[[str], None], *, short: bool
) -> None:
    count = REPORTS[short]
    moments, seconds = watch(load_sample(folder), folder, count)
    made = moments[-1].done if moments else 0
    tally.reports += count
    tally.peak_mb = max(tally.peak_mb, *(sum(one.memory_mb.values()) for one in moments))
    span = count // SPAN_PART
    early = summary(moments, count // EARLY_PART, span)
    late = summary(moments, count - span, span)
    growth = _growth(early["total_mb"], late["total_mb"])
    note(
        f"{_number(made)} informes seguidos en {decimal(seconds / 60, 1)} minutos: memoria de "
        f"{decimal(early['total_mb'], 0)} a {decimal(late['total_mb'], 0)} MB "
        f"({decimal(growth, 1)} %), {decimal(late['descriptores'], 0)} descriptores y "
        f"{decimal(late['procesos'], 0)} procesos"
    )
    if count < ENOUGH_REPORTS:
        return
    check_growth("reports", early["total_mb"], late["total_mb"], tally)
    for key, name in COUNTED.items():
        if late[key] > early[key]:
            tally.problems.append(f"reports: {late[key] - early[key]:.0f} more {name}")


def _country(folder: Path, tally: Tally, note: Callable[[str], None], *, short: bool) -> None:
    (folder / "raw").mkdir()
    entidades = ENTIDADES[short]
    make_country(folder / "raw" / "Resultados_vig2025_territorio.xlsx", entidades)
    tally.tried += entidades
    for step, words in STEPS.items():
        found = in_new_process(COUNTRY, step, folder)()
        if found["entidades"] != entidades:
            tally.problems.append(f"country, {step}: {found['entidades']:.0f} of {entidades}")
        tally.peak_mb = max(tally.peak_mb, found["memoria_mb"])
        note(
            f"{_number(entidades)} entidades, {words}: {decimal(found['segundos'], 1)} s, "
            f"{decimal(found['memoria_mb'], 0)} MB"
        )
    _decide(folder, JOBS[short], tally, note)


def _decide(folder: Path, jobs: int, tally: Tally, note: Callable[[str], None]) -> None:
    """Decide a tenth of the jobs and all of them, with everything made already."""
    given = (folder / "tidy", folder / "informes")
    script = BENCHMARKS / "decide_country.py"
    in_new_process(script, "fill", *given, jobs)()
    few, all_of_them = (
        in_new_process(script, "decide", *given, count)() for count in (jobs // 10, jobs)
    )
    tally.tried += jobs
    growth = _growth(few["memoria_mb"], all_of_them["memoria_mb"])
    note(
        f"{_number(jobs)} informes decididos con el manifiesto: "
        f"{decimal(all_of_them['decidir'], 1)} s, {decimal(all_of_them['memoria_mb'], 0)} MB "
        f"({decimal(growth, 1)} % más que para la décima parte)"
    )
    check_growth("decisions", few["memoria_mb"], all_of_them["memoria_mb"], tally)
    if all_of_them["por_hacer"]:
        tally.problems.append(f"decisions: {all_of_them['por_hacer']:.0f} would be made again")


def check_growth(what: str, before: float, after: float, tally: Tally) -> None:
    """Note memory that grew by more than it may."""
    if _growth(before, after) > MOST_GROWTH:
        tally.problems.append(f"{what}: memory grew by {_growth(before, after):.1f} %")


def _growth(before: float, after: float) -> float:
    return 100 * (after / before - 1)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
