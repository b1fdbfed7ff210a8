"""What all packages of one entidad are made from, read once.

The profiles say the figures, the manifest says which reports are whole, the book of plans says
which workbook was sent to whom. Nothing is computed here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.analysis.owners import unit_in_charge
from mipg_helpers.analysis.plan_scope import WITHOUT
from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.packages.model import Leader
from mipg_helpers.plan_workbook.sending import file_name, plan_outgoing, without_leader
from mipg_helpers.reference.labels import slug
from mipg_helpers.reference.suggest import did_you_mean
from mipg_helpers.reporting.manifest import Manifest
from mipg_helpers.reporting.outdated import DataNow
from mipg_helpers.reporting.plan_data import open_book
from mipg_helpers.reporting.profiles_all import load_profiles
from mipg_helpers.sources.unit_aliases import aliases_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from mipg_helpers.analysis.profile import Profile
    from mipg_helpers.plan_workbook.sending import Outgoing
    from mipg_helpers.reporting.manifest import Reported
    from mipg_helpers.reporting.profiles_all import EntidadProfiles
    from mipg_helpers.reporting.settings import Workspace
    from mipg_helpers.sources.unit_aliases import UnitAliases
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_records import Sending


@dataclass(frozen=True, slots=True)
class Material:
    """The inputs of the packages of one entidad and vigencia.

    `outgoing` are the workbooks that the plan of today gives, by slug of the unit; a workbook
    in `sendings` is one of them that was really written.
    """

    space: Workspace
    entidad_id: str
    vigencia: int
    outputs: Path
    found: EntidadProfiles
    reports: tuple[Reported, ...]
    leaders: tuple[Leader, ...]
    outgoing: Mapping[str, Outgoing]
    sendings: Mapping[str, Sending]
    n_sin_lider: int
    now: DataNow

    def leader(self, text: str) -> Leader:
        """Find a leader by the name of the unit, its accents and capitals apart.

        Raises
        ------
        ReferenceDataError
            If nobody of that name leads anything.
        """
        wanted = slug(text)
        for leader in self.leaders:
            if wanted in {leader.clave, slug(leader.nombre)}:
                return leader
        names = [leader.nombre for leader in self.leaders]
        raise ReferenceDataError(
            "opción --lider",
            f"'{text}' no lidera ninguna política",
            "el nombre de una dependencia líder",
            did_you_mean(text, names) or f"las hay: {'; '.join(names) or 'ninguna'}",
        )


def read_material(space: Workspace, entidad: str, vigencia: int, outputs: Path) -> Material:
    """Read everything the packages of an entidad are made from.

    Parameters
    ----------
    entidad
        SIGEP code with its zeros, or the exact name.
    vigencia
        Year measured.
    outputs
        Folder of reports, with its manifest and the workbooks of the plan.

    Raises
    ------
    ConfigError, ReferenceDataError
        If nothing is loaded, the entidad has no row, or manifest or book cannot be read.
    """
    entidad_id = space.store.find_entidad(entidad, vigencia)
    found = load_profiles(space, entidad_id, vigencia)
    with Manifest(outputs, read_only=True) as manifest:
        reports = manifest.reports(entidad_id, vigencia)
    day = found.entidad.method.fecha_informe
    with open_book(space) as book:
        plan = book.plan(entidad_id, vigencia + 1)
        sendings = {one.envio_id: one for one in book.sendings(entidad_id, vigencia + 1)}
        units = aliases_beside(book.path)
        outgoing = {
            slug(one.content.destinatario): _as_sent(one, book)
            for one in plan_outgoing(plan, found.politicas, space.catalog, day, units)
            if one.content.rol == "lider"
        }
    return Material(
        space=space,
        entidad_id=entidad_id,
        vigencia=vigencia,
        outputs=outputs,
        found=found,
        reports=reports,
        leaders=find_leaders(found.politicas, outgoing, units),
        outgoing=outgoing,
        sendings=sendings,
        n_sin_lider=len(without_leader(plan, found.politicas)),
        now=DataNow(space, vigencia, [entidad_id]),
    )


def find_leaders(
    politicas: Sequence[Profile], outgoing: Mapping[str, Outgoing], units: UnitAliases
) -> tuple[Leader, ...]:
    """List who leads a politica that was assessed, or has actions in the plan; by name."""
    names: dict[str, str] = {}
    led: dict[str, list[Profile]] = {}
    for profile in politicas:
        owner = profile.responsables
        unit = units.unit(owner.lider or unit_in_charge(owner))
        if slug(unit) and profile.case != "fuera_de_meci":
            names.setdefault(slug(unit), unit)
            led.setdefault(slug(unit), []).append(profile)
    for key, one in outgoing.items():
        names.setdefault(key, one.content.destinatario)
    return tuple(
        _leader(key, names[key], led.get(key, ()), outgoing.get(key))
        for key in sorted(names)
        if key in outgoing or any(profile.case == "evaluada" for profile in led[key])
    )


def _as_sent(outgoing: Outgoing, book: PlanBook) -> Outgoing:
    """Date a workbook as it was when it was sent; one that never was keeps the day given."""
    sent = book.sending(outgoing.content.envio_id)
    if sent is None:
        return outgoing
    return replace(outgoing, content=replace(outgoing.content, fecha=book.day_of(sent)))


def _leader(
    key: str, nombre: str, politicas: Iterable[Profile], outgoing: Outgoing | None
) -> Leader:
    return Leader(
        clave=key or WITHOUT,
        stem=file_name(nombre).removeprefix("plan-").removesuffix(".xlsx"),
        nombre=nombre,
        politicas=tuple(politicas),
        n_acciones=len(outgoing.content.acciones) if outgoing else 0,
    )
