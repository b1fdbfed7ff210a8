"""How cells of a plan workbook look; colour never says anything that text does not say too."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_INK, _MUTED, _LINE = "#1F2933", "#52606D", "#B8C1CC"
_DARK, _PAPER = "#0B4F80", "#FFFFFF"
_FILL_IN, _READ_ONLY, _BAND = "#FFF6D6", "#F1F4F7", "#DCE8F2"
_ALERT_INK, _ALERT, _MISSING = "#8A1C00", "#FBDDD3", "#F7C97F"

_FONT: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "font_color": _INK}
_TOP: dict[str, Any] = {"valign": "top", "text_wrap": True}
_BOXED: dict[str, Any] = {"border": 1, "border_color": _LINE}
#: Number formats by type of column: 49 is text, so that what is typed stays as typed; a
#: percentage is a plain number from 0 to 100, so that typing 50 means 50.
_NUMBER_FORMATS: dict[str, Any] = {"fecha": "dd/mm/yyyy", "porcentaje": 'General" %"'}
_TEXT_FORMAT = 49


def cell_values(tipo: str, *, is_writable: bool, is_formula_like: bool) -> dict[str, Any]:
    """Describe the format of a data cell."""
    values = _FONT | _TOP | _BOXED
    values |= {"bg_color": _FILL_IN if is_writable else _READ_ONLY}
    values |= {"locked": not is_writable, "quote_prefix": is_formula_like}
    values |= {"num_format": _NUMBER_FORMATS.get(tipo, _TEXT_FORMAT)}
    values |= {"font_size": 8, "font_color": _MUTED} if tipo == "id" else {}
    values |= {"bold": True, "font_color": _ALERT_INK} if tipo == "avisos" else {}
    values |= {"align": "center"} if tipo in _NUMBER_FORMATS else {}
    return values


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._cells: dict[tuple[str, bool, bool], Format] = {}

    def cell(self, tipo: str, *, is_writable: bool, is_formula_like: bool = False) -> Format:
        """Give the format of a data cell; only those the reader may fill are unlocked."""
        key = (tipo, is_writable, is_formula_like)
        if key not in self._cells:
            self._cells[key] = self._book.add_format(
                cell_values(tipo, is_writable=is_writable, is_formula_like=is_formula_like)
            )
        return self._cells[key]

    @cached_property
    def title(self) -> Format:
        return self._add(font_size=16, bold=True, font_color=_DARK)

    @cached_property
    def subtitle(self) -> Format:
        return self._add(font_size=12, font_color=_MUTED)

    @cached_property
    def heading(self) -> Format:
        return self._add(font_size=12, bold=True, font_color=_DARK, bottom=2, bottom_color=_DARK)

    @cached_property
    def notice(self) -> Format:
        return self._add(bold=True, font_color=_ALERT_INK)

    @cached_property
    def notice_box(self) -> Format:
        return self._add(**_TOP, bold=True, font_color=_ALERT_INK, bg_color=_ALERT, border=1)

    @cached_property
    def group(self) -> Format:
        return self._add(bold=True, bg_color=_BAND, font_color=_DARK)

    @cached_property
    def who_fills(self) -> Format:
        return self._add(
            **_BOXED, text_wrap=True, bold=True, font_size=9, bg_color=_FILL_IN, valign="vcenter"
        )

    @cached_property
    def who_reads(self) -> Format:
        return self._add(
            **_BOXED,
            text_wrap=True,
            font_size=9,
            font_color=_MUTED,
            bg_color=_READ_ONLY,
            valign="vcenter",
        )

    @cached_property
    def header(self) -> Format:
        return self._add(
            **_BOXED, text_wrap=True, bold=True, font_color=_PAPER, bg_color=_DARK, valign="vcenter"
        )

    @cached_property
    def text(self) -> Format:
        return self._add(**_TOP, font_size=11)

    @cached_property
    def label(self) -> Format:
        return self._add(**_TOP, font_size=11, bold=True)

    @cached_property
    def number(self) -> Format:
        return self._add(font_size=11, valign="top", align="right")

    @cached_property
    def link(self) -> Format:
        return self._add(**_TOP, font_size=11, font_color="#005A94", underline=1)

    @cached_property
    def sample_alert(self) -> Format:
        return self._add(**_TOP, **_BOXED, bold=True, font_color=_ALERT_INK, bg_color=_ALERT)

    @cached_property
    def sample_missing(self) -> Format:
        return self._add(**_TOP, **_BOXED, bg_color=_MISSING)

    @cached_property
    def when_alert(self) -> Format:
        return self._book.add_format({"bold": True, "font_color": _ALERT_INK, "bg_color": _ALERT})

    @cached_property
    def when_missing(self) -> Format:
        return self._book.add_format({"bg_color": _MISSING})

    def _add(self, **values: str | int | bool) -> Format:
        return self._book.add_format(_FONT | values)
