"""Read the cells of one column of a plan into canonical texts, or say why not.

Scale and order of dates are decided per column and can be printed. A cell that cannot be
interpreted gives no text; whoever calls keeps what it said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.errors import listed
from mipg_helpers.reference.labels import normalise_label
from mipg_helpers.reference.plan_cells import number_text
from mipg_helpers.sources.cleaning import UNCOMPUTED, cell_text, missing_reason, one_line
from mipg_helpers.sources.findings import column_name, quoted
from mipg_helpers.sources.personal_data import personal_kind
from mipg_helpers.sources.plan_values import column_dates, percent_scale, read_date, read_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Severity
    from mipg_helpers.sources.plan_header import HeaderColumn
    from mipg_helpers.sources.plan_values import Order

    Read = Callable[[object], "CellReading"]

#: Fields in which a person is named by mistake where a post or a unit is asked.
UNIT_FIELDS = frozenset({"responsable", "dependencia", "apoyo"})
#: The kind of personal datum that any text may hold and that is certain.
EMAIL = "correo electrónico"
_ISO_START = re.compile(r"\d{4}-")
#: What Excel writes where a search found nothing: missing, like a blank cell.
_NOT_FOUND = frozenset({"#N/A", "#N/D"})


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says: its canonical text, and a problem in Spanish, "" when there is none.

    `shown` is what may be quoted of it and kept aside; "" when it must not be kept.
    """

    text: str = ""
    tipo: str = ""
    problem: str = ""
    hint: str = ""
    gravedad: Severity = "error"
    shown: str = ""


@dataclass(frozen=True, slots=True)
class ColumnReader:
    """Reads the cells of one column; `decision` says how, "" when there was nothing to decide."""

    read: Read
    decision: str = ""


def column_reader(
    campo: str, tipo: str, column: HeaderColumn, values: Sequence[object], catalog: Catalog
) -> ColumnReader:
    """Prepare the reading of a column from its field, the type of the field and its values."""
    name = f"columna {column_name(column.position, column.encabezado)}"
    if tipo == "fecha":
        dates = column_dates(values)
        told = f"{name}: {dates.explanation}" if any(map(_is_written_date, values)) else ""
        return ColumnReader(_checked(lambda value: _date(value, dates.order, dates.years)), told)
    if tipo == "porcentaje":
        scale = percent_scale(values)
        told = f"{name}: {scale.explanation}" if any(map(raw_text, values)) else ""

        def percent(value: object) -> CellReading:
            number, problem = read_percent(value, scale)
            return _told(number_text(number), "fuera de escala", problem, value)

        return ColumnReader(_checked(percent), told)
    if tipo == "lista":
        lista = next(c.lista for c in catalog.plan_campos() if c.campo == campo)
        spellings = catalog.plan_spellings(lista)
        labels = listed(option.etiqueta for option in catalog.plan_lista(lista))
        return ColumnReader(_checked(lambda value: _listed(value, spellings, labels)))
    return ColumnReader(_checked(_unit if campo in UNIT_FIELDS else _text))


def raw_text(value: object) -> str:
    """Give the text of a cell that is kept aside as it came: "" when it holds nothing."""
    text = cell_text(value)
    return "" if missing_reason(text) in {"vacio", "no_aplica"} or text in _NOT_FOUND else text


def holds_mail(text: str) -> bool:
    """Tell whether a text holds an e-mail address, the one personal datum that is certain."""
    return "@" in text and personal_kind(text) == EMAIL


def _is_written_date(value: object) -> bool:
    """Tell whether somebody typed a text in which day and month could change places."""
    return isinstance(value, str) and bool(raw_text(value)) and not _ISO_START.match(value.strip())


def _checked(read: Read) -> Read:
    """Read a cell unless it is blank, marked as missing or an error of Excel."""

    def reading(value: object) -> CellReading:
        text = cell_text(value)
        reason = missing_reason(text)
        if text == UNCOMPUTED:
            mensaje = "la celda tiene una fórmula sin valor calculado"
            hint = "abra el archivo en Excel y guárdelo"
            return CellReading(tipo="fórmula sin valor", problem=mensaje, hint=hint)
        if reason == "error_formula" and text.upper() not in _NOT_FOUND:
            problem = f"la celda tiene el error de Excel {quoted(text)}"
            return CellReading(tipo="error de fórmula", problem=problem, shown=text)
        return CellReading() if reason else read(value)

    return reading


def _told(text: str, tipo: str, problem: str, value: object, hint: str = "") -> CellReading:
    """Word a reading: with a text beside it, a problem only warns."""
    if not problem:
        return CellReading(text)
    gravedad: Severity = "aviso" if text else "error"
    return CellReading(text, tipo, problem, hint, gravedad, "" if text else cell_text(value))


def _date(value: object, order: Order, years: Sequence[int]) -> CellReading:
    reading = read_date(value, order, years)
    text = reading.fecha.isoformat() if reading.fecha else ""
    return _told(text, "fecha inválida", reading.problem, value, reading.suggestion)


def _listed(value: object, spellings: Mapping[str, str], labels: str) -> CellReading:
    text = one_line(cell_text(value))
    known = spellings.get(normalise_label(text), "")
    problem = "" if known else f"{quoted(text)} no es ninguno de los valores del plan: {labels}"
    return _told(known, "valor fuera de la lista", problem, value)


def _text(value: object) -> CellReading:
    text = cell_text(value)
    if holds_mail(text):
        problem = f"el texto parece contener un {EMAIL}; se leyó"
        return CellReading(text, "dato personal", problem, "retírelo del texto", "aviso")
    return CellReading(text)


def _unit(value: object) -> CellReading:
    text = one_line(cell_text(value))
    kind = personal_kind(text)
    if not kind:
        return CellReading(text)
    problem = f"la celda parece contener un {kind}; no se cargó ni se guarda"
    hint = "escriba la dependencia o el cargo en lugar de la persona"
    return CellReading("", "dato personal", problem, hint)
