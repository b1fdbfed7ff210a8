"""Text inside a chart: what the font can write, how wide it is, where it breaks."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from matplotlib import font_manager
from matplotlib.ft2font import LoadFlags

from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Callable

#: Stands for a character that the shipped font does not have.
UNKNOWN = "■"
ELLIPSIS = "…"
MEASURE = 100.0


@cache
def register_fonts() -> None:
    """Make the shipped fonts known to matplotlib, once per process."""
    theme = load_theme()
    for path in (theme.regular, theme.bold):
        font_manager.fontManager.addfont(str(path))


def safe(text: str) -> str:
    """Write free text with characters of the font only, on one line, single spaces."""
    known = _charmap()
    composed = unicodedata.normalize("NFC", text)
    printable = "".join(
        " " if char.isspace() or unicodedata.category(char).startswith("C") else char
        for char in composed
    )
    return "".join(char if ord(char) in known else UNKNOWN for char in " ".join(printable.split()))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Measure one line, in points; kerning left out, so never too narrow by much."""
    return sum(_advance(char, bold=bold) for char in text) * size / MEASURE


def wrap(text: str, width: float, size: float, *, bold: bool = False, most: int = 4) -> list[str]:
    """Break text into lines of at most `width` points; what exceeds `most` lines ends in "…"."""

    def fits(line: str) -> bool:
        return text_width(line, size, bold=bold) <= width

    lines: list[str] = []
    for word in _pieces(safe(text).split(), fits):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and fits(longer):
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and not fits(last + ELLIPSIS):
        last = last[:-1]
    return [*lines[: most - 1], last.rstrip() + ELLIPSIS]


def _pieces(words: list[str], fits: Callable[[str], bool]) -> list[str]:
    """Cut words that are longer than a line into pieces that fit."""
    pieces: list[str] = []
    for word in words:
        rest = word
        while rest:
            end = len(rest)
            while end > 1 and not fits(rest[:end]):
                end -= 1
            pieces.append(rest[:end])
            rest = rest[end:]
    return pieces


@cache
def _advance(char: str, *, bold: bool) -> float:
    theme = load_theme()
    font = font_manager.get_font(str(theme.bold if bold else theme.regular))
    font.set_size(MEASURE, 72)
    glyph = font.load_char(ord(char), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536


@cache
def _charmap() -> frozenset[int]:
    return frozenset(font_manager.get_font(str(load_theme().regular)).get_charmap())
