"""The drawing of progress: one bar per row on a scale of 0 to 100 %, the expected mark, the light.

The light is a shape and a word beside its colour; a row without report has no bar.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation.charts_canvas import Box, Canvas, drawing
from mipg_helpers.presentation.charts_key import Mark, draw_key
from mipg_helpers.presentation.charts_text import text_width, wrap
from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.analysis.follow_up_profile import Luz
    from mipg_helpers.presentation.progress_rows import ProgressRow

NAMES = 190.0  # greatest width of the column of names
BETWEEN = 14.0
FIGURES, LIGHTS = 42.0, 72.0  # widths of the columns on the right
TOP, BOTTOM = 32.0, 26.0
LEADING, PADDING, LABEL = 10.5, 8.0, 8.5
BAR = 7.0
MOST_LINES = 3
TICKS = (0, 20, 40, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class _Layout:
    names: list[list[str]]
    heights: list[float]
    low: float
    high: float

    @property
    def height(self) -> float:
        return TOP + sum(self.heights) + BOTTOM

    def __call__(self, percent: float) -> float:
        return self.low + (self.high - self.low) * percent / 100

    def middles(self) -> Iterator[float]:
        top = TOP
        for height in self.heights:
            yield top + height / 2
            top += height


def expected_mark() -> Mark:
    return Mark("Esperado por el tiempo", "D", load_theme().colours.ink, 6.0, hollow=True)


def progress_mark() -> Mark:
    return Mark("Avance reportado", "s", load_theme().colours.own, 6.5)


def light_mark(luz: Luz) -> Mark | None:
    """Give the shape of a light; None where the word alone says it."""
    colours = load_theme().colours
    shapes: dict[str, Mark] = {
        "verde": Mark("Verde", "o", colours.best, 7.0),
        "amarillo": Mark("Amarillo", "^", colours.peers, 7.0),
        "rojo": Mark("Rojo", "s", colours.alert, 6.5),
    }
    return shapes.get(luz)


@contextmanager
def bars(rows: Sequence[ProgressRow]) -> Iterator[Canvas]:
    """Draw key, axis, names, bars and the columns of figures and lights; yield the canvas."""
    layout = _lay_out(rows, load_theme().width)
    with drawing(layout.height) as canvas:
        draw_key(canvas, 9, [progress_mark(), expected_mark()])
        _draw_axis(canvas, layout)
        _draw_heads(canvas)
        lines = zip(rows, layout.names, layout.heights, layout.middles(), strict=True)
        for row, name, height, y in lines:
            _draw_name(canvas, name, y)
            _draw_row(canvas, row, layout, y, height)
            _draw_figures(canvas, row, y)
        yield canvas


def _lay_out(rows: Sequence[ProgressRow], width: float) -> _Layout:
    names = [wrap(row.name, NAMES, LABEL, most=MOST_LINES) for row in rows]
    widest = max(text_width(line, LABEL) for name in names for line in name)
    heights = [len(name) * LEADING + PADDING for name in names]
    return _Layout(names, heights, widest + BETWEEN, width - FIGURES - LIGHTS - 10)


def _draw_axis(canvas: Canvas, layout: _Layout) -> None:
    bottom, colours, small = layout.height - BOTTOM, canvas.theme.colours, canvas.theme.small
    for tick in TICKS:
        x = layout(tick)
        # Not a line: bars are filled boxes, and lines would be drawn over them.
        canvas.rectangle(Box(x - 0.35, TOP, x + 0.35, bottom), fill=colours.grid)
        canvas.text(x, bottom + 11, str(tick), size=small, colour=colours.muted, anchor="center")
    middle = (layout.low + layout.high) / 2
    canvas.text(middle, bottom + 22, "%", size=small, colour=colours.muted, anchor="center")


def _draw_heads(canvas: Canvas) -> None:
    size, colours = canvas.theme.small, canvas.theme.colours
    left = canvas.width - LIGHTS
    canvas.text(left, TOP - 6, "Avance", size=size, colour=colours.own, anchor="right")
    canvas.text(left + 10, TOP - 6, "Semáforo", size=size, colour=colours.muted)


def _draw_name(canvas: Canvas, lines: Sequence[str], y: float) -> None:
    first = y - (len(lines) - 1) * LEADING / 2 + 0.34 * LABEL
    for i, line in enumerate(lines):
        canvas.text(0, first + i * LEADING, line, size=LABEL)


def _draw_row(canvas: Canvas, row: ProgressRow, layout: _Layout, y: float, height: float) -> None:
    colours = canvas.theme.colours
    canvas.line([0, canvas.width], [y + height / 2] * 2, colour=colours.grid, width=0.5)
    if row.avance is not None:
        box = Box(layout.low, y - BAR / 2, layout(row.avance), y + BAR / 2)
        canvas.rectangle(box, fill=colours.own)
    if row.esperado is not None:
        # A light disc under the hollow mark keeps it visible over a bar.
        canvas.marks([layout(row.esperado)], [y], shape="D", colour=colours.paper, size=8.5)
        expected_mark().draw(canvas, [layout(row.esperado)], [y])


def _draw_figures(canvas: Canvas, row: ProgressRow, y: float) -> None:
    base = y + 0.34 * canvas.theme.text
    left = canvas.width - LIGHTS
    if row.avance is not None:
        canvas.text(left, base, row.avance_text, anchor="right", bold=True)
    mark = light_mark(row.luz)
    if mark is not None:
        mark.draw(canvas, [left + 13], [y])
    canvas.text(left + (20 if mark else 10), base, row.luz_text, size=canvas.theme.small)
