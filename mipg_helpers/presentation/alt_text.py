"""What a chart shows, in words: text alternatives written from the data.

Each names the subject, the lowest, the highest and the distance to the reference, the most
important first, so that a cut at the end costs least. Nothing is computed here but counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.analysis.profile import (
        DimensionResult,
        EntidadProfile,
        Gap,
        GapReference,
        IndiceResult,
        PeerStats,
        PoliticaResult,
        Profile,
        Score,
        Trend,
        TrendPoint,
    )

MOST = 400
MOST_NAME = 90
ELLIPSIS = "…"


def describe_indices(profile: Profile) -> str:
    """Say the worst and the best sub-index and how many stand below the group."""
    rows = [row for row in profile.indices if row.score.puntos is not None]
    head = f"Subíndices de {_name(profile.politica.nombre)}, {profile.vigencia}:"
    named = [(f"{row.codigo} {row.nombre}".strip(), row) for row in rows]
    return _said(head, *_extremes(named), _below_mean(rows), _without(profile.indices))


def describe_dimensiones(profile: EntidadProfile) -> str:
    """Say the lowest and the highest dimension and how many stand below the group."""
    rows = [row for row in profile.dimensiones if row.score.puntos is not None]
    head = f"Dimensiones de {_name(profile.entidad.nombre)}, {profile.vigencia}:"
    named = [(row.nombre, row) for row in rows]
    return _said(head, *_extremes(named), _below_mean(rows), _without(profile.dimensiones))


def describe_trend(name: str, trend: Trend) -> str:
    """Say the last score, the first, the breaks, the mean of the group and the extremes.

    Extremes are those since the last break: a lowest and a highest score are a comparison.
    """
    scored = [point for point in trend.points if point.score.puntos is not None]
    first, last = scored[0], scored[-1]
    since = max((gap.hasta for gap in trend.breaks), default=0)
    return _said(
        f"{_name(name)}: {_points(last.score)} en {last.vigencia}; "
        f"{_points(first.score)} en {first.vigencia}.",
        _mean_of(last),
        *(
            f"Entre {gap.desde} y {gap.hasta} la serie se corta: no es comparable."
            for gap in trend.breaks
        ),
        _range([point for point in scored if point.vigencia >= since]),
    )


def describe_position(profile: Profile | EntidadProfile, name: str, score: Score) -> str:
    """Say the place in the group, the distance to the mean and the range of the group."""
    peers = profile.peers
    place = f", puesto {formats.position_text(peers)}" if peers.posicion is not None else ""
    return _said(
        f"{_name(name)}: {_points(score)}{place}. Grupo: {_name(formats.group_text(peers))}"
        f"{_count(peers)}.",
        _distance(gap_of(profile.gaps, "media_grupo")),
        f"Promedio del grupo: {_mean(peers)}; "
        f"mejor: {formats.group_points(peers.mejor_puntos, as_read=True)}; "
        f"más bajo: {formats.group_points(peers.minimo_puntos, as_read=True)}.",
    )


def describe_heat(politicas: Sequence[PoliticaResult], vigencia: int, own: str) -> str:
    """Say the lowest and the highest politica, this one, and how many have no score."""
    rows = [row for row in politicas if row.score.puntos is not None]
    named = [(row.politica.nombre_corto, row) for row in rows]
    this = [row for row in rows if row.politica.politica == own] if len(rows) > 1 else []
    marked = [f"{_name(row.politica.nombre_corto)}: {_points(row.score)}." for row in this]
    head = f"Puntajes de {len(politicas)} políticas, {vigencia}."
    return _said(head, *marked, *_extremes(named), _without(politicas))


def describe_priorities(
    rows: Sequence[tuple[PoliticaResult, float]], reference: GapReference
) -> str:
    """Say the widest gaps, largest first, with the number of recommendations."""
    ordered = sorted(rows, key=lambda row: -row[1])
    told = [
        f"{_name(row.politica.nombre_corto)} {formats.points(gap)} "
        f"({formats.plural(row.n_recomendaciones, 'recomendación', 'recomendaciones')})"
        for row, gap in ordered[:4]
    ]
    n_high = sum(row.priority.nivel == "alta" for row, _ in rows)
    return _said(
        f"{formats.plural(len(rows), 'política', 'políticas')} por debajo de "
        f"la referencia «{formats.REFERENCES[reference]}».",
        f"Mayores brechas, en puntos: {'; '.join(told)}.",
        f"De prioridad alta: {n_high}.",
    )


def gap_of(gaps: Iterable[Gap], reference: GapReference) -> Gap | None:
    """Find the gap to one reference."""
    return next((gap for gap in gaps if gap.referencia == reference), None)


def one_line(text: str) -> str:
    """Drop line breaks and control characters of free text."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def shortened(text: str, most: int = MOST) -> str:
    """Cut at a word, so that what remains can be listened to."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + ELLIPSIS


def _said(*sentences: str) -> str:
    """Join sentences as long as they fit; the first always stays."""
    said = ""
    for sentence in sentences:
        longer = f"{said} {sentence}".strip()
        if sentence and (not said or len(longer) <= MOST):
            said = longer
    return shortened(one_line(said))


def _name(text: str) -> str:
    return shortened(one_line(text), MOST_NAME)


def _points(score: Score) -> str:
    return formats.score_text(score, unit=True)


def _bare(score: Score) -> str:
    return formats.score_text(score)


def _mean(peers: PeerStats) -> str:
    return formats.group_points(peers.media_puntos, as_read=peers.oficial)


def _extremes(
    named: Sequence[tuple[str, IndiceResult | DimensionResult | PoliticaResult]],
) -> list[str]:
    if len(named) == 1:
        return [f"Único puntaje: {_name(named[0][0])}, {_points(named[0][1].score)}."]
    lowest = min(named, key=lambda item: item[1].score.puntos or 0)
    highest = max(named, key=lambda item: item[1].score.puntos or 0)
    if lowest[1].score.puntos == highest[1].score.puntos:
        return [f"{len(named)} puntajes, todos iguales: {_points(lowest[1].score)}."]
    peers = lowest[1].peers
    told = f" (promedio del grupo {_mean(peers)})" if peers.media_puntos is not None else ""
    return [
        f"Más bajo: {_name(lowest[0])}, {_points(lowest[1].score)}{told}.",
        f"Más alto: {_name(highest[0])}, {_points(highest[1].score)}.",
    ]


def _range(points: Sequence[TrendPoint]) -> str:
    if len(points) < 2:
        return ""
    lowest = min(points, key=lambda point: point.score.puntos or 0)
    highest = max(points, key=lambda point: point.score.puntos or 0)
    years = f"De {points[0].vigencia} a {points[-1].vigencia},"
    if lowest.score.puntos == highest.score.puntos:
        return f"{years} siempre {_bare(lowest.score)}."
    return (
        f"{years} el más bajo: {_bare(lowest.score)} en {lowest.vigencia}; "
        f"el más alto: {_bare(highest.score)} en {highest.vigencia}."
    )


def _count(peers: PeerStats) -> str:
    """Say how many entidades entered, where the source tells."""
    return f", {formats.plural(peers.n, 'entidad', 'entidades')}" if peers.n else ""


def _below_mean(rows: Sequence[IndiceResult | DimensionResult]) -> str:
    gaps = [gap_of(row.gaps, "media_grupo") for row in rows]
    known = [gap.brecha_puntos for gap in gaps if gap and gap.brecha_puntos is not None]
    below = sum(gap > 0 for gap in known)
    return f"Por debajo del promedio del grupo: {below} de {len(known)}." if known else ""


def _without(rows: Sequence[IndiceResult | DimensionResult | PoliticaResult]) -> str:
    count = sum(row.score.puntos is None for row in rows)
    return f"Sin puntaje: {count}." if count else ""


def _mean_of(point: TrendPoint) -> str:
    if point.media_grupo_puntos is None:
        return ""
    return (
        f"Promedio del grupo en {point.vigencia}: "
        f"{formats.with_unit(formats.points(point.media_grupo_puntos))}."
    )


def _distance(gap: Gap | None) -> str:
    if gap is None or gap.brecha_puntos is None:
        return ""
    amount = formats.points(abs(gap.brecha_puntos))
    if amount == formats.points(0):
        return "Igual al promedio del grupo."
    side = "por debajo" if gap.brecha_puntos > 0 else "por encima"
    return f"Está {formats.with_unit(amount)} {side} del promedio del grupo."
