"""The sample generator, and its files read back as a test wants to see them."""

from __future__ import annotations

import runpy
from functools import cache
from pathlib import Path

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.workbook import read_workbook

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"
_GENERATOR = runpy.run_path(str(SAMPLE / "generar.py"))
generate = _GENERATOR["generate"]
write_country = _GENERATOR["write_country"]

HEADER_ROW = 2  # the third row of Excel


def draw_sample() -> dict[tuple[int, str, str], float | None]:
    """Draw every published figure of the sample, by (vigencia, código SIGEP, id)."""
    wide, long = _GENERATOR["WIDE_VIGENCIAS"], _GENERATOR["OPEN_DATA_VIGENCIA"]
    seed = _GENERATOR["SEED"]
    entidades = _GENERATOR["sample_entidades"](seed=seed)
    drawn = _GENERATOR["draw_results"](entidades, load_catalog(), (long, *wide), seed=seed)
    digital = _GENERATOR["published"](drawn.pop(long))
    table = {(long, codigo, "gobierno_digital"): score for codigo, score in digital.items()}
    for vigencia, by_code in drawn.items():
        for codigo, scores in by_code.items():
            table |= {(vigencia, codigo, name): score for name, score in scores.items()}
    return table


def cells_of(path: Path, sheet: str) -> list[list[object]]:
    """Read the raw cells of one sheet of a workbook."""
    return next(one.cells for one in read_workbook(path) if one.hoja == sheet)


@cache
def results_cells(raw: Path, vigencia: int, orden: str = "territorio") -> list[list[object]]:
    """Read the wide workbook of a vigencia, once; nobody changes the cells."""
    path = raw / "resultados" / f"Resultados_vig{vigencia}_{orden}.xlsx"
    return cells_of(path, {"territorio": "Territorio", "nacion": "Nacion"}[orden])


def headers_of(cells: list[list[object]]) -> list[str]:
    return [str(cell or "") for cell in cells[HEADER_ROW]]


def rows_by_code(cells: list[list[object]]) -> dict[str, dict[str, object]]:
    """Index the entidades by the code as written; columns by the first word of their header."""
    names = [header.split()[0] if header.strip() else "" for header in headers_of(cells)]
    return {
        str(row[0]): {name: value for name, value in zip(names, row, strict=False) if name}
        for row in cells[HEADER_ROW + 1 :]
    }


def column(cells: list[list[object]], header: str) -> list[object]:
    """Give the values under a header, which must be written exactly so."""
    place = headers_of(cells).index(header)
    return [row[place] for row in cells[HEADER_ROW + 1 :]]
