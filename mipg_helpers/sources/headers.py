"""Find the header row by its content, wherever the file puts it.

Labels are compared through the one normaliser of the reference tables and shown as found.
Title rows, blank rows and blank columns before the header are of no consequence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import normalise_label
from mipg_helpers.sources.cleaning import cell_text, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from mipg_helpers.sources.model import Sheet

#: How far down a header row is looked for.
HEADER_WITHIN = 20

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A header row: its 0-based index, and its labels normalised and as found."""

    index: int
    labels: tuple[str, ...]
    originals: tuple[str, ...]

    def column(self, spellings: Collection[str]) -> int | None:
        """Give the 0-based column of the first label among these normalised spellings."""
        return next((j for j, label in enumerate(self.labels) if label in spellings), None)


def header_key(text: object) -> str:
    """Normalise a header for comparison; underscores of exported tables count as spaces."""
    return normalise_label(cell_text(text).replace("_", " "))


def header_keys(spellings: Iterable[str]) -> frozenset[str]:
    """Normalise the accepted spellings of one column."""
    return frozenset(header_key(spelling) for spelling in spellings)


def yearless_key(text: object) -> str:
    """Normalise a header that names its year: "Pregunta 2025" is ``"pregunta aaaa"``."""
    return _YEAR.sub("aaaa", header_key(text))


def find_header(
    sheet: Sheet,
    required: Sequence[Collection[str]],
    within: int = HEADER_WITHIN,
    *,
    key: Callable[[object], str] = header_key,
) -> HeaderRow | None:
    """Find the first row that holds, for every required column, one of its spellings.

    Parameters
    ----------
    sheet
        The cells as read.
    required
        One collection of normalised spellings (see `header_keys`) per required column.
    within
        How many rows from the top are looked at.
    key
        How a header is normalised before it is compared.
    """
    for index, row in enumerate(sheet.cells[:within]):
        labels = tuple(key(cell) for cell in row)
        present = set(labels)
        if all(not present.isdisjoint(spellings) for spellings in required):
            originals = tuple(one_line(cell_text(cell)) for cell in row)
            return HeaderRow(index, labels, originals)
    return None
