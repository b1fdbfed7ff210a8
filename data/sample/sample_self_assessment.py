"""Write the self-assessment workbook of one politica: merged cells, a title repeated, blanks."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sample_workbook import FONT, HEADER, open_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sample_population import SampleEntidad
    from xlsxwriter.worksheet import Worksheet

COLUMNS = (
    "Componentes", "Calificación", "Categoría", "Calificación", "Actividades de Gestión",
    "Puntaje\n(0 - 100)", "Observaciones",
)  # fmt: skip
_FIRST = 6

Row = dict[str, str]


def write_self_assessment(path: Path, entidad: SampleEntidad, politica: str, vigencia: int) -> None:
    """Write the activities of ``autodiagnostico.csv`` as the workbook of a politica."""
    file = Path(__file__).parent / "autodiagnostico.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with open_workbook(path) as workbook:
        workbook.add_worksheet("Instrucciones").write_string(0, 0, "Escriba solo el puntaje.")
        sheet = workbook.add_worksheet("Autodiagnóstico")
        sheet.set_column(4, 6, 40, workbook.add_format({**FONT, "text_wrap": True}))
        sheet.merge_range(0, 0, 0, 6, f"AUTODIAGNÓSTICO DE GESTIÓN POLÍTICA {politica.upper()}")
        sheet.write_row(1, 0, ["Entidad:", entidad.nombre])
        sheet.write_row(2, 0, ["Vigencia:", vigencia])
        sheet.write_row(_FIRST - 1, 0, COLUMNS, workbook.add_format(HEADER))
        for place, name in ((0, "componente"), (2, "categoria")):
            _write_groups(sheet, place, rows, name)
        for number, row in enumerate(rows, start=_FIRST):
            sheet.write_string(number, 4, row["actividad"])
            if row["puntaje"]:
                sheet.write_number(number, 5, int(row["puntaje"]))
            sheet.write_string(number, 6, row["observaciones"])
        workbook.add_worksheet("Plan de Acción").write_row(0, 0, ["Actividad", "Mejora"])


def _write_groups(sheet: Worksheet, place: int, rows: Sequence[Row], name: str) -> None:
    """Write a column of groups in merged cells, and the mean of each in the column beside it."""
    row = _FIRST
    for (_, label), group in groupby(rows, key=lambda one: (one["componente"], one[name])):
        members = list(group)
        scores = [int(one["puntaje"]) for one in members if one["puntaje"]]
        mean = round(sum(scores) / len(scores), 1) if scores else ""
        last = row + len(members) - 1
        for column, value in ((place, label), (place + 1, mean)):
            if last > row:
                sheet.merge_range(row, column, last, column, value)
            else:
                sheet.write(row, column, value)
        row = last + 1
