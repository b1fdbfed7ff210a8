"""Put the preparation for the next FURAG together: the form, the answers and their evidence.

Pure. Everything is own calculation over what the entidad itself said; nothing here is, or
foretells, a result of the measurement.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import mipg_helpers
from mipg_helpers.analysis.coverage import summarise
from mipg_helpers.analysis.deadlines import next_deadlines
from mipg_helpers.analysis.evidence import EvidenceRules
from mipg_helpers.analysis.owners import NOBODY, read_responsables, unit_in_charge
from mipg_helpers.analysis.proposals import Planner
from mipg_helpers.analysis.question_links import earlier_vigencia, link_preguntas
from mipg_helpers.analysis.readiness_actions import candidate_actions
from mipg_helpers.analysis.readiness_evidence import check_readiness_evidence
from mipg_helpers.analysis.readiness_findings import check_answers
from mipg_helpers.analysis.readiness_levels import read_levels
from mipg_helpers.analysis.readiness_preguntas import (
    Context,
    read_answers,
    read_options,
    read_preguntas,
)
from mipg_helpers.analysis.readiness_profile import ReadinessProfile
from mipg_helpers.analysis.rows import holds, rows_of
from mipg_helpers.analysis.scores import find_entidad
from mipg_helpers.errors import ParameterError, listed
from mipg_helpers.reference.labels import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    import pandas as pd

    from mipg_helpers.analysis.profile import Entidad, Responsables, SourceFile
    from mipg_helpers.analysis.readiness_preguntas import Answered
    from mipg_helpers.analysis.readiness_profile import (
        Evidencia,
        GrupoCobertura,
        PreguntaResult,
        Reporte,
        Supuesto,
    )
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.records import PoliticaInfo


@dataclass(frozen=True)
class ReadinessInputs:
    """The tidy rows and the records the preparation is made of.

    `preguntas` and `similitudes` hold every vigencia, `opciones` at least the one asked for;
    rows of other entidades are not looked at. `evidencias`, `reportes` and `asignaciones` are
    those of the book of evidence: `reportes` by code and number of option; `asignaciones`, units
    by code of pregunta, win over the unit of the politica. `unit` gives the one name of a unit
    that a person said has several.
    """

    entidades: pd.DataFrame
    preguntas: pd.DataFrame
    opciones: pd.DataFrame
    respuestas: pd.DataFrame
    similitudes: pd.DataFrame
    autodiagnosticos: pd.DataFrame
    responsables: pd.DataFrame
    evidencias: tuple[Evidencia, ...] = ()
    reportes: Mapping[tuple[str, int], Reporte] = field(default_factory=dict)
    asignaciones: Mapping[str, str] = field(default_factory=dict)
    unit: Callable[[str], str] = str
    sources: tuple[SourceFile, ...] = ()
    avisos: tuple[str, ...] = ()


def build_readiness(
    inputs: ReadinessInputs,
    *,
    entidad_id: str,
    vigencia: int,
    catalog: Catalog,
    fecha_informe: date,
    politica: str = "",
    unidad: str = "",
) -> ReadinessProfile:
    """Build everything the report on the preparation says.

    Parameters
    ----------
    vigencia
        That of the form and of the answers; the plan is that of the next year.
    politica, unidad
        Scope: a canonical id, the name or the slug of a unit; empty for all.

    Raises
    ------
    ReferenceDataError
        If the entidad has no row, or the politica is not of that vigencia.
    ParameterError
        If no pregunta is assigned to the unit.
    """
    case = _Case(inputs, entidad_id, vigencia, catalog)
    if politica:
        catalog.politica(politica, vigencia)
    scope = _scope(case.preguntas, politica, unidad)
    planner = Planner(entidad_id, vigencia, catalog, fecha_informe, case.owners)
    rules = EvidenceRules.of(catalog.plan_rules(), vigencia)
    whole = not politica and not unidad
    unknown = sorted(case.answers.keys() - case.known_codes) if whole else []
    return ReadinessProfile(
        entidad=case.entidad,
        vigencia=vigencia,
        vigencia_plan=vigencia + 1,
        politica=politica,
        nombre_politica=case.nombres.get(politica, ""),
        unidad=scope[0].unidad if unidad and scope else unidad,
        n_banco=len(case.bank),
        n_fuera_de_meci=len(case.bank) - len(case.preguntas),
        tiene_respuestas=bool(case.answers),
        vigencia_anterior=earlier_vigencia(inputs.preguntas, inputs.similitudes, vigencia),
        preguntas=scope,
        total=summarise("", "", scope),
        politicas=_by_politica(scope, case.politicas),
        unidades=_by_unit(scope),
        politicas_sin_preguntas=_without_preguntas(case) if whole else (),
        acciones=candidate_actions(scope, planner),
        hallazgos=(
            *check_answers(scope, unknown),
            *check_readiness_evidence(scope, rules, vigencia),
        ),
        autodiagnosticos=read_levels(
            inputs.autodiagnosticos,
            entidad_id,
            vigencia,
            _assessed(case, scope, politica, unidad),
            catalog.bandas_autodiagnostico(),
        ),
        supuestos=_assumptions(case, scope),
        deadlines=next_deadlines(catalog, vigencia + 1, fecha_informe),
        avisos=inputs.avisos,
        sources=inputs.sources,
        version=mipg_helpers.__version__,
        fecha_informe=fecha_informe,
    )


class _Case:
    """One entidad before one form: what applies to it, who answers, what was answered."""

    def __init__(
        self, inputs: ReadinessInputs, entidad_id: str, vigencia: int, catalog: Catalog
    ) -> None:
        self.inputs = inputs
        self.entidad: Entidad = find_entidad(inputs.entidades, entidad_id, vigencia)
        self.owners: dict[str, Responsables] = read_responsables(
            inputs.responsables, entidad_id, vigencia + 1
        )
        self.politicas: tuple[PoliticaInfo, ...] = tuple(
            info
            for info in catalog.politicas(vigencia)
            if info.aplica_meci or not self.entidad.es_meci
        )
        self.nombres = {info.politica: info.nombre for info in self.politicas}
        self.bank = rows_of(inputs.preguntas[holds(inputs.preguntas, "vigencia", vigencia)])
        self.known_codes = {row.codigo_pregunta for row in self.bank}
        self.answers: dict[str, Answered] = read_answers(inputs.respuestas, entidad_id, vigencia)
        self.preguntas = self._read(vigencia)

    def unit_of(self, codigo: str, politica: str) -> str:
        """Name the unit that answers: the one assigned to the pregunta, or that of its politica."""
        own = self.inputs.asignaciones.get(codigo)
        return self.inputs.unit(own or unit_in_charge(self.owners.get(politica, NOBODY)))

    def _read(self, vigencia: int) -> list[PreguntaResult]:
        order = {politica: place for place, politica in enumerate(self.nombres)}
        # A MECI form asks for Control Interno; preguntas of no politica are asked of all others.
        applying = [
            row
            for row in self.bank
            if row.politica in order or not (row.politica or self.entidad.es_meci)
        ]
        applying.sort(key=lambda row: (order.get(row.politica, len(order)), int(row.orden)))
        evidencias: dict[str, tuple[Evidencia, ...]] = defaultdict(tuple)
        for record in self.inputs.evidencias:
            evidencias[record.codigo_pregunta] += (record,)
        context = Context(
            self.answers,
            evidencias,
            link_preguntas(self.inputs.preguntas, self.inputs.similitudes, vigencia),
            self.inputs.reportes,
            self.nombres,
            self.unit_of,
        )
        return read_preguntas(applying, read_options(self.inputs.opciones, vigencia), context)


def _scope(
    preguntas: Iterable[PreguntaResult], politica: str, unidad: str
) -> tuple[PreguntaResult, ...]:
    items = [item for item in preguntas if politica in {"", item.politica}]
    if not unidad:
        return tuple(items)
    wanted = slug(unidad)
    units = {item.unidad for item in items} - {""}
    if units and wanted not in {slug(name) for name in units}:
        problem = f"ninguna pregunta está asignada a '{unidad}'"
        raise ParameterError("parámetro 'unidad'", problem, listed(units))
    return tuple(item for item in items if slug(item.unidad) == wanted)


def _by_politica(
    scope: Iterable[PreguntaResult], politicas: Iterable[PoliticaInfo]
) -> tuple[GrupoCobertura, ...]:
    groups: dict[str, list[PreguntaResult]] = defaultdict(list)
    for item in scope:
        groups[item.politica].append(item)
    names = {info.politica: info.nombre for info in politicas} | {"": ""}
    return tuple(summarise(key, names[key], groups[key]) for key in names if key in groups)


def _by_unit(scope: Iterable[PreguntaResult]) -> tuple[GrupoCobertura, ...]:
    groups: dict[str, list[PreguntaResult]] = defaultdict(list)
    for item in scope:
        groups[slug(item.unidad)].append(item)
    ordered = sorted(groups.items(), key=lambda pair: (not pair[0], pair[0]))
    return tuple(summarise(key, items[0].unidad, items) for key, items in ordered)


def _without_preguntas(case: _Case) -> tuple[str, ...]:
    present = {item.politica for item in case.preguntas}
    missing = (info.nombre for info in case.politicas if info.politica not in present)
    return tuple(missing) if case.bank else ()


def _assessed(
    case: _Case, scope: Iterable[PreguntaResult], politica: str, unidad: str
) -> dict[str, str]:
    """Name the politicas whose self-assessment belongs to the scope."""
    if politica:
        return {key: name for key, name in case.nombres.items() if key == politica}
    if not unidad:
        return case.nombres
    own = {item.politica for item in scope}
    return {key: name for key, name in case.nombres.items() if key in own}


def _assumptions(case: _Case, scope: tuple[PreguntaResult, ...]) -> tuple[Supuesto, ...]:
    answered = [item for item in scope if item.cobertura_pct is not None]
    marked = [opcion for item in answered for opcion in item.opciones_en("marcada")]
    present: dict[Supuesto, bool] = {
        "solo_respondidas": any(item.estado == "sin_responder" for item in scope),
        "opciones_conocidas": any(item.es_cortada for item in answered),
        "parcial_no_cuenta": any(opcion.clase == "parcial" for opcion in marked),
        "varias_positivas": any(item.opciones_en("alternativa") for item in answered),
        "solo_meci": case.entidad.es_meci,
        "evidencia_por_texto": any(not row.exige_evidencia for row in case.bank),
    }
    return tuple(key for key, holds_true in present.items() if holds_true)
