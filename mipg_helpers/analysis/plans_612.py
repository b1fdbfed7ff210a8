"""The twelve plans of Decreto 612: who answers, whether they were published, their activities.

They live in the same book and in the same columns as every other plan (``tipo_plan`` is
decreto_612, ``plan`` names which of the twelve). One action of each is its publication; this
program proposes it with the date of the law, the leader says when it was done.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import mipg_helpers
from mipg_helpers.analysis.deadlines import next_deadlines
from mipg_helpers.analysis.owners import NOBODY, read_responsables, unit_in_charge
from mipg_helpers.analysis.plan import CANCELADA, RECHAZADA, TERMINADA, Accion
from mipg_helpers.analysis.scores import find_entidad
from mipg_helpers.reference.ids import foreign_action_id
from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from mipg_helpers.analysis.plan import Plan
    from mipg_helpers.analysis.profile import Deadline, Entidad, Responsables
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.records import Plan612

DECRETO_612 = "decreto_612"
MILESTONE = "planes_612"

#: ``sin_dato``: the book holds no publication of that plan.
Publicacion = Literal["a_tiempo", "tarde", "sin_fecha", "pendiente", "vencida", "sin_dato"]


@dataclass(frozen=True, slots=True)
class PlanInstitucional:
    """One of the twelve plans in one entidad and year."""

    numero: int
    plan: str
    politica: str
    nombre_politica: str
    dependencia: str  # the unit of the publication, else the one in charge of the politica
    publicacion: Publicacion
    fecha_publicacion: date | None
    evidencia: str
    actividades: tuple[Accion, ...]  # without the publication


@dataclass(frozen=True, slots=True)
class Planes612Profile:
    """Everything the report on the twelve plans says."""

    entidad: Entidad
    vigencia: int
    vigencia_plan: int
    limite: date
    fuente_limite: str
    planes: tuple[PlanInstitucional, ...]
    otras: tuple[Accion, ...]  # activities of a plan whose name is none of the twelve
    cortes: tuple[date, ...]
    hay_plan: bool
    deadlines: tuple[Deadline, ...]
    fecha_informe: date
    version: str

    def count(self, *states: Publicacion) -> int:
        """Count the plans whose publication is in one of some states."""
        return sum(item.publicacion in states for item in self.planes)


def propose_612(
    catalog: Catalog, entidad_id: str, vigencia_plan: int, owners: Mapping[str, Responsables]
) -> tuple[Accion, ...]:
    """Propose the publication of each of the twelve plans, in the order of the decree."""
    limit = catalog.milestone(MILESTONE, vigencia_plan).fecha
    return tuple(
        Accion(
            accion_id=publication_id(entidad_id, vigencia_plan, item.numero),
            tipo_plan=DECRETO_612,
            politica=item.politica,
            plan=item.plan,
            accion=f"Formular, aprobar y publicar el {item.plan} de {vigencia_plan}",
            producto="Plan aprobado y publicado en la sede electrónica",
            indicador="Plan publicado dentro del plazo",
            unidad="documento",
            meta="1",
            dependencia=unit_in_charge(owners.get(item.politica, NOBODY)),
            responsable=owners.get(item.politica, NOBODY).delegado_cargo,
            fecha_inicio=date(vigencia_plan, 1, 1),
            fecha_fin=limit,
        )
        for item in catalog.planes_612()
    )


def publication_id(entidad_id: str, vigencia_plan: int, numero: int) -> str:
    """Name the action that publishes one of the twelve plans."""
    return foreign_action_id(entidad_id, vigencia_plan, DECRETO_612, "publicacion", str(numero))


def resolve_612(text: str, catalog: Catalog) -> Plan612 | None:
    """Find which of the twelve plans a name means; None when it is none of them for sure.

    A name counts when it is one of the twelve, or its abbreviation, whatever the case, the
    accents and what follows it ("Plan Anual de Adquisiciones 2026").
    """
    wanted = fold(text).replace("–", "-")
    siglas = catalog.siglas()
    found = [
        item
        for item in catalog.planes_612()
        if any(wanted == name or wanted.startswith(f"{name} ") for name in _names(item, siglas))
    ]
    return max(found, key=lambda item: len(item.plan)) if found else None


def _names(item: Plan612, siglas: Mapping[str, str]) -> set[str]:
    full = fold(item.plan).replace("–", "-")
    short, _, own = full.partition(" - ")
    known = {full, short, own} - {""}
    return known | {sigla for sigla, name in siglas.items() if fold(name) in known}


def build_612(
    entidades: pd.DataFrame,
    responsables: pd.DataFrame,
    plan: Plan | None,
    *,
    entidad_id: str,
    vigencia: int,
    catalog: Catalog,
    fecha_informe: date,
) -> Planes612Profile:
    """Put the twelve plans of the year after `vigencia` together.

    Parameters
    ----------
    entidades, responsables
        Tidy tables; rows of other entidades are not looked at.
    plan
        The plan of the entidad in that year, None when there is none.
    """
    vigencia_plan = vigencia + 1
    limit = catalog.milestone(MILESTONE, vigencia_plan)
    owners = read_responsables(responsables, entidad_id, vigencia_plan)
    own = [a for a in (plan.acciones if plan else ()) if a.tipo_plan == DECRETO_612]
    by_id = {accion.accion_id: accion for accion in own}
    activities, others = _by_plan(own, catalog, entidad_id, vigencia_plan)
    names = {info.politica: info.nombre for info in catalog.politicas(vigencia)}

    def publication(item: Plan612) -> Accion | None:
        return by_id.get(publication_id(entidad_id, vigencia_plan, item.numero))

    return Planes612Profile(
        entidad=find_entidad(entidades, entidad_id, vigencia),
        vigencia=vigencia,
        vigencia_plan=vigencia_plan,
        limite=limit.fecha,
        fuente_limite=limit.fuente,
        planes=tuple(
            _institutional(
                item,
                owners.get(item.politica, NOBODY),
                publication(item),
                activities[item.numero],
                nombre_politica=names.get(item.politica, ""),
                publicacion=_published(publication(item), limit.fecha, fecha_informe),
            )
            for item in catalog.planes_612()
        ),
        otras=others,
        cortes=catalog.plan_rules().cut_offs(vigencia_plan, anual=True),
        hay_plan=bool(own),
        deadlines=next_deadlines(catalog, vigencia_plan, fecha_informe),
        fecha_informe=fecha_informe,
        version=mipg_helpers.__version__,
    )


def _by_plan(
    acciones: list[Accion], catalog: Catalog, entidad_id: str, vigencia_plan: int
) -> tuple[Mapping[int, tuple[Accion, ...]], tuple[Accion, ...]]:
    published = {
        publication_id(entidad_id, vigencia_plan, item.numero) for item in catalog.planes_612()
    }
    found: dict[int, tuple[Accion, ...]] = defaultdict(tuple)
    others = []
    for accion in acciones:
        if accion.accion_id in published:
            continue
        item = resolve_612(accion.plan, catalog)
        if item is None:
            others.append(accion)
        else:
            found[item.numero] += (accion,)
    return found, tuple(others)


def _institutional(
    item: Plan612,
    owner: Responsables,
    publication: Accion | None,
    activities: tuple[Accion, ...],
    *,
    nombre_politica: str,
    publicacion: Publicacion,
) -> PlanInstitucional:
    last = publication.avances[-1] if publication and publication.avances else None
    unit = publication.dependencia if publication else ""
    return PlanInstitucional(
        numero=item.numero,
        plan=item.plan,
        politica=item.politica,
        nombre_politica=nombre_politica,
        dependencia=unit or unit_in_charge(owner),
        publicacion=publicacion,
        fecha_publicacion=publication.fecha_estado if publication else None,
        evidencia=last.evidencia if last else "",
        actividades=activities,
    )


def _published(publication: Accion | None, limit: date, today: date) -> Publicacion:
    if publication is None or publication.estado in {RECHAZADA, CANCELADA}:
        return "sin_dato"
    if publication.estado != TERMINADA:
        return "vencida" if today > limit else "pendiente"
    if publication.fecha_estado is None:
        return "sin_fecha"
    return "a_tiempo" if publication.fecha_estado <= limit else "tarde"
