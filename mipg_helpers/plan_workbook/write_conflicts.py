"""Write the workbook in which a person decides between different values of the same cell."""

from __future__ import annotations

import io
from string import ascii_uppercase
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.cells_text import fit, plain
from mipg_helpers.plan_workbook.conflicts import DECISION, ID, OTHER, OTHER_VALUE, PLAN_PAPER
from mipg_helpers.plan_workbook.whole_files import SAFE_OPTIONS, replace_file
from mipg_helpers.plan_workbook.write_formats import Formats
from mipg_helpers.plan_workbook.write_heights import row_height
from mipg_helpers.plan_workbook.write_print import LETTER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.plan_workbook.conflicts import ConflictRow, Paper

HOW = (
    "Elija en «Decisión» la letra del valor que vale, u «Otro» y escriba el valor al lado. Guarde "
    "y ejecute «mipg recibir» con este archivo. Lo que no decida queda pendiente; el valor A es "
    "el que rige mientras tanto."
)
_HEADER = 3  # 0-based row
_ROW_WIDTH, _COLUMN_WIDTH = 40, 20
_FIXED = [(ID, 19), ("Entidad", 10)]
_YEAR_WIDTH = 7
_VALUE_WIDTH, _ORIGIN_WIDTH, _DECISION_WIDTH, _OTHER_WIDTH = 28, 28, 10, 24


def write_conflicts(rows: Sequence[ConflictRow], path: Path, paper: Paper = PLAN_PAPER) -> None:
    """Write conflicts to `path`, whole or not at all; without rows a file there is removed.

    Raises
    ------
    RenderError
        If the file cannot be written.
    """
    if rows:
        replace_file(path, _bytes(rows, paper))
    else:
        path.unlink(missing_ok=True)


def _bytes(rows: Sequence[ConflictRow], paper: Paper) -> bytes:
    from xlsxwriter.workbook import Workbook

    stream = io.BytesIO()
    with Workbook(stream, SAFE_OPTIONS) as book:
        formats = Formats(book)
        sheet = book.add_worksheet(paper.hoja)
        n_values = max(len(row.valores) for row in rows)
        titles = _titles(n_values, paper)
        sheet.write_string(0, 0, paper.titulo, formats.title)
        sheet.merge_range(1, 0, 1, 4 + 2 * n_values, HOW, formats.text)
        sheet.set_row(1, 34)
        for place, (title, width) in enumerate(titles):
            sheet.set_column(place, place, width)
            sheet.write_string(_HEADER, place, title, formats.header)
        for number, row in enumerate(rows, start=_HEADER + 1):
            _write_row(sheet, number, row, n_values, formats)
            texts = [row.accion, row.columna, *(text for pair in row.valores for text in pair)]
            widths = [width for _, width in titles[len(_FIXED) + 1 :]]
            sheet.set_row(number, row_height(zip(texts, widths, strict=False)))
        sheet.freeze_panes(_HEADER + 1, 0)
        sheet.protect()
        sheet.set_paper(LETTER)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADER)
    return stream.getvalue()


def _titles(n_values: int, paper: Paper) -> list[tuple[str, int]]:
    titles = [*_FIXED, (paper.periodo, _YEAR_WIDTH)]
    titles += [(paper.fila, _ROW_WIDTH), ("Columna", _COLUMN_WIDTH)]
    for letter in ascii_uppercase[:n_values]:
        titles += [(f"Valor {letter}", _VALUE_WIDTH), (f"Quién dijo {letter}", _ORIGIN_WIDTH)]
    return [*titles, (DECISION, _DECISION_WIDTH), (OTHER_VALUE, _OTHER_WIDTH)]


def _write_row(
    sheet: Worksheet, number: int, row: ConflictRow, n_values: int, formats: Formats
) -> None:
    texts = [row.conflicto_id, row.entidad_id, str(row.vigencia_plan), row.accion, row.columna]
    for value, who in row.valores:
        texts += [value, who]
    texts += [""] * (2 * (n_values - len(row.valores)))
    for place, text in enumerate(texts):
        sheet.write_string(number, place, fit(plain(text)), formats.cell("", is_writable=False))
    place = len(texts)
    writable = formats.cell("", is_writable=True)
    sheet.write_string(number, place, row.typed.decision, writable)
    sheet.write_string(number, place + 1, row.typed.otro, writable)
    letters = list(ascii_uppercase[: len(row.valores)])
    sheet.data_validation(
        number,
        place,
        number,
        place,
        {
            "validate": "list",
            "source": [*letters, OTHER],
            "error_title": "Decisión",
            "error_message": f"Elija {', '.join(letters)} u {OTHER}.",
        },
    )
