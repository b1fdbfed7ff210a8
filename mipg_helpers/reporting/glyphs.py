"""Which characters the shipped fonts can draw, and text reduced to them.

The PDF compiler stops at a character no font has, and characters that hide or reorder text
have no place in a report. So text is cleaned once, before any renderer sees it.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter

FONTS = Path(__file__).parents[1] / "presentation" / "theme" / "fonts"

#: Stands where a character cannot be shown.
UNKNOWN = "■"

SOFT_HYPHEN = "\u00ad"
#: Controls, invisible formats (direction overrides among them) and variation selectors.
DROPPED = {"Cc", "Cf"}
SPACES = {"Zs", "Zl", "Zp"}


def clean_text(text: str, unknown: Counter[str], *, keep_lines: bool = False) -> str:
    """Return `text` with only characters that can be shown, and count those that cannot.

    Composes accents (NFC), turns every kind of white space into a space, drops control
    characters and replaces what no shipped font has by ■. Line ends stay when `keep_lines`.
    """
    if text.isascii() and text.isprintable():
        return text
    if keep_lines and "\n" in text:
        lines = text.replace("\r\n", "\n").split("\n")
        return "\n".join(clean_text(line.expandtabs(), unknown) for line in lines)
    composed = unicodedata.normalize("NFC", text)
    shown = composed.translate(_translation())
    if UNKNOWN in shown:
        table = _translation()
        unknown.update(c for c in composed if c != UNKNOWN and table[ord(c)] == UNKNOWN)
    return shown


class _Translation(dict[int, str]):
    """Fills itself: each character is judged the first time it is met."""

    def __init__(self, drawn: frozenset[int]) -> None:
        super().__init__()
        self.drawn = drawn

    def __missing__(self, codepoint: int) -> str:
        self[codepoint] = result = self._shown(codepoint)
        return result

    def _shown(self, codepoint: int) -> str:
        character = chr(codepoint)
        category = unicodedata.category(character)
        if character in "\t\n\r\v\f" or (category in SPACES and codepoint != 0xA0):
            # A narrow no-break space still keeps a figure and its unit together.
            return "\u00a0" if codepoint in {0x202F, 0x2007} else " "
        if category in DROPPED and character != SOFT_HYPHEN:
            return ""
        if unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
            return ""
        return character if codepoint in self.drawn else UNKNOWN


@cache
def _translation() -> _Translation:
    return _Translation(drawn_characters())


@cache
def drawn_characters() -> frozenset[int]:
    """Code points that every shipped font for print can draw."""
    fonts = [_mapped(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*fonts)


def _mapped(font: bytes) -> frozenset[int]:
    """Read the character map of a TrueType file: its Unicode subtable of format 4."""
    (n_tables,) = struct.unpack_from(">H", font, 4)
    tables = {
        tag: start
        for tag, _, start, _ in struct.iter_unpack(">4sIII", font[12 : 12 + 16 * n_tables])
    }
    cmap = tables[b"cmap"]
    (n_subtables,) = struct.unpack_from(">H", font, cmap + 2)
    records = struct.iter_unpack(">HHI", font[cmap + 4 : cmap + 4 + 8 * n_subtables])
    starts = [cmap + offset for _, _, offset in records]
    codepoints: set[int] = set()
    for start in starts:
        if struct.unpack_from(">H", font, start) == (4,):
            codepoints |= _segments(font, start)
    return frozenset(codepoints - {0xFFFF})


def _segments(font: bytes, start: int) -> set[int]:
    """List the code points of a format 4 subtable; the subsets hold no gaps inside a segment."""
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    n = doubled // 2
    ends = struct.unpack_from(f">{n}H", font, start + 14)
    begins = struct.unpack_from(f">{n}H", font, start + 16 + doubled)
    return {c for begin, end in zip(begins, ends, strict=True) for c in range(begin, end + 1)}
