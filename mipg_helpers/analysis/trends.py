"""Scores over the vigencias, joined only where the reference tables allow it.

Series are keyed by our own stable index id, never by an official code, which may name
another thing in another vigencia.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from mipg_helpers.analysis.gaps import difference
from mipg_helpers.analysis.profile import Break, Change, Motivo, PeerStats, Trend, TrendPoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from mipg_helpers.analysis.scores import OwnScores
    from mipg_helpers.reference import Catalog

_NO_SCORE_BEFORE = "En las vigencias anteriores cargadas no hay puntaje."


def build_trend(
    own: OwnScores,
    indice: str,
    vigencia: int,
    catalog: Catalog,
    peers: Callable[[int], PeerStats],
) -> Trend:
    """Build the series of `indice` up to `vigencia`.

    Parameters
    ----------
    peers
        Peer statistics of the index in a given vigencia.

    Returns
    -------
    One point per vigencia in which the index has a published cell, also an empty one; none
    where the form of the entidad does not assess it. Breaks stand between neighbouring points
    that must not be joined.
    """
    points = []
    for year in own.vigencias(indice):
        if year > vigencia or not own.assesses(year, indice):
            continue
        stats = peers(year)
        points.append(
            TrendPoint(
                year,
                own.score(year, indice),
                catalog.vigencia(year).tramo,
                stats.media_puntos,
                stats.n,
                catalog.indice_name(indice, year),
                stats.oficial,
            )
        )
    breaks = []
    for before, after in pairwise(points):
        verdict = catalog.comparability(indice, before.vigencia, after.vigencia)
        if not verdict.es_comparable:
            breaks.append(
                Break(
                    before.vigencia,
                    after.vigencia,
                    cast("Motivo", verdict.motivo),
                    verdict.explicacion,
                )
            )
    return Trend(tuple(points), tuple(breaks), find_change(own, indice, vigencia, catalog))


def find_change(own: OwnScores, indice: str, vigencia: int, catalog: Catalog) -> Change:
    """Measure the change against the last comparable vigencia with a score.

    Returns
    -------
    ``desde`` is that vigencia, which need not be the year before. Where earlier scores exist
    but none is comparable, ``desde`` is the last of them, without a change and with the
    reason. Without any earlier score ``desde`` is None.
    """
    now = own.score(vigencia, indice)
    if now.puntos is None:
        return Change(vigencia, None, None, now.motivo)
    earlier = [year for year in own.vigencias(indice) if year < vigencia]
    scored = [year for year in earlier if own.score(year, indice).puntos is not None]
    for year in reversed(scored):
        before = own.score(year, indice).puntos
        if before is not None and catalog.comparability(indice, year, vigencia).es_comparable:
            return Change(vigencia, year, difference(now.puntos, before))
    if scored:
        verdict = catalog.comparability(indice, scored[-1], vigencia)
        return Change(
            vigencia, scored[-1], None, cast("Motivo", verdict.motivo), verdict.explicacion
        )
    return _without_earlier(own, indice, vigencia, catalog, tuple(earlier))


def _without_earlier(
    own: OwnScores, indice: str, vigencia: int, catalog: Catalog, earlier: tuple[int, ...]
) -> Change:
    if earlier:  # published cells, all of them empty
        return Change(vigencia, None, None, "sin_anterior", _NO_SCORE_BEFORE)
    loaded = [year for year in own.vigencias() if year < vigencia]
    if not loaded:
        return Change(vigencia, None, None, "sin_anterior")
    # Other indices of that vigencia are loaded: the reference tables may know why not this one
    # (the politica did not exist yet, the index changed name and content, another design).
    verdict = catalog.comparability(indice, loaded[-1], vigencia)
    if verdict.es_comparable:
        return Change(vigencia, None, None, "sin_anterior", _NO_SCORE_BEFORE)
    return Change(vigencia, None, None, cast("Motivo", verdict.motivo), verdict.explicacion)
