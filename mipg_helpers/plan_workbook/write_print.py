"""Set the sheets up for paper: Letter, readable, whole columns, the first ones on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.cells_text import header_text
from mipg_helpers.plan_workbook.layout import AVISOS_PLACE, HEADER_ROW
from mipg_helpers.plan_workbook.write_context import AVISOS_WIDTH, width_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.plan_workbook.layout import Column
    from mipg_helpers.plan_workbook.model import WorkbookContent
    from mipg_helpers.plan_workbook.write_context import Context

LETTER = 1
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.7, "bottom": 0.6}
_SCALE = 70  # percent: 10-point text prints as 7
#: Characters of column width that fit beside each other on a page at that scale, also with a
#: wider font where Calibri is not installed.
_ROOM = 143
# Page headers hold 255 characters, commands included.
_MOST = 70
_FICTITIOUS = " · DATOS FICTICIOS"


def set_up_print(sheet: Worksheet, context: Context, nombre: str, breaks: Sequence[int]) -> None:
    """Repeat headers and the first columns on every page, and break between columns."""
    set_up_page(sheet, context.content, nombre)
    sheet.set_landscape()
    sheet.set_print_scale(_SCALE)
    sheet.print_across()
    sheet.repeat_rows(2, HEADER_ROW - 1)
    sheet.repeat_columns(0, 1)
    if breaks:
        sheet.set_v_pagebreaks(list(breaks))


def set_up_page(sheet: Worksheet, content: WorkbookContent, nombre: str) -> None:
    """Set paper, margins, page header and footer."""
    sheet.set_paper(LETTER)
    sheet.set_margins(**_MARGINS)
    mark = _FICTITIOUS if content.es_ficticia else ""
    entidad, title = header_text(content.entidad, _MOST), header_text(nombre, _MOST)
    sheet.set_header(f"&L{entidad}{mark}&R{title}")
    sheet.set_footer(f"&LPlan {content.vigencia_plan}&RPágina &P de &N")


def page_breaks(context: Context, visible: Collection[Column]) -> list[int]:
    """Say before which columns a page ends, 0-based; the first columns stand on every page."""
    repeated = sum(width_of(column) for column in context.columns[:AVISOS_PLACE])
    used, breaks = repeated + AVISOS_WIDTH, []
    for column, place in zip(context.columns, context.places, strict=True):
        if place < AVISOS_PLACE or column not in visible:
            continue
        if used + width_of(column) > _ROOM:
            breaks.append(place)
            used = repeated
        used += width_of(column)
    return breaks
