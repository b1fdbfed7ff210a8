"""Check a plan against what FURAG asks of such plans and against common sense.

FURAG asks for a method for causes, criteria for closing and a tool to follow the plan (CIN250), for
their effect (CIN251), for recommendations taken up (CIN249), for responsibles and times (SYE201)
and for an indicator sheet (SYE203). A finding says what is missing and where; it never says that a
plan complies.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mipg_helpers.analysis.follow_up_profile import PlanFinding
from mipg_helpers.analysis.plan import CANCELADA, RECHAZADA, TERMINADA
from mipg_helpers.analysis.plan_cuts import WHOLE
from mipg_helpers.analysis.recommendations import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from mipg_helpers.analysis.follow_up_profile import ActionProgress, Gravedad, Regla
    from mipg_helpers.analysis.plan import Accion
    from mipg_helpers.analysis.profile import PoliticaResult

MEJORAMIENTO = "mejoramiento"
#: Weights typed by hand add up to 100 only about.
WEIGHTS_OFF_BY = 0.5
#: Progress that falls less than it prints did not fall.
SMALLEST_FALL = 0.05

#: Column whose absence means: nobody, nothing, or no day. The owner is a post or a unit.
_NEEDED = ("accion", "producto", "fecha_inicio", "fecha_fin", "indicador")
#: What FURAG asks besides, of improvement plans.
_ASKED: tuple[tuple[Regla, str], ...] = (
    ("sin_metodo_causa", "metodo_causa"),
    ("sin_causa", "causa"),
    ("sin_criterio_eficacia", "criterio_eficacia"),
)
#: The sheet of an indicator: rule, column, how much it matters.
_SHEET: tuple[tuple[Regla, str, Gravedad], ...] = (
    ("indicador_sin_unidad", "unidad", "corregir"),
    ("indicador_sin_meta", "meta", "corregir"),
    ("indicador_sin_linea_base", "linea_base", "revisar"),
    ("indicador_sin_formula", "formula", "mejorar"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What is checked: the actions of the scope, all those of the plan, the gaps it answers."""

    items: Sequence[ActionProgress]
    plan: Sequence[ActionProgress]
    politicas: Sequence[PoliticaResult]
    corte: date
    vigencia_plan: int


def check_plan(checked: Checked) -> tuple[PlanFinding, ...]:
    """List what is to be mended, action by action; then by politica."""
    found: list[PlanFinding] = []
    for item in checked.items:
        if item.accion.estado in {RECHAZADA, CANCELADA}:
            found += _without_reason(item)
            continue
        found += _missing(item)
        found += _dates(item, checked.vigencia_plan)
        found += _indicator(item)
        found += _asked_by_furag(item)
        found += _progress(item, checked.corte)
    alive = [item for item in checked.items if item.cuenta]
    return (
        *found,
        *_repeated_texts(alive),
        *_weights(alive),
        *_not_followed(alive),
        *_gaps(checked),
    )


def _missing(item: ActionProgress) -> Iterator[PlanFinding]:
    accion = item.accion
    for campo in _NEEDED:
        if not getattr(accion, campo):
            yield PlanFinding.about(item, "falta_campo", "corregir", campo)
    if not (accion.responsable or accion.dependencia):
        yield PlanFinding.about(item, "falta_campo", "corregir", "responsable")


def _dates(item: ActionProgress, vigencia_plan: int) -> Iterator[PlanFinding]:
    accion = item.accion
    if accion.fecha_inicio and accion.fecha_fin and accion.fecha_fin < accion.fecha_inicio:
        yield PlanFinding.about(item, "fin_antes_de_inicio", "corregir", "fecha_fin")
    for campo in ("fecha_inicio", "fecha_fin"):
        day: date | None = getattr(accion, campo)
        if day and day.year != vigencia_plan:
            yield PlanFinding.about(
                item, "fuera_de_vigencia", "corregir", campo, valor=day.isoformat()
            )


def _indicator(item: ActionProgress) -> Iterator[PlanFinding]:
    if not item.accion.indicador:
        return
    for regla, campo, gravedad in _SHEET:
        if not getattr(item.accion, campo):
            yield PlanFinding.about(item, regla, gravedad, campo)


def _asked_by_furag(item: ActionProgress) -> Iterator[PlanFinding]:
    accion = item.accion
    if accion.tipo_plan != MEJORAMIENTO:
        return
    for regla, campo in _ASKED:
        if not getattr(accion, campo):
            yield PlanFinding.about(item, regla, "revisar", campo)
    if not (accion.recomendacion_ids or accion.hallazgo or accion.codigo_pregunta):
        yield PlanFinding.about(item, "sin_origen", "revisar", "recomendacion_ids")
    if accion.estado == TERMINADA and not (accion.eficacia and accion.efectividad):
        campo = "efectividad" if accion.eficacia else "eficacia"
        yield PlanFinding.about(item, "sin_verificacion", "revisar", campo)


