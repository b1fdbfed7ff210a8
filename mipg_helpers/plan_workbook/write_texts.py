"""Write the sheets that explain: instructions, contents, notes and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.plan_workbook.cells_text import fit, plain
from mipg_helpers.plan_workbook.instructions import instructions_for
from mipg_helpers.plan_workbook.layout import CONTENTS, COVER, NOTES, SOURCES
from mipg_helpers.plan_workbook.write_context import FICTITIOUS
from mipg_helpers.plan_workbook.write_heights import row_height
from mipg_helpers.plan_workbook.write_print import set_up_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.plan_workbook.write_context import Context

_WIDTHS = (3, 30, 92)
_LINES_WIDTH = 122
_LINE = 15.0  # points, of text of this size
#: Samples of the colours: what they say, the format they stand in, and the meaning.
_WHO = (
    ("USTED LLENA", "who_fills", "Columna con celdas que usted puede escribir."),
    ("Solo lectura", "who_reads", "Columna que llena otra persona; está bloqueada."),
)
_MARKS = (
    ("Vencida.", "sample_alert", "La fecha de fin pasó y la acción sigue abierta."),
    ("100 % sin evidencia", "sample_alert", "Reportó todo el avance y falta el enlace."),
    ("Falta …", "sample_missing", "Dato obligatorio en blanco en una fila con acción."),
)
_AVISOS = (
    "Dice en palabras lo mismo que los colores; la calcula el libro cada vez que usted escribe."
)


class Cover(NamedTuple):
    """The words of a cover; `marks` are samples of colours, `avisos` tells of that column."""

    title: str
    subtitle: str
    sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    marks: Sequence[tuple[str, str, str]]
    avisos: str


def write_cover(sheet: Worksheet, context: Context) -> None:
    """Tell the reader in plain words what this is and what to do with it."""
    title, subtitle, sections = instructions_for(context.content, context.catalog)
    fill_cover(sheet, context, Cover(title, subtitle, sections, _MARKS, _AVISOS))


def fill_cover(sheet: Worksheet, context: Context, words: Cover) -> None:
    """Write the words of a cover."""
    content, formats = context.content, context.formats
    _set_widths(sheet, *_WIDTHS)
    sheet.write_string(0, 1, words.title, formats.title)
    sheet.set_row(0, 26)
    sheet.write_string(1, 1, words.subtitle, formats.subtitle)
    row = 4
    if content.es_ficticia:
        sheet.write_string(2, 1, FICTITIOUS, formats.notice)
    for heading, lines in words.sections:
        row = _write_section(sheet, context, row, heading, lines)
    row = _write_legend(sheet, context, row, words)
    _finish(sheet, context, COVER)
    sheet.print_area(0, 0, row, len(_WIDTHS) - 1)


def write_contents(
    sheet: Worksheet, context: Context, counts: Mapping[str, int], counted: str = "Acciones"
) -> None:
    """List the sheets with links; `counts` gives the rows of each politica, named `counted`."""
    formats = context.formats
    _set_widths(sheet, 3, 36, 70, 12)
    sheet.write_string(0, 1, CONTENTS, formats.title)
    for place, text in enumerate(("Hoja", "Qué contiene", counted), start=1):
        sheet.write_string(2, place, text, formats.header)
    names = dict(context.content.politicas)
    lines: list[tuple[str, str, int | None]] = [
        (COVER, "Qué llenar, cómo y a quién se devuelve", None)
    ]
    lines += [(name, names[politica], counts[politica]) for name, politica in context.sheets]
    lines += [(NOTES, "Aclaraciones sobre los datos de este libro", None)]
    lines += [(SOURCES, "De dónde salen los datos", None)]
    for row, (name, text, count) in enumerate(lines, start=3):
        sheet.write_url(row, 1, f"internal:'{name}'!A1", formats.link, string=name)
        sheet.write_string(row, 2, fit(plain(text)), formats.text)
        if count is not None:
            sheet.write_number(row, 3, count, formats.number)
    sheet.freeze_panes(3, 0)
    _finish(sheet, context, CONTENTS)


def write_lines(sheet: Worksheet, context: Context, name: str, lines: Sequence[str]) -> None:
    """Write notes or sources, one per row."""
    formats = context.formats
    _set_widths(sheet, 3, _LINES_WIDTH)
    sheet.write_string(0, 1, name, formats.title)
    for row, line in enumerate(lines or ("Sin anotaciones.",), start=2):
        sheet.write_string(row, 1, fit(plain(line)), formats.text)
        sheet.set_row(row, row_height([(line, _LINES_WIDTH)], _LINE))
    _finish(sheet, context, name)


def _write_section(
    sheet: Worksheet, context: Context, row: int, heading: str, lines: Sequence[tuple[str, str]]
) -> int:
    formats = context.formats
    _write_heading(sheet, context, row, heading)
    for label, text in lines:
        row += 1
        sheet.write_string(row, 1, fit(plain(label)), formats.label)
        sheet.write_string(row, 2, fit(plain(text)), formats.text)
        sheet.set_row(row, row_height([(text, _WIDTHS[2])], _LINE))
    return row + 2


def _write_legend(sheet: Worksheet, context: Context, row: int, words: Cover) -> int:
    """Show each colour beside the words that say the same."""
    formats = context.formats
    _write_heading(sheet, context, row, "Cómo leer las hojas")
    for mark, style, text in (*_WHO, *words.marks):
        row += 1
        sheet.write_string(row, 1, mark, getattr(formats, style))
        sheet.write_string(row, 2, text, formats.text)
    row += 1
    sheet.write_string(row, 1, "Columna «Avisos»", formats.label)
    sheet.write_string(row, 2, words.avisos, formats.text)
    return row


def _write_heading(sheet: Worksheet, context: Context, row: int, heading: str) -> None:
    sheet.write_string(row, 1, heading, context.formats.heading)
    sheet.write_blank(row, 2, None, context.formats.heading)


def _set_widths(sheet: Worksheet, *widths: int) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.hide_gridlines(2)


def _finish(sheet: Worksheet, context: Context, name: str) -> None:
    set_up_page(sheet, context.content, name)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
