"""The frozen result of comparing a set of entidades in one vigencia.

No formatted text and no rounded number. Scores are points, 0 to 100, official and exactly as
read; a missing one is ``None`` with its `motivo`, never 0. Everything else (quartiles, median,
mean, places, changes, common gaps) is our own calculation and is labelled so when printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from mipg_helpers.analysis.profile import (
        Entidad,
        Motivo,
        PeerCriterion,
        PeerStats,
        Politica,
        Score,
        SourceFile,
    )

#: Of what a set is made. Those that are columns of the table of entidades bear its name.
SetKind = Literal[
    "grupo_par", "departamento", "sector", "naturaleza_juridica", "orden", "lista", "todas"
]

#: What the common gaps are measured against.
#: ``todas``: median of every loaded entidad with a score; ``mejor``: best score of the set;
#: ``puntos``: a number of points that the reader chose.
Reference = Literal["todas", "mejor", "puntos"]


@dataclass(frozen=True, slots=True)
class SetChoice:
    """The set asked for.

    `valor` is a value of the column `conjunto`; "": that of the own entidad. `lista` holds ids
    and counts only for an own list.
    """

    conjunto: SetKind = "grupo_par"
    valor: str = ""
    lista: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What the set is measured with: the reference, and the fewest scores that count.

    `puntos` counts only where the reference is a number of points.
    """

    referencia: Reference
    puntos: float
    minimo_grupo: int


@dataclass(frozen=True, slots=True)
class EntidadSet:
    """The entidades that are compared, as they were chosen.

    `criterio` differs from what was asked (`pedido`) only where the own entidad has no value for
    it: then the next criterion it has a value for was taken, and every report says so.
    """

    pedido: SetKind
    criterio: PeerCriterion
    etiqueta: str
    n: int
    n_meci: int
    incluye_propia: bool
    #: Entidades of an own list that have no row in this vigencia.
    sin_fila: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fila:
    """One entidad of the set: its scores, one per politica of `Comparison.politicas`."""

    entidad_id: str
    nombre: str
    lugar: str
    es_meci: bool
    es_propia: bool
    #: Score by which the rows are ordered (see `Comparison.orden_indice`).
    orden_puntos: float | None
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """The scores of the set in one politica.

    `n` counts those with a score. Quartiles are interpolated between neighbours. Every
    statistic is None, and `motivo` says why, with fewer scores than the minimum. `posicion` 1 is
    the highest; ties share the better place; None where the own entidad has no score or is not
    of the set.
    """

    politica: Politica
    n: int
    own: Score
    minimo_puntos: float | None = None
    q1_puntos: float | None = None
    mediana_puntos: float | None = None
    media_puntos: float | None = None
    q3_puntos: float | None = None
    maximo_puntos: float | None = None
    posicion: int | None = None
    motivo: Motivo = ""


@dataclass(frozen=True, slots=True)
class Mejora:
    """How much one entidad rose between two comparable vigencias; ties share the place."""

    entidad_id: str
    nombre: str
    es_propia: bool
    desde_puntos: float
    hasta_puntos: float
    cambio_puntos: float
    posicion: int


@dataclass(frozen=True, slots=True)
class Mejoras:
    """Who rose most in one politica.

    `n` counts the entidades with a score in both vigencias, `n_suben` those that rose,
    `n_primeros` those that share the widest rise; `mejoras` names the first places, ties
    included as far as they can be listed, and `n_mas` counts who rose but is not named. Without a
    comparable vigencia `desde` is the last one loaded with scores, or None, and `motivo` and
    `explicacion` say why.
    """

    politica: Politica
    desde: int | None
    n: int = 0
    n_suben: int = 0
    n_primeros: int = 0
    mejoras: tuple[Mejora, ...] = ()
    n_mas: int = 0
    mediana_cambio_puntos: float | None = None
    own_cambio_puntos: float | None = None
    motivo: Motivo = ""
    explicacion: str = ""


@dataclass(frozen=True, slots=True)
class CommonGap:
    """How many of the set stand below the reference in one politica or sub-index.

    `brecha_mediana_puntos`: median distance to the reference of those below it; None where
    nobody is. `motivo`: why nothing was measured; then the figures are None.
    """

    indice: str
    codigo: str
    nombre: str
    nivel: Literal["politica", "indice"]
    politica: str
    nombre_politica: str
    n: int
    n_referencia: int
    referencia_puntos: float | None = None
    n_debajo: int | None = None
    debajo_pct: float | None = None
    brecha_mediana_puntos: float | None = None
    own: Score | None = None
    motivo: Motivo = ""

    @property
    def es_comun(self) -> bool:
        """Tell whether most of the set is below the reference."""
        return self.debajo_pct is not None and self.debajo_pct > 50


@dataclass(frozen=True, slots=True)
class Detalle:
    """One politica looked at closely: place and scores of the set, and who is first."""

    politica: Politica
    es_pedida: bool  # the reader chose it; else it is where the own entidad stands lowest
    own: Score
    peers: PeerStats
    #: The set by score, highest first; those without one are left out.
    ranking: tuple[tuple[int, Fila, Score], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the comparison of a set says, with the own entidad marked in it."""

    entidad: Entidad
    vigencia: int
    conjunto: EntidadSet
    #: Politicas in which somebody of the set has a score, in official order.
    politicas: tuple[Politica, ...]
    #: Those of the model in which nobody has.
    sin_puntaje: tuple[Politica, ...]
    orden_indice: str
    orden_nombre: str
    filas: tuple[Fila, ...]
    distribuciones: tuple[Distribution, ...]
    mejoras: tuple[Mejoras, ...]
    yardstick: Yardstick
    brechas: tuple[CommonGap, ...]  # worst first; those that could not be measured last
    detalle: Detalle | None
    explicacion_tramo: str
    sources: tuple[SourceFile, ...]
    es_ficticia: bool
    fecha_informe: date
    version: str
