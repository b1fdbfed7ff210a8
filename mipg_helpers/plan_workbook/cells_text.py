"""Make any text harmless in a spreadsheet without losing what it says.

Texts of a plan come from people and files we do not know. In a workbook they are written as
text cells, so that nothing is ever computed, linked or fetched: `=HYPERLINK(…)` stays those
characters and comes back the same. In a CSV, where a cell has no type, an apostrophe goes
before what a spreadsheet would take for a formula.
"""

from __future__ import annotations

import re

from mipg_helpers.sources.cleaning import cell_text

#: What Excel holds in one cell, counted as it counts: in 16-bit units.
MAX_UNITS = 32_767
CUT_MARK = " […] (texto cortado: el completo está en el plan)"
#: First characters that make a spreadsheet compute; the wide forms of East Asian keyboards too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# Control characters but line breaks, halves of characters, and what is no character in any plane.
_NO_XML = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)


def plain(text: str) -> str:
    r"""Keep what a cell can hold: no control characters, NFC, ordinary spaces, trimmed.

    Line breaks inside stay. Applying it again changes nothing.

    Examples
    --------
    >>> plain("\t=1+1\x00 \r\n")
    '=1+1'
    """
    kept = _NO_XML.sub("", text.replace("\t", " "))
    while (cleaned := cell_text(kept)) != kept:
        kept = cleaned
    return kept


def fit(text: str) -> str:
    """Cut a text that no cell can hold, and say so at its end."""
    if _units(text) <= MAX_UNITS:
        return text
    room = (MAX_UNITS - len(CUT_MARK)) * 2
    start = text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore")
    return start.rstrip() + CUT_MARK


def is_cut(text: str) -> bool:
    """Tell whether `fit` cut this text."""
    return text.endswith(CUT_MARK) and _units(text) > MAX_UNITS // 2


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet would compute this text, were it typed into a plain cell."""
    return text.startswith(FORMULA_STARTS)


def csv_text(text: str) -> str:
    """Put an apostrophe before a text of a CSV cell that a spreadsheet would compute.

    Examples
    --------
    >>> csv_text("=1+1"), csv_text("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if looks_like_formula(text.lstrip(" ")) else text


def header_text(text: str, most: int) -> str:
    """Write a text inside a page header, where & is a command; cut to `most` characters."""
    bare = " ".join(plain(text).split())
    short = bare if len(bare) <= most else f"{bare[: most - 1]}…"
    return short.replace("&", "&&")


def _units(text: str) -> int:
    if text.isascii():
        return len(text)
    return len(text) + sum(ord(char) > 0xFFFF for char in text)
