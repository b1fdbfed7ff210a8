"""Write a comparison as a workbook: its tables, a data dictionary, and notes with the sources.

Every text is a text cell, so that nothing of the data is ever computed, linked or fetched; every
figure is a number as it was read or calculated. The same comparison gives the same bytes.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from mipg_helpers.lab.comparison_sheets import notes_of, sheets_of
from mipg_helpers.plan_workbook.cells_text import fit, header_text, looks_like_formula, plain
from mipg_helpers.plan_workbook.whole_files import SAFE_OPTIONS, replace_file
from mipg_helpers.plan_workbook.write_formats import Formats
from mipg_helpers.plan_workbook.write_heights import row_height
from mipg_helpers.plan_workbook.write_print import LETTER
from mipg_helpers.presentation import formats

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.analysis.comparison_profile import Comparison
    from mipg_helpers.lab.comparison_sheets import Column, Sheet, Value

DICTIONARY, NOTES = "Diccionario", "Notas y fuentes"
_HEADER = 2  # 0-based row
_DICTIONARY = (("Hoja", 14), ("Columna", 44), ("Origen", 18), ("Qué es", 80))
_NOTES = (("Asunto", 22), ("Qué saber", 110))
#: Points as they are, percent and changes alike; the sheet shows two decimals of what is ours.
_OFFICIAL, _OWN, _COUNT = "General", "0.00", "#,##0"
#: Characters of column width on one page of paper, small but readable.
_PAGE_WIDTH = 170
_CELL: dict[str, Any] = {
    "font_name": "Calibri",
    "font_size": 10,
    "valign": "top",
    "border": 1,
    "border_color": "#D9DEE4",
}


def write_comparison(comparison: Comparison, path: Path) -> None:
    """Write the workbook to `path`, whole or not at all.

    Raises
    ------
    RenderError
        If the file cannot be written.
    """
    replace_file(path, comparison_bytes(comparison))


def comparison_bytes(comparison: Comparison) -> bytes:
    """Make the workbook in memory."""
    from xlsxwriter.workbook import Workbook

    stream = io.BytesIO()
    with Workbook(stream, SAFE_OPTIONS) as book:
        styles = _Styles(book)
        tables = sheets_of(comparison)
        for table in tables:
            _write_table(book.add_worksheet(table.name), table, styles)
        explained = [
            (table.name, column.label, column.kind, column.description)
            for table in tables
            for column in table.columns
        ]
        _write_texts(book.add_worksheet(DICTIONARY), DICTIONARY, _DICTIONARY, explained, styles)
        _write_texts(book.add_worksheet(NOTES), NOTES, _NOTES, notes_of(comparison), styles)
        book.set_properties(
            {
                "title": header_text(f"Comparación de entidades {comparison.vigencia}", 200),
                "created": datetime.combine(comparison.fecha_informe, time()),
            }
        )
    return stream.getvalue()


class _Styles:
    """The formats of the workbook, each made once: titles of the house, plain boxed cells."""

    def __init__(self, book: Workbook) -> None:
        self._book, self.house = book, Formats(book)
        self._cells: dict[tuple[str, bool], Format] = {}

    def number(self, name: str, *, is_strong: bool) -> Format:
        return self._cell(name, is_strong=is_strong, align="right", indent=1, num_format=name)

    def text(self, text: str, *, is_strong: bool = False) -> Format:
        formula_like = looks_like_formula(text)
        # Such a text stays text also when somebody edits the cell.
        return self._cell(
            f"texto{formula_like}",
            is_strong=is_strong,
            text_wrap=True,
            num_format="@",
            quote_prefix=formula_like,
        )

    def _cell(self, name: str, *, is_strong: bool, **values: str | bool | int) -> Format:
        key = (name, is_strong)
        if key not in self._cells:
            self._cells[key] = self._book.add_format({**_CELL, **values, "bold": is_strong})
        return self._cells[key]


def _write_table(sheet: Worksheet, table: Sheet, styles: _Styles) -> None:
    sheet.write_string(0, 0, table.title, styles.house.title)
    widths = [column.width for column in table.columns]
    labels = [plain(column.label) for column in table.columns]
    sheet.set_row(_HEADER, row_height(zip(labels, widths, strict=True)))
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(_HEADER, place, labels[place], styles.house.header)
    for at, row in enumerate(table.rows):
        number, is_strong = _HEADER + 1 + at, at == table.own
        texts = zip(row, widths, strict=True)
        sheet.set_row(number, row_height((t, w) for t, w in texts if isinstance(t, str)))
        for place, value in enumerate(row):
            name = _number_format(value, table.columns[place])
            _write(sheet, (number, place), value, styles, name=name, is_strong=is_strong)
    last = _HEADER + max(len(table.rows), 1)
    sheet.autofilter(_HEADER, 0, last, len(table.columns) - 1)
    sheet.freeze_panes(_HEADER + 1, 1)
    sheet.repeat_rows(_HEADER)
    sheet.repeat_columns(0, 0)
    sheet.fit_to_pages(-(-sum(widths) // _PAGE_WIDTH), 0)
    _set_page(sheet, table.name)


def _number_format(value: Value, column: Column) -> str:
    if column.kind != formats.CALCULO_PROPIO:
        return _OFFICIAL
    return _COUNT if isinstance(value, int) else _OWN


def _write(
    sheet: Worksheet,
    cell: tuple[int, int],
    value: Value,
    styles: _Styles,
    *,
    name: str,
    is_strong: bool,
) -> None:
    if isinstance(value, str):
        text = fit(plain(value))
        sheet.write_string(*cell, text, styles.text(text, is_strong=is_strong))
    elif value is None:
        sheet.write_blank(*cell, None, styles.text(""))
    else:
        sheet.write_number(*cell, value, styles.number(name, is_strong=is_strong))


def _write_texts(
    sheet: Worksheet,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[tuple[str, ...]],
    styles: _Styles,
) -> None:
    sheet.write_string(0, 0, title, styles.house.title)
    widths = [width for _, width in columns]
    for place, (label, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(_HEADER, place, label, styles.house.header)
    for number, row in enumerate(rows, start=_HEADER + 1):
        sheet.set_row(number, row_height(zip(row, widths, strict=True), 14.5))
        for place, value in enumerate(row):
            text = fit(plain(value))
            sheet.write_string(number, place, text, styles.text(text))
    sheet.freeze_panes(_HEADER + 1, 0)
    sheet.repeat_rows(_HEADER)
    sheet.fit_to_pages(1, 0)
    _set_page(sheet, title)


def _set_page(sheet: Worksheet, name: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(LETTER)
    sheet.set_footer(f"&L{header_text(name, 60)}&RPágina &P de &N")
