"""The peer group of an entidad, and how the entidad stands in it.

The group is the official ``grupo_par`` of the same vigencia. Where the file gives none, it
is the departamento, else the orden; these two hold only entidades of the same orden and of
the same kind of form as the entidad, because the official groups keep those apart as well.
Which entidades enter a mean is part of the number: criterion, label and n always travel
with the figures. Statistics published with the scores (open-data table) are kept as read; they
are of the grupo par, so a group that the reader chose instead has only figures of ours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.analysis.profile import Motivo, PeerCriterion, PeerStats
from mipg_helpers.analysis.rows import Row, holds, rows_about, rows_of
from mipg_helpers.errors import ParameterError, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import numpy as np
    import pandas as pd

#: What `scores_by_indice` needs of the table of scores.
SCORE_COLUMNS = ["entidad_id", "vigencia", "indice", "puntaje_puntos"]

#: Fewer entidades than this cannot be cut into five parts.
PARTS = 5

_MANY = 20_000  # rows
_CRITERIA: tuple[PeerCriterion, ...] = ("grupo_par", "departamento", "orden")
#: What the reader may choose; the first is the rule of the reports, with what stands in for it.
CHOICES: tuple[PeerCriterion, ...] = (
    "grupo_par",
    "departamento",
    "sector",
    "naturaleza_juridica",
)
_ORDEN_LABELS = {"nacion": "nacional", "territorio": "territorial"}


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The entidades that the entidad is compared with in one vigencia, itself included."""

    criterio: PeerCriterion
    etiqueta: str
    miembros: frozenset[str] = frozenset()
    #: Members with MECI form: only their Control Interno scores count.
    miembros_meci: frozenset[str] = frozenset()
    #: Chosen by the reader instead of the group that the reports use.
    es_elegido: bool = False


NO_GROUP = PeerGroup("ninguno", "")


def find_groups(
    entidades: pd.DataFrame, entidad_id: str, grupo: PeerCriterion = "grupo_par"
) -> dict[int, PeerGroup]:
    """Find the peer group of `entidad_id` in each vigencia in which it has a row.

    Parameters
    ----------
    entidades
        One row per (entidad_id, vigencia). Needs ``grupo_par``, ``departamento``, ``orden``
        (text, "" where not given) and ``es_meci``; also the column of another `grupo`.
    grupo
        One of `CHOICES`. Other than ``grupo_par``, no other criterion stands in for it.

    Returns
    -------
    By vigencia the group of the first criterion that has a label there; criterion ``ninguno``
    without members when none has. A small group is still that group: we never widen it in
    silence.

    Raises
    ------
    ParameterError
        If `grupo` is none of the choices.
    """
    if grupo not in CHOICES:
        raise ParameterError("parámetro 'grupo'", f"'{grupo}' no sirve", listed(CHOICES))
    return {
        int(own.vigencia): _group(entidades, own, grupo)
        for own in rows_of(rows_about(entidades, entidad_id))
    }


def _group(entidades: pd.DataFrame, own: Row, grupo: PeerCriterion) -> PeerGroup:
    chosen = grupo != "grupo_par"
    criteria = (grupo,) if chosen else _CRITERIA
    criterio = next((name for name in criteria if getattr(own, name)), None)
    if criterio is None:
        return NO_GROUP
    same = holds(entidades, "vigencia", own.vigencia)
    for column in (criterio,) if criterio == "grupo_par" else (criterio, "orden", "es_meci"):
        same &= holds(entidades, column, getattr(own, column))
    members = entidades["entidad_id"][same]
    meci = members[entidades["es_meci"].to_numpy(dtype=bool)[same]]
    etiqueta = str(getattr(own, criterio))
    return PeerGroup(
        criterio,
        _ORDEN_LABELS.get(etiqueta, etiqueta) if criterio == "orden" else etiqueta,
        frozenset(members),
        frozenset(meci),
        chosen,
    )


def scores_by_indice(
    indices: pd.DataFrame, vigencia: int, group: PeerGroup, meci_scope: Collection[str]
) -> dict[str, np.ndarray]:
    """Collect the official scores of a group in one vigencia, by index.

    Parameters
    ----------
    indices
        One row per (entidad_id, vigencia, indice); ``puntaje_puntos`` may be missing.
    meci_scope
        The only indices for which a member with MECI form counts.

    Returns
    -------
    Ascending points by index; missing scores are left out, never counted as 0. An index
    without any score has no entry.
    """
    import numpy as np

    wanted = holds(indices, "vigencia", vigencia) & indices["puntaje_puntos"].notna().to_numpy()
    rows = indices.loc[wanted, ["entidad_id", "indice", "puntaje_puntos"]]
    rows = rows[_belong(rows["entidad_id"], group.miembros)]
    if group.miembros_meci:
        meci = _belong(rows["entidad_id"], group.miembros_meci)
        rows = rows[~meci | _belong(rows["indice"], meci_scope)]
    return {
        str(indice): np.sort(points.to_numpy(dtype=float))
        for indice, points in rows.groupby("indice", sort=True)["puntaje_puntos"]
    }


