"""A native bar chart: it can be read aloud, enlarged and copied, unlike a picture.

Each bar bears its figure as it is written for people; where there is no figure there is no bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.util import Inches, Pt

from mipg_helpers.packages import slides_model as model
from mipg_helpers.packages.slides_text import rgb
from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from mipg_helpers.packages.slides_model import Bars
    from mipg_helpers.packages.slides_text import Drawn

#: Room beyond 100 points for the figure of a full bar.
SCALE_END = 108
_DATA: Drawn = ChartData  # its constructor bears no annotations


def add_bars(page: Drawn, slide: Bars) -> None:
    """Draw the bars of every category, in the order given, from the top."""
    data = _DATA()
    data.categories = slide.categories
    for name, values, _ in slide.series:
        data.add_series(name, values)
    frame = page.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED,
        Inches(model.MARGIN),
        Inches(model.BODY_TOP),
        Inches(model.BODY_WIDTH),
        Inches(model.BODY_HEIGHT),
        data,
    )
    frame.name = "Gráfico"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", slide.alt)  # noqa: SLF001  no public way
    _style(frame.chart)
    colours = load_theme().colours
    shades = (colours.own, colours.peers)
    plot = frame.chart.plots[0]
    plot.gap_width, plot.overlap = 45, -5
    for series, (_, values, labels), shade in zip(plot.series, slide.series, shades, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(shade)
        _label(series, values, labels)


def _style(chart: Drawn) -> None:
    colours = load_theme().colours
    chart.font.size = Pt(model.TABLE_PT)
    chart.font.color.rgb = rgb(colours.ink)
    chart.has_title, chart.has_legend = False, True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    names, scale = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = rgb(colours.group)
    # Every bar bears its figure: a scale would say it twice.
    scale.minimum_scale, scale.maximum_scale = 0, SCALE_END
    scale.visible = scale.has_major_gridlines = False


def _label(series: Drawn, values: tuple[float | None, ...], labels: tuple[str, ...]) -> None:
    for n, (value, text) in enumerate(zip(values, labels, strict=True)):
        if value is None:
            continue
        label = series.points[n].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        run = label.text_frame.paragraphs[0].add_run()
        run.text, run.font.size = text, Pt(model.NOTE_PT)
