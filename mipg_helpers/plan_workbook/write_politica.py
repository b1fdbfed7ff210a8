"""Write the sheet of one politica: its actions, what may be filled in and what is warned of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.cells_text import is_cut, looks_like_formula
from mipg_helpers.plan_workbook.layout import (
    AVISOS_LABEL,
    AVISOS_PLACE,
    CONTENTS,
    HEADER_ROW,
    ID,
    NEW_ROW,
    opens_in_new_rows,
    shown_value,
)
from mipg_helpers.plan_workbook.write_avisos import rules_for
from mipg_helpers.plan_workbook.write_context import (
    AVISOS_WIDTH,
    FICTITIOUS,
    width_of,
)
from mipg_helpers.plan_workbook.write_heights import row_height
from mipg_helpers.plan_workbook.write_print import page_breaks, set_up_print
from mipg_helpers.plan_workbook.write_validations import add_validations
from mipg_helpers.reference.plan_cells import CellKey

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.plan_workbook.layout import Column
    from mipg_helpers.plan_workbook.write_avisos import Rules, Shown
    from mipg_helpers.plan_workbook.write_context import Context
    from mipg_helpers.plan_workbook.write_formats import Formats
    from mipg_helpers.reference.plan_cells import Cells

_FIRST = HEADER_ROW  # 0-based row of the first action
_LEAST_HEIGHT = 30.0  # two lines, so that a row invites to write


def write_politica(
    sheet: Worksheet, context: Context, nombre: str, rows: Sequence[tuple[str, Cells]]
) -> None:
    """Fill the sheet of a politica with its actions, as (accion_id, cells)."""
    rules = rules_for(context.catalog, context.columns, context.places)
    last = _FIRST + len(rows) + context.n_new_rows - 1
    write_heading(sheet, context, nombre, f"Plan {context.content.vigencia_plan}")
    waiting: list[tuple[str, Cells]] = [(NEW_ROW, {})] * context.n_new_rows
    style = context.formats.cell("avisos", is_writable=False)
    used: set[tuple[str, str]] = set()
    for row, sent in enumerate([*rows, *waiting], start=_FIRST):
        shown = _write_row(sheet, context, row, sent)
        avisos = rules.text(shown, context.content.fecha)
        sheet.write_formula(row, AVISOS_PLACE, rules.formula(row + 1), style, avisos)
        sheet.set_row(row, _height(context, shown, avisos))
        used |= shown.keys()
    visible = _visible(context, used)
    breaks = page_breaks(context, visible)
    write_headers(sheet, context)
    write_groups(sheet, context, visible, breaks)
    set_widths(sheet, context, visible)
    if last >= _FIRST:
        add_validations(sheet, context, _FIRST, last, first_new=_FIRST + len(rows))
        _add_conditions(sheet, context, rules, last)
        sheet.ignore_errors({"number_stored_as_text": f"A{_FIRST + 1}:XFD{last + 1}"})
    sheet.autofilter(_FIRST - 1, 0, max(last, _FIRST), max(context.places))
    sheet.freeze_panes(HEADER_ROW, AVISOS_PLACE)
    protect(sheet)
    set_up_print(sheet, context, nombre, breaks)


def write_heading(sheet: Worksheet, context: Context, nombre: str, what: str) -> None:
    """Write above the headers whose sheet this is; `what` names the plan or the form."""
    content, formats = context.content, context.formats
    sheet.write_url(0, 0, f"internal:'{CONTENTS}'!A1", formats.link, string="Contenido")
    sheet.write_string(0, 1, nombre, formats.title)
    about = [content.entidad, what, content.destinatario]
    sheet.write_string(1, 1, " · ".join(filter(None, about)), formats.subtitle)
    if content.es_ficticia:
        sheet.write_string(2, 1, FICTITIOUS, formats.notice)
    sheet.set_row(0, 24)


def write_headers(sheet: Worksheet, context: Context) -> None:
    """Write the row of headers and, above it, who fills each column in."""
    formats, top = context.formats, HEADER_ROW - 1
    sheet.write_string(top - 1, AVISOS_PLACE, "Lo calcula el libro", formats.who_reads)
    sheet.write_string(top, AVISOS_PLACE, AVISOS_LABEL, formats.header)
    for column, place in zip(context.columns, context.places, strict=True):
        who = formats.who_fills if column.is_writable else formats.who_reads
        sheet.write_string(top - 1, place, _who_text(column, context), who)
        sheet.write_string(top, place, column.header, formats.header)
    widths = [width_of(column) for column in context.columns]
    headers = [
        (column.header, width) for column, width in zip(context.columns, widths, strict=True)
    ]
    who_texts = [
        (_who_text(c, context), width) for c, width in zip(context.columns, widths, strict=True)
    ]
    sheet.set_row(top - 1, row_height(who_texts))
    sheet.set_row(top, row_height(headers, line=14))


def write_groups(
    sheet: Worksheet, context: Context, visible: Collection[Column], breaks: Collection[int]
) -> None:
    """Name the groups of columns above the headers, again where a printed page begins."""
    group = ""
    for column, place in zip(context.columns, context.places, strict=True):
        if place > AVISOS_PLACE:  # the fictitious notice stands in the frozen columns
            is_first = column in visible and (column.group != group or place in breaks)
            title = column.group if is_first else ""
            sheet.write(HEADER_ROW - 3, place, title, context.formats.group)
            group = column.group if is_first else group


def _visible(context: Context, used: Collection[tuple[str, str]]) -> list[Column]:
    """List the columns to show: a form hides what others fill in and nobody has filled in yet."""
    if context.content.rol == "planeacion":
        return list(context.columns)
    return [
        column
        for column in context.columns
        if column.is_writable
        or column.campo.campo == ID
        or _address(column) in used
        or (opens_in_new_rows(column) and context.n_new_rows)
    ]


def set_widths(sheet: Worksheet, context: Context, visible: Collection[Column]) -> None:
    """Set the width of every column and hide those that are not for this reader."""
    sheet.set_column(AVISOS_PLACE, AVISOS_PLACE, AVISOS_WIDTH)
    for column, place in zip(context.columns, context.places, strict=True):
        sheet.set_column(place, place, width_of(column), None, {"hidden": column not in visible})


def _address(column: Column) -> tuple[str, str]:
    return column.campo.campo, column.corte


def _height(context: Context, shown: Shown, avisos: str) -> float:
    texts = [
        (value, width_of(column))
        for column in context.columns
        if isinstance(value := shown.get(_address(column)), str)
    ]
    return max(row_height([*texts, (avisos, AVISOS_WIDTH)]), _LEAST_HEIGHT)


def _who_text(column: Column, context: Context) -> str:
    if opens_in_new_rows(column) and context.n_new_rows:
        return "USTED LLENA en filas nuevas"
    if not column.is_writable:
        return "Solo lectura"
    return "USTED LLENA · obligatorio" if column.campo.es_obligatorio else "USTED LLENA"


def _write_row(sheet: Worksheet, context: Context, row: int, sent: tuple[str, Cells]) -> Shown:
    """Write what a row holds and give what it shows."""
    shown: Shown = {}
    accion_id, cells = sent
    for column, place in zip(context.columns, context.places, strict=True):
        campo = column.campo
        if campo.campo == ID:
            sheet.write_string(row, place, accion_id, context.formats.cell("id", is_writable=False))
            continue
        text = cells.get(CellKey(accion_id, campo.campo, column.corte), "")
        value = shown_value(campo, text, context.labels) if text else ""
        if value != "":
            shown[_address(column)] = value
        is_open = accion_id == NEW_ROW and opens_in_new_rows(column)
        write_cell(sheet, context.formats, (row, place), column, value, is_open=is_open)
    return shown


def write_cell(
    sheet: Worksheet,
    formats: Formats,
    place: tuple[int, int],
    column: Column,
    value: str | float | date,
    *,
    is_open: bool,
) -> None:
    """Write a value as what it is: text, number or date; never a formula."""
    tipo, is_writable = column.campo.tipo, column.is_writable or is_open
    if isinstance(value, str):
        # A text cut to what a cell holds must not come back as if somebody had shortened it.
        is_writable = is_writable and not is_cut(value)
        is_formula_like = looks_like_formula(value)
        style = formats.cell(tipo, is_writable=is_writable, is_formula_like=is_formula_like)
        if value:
            sheet.write_string(*place, value, style)
        else:
            sheet.write_blank(*place, None, style)
        return
    style = formats.cell(tipo, is_writable=is_writable)
    if isinstance(value, date):
        sheet.write_datetime(*place, value, style)
    else:
        sheet.write_number(*place, value, style)


def _add_conditions(sheet: Worksheet, context: Context, rules: Rules, last: int) -> None:
    """Colour what the column of warnings says in words."""
    formats, first = context.formats, _FIRST + 1
    places = {
        _address(column): place
        for column, place in zip(context.columns, context.places, strict=True)
    }

    def colour(key: tuple[str, str], condition: str, style: Format) -> None:
        options = {"type": "formula", "criteria": f"={condition}", "format": style}
        sheet.conditional_format(_FIRST, places[key], last, places[key], options)

    colour(("fecha_fin", ""), rules.overdue(first), formats.when_alert)
    for corte in rules.cortes:
        colour(("evidencia", corte), rules.unproved(first, corte), formats.when_alert)
    for campo, _ in rules.required:
        colour((campo, ""), rules.missing(first, campo), formats.when_missing)


def protect(sheet: Worksheet) -> None:
    """Lock what is not for this reader; without password, since it only prevents slips."""
    allowed = ("format_columns", "format_rows", "insert_rows", "autofilter", "sort")
    sheet.protect("", dict.fromkeys(allowed, True))
