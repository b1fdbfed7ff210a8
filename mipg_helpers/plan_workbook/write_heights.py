"""Estimate how high a row must be to show its texts.

Not every program fits the rows to wrapped text when it opens a workbook, so they are set; a
little too high is better than cut.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Characters of text that fit in one unit of column width, words kept whole.
_DENSITY = 1.1
_LEAST, _MOST = 15.0, 409.0  # points; Excel's highest row


def row_height(texts: Iterable[tuple[str, float]], line: float = 13.5) -> float:
    """Give the height in points of a row of (text, column width), with lines `line` points high.

    Examples
    --------
    >>> row_height([("Sí", 10), ("una línea y otra que sigue", 10)])
    43.5
    """
    n_lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(max(n_lines * line + 3, _LEAST), _MOST)


def _lines(text: str, width: float) -> int:
    room = max(width * _DENSITY, 1)
    return sum(max(math.ceil(len(part) / room), 1) for part in text.split("\n"))
