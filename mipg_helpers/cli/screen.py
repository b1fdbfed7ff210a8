"""Texts for a screen, which obeys marks that a cell or the name of a file may hold."""

from __future__ import annotations

import re

# Orders to the terminal, marks that turn the order of the letters round, halves of a letter.
_MARKS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def for_screen(text: str) -> str:
    """Show as unknown what a screen would obey instead of show; lines and tabs stay."""
    return _MARKS.sub(_UNKNOWN, text)
