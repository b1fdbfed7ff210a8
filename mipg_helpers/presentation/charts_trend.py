"""Scores by vigencia, with every break drawn as a break and every gap left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import alt_text, formats
from mipg_helpers.presentation import charts_figure as made
from mipg_helpers.presentation.charts_trend_drawing import draw_trend

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import EntidadProfile, Motivo, Profile, Trend, TrendPoint
    from mipg_helpers.presentation.blocks import Align, Block
    from mipg_helpers.presentation.display import Displayed

TITLE = "Sin gráfico de evolución"
IDI = "Índice de Desempeño Institucional"
NOT_COMPARABLE = "no comparable"
#: Why the series is cut, said at the cut.
CUTS: dict[Motivo, str] = {
    "no_comparable_quiebre": "Cambio de metodología",
    "no_comparable_redefinido": "El índice se redefinió",
    "no_comparable_base": "Línea base de otro diseño",
}


def plot_trend(profile: Profile | EntidadProfile, *, with_table: bool = True) -> Displayed:
    """Draw the official scores by vigencia and the mean of the group.

    Returns
    -------
    Figure and table. Neighbouring vigencias are joined only when both have a score and no
    break stands between them; a vigencia without score is a gap that says why. With fewer
    than two scores, a callout.
    """
    trend = profile.trend
    if sum(point.score.puntos is not None for point in trend.points) < 2:
        return made.nothing_to_draw(TITLE, _why_not(trend))
    return made.displayed(_figure(profile, trend), _table(profile, trend), with_table=with_table)


def series_name(profile: Profile | EntidadProfile) -> str:
    """Name the index of the trend, without importing what tells the two profiles apart."""
    politica = getattr(profile, "politica", None)
    return str(politica.nombre) if politica is not None else IDI


def of_series(profile: Profile | EntidadProfile) -> str:
    """Name it after «de»: ``de Gobierno Digital``, ``del Índice de Desempeño Institucional``."""
    name = series_name(profile)
    return f"del {name}" if name == IDI else f"de {name}"


def cut_label(motivo: Motivo) -> tuple[str, str]:
    """Say at the cut why the series is cut, in two lines."""
    return f"{CUTS.get(motivo, 'Otro contenido')}:", NOT_COMPARABLE


def _why_not(trend: Trend) -> str:
    if any(point.score.puntos is not None for point in trend.points):
        return "Se necesitan al menos dos vigencias con puntaje y solo hay una cargada."
    return formats.motivo_text(trend.change.motivo)


def _figure(profile: Profile | EntidadProfile, trend: Trend) -> Block:
    years = f"{trend.points[0].vigencia}–{trend.points[-1].vigencia}"
    name = series_name(profile)
    labels = [cut_label(gap.motivo) for gap in trend.breaks]
    with draw_trend(trend, labels) as (canvas, scale):
        return made.figure(
            canvas,
            caption=(
                f"Evolución {of_series(profile)}, {years}. {profile.entidad.nombre}. "
                f"{_source_line(trend)}"
            ),
            alt=alt_text.describe_trend(name, trend),
            notes=(*(gap.explicacion for gap in trend.breaks), scale.note),
        )


def _source_line(trend: Trend) -> str:
    """Say which means are read from the official table and which are ours."""
    means = [point for point in trend.points if point.media_grupo_puntos is not None]
    if not means:
        return "Puntajes oficiales."
    read = [str(point.vigencia) for point in means if point.es_media_oficial]
    kind = formats.kind_label(oficial=bool(read))
    if read and len(read) < len(means):
        kind = f"oficial en {formats.enumerated(read)}; en las demás vigencias, cálculo propio"
    return f"Puntajes oficiales; promedio del grupo: {kind}."


def _has_means(trend: Trend) -> bool:
    return any(point.media_grupo_puntos is not None for point in trend.points)


def _table(profile: Profile | EntidadProfile, trend: Trend) -> Block:
    with_means = _has_means(trend)
    group: list[tuple[str, Align]] = [("Promedio del grupo", "right"), ("Entidades", "right")]
    return made.data_table(
        f"Puntaje {of_series(profile)} por vigencia",
        [
            ("Vigencia", "left"),
            ("Puntaje", "right"),
            *(group if with_means else []),
            ("Comparación con la fila anterior", "left"),
        ],
        [_row(trend, point, with_means=with_means) for point in trend.points],
        note=f"Puntos. {_source_line(trend)}",
        widths=(1.2, 1.2, *([1.6, 1.2] if with_means else []), 4),
    )


def _row(trend: Trend, point: TrendPoint, *, with_means: bool) -> list[str]:
    mean = formats.group_points(point.media_grupo_puntos, as_read=point.es_media_oficial)
    return [
        str(point.vigencia),
        formats.score_text(point.score),
        *([mean, formats.group_size(point.n_grupo)] if with_means else []),
        _verdict(trend, point),
    ]


def _verdict(trend: Trend, point: TrendPoint) -> str:
    """Say whether a point may be compared with the point before it."""
    for gap in trend.breaks:
        if gap.hasta == point.vigencia:
            return " ".join(cut_label(gap.motivo))
    place = trend.points.index(point)
    both = trend.points[max(place - 1, 0) : place + 1]
    if len(both) < 2 or any(item.score.puntos is None for item in both):
        return formats.NO_FIGURE
    return "Comparable"
