"""The drawing of names against points: one row per name, own score, mean and best of the group."""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation.charts_canvas import Canvas, drawing
from mipg_helpers.presentation.charts_key import best_mark, draw_key, own_mark, peers_mark
from mipg_helpers.presentation.charts_scale import PointsScale, points_scale
from mipg_helpers.presentation.charts_text import text_width, wrap
from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMES = 210.0  # greatest width of the column of names
BETWEEN = 18.0  # from the names to the start of the axis
COLUMN = 44.0  # width of a column of figures
TOP, BOTTOM = 34.0, 26.0
LEADING = 10.5
PADDING = 7.5
LABEL_SIZE = 8.5


@dataclass(frozen=True, slots=True)
class DotRow:
    """One row: scores in points, and the same figures as they are written."""

    name: str
    own: float
    own_text: str
    mean: float | None
    mean_text: str
    best: float | None


@dataclass(frozen=True, slots=True)
class _Layout:
    names: list[list[str]]
    heights: list[float]
    scale: PointsScale
    with_peers: bool

    @property
    def height(self) -> float:
        return TOP + sum(self.heights) + BOTTOM

    def middles(self) -> Iterator[float]:
        """Yield the vertical middle of each row."""
        top = TOP
        for height in self.heights:
            yield top + height / 2
            top += height


def _lay_out(rows: Sequence[DotRow], width: float) -> _Layout:
    """Break the names and give each row the height it needs."""
    names = [wrap(row.name, NAMES, LABEL_SIZE, most=5) for row in rows]
    with_peers = any(row.mean is not None for row in rows)
    right = width - COLUMN * (2 if with_peers else 1) - 10
    left = max(text_width(line, LABEL_SIZE) for name in names for line in name) + BETWEEN
    values = [value for row in rows for value in (row.own, row.mean, row.best)]
    heights = [len(name) * LEADING + PADDING for name in names]
    return _Layout(names, heights, points_scale(values, left, right), with_peers)


@contextmanager
def dots(rows: Sequence[DotRow]) -> Iterator[tuple[Canvas, PointsScale]]:
    """Draw key, axis, names, marks and the columns of figures; yield canvas and scale."""
    layout = _lay_out(rows, load_theme().width)
    marks = [own_mark(), *([peers_mark(), best_mark()] if layout.with_peers else [])]
    with drawing(layout.height) as canvas:
        draw_key(canvas, 9, marks)
        _draw_axis(canvas, layout)
        _draw_heads(canvas, layout)
        for row, name, height, y in zip(
            rows, layout.names, layout.heights, layout.middles(), strict=True
        ):
            _draw_name(canvas, name, y)
            _draw_figures(canvas, row, y, with_peers=layout.with_peers)
            _draw_row(canvas, row, layout.scale, y, height)
        yield canvas, layout.scale


def _draw_axis(canvas: Canvas, layout: _Layout) -> None:
    bottom, grid = layout.height - BOTTOM, canvas.theme.colours.grid
    for tick in layout.scale.ticks:
        x = layout.scale(tick)
        canvas.line([x, x], [TOP, bottom], colour=grid, width=0.7)
        canvas.text(
            x,
            bottom + 11,
            f"{tick:.0f}",
            size=canvas.theme.small,
            colour=canvas.theme.colours.muted,
            anchor="center",
        )
    canvas.text(
        (layout.scale.low + layout.scale.high) / 2,
        bottom + 22,
        "puntos",
        size=canvas.theme.small,
        colour=canvas.theme.colours.muted,
        anchor="center",
    )


def _draw_heads(canvas: Canvas, layout: _Layout) -> None:
    size, colours = canvas.theme.small, canvas.theme.colours
    right = canvas.width
    if layout.with_peers:
        canvas.text(right, TOP - 6, "Promedio", size=size, colour=colours.peers, anchor="right")
        right -= COLUMN
    canvas.text(right, TOP - 6, "Entidad", size=size, colour=colours.own, anchor="right")


def _draw_name(canvas: Canvas, lines: Sequence[str], y: float) -> None:
    first = y - (len(lines) - 1) * LEADING / 2 + 0.34 * LABEL_SIZE
    for i, line in enumerate(lines):
        canvas.text(0, first + i * LEADING, line, size=LABEL_SIZE)


def _draw_figures(canvas: Canvas, row: DotRow, y: float, *, with_peers: bool) -> None:
    base, right = y + 0.34 * canvas.theme.text, canvas.width
    if with_peers:
        canvas.text(right, base, row.mean_text, anchor="right", colour=canvas.theme.colours.muted)
        right -= COLUMN
    canvas.text(right, base, row.own_text, anchor="right", bold=True)


def _draw_row(canvas: Canvas, row: DotRow, scale: PointsScale, y: float, height: float) -> None:
    colours = canvas.theme.colours
    base = y + height / 2
    canvas.line([0, canvas.width], [base, base], colour=colours.grid, width=0.5)
    if row.mean is not None:
        _draw_distance(canvas, scale(row.own), scale(row.mean), y)
    if row.best is not None:
        best_mark().draw(canvas, [scale(row.best)], [y])
    own_mark().draw(canvas, [scale(row.own)], [y])
    if row.mean is not None:
        peers_mark().draw(canvas, [scale(row.mean)], [y])


def _draw_distance(canvas: Canvas, own: float, mean: float, y: float) -> None:
    """Join own score and mean, up to the edge of the hollow mark."""
    edge = peers_mark().size / 2 + 0.8
    if abs(mean - own) > edge:
        end = mean - math.copysign(edge, mean - own)
        canvas.line([own, end], [y, y], colour=canvas.theme.colours.group, width=2.0)