def _progress(item: ActionProgress, corte: date) -> Iterator[PlanFinding]:
    accion = item.accion
    reported = [a for a in accion.avances if a.corte <= corte and a.avance_pct is not None]
    before = 0.0
    for avance in reported:
        percent = avance.avance_pct or 0.0
        told: dict[str, Any] = {"corte": avance.corte, "valor": _number(percent)}
        if percent > WHOLE:
            yield PlanFinding.about(item, "avance_mayor_100", "corregir", "avance", **told)
        if percent < before - SMALLEST_FALL:
            yield PlanFinding.about(item, "avance_baja", "revisar", "avance", **told)
        before = percent
    if accion.estado == TERMINADA:
        if before < WHOLE:
            yield PlanFinding.about(item, "terminada_sin_avance", "corregir", "avance")
        if not any(avance.evidencia.strip() for avance in accion.avances):
            yield PlanFinding.about(item, "terminada_sin_evidencia", "corregir", "evidencia")
    elif reported and (reported[-1].avance_pct or 0.0) >= WHOLE:
        last = reported[-1].corte
        yield PlanFinding.about(item, "completa_sin_terminar", "revisar", "estado", corte=last)


def _without_reason(item: ActionProgress) -> Iterator[PlanFinding]:
    if not item.accion.motivo_estado:
        yield PlanFinding.about(item, "sin_motivo", "corregir", "motivo_estado")


def _repeated_texts(items: Iterable[ActionProgress]) -> Iterator[PlanFinding]:
    same: dict[str, list[ActionProgress]] = defaultdict(list)
    for item in items:
        if item.accion.accion:
            same[fold_text(item.accion.accion)].append(item)
    for first, *others in same.values():
        if others:
            ids = tuple(other.accion.accion_id for other in others)
            yield PlanFinding.about(first, "texto_repetido", "revisar", "accion", otras=ids)


def _weights(items: Iterable[ActionProgress]) -> Iterator[PlanFinding]:
    """Find politicas whose weights are not usable as they stand."""
    groups: dict[tuple[str, str], list[ActionProgress]] = defaultdict(list)
    for item in items:
        groups[item.accion.tipo_plan, item.accion.politica].append(item)
    for group in groups.values():
        given = [item.accion.peso for item in group if item.accion.peso is not None]
        if not given:
            continue
        without = [item for item in group if item.accion.peso is None]
        if without:
            ids = tuple(item.accion.accion_id for item in without[1:])
            yield PlanFinding.about(without[0], "pesos_incompletos", "corregir", "peso", otras=ids)
        elif abs(sum(given) - WHOLE) > WEIGHTS_OFF_BY:
            yield _of_politica("pesos_no_suman", group[0], "peso", sum(given))


def _not_followed(items: Sequence[ActionProgress]) -> Iterator[PlanFinding]:
    """Find politicas of which nobody reported anything although they should have."""
    due: dict[str, list[ActionProgress]] = defaultdict(list)
    for item in items:
        if item.es_exigible:
            due[item.accion.politica].append(item)
    for group in due.values():
        if all(item.avance_pct is None and item.anterior_pct is None for item in group):
            yield _of_politica("sin_seguimiento", group[0], "avance", None)


def _gaps(checked: Checked) -> Iterator[PlanFinding]:
    """Find politicas with a gap and no action of any plan; a MECI form has no other gaps."""
    served = {
        politica
        for item in checked.plan
        if item.cuenta
        for politica in (item.accion.politica, *item.accion.otras_politicas)
    }
    for row in checked.politicas:
        if row.case != "evaluada" or row.politica.politica in served:
            continue
        if row.priority.nivel == "alta":
            yield _gap("prioridad_alta_sin_accion", "corregir", row)
        elif row.priority.nivel in {"media", "baja"}:
            yield _gap("brecha_sin_accion", "revisar", row)


def _gap(regla: Regla, gravedad: Gravedad, row: PoliticaResult) -> PlanFinding:
    return PlanFinding(regla, gravedad, row.politica.politica, row.politica.nombre)


def _of_politica(
    regla: Regla, item: ActionProgress, campo: str, number: float | None
) -> PlanFinding:
    valor = "" if number is None else _number(number)
    accion: Accion = item.accion
    return PlanFinding(
        regla, "revisar", accion.politica, item.nombre_politica, campo=campo, valor=valor
    )


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
