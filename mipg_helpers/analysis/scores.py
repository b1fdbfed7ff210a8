"""Official scores of one entidad, looked up and never recomputed.

An index, its politica and its dimension are different published figures: each is read from
its own cell. What the file leaves empty stays None with its reason, and a MECI form is
assessed on Control Interno only, whatever other figures the file carries for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from mipg_helpers.analysis.profile import Entidad, Motivo, ReportCase, Score
from mipg_helpers.analysis.rows import Row, rows_about, rows_of, source_of
from mipg_helpers.errors import ReferenceDataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.reference import Catalog

_GROUP_COLUMNS = (
    "grupo_media_puntos",
    "grupo_maximo_puntos",
    "grupo_minimo_puntos",
    "grupo_quintil",
    "grupo_percentil",
)


@dataclass(frozen=True, slots=True)
class OwnScores:
    """Every official score of one entidad, by (vigencia, indice).

    `codes` holds the code that the file gave to each index, `published_groups` the group
    statistics that came with a score. `outside_meci` lists the keys of figures that a MECI form
    carries beyond Control Interno: they are not assessed.
    """

    scores: Mapping[tuple[int, str], Score]
    codes: Mapping[tuple[int, str], str]
    published_groups: Mapping[tuple[int, str], Mapping[str, float | None]]
    meci_scope: Mapping[int, frozenset[str]]
    outside_meci: tuple[tuple[int, str], ...] = ()

    def score(self, vigencia: int, indice: str) -> Score:
        """Look up one score; without a row it says why there is none."""
        found = self.scores.get((vigencia, indice))
        return found or Score(None, "vacio" if self.assesses(vigencia, indice) else "solo_meci")

    def assesses(self, vigencia: int, indice: str) -> bool:
        """Tell whether the form of the entidad in `vigencia` assesses `indice`."""
        scope = self.meci_scope.get(vigencia)
        return scope is None or indice in scope

    def vigencias(self, indice: str = "") -> tuple[int, ...]:
        """List the vigencias with a row, ascending: of one index or of any."""
        return tuple(sorted({v for v, name in self.scores if not indice or name == indice}))


def read_scores(
    indices: pd.DataFrame, entidades: pd.DataFrame, entidad_id: str, catalog: Catalog
) -> OwnScores:
    """Collect the official scores of `entidad_id`.

    Parameters
    ----------
    indices
        Tidy table, one row per (entidad_id, vigencia, indice). Needs ``puntaje_puntos`` (points,
        missing where empty), ``motivo_vacio``, ``codigo``, the five ``grupo_*`` columns and the
        ``fuente_*`` ones.
    entidades
        Tidy table, one row per (entidad_id, vigencia); ``es_meci`` is read by vigencia.
    """
    scope = _meci_scope(entidades, entidad_id, catalog)
    scores: dict[tuple[int, str], Score] = {}
    codes: dict[tuple[int, str], str] = {}
    groups: dict[tuple[int, str], dict[str, float | None]] = {}
    outside: list[tuple[int, str]] = []
    for row in rows_of(rows_about(indices, entidad_id)):
        key = (int(row.vigencia), str(row.indice))
        score = _score(row)
        if key[0] in scope and key[1] not in scope[key[0]]:
            outside += [key] if score.puntos is not None else []
            score = Score(None, "solo_meci", score.source)
        scores[key] = score
        codes[key] = str(row.codigo)
        groups[key] = {column: _number(getattr(row, column)) for column in _GROUP_COLUMNS}
    return OwnScores(scores, codes, groups, scope, tuple(sorted(outside)))


def report_case(score: Score) -> ReportCase:
    """Say which kind of report a politica with this score gets."""
    if score.puntos is not None:
        return "evaluada"
    if score.motivo == "solo_meci":
        return "fuera_de_meci"
    return "no_aplica" if score.motivo == "no_aplica" else "sin_resultado"


def find_entidad(entidades: pd.DataFrame, entidad_id: str, vigencia: int) -> Entidad:
    """Identify the entidad as of `vigencia`.

    Without a row in that vigencia: as of the last earlier one, else of the first later one.

    Raises
    ------
    ReferenceDataError
        If the table has no row of the entidad.
    """
    rows = rows_of(rows_about(entidades, entidad_id))
    if not rows:
        raise ReferenceDataError(
            "entidades",
            f"{entidad_id!r} no está en los datos cargados",
            hint="revise el código SIGEP o cargue el archivo de resultados de la entidad",
        )
    row = rows[_as_of([int(row.vigencia) for row in rows], vigencia)]
    return Entidad(
        entidad_id,
        codigo_sigep=str(row.codigo_sigep),
        nombre=str(row.nombre_entidad),
        orden=str(row.orden),
        sector=str(row.sector),
        naturaleza_juridica=str(row.naturaleza_juridica),
        departamento=str(row.departamento),
        municipio=str(row.municipio),
        grupo_par=str(row.grupo_par),
        tipo_formulario=str(row.tipo_formulario),
        es_meci=bool(row.es_meci),
        es_ficticia=bool(row.es_ficticia),
    )


def meci_indices(catalog: Catalog, vigencia: int) -> frozenset[str]:
    """List the indices of every level that a MECI form assesses in `vigencia`.

    The politicas marked so in the catalog, their sub-indices, and a dimension only when all
    its politicas are.
    """
    politicas = catalog.politicas(vigencia)
    inside = {info.politica for info in politicas if info.aplica_meci}
    outside_dimensions = {info.dimension for info in politicas if info.politica not in inside}
    scope = set(inside)
    for politica in inside:
        scope |= {info.indice for info in catalog.span_indices(vigencia, politica)}
    scope |= {
        info.indice
        for info in catalog.dimensiones(vigencia)
        if info.dimension not in outside_dimensions
    }
    return frozenset(scope)


def _meci_scope(
    entidades: pd.DataFrame, entidad_id: str, catalog: Catalog
) -> dict[int, frozenset[str]]:
    own = rows_about(entidades, entidad_id)
    meci = own.loc[own["es_meci"].to_numpy(dtype=bool), "vigencia"]
    return {int(vigencia): meci_indices(catalog, int(vigencia)) for vigencia in meci}


def _score(row: Row) -> Score:
    puntos = _number(row.puntaje_puntos)
    # An empty official cell means that the index does not apply to the entidad.
    motivo: Motivo = "" if puntos is not None else (row.motivo_vacio or "no_aplica")
    return Score(puntos, motivo, source_of(row))


def _number(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _as_of(vigencias: list[int], vigencia: int) -> int:
    earlier = [v for v in vigencias if v <= vigencia]
    return vigencias.index(max(earlier) if earlier else min(vigencias))
