"""Where the figures and the names of a trend stand, so that nothing covers them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from mipg_helpers.presentation.charts_canvas import Box, text_box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.presentation.charts_canvas import Canvas
    from mipg_helpers.presentation.charts_scale import PointsScale
    from mipg_helpers.presentation.charts_trend_series import Series, Years

SIZE = 8.5
APART = 12.0  # least distance between the base lines of two names
#: Where a figure may stand from its point, best first.
OFFSETS = ((0, -7), (0, 14), (-16, -5), (16, -5), (16, 12), (-16, 12), (0, -16), (0, 23))
SAMPLES = 12


def draw_values(canvas: Canvas, series: Sequence[Series], years: Years, scale: PointsScale) -> None:
    """Write own scores where the fewest lines, marks and other texts pass."""
    taken = [box for line in series for box in _boxes(line, years, scale)]
    taken += [box for _, box in canvas.texts]
    own = series[-1]
    for year, text in own.texts.items():
        if year == years.last:
            continue  # stands beside the name of the series
        x, y = years(year), scale(own.points[year])
        boxes = [
            text_box(x + dx, y + dy, text, SIZE, bold=True, anchor="center") for dx, dy in OFFSETS
        ]
        hits = [sum(box.overlaps(other) for other in taken) for box in boxes]
        dx, dy = OFFSETS[hits.index(min(hits))]
        taken.append(
            canvas.text(
                x + dx, y + dy, text, size=SIZE, colour=own.mark.colour, bold=True, anchor="center"
            )
        )


def draw_names(canvas: Canvas, series: Sequence[Series], years: Years, scale: PointsScale) -> None:
    """Name each series beside its end, with its figure when it is of the last vigencia."""
    ends = sorted(
        ((scale(line.points[line.last]), i) for i, line in enumerate(series)),
        key=lambda end: (end[0], -end[1]),
    )
    heights = _apart([y for y, _ in ends], scale.high, scale.low)
    for height, (_, i) in zip(heights, ends, strict=True):
        line = series[i]
        x = years.high + 12
        base = height + 0.34 * SIZE
        if line.last == years.last:
            figure = line.texts[line.last]
            box = canvas.text(x, base, figure, size=SIZE, colour=line.mark.colour, bold=True)
            x = box.right + 5
        canvas.text(x, base, line.mark.label, size=SIZE, colour=line.mark.colour)


def _apart(heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Move two heights apart, within the plot; one stays where it is."""
    if len(heights) < 2 or heights[1] - heights[0] >= APART:
        return list(heights)
    middle = sum(heights) / 2
    middle = min(max(middle, top + APART / 2), bottom - APART / 2)
    return [middle - APART / 2, middle + APART / 2]


def _boxes(line: Series, years: Years, scale: PointsScale) -> Iterator[Box]:
    """Small boxes on the marks and along the drawn lines."""
    for year, value in line.points.items():
        yield _around(years(year), scale(value), 3.5)
    for run in line.runs:
        for before, after in pairwise(run):
            start, rise = line.points[before], line.points[after] - line.points[before]
            for i in range(1, SAMPLES):
                share = i / SAMPLES
                yield _around(years(before + share), scale(start + rise * share), 0.8)


def _around(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - half, x + half, y + half)
