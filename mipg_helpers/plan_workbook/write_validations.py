"""Say in Excel what each column takes: lists, dates and percentages, with words in Spanish."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from mipg_helpers.plan_workbook.cells_text import plain
from mipg_helpers.plan_workbook.layout import (
    POLITICAS,
    day_text,
    opens_in_new_rows,
    plausible_dates,
)
from mipg_helpers.sources.cleaning import column_letter

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.plan_workbook.layout import Column
    from mipg_helpers.plan_workbook.write_context import Context

# What Excel takes in the title and in the text of a message.
_MAX_TITLE, _MAX_MESSAGE = 32, 255


def add_validations(
    sheet: Worksheet, context: Context, first: int, last: int, *, first_new: int
) -> None:
    """Check what is typed in the columns the reader fills, rows `first` to `last`, 0-based.

    Some columns open only in the rows of new actions, from `first_new` on.
    """
    for column, place in zip(context.columns, context.places, strict=True):
        start = first_new if opens_in_new_rows(column) else first
        if start <= last and (column.is_writable or opens_in_new_rows(column)):
            options = _rule(column, place, start, context) | _message(column)
            sheet.data_validation(start, place, last, place, options)


def _rule(column: Column, place: int, first: int, context: Context) -> dict[str, Any]:
    campo = column.campo
    if campo.tipo in {"lista", "politica"}:
        return {
            "validate": "list",
            "source": context.lists[campo.lista or POLITICAS],
            "error_title": "Elija de la lista",
            "error_message": "Ese valor no está en la lista; use la flecha y elija uno.",
        }
    if campo.tipo == "fecha":
        since, until = plausible_dates(context.content.vigencia_plan)
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": since,
            "maximum": until,
            "error_title": "Fecha no válida",
            "error_message": "Escriba día/mes/año, por ejemplo "
            f"{day_text(date(context.content.vigencia_plan, 9, 30))}. "
            f"Se aceptan fechas de {since.year} a {until.year}.",
        }
    if campo.tipo == "porcentaje":
        cell = f"{column_letter(place)}{first + 1}"
        return {
            "validate": "custom",
            "value": f"=AND(ISNUMBER({cell}),OR({cell}=0,AND({cell}>=1,{cell}<=100)))",
            "error_title": "Porcentaje no válido",
            "error_message": "Escriba un número de 0 a 100, sin el signo %: para la mitad, 50.",
        }
    return {"validate": "any"}


def _message(column: Column) -> dict[str, str]:
    """Word what appears when the cell is chosen."""
    campo = column.campo
    title = (
        campo.etiqueta
        if len(campo.etiqueta) <= _MAX_TITLE
        else campo.etiqueta[: _MAX_TITLE - 1] + "…"
    )
    hints = {
        "fecha": "Escriba día/mes/año.",
        "porcentaje": "Un número de 0 a 100, sin el signo %.",
        "lista": "Elija de la lista.",
    }
    text = ". ".join(
        filter(None, [plain(campo.descripcion).rstrip("."), hints.get(campo.tipo, "")])
    )
    return {"input_title": title, "input_message": text[:_MAX_MESSAGE]}
