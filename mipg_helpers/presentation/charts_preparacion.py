"""Coverage by politica: a bar of the options met, a mark of the share answered, the counts.

A politica of which nothing was answered has no bar, never one of zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation import alt_text, formats, texts_preparacion
from mipg_helpers.presentation import charts_figure as made
from mipg_helpers.presentation.charts_canvas import Box, drawing
from mipg_helpers.presentation.charts_key import Mark, draw_key
from mipg_helpers.presentation.charts_text import text_width, wrap
from mipg_helpers.presentation.charts_theme import load_theme
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.texts_preparacion import NO_POLITICA, of, pct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.readiness_profile import GrupoCobertura, ReadinessProfile
    from mipg_helpers.presentation.charts_canvas import Canvas


#: A chart of fewer politicas says less than its table.
FEWEST = 2
NAMES, BETWEEN = 190.0, 14.0
COVERAGES, OPTIONS = 46.0, 62.0  # widths of the columns on the right
TOP, BOTTOM = 32.0, 26.0
LEADING, PADDING, LABEL = 10.5, 9.0, 8.5
BAR = 8.0
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

    def x(self, percent: float) -> float:
        return self.low + (self.high - self.low) * percent / 100


def plot_coverage(profile: ReadinessProfile) -> Displayed:
    """Draw the coverage of each politica; the numbers stand in the table of the same section.

    Returns
    -------
    The figure; nothing for one politica alone, whose table says it all, and nothing without
    any coverage, which the key figures and the table say.
    """
    groups = profile.politicas
    known = [group for group in groups if group.cobertura_pct is not None]
    if len(groups) < FEWEST or not known:
        return Displayed([])
    layout = _lay_out(groups, load_theme().width)
    with drawing(layout.height) as canvas:
        _draw(canvas, groups, layout)
        figure = made.figure(
            canvas,
            caption=(
                f"Cobertura de las respuestas por política. {profile.entidad.nombre}, formulario "
                f"de {profile.vigencia}. Cálculo propio: opciones cumplidas sobre posibles de lo "
                "respondido."
            ),
            alt=_alt(groups),
            notes=(_without(groups),),
        )
    return Displayed([figure])


def _lay_out(groups: Sequence[GrupoCobertura], width: float) -> _Layout:
    names = [wrap(group.nombre or NO_POLITICA, NAMES, LABEL, most=3) for group in groups]
    widest = max(text_width(line, LABEL) for name in names for line in name)
    heights = [len(name) * LEADING + PADDING for name in names]
    return _Layout(names, heights, widest + BETWEEN, width - COVERAGES - OPTIONS - 8)


def _draw(canvas: Canvas, groups: Sequence[GrupoCobertura], layout: _Layout) -> None:
    colours = canvas.theme.colours
    bar = Mark("Opciones cumplidas", "s", colours.own, 6.5)
    answered = Mark("Preguntas respondidas", "D", colours.ink, 6.0, hollow=True)
    draw_key(canvas, 9, [bar, answered])
    _draw_axis(canvas, layout)
    top = TOP
    for group, name, height in zip(groups, layout.names, layout.heights, strict=True):
        y = top + height / 2
        top += height
        canvas.line([0, canvas.width], [top, top], colour=colours.grid, width=0.5)
        first = y - (len(name) - 1) * LEADING / 2 + 0.34 * LABEL
        for place, line in enumerate(name):
            canvas.text(0, first + place * LEADING, line, size=LABEL)
        if group.cobertura_pct is not None:
            end = layout.x(group.cobertura_pct)
            canvas.rectangle(Box(layout.low, y - BAR / 2, end, y + BAR / 2), fill=colours.own)
        if group.respondidas_pct is not None:
            x = layout.x(group.respondidas_pct)
            # A light disc under the hollow mark keeps it visible over a bar.
            canvas.marks([x], [y], shape="D", colour=colours.paper, size=8.5)
            answered.draw(canvas, [x], [y])
        _draw_figures(canvas, group, y)


def _draw_axis(canvas: Canvas, layout: _Layout) -> None:
    bottom, colours, small = layout.height - BOTTOM, canvas.theme.colours, canvas.theme.small
    for tick in TICKS:
        x = layout.x(tick)
        canvas.rectangle(Box(x - 0.35, TOP, x + 0.35, bottom), fill=colours.grid)
        canvas.text(x, bottom + 11, str(tick), size=small, colour=colours.muted, anchor="center")
    middle = (layout.low + layout.high) / 2
    canvas.text(middle, bottom + 22, "%", size=small, colour=colours.muted, anchor="center")
    left = canvas.width - OPTIONS
    canvas.text(left, TOP - 6, "Cobertura", size=small, colour=colours.own, anchor="right")
    canvas.text(canvas.width, TOP - 6, "Opciones", size=small, colour=colours.muted, anchor="right")


def _draw_figures(canvas: Canvas, group: GrupoCobertura, y: float) -> None:
    base = y + 0.34 * canvas.theme.text
    value = pct(group.cobertura_pct)
    canvas.text(canvas.width - OPTIONS, base, value, anchor="right", bold=True)
    counts = of(group.cubiertas, group.posibles)
    canvas.text(canvas.width, base, counts, size=canvas.theme.small, anchor="right")


def _alt(groups: Sequence[GrupoCobertura]) -> str:
    known = [(g.cobertura_pct, g) for g in groups if g.cobertura_pct is not None]
    _, low = min(known, key=lambda pair: pair[0])
    _, high = max(known, key=lambda pair: pair[0])
    told = [
        f"Cobertura de {formats.plural(len(known), 'política', 'políticas')} en porcentaje.",
        f"Menor: {low.nombre or NO_POLITICA}, {texts_preparacion.coverage(low)}.",
        f"Mayor: {high.nombre or NO_POLITICA}, {texts_preparacion.coverage(high)}.",
        "Un rombo marca la parte de las preguntas que se respondió.",
    ]
    return alt_text.shortened(alt_text.one_line(" ".join(told)))


def _without(groups: Sequence[GrupoCobertura]) -> str:
    names = [g.nombre or NO_POLITICA for g in groups if g.cobertura_pct is None]
    if not names:
        return ""
    return f"Sin barra, porque nada de lo respondido permite decirla: {'; '.join(names)}."
