"""Places where a word that no column can hold may break, best after a mark inside it."""

from __future__ import annotations

import re

#: The zero-width space: invisible, and no text of a document holds one (see `glyphs`).
BREAK = "\u200b"

LONG = re.compile(r"[^\s\u00a0]{24,}")
MARK = re.compile(r"(?<=[^\W_]{2})([_/.,;:@&=?+\-]+)(?=[^\W_]{2})")
STRETCH = re.compile(rf"[^{BREAK}]{{18}}(?=[^{BREAK}]{{6}})")


def breakable(text: str) -> str:
    """Mark the places: after a joining mark, and inside stretches that are still too long."""
    return LONG.sub(_marked, text)


def _marked(word: re.Match[str]) -> str:
    joined = MARK.sub(rf"\1{BREAK}", word[0])
    return STRETCH.sub(lambda run: run[0] + BREAK, joined)
