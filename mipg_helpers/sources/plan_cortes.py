"""Read the cut-off in a header: "Avance enero", "% de avance trimestre II", "Avance a 30/06/…".

A month, a quarter or a half-year ends on its last day. What remains of the header once the time
is taken out names the field.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from mipg_helpers.sources.headers import header_key
from mipg_helpers.sources.plan_values import read_date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("enero", "ene"),
            ("febrero", "feb"),
            ("marzo", "mar"),
            ("abril", "abr"),
            ("mayo", "may"),
            ("junio", "jun"),
            ("julio", "jul"),
            ("agosto", "ago"),
            ("septiembre", "setiembre", "sept", "sep"),
            ("octubre", "oct"),
            ("noviembre", "nov"),
            ("diciembre", "dic"),
        ),
        start=1,
    )
    for name in names
}
_ORDINALS = {
    **dict.fromkeys(("i", "1", "1er", "primer", "primero"), 1),
    **dict.fromkeys(("ii", "2", "2do", "segundo"), 2),
    **dict.fromkeys(("iii", "3", "3er", "tercer", "tercero"), 3),
    **dict.fromkeys(("iv", "4", "4to", "cuarto"), 4),
}
_NTH = rf"(?P<nth>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})"
_SPAN = r"(?P<span>trimestre|trim|semestre|sem)\.?"
_YEAR = r"(?:\s*(?:de|del)?\s*(?P<year>20\d\d))?"
_WRITTEN_DATE = re.compile(
    r"(?<!\d)(?P<date>\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?!\d)"
)
_PERIODS = (
    re.compile(rf"\b{_SPAN}\s*{_NTH}\b{_YEAR}"),
    re.compile(rf"\b{_NTH}\s*{_SPAN}(?!\w){_YEAR}"),
    re.compile(r"\b(?P<short>[ts])(?P<nth>[1-4])\b" + _YEAR),
)
_MONTH = re.compile(
    r"\b(?:(?P<day>\d{1,2})\s*(?:de\s+)?)?"
    rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?{_YEAR}"
)
_FILLER = r"(?:\s|[-–/,.:]|\b(?:al?|de|del|en|el|la|con|corte|mes|fecha|periodo|dia)\b)"
_CONNECTORS = re.compile(rf"\({_FILLER}*\)|{_FILLER}+$|^{_FILLER}+")


class TimedHeader(NamedTuple):
    """A header with a cut-off in it: what remains of it, as a key, and the day."""

    rest: str
    corte: dt.date


def read_timed_header(header: str, vigencia_plan: int) -> TimedHeader | None:
    """Take the cut-off out of a header; None when it names none, or a day that does not exist.

    A month without year is of the year of the plan.
    """
    text = header_key(header)
    for pattern, day_of in ((_WRITTEN_DATE, _written), (_MONTH, _month)):
        if (match := pattern.search(text)) is not None:
            return _timed(text, match, day_of(match, vigencia_plan))
    for pattern in _PERIODS:
        if (match := pattern.search(text)) is not None:
            return _timed(text, match, _period(match, vigencia_plan))
    return None


def _timed(text: str, match: re.Match[str], corte: dt.date | None) -> TimedHeader | None:
    if corte is None:
        return None
    rest = f"{text[: match.start()].strip()} {text[match.end() :].strip()}"
    return TimedHeader(header_key(_CONNECTORS.sub("", _CONNECTORS.sub("", rest).strip())), corte)


def _written(match: re.Match[str], _: int) -> dt.date | None:
    return read_date(match["date"]).fecha


def _month(match: re.Match[str], vigencia_plan: int) -> dt.date | None:
    year, month = int(match["year"] or vigencia_plan), _MONTHS[match["month"]]
    last = calendar.monthrange(year, month)[1]
    day = int(match["day"] or last)
    return dt.date(year, month, day) if 1 <= day <= last else None


def _period(match: re.Match[str], vigencia_plan: int) -> dt.date | None:
    parts = match.groupdict()
    span = parts.get("span") or {"t": "trimestre", "s": "semestre"}[parts["short"]]
    months = 3 if span.startswith("t") else 6
    month = months * _ORDINALS[parts["nth"]]
    if month > 12:
        return None
    year = int(parts["year"] or vigencia_plan)
    return dt.date(year, month, calendar.monthrange(year, month)[1])
