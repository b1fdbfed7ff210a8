"""The drawing of how a set spreads: one row per politica, box, median, extremes and own score."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation.charts_canvas import Box, Canvas, drawing
from mipg_helpers.presentation.charts_key import Mark, draw_key, own_mark
from mipg_helpers.presentation.charts_scale import PointsScale, points_scale
from mipg_helpers.presentation.charts_text import text_width, wrap
from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMES = 180.0  # greatest width of the column of names
BETWEEN = 16.0
COLUMN = 44.0  # width of a column of figures
TOP, BOTTOM = 34.0, 26.0
LEADING = 10.0
PADDING = 8.0
LABEL_SIZE = 8.5
HALF_BOX = 4.5


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One politica: points, and the two figures that are written at the right.

    Without statistics `words` stands in the place of the box.
    """

    name: str
    low: float | None
    q1: float | None
    median: float | None
    q3: float | None
    high: float | None
    own: float | None
    median_text: str
    own_text: str
    words: str = ""

    @property
    def values(self) -> tuple[float | None, ...]:
        return (self.low, self.q1, self.median, self.q3, self.high, self.own)


def median_mark() -> Mark:
    return Mark("Mediana del conjunto", "|", load_theme().colours.peers, 10.0)


@contextmanager
def draw_boxes(rows: Sequence[BoxRow]) -> Iterator[tuple[Canvas, PointsScale]]:
    """Draw key, axis and one row per politica; yield canvas and scale."""
    width = load_theme().width
    names = [wrap(row.name, NAMES, LABEL_SIZE, most=3) for row in rows]
    heights = [len(name) * LEADING + PADDING for name in names]
    left = max(text_width(line, LABEL_SIZE) for name in names for line in name) + BETWEEN
    values = [value for row in rows for value in row.values]
    scale = points_scale(values, left, width - 2 * COLUMN - 10)
    with drawing(TOP + sum(heights) + BOTTOM) as canvas:
        draw_key(canvas, 9, [own_mark(), median_mark()])
        _draw_axis(canvas, scale)
        _draw_heads(canvas)
        top = TOP
        for row, name, height in zip(rows, names, heights, strict=True):
            _draw_row(canvas, row, name, scale, Box(0, top, width, top + height))
            top += height
        yield canvas, scale


def _draw_axis(canvas: Canvas, scale: PointsScale) -> None:
    bottom, colours, small = canvas.height - BOTTOM, canvas.theme.colours, canvas.theme.small
    for tick in scale.ticks:
        x = scale(tick)
        canvas.line([x, x], [TOP, bottom], colour=colours.grid, width=0.7)
        canvas.text(
            x, bottom + 11, f"{tick:.0f}", size=small, colour=colours.muted, anchor="center"
        )
    middle = (scale.low + scale.high) / 2
    canvas.text(middle, bottom + 22, "puntos", size=small, colour=colours.muted, anchor="center")


def _draw_heads(canvas: Canvas) -> None:
    size, colours = canvas.theme.small, canvas.theme.colours
    canvas.text(canvas.width, TOP - 6, "Mediana", size=size, colour=colours.peers, anchor="right")
    canvas.text(
        canvas.width - COLUMN, TOP - 6, "Entidad", size=size, colour=colours.own, anchor="right"
    )


def _draw_row(
    canvas: Canvas, row: BoxRow, name: Sequence[str], scale: PointsScale, box: Box
) -> None:
    theme, y = canvas.theme, (box.top + box.bottom) / 2
    first = y - (len(name) - 1) * LEADING / 2 + 0.34 * LABEL_SIZE
    for i, line in enumerate(name):
        canvas.text(0, first + i * LEADING, line, size=LABEL_SIZE)
    canvas.line([0, box.right], [box.bottom, box.bottom], colour=theme.colours.grid, width=0.5)
    base = y + 0.34 * theme.text
    canvas.text(box.right, base, row.median_text, anchor="right", colour=theme.colours.muted)
    canvas.text(box.right - COLUMN, base, row.own_text, anchor="right", bold=True)
    if row.words:
        canvas.text(scale.low + 4, base, row.words, size=theme.small, colour=theme.colours.muted)
    _draw_box(canvas, row, scale, y)
    if row.own is not None:
        own_mark().draw(canvas, [scale(row.own)], [y])


def _draw_box(canvas: Canvas, row: BoxRow, scale: PointsScale, y: float) -> None:
    colours = canvas.theme.colours
    for start, end in ((row.low, row.q1), (row.q3, row.high)):
        if start is not None and end is not None:
            canvas.line([scale(start), scale(end)], [y, y], colour=colours.group, width=1.2)
    if row.q1 is not None and row.q3 is not None:
        edges = Box(scale(row.q1), y - HALF_BOX, scale(row.q3), y + HALF_BOX)
        canvas.rectangle(edges, fill=colours.band, edge=colours.group, width=1.0)
    if row.median is not None:
        x = scale(row.median)
        canvas.line([x, x], [y - HALF_BOX, y + HALF_BOX], colour=colours.peers, width=2.0)
