"""Progress of a plan at a cut-off: by action and by any group of actions.

Own calculation, never official. Three decisions hold everywhere and are printed in reports:

- What nobody reported has no value. A mean is that of the actions that reported, beside how many
  did not; the figure that counts those as 0 exists under its own name, conservative.
- Progress is compared with time: what should have been done by the cut-off if work were even
  between the first and the last day of the action.
- Each politica counts by its number of actions; inside it they count by `peso` when all have one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.analysis.follow_up_profile import ActionProgress, GroupProgress
from mipg_helpers.analysis.plan import TERMINADA
from mipg_helpers.analysis.plan_cuts import WHOLE, expected_pct, reported_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mipg_helpers.analysis.follow_up_profile import LightRule, Luz
    from mipg_helpers.analysis.plan import Accion
    from mipg_helpers.analysis.plan_cuts import Cut
    from mipg_helpers.reference.records import PlanEstado

#: Weights of a politica that all measure the same, up to rounding by hand.
TOLERANCE = 1e-9


class Place(NamedTuple):
    """Where an action belongs: names for groups and tables."""

    nombre_politica: str
    dimension: str
    nombre_dimension: str
    lider: str
    dependencia: str


class Weights(NamedTuple):
    """The relative weight of each action that counts, and the actions weighed by `peso`."""

    of_action: Mapping[str, float]
    by_peso: frozenset[str]


def weigh(acciones: Iterable[Accion], estados: Mapping[str, PlanEstado]) -> Weights:
    """Weigh every action that counts; the weights of a politica add up to its number of actions.

    By `peso` when all the actions of the politica (in the same kind of plan) have one and they
    add up to something; all alike otherwise. Actions that do not count have no weight.
    """
    groups: dict[tuple[str, str], list[Accion]] = defaultdict(list)
    for accion in acciones:
        if counts(accion, estados):
            groups[accion.tipo_plan, accion.politica].append(accion)
    weights: dict[str, float] = {}
    weighted: set[str] = set()
    for group in groups.values():
        given = [accion.peso for accion in group if accion.peso is not None]
        total = sum(given)
        by_peso = len(given) == len(group) and total > TOLERANCE
        for accion in group:
            share = (accion.peso or 0.0) / total if by_peso else 1 / len(group)
            weights[accion.accion_id] = share * len(group)
        weighted |= {accion.accion_id for accion in group if by_peso}
    return Weights(weights, frozenset(weighted))


def counts(accion: Accion, estados: Mapping[str, PlanEstado]) -> bool:
    """Tell whether the state of an action lets it count; an unknown state does."""
    estado = estados.get(accion.estado)
    return estado is None or estado.cuenta_avance


def action_progress(
    accion: Accion,
    cut: Cut,
    place: Place,
    estados: Mapping[str, PlanEstado],
    weights: Weights,
) -> ActionProgress:
    """Measure one action at the cut-off."""
    now, before = reported_at(accion, cut)
    read = now.avance_pct if now else None
    avance = None if read is None else min(read, WHOLE)
    expected = expected_pct(accion.fecha_inicio, accion.fecha_fin, cut.corte)
    cuenta = counts(accion, estados)
    started = accion.fecha_inicio is None or accion.fecha_inicio <= cut.corte
    left = (accion.fecha_fin - cut.corte).days if accion.fecha_fin else None
    done = avance == WHOLE or accion.estado == TERMINADA
    is_open = cuenta and not done and left is not None
    difference = None if avance is None or expected is None else avance - expected
    overdue = is_open and left is not None and left < 0
    estado = estados.get(accion.estado)
    return ActionProgress(
        accion=accion,
        nombre_politica=place.nombre_politica,
        dimension=place.dimension,
        nombre_dimension=place.nombre_dimension,
        lider=place.lider,
        dependencia=place.dependencia,
        etiqueta_estado=estado.etiqueta if estado else accion.estado,
        peso_relativo=weights.of_action.get(accion.accion_id, 0.0),
        cuenta=cuenta,
        es_exigible=cuenta and (started or avance is not None),
        avance_pct=avance,
        leido_pct=read,
        corte_avance=now.corte if now else None,
        anterior_pct=before.avance_pct if before else None,
        corte_anterior=before.corte if before else None,
        esperado_pct=expected,
        diferencia_puntos=difference,
        luz=_action_light(
            cuenta=cuenta,
            overdue=overdue,
            started=started,
            avance=avance,
            difference=difference,
            rule=cut.rule,
        ),
        es_vencida=overdue,
        es_por_vencer=is_open and left is not None and 0 <= left <= cut.rule.dias_por_vencer,
        dias_para_fin=left,
        sin_evidencia=cuenta and bool(avance) and now is not None and not now.evidencia.strip(),
    )


def group_progress(
    clave: str, nombre: str, items: Sequence[ActionProgress], rule: LightRule, weights: Weights
) -> GroupProgress:
    """Measure several actions together, each by its relative weight."""
    counted = [item for item in items if item.cuenta]
    due = [item for item in counted if item.es_exigible]
    reported = [item for item in due if item.avance_pct is not None]
    comparable = [item for item in reported if item.esperado_pct is not None]
    avance = _mean(reported, lambda item: item.avance_pct)
    expected = _mean(comparable, lambda item: item.esperado_pct)
    of_same = _mean(comparable, lambda item: item.avance_pct)
    difference = None if of_same is None or expected is None else of_same - expected
    return GroupProgress(
        clave=clave,
        nombre=nombre,
        n_acciones=len(items),
        n_cuentan=len(counted),
        n_exigibles=len(due),
        n_reportadas=len(reported),
        n_vencidas=sum(item.es_vencida for item in counted),
        n_comparables=len(comparable),
        avance_pct=avance,
        esperado_pct=expected,
        diferencia_puntos=difference,
        conservador_pct=_mean(due, lambda item: item.avance_pct or 0.0),
        luz=_group_light(counted, due, avance, difference, rule),
        con_pesos=any(item.accion.accion_id in weights.by_peso for item in counted),
    )


def groups_by(
    items: Iterable[ActionProgress],
    key: Callable[[ActionProgress], tuple[str, str]],
    rule: LightRule,
    weights: Weights,
) -> tuple[GroupProgress, ...]:
    """Measure each group that `key` makes (its id, and its name as first written), in order."""
    names: dict[str, str] = {}
    members: dict[str, list[ActionProgress]] = defaultdict(list)
    for item in items:
        clave, nombre = key(item)
        names.setdefault(clave, nombre)
        members[clave].append(item)
    return tuple(
        group_progress(clave, names[clave], group, rule, weights)
        for clave, group in members.items()
    )


def light_of(difference: float, rule: LightRule) -> Luz:
    """Judge real minus expected progress."""
    # A difference that prints as the threshold is the threshold: means carry binary noise.
    rounded = round(difference, 6)
    if rounded >= rule.verde_desde:
        return "verde"
    return "amarillo" if rounded >= rule.amarillo_desde else "rojo"


def _action_light(
    *,
    cuenta: bool,
    overdue: bool,
    started: bool,
    avance: float | None,
    difference: float | None,
    rule: LightRule,
) -> Luz:
    if not cuenta:
        return "no_cuenta"
    if overdue:
        return "rojo"
    if avance is None:
        return "sin_reporte" if started else "sin_iniciar"
    if difference is None:
        return "verde" if avance == WHOLE else "sin_fechas"
    return light_of(difference, rule)


def _group_light(
    counted: Sequence[ActionProgress],
    due: Sequence[ActionProgress],
    avance: float | None,
    difference: float | None,
    rule: LightRule,
) -> Luz:
    if not counted:
        return "no_cuenta"
    if avance is None:
        return "sin_reporte" if due else "sin_iniciar"
    return "sin_fechas" if difference is None else light_of(difference, rule)


def _mean(
    items: Sequence[ActionProgress], value: Callable[[ActionProgress], float | None]
) -> float | None:
    """Weigh the values; None when nothing has any weight."""
    pairs = [(found, item.peso_relativo) for item in items if (found := value(item)) is not None]
    total = sum(weight for _, weight in pairs)
    if total <= TOLERANCE:
        return None
    return sum(found * weight for found, weight in pairs) / total
