"""Compare headers with the data below them: columns whose data stand under another header.

One quarter of a real plan wrote the headers in another order than the data. Such columns are
never read under their header. Where the data of a few neighbours fit their headers in exactly
one other order, that order is told, and used only if a person confirms it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from mipg_helpers.sources.cleaning import cell_text, missing_reason, one_line, parse_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.sources.action_plan_layout import ActionColumn, ActionTable

#: Fewer values than this prove nothing.
_ENOUGH = 3
#: Share of the values that must contradict the header.
_MOST = 0.5
#: Share of the values that must look alike for a column to be recognised by its data.
_NEARLY_ALL = 0.8
#: So many rows, spread over the table, are enough to judge a column.
_SAMPLE = 500
#: Whole numbers of so many digits are taken for codes.
_CODE_DIGITS = 5
_LARGEST_GROUP = 5
_CODE = re.compile(r"\S*\d\S*")
_DATE = re.compile(r"\d{1,4}[/.-]+\d{1,4}([/.-]+\d{1,5})?")
_AMOUNT = re.compile(r"\s*\d+([.,]\d+)?\s+\w")
_QUOTED = 3

#: What must not stand under a header, by the kind of its field.
_AGAINST = {
    "codigo": {"decimal", "texto", "fecha", "porcentaje"},
    "nombre": {"número", "decimal", "código", "fecha", "porcentaje"},
    "n": {"texto", "código", "fecha"},
    "pct": {"texto", "código", "fecha"},
    "cop": {"texto", "código", "fecha"},
    "fecha": {"número", "decimal", "texto", "código", "porcentaje"},
    "explicacion": {"número", "decimal", "código", "fecha"},
}
_NUMBERS = frozenset({"n", "pct", "cop"})
_FITS = {
    "codigo": {"código"},
    "nombre": {"texto"},
    "n": {"número"},
    "pct": {"número", "porcentaje"},
    "cop": {"número"},
    "fecha": {"fecha"},
    "explicacion": {"texto"},
}
LOOKS = {
    "código": "códigos",
    "texto": "textos",
    "número": "números",
    "porcentaje": "porcentajes",
    "fecha": "fechas",
    "": "valores de varias clases",
}


@dataclass(frozen=True, slots=True)
class Shift:
    """A column whose data are not what its header says.

    `look` says what they look like, `home` is the column whose header fits them, None when no
    order of the neighbours explains them; then `beside` is a next column whose header would fit,
    as where a header too many or too few has moved all that follow.
    """

    column: ActionColumn
    look: str
    examples: tuple[str, ...]
    home: ActionColumn | None = None
    beside: ActionColumn | None = None


def kind_of(campo: str) -> str:
    """Read the kind of a field from its name, ``""`` when anything may stand under it."""
    for kind in ("codigo", "nombre", "n", "fecha", "explicacion"):
        if campo == kind or campo.startswith(f"{kind}_"):
            return kind
    return next((kind for kind in ("pct", "cop") if campo.endswith(f"_{kind}")), "")


def find_shifts(table: ActionTable, rows: Sequence[int]) -> list[Shift]:
    """List the columns under suspicion, in the order of the sheet.

    Parameters
    ----------
    table
        The table whose headers are checked.
    rows
        The 0-based rows that hold actions; titles and totals prove nothing.
    """
    sample = rows[:: max(1, len(rows) // _SAMPLE)]
    values = {column: _values(table, column, sample) for column in table.columns}
    wrong = [column for column in table.columns if _contradicts(column, values[column])]
    shifts: dict[int, Shift] = {}
    for group in _neighbours(wrong):
        moved = _other_order(table.columns, group, values)
        for column in [*group, *moved]:
            found = values[column]
            examples = tuple(dict.fromkeys(one_line(cell_text(v)) for v in found))[:_QUOTED]
            look, home = _look(found), moved.get(column)
            beside = None if home else _beside(table, column, look)
            shifts[column.index] = Shift(column, look, examples, home, beside)
    return [shifts[index] for index in sorted(shifts)]


def _values(table: ActionTable, column: ActionColumn, rows: Sequence[int]) -> list[object]:
    cells = table.sheet.cells
    found = (cells[row][column.index] for row in rows if column.index < len(cells[row]))
    return [value for value in found if not missing_reason(cell_text(value))]


def _contradicts(column: ActionColumn, values: Sequence[object]) -> bool:
    kind = kind_of(column.campo)
    against = _AGAINST.get(kind)
    # A formula that copies a blank gives 0, which under a header of texts is a blank too; and
    # amounts are also written with their unit.
    is_blank = _is_amount if kind in _NUMBERS else _is_zero
    said = [value for value in values if not is_blank(value)]
    if against is None or len(said) < _ENOUGH:
        return False
    return sum(_kind(value) in against for value in said) > _MOST * len(said)


def _is_zero(value: object) -> bool:
    return value == 0


def _is_amount(value: object) -> bool:
    return isinstance(value, str) and bool(_AMOUNT.match(value))


def _kind(value: object) -> str:
    if isinstance(value, dt.date):
        return "fecha"
    text = one_line(cell_text(value))
    try:
        number = parse_points(text.removesuffix("%").rstrip())
    except ValueError:
        if _DATE.fullmatch(text):
            return "fecha"
        return "código" if _CODE.fullmatch(text) else "texto"
    if text.endswith("%"):
        return "porcentaje"
    return "número" if number.is_integer() else "decimal"


def _look(values: Sequence[object]) -> str:
    """Say what a column holds by its data alone, ``""`` when they are of several kinds."""
    looks = Counter(_look_of(value) for value in values)
    look, times = looks.most_common(1)[0] if looks else ("", 0)
    return look if times >= _NEARLY_ALL * len(values) else ""


def _look_of(value: object) -> str:
    kind = _kind(value)
    if kind == "número" and len(one_line(cell_text(value)).lstrip("-")) >= _CODE_DIGITS:
        return "código"
    return "número" if kind == "decimal" else kind


def _neighbours(columns: Sequence[ActionColumn]) -> list[list[ActionColumn]]:
    groups: list[list[ActionColumn]] = []
    for column in columns:
        if groups and column.index - groups[-1][-1].index <= 2:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _other_order(
    columns: Sequence[ActionColumn],
    group: Sequence[ActionColumn],
    values: dict[ActionColumn, list[object]],
) -> dict[ActionColumn, ActionColumn]:
    """Find the one order in which the data of a group, or of it and a neighbour, fit."""
    first = columns.index(group[0])
    last = columns.index(group[-1])
    for start, end in ((first, last), (first - 1, last), (first, last + 1), (first - 1, last + 1)):
        span = [column for column in columns[max(start, 0) : end + 1] if kind_of(column.campo)]
        if len(span) > _LARGEST_GROUP:
            continue
        looks = [_look(values[column]) for column in span]
        orders = [order for order in permutations(span) if _all_fit(looks, order)]
        if len(orders) == 1:
            pairs = zip(span, orders[0], strict=True)
            return {column: home for column, home in pairs if column != home}
    return {}


def _beside(table: ActionTable, column: ActionColumn, look: str) -> ActionColumn | None:
    near = (other for other in table.columns if abs(other.index - column.index) == 1)
    return next((o for o in near if look in _FITS.get(kind_of(o.campo), ())), None)


def _all_fit(looks: Sequence[str], homes: Sequence[ActionColumn]) -> bool:
    pairs = zip(looks, homes, strict=True)
    return all(look in _FITS[kind_of(home.campo)] for look, home in pairs)
