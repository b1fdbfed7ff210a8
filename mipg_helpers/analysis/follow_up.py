"""From a plan and the results it answers to the frozen result of one report of seguimiento.

The same inputs always give the same result; no clock is read. The scope decides which actions
are shown; weights and gaps are always those of the whole plan.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import mipg_helpers
from mipg_helpers.analysis.deadlines import next_deadlines
from mipg_helpers.analysis.evidence import EvidenceRules, check_evidence
from mipg_helpers.analysis.follow_up_profile import (
    ActionProgress,
    Columna,
    FollowUp,
    GroupProgress,
    LightRule,
    PlanSummary,
    StateCount,
)
from mipg_helpers.analysis.owners import read_responsables
from mipg_helpers.analysis.plan_changes import group_changes
from mipg_helpers.analysis.plan_cuts import cut_at, cut_offs, latest_cut_off
from mipg_helpers.analysis.plan_progress import (
    Place,
    Weights,
    action_progress,
    group_progress,
    groups_by,
    weigh,
)
from mipg_helpers.analysis.plan_quality import Checked, check_plan
from mipg_helpers.analysis.plan_scope import (
    COMITE,
    answers,
    dependencia_of,
    is_of,
    leader_of,
    lider_of,
    read_alcance,
)
from mipg_helpers.analysis.recommendations import group_recommendations
from mipg_helpers.analysis.results import politica_results
from mipg_helpers.analysis.rows import rows_about
from mipg_helpers.analysis.scores import find_entidad
from mipg_helpers.analysis.subject import open_subject
from mipg_helpers.errors import ParameterError, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from mipg_helpers.analysis.follow_up_profile import CellChange, PlanFile
    from mipg_helpers.analysis.inputs import Inputs
    from mipg_helpers.analysis.plan import CellKey, Plan
    from mipg_helpers.analysis.plan_cuts import Cut
    from mipg_helpers.analysis.profile import PriorityRule, Responsables
    from mipg_helpers.reference import Catalog


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """The plan as it is now and what is known of how it came to be.

    `changes` is everything taken into the plan, with moments in the time of the entidad;
    `conflicts` the cells about which a person has to decide; `unit` gives the one name of a unit
    that a person said has several.
    """

    plan: Plan
    changes: tuple[CellChange, ...] = ()
    conflicts: tuple[CellKey, ...] = ()
    files: tuple[PlanFile, ...] = ()
    unit: Callable[[str], str] = str


class Measured(NamedTuple):
    """The actions of a plan at a cut-off, and how each weighs."""

    items: tuple[ActionProgress, ...]
    weights: Weights


def build_follow_up(
    inputs: Inputs,
    planned: PlanInputs,
    *,
    entidad_id: str,
    vigencia: int,
    alcance: str,
    catalog: Catalog,
    rule: PriorityRule,
    light: LightRule,
    fecha_informe: date,
    corte: date | None = None,
) -> FollowUp:
    """Build everything the report of seguimiento says.

    Parameters
    ----------
    vigencia
        Year measured; the plan is executed in the next one.
    alcance
        ``comite``, ``politica:<id>`` or ``lider:<slug of the unit>``.
    corte
        One of the cut-offs of the plan; None: the last one with progress.

    Raises
    ------
    ParameterError
        If the scope or the cut-off are not of this plan.
    """
    subject = open_subject(inputs, entidad_id, vigencia, catalog, rule)
    owners = read_responsables(inputs.responsables, entidad_id, vigencia + 1)
    texts = rows_about(inputs.recomendaciones, entidad_id, vigencia)
    politicas = politica_results(subject, group_recommendations(texts, vigencia, catalog), owners)
    days = cut_offs(planned.plan)
    if corte is not None and days and corte not in days:
        raise ParameterError(
            "parámetro 'corte'", f"'{corte}' no es un corte del plan", listed(map(str, days))
        )
    cut = _cut(planned.plan, corte, fecha_informe, light)
    plan, weights = measure_plan(
        planned.plan, cut, vigencia, catalog, owners=owners, unit=planned.unit
    )
    scope = read_alcance(alcance, plan, catalog, vigencia)
    items = tuple(item for item in plan if is_of(item, scope))
    order = {campo.campo: campo.orden for campo in catalog.plan_campos()}
    shown = {item.accion.accion_id for item in items}
    asked = [
        row
        for row in politicas
        if scope.tipo == COMITE or answers(row.politica.politica, scope, items)
    ]
    return FollowUp(
        entidad=find_entidad(inputs.entidades, entidad_id, vigencia),
        vigencia=vigencia,
        vigencia_plan=vigencia + 1,
        alcance=scope,
        corte=cut.corte if cut else None,
        corte_anterior=cut.anterior if cut else None,
        proximo_corte=_next(days, cut),
        n_plan=len(planned.plan.acciones),
        acciones=items,
        total=group_progress("", scope.nombre, items, light, weights),
        politicas=groups_by(items, _politica_of, light, weights),
        dimensiones=tuple(
            sorted(groups_by(items, _dimension_of, light, weights), key=lambda group: group.clave)
        ),
        dependencias=_by_name(groups_by(items, dependencia_of, light, weights)),
        lideres=_by_name(groups_by(items, lider_of, light, weights)),
        estados=_states(items, catalog),
        cambios=group_changes(planned.changes, items, cut, order),
        n_conflictos=sum(key.accion_id in shown for key in planned.conflicts),
        evidencias=(
            check_evidence(items, cut.corte, EvidenceRules.of(catalog.plan_rules(), vigencia + 1))
            if cut
            else ()
        ),
        calidad=check_plan(Checked(items, plan, asked, cut.corte, vigencia + 1)) if cut else (),
        columnas=_columns(catalog),
        rule=light,
        deadlines=next_deadlines(catalog, vigencia + 1, fecha_informe),
        avisos=inputs.avisos,
        sources=inputs.sources,
        archivos=_files_of(planned, shown),
        version=mipg_helpers.__version__,
        fecha_informe=fecha_informe,
    )


def summarise_plan(
    plan: Plan,
    *,
    politica: str,
    vigencia: int,
    catalog: Catalog,
    light: LightRule,
    fecha_informe: date,
) -> PlanSummary | None:
    """Sum up the actions that serve one politica, for its report; None when there are none."""
    cut = _cut(plan, None, fecha_informe, light)
    if cut is None:
        return None
    measured, weights = measure_plan(plan, cut, vigencia, catalog, owners={}, unit=str)
    items = tuple(
        item
        for item in measured
        if politica in (item.accion.politica, *item.accion.otras_politicas)
    )
    if not items:
        return None
    own = [item for item in items if item.accion.politica == politica]
    total = group_progress(politica, "", own or items, light, weights)
    return PlanSummary(plan.vigencia_plan, cut.corte, total, items, light)


def measure_plan(
    plan: Plan,
    cut: Cut | None,
    vigencia: int,
    catalog: Catalog,
    *,
    owners: Mapping[str, Responsables],
    unit: Callable[[str], str],
) -> Measured:
    """Measure every action, in the official order of the politicas, the first to end first."""
    known = {info.politica: info for info in catalog.politicas(vigencia)}
    rank = {politica: place for place, politica in enumerate(known)}
    estados = {estado.estado: estado for estado in catalog.plan_estados()}
    weights = weigh(plan.acciones, estados)
    if cut is None:
        return Measured((), weights)
    measured = []
    for accion in plan.acciones:
        info = known.get(accion.politica)
        place = Place(
            info.nombre if info else accion.politica,
            info.dimension if info else "",
            info.nombre_dimension if info else "",
            unit(leader_of(accion, owners)),
            unit(accion.dependencia or accion.responsable),
        )
        measured.append(action_progress(accion, cut, place, estados, weights))
    measured.sort(
        key=lambda item: (
            rank.get(item.accion.politica, len(rank)),
            item.accion.politica,
            item.accion.fecha_fin is None,
            str(item.accion.fecha_fin),
            item.accion.accion_id,
        )
    )
    return Measured(tuple(measured), weights)


def _politica_of(item: ActionProgress) -> tuple[str, str]:
    return item.accion.politica, item.nombre_politica


def _dimension_of(item: ActionProgress) -> tuple[str, str]:
    return item.dimension, item.nombre_dimension


def _cut(plan: Plan, corte: date | None, fecha_informe: date, light: LightRule) -> Cut | None:
    chosen = corte or latest_cut_off(plan, fecha_informe)
    return cut_at(cut_offs(plan), chosen, light) if chosen and plan.acciones else None


def _next(days: Sequence[date], cut: Cut | None) -> date | None:
    return next((day for day in days if cut and day > cut.corte), None)


def _by_name(groups: Iterable[GroupProgress]) -> tuple[GroupProgress, ...]:
    return tuple(sorted(groups, key=lambda group: (not group.nombre, group.clave)))


def _columns(catalog: Catalog) -> tuple[Columna, ...]:
    return tuple(
        Columna(
            campo.campo,
            campo.etiqueta,
            campo.tipo,
            tuple(catalog.plan_lista(campo.lista)) if campo.lista else (),
        )
        for campo in catalog.plan_campos()
    )


def _states(items: Iterable[ActionProgress], catalog: Catalog) -> tuple[StateCount, ...]:
    n = Counter(item.accion.estado for item in items)
    return tuple(
        StateCount(estado.estado, estado.etiqueta, n[estado.estado])
        for estado in catalog.plan_estados()
        if n[estado.estado]
    )


def _files_of(planned: PlanInputs, shown: set[str]) -> tuple[PlanFile, ...]:
    """Keep the files that said something of the actions shown."""
    names = {change.origen for change in planned.changes if change.key.accion_id in shown}
    return tuple(file for file in planned.files if file.archivo in names)
