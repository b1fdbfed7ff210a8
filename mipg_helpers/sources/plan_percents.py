"""Read the percentages of plans: the scale is decided per column and can be printed.

The same workbook writes 0.68, `68,00%` and 68. A column of fractions becomes percent points
(0 to 100); values over 100 exist, are kept and are told. What stays undecided is not loaded.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mipg_helpers.sources.cleaning import (
    UNCOMPUTED,
    cell_text,
    missing_reason,
    one_line,
    parse_points,
)
from mipg_helpers.sources.findings import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["fraccion", "porcentaje", "mixta", "indecisa"]
Unmarked = Literal["fraccion", "porcentaje", ""]

#: Over-execution written as a fraction reaches 1.79 in real plans; 2 and more is another scale.
_MOST_AS_FRACTION = 2
#: "Nearly all": the share of the numbers that must stand between 0 and 1.
_NEARLY_ALL = 0.9
#: So many small decimals may stand in a column of percentages, per number above the limit.
_FEW = 0.1
_DECIMALS = 6
#: In percent points: a goal exceeded a hundred times; beyond it somebody typed something else.
_MOST = 10_000
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale of a column of percentages; `explanation` is a Spanish sentence to print.

    `unmarked` says what a number without the sign % means, ``""`` when that is undecided;
    `n_values` counts the values that decided, 0 in an empty column.
    """

    kind: Kind
    explanation: str
    unmarked: Unmarked = ""
    n_values: int = 0


def percent_scale(values: Sequence[object]) -> Scale:
    """Decide how the percentages of one column are written.

    Nearly all numbers from 0 to 1 and none above 2: fractions. Any sign %: cell by cell, and
    what the numbers without sign mean is decided among themselves. Numbers such as 45 and 80:
    percentages. Anything else is undecided.
    """
    n_marked, numbers = 0, []
    for value in values:
        number, is_marked = _parse(value)
        n_marked += is_marked
        if number is not None and not is_marked:
            numbers.append(number)
    if not numbers:
        told = f"{n_marked} con el signo % y ninguno sin él" if n_marked else "sin valores"
        return Scale("porcentaje", told, "porcentaje" if n_marked else "", n_marked)
    unmarked, told = _judge(numbers)
    if n_marked:
        told = f"{n_marked} con el signo % y {len(numbers)} sin él; estos: {told}"
    kind: Kind = unmarked or "indecisa"
    if n_marked and unmarked:
        kind = "mixta"
    return Scale(kind, told, unmarked, n_marked + len(numbers))


def read_percent(value: object, scale: Scale) -> tuple[float | None, str]:
    """Read one cell in percent points.

    Returns
    -------
    The value, 0 to 100 and more, or None; and the problem in Spanish, ``""`` when there is
    none. A value over 100 comes with both.
    """
    text = one_line(cell_text(value))
    if missing_reason(text):
        return None, _NOT_COMPUTED if text == UNCOMPUTED else ""
    number, is_marked = _parse(value)
    if number is None:
        return None, f"{quoted(text)} no es un porcentaje"
    if not is_marked and not scale.unmarked:
        return None, f"no se sabe si {quoted(text)} es una fracción o un porcentaje"
    if not is_marked and scale.unmarked == "fraccion":
        number *= 100
    points = round(number, _DECIMALS)
    if points < 0:
        return None, f"{quoted(text)} es negativo y no puede ser un porcentaje"
    if points > _MOST:
        return None, f"{quoted(text)} es muy grande y no puede ser un porcentaje"
    return points, f"{quoted(text)} pasa de 100 %; se conservó" if points > 100 else ""


_NOT_COMPUTED = "la celda tiene una fórmula sin valor calculado; quedó sin dato"


def _parse(value: object) -> tuple[float | None, bool]:
    """Give the number of a cell as written, and whether it carries the sign %."""
    if value is None or isinstance(value, bool | dt.date):
        return None, False
    text = one_line(cell_text(value))
    digits = text.removesuffix("%").rstrip()
    try:
        return parse_points(digits), digits != text
    except ValueError:
        return None, False


def _judge(numbers: Sequence[float]) -> tuple[Unmarked, str]:
    """Decide what numbers without the sign mean, and say why."""
    total = len(numbers)
    within = sum(0 <= number <= 1 for number in numbers)
    above = [number for number in numbers if number > _MOST_AS_FRACTION]
    decimals = sum(0 < number < 1 for number in numbers)
    small = sum(0 < number <= _MOST_AS_FRACTION for number in numbers)
    if not above and within >= _NEARLY_ALL * total:
        over = f" y {total - within} algo mayores" if within < total else ""
        return "fraccion", f"{within} de {total} números entre 0 y 1{over}: son fracciones de 1"
    if above and decimals <= _FEW * len(above) and small <= len(above):
        return "porcentaje", f"{len(above)} de {total} números mayores que 2: son porcentajes"
    odd = [number for number in numbers if not 0 <= number <= 1]
    examples = "; ".join(f"{number:g}".replace(".", ",") for number in dict.fromkeys(odd[:_SHOWN]))
    return "", (
        f"{within} de {total} números entre 0 y 1 y {len(odd)} fuera ({examples}): no se puede "
        "decidir si son fracciones o porcentajes"
    )
