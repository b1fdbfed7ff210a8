"""The first draft of a plan: an action per official recommendation, added to what exists.

Pure. Drafting again after new data never touches an action that is in the plan: it adds the
new ones and names those whose recommendation is gone, which stay because people wrote in them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.analysis.plan import Accion, cells_of
from mipg_helpers.analysis.plans_612 import MILESTONE, propose_612
from mipg_helpers.analysis.priorities import urgency
from mipg_helpers.analysis.recommendations import fold_text
from mipg_helpers.reference.labels import normalise_label
from mipg_helpers.store.plan_book_records import Origin, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mipg_helpers.analysis.plan import Plan
    from mipg_helpers.analysis.profile import Profile, ProposedAction, RecomendacionGroup
    from mipg_helpers.reference import Catalog

MEJORAMIENTO = "mejoramiento"
UNIDADES, OTHER_UNIT = "unidades", "otra"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the results of a vigencia add to a plan.

    `said` are the cells of the new actions. `sin_recomendacion` are actions of the plan whose
    recommendation is no longer among those loaded.
    """

    nuevas: tuple[Accion, ...]
    said: tuple[Said, ...]
    sin_recomendacion: tuple[Accion, ...]

    def joined(self, other: Draft) -> Draft:
        """Put two drafts of one plan together."""
        return Draft(
            self.nuevas + other.nuevas,
            self.said + other.said,
            self.sin_recomendacion + other.sin_recomendacion,
        )


class _Proposed(NamedTuple):
    profile: Profile
    group: RecomendacionGroup
    action: ProposedAction


def draft_plan(profiles: Iterable[Profile], plan: Plan, catalog: Catalog) -> Draft:
    """Compare the proposed actions of every politica with the plan as it is.

    Parameters
    ----------
    profiles
        Those of all politicas of the entidad in one vigencia, in official order.

    Returns
    -------
    New actions in official order. A text that several politicas share is one action, under
    the most urgent of them; where the plan already has it under another one, it stays there.
    """
    profiles = tuple(profiles)
    known = {accion.accion_id for accion in plan.acciones}
    nuevas, said = [], []
    for shared in _by_text(profiles):
        if known.isdisjoint(one.action.accion_id for one in shared):
            chosen = min(shared, key=lambda one: urgency(one.profile.priority))
            accion = _accion(chosen, shared, catalog)
            nuevas.append(accion)
            said += _said(accion, chosen.group)
    return Draft(tuple(nuevas), tuple(said), _without_text(profiles, plan))


def draft_612(profiles: Sequence[Profile], plan: Plan, catalog: Catalog) -> Draft:
    """Propose the publication of the twelve plans of Decreto 612 that the plan lacks."""
    known = {accion.accion_id for accion in plan.acciones}
    owners = {profile.politica.politica: profile.responsables for profile in profiles}
    nuevas = tuple(
        accion
        for accion in propose_612(catalog, plan.entidad_id, plan.vigencia_plan, owners)
        if accion.accion_id not in known
    )
    origin = Origin(
        clase="propuesta", archivo=catalog.milestone(MILESTONE, plan.vigencia_plan).fuente
    )
    said = tuple(
        Said(key, value, "", "tomado", origin)
        for accion in nuevas
        for key, value in sorted(cells_of(accion).items())
    )
    return Draft(nuevas, said, ())


def _by_text(profiles: Iterable[Profile]) -> list[list[_Proposed]]:
    """Gather the proposals of each text; where nothing is proposed the lists differ in length."""
    by_text: dict[str, list[_Proposed]] = defaultdict(list)
    for profile in profiles:
        for group, action in zip(profile.recomendaciones, profile.acciones, strict=False):
            by_text[fold_text(group.texto)].append(_Proposed(profile, group, action))
    return list(by_text.values())


def _accion(chosen: _Proposed, shared: Sequence[_Proposed], catalog: Catalog) -> Accion:
    action = chosen.action
    return Accion(
        accion_id=action.accion_id,
        tipo_plan=MEJORAMIENTO,
        politica=action.politica,
        otras_politicas=tuple(
            one.action.politica for one in shared if one.action.politica != action.politica
        ),
        recomendacion_ids=action.recomendacion_ids,
        hallazgo=action.accion,
        accion=action.accion,
        producto=action.producto,
        indicador=action.indicador,
        unidad=_unit(action.unidad, catalog.plan_spellings(UNIDADES)),
        linea_base=action.linea_base,
        meta=action.meta,
        responsable=chosen.profile.responsables.delegado_cargo,
        dependencia=action.responsable,
        apoyo=action.apoyo,
        fecha_inicio=action.fecha_inicio,
        fecha_fin=action.fecha_fin,
        prioridad=action.prioridad,
    )


def _unit(text: str, spellings: Mapping[str, str]) -> str:
    return spellings.get(normalise_label(text), OTHER_UNIT) if text else ""


def _said(accion: Accion, group: RecomendacionGroup) -> list[Said]:
    source = group.source
    origin = Origin(
        clase="propuesta",
        archivo=source.archivo,
        sha256=source.sha256,
        hoja=source.hoja,
        fila=source.fila,
        columna=source.columna,
    )
    return [
        Said(key, value, "", "tomado", origin) for key, value in sorted(cells_of(accion).items())
    ]


def _without_text(profiles: Iterable[Profile], plan: Plan) -> tuple[Accion, ...]:
    current = {
        recomendacion_id
        for profile in profiles
        for group in profile.recomendaciones
        for recomendacion_id in group.recomendacion_ids
    }
    return tuple(
        accion
        for accion in plan.acciones
        if accion.tipo_plan == MEJORAMIENTO
        and accion.recomendacion_ids
        and current.isdisjoint(accion.recomendacion_ids)
    )
