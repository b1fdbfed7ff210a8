"""The running plan in the report of one politica: its progress, and where each text stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative, progress_formats

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.analysis.follow_up_profile import ActionProgress, PlanSummary
    from mipg_helpers.analysis.profile import Profile


def running_plan(plan: PlanSummary) -> list[str]:
    """Say how far the plan of the politica has come, and by which rule it is judged."""
    total, day = plan.total, formats.long_date(plan.corte) if plan.corte else ""
    count = formats.plural(total.n_acciones, "acción", "acciones")
    lead = f"El plan de {plan.vigencia_plan} tiene {count} de esta política."
    if total.avance_pct is None:
        said = f"Ninguna tiene avance reportado al {day}."
    else:
        said = (
            f"Al {day}, lo reportado promedia {progress_formats.pct(total.avance_pct)} (cálculo "
            f"propio); por el tiempo se esperaba {progress_formats.pct(total.esperado_pct)}."
        )
    missing = (
        f"No tienen reporte {formats.integer(total.n_sin_reporte)} de las "
        f"{formats.integer(total.n_exigibles)} que debían darlo."
        if total.n_sin_reporte
        else ""
    )
    own = narrative.sentences([lead, said, missing, _others(plan)])
    return [own, progress_formats.light_rule(plan.rule)]


def pending(profile: Profile) -> Profile:
    """Leave out the proposals that are in the running plan already; without one, none."""
    if profile.plan is None:
        return profile
    known = {item.accion.accion_id for item in profile.plan.acciones}
    answered = {name for item in profile.plan.acciones for name in item.accion.recomendacion_ids}
    left = [
        accion
        for accion in profile.acciones
        if accion.accion_id not in known and answered.isdisjoint(accion.recomendacion_ids)
    ]
    return replace(profile, acciones=tuple(left))


def states_of_texts(plan: PlanSummary | None) -> Mapping[str, str]:
    """Say of each official text (by id) how the actions stand that answer it."""
    told: dict[str, list[str]] = {}
    for item in plan.acciones if plan else ():
        for recomendacion_id in item.accion.recomendacion_ids:
            told.setdefault(recomendacion_id, []).append(_state(item))
    return {
        name: f"En el plan: {'; '.join(dict.fromkeys(states))}." for name, states in told.items()
    }


def _state(item: ActionProgress) -> str:
    state = narrative.lower_first(item.etiqueta_estado)
    percent, day = item.avance_pct, item.corte_avance
    if percent is None:
        percent, day = item.anterior_pct, item.corte_anterior
    if percent is None or day is None:
        return f"acción {state}, sin avance reportado"
    return f"acción {state}, {progress_formats.pct(percent)} al {formats.short_date(day)}"


def _others(plan: PlanSummary) -> str:
    n = len(plan.acciones) - plan.total.n_acciones
    if n <= 0:
        return ""
    count = formats.plural(n, "acción", "acciones")
    return f"También le sirven {count} de otras políticas, que no entran en el promedio."
