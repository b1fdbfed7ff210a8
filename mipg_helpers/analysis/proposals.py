"""Proposed actions: the official recommendations in the columns of an improvement plan.

Everything beyond the official text is a proposal that the committee may change: product and
indicator from the leading verb, unit in charge from the table of responsables, dates from the
priority. No action is said to raise a score.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from mipg_helpers.analysis.owners import NOBODY, unit_in_charge
from mipg_helpers.analysis.priorities import urgency
from mipg_helpers.analysis.profile import ProposedAction
from mipg_helpers.analysis.recommendations import fold_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from mipg_helpers.analysis.profile import (
        PoliticaResult,
        Priority,
        PriorityLevel,
        RecomendacionGroup,
        ReportCase,
        Responsables,
    )
    from mipg_helpers.reference import Catalog

#: An action that must start later than usual keeps at least this time; then it takes the next
#: end date of the reference table, so that proposed ends stay on common cut-offs.
SHORTEST = timedelta(days=30)

#: Nobody has measured it yet, and a figure is never invented; the leader fills it in.
BASE_LINE = ""

_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Planner:
    """What every proposed action of a report shares."""

    entidad_id: str
    vigencia: int
    catalog: Catalog
    fecha_informe: date
    owners: Mapping[str, Responsables]

    @property
    def vigencia_plan(self) -> int:
        return self.vigencia + 1

    @property
    def last_day(self) -> date:
        return self.catalog.plan_defaults().last_day(self.vigencia_plan)

    @property
    def is_too_late(self) -> bool:
        """Tell whether no day of the plan's year is left after the report."""
        return self.fecha_informe >= self.last_day


def propose_for_politica(
    planner: Planner,
    groups: Sequence[RecomendacionGroup],
    case: ReportCase,
    priority: Priority,
) -> tuple[ProposedAction, ...]:
    """Propose one action per text of a politica, in the order of the texts.

    None where the form of the entidad does not assess the politica: it cannot be required.
    """
    if case == "fuera_de_meci":
        return ()
    return tuple(_action(planner, group, group.politicas[0], priority.nivel) for group in groups)


def propose_for_entidad(
    planner: Planner, groups: Sequence[RecomendacionGroup], politicas: Sequence[PoliticaResult]
) -> tuple[ProposedAction, ...]:
    """Propose the actions of the most urgent politicas, each text once.

    Those of high priority; when no politica is high, those of medium priority; otherwise none.
    A text that serves several politicas stands under the most urgent one. The most urgent
    politica comes first; equal urgency keeps the official order.
    """
    assessed = [item for item in politicas if item.case != "fuera_de_meci"]
    ranked = sorted(assessed, key=lambda item: urgency(item.priority))
    place = {item.politica.politica: rank for rank, item in enumerate(ranked)}
    levels: dict[str, PriorityLevel] = {
        item.politica.politica: item.priority.nivel for item in assessed
    }
    chosen = []
    for group in groups:
        serving = [politica for politica in group.politicas if politica in place]
        if serving:
            chosen.append((group, min(serving, key=place.__getitem__)))
    present = {levels[politica] for _, politica in chosen}
    wanted = next((nivel for nivel in ("alta", "media") if nivel in present), "")
    return tuple(
        _action(planner, group, politica, levels[politica])
        for group, politica in sorted(chosen, key=lambda item: place[item[1]])
        if levels[politica] == wanted
    )


def propose_dates(planner: Planner, nivel: PriorityLevel) -> tuple[date, date]:
    """Propose first and last day by priority, inside the year of the plan.

    Never before the day after the report, when that day lies in the year. A report made after
    the year keeps the usual dates, and a notice says so.
    """
    defaults, year = planner.catalog.plan_defaults(), planner.vigencia_plan
    start, end = defaults.start(year), defaults.end(nivel, year)
    if planner.is_too_late or planner.fecha_informe < start:
        return start, end
    start = planner.fecha_informe + timedelta(days=1)
    ends = sorted({defaults.end(other, year) for other in defaults.fin} | {planner.last_day})
    fitting = (day for day in ends if day >= max(end, start + SHORTEST))
    return start, next(fitting, planner.last_day)


def action_id(entidad_id: str, vigencia: int, politica: str, texto: str) -> str:
    """Give an action an id that is the same in every report of the same data.

    The same text under two politicas is two rows of the plan, each with its own leader.
    """
    key = "\x1f".join((entidad_id, str(vigencia), politica, fold_text(texto)))
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]


def _action(
    planner: Planner, group: RecomendacionGroup, politica: str, nivel: PriorityLevel
) -> ProposedAction:
    names = dict(zip(group.politicas, group.nombres_politicas, strict=True))
    owner = planner.owners.get(politica, NOBODY)
    product = planner.catalog.producto_for(group.texto)
    start, end = propose_dates(planner, nivel)
    return ProposedAction(
        accion_id=action_id(planner.entidad_id, planner.vigencia, politica, group.texto),
        politica=politica,
        nombre_politica=names[politica],
        recomendacion_ids=group.recomendacion_ids,
        accion=group.texto,
        producto=product.producto,
        indicador=product.indicador,
        unidad=product.unidad,
        linea_base=BASE_LINE,
        meta=product.meta,
        responsable=unit_in_charge(owner),
        apoyo=owner.apoyo,
        fecha_inicio=start,
        fecha_fin=end,
        prioridad=nivel,
        otras_politicas=tuple(name for other, name in names.items() if other != politica),
    )
