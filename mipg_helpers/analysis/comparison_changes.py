"""Who of a set rose most in each politica, only between comparable vigencias."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from mipg_helpers.analysis.comparison_profile import Mejora, Mejoras
from mipg_helpers.analysis.gaps import NOISE
from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.analysis.comparison_scores import ScoreTable
    from mipg_helpers.analysis.profile import Motivo, Politica
    from mipg_helpers.reference import Catalog

#: Places that are named; whoever shares the last one is named too, up to `MOST_NAMED`.
PLACES, MOST_NAMED = 3, 6
_NO_SCORE_BEFORE = "En las vigencias anteriores cargadas no hay puntaje."


def find_mejoras(
    politica: Politica,
    now: ScoreTable,
    before: Mapping[int, ScoreTable],
    names: Mapping[str, str],
    *,
    entidad_id: str,
    loaded: Sequence[int],
    catalog: Catalog,
    minimo: int,
) -> Mejoras:
    """Rank the entidades of a set by how much they rose in one politica.

    Parameters
    ----------
    before
        Scores of earlier vigencias, by vigencia.
    names
        Name of each entidad of the set, by id.
    loaded
        Every loaded vigencia, to say why an earlier one does not count.
    minimo
        The median of fewer changes than this is not given.

    Returns
    -------
    Against the nearest comparable vigencia in which somebody of the set has a score: all are
    measured against the same one. A rise between two vigencias is what the published figures
    differ by; it does not say why.
    """
    indice, members = politica.politica, sorted(names)
    for vigencia in sorted(before, reverse=True):
        if not catalog.comparability(indice, vigencia, now.vigencia).es_comparable:
            continue
        changes = _changes(indice, now, before[vigencia], members)
        if changes:
            found = _ranked(politica, vigencia, changes, names, entidad_id)
            return found if found.n >= minimo else replace(found, mediana_cambio_puntos=None)
    return _without(politica, now.vigencia, loaded, catalog)


def _changes(
    indice: str, now: ScoreTable, before: ScoreTable, members: Sequence[str]
) -> dict[str, tuple[float, float, float]]:
    """Give score before, score now and change of those with both."""
    pairs = zip(members, before.column(indice, members), now.column(indice, members), strict=True)
    # Published figures have few decimals: what subtracting adds beyond them is noise, and two
    # equal rises must tie.
    return {
        name: (float(old), float(new), round(float(new - old), 9) + 0.0)
        for name, old, new in pairs
        if not (math.isnan(old) or math.isnan(new))
    }


def _ranked(
    politica: Politica,
    desde: int,
    changes: Mapping[str, tuple[float, float, float]],
    names: Mapping[str, str],
    entidad_id: str,
) -> Mejoras:
    from statistics import median

    rises = sorted(
        ((name, *values) for name, values in changes.items() if values[2] > NOISE),
        key=lambda row: (-row[3], fold(names[row[0]]), row[0]),
    )
    places = first_places([row[3] for row in rises])
    placed = [
        Mejora(name, names[name], name == entidad_id, old, new, rise, place)
        for (name, old, new, rise), place in zip(rises, places, strict=True)
        if place <= PLACES
    ][:MOST_NAMED]
    return Mejoras(
        politica,
        desde,
        n=len(changes),
        n_suben=len(rises),
        n_primeros=places.count(1),
        mejoras=tuple(placed),
        n_mas=len(rises) - len(placed),
        mediana_cambio_puntos=median(values[2] for values in changes.values()),
        own_cambio_puntos=changes[entidad_id][2] if entidad_id in changes else None,
    )


def first_places(ordered: Sequence[float]) -> list[int]:
    """Give each of some ordered values its place; equal ones share the better one.

    Examples
    --------
    >>> first_places([9.0, 7.0, 7.0, 3.0])
    [1, 2, 2, 4]
    """
    first: dict[float, int] = {}
    return [first.setdefault(value, place) for place, value in enumerate(ordered, start=1)]


def _without(politica: Politica, vigencia: int, loaded: Sequence[int], catalog: Catalog) -> Mejoras:
    """Say why nothing can be compared: no earlier vigencia, a break, or nobody had a score."""
    earlier = [year for year in loaded if year < vigencia]
    if not earlier:
        return Mejoras(politica, None, motivo="sin_anterior")
    verdict = catalog.comparability(politica.politica, max(earlier), vigencia)
    if verdict.es_comparable:
        return Mejoras(politica, None, motivo="sin_anterior", explicacion=_NO_SCORE_BEFORE)
    return Mejoras(
        politica,
        max(earlier),
        motivo=cast("Motivo", verdict.motivo),
        explicacion=verdict.explicacion,
    )
