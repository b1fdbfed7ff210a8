"""The drawing of the priority map: two plain axes, a shape per level, a name at every mark."""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats
from mipg_helpers.presentation.charts_canvas import Anchor, Box, Canvas, drawing
from mipg_helpers.presentation.charts_key import Mark, draw_key
from mipg_helpers.presentation.charts_placement import place_names
from mipg_helpers.presentation.charts_text import wrap
from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.analysis.profile import PriorityLevel

LEFT, RIGHT, TOP, BOTTOM = 30.0, 8.0, 40.0, 34.0
HEIGHT = 330.0
NAME_SIZE = 8.0
NAME_WIDTH = 118.0
MOST_TICKS = 7


@dataclass(frozen=True, slots=True)
class Item:
    """One politica: its gap in points, its number of recommendations, its level."""

    name: str
    gap: float
    count: int
    level: PriorityLevel


def level_mark(level: PriorityLevel) -> Mark:
    """Give each level of priority a shape and a colour of its own."""
    colours = load_theme().colours
    label = f"Prioridad {formats.LEVELS[level]}"
    known = {
        "alta": Mark(label, "^", colours.peers, 7.5),
        "media": Mark(label, "s", colours.own, 6.0),
        "baja": Mark(label, "o", colours.best, 6.5, hollow=True),
    }
    return known.get(level, Mark(label, "D", colours.muted, 5.5, hollow=True))


@contextmanager
def draw_map(items: Sequence[Item], title: str) -> Iterator[Canvas]:
    """Draw the marks and their names; `title` names the horizontal axis."""
    with drawing(HEIGHT) as canvas:
        plot = Box(LEFT, TOP, canvas.width - RIGHT, HEIGHT - BOTTOM)
        step_x = _nice_step(max(item.gap for item in items))
        step_y = max(1.0, _nice_step(max(item.count for item in items)))
        top_x = _ceiling(max(item.gap for item in items), step_x)
        top_y = _ceiling(max(item.count for item in items), step_y)
        _draw_axes(canvas, plot, (step_x, top_x), (step_y, top_y), title)
        spots = [
            (
                plot.left + item.gap / top_x * (plot.right - plot.left),
                plot.bottom - item.count / top_y * (plot.bottom - plot.top),
            )
            for item in items
        ]
        _draw_marks(canvas, items, spots)
        _draw_names(canvas, items, spots, plot)
        yield canvas


def _nice_step(highest: float) -> float:
    """Return 1, 2 or 5 times a power of ten, with at most `MOST_TICKS` steps up to `highest`."""
    if highest <= 0:
        return 1.0
    least = highest / MOST_TICKS
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least)


def _ceiling(highest: float, step: float) -> float:
    # Some air beyond the last mark, so that its name has where to stand.
    return max(step, math.ceil(highest * 1.04 / step) * step)


def _draw_axes(
    canvas: Canvas, plot: Box, x: tuple[float, float], y: tuple[float, float], title: str
) -> None:
    colours, size = canvas.theme.colours, canvas.theme.small
    for i in range(round(x[1] / x[0]) + 1):
        place = plot.left + i * x[0] / x[1] * (plot.right - plot.left)
        canvas.line([place, place], [plot.top, plot.bottom], colour=colours.grid, width=0.7)
        anchor: Anchor = "right" if i * x[0] == x[1] else "center"
        text = formats.points(i * x[0], max(0, -math.floor(math.log10(x[0]))))
        canvas.text(place, plot.bottom + 12, text, size=size, colour=colours.muted, anchor=anchor)
    for i in range(round(y[1] / y[0]) + 1):
        place = plot.bottom - i * y[0] / y[1] * (plot.bottom - plot.top)
        canvas.line([plot.left, plot.right], [place, place], colour=colours.grid, width=0.7)
        text = formats.integer(round(i * y[0]))
        canvas.text(
            plot.left - 6,
            place + 0.34 * size,
            text,
            size=size,
            colour=colours.muted,
            anchor="right",
        )
    canvas.text(plot.right, plot.bottom + 26, f"{title} →", size=size, anchor="right")
    canvas.text(0, plot.top - 12, "↑ Recomendaciones oficiales (número)", size=size)


def _draw_marks(
    canvas: Canvas, items: Sequence[Item], spots: Sequence[tuple[float, float]]
) -> None:
    levels = [level for level in formats.LEVELS if any(item.level == level for item in items)]
    draw_key(canvas, 9, [level_mark(level) for level in levels])
    for level in levels:
        found = [spot for item, spot in zip(items, spots, strict=True) if item.level == level]
        level_mark(level).draw(canvas, [x for x, _ in found], [y for _, y in found])


def _draw_names(
    canvas: Canvas,
    items: Sequence[Item],
    spots: Sequence[tuple[float, float]],
    plot: Box,
) -> None:
    names = [wrap(item.name, NAME_WIDTH, NAME_SIZE, most=1)[0] for item in items]
    limits = Box(plot.left + 2, plot.top - 4, canvas.width, plot.bottom - 1)
    for name, spot, place in zip(
        names, spots, place_names(names, spots, NAME_SIZE, limits), strict=True
    ):
        if place.is_far:
            end = place.nearest(spot)
            canvas.line(
                [spot[0], end[0]], [spot[1], end[1]], colour=canvas.theme.colours.group, width=0.6
            )
        canvas.text(place.x, place.y, name, size=NAME_SIZE)
