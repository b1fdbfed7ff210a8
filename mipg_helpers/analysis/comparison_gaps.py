"""How the scores of a set spread in each politica, and where most of the set stays behind.

Own calculation on official scores; nothing missing is counted, and nothing is said of fewer
scores than the minimum.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from mipg_helpers.analysis.comparison_profile import CommonGap, Distribution
from mipg_helpers.analysis.gaps import NOISE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from mipg_helpers.analysis.comparison_profile import Yardstick
    from mipg_helpers.analysis.comparison_scores import ScoreTable
    from mipg_helpers.analysis.profile import Politica, Score


@dataclass(frozen=True, slots=True)
class Index:
    """A politica, or one of its sub-indices, as it is called in the vigencia."""

    indice: str
    codigo: str
    nombre: str
    nivel: Literal["politica", "indice"]
    politica: Politica


def spread(
    politica: Politica,
    scores: np.ndarray[Any, Any],
    own: Score,
    *,
    minimo: int,
    incluye_propia: bool,
) -> Distribution:
    """Describe the scores of a set in one politica.

    Parameters
    ----------
    scores
        Points of the whole set in any order; missing ones (NaN) are left out.
    minimo
        Fewer scores than this are not described; n is always given.
    incluye_propia
        Whether `own` is one of `scores`; only then it has a place.
    """
    import numpy as np

    ordered = np.sort(present(scores))
    n = len(ordered)
    if n < max(minimo, 1):
        return Distribution(politica, n, own, motivo="grupo_pequeno")
    q1, median, q3 = (float(value) for value in np.quantile(ordered, (0.25, 0.5, 0.75)))
    higher = None if own.puntos is None else n - int(np.searchsorted(ordered, own.puntos, "right"))
    return Distribution(
        politica,
        n,
        own,
        minimo_puntos=float(ordered[0]),
        q1_puntos=q1,
        mediana_puntos=median,
        # fsum of ascending values: the order of the entidades cannot change the last digit.
        media_puntos=min(max(math.fsum(ordered) / n, float(ordered[0])), float(ordered[-1])),
        q3_puntos=q3,
        maximo_puntos=float(ordered[-1]),
        posicion=higher + 1 if incluye_propia and higher is not None else None,
    )


def common_gap(
    index: Index,
    table: ScoreTable,
    members: Sequence[str],
    entidad_id: str,
    yardstick: Yardstick,
) -> CommonGap:
    """Count who of the set is below the reference in one index.

    Parameters
    ----------
    members
        Ids of the set.

    Returns
    -------
    Without figures where fewer than the minimum of the set have a score.
    """
    import numpy as np

    scores = present(table.column(index.indice, members))
    among = present(table.column(index.indice)) if yardstick.referencia == "todas" else scores
    gap = CommonGap(
        index.indice,
        index.codigo,
        index.nombre,
        index.nivel,
        index.politica.politica,
        index.politica.nombre,
        n=len(scores),
        n_referencia=0 if yardstick.referencia == "puntos" else len(among),
        own=table.score(entidad_id, index.indice),
    )
    if len(scores) < max(yardstick.minimo_grupo, 1):
        return replace(gap, motivo="grupo_pequeno" if len(scores) else "vacio")
    reference = _reference(among, yardstick)
    distances = reference - scores
    behind = np.sort(distances[distances > NOISE])
    return replace(
        gap,
        referencia_puntos=reference,
        n_debajo=len(behind),
        debajo_pct=100 * len(behind) / len(scores),
        brecha_mediana_puntos=float(np.median(behind)) if len(behind) else None,
    )


def _reference(among: np.ndarray[Any, Any], yardstick: Yardstick) -> float:
    import numpy as np

    if yardstick.referencia == "puntos":
        return yardstick.puntos
    return float(np.median(np.sort(among)) if yardstick.referencia == "todas" else np.max(among))


def present(scores: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Leave out the missing scores."""
    import numpy as np

    found: np.ndarray[Any, Any] = scores[~np.isnan(scores)]
    return found


def worst_first(gaps: Sequence[CommonGap]) -> tuple[CommonGap, ...]:
    """Order by share below, then by median gap, both descending; ties keep the official order.

    Those that could not be measured stand last.
    """
    return tuple(
        sorted(
            gaps,
            key=lambda gap: (
                gap.debajo_pct is None,
                -(gap.debajo_pct or 0.0),
                -(gap.brecha_mediana_puntos or 0.0),
            ),
        )
    )
