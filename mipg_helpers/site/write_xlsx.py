"""Write a table of data as a workbook for people: data, dictionary, sources and licence.

Every text is a text cell, so that nothing is computed, linked or fetched. Equal tables give
equal bytes.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from mipg_helpers.plan_workbook.cells_text import fit, plain
from mipg_helpers.plan_workbook.write_heights import row_height

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.site.downloads_model import About, Table, Value

DATA, DICTIONARY, SOURCES = "Datos", "Diccionario", "Fuentes y licencia"
DICTIONARY_HEADER = ("Columna", "Nombre en el CSV", "Tipo", "Unidad", "Origen", "Descripción")
SOURCES_HEADER = ("Archivo", "Huella SHA-256", "Vigencias", "Fecha de cargue")
LONG, SHORT = 60, 11
LETTER = 1  # paper, as Excel numbers it
_OPTIONS = {
    "in_memory": True,  # also gives every part of the package the same fixed time
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FONT: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "valign": "top"}


class _Formats:
    def __init__(self, book: Workbook) -> None:
        self.text: Format = book.add_format({**_FONT, "text_wrap": True, "num_format": 49})
        self.plain: Format = book.add_format(_FONT)
        self.number: Format = book.add_format({**_FONT, "align": "right", "indent": 1})
        self.date: Format = book.add_format({**_FONT, "num_format": "dd/mm/yyyy"})
        head = {"bold": True, "bg_color": "#0B3D5C", "font_color": "#FFFFFF", "text_wrap": True}
        self.head: Format = book.add_format({**_FONT, **head})
        self.title: Format = book.add_format({**_FONT, "bold": True, "font_size": 13})


def table_workbook(table: Table, about: About) -> bytes:
    """Make the workbook of a table in memory."""
    from xlsxwriter.workbook import Workbook

    stream = io.BytesIO()
    with Workbook(stream, _OPTIONS) as book:
        formats = _Formats(book)
        _write_data(book.add_worksheet(DATA), table, formats)
        _write_dictionary(book.add_worksheet(DICTIONARY), table, formats)
        _write_about(book.add_worksheet(SOURCES), about, formats)
        book.set_properties(
            {
                "title": plain(f"{table.title} · {about.title}"),
                "category": "Datos abiertos MIPG",
                "created": datetime.combine(about.fecha, time()),
            }
        )
        book.set_custom_property("Idioma", "es-CO")
    return stream.getvalue()


def _write_data(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    header = [column.etiqueta for column in table.columns]
    widths = [
        _width([row[place] for row in table.rows], label) for place, label in enumerate(header)
    ]
    _write_rows(sheet, 0, header, table.rows, widths=widths, formats=formats)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(LETTER)


def _write_dictionary(sheet: Worksheet, table: Table, formats: _Formats) -> None:
    rows = [(c.etiqueta, c.campo, c.tipo, c.unidad, c.origen, c.descripcion) for c in table.columns]
    sheet.write_string(0, 0, plain(table.title), formats.title)
    sheet.write_string(1, 0, plain(table.description), formats.plain)
    widths = (28, 24, 10, 12, 24, 80)
    _write_rows(sheet, 3, DICTIONARY_HEADER, rows, widths=widths, formats=formats)
    _print(sheet)


def _write_about(sheet: Worksheet, about: About, formats: _Formats) -> None:
    sheet.write_string(0, 0, plain(about.title), formats.title)
    widths = (36, 80, 16, 16)
    _write_rows(sheet, 2, ("Asunto", "Qué saber"), about.notes, widths=widths, formats=formats)
    rows = [(s.archivo, s.sha256, s.vigencias, s.fecha_cargue) for s in about.sources]
    _write_rows(sheet, len(about.notes) + 4, SOURCES_HEADER, rows, widths=widths, formats=formats)
    _print(sheet)


def _write_rows(
    sheet: Worksheet,
    first: int,
    header: Sequence[str],
    rows: Sequence[Sequence[Value]],
    *,
    widths: Sequence[int],
    formats: _Formats,
) -> None:
    """Write a header and rows, each as high as its longest text needs."""
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.set_row(first, row_height(zip(header, widths, strict=False)))
    for place, text in enumerate(header):
        sheet.write_string(first, place, text, formats.head)
    for number, row in enumerate(rows, start=first + 1):
        texts = zip(row, widths, strict=False)
        sheet.set_row(number, row_height((t, width) for t, width in texts if isinstance(t, str)))
        for place, value in enumerate(row):
            _write(sheet, number, place, value, formats)


def _write(sheet: Worksheet, row: int, place: int, value: Value, formats: _Formats) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, place, fit(plain(value)), formats.text)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, datetime.combine(value, time()), formats.date)
    else:
        sheet.write_number(row, place, value, formats.number)


def _width(values: Sequence[Value], label: str) -> int:
    """Give a column room for its longest text, within reason."""
    longest = max((len(value) for value in values if isinstance(value, str)), default=0)
    return min(max(longest + 2, len(label) // 2 + 4, SHORT), LONG)


def _print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(LETTER)
    sheet.fit_to_pages(1, 0)
