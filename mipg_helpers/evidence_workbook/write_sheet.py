"""Write the sheet of one politica: its preguntas, each followed by its options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from mipg_helpers.evidence_workbook.avisos import Shown, avisos_for
from mipg_helpers.evidence_workbook.layout import ENLACE, TEXTO, rows_of
from mipg_helpers.plan_workbook.cells_text import fit, looks_like_formula, plain
from mipg_helpers.plan_workbook.layout import AVISOS_PLACE, HEADER_ROW, ID, shown_value
from mipg_helpers.plan_workbook.write_context import AVISOS_WIDTH, width_of
from mipg_helpers.plan_workbook.write_heights import row_height
from mipg_helpers.plan_workbook.write_politica import (
    protect,
    set_widths,
    write_cell,
    write_groups,
    write_headers,
    write_heading,
)
from mipg_helpers.plan_workbook.write_print import page_breaks, set_up_print
from mipg_helpers.plan_workbook.write_validations import add_validations
from mipg_helpers.reference.evidence_tables import ESTADO
from mipg_helpers.reference.plan_cells import CellKey

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.analysis.readiness_profile import PreguntaResult
    from mipg_helpers.evidence_workbook.avisos import Avisos
    from mipg_helpers.evidence_workbook.layout import Fila
    from mipg_helpers.evidence_workbook.write_formats import EvidenceFormats
    from mipg_helpers.plan_workbook.layout import Column
    from mipg_helpers.plan_workbook.write_context import Context

_FIRST = HEADER_ROW  # 0-based row of the first pregunta


def write_sheet(
    sheet: Worksheet,
    context: Context,
    nombre: str,
    preguntas: Sequence[PreguntaResult],
    sent: Mapping[CellKey, str],
) -> None:
    """Fill the sheet of a politica; `sent` is what each cell shows, canonical.

    The formats of `context` must be `EvidenceFormats`.
    """
    formats = cast("EvidenceFormats", context.formats)
    avisos = avisos_for(context.columns, context.places)
    write_heading(sheet, context, nombre, f"Preparación del FURAG {context.content.vigencia}")
    row, used = _FIRST, set[str]()
    for pregunta in preguntas:
        first, whole = row, Shown()
        for fila in rows_of(pregunta):
            formats.in_pregunta = fila.es_pregunta
            shown = _write_row(sheet, context, row, fila, sent)
            whole = shown if fila.es_pregunta else whole
            told = avisos.text(shown, whole, exige=fila.exige_evidencia)
            formula = avisos.formula(row + 1, first + 1, exige=fila.exige_evidencia)
            style = formats.cell("avisos", is_writable=False)
            sheet.write_formula(row, AVISOS_PLACE, formula, style, told)
            sheet.set_row(row, _height(context, shown))
            used |= shown.keys()
            row += 1
    formats.in_pregunta = False
    _write_around(sheet, context, nombre, _visible(context, used))
    _add_rules(sheet, context, avisos, row - 1)


def _visible(context: Context, used: Collection[str]) -> list[Column]:
    """List the columns to show: a form hides what others fill in and nobody has filled in yet."""
    is_form = context.content.rol == "lider"
    return [
        column
        for column in context.columns
        if column.is_writable or column.campo.campo in {ID, *used} or not is_form
    ]


def _write_around(
    sheet: Worksheet, context: Context, nombre: str, visible: Collection[Column]
) -> None:
    """Write the headers and set up widths, panes and paper."""
    breaks = page_breaks(context, visible)
    write_headers(sheet, context)
    write_groups(sheet, context, visible, breaks)
    set_widths(sheet, context, visible)
    sheet.freeze_panes(HEADER_ROW, AVISOS_PLACE)
    protect(sheet)
    set_up_print(sheet, context, nombre, breaks)


def _add_rules(sheet: Worksheet, context: Context, avisos: Avisos, last: int) -> None:
    """Check what is typed, colour what was refused, let the rows be filtered."""
    add_validations(sheet, context, _FIRST, last, first_new=last + 1)
    _add_conditions(sheet, context, avisos, last)
    sheet.ignore_errors({"number_stored_as_text": f"A{_FIRST + 1}:XFD{last + 1}"})
    sheet.autofilter(_FIRST - 1, 0, last, max(context.places))


def _write_row(
    sheet: Worksheet, context: Context, row: int, fila: Fila, sent: Mapping[CellKey, str]
) -> Shown:
    """Write what a row holds and give what it shows."""
    shown: Shown = {}
    for column, place in zip(context.columns, context.places, strict=True):
        campo = column.campo
        if campo.campo == ID:
            style = context.formats.cell("id", is_writable=False)
            sheet.write_string(row, place, fit(plain(fila.codigo)), style)
            continue
        text = sent.get(CellKey(fila.fila_id, campo.campo), "")
        value = shown_value(campo, text, context.labels) if text else ""
        if value != "":
            shown[campo.campo] = value
        if campo.campo == TEXTO and isinstance(value, str):
            style = context.formats.cell(
                "titulo", is_writable=False, is_formula_like=looks_like_formula(value)
            )
            sheet.write_string(row, place, value, style)
            continue
        own = column if campo.campo not in fila.locked else replace(column, is_writable=False)
        write_cell(sheet, context.formats, (row, place), own, value, is_open=False)
    return shown


def _height(context: Context, shown: Shown) -> float:
    texts = [
        (value, width_of(column))
        for column in context.columns
        if isinstance(value := shown.get(column.campo.campo), str)
    ]
    return row_height([*texts, ("", AVISOS_WIDTH)])


def _add_conditions(sheet: Worksheet, context: Context, avisos: Avisos, last: int) -> None:
    """Colour what the column of warnings says in words."""
    places = {
        column.campo.campo: place
        for column, place in zip(context.columns, context.places, strict=True)
    }
    refused = {
        "type": "formula",
        "criteria": f"={avisos.refused(_FIRST + 1)}",
        "format": context.formats.when_alert,
    }
    for campo in (ENLACE, ESTADO):
        sheet.conditional_format(_FIRST, places[campo], last, places[campo], refused)