def peer_stats(
    group: PeerGroup, scores: Sequence[float] | np.ndarray, own: float | None, *, minimum: int
) -> PeerStats:
    """Describe a group and the place of the entidad in it (own calculation).

    Parameters
    ----------
    scores
        Points of every entidad of the group with a score, the entidad included; any order.
    own
        Points of the entidad, or None when it has no score: it then has no place either.
    minimum
        Statistics of fewer entidades than this are suppressed; n is always given.

    Returns
    -------
    Place and percentile as `PeerStats` defines them. ``quintil`` cuts the group into five
    parts of equal size, ties taking the middle of the places they share; None when the group
    has fewer than five scores.
    """
    import numpy as np

    ordered = np.sort(np.asarray(scores, dtype=float))
    n = len(ordered)
    motivo = _suppression(group, n, minimum, alone=n == 1 and own is not None)
    if motivo:
        return without_stats(group, motivo, n=n)
    lower = higher = 0
    if own is not None:
        lower = int(np.searchsorted(ordered, own, side="left"))
        higher = n - int(np.searchsorted(ordered, own, side="right"))
    ties = n - lower - higher - 1  # other entidades with the same score
    placed = own is not None
    return PeerStats(
        group.criterio,
        group.etiqueta,
        n,
        media_puntos=_mean(ordered),
        mejor_puntos=float(ordered[-1]),
        minimo_puntos=float(ordered[0]),
        mediana_puntos=float(np.median(ordered)),
        posicion=higher + 1 if placed else None,
        percentil=100 * (lower + ties / 2) / (n - 1) if placed and n > 1 else None,
        quintil=int(PARTS * (lower + ties / 2) // n) + 1 if placed and n >= PARTS else None,
        oficial=False,
        puntajes=tuple(float(score) for score in ordered),
    )


def without_stats(group: PeerGroup, motivo: Motivo, *, n: int = 0) -> PeerStats:
    """Name the group and say why it has no figures."""
    return PeerStats(
        group.criterio, group.etiqueta, n, None, None, None, None, None, None, None, False, motivo
    )


def official_stats(row: Mapping[str, float | None], group: PeerGroup, n: int) -> PeerStats | None:
    """Take the group statistics that the published table brings beside the score.

    They are those of the official grupo par, whatever we know of its label; `n` is 0 where
    neither the table nor the label tells how many entidades entered. Nothing of ours is mixed
    in: median, place and distribution stay empty. None when the row brings no mean.
    """
    media = row["grupo_media_puntos"]
    if media is None:
        return None
    known = group.criterio == "grupo_par"
    percentil, quintil = row["grupo_percentil"], row["grupo_quintil"]
    return PeerStats(
        "grupo_par",
        group.etiqueta if known else "",
        n if known else 0,
        media_puntos=media,
        mejor_puntos=row["grupo_maximo_puntos"],
        minimo_puntos=row["grupo_minimo_puntos"],
        mediana_puntos=None,
        posicion=None,
        percentil=percentil,
        quintil=None if quintil is None else int(quintil),
        oficial=True,
    )


def _belong(values: pd.Series, members: Collection[str]) -> np.ndarray:
    """Mark the values that are among `members`."""
    import numpy as np

    if len(values) > _MANY:
        return values.isin(members).to_numpy()
    # Series.isin converts every member first: for the few rows of one index that is ten times
    # the cost of asking the set.
    texts = values.to_numpy(dtype=object)
    return np.fromiter(map(members.__contains__, texts), dtype=bool, count=len(texts))


def _suppression(group: PeerGroup, n: int, minimum: int, *, alone: bool) -> Motivo:
    if group.criterio == "ninguno":
        return "sin_grupo"
    if alone or len(group.miembros) <= 1:
        return "grupo_unico"
    return "grupo_pequeno" if n < max(minimum, 1) else ""


def _mean(ordered: np.ndarray) -> float:
    # fsum and the clamp keep floating-point noise out: a group of equal scores has exactly
    # that mean, so nobody stands a millionth of a point below it.
    mean = math.fsum(ordered) / len(ordered)
    return float(min(max(mean, ordered[0]), ordered[-1]))
