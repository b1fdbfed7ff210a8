"""Write the workbook in which a person confirms which action attends to which recommendation."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.cells_text import fit, plain
from mipg_helpers.plan_workbook.matches import ACTION_ID, DECISION, NO, SHEET, TEXT_ID, YES
from mipg_helpers.plan_workbook.whole_files import SAFE_OPTIONS, replace_file
from mipg_helpers.plan_workbook.write_formats import Formats
from mipg_helpers.plan_workbook.write_heights import row_height
from mipg_helpers.plan_workbook.write_print import LETTER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.plan_workbook.matches import MatchRow

TITLE = "¿Qué acciones de los planes atienden cada recomendación?"
HOW = (
    "Las parejas son sugerencias por parecido de palabras (cálculo propio); ninguna cuenta hasta "
    f"que alguien la confirme. En «{DECISION}» elija {YES} o {NO}, guarde y ejecute "
    "«mipg conciliar --leer» con este archivo. Lo decidido se recuerda en las corridas siguientes."
)
NOTHING_NEAR = "Ninguna acción parecida en los planes cargados"
_HEADER = 3  # 0-based row
_COLUMNS = [
    ("Política", 22), ("Recomendación", 52), ("Acción de los planes", 52), ("Plan", 18),
    ("Parecido", 9), ("Palabras en común", 30), (DECISION, 13), (TEXT_ID, 18), (ACTION_ID, 18),
]  # fmt: skip
_SCORE, _DECISION = 4, 6


def write_matches(rows: Sequence[MatchRow], path: Path) -> None:
    """Write suggestions to `path`, whole or not at all.

    Raises
    ------
    RenderError
        If the file cannot be written.
    """
    replace_file(path, _bytes(rows))


def _bytes(rows: Sequence[MatchRow]) -> bytes:
    from xlsxwriter.workbook import Workbook

    stream = io.BytesIO()
    with Workbook(stream, SAFE_OPTIONS) as book:
        formats = Formats(book)
        sheet = book.add_worksheet(SHEET)
        sheet.write_string(0, 0, TITLE, formats.title)
        sheet.merge_range(1, 0, 1, _DECISION, HOW, formats.text)
        sheet.set_row(1, 34)
        for place, (title, width) in enumerate(_COLUMNS):
            sheet.set_column(place, place, width)
            sheet.write_string(_HEADER, place, title, formats.header)
        for number, row in enumerate(rows, start=_HEADER + 1):
            _write_row(sheet, number, row, formats)
        sheet.autofilter(_HEADER, 0, _HEADER + len(rows), len(_COLUMNS) - 1)
        sheet.freeze_panes(_HEADER + 1, 0)
        sheet.protect("", {"autofilter": True, "sort": True})
        sheet.set_paper(LETTER)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADER)
    return stream.getvalue()


def _write_row(sheet: Worksheet, number: int, row: MatchRow, formats: Formats) -> None:
    texts = [
        row.politica, row.recomendacion, row.accion or NOTHING_NEAR, row.plan, "",
        ", ".join(row.palabras), row.decision, row.texto_id, row.accion_id,
    ]  # fmt: skip
    widths = [width for _, width in _COLUMNS]
    sheet.set_row(number, row_height(zip(texts, widths, strict=True)))
    for place, text in enumerate(texts):
        is_writable = place == _DECISION and bool(row.accion_id)
        cell = formats.cell("", is_writable=is_writable)
        if place == _SCORE and row.puntaje is not None:
            sheet.write_number(number, place, round(row.puntaje), cell)
        else:
            sheet.write_string(number, place, fit(plain(text)), cell)
    if row.accion_id:
        options = {
            "validate": "list",
            "source": [YES, NO],
            "error_title": "Decisión",
            "error_message": f"Elija {YES} o {NO}.",
        }
        sheet.data_validation(number, _DECISION, number, _DECISION, options)
