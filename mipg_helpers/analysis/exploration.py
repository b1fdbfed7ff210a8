"""One politica of one entidad seen from a reference that the reader chooses.

The profile of the report stays as it is; here the distances of all politicas and of the
sub-indices to the one reference are put in order, and the scores of the group are listed with
their entidades. Everything but the scores is our own calculation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from mipg_helpers.analysis.gaps import NOISE, difference
from mipg_helpers.analysis.peers import find_groups
from mipg_helpers.analysis.rows import holds
from mipg_helpers.analysis.scores import meci_indices
from mipg_helpers.errors import ParameterError, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mipg_helpers.analysis.inputs import Inputs
    from mipg_helpers.analysis.profile import (
        Gap,
        IndiceResult,
        Motivo,
        PeerCriterion,
        PeerStats,
        PoliticaResult,
        Profile,
        Score,
    )
    from mipg_helpers.reference import Catalog

#: What a score is measured against. ``mediana_grupo`` and ``percentil_75``: half, and three of
#: four, of the scores of the group are not higher.
Reference: TypeAlias = Literal[
    "meta", "media_grupo", "mediana_grupo", "percentil_75", "mejor_grupo", "vigencia_anterior"
]
REFERENCES: tuple[Reference, ...] = get_args(Reference)

_UPPER = 75
#: Above any gap turned round.
_LAST = 1000.0


@dataclass(frozen=True, slots=True)
class Distance:
    """One politica or sub-index against the reference; points, 0 to 100.

    `brecha_puntos`: reference minus score, positive below it; None, and `motivo` says why,
    without a score or a reference. `es_senalada`: the gap reaches the threshold.
    """

    clave: str
    codigo: str
    nombre: str
    score: Score
    referencia_puntos: float | None
    brecha_puntos: float | None
    es_senalada: bool
    motivo: Motivo = ""
    vigencia_referencia: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """An entidad of the group and its official score; ties share the better place."""

    entidad_id: str
    nombre: str
    departamento: str
    puntos: float
    posicion: int


@dataclass(frozen=True, slots=True)
class MemberList:
    """The group of the politica, best score first; which group it is goes with it."""

    criterio: PeerCriterion
    etiqueta: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Exploration:
    """Everything the explorer shows of one selection.

    `politicas` and `indices`: widest gap first, those without a gap last, in official order.
    """

    profile: Profile
    referencia: Reference
    umbral_puntos: float
    politicas: tuple[Distance, ...]
    indices: tuple[Distance, ...]
    grupo: MemberList

    @property
    def own(self) -> Distance:
        """The politica that is explored."""
        return next(row for row in self.politicas if row.clave == self.profile.politica.politica)


def explore(
    profile: Profile, grupo: MemberList, *, referencia: str, umbral_puntos: float
) -> Exploration:
    """Measure all politicas and the sub-indices of one against one reference.

    Parameters
    ----------
    referencia
        One of `REFERENCES`.
    umbral_puntos
        Gaps of this many points or more are pointed out; above 0, up to 100.

    Raises
    ------
    ParameterError
        If there is no such reference or the threshold is out of its range.
    """
    where = _reference(referencia)
    if not 0 < umbral_puntos <= 100:
        raise ParameterError(
            "parámetro 'umbral'",
            f"'{umbral_puntos}' no sirve",
            "un número de puntos mayor que 0 y hasta 100",
        )
    rule = _Rule(where, umbral_puntos)
    politicas = [
        rule.distance(row.politica.politica, row.politica.codigo, row.politica.nombre, row)
        for row in profile.politicas
    ]
    indices = [rule.distance(row.indice, row.codigo, row.nombre, row) for row in profile.indices]
    return Exploration(profile, where, umbral_puntos, _ordered(politicas), _ordered(indices), grupo)


def list_members(
    inputs: Inputs,
    *,
    entidad_id: str,
    indice: str,
    vigencia: int,
    catalog: Catalog,
    grupo: PeerCriterion = "grupo_par",
) -> MemberList:
    """List the entidades of the group with an official score in one index, best first.

    A member with MECI form counts only where that form is assessed, as in every statistic of
    the group. Without a group the list is empty, with the criterion ``ninguno``.
    """
    group = find_groups(inputs.entidades, entidad_id, grupo).get(vigencia)
    if group is None or group.criterio == "ninguno":
        return MemberList("ninguno", "", ())
    scores = inputs.peer_scores
    same = holds(scores, "vigencia", vigencia) & holds(scores, "indice", indice)
    rows = scores.loc[same, ["entidad_id", "puntaje_puntos"]].dropna()
    counted = group.miembros
    if indice not in meci_indices(catalog, vigencia):
        counted = counted - group.miembros_meci
    rows = rows[rows["entidad_id"].isin(counted)]
    names = inputs.entidades.loc[
        holds(inputs.entidades, "vigencia", vigencia),
        ["entidad_id", "nombre_entidad", "departamento"],
    ]
    rows = rows.merge(names, on="entidad_id", how="left", validate="one_to_one")
    places = rows["puntaje_puntos"].rank(method="min", ascending=False).astype(int)
    rows = rows.assign(posicion=places).sort_values(["posicion", "nombre_entidad", "entidad_id"])
    members = tuple(
        Member(str(row.entidad_id), str(row.nombre_entidad), str(row.departamento),
               float(row.puntaje_puntos), int(row.posicion))
        for row in rows.itertuples(index=False)
    )  # fmt: skip
    return MemberList(group.criterio, group.etiqueta, members)


def _reference(text: str) -> Reference:
    for name in REFERENCES:
        if name == text:
            return name
    raise ParameterError("parámetro 'referencia'", f"'{text}' no sirve", listed(REFERENCES))


@dataclass(frozen=True, slots=True)
class _Rule:
    """The reference and the threshold that every row is measured with."""

    referencia: Reference
    umbral_puntos: float

    def distance(
        self, clave: str, codigo: str, nombre: str, row: PoliticaResult | IndiceResult
    ) -> Distance:
        score = row.score
        value, motivo, vigencia = _value(row.gaps, row.peers, self.referencia)
        gap = None if value is None or score.puntos is None else difference(value, score.puntos)
        return Distance(
            clave,
            codigo,
            nombre,
            score,
            value,
            gap,
            gap is not None and gap >= self.umbral_puntos - NOISE,
            "" if gap is not None else score.motivo or motivo,
            vigencia,
        )


def _ordered(rows: list[Distance]) -> tuple[Distance, ...]:
    """Put the widest gap first; equal ones, and those without, stay in official order."""
    return tuple(
        sorted(rows, key=lambda row: _LAST if row.brecha_puntos is None else -row.brecha_puntos)
    )


def _value(
    gaps: Iterable[Gap], peers: PeerStats, where: Reference
) -> tuple[float | None, Motivo, int | None]:
    """Give the points of the reference, or why there are none; and of which vigencia it is."""
    for gap in gaps:
        if gap.referencia == where:
            return gap.valor_referencia_puntos, gap.motivo, gap.vigencia_referencia
    value = peers.mediana_puntos if where == "mediana_grupo" else _percentile(peers.puntajes)
    return value, ("" if value is not None else peers.motivo or "sin_distribucion"), None


def _percentile(scores: tuple[float, ...]) -> float | None:
    """Give the lowest score that three of four scores of the group do not exceed."""
    if not scores:
        return None
    import math

    return scores[math.ceil(len(scores) * _UPPER / 100) - 1]
