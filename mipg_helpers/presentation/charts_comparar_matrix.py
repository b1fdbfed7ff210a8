"""The drawing of entidades against politicas: a shade and a bar per cell, hatching where none.

The shade repeats what the length of the bar says, so that neither colour nor sight of it is
needed; the figures stand in the tables, and in the cells where they have room.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation.charts_canvas import Box, Canvas, drawing
from mipg_helpers.presentation.charts_text import text_width, wrap
from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMES = (160.0, 290.0)  # least and greatest width of the column of names
WIDEST = 60.0  # of a cell
ROW, GAP = 17.0, 8.0
HEAD = 26.0
KEY_LEADING, KEY_COLUMNS = 10.5, 3
NAME_SIZE, FIGURE_SIZE = 7.5, 7.5
EDGE = 2.0
#: JupyterLab has no font of ours, and what it takes instead is wider.
FALLBACK = 0.82
ROOM = 26.0  # of a cell that also holds its figure
HATCH = "//////"


@dataclass(frozen=True, slots=True)
class Head:
    """A column: the short code over it, its dimension, and what both stand for."""

    code: str
    group: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    puntos: float | None
    text: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One entidad; `follows` is False where entidades are left out above it."""

    place: str
    name: str
    is_own: bool
    cells: tuple[Cell, ...]
    follows: bool = True


@dataclass(frozen=True, slots=True)
class _Columns:
    """The width of the column of names, and of every other."""

    names: float
    width: float

    def left(self, number: int) -> float:
        return self.names + number * self.width


@contextmanager
def draw_matrix(heads: Sequence[Head], rows: Sequence[MatrixRow]) -> Iterator[Canvas]:
    """Draw the heads, one row per entidad, and under them what the codes stand for."""
    room = load_theme().width - EDGE
    names = min(max(room - len(heads) * WIDEST, NAMES[0]), NAMES[1])
    columns = _Columns(names, min((room - names) / len(heads), WIDEST))
    tops = _tops(rows)
    key = [f"{head.code} {head.name}" for head in heads]
    lines = -(-len(key) // KEY_COLUMNS)
    bottom = tops[-1] + ROW
    with drawing(bottom + 14 + lines * KEY_LEADING) as canvas:
        _draw_heads(canvas, heads, columns)
        for row, top in zip(rows, tops, strict=True):
            _draw_row(canvas, row, top, columns)
        _draw_key(canvas, key, lines, bottom + 16)
        yield canvas


def _tops(rows: Sequence[MatrixRow]) -> list[float]:
    tops, top = [], HEAD
    for row in rows:
        top += 0 if row.follows else GAP
        tops.append(top)
        top += ROW
    return tops


def _draw_heads(canvas: Canvas, heads: Sequence[Head], columns: _Columns) -> None:
    """Write the codes, and over the columns of each dimension its code and a line."""
    colours, size = canvas.theme.colours, canvas.theme.small
    start = 0
    for i, head in enumerate(heads):
        left = columns.left(i)
        canvas.text(
            left + columns.width / 2, HEAD - 4, head.code, size=size, anchor="center", bold=True
        )
        if i + 1 == len(heads) or heads[i + 1].group != head.group:
            first = columns.left(start)
            canvas.text(first + 1, 8, head.group, size=size, colour=colours.muted)
            canvas.line(
                [first + 1, left + columns.width - 1], [11.5, 11.5], colour=colours.muted, width=0.8
            )
            start = i + 1


def _draw_row(canvas: Canvas, row: MatrixRow, top: float, columns: _Columns) -> None:
    theme = canvas.theme
    base = top + ROW / 2 + 0.34 * NAME_SIZE
    canvas.text(16, base, row.place, size=NAME_SIZE, colour=theme.colours.muted, anchor="right")
    room = (columns.names - 26) * FALLBACK
    line = wrap(row.name, room, NAME_SIZE, bold=row.is_own, most=1)[0]
    canvas.text(20, base, line, size=NAME_SIZE, bold=row.is_own)
    if not row.follows:
        canvas.text(16, top - 1, "…", size=NAME_SIZE, colour=theme.colours.muted, anchor="right")
    for i, cell in enumerate(row.cells):
        left, right = columns.left(i) + 0.8, columns.left(i + 1) - 0.8
        _draw_cell(canvas, cell, Box(left, top + 0.8, right, top + ROW - 0.8))
    if row.is_own:
        frame = Box(1, top, columns.left(len(row.cells)) + 0.6, top + ROW)
        canvas.rectangle(frame, fill="none", edge=theme.colours.ink, width=1.8)


def _draw_cell(canvas: Canvas, cell: Cell, box: Box) -> None:
    theme = canvas.theme
    if cell.puntos is None:
        canvas.rectangle(box, fill=theme.colours.paper, hatch=HATCH)
        canvas.rectangle(box, fill="none", edge=theme.colours.group, width=0.4)
        return
    shade = theme.shade(cell.puntos)
    canvas.rectangle(box, fill=shade.fill, edge=theme.colours.group, width=0.4)
    if box.right - box.left >= ROOM:
        canvas.text(box.left + 3, box.bottom - 5.5, cell.text, size=FIGURE_SIZE, colour=shade.ink)
    length = (box.right - box.left - 2) * cell.puntos / 100
    bar = Box(box.left + 1, box.bottom - 3.6, box.left + 1 + length, box.bottom - 1.4)
    canvas.rectangle(bar, fill=shade.ink)


def _draw_key(canvas: Canvas, key: Sequence[str], lines: int, top: float) -> None:
    size, step = canvas.theme.small - 0.5, canvas.width / KEY_COLUMNS
    for i, text in enumerate(key):
        shown = text
        while text_width(shown, size) > step - 6:
            shown = f"{shown.rstrip('…')[:-1].rstrip()}…"
        canvas.text(i // lines * step, top + i % lines * KEY_LEADING, shown, size=size)
