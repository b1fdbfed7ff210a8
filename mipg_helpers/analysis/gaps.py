"""Distances to four named references; positive means below the reference.

What does not apply has no gap, and a reference that is missing says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.analysis.profile import (
    Change,
    Gap,
    GapReference,
    Motivo,
    PeerStats,
    Score,
    Source,
)
from mipg_helpers.analysis.rows import rows_about, rows_of, source_of

if TYPE_CHECKING:
    import pandas as pd

#: Binary fractions turn 61.4 - 61.3 into 0.10000000000000142; what is smaller than this is noise
#: of that kind, not a distance.
NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Target:
    """A target the entidad set for one index."""

    vigencia: int
    puntos: float
    source: Source


def difference(value: float, reference: float) -> float:
    """Subtract, and call floating-point noise what it is: no difference."""
    distance = value - reference
    return 0.0 if abs(distance) < NOISE else distance


def read_targets(metas: pd.DataFrame, entidad_id: str, vigencia: int) -> dict[str, Target]:
    """Choose the target of each index: of `vigencia`, else the nearest later one.

    Parameters
    ----------
    metas
        Tidy table, one row per (entidad_id, vigencia, indice). A target set for an earlier
        vigencia has expired and is not used.
    """
    own = rows_about(metas, entidad_id)
    valid = own[(own["vigencia"] >= vigencia).to_numpy()]
    targets: dict[str, Target] = {}
    for row in rows_of(valid.sort_values(["vigencia", "indice"])):
        target = Target(int(row.vigencia), float(row.meta_puntos), source_of(row))
        targets.setdefault(str(row.indice), target)
    return targets


def find_gaps(
    score: Score, peers: PeerStats, change: Change, earlier: Score, target: Target | None
) -> tuple[Gap, ...]:
    """Measure the four gaps of one index, always in the same order.

    Parameters
    ----------
    earlier
        The official score of the vigencia named by ``change.desde``.

    Returns
    -------
    ``meta``, ``media_grupo``, ``mejor_grupo``, ``vigencia_anterior``. Without a score of the
    entidad the reference is still shown where it exists, but there is no gap; for what a
    MECI form does not assess not even the reference.
    """
    if score.motivo == "solo_meci":
        return (
            Gap("meta", None, None, "solo_meci"),
            Gap("media_grupo", None, None, "solo_meci"),
            Gap("mejor_grupo", None, None, "solo_meci"),
            Gap("vigencia_anterior", None, None, "solo_meci"),
        )
    return (
        _gap_to_target(score, target),
        _gap("media_grupo", score, peers.media_puntos, peers.motivo),
        _gap("mejor_grupo", score, peers.mejor_puntos, peers.motivo),
        _gap_to_earlier(score, change, earlier),
    )


def _gap(
    referencia: GapReference,
    score: Score,
    reference: float | None,
    motivo: Motivo,
    *,
    vigencia: int | None = None,
    source: Source | None = None,
) -> Gap:
    if score.puntos is None:
        return Gap(referencia, reference, None, score.motivo, vigencia, source)
    if reference is None:
        return Gap(referencia, None, None, motivo, vigencia, source)
    return Gap(referencia, reference, difference(reference, score.puntos), "", vigencia, source)


def _gap_to_target(score: Score, target: Target | None) -> Gap:
    if target is None:
        return _gap("meta", score, None, "sin_meta")
    return _gap("meta", score, target.puntos, "", vigencia=target.vigencia, source=target.source)


def _gap_to_earlier(score: Score, change: Change, earlier: Score) -> Gap:
    # A score that must not be compared is no reference either, so it is not given.
    reference = earlier.puntos if change.cambio_puntos is not None else None
    return _gap("vigencia_anterior", score, reference, change.motivo, vigencia=change.desde)
