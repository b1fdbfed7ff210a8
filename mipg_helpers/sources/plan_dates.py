"""Read the dates of plans: only those that can be read in one way.

Plans come typed by many hands: `1/3/0205`, `3011/2025`, `31/11/2024`, `1/15/2025`. What is not
certain gives no date, and says which dates may have been meant; a person decides. Nothing here
knows a file; whoever calls adds the place to the message.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mipg_helpers.sources.cleaning import UNCOMPUTED, cell_text, missing_reason, one_line
from mipg_helpers.sources.findings import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Order = Literal["dmy", "mdy", ""]

# Plans are made for this century; a cell outside it is a number shown as a date, or a slip.
_YEAR = re.compile(r"20[0-9]{2}")
_ISO = re.compile(r"(20[0-9]{2})-([0-9]{2})-([0-9]{2})")
_CLOCK = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?$")
_WRITTEN = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]+)")
#: Ways to part a slip into day, month and year: the separator may be missing, doubled or a 7,
#: which shares its key with the slash.
_SLIPS = tuple(
    re.compile(rf"([0-9]{{{days}}})[/. -]*([0-9]{{{months}}})(?:[/. -]*|7)([0-9]{{2,5}})")
    for days in (1, 2)
    for months in (1, 2)
)
#: Excel counts days from here, as a proleptic ordinal.
_EXCEL_ZERO = 693_594
#: A year is taken for a slip of another when this many characters make the difference.
_NEAR_YEARS = 2
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a cell says: a date; or nothing, and then `problem` says why unless it is blank.

    `alternatives` are the dates that may have been meant, in order; none of them is used.
    """

    fecha: dt.date | None
    problem: str = ""
    alternatives: tuple[dt.date, ...] = ()

    @property
    def suggestion(self) -> str:
        """Ask for the alternatives in Spanish, ``""`` when there is none."""
        if not self.alternatives:
            return ""
        return f"¿{' o '.join(f'{day:%d/%m/%Y}' for day in self.alternatives)}?"


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How the dates of a column are written; `explanation` is a Spanish sentence to print.

    `order` is ``""`` when the column contradicts itself: then only what can be read in one way
    is read. `years` are those of its certain dates, to word alternatives.
    """

    order: Order
    explanation: str
    years: tuple[int, ...] = ()


_BLANK = DateReading(None)


def column_dates(values: Sequence[object]) -> DateColumn:
    """Decide in which order the dates written in a column stand: day first unless contradicted.

    Month first needs a column written as text throughout, with days after the 12th in second
    place and none in first place. Beside real dates such texts are a contradiction: they are
    what the spreadsheet could not understand with its own order.
    """
    n_dates = sum(isinstance(value, dt.date) for value in values)
    pairs = [pair for value in values if (pair := _written_pair(value)) is not None]
    day_first = sum(first > _MONTHS for first, _ in pairs)
    month_first = sum(second > _MONTHS for first, second in pairs if first <= _MONTHS)
    order = _order(n_dates, day_first, month_first)
    explanation = _explain(order, n_dates, len(pairs), day_first, month_first)
    return DateColumn(order, explanation, _years(values, order))


def read_date(value: object, order: Order = "dmy", years: Sequence[int] = ()) -> DateReading:
    """Read one cell as a date, without guessing.

    Parameters
    ----------
    value
        The raw cell: a date, text, a number, or None.
    order
        What `column_dates` decided for the column.
    years
        Years that make sense in the column; only used to word alternatives.
    """
    if isinstance(value, dt.date):
        return _real_date(value)
    text = one_line(cell_text(value))
    if missing_reason(text):
        return DateReading(None, _NOT_COMPUTED) if text == UNCOMPUTED else _BLANK
    if not isinstance(value, str):
        return _number(value, text)
    return _read_text(_CLOCK.sub("", text), text, order, years)


_NOT_COMPUTED = "la celda tiene una fórmula sin valor calculado; quedó sin fecha"


def _order(n_dates: int, day_first: int, month_first: int) -> Order:
    if not month_first:
        return "dmy"
    return "" if n_dates or day_first else "mdy"


def _explain(order: Order, n_dates: int, n_texts: int, day_first: int, month_first: int) -> str:
    if order == "mdy":
        return (
            f"las fechas están escritas mes/día/año: {month_first} de {n_texts} solo se pueden "
            "leer así y ninguna lo contradice"
        )
    if order == "dmy" and n_texts:
        proof = f"{day_first} de {n_texts} solo se pueden leer así y ninguna lo contradice"
        custom = "ninguna lo contradice y es el uso del país"
        return f"las fechas escritas se leyeron día/mes/año: {proof if day_first else custom}"
    if order == "dmy":
        return f"fechas de calendario: {n_dates}; ninguna escrita como texto"
    return (
        f"la columna mezcla órdenes: solo pueden ser mes/día/año {month_first} fechas escritas; "
        f"solo día/mes/año, {day_first}; hay además {n_dates} fechas de calendario. Las "
        "escritas que no son seguras quedaron sin fecha; en las de calendario con día de 1 a 12 "
        "conviene revisar que no estén cambiados el día y el mes"
    )


def _written_pair(value: object) -> tuple[int, int] | None:
    """Give the first two numbers of a date written as text; a broken year does not matter."""
    if not isinstance(value, str):
        return None
    written = _WRITTEN.fullmatch(_CLOCK.sub("", one_line(cell_text(value))))
    return (int(written[1]), int(written[3])) if written else None


def _years(values: Iterable[object], order: Order) -> tuple[int, ...]:
    readings = (read_date(value, order) for value in values)
    found = Counter(reading.fecha.year for reading in readings if reading.fecha is not None)
    return tuple(year for year, _ in found.most_common())


def _real_date(value: dt.date) -> DateReading:
    day = value.date() if isinstance(value, dt.datetime) else value
    if _YEAR.fullmatch(str(day.year)):
        return DateReading(day)
    return DateReading(None, f"{quoted(day.isoformat())} es de un año que no puede ser")


def _number(value: object, text: str) -> DateReading:
    problem = f"{quoted(text)} es un número y no una fecha"
    if not isinstance(value, int | float) or isinstance(value, bool):
        return DateReading(None, f"{quoted(text)} no es una fecha")
    if not 1 <= _EXCEL_ZERO + value <= dt.date.max.toordinal():  # False for what is no number
        return DateReading(None, problem)
    day = dt.date.fromordinal(_EXCEL_ZERO + int(value))
    return DateReading(None, problem, (day,) if _YEAR.fullmatch(str(day.year)) else ())


def _read_text(text: str, found: str, order: Order, years: Sequence[int]) -> DateReading:
    if iso := _ISO.fullmatch(text):
        day = _day(int(iso[1]), int(iso[2]), int(iso[3]))
        return DateReading(day, "" if day else f"{quoted(found)} no existe en el calendario")
    written = _WRITTEN.fullmatch(text)
    if written is None:
        return DateReading(None, f"{quoted(found)} no es una fecha", _meant(text, order, years))
    if not _YEAR.fullmatch(written[4]):
        problem = f"{quoted(found)} no trae un año de cuatro cifras que pueda ser"
        return DateReading(None, problem, _meant(text, order, years))
    return _written_date(int(written[1]), int(written[3]), int(written[4]), found, order)


def _written_date(first: int, second: int, year: int, found: str, order: Order) -> DateReading:
    if order == "mdy":
        first, second = second, first
    meant = _either_order(first, second, year)
    is_certain = bool(order) or first > _MONTHS or first == second
    day = _day(year, second, first)
    if day is not None and is_certain:
        return DateReading(day)
    if day is not None:
        problem = f"{quoted(found)} se puede leer de dos maneras y su columna mezcla los órdenes"
    elif second > _MONTHS:
        problem = f"{quoted(found)} tiene un mes mayor que 12"
    else:
        problem = f"{quoted(found)} es un día que no existe"
    return DateReading(None, problem, meant)


def _meant(text: str, order: Order, years: Sequence[int]) -> tuple[dt.date, ...]:
    """List the dates that a slip of the keyboard may stand for, those of a whole year first."""
    parted = [parts.groups() for slip in _SLIPS if (parts := slip.fullmatch(text))]
    whole = [parts for parts in parted if _YEAR.fullmatch(parts[2])]
    found: list[dt.date] = []
    for first, second, year_text in whole or parted:
        for year in _near_years(year_text, years):
            found += _in_order(int(first), int(second), year, order)
    return tuple(dict.fromkeys(found))


def _in_order(first: int, second: int, year: int, order: Order) -> tuple[dt.date, ...]:
    """Give the day in the order of the column, or in either when that is no day."""
    if order == "mdy":
        first, second = second, first
    day = _day(year, second, first) if order else None
    return (day,) if day is not None else _either_order(first, second, year)


def _near_years(text: str, years: Sequence[int]) -> tuple[int, ...]:
    """Give the years that a written one may stand for: itself, or the nearest of the column."""
    if _YEAR.fullmatch(text):
        return (int(text),)
    if len(text) == 2:
        return (int(f"20{text}"),)
    distances = {year: _distance(text, str(year)) for year in years}
    nearest = min(distances.values(), default=_NEAR_YEARS)
    return tuple(y for y in years if distances[y] == nearest and nearest <= _NEAR_YEARS)


def _distance(text: str, other: str) -> int:
    """Count the characters to type, drop or change to make one text the other."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(text, start=1):
        previous, row = row, [i]
        for j, wanted in enumerate(other, start=1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (letter != wanted)))
    return row[-1]


def _either_order(first: int, second: int, year: int) -> tuple[dt.date, ...]:
    """List the days that two numbers may mean, or the last one of a month that is too short."""
    found = [_day(year, second, first), _day(year, first, second)]
    days = tuple(dict.fromkeys(day for day in found if day is not None))
    if days or second > _MONTHS or not second or not 29 <= first <= 31:
        return days
    after = dt.date(year + second // _MONTHS, second % _MONTHS + 1, 1)
    return (after - dt.timedelta(days=1), after)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
