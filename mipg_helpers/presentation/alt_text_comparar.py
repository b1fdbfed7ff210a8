"""What the charts of a comparison show, in words, written from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, rows_comparar
from mipg_helpers.presentation.alt_text import MOST, MOST_NAME, one_line, shortened

if TYPE_CHECKING:
    from mipg_helpers.analysis.comparison_profile import Comparison, Detalle, Distribution


def describe_distribution(comparison: Comparison) -> str:
    """Say the lowest and the highest median, and where the own entidad is below."""
    rows = [row for row in comparison.distribuciones if row.mediana_puntos is not None]
    ordered = sorted(rows, key=lambda row: row.mediana_puntos or 0.0)
    below = [row for row in rows if _distance(row) < 0]
    own = sum(row.own.puntos is not None for row in rows)
    return _said(
        f"Puntajes {rows_comparar.of_set(comparison)}, vigencia {comparison.vigencia}, en "
        f"{formats.plural(len(rows), 'política', 'políticas')}.",
        f"Mediana más baja: {_median(ordered[0])}." if ordered else "",
        f"Mediana más alta: {_median(ordered[-1])}." if len(ordered) > 1 else "",
        f"La entidad está por debajo de la mediana en {len(below)} de {own}." if own else "",
    )


def describe_matrix(comparison: Comparison) -> str:
    """Say how many entidades and politicas stand in the matrix, and who is first and last."""
    shown = rows_comparar.shown_rows(comparison)
    scored = [one.fila for one in shown if one.fila.orden_puntos is not None]
    first = f"Primera: {_name(scored[0].nombre)}, {_order(comparison, 0)}." if scored else ""
    own = next((one for one in shown if one.fila.es_propia), None)
    placed = f"La entidad está en el puesto {own.place}." if own and scored else ""
    blank = sum(score.puntos is None for one in shown for score in one.fila.scores)
    return _said(
        f"Puntajes de {formats.plural(len(shown), 'entidad', 'entidades')} en "
        f"{formats.plural(len(comparison.politicas), 'política', 'políticas')}, vigencia "
        f"{comparison.vigencia}.",
        first,
        placed,
        f"Casillas sin puntaje: {formats.integer(blank)}." if blank else "",
    )


def describe_detalle(comparison: Comparison, detalle: Detalle) -> str:
    """Say median, extremes and place in the politica that is looked at."""
    peers = detalle.peers
    where = rows_comparar.in_set(comparison)
    points = formats.score_text(detalle.own, unit=True)
    place = rows_comparar.place_of(peers.posicion, peers.n)
    return _said(
        f"{_name(detalle.politica.nombre)} {where}, vigencia {comparison.vigencia}: la "
        f"entidad tiene {points}, puesto {place}.",
        f"Promedio {formats.group_points(peers.media_puntos, as_read=False)}, el más alto "
        f"{formats.group_points(peers.mejor_puntos, as_read=True)}, el más bajo "
        f"{formats.group_points(peers.minimo_puntos, as_read=True)}.",
    )


def _order(comparison: Comparison, at: int) -> str:
    return formats.with_unit(formats.official_points(comparison.filas[at].orden_puntos or 0.0))


def _median(row: Distribution) -> str:
    points = formats.with_unit(formats.points(row.mediana_puntos or 0.0))
    return f"{_name(row.politica.nombre_corto or row.politica.nombre)}, {points}"


def _distance(row: Distribution) -> float:
    if row.own.puntos is None or row.mediana_puntos is None:
        return 0.0
    return row.own.puntos - row.mediana_puntos


def _name(text: str) -> str:
    return shortened(one_line(text), MOST_NAME)


def _said(*sentences: str) -> str:
    return shortened(one_line(" ".join(sentence for sentence in sentences if sentence)), MOST)
