"""The drawing of the cells: groups flow over the width, each under the name of its dimension."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from mipg_helpers.presentation.charts_canvas import Box, Canvas, drawing
from mipg_helpers.presentation.charts_text import wrap
from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMNS = 5
GUTTER = 6.0
EDGE = 3.2  # room for the outline
HEAD_LEADING = 9.0
UNDER_HEAD = 6.5  # from the name of the dimension to its cells
CELL = 40.0
BETWEEN = 6.0  # from the cells to the next name
NAME_SIZE, HEAD_SIZE, FIGURE_SIZE = 8.0, 7.5, 11.0
INSET = 5.0
BAR = 3.0
HATCH = "////"


@dataclass(frozen=True, slots=True)
class Tile:
    """One politica: `text` is its score as written, or why there is none."""

    group: str
    name: str
    puntos: float | None
    text: str
    is_high: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring cells of one dimension in one row of the drawing."""

    row: int
    column: int
    tiles: tuple[Tile, ...]
    goes_on: bool  # begun in the row above


@contextmanager
def draw_tiles(tiles: Sequence[Tile]) -> Iterator[Canvas]:
    """Draw the cells in their order; a dimension is broken only when it exceeds a row."""
    runs = _flow(tiles)
    width = (load_theme().width - 2 * EDGE + GUTTER) / COLUMNS
    heads = [_head_lines(run, len(run.tiles) * width - GUTTER) for run in runs]
    tops = _cell_tops(runs, heads)
    with drawing(tops[-1] + CELL + EDGE) as canvas:
        for run, lines in zip(runs, heads, strict=True):
            left, top = EDGE + run.column * width, tops[run.row]
            _draw_head(canvas, lines, left, top, len(run.tiles) * width - GUTTER)
            for i, tile in enumerate(run.tiles):
                x = left + i * width
                _draw_tile(canvas, tile, Box(x, top, x + width - GUTTER, top + CELL))
        yield canvas


def _head_lines(run: _Run, width: float) -> list[str]:
    title = run.tiles[0].group + (" (continúa)" if run.goes_on else "")
    return wrap(title, width, HEAD_SIZE, bold=True, most=2)


def _cell_tops(runs: Sequence[_Run], heads: Sequence[list[str]]) -> list[float]:
    """Return the top of the cells of each row, under the highest head of that row."""
    tops: list[float] = []
    for row in range(runs[-1].row + 1):
        lines = max(len(head) for run, head in zip(runs, heads, strict=True) if run.row == row)
        above = tops[-1] + CELL + BETWEEN if tops else 0.0
        tops.append(above + lines * HEAD_LEADING + UNDER_HEAD)
    return tops


def _flow(tiles: Sequence[Tile]) -> list[_Run]:
    runs: list[_Run] = []
    row = column = 0
    for _, members in groupby(tiles, key=lambda tile: tile.group):
        rest, goes_on = tuple(members), False
        if column and column + len(rest) > COLUMNS:
            row, column = row + 1, 0
        while rest:
            room = COLUMNS - column
            runs.append(_Run(row, column, rest[:room], goes_on))
            column += len(rest[:room])
            rest, goes_on = rest[room:], True
            if column == COLUMNS:
                row, column = row + 1, 0
    return runs


def _draw_head(canvas: Canvas, lines: Sequence[str], left: float, top: float, width: float) -> None:
    """Write the name of the dimension on a line over its cells, the last line lowest."""
    colour = canvas.theme.colours.muted
    for i, line in enumerate(reversed(lines)):
        base = top - 7 - i * HEAD_LEADING
        canvas.text(left, base, line, size=HEAD_SIZE, colour=colour, bold=True)
    canvas.line([left, left + width], [top - 3.5, top - 3.5], colour=colour, width=0.8)


def _draw_tile(canvas: Canvas, tile: Tile, box: Box) -> None:
    theme = canvas.theme
    if tile.puntos is None:
        canvas.rectangle(box, fill=theme.colours.paper, hatch=HATCH)
        canvas.rectangle(box, fill="none", edge=theme.colours.group, width=0.6)
        _draw_missing(canvas, tile, box)
    else:
        shade = theme.shade(tile.puntos)
        canvas.rectangle(box, fill=shade.fill, edge=theme.colours.group, width=0.6)
        _draw_score(canvas, tile, tile.puntos, box, shade.ink)
    if tile.is_own:
        # Outside the cell, with a white line between: it is seen around any shade.
        frame = Box(box.left - 2, box.top - 2, box.right + 2, box.bottom + 2)
        canvas.rectangle(frame, fill="none", edge=theme.colours.ink, width=2.2)


def _draw_score(canvas: Canvas, tile: Tile, puntos: float, box: Box, ink: str) -> None:
    width = box.right - box.left - 2 * INSET
    lines = wrap(tile.name, width, NAME_SIZE, most=2)
    for i, line in enumerate(lines):
        canvas.text(box.left + INSET, box.top + 11 + i * 9, line, size=NAME_SIZE, colour=ink)
    base = box.bottom - 9
    canvas.text(box.left + INSET, base, tile.text, size=FIGURE_SIZE, colour=ink, bold=True)
    if tile.is_high:
        canvas.text(box.right - INSET, base, "▲", size=FIGURE_SIZE, colour=ink, anchor="right")
    track = Box(box.left + INSET, box.bottom - 6, box.right - INSET, box.bottom - 6 + BAR)
    canvas.rectangle(track, fill="none", edge=ink, width=0.4)
    length = width * puntos / 100
    canvas.rectangle(Box(track.left, track.top, track.left + length, track.bottom), fill=ink)


def _draw_missing(canvas: Canvas, tile: Tile, box: Box) -> None:
    """Write over the hatching on a plain ground, so that the words stay readable."""
    theme = canvas.theme
    width = box.right - box.left - 2 * INSET
    lines = [*wrap(tile.name, width, NAME_SIZE, most=2), tile.text]
    for i, line in enumerate(lines):
        bold = i == len(lines) - 1
        y = box.bottom - 9 if bold else box.top + 11 + i * 9
        space = canvas.text(box.left + INSET, y, line, size=NAME_SIZE, bold=bold)
        ground = Box(space.left - 2, space.top - 1, space.right + 2, space.bottom + 1)
        canvas.rectangle(ground, fill=theme.colours.paper)
