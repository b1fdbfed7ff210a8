"""The drawing of a trend: runs of points, cuts between them, and the reason of every gap."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats
from mipg_helpers.presentation.charts_canvas import DASHED, DOTTED, SOLID, Box, Canvas, drawing
from mipg_helpers.presentation.charts_scale import PointsScale, points_scale
from mipg_helpers.presentation.charts_theme import load_theme
from mipg_helpers.presentation.charts_trend_labels import draw_names, draw_values
from mipg_helpers.presentation.charts_trend_series import Years, group_series, own_series

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.analysis.profile import Trend
    from mipg_helpers.presentation.charts_trend_series import Series

LEFT, RIGHT = 34.0, 124.0  # margins: figures of the axis; names of the series
PLOT = 100.0  # height between the start of the axis and 100
BELOW = 32.0
LABEL_WIDTH = 112.0
LEADING = 9.5
TIER = 2 * LEADING + 4  # height of one label over a cut


@contextmanager
def draw_trend(
    trend: Trend, labels: Sequence[Sequence[str]]
) -> Iterator[tuple[Canvas, PointsScale]]:
    """Draw own scores and group means; `labels`, some lines each, stand over the breaks."""
    theme = load_theme()
    first, last = trend.points[0].vigencia, trend.points[-1].vigencia
    years = Years(first, last, LEFT + 16, theme.width - RIGHT)
    cuts = [years((gap.desde + gap.hasta) / 2) for gap in trend.breaks]
    tiers = _tiers(cuts)
    top = 20 + (max(tiers, default=-1) + 1) * TIER
    series = [line for line in (group_series(trend), own_series(trend)) if line]
    values = [value for line in series for value in line.points.values()]
    scale = points_scale(values, top + PLOT, top)
    with drawing(top + PLOT + BELOW) as canvas:
        _draw_axis(canvas, scale, years)
        _draw_missing(canvas, trend, years, scale)
        for x, tier, lines in zip(cuts, tiers, labels, strict=True):
            _draw_cut(canvas, x, 8 + tier * TIER, lines, scale)
        for line in series:
            _draw_series(canvas, line, years, scale)
        draw_names(canvas, series, years, scale)
        draw_values(canvas, series, years, scale)
        yield canvas, scale


def _tiers(places: Sequence[float]) -> list[int]:
    """Give labels that would touch each other different heights, counted from the top."""
    tiers: list[int] = []
    for i, place in enumerate(places):
        near = {tiers[j] for j in range(i) if abs(places[j] - place) < LABEL_WIDTH + 6}
        tiers.append(next(tier for tier in range(len(places)) if tier not in near))
    return tiers


def _draw_axis(canvas: Canvas, scale: PointsScale, years: Years) -> None:
    theme = canvas.theme
    for tick in scale.ticks:
        y = scale(tick)
        canvas.line([LEFT, years.high + 8], [y, y], colour=theme.colours.grid, width=0.7)
        canvas.text(
            LEFT - 6,
            y + 0.34 * theme.small,
            f"{tick:.0f}",
            size=theme.small,
            colour=theme.colours.muted,
            anchor="right",
        )
    unit = scale.high - 9
    canvas.text(LEFT - 6, unit, "puntos", size=7.5, colour=theme.colours.muted, anchor="right")
    for year in years:
        canvas.text(years(year), scale.low + 15, str(year), anchor="center")


def _draw_missing(canvas: Canvas, trend: Trend, years: Years, scale: PointsScale) -> None:
    """Write under a vigencia without score why it is a gap."""
    found = {point.vigencia: point.score for point in trend.points}
    for year in years:
        score = found.get(year)
        if score is None or score.puntos is None:
            canvas.text(
                years(year),
                scale.low + 25,
                formats.motivo_short(score.motivo) if score else "sin dato",
                size=7.5,
                colour=canvas.theme.colours.muted,
                anchor="center",
            )


def _draw_cut(
    canvas: Canvas, x: float, top: float, lines: Sequence[str], scale: PointsScale
) -> None:
    colours, size = canvas.theme.colours, canvas.theme.small
    bottom = top + (len(lines) - 1) * LEADING
    canvas.rectangle(Box(x - 5, bottom + 5, x + 5, scale.low), fill=colours.band)
    canvas.line([x, x], [bottom + 5, scale.low], colour=colours.muted, width=1.2, dash=DOTTED)
    half = LABEL_WIDTH / 2
    middle = min(max(x, half), canvas.width - half)
    for i, line in enumerate(lines):
        canvas.text(
            middle, top + i * LEADING, line, size=size, colour=colours.muted, anchor="center"
        )


def _draw_series(canvas: Canvas, line: Series, years: Years, scale: PointsScale) -> None:
    for run in line.runs:
        if len(run) > 1:
            canvas.line(
                [years(year) for year in run],
                [scale(line.points[year]) for year in run],
                colour=line.mark.colour,
                width=1.4 if line.dashed else 2.0,
                dash=DASHED if line.dashed else SOLID,
            )
    xs = [years(year) for year in line.points]
    line.mark.draw(canvas, xs, [scale(value) for value in line.points.values()])
