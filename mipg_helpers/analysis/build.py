"""From tidy tables to the frozen result of one report.

The same inputs always give the same result: nothing is remembered between reports, ties are
broken by official order, and the order of the rows does not matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import mipg_helpers
from mipg_helpers.analysis.deadlines import next_deadlines
from mipg_helpers.analysis.inputs import Inputs
from mipg_helpers.analysis.notices import notices
from mipg_helpers.analysis.owners import NOBODY, read_responsables, unit_in_charge
from mipg_helpers.analysis.priorities import sensitivity
from mipg_helpers.analysis.profile import (
    EntidadProfile,
    Method,
    PeerCriterion,
    PoliticaResult,
    Priority,
    PriorityRule,
    Profile,
    Responsables,
)
from mipg_helpers.analysis.proposals import Planner, propose_for_entidad, propose_for_politica
from mipg_helpers.analysis.recommendations import count_read, group_recommendations
from mipg_helpers.analysis.results import (
    dimension_results,
    indice_results,
    name_politica,
    politica_results,
)
from mipg_helpers.analysis.rows import rows_about
from mipg_helpers.analysis.scores import find_entidad, report_case
from mipg_helpers.analysis.subject import Subject, follow, measure, open_subject
from mipg_helpers.errors import ParameterError
from mipg_helpers.reference import IDI

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from mipg_helpers.reference import Catalog

__all__ = ["Inputs", "build_entidad_profile", "build_profile"]


def build_profile(
    inputs: Inputs,
    *,
    entidad_id: str,
    politica: str,
    vigencia: int,
    catalog: Catalog,
    rule: PriorityRule,
    fecha_informe: date,
    grupo: PeerCriterion = "grupo_par",
) -> Profile:
    """Build everything the report of one politica says.

    Parameters
    ----------
    politica
        Canonical id, of the model of `vigencia`.
    vigencia
        Year measured; the plan is executed in the next one.
    fecha_informe
        Day of the report: deadlines and proposed dates come after it.
    grupo
        Who is compared, of `peers.CHOICES`.

    Raises
    ------
    ReferenceDataError
        If the entidad has no row, or the politica did not exist in that vigencia.
    ParameterError
        If there is no such `grupo`, or the entidad has none.
    """
    info = catalog.politica(politica, vigencia)
    entidad = find_entidad(inputs.entidades, entidad_id, vigencia)
    subject = open_subject(inputs, entidad_id, vigencia, catalog, rule, grupo=grupo)
    _require_group(subject, grupo)
    measured = measure(subject, politica)
    case = report_case(measured.score)
    texts = rows_about(inputs.recomendaciones, entidad_id, vigencia)
    owners = read_responsables(inputs.responsables, entidad_id, vigencia + 1)
    own_texts = group_recommendations(texts, vigencia, catalog, politica=politica)
    planner = Planner(entidad_id, vigencia, catalog, fecha_informe, owners)
    indices = indice_results(subject, politica)
    items = [item.priority for item in indices] or [measured.priority]
    return Profile(
        entidad=entidad,
        vigencia=vigencia,
        vigencia_plan=vigencia + 1,
        politica=name_politica(info, catalog.normas(politica)),
        case=case,
        score=measured.score,
        peers=measured.peers,
        gaps=measured.gaps,
        trend=follow(subject, inputs, politica),
        indices=indices,
        priority=measured.priority,
        politicas=politica_results(
            subject, group_recommendations(texts, vigencia, catalog), owners
        ),
        recomendaciones=own_texts,
        n_recomendaciones_leidas=count_read(texts, politica),
        acciones=propose_for_politica(planner, own_texts, case, measured.priority),
        responsables=owners.get(politica, NOBODY),
        deadlines=next_deadlines(catalog, vigencia + 1, fecha_informe),
        avisos=notices(inputs.avisos, subject, planner),
        sources=inputs.sources,
        method=_method(subject, items, fecha_informe),
    )


def build_entidad_profile(
    inputs: Inputs,
    *,
    entidad_id: str,
    vigencia: int,
    catalog: Catalog,
    rule: PriorityRule,
    fecha_informe: date,
) -> EntidadProfile:
    """Build everything the institutional report of one entidad says (see `build_profile`)."""
    entidad = find_entidad(inputs.entidades, entidad_id, vigencia)
    subject = open_subject(inputs, entidad_id, vigencia, catalog, rule)
    measured = measure(subject, IDI)
    texts = rows_about(inputs.recomendaciones, entidad_id, vigencia)
    owners = read_responsables(inputs.responsables, entidad_id, vigencia + 1)
    groups = group_recommendations(texts, vigencia, catalog)
    planner = Planner(entidad_id, vigencia, catalog, fecha_informe, owners)
    politicas = politica_results(subject, groups, owners)
    return EntidadProfile(
        entidad=entidad,
        vigencia=vigencia,
        vigencia_plan=vigencia + 1,
        idi=measured.score,
        peers=measured.peers,
        gaps=measured.gaps,
        trend=follow(subject, inputs, IDI),
        dimensiones=dimension_results(subject),
        politicas=politicas,
        recomendaciones_compartidas=tuple(group for group in groups if len(group.politicas) > 1),
        n_recomendaciones_leidas=count_read(texts),
        n_recomendaciones_distintas=len(groups),
        acciones_prioritarias=propose_for_entidad(planner, groups, politicas),
        politicas_sin_responsable=_without_owner(politicas, owners),
        deadlines=next_deadlines(catalog, vigencia + 1, fecha_informe),
        avisos=notices(inputs.avisos, subject, planner),
        sources=inputs.sources,
        method=_method(subject, [item.priority for item in politicas], fecha_informe),
    )


def _require_group(subject: Subject, grupo: PeerCriterion) -> None:
    """Refuse a chosen group of which the entidad says nothing; that of the reports may lack."""
    if grupo != "grupo_par" and subject.group.criterio == "ninguno":
        raise ParameterError(
            "parámetro 'grupo'",
            f"los datos de la vigencia {subject.vigencia} no traen '{grupo}' de la entidad",
            "otro grupo",
        )


def _without_owner(
    politicas: Iterable[PoliticaResult], owners: Mapping[str, Responsables]
) -> tuple[str, ...]:
    """Name the politicas that need a unit in charge and have none."""
    return tuple(
        item.politica.nombre
        for item in politicas
        if item.case in ("evaluada", "sin_resultado")
        and not unit_in_charge(owners.get(item.politica.politica, NOBODY))
    )


def _method(subject: Subject, items: Iterable[Priority], fecha_informe: date) -> Method:
    catalog, rule = subject.catalog, subject.rule
    info = catalog.vigencia(subject.vigencia)
    return Method(
        rule=rule,
        sensitivity=sensitivity(items, rule, catalog.priority_rule().umbrales_sensibilidad),
        criterio_pares=subject.group.criterio,
        version=mipg_helpers.__version__,
        fecha_informe=fecha_informe,
        tramo=info.tramo,
        explicacion_tramo=info.explicacion_tramo,
    )
