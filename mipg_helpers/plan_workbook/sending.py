"""Which workbooks go out: one per leader with all his politicas, the master, Control Interno.

Pure: it says what each of them contains. Equal contents have equal names and ids, so sending
an unchanged plan again is the same sending.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.analysis.plan import cells_of
from mipg_helpers.analysis.plan_scope import leader_of
from mipg_helpers.plan_workbook.draft import MEJORAMIENTO
from mipg_helpers.plan_workbook.model import WorkbookContent
from mipg_helpers.reference.labels import slug
from mipg_helpers.sources.unit_aliases import UnitAliases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from mipg_helpers.analysis.plan import Accion, Plan
    from mipg_helpers.analysis.profile import Profile
    from mipg_helpers.plan_workbook.model import Rol
    from mipg_helpers.reference import Catalog

MASTER, CONTROL = "plan-maestro.xlsx", "control-interno.xlsx"
CONTROL_INTERNO = "Control Interno"
#: Sheet of the actions that no politica claims.
WITHOUT_POLITICA = ("", "Sin política")
DRAFT_NOTE = (
    "Las acciones, productos, indicadores y fechas propuestos son un borrador de este programa "
    "(cálculo propio) hasta que el comité apruebe el plan."
)
_ID_LENGTH, _SHA_SHOWN, _NAME_LENGTH = 16, 12, 60


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A workbook to write: the name of its file and what it contains."""

    archivo: str
    content: WorkbookContent


def plan_outgoing(
    plan: Plan,
    profiles: Sequence[Profile],
    catalog: Catalog,
    fecha: date,
    units: UnitAliases | None = None,
) -> tuple[Outgoing, ...]:
    """Say what each workbook of a plan contains, leaders by name, then master and control.

    Parameters
    ----------
    profiles
        Those of all politicas in the vigencia measured, at least one, in official order.
    fecha
        Day of the sending.
    units
        Other names of units that a person wrote down.
    """
    shared, names = _shared(plan, profiles, catalog, fecha), units or UnitAliases()
    leaders: dict[str, list[Accion]] = defaultdict(list)
    shown: dict[str, str] = {}
    owners = {profile.politica.politica: profile.responsables for profile in profiles}
    led: dict[str, set[str]] = defaultdict(set)
    for accion in plan.acciones:
        unit = names.unit(leader_of(accion, owners))
        if unit:
            leaders[slug(unit)].append(accion)
            shown.setdefault(slug(unit), unit)
    for politica, owner in owners.items():
        led[slug(names.unit(owner.lider))].add(politica)
    books = [
        Outgoing(file_name(shown[key]), _for(shared, "lider", shown[key], leaders[key], led[key]))
        for key in sorted(leaders)
    ]
    whole = plan.acciones
    return (
        *books,
        Outgoing(MASTER, _for(shared, "planeacion", "", whole)),
        Outgoing(CONTROL, _for(shared, "control_interno", CONTROL_INTERNO, whole)),
    )


def without_leader(plan: Plan, profiles: Iterable[Profile]) -> tuple[Accion, ...]:
    """List the actions that go to nobody but Planeación and Control Interno."""
    owners = {profile.politica.politica: profile.responsables for profile in profiles}
    return tuple(accion for accion in plan.acciones if not leader_of(accion, owners))


def file_name(unit: str, kind: str = "plan", taken: str = MASTER) -> str:
    """Name the workbook of a unit safely; two units never share a name, nor that of `taken`.

    Examples
    --------
    >>> file_name("Secretaría de Planeación")
    'plan-secretaria-de-planeacion.xlsx'
    """
    short = slug(unit)
    if not short or len(short) > _NAME_LENGTH or f"{kind}-{short}.xlsx" == taken:
        digest = hashlib.sha256(unit.encode()).hexdigest()[:8]
        short = f"{short[:_NAME_LENGTH].strip('-') or 'dependencia'}-{digest}"
    return f"{kind}-{short}.xlsx"


def sent_cut_offs(plan: Plan, catalog: Catalog) -> tuple[date, ...]:
    """List the cut-offs a plan reports at: those of its kinds and those already reported."""
    rules = catalog.plan_rules()
    days = set(rules.cut_offs(plan.vigencia_plan)).union(plan.cortes)
    if any(accion.tipo_plan != MEJORAMIENTO for accion in plan.acciones):
        days.update(rules.cut_offs(plan.vigencia_plan, anual=True))
    return tuple(sorted(days))


def _shared(
    plan: Plan, profiles: Sequence[Profile], catalog: Catalog, fecha: date
) -> WorkbookContent:
    """Fill in what every workbook of the plan says alike."""
    entidad, first = profiles[0].entidad, profiles[0]
    names = [(p.politica.politica, p.politica.nombre) for p in profiles]
    files = {(file.archivo, file.sha256) for profile in profiles for file in profile.sources}
    return WorkbookContent(
        entidad_id=plan.entidad_id,
        entidad=entidad.nombre,
        vigencia=first.vigencia,
        vigencia_plan=plan.vigencia_plan,
        rol="planeacion",
        destinatario="",
        cortes=sent_cut_offs(plan, catalog),
        politicas=tuple(names),
        acciones=(),
        envio_id="",
        fecha=fecha,
        es_ficticia=entidad.es_ficticia,
        notes=(DRAFT_NOTE, *first.avisos),
        sources=tuple(f"{name} (sha256 {sha256[:_SHA_SHOWN]})" for name, sha256 in sorted(files)),
    )


def _for(
    shared: WorkbookContent,
    rol: Rol,
    destinatario: str,
    acciones: Sequence[Accion],
    led: Iterable[str] = (),
) -> WorkbookContent:
    """Fill in a workbook; a politica that its reader leads has a sheet even without actions."""
    held = {accion.politica for accion in acciones} | set(led)
    named = dict(shared.politicas)
    unnamed = [(name, name) for name in sorted(held - named.keys() - {""})]
    politicas = [item for item in (*shared.politicas, *unnamed) if item[0] in held]
    if "" in held:
        politicas.append(WITHOUT_POLITICA)
    content = replace(
        shared,
        rol=rol,
        destinatario=destinatario,
        politicas=tuple(politicas),
        acciones=tuple(acciones),
    )
    return replace(content, envio_id=_envio_id(content))


def _envio_id(content: WorkbookContent) -> str:
    """Name a sending by what it shows, not by its day."""
    parts = [
        content.entidad_id,
        content.vigencia,
        content.vigencia_plan,
        content.rol,
        content.destinatario,
        [corte.isoformat() for corte in content.cortes],
        content.politicas,
        [sorted(cells_of(accion).items()) for accion in content.acciones],
    ]
    return sending_id(parts)


def sending_id(parts: Sequence[object]) -> str:
    """Name a sending by all that its workbook shows."""
    text = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]
