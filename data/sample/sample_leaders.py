"""Write the two real shapes of a table of leaders: a filled-in template and a merged table.

What they say stands in ``lideres_plantilla.csv`` and ``lideres_combinada.csv``: units and posts,
never persons.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from sample_workbook import FONT, HEADER, open_workbook

if TYPE_CHECKING:
    from mipg_helpers.reference import Catalog

HERE = Path(__file__).parent
TEMPLATE_COLUMNS = (
    "Dimensión",
    "Política",
    "Líder (dependencia)",
    "Responsable (dependencia)",
    "Apoyo",
    "Delegado (cargo)",
    "Vigencia",
)
MERGED_COLUMNS = ("DIMENSIONES", "POLITICAS DE GESTION Y DESEMPEÑO INSTITUCIONAL", "RESPONSABLES")
#: In ``lideres_combinada.csv``: this cell is merged with the one above.
MERGED = "^"


def write_template(path: Path, catalog: Catalog, vigencia: int) -> None:
    """Write the table of the main sample in the form of the template; one politica is missing."""
    leaders = {row["politica"]: row for row in _rows("lideres_plantilla.csv")}
    with open_workbook(path) as workbook:
        sheet = workbook.add_worksheet("Líderes")
        header = workbook.add_format(HEADER)
        wrapped = workbook.add_format({**FONT, "text_wrap": True, "valign": "top"})
        sheet.set_column(0, len(TEMPLATE_COLUMNS) - 1, 30, wrapped)
        sheet.write_string(0, 0, "LÍDERES Y RESPONSABLES DE LAS POLÍTICAS – DATOS FICTICIOS")
        sheet.write_row(2, 0, TEMPLATE_COLUMNS, header)
        listed = [one for one in catalog.politicas(vigencia) if one.politica in leaders]
        before = ""
        for row, info in enumerate(listed, start=3):
            # The dimension stands only in the first of its rows.
            dimension = "" if info.dimension == before else info.nombre_dimension
            before = info.dimension
            said = leaders[info.politica]
            units = [said[name] for name in ("lider", "responsable", "apoyo", "delegado")]
            sheet.write_row(row, 0, [dimension, said["escritura"] or info.nombre, *units])
            sheet.write_number(row, len(TEMPLATE_COLUMNS) - 1, vigencia)


def write_merged(path: Path) -> None:
    """Write the table of the gobernación: merged cells, and support inside the same cell."""
    rows = [list(row.values()) for row in _rows("lideres_combinada.csv")]
    with open_workbook(path) as workbook:
        sheet = workbook.add_worksheet("Hoja1")
        header = workbook.add_format(HEADER)
        cell = workbook.add_format({**FONT, "text_wrap": True, "valign": "vcenter", "border": 1})
        sheet.set_column(0, len(MERGED_COLUMNS) - 1, 42)
        sheet.write_row(0, 0, MERGED_COLUMNS, header)
        for column in range(len(MERGED_COLUMNS)):
            for first, last, text in _runs([row[column] for row in rows]):
                if last > first:
                    sheet.merge_range(first, column, last, column, text, cell)
                else:
                    sheet.write_string(first, column, text, cell)


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _runs(texts: list[str]) -> list[tuple[int, int, str]]:
    """Join each text with the merged cells below it: (first sheet row, last one, text)."""
    runs: list[tuple[int, int, str]] = []
    for row, text in enumerate(texts, start=1):
        if text == MERGED:
            first, _, above = runs[-1]
            runs[-1] = (first, row, above)
        else:
            runs.append((row, row, text))
    return runs
