"""Compare a set of entidades in one vigencia: scores, spread, rises and common gaps.

Pure: rows in, a frozen `Comparison` out. The order of the rows does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import mipg_helpers
from mipg_helpers.analysis.comparison_changes import find_mejoras, first_places
from mipg_helpers.analysis.comparison_gaps import Index, common_gap, present, spread, worst_first
from mipg_helpers.analysis.comparison_profile import (
    CommonGap,
    Comparison,
    Detalle,
    Distribution,
    EntidadSet,
    Fila,
    Mejoras,
    SetChoice,
    Yardstick,
)
from mipg_helpers.analysis.comparison_set import choose_set
from mipg_helpers.analysis.peers import PeerGroup, peer_stats
from mipg_helpers.analysis.results import name_politica
from mipg_helpers.analysis.rows import Row, holds, rows_of
from mipg_helpers.analysis.scores import find_entidad
from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    import pandas as pd

    from mipg_helpers.analysis.comparison_scores import ScoreTable
    from mipg_helpers.analysis.profile import Politica, SourceFile
    from mipg_helpers.reference import Catalog

IDI = "idi"
_SHOWN = ["entidad_id", "nombre_entidad", "municipio", "departamento", "es_meci"]
#: How names are ordered; the same few thousand come back with every question.
_as_words = lru_cache(maxsize=1 << 14)(fold)


@dataclass(frozen=True, slots=True)
class ComparisonInputs:
    """The rows that a comparison is made of.

    `entidades` holds one row per (entidad_id, vigencia); those of other vigencias only identify
    an entidad that has none in the compared one. `ahora` has the scores of that vigencia (of
    everybody where everybody is the reference), `antes` those of earlier ones in the politicas.
    """

    entidades: pd.DataFrame
    ahora: ScoreTable
    antes: Mapping[int, ScoreTable] = field(default_factory=dict)
    vigencias_cargadas: tuple[int, ...] = ()
    sources: tuple[SourceFile, ...] = ()


def compare_entidades(
    inputs: ComparisonInputs,
    *,
    entidad_id: str,
    choice: SetChoice,
    yardstick: Yardstick,
    catalog: Catalog,
    fecha_informe: date,
    politica_detalle: str = "",
) -> Comparison:
    """Compare the entidades of a set, with the own one marked.

    Parameters
    ----------
    choice
        Which set (see `comparison_set.choose_set`).
    yardstick
        What common gaps are measured against; fewer scores than its minimum are not described.
    politica_detalle
        Politica that orders the rows and is looked at closely; "": the rows stand by their IDI,
        and the politica looked at is that in which the own entidad has its lowest place.

    Raises
    ------
    ParameterError, ReferenceDataError
        If the set cannot be chosen, or the entidad or politica are unknown.
    """
    vigencia = inputs.ahora.vigencia
    measured = inputs.entidades[holds(inputs.entidades, "vigencia", vigencia)]
    conjunto, rows = choose_set(measured, entidad_id, choice)
    comparer = _Comparer(inputs, entidad_id, conjunto, rows, yardstick=yardstick, catalog=catalog)
    model = [name_politica(info) for info in catalog.politicas(vigencia)]
    seen = tuple(item for item in model if comparer.is_seen(item.politica))
    order, order_name = comparer.order(politica_detalle, seen)
    filas = comparer.filas(seen, order)
    distributions = tuple(map(comparer.spread, seen))
    looked_at = politica_detalle or _lowest_place(distributions)
    return Comparison(
        entidad=find_entidad(inputs.entidades, entidad_id, vigencia),
        vigencia=vigencia,
        conjunto=conjunto,
        politicas=seen,
        sin_puntaje=tuple(item for item in model if item not in seen),
        orden_indice=order,
        orden_nombre=order_name,
        filas=filas,
        distribuciones=distributions,
        mejoras=tuple(map(comparer.mejoras, seen)),
        yardstick=yardstick,
        brechas=comparer.gaps(seen),
        detalle=comparer.detalle(filas, looked_at, politica_detalle) if looked_at else None,
        explicacion_tramo=catalog.vigencia(vigencia).explicacion_tramo,
        sources=inputs.sources,
        es_ficticia=bool(rows["es_ficticia"].any()),
        fecha_informe=fecha_informe,
        version=mipg_helpers.__version__,
    )


class _Comparer:
    """One set in one vigencia, with everything that measuring it needs."""

    def __init__(
        self,
        inputs: ComparisonInputs,
        entidad_id: str,
        conjunto: EntidadSet,
        rows: pd.DataFrame,
        *,
        yardstick: Yardstick,
        catalog: Catalog,
    ) -> None:
        self.inputs, self.entidad_id, self.conjunto = inputs, entidad_id, conjunto
        self.yardstick, self.catalog = yardstick, catalog
        self.rows: list[Row] = rows_of(rows[_SHOWN])
        self.members = [str(row.entidad_id) for row in self.rows]
        self.names = dict(
            zip(self.members, (str(row.nombre_entidad) for row in self.rows), strict=True)
        )

    @property
    def now(self) -> ScoreTable:
        return self.inputs.ahora

    def is_seen(self, indice: str) -> bool:
        """Tell whether somebody of the set has a score."""
        return bool(len(present(self.now.column(indice, self.members))))

    def order(self, politica_detalle: str, seen: Sequence[Politica]) -> tuple[str, str]:
        """Name the score that orders the rows: the chosen politica, the IDI, else the first."""
        if politica_detalle:
            info = self.catalog.politica(politica_detalle, self.now.vigencia)
            return info.politica, info.nombre
        if seen and not self.is_seen(IDI):
            return seen[0].politica, seen[0].nombre
        return IDI, "IDI"

    def filas(self, politicas: Sequence[Politica], order: str) -> tuple[Fila, ...]:
        """Arrange the entidades: highest first, without that score last, ties by name."""
        ordering = self.now.scores(order, self.members)
        columns = [self.now.scores(item.politica, self.members) for item in politicas]
        found = [
            Fila(
                str(row.entidad_id),
                str(row.nombre_entidad),
                ", ".join(dict.fromkeys(filter(None, (str(row.municipio), str(row.departamento))))),
                bool(row.es_meci),
                str(row.entidad_id) == self.entidad_id,
                ordering[at].puntos,
                tuple(column[at] for column in columns),
            )
            for at, row in enumerate(self.rows)
        ]
        return tuple(sorted(found, key=_place))

    def spread(self, politica: Politica) -> Distribution:
        """Describe the scores of the set in one politica."""
        return spread(
            politica,
            self.now.column(politica.politica, self.members),
            self.now.score(self.entidad_id, politica.politica),
            minimo=self.yardstick.minimo_grupo,
            incluye_propia=self.conjunto.incluye_propia,
        )

    def mejoras(self, politica: Politica) -> Mejoras:
        """Rank who rose most in one politica."""
        return find_mejoras(
            politica,
            self.now,
            self.inputs.antes,
            self.names,
            entidad_id=self.entidad_id,
            loaded=self.inputs.vigencias_cargadas,
            catalog=self.catalog,
            minimo=self.yardstick.minimo_grupo,
        )

    def gaps(self, politicas: Sequence[Politica]) -> tuple[CommonGap, ...]:
        """Measure every politica that was seen, and every sub-index of it that somebody has."""
        found = [
            common_gap(index, self.now, self.members, self.entidad_id, self.yardstick)
            for politica in politicas
            for index in self._indices(politica)
        ]
        return worst_first([gap for gap in found if gap.n])

    def _indices(self, politica: Politica) -> Iterator[Index]:
        now, catalog = self.now, self.catalog
        yield Index(politica.politica, politica.codigo, politica.nombre, "politica", politica)
        infos = catalog.span_indices(now.vigencia, politica.politica)
        brought = [info.indice for info in infos if info.indice in now.columnas]
        for indice in sorted(brought, key=lambda name: (now.codigos.get(name, ""), name)):
            nombre = catalog.indice_name(indice, now.vigencia)
            yield Index(indice, now.codigos.get(indice, ""), nombre, "indice", politica)

    def detalle(self, filas: Sequence[Fila], politica: str, asked: str) -> Detalle:
        """Look at one politica: the whole ranking, and the group as other charts draw it."""
        scores = self.now.scores(politica, [fila.entidad_id for fila in filas])
        scored = zip(filas, scores, strict=True)
        ranked = sorted(
            ((score.puntos, fila, score) for fila, score in scored if score.puntos is not None),
            key=lambda row: (-row[0], _as_words(row[1].nombre), row[1].entidad_id),
        )
        points = [puntos for puntos, _, _ in ranked]
        own, conjunto = self.now.score(self.entidad_id, politica), self.conjunto
        group = PeerGroup(conjunto.criterio, conjunto.etiqueta, frozenset(self.members))
        return Detalle(
            name_politica(self.catalog.politica(politica, self.now.vigencia)),
            politica == asked,
            own,
            peer_stats(
                group,
                points,
                own.puntos if conjunto.incluye_propia else None,
                minimum=self.yardstick.minimo_grupo,
            ),
            tuple(
                (place, fila, score)
                for place, (_, fila, score) in zip(first_places(points), ranked, strict=True)
            ),
        )


def _lowest_place(distributions: Sequence[Distribution]) -> str:
    """Name the politica in which the own entidad has its lowest place; "" where it has none."""
    placed = [row for row in distributions if row.posicion is not None]
    if not placed:
        return ""
    return max(placed, key=lambda row: (row.posicion or 0) / row.n).politica.politica


def _place(fila: Fila) -> tuple[bool, float, str, str]:
    score = fila.orden_puntos
    return (score is None, -(score or 0.0), _as_words(fila.nombre), fila.entidad_id)
