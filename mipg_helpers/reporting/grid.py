"""From the cells of an HTML table to a table block: spans undone, headers in one row.

pandas writes column levels as several header rows, groups of rows as cells that reach down,
and an index column nobody named; a report has one header row and no empty header.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks as vocabulary
from mipg_helpers.reporting.walk import span_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.presentation.blocks import Align, Block, Span

NUMBER = re.compile(r"[-+−]?[\d.,\u00a0]*\d\s?(%|puntos|pp)?")
#: How pandas counts rows; Python refuses to read a number of thousands of digits.
_COUNT = re.compile(r"[0-9]{1,9}")
#: How pandas prints a missing value.
MISSING = {"NaN", "None", "NaT", "<NA>", "nan"}
MISSING_TEXT = "sin dato"
#: No report prints more; what is left out is said under the table.
MAX_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as written: its words, whether it is a header, and how far it reaches."""

    spans: list[Span]
    is_header: bool = False
    columns: int = 1
    rows: int = 1


def table_from_cells(
    head: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]], *, caption: str
) -> Block | None:
    """Build the table block, or None when no column has a row."""
    heads, rows = _rectangle(head), _rectangle(body)
    note = f"Se muestran {MAX_ROWS} filas de {len(body)}." if len(body) > MAX_ROWS else ""
    n_columns = max((len(row) for row in [*heads, *rows]), default=0)
    if not rows or not n_columns:
        return None
    labels = [_label([row[j] for row in heads if j < len(row)]) for j in range(n_columns)]
    if not labels[0] and _is_counter(rows):
        labels, rows = labels[1:], [row[1:] for row in rows]
    cells = [[_words(cell) for cell in row] for row in rows]
    aligns = [_align(row[j] for row in cells if j < len(row)) for j in range(len(labels))]
    return vocabulary.table(
        caption=caption,
        columns=list(zip(labels, aligns, strict=True)),
        rows=cells,
        note=note,
        row_header=_names_rows(rows, aligns),
    )


def _rectangle(written: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Repeat each cell over the columns and rows it reaches."""
    grid: dict[tuple[int, int], Cell] = {}
    for i, row in enumerate(written[:MAX_ROWS]):
        j = 0
        for cell in row:
            while (i, j) in grid:
                j += 1
            reach = min(cell.rows, len(written) - i)
            grid |= {(i + a, j + b): cell for a in range(reach) for b in range(cell.columns)}
    width = max((j for _, j in grid), default=-1) + 1
    n_rows = min(len(written), MAX_ROWS)
    return [[grid.get((i, j), Cell([])) for j in range(width)] for i in range(n_rows)]


def _label(cells: Sequence[Cell]) -> str:
    """Join the levels of a column header, each once."""
    texts = (span_text(cell.spans).strip() for cell in cells)
    return " · ".join(dict.fromkeys(text for text in texts if text))


def _is_counter(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first column only counts 0, 1, 2 …, as pandas does for rows without a name."""
    firsts = [row[0] for row in rows]
    texts = [span_text(cell.spans) for cell in firsts]
    rising = [int(text) for text in texts if _COUNT.fullmatch(text)]
    counts = rising[:1] == [0] and rising == sorted(set(rising))
    rest = {text for text in texts if not _COUNT.fullmatch(text)}
    return len(rows[0]) > 1 and all(c.is_header for c in firsts) and counts and rest <= {"...", "…"}


def _words(cell: Cell) -> list[Span]:
    text = span_text(cell.spans).strip()
    return [vocabulary.text(MISSING_TEXT)] if text in MISSING else cell.spans


def _align(cells: Iterable[list[Span]]) -> Align:
    texts = {span_text(spans).strip() for spans in cells}
    texts -= {"", "…", "...", MISSING_TEXT}
    return "right" if texts and all(NUMBER.fullmatch(text) for text in texts) else "left"


def _names_rows(rows: Sequence[Sequence[Cell]], aligns: Sequence[Align]) -> bool:
    """Whether the first column tells the rows apart: header cells, or distinct words."""
    firsts = [row[0] for row in rows]
    texts = [span_text(cell.spans).strip() for cell in firsts]
    if all(cell.is_header for cell in firsts):
        return all(texts)
    return aligns[0] == "left" and all(texts) and len(set(texts)) == len(texts)
