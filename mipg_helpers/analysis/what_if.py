"""What closing gaps would mean, one sub-index at a time; never a forecast.

A sub-index is taken as if it stood at one reference (the target, the mean or the best of its
group) while everybody else stays where they are. That says which place it would hold, how many
are there already and what would still lack to the target. Nothing is said of the politica, the
dimension or the IDI: the weights with which they are made are not public.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from mipg_helpers.analysis.gaps import NOISE, difference
from mipg_helpers.errors import ParameterError, ReferenceDataError, listed
from mipg_helpers.reference.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.profile import (
        Entidad,
        Gap,
        IndiceResult,
        Motivo,
        PeerStats,
        Politica,
        Profile,
        Score,
    )

#: The references at which a sub-index may be imagined.
ClosingReference: TypeAlias = Literal["meta", "media_grupo", "mejor_grupo"]
REFERENCES: tuple[ClosingReference, ...] = get_args(ClosingReference)


@dataclass(frozen=True, slots=True)
class Standing:
    """The place that some points give in the group of a sub-index; own calculation.

    `posicion` 1 is the highest of `n`; ties share the better place. `n_ya_estan` counts the
    other entidades of the group that have those points or more.
    """

    posicion: int
    n: int
    n_ya_estan: int


@dataclass(frozen=True, slots=True)
class ImaginedIndice:
    """One sub-index as it is and as if its gap were closed; points, 0 to 100.

    `supuesto_puntos` is the reference, or the score where that is reached already
    (`por_cerrar_puntos` is then 0). Both are None, and `motivo` says why, without a score or a
    reference. Places are None where the source does not give the scores of the group.
    """

    indice: str
    codigo: str
    nombre: str
    score: Score
    supuesto_puntos: float | None
    por_cerrar_puntos: float | None
    hoy: Standing | None
    supuesto: Standing | None
    meta_puntos: float | None
    brecha_meta_puntos: float | None  # what would still lack; zero or less: reached
    motivo: Motivo = ""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The sub-indices of one politica imagined at one reference, lowest score first."""

    entidad: Entidad
    vigencia: int
    politica: Politica
    referencia: ClosingReference
    peers: PeerStats  # of the first sub-index: which group it is, and whose figures they are
    indices: tuple[ImaginedIndice, ...]
    motivo: Motivo = ""  # why there is no sub-index to imagine


def close_gaps(
    profile: Profile, indices: Sequence[str] = (), referencia: str = "media_grupo"
) -> WhatIf:
    """Imagine sub-indices of a politica at a reference, each on its own.

    Parameters
    ----------
    indices
        Ids (``i23_lineamientos``) or codes of the vigencia (``I23``) of sub-indices of the
        politica; none: all those below the reference.
    referencia
        ``meta``, ``media_grupo`` or ``mejor_grupo``.

    Raises
    ------
    ParameterError, ReferenceDataError
        If the reference or a sub-index is not one of these.
    """
    where = _reference(referencia)
    asked = tuple(dict.fromkeys(_find(profile, text) for text in indices))
    rows = [_imagine(row, where) for row in profile.indices if not asked or row.indice in asked]
    if not asked:
        rows = [row for row in rows if row.por_cerrar_puntos != 0]
    peers = next(
        (row.peers for row in profile.indices if row.score.puntos is not None), profile.peers
    )
    return WhatIf(
        profile.entidad,
        profile.vigencia,
        profile.politica,
        where,
        peers,
        tuple(rows),
        _nothing(profile),
    )


def _reference(text: str) -> ClosingReference:
    for known in REFERENCES:
        if text == known:
            return known
    raise ParameterError(
        "referencia", f"«{text}» no sirve para cerrar una brecha", listed(REFERENCES)
    )


def _find(profile: Profile, text: str) -> str:
    """Name the sub-index of an id or a code."""
    asked = text.strip().casefold()
    for row in profile.indices:
        if asked in (row.indice.casefold(), row.codigo.casefold()):
            return row.indice
    place = f"subíndices de {profile.politica.nombre}, vigencia {profile.vigencia}"
    names = {row.codigo or row.indice for row in profile.indices}
    if not names:
        raise ReferenceDataError(place, f"no está «{text}»: la política no tiene subíndices")
    raise ReferenceDataError(place, f"no está «{text}»", listed(names), did_you_mean(text, names))


def _nothing(profile: Profile) -> Motivo:
    if any(row.score.puntos is not None for row in profile.indices):
        return ""
    if profile.score.puntos is None:
        return profile.score.motivo
    return profile.indices[0].score.motivo if profile.indices else "sin_subindices"


def _imagine(row: IndiceResult, referencia: ClosingReference) -> ImaginedIndice:
    gap = _gap(row, referencia)
    target = _gap(row, "meta").valor_referencia_puntos
    own, reference = row.score.puntos, gap.valor_referencia_puntos
    if own is None or reference is None:
        return ImaginedIndice(
            row.indice, row.codigo, row.nombre, row.score, None, None,
            _standing(row, own), None, target, None, gap.motivo,
        )  # fmt: skip
    lacking = max(difference(reference, own), 0.0)
    imagined = reference if lacking else own
    return ImaginedIndice(
        row.indice,
        row.codigo,
        row.nombre,
        row.score,
        imagined,
        lacking,
        _standing(row, own),
        _standing(row, imagined),
        target,
        None if target is None else difference(target, imagined),
    )


def _gap(row: IndiceResult, referencia: ClosingReference) -> Gap:
    return next(gap for gap in row.gaps if gap.referencia == referencia)


def _standing(row: IndiceResult, points: float | None) -> Standing | None:
    """Place some points, no fewer than those of today, while the others stay where they are."""
    own, scores = row.score.puntos, row.peers.puntajes
    if points is None or own is None or not scores:
        return None
    higher = sum(score > points + NOISE for score in scores)
    there = sum(score >= points - NOISE for score in scores)
    is_counted = own >= points - NOISE  # the entidad itself is one of the group
    return Standing(higher + 1, row.peers.n, there - is_counted)
