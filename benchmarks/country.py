"""Measure the way from the raw workbook of a full country to the reports of one entidad.

``python benchmarks/country.py`` runs ``mipg cargar`` and ``mipg lote``, HTML and PDF, on all cores,
as an operator would, and then shows where the seconds go, with one worker.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import (
    HERE,
    alternate,
    in_new_process,
    options,
    print_table,
    record,
    run_mipg,
    seconds,
)
from sample import VIGENCIA, make_country

if TYPE_CHECKING:
    from measuring import Measured

#: One of the largest group of the country.
ENTIDAD = "0100"
TITLES = {
    "cargar": "mipg cargar",
    "lote": "mipg lote, un trabajador",
    "celdas": "las celdas de los cuadernos, sin motor",
}


def both_commands(folder: Path) -> Measured:
    """Go the whole way once; nothing of an earlier round helps."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        tidy, start = Path(name) / "tidy", time.perf_counter()
        run_mipg("cargar", folder / "raw", "--datos", tidy)
        loaded = time.perf_counter()
        run_mipg(*batch(tidy, Path(name) / "informes"))
        end = time.perf_counter()
        reports = len(list(Path(name).glob("informes/*/*/*.pdf")))
    return {
        "cargar": loaded - start,
        "lote": end - loaded,
        "segundos": end - start,
        "informes": reports,
    }


def batch(tidy: Path, outputs: Path) -> list[object]:
    given = ["lote", "--entidad", ENTIDAD, "--vigencia", VIGENCIA]
    return [*given, "--datos", tidy, "--salida", outputs]


def main() -> None:
    parser = options(__file__, "Mide del libro del país a los informes de una entidad", rounds=3)
    parser.add_argument("--entidades", type=int, default=5400)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "raw").mkdir()
        make_country(folder / "raw" / "Resultados_vig2025_territorio.xlsx", chosen.entidades)
        whole = alternate({"todo": lambda: both_commands(folder)}, chosen.rondas)["todo"]
        script, tidy = HERE / "sampled.py", folder / "tidy"
        given: dict[str, list[object]] = {
            "cargar": ["cargar", folder / "raw", "--datos", tidy],
            "lote": [*batch(tidy, folder / "informes"), "--trabajos", "1"],
            "celdas": ["celdas", tidy, ENTIDAD],
        }
        profile = {what: in_new_process(script, *words)() for what, words in given.items()}
    rows = [(key, seconds(whole[key])) for key in ("cargar", "lote", "segundos")]
    print_table((f"{whole['informes']:.0f} informes HTML y PDF", "mediana"), rows)
    for what, stages in profile.items():
        total = sum(stages.values())
        print_table(
            (TITLES[what], seconds(total), ""),
            [(stage, seconds(one), f"{100 * one / total:.0f} %") for stage, one in stages.items()],
        )
    record(chosen, {"medianas": whole, "perfil": profile})


if __name__ == "__main__":
    main()
