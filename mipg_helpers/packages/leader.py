"""The package of one leader: his politicas and nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.packages.email_text import leader_email
from mipg_helpers.packages.index import index_files
from mipg_helpers.packages.model import Missing, Package, zip_name
from mipg_helpers.packages.reports import Wanted, collect_reports, workbook
from mipg_helpers.packages.summary import leader_summary
from mipg_helpers.packages.tasks import unit_name
from mipg_helpers.reference.labels import slug
from mipg_helpers.reporting.profiles import load_follow_up

if TYPE_CHECKING:
    from mipg_helpers.packages.material import Material
    from mipg_helpers.packages.model import Leader
    from mipg_helpers.reporting.manifest import Reported

SEGUIMIENTO = "seguimiento_lider"


def leader_package(material: Material, leader: Leader) -> Package:
    """Put together what a leader is sent; what could not be put in is told.

    Raises
    ------
    RenderError
        If the summary or the index cannot be written.
    """
    entidad, scope = material.found.entidad, f"lider:{leader.clave}"
    outgoing = material.outgoing.get(slug(leader.nombre))

    def is_his(report: Reported) -> bool:
        return report.politica in leader.ids if report.politica else report.alcance == scope

    wanted = [
        Wanted("politica", p.politica.politica) for p in leader.politicas if p.case == "evaluada"
    ]
    found = collect_reports(
        material, is_his, [*wanted, Wanted(SEGUIMIENTO)] if outgoing else wanted
    )
    book = workbook(material, outgoing) if outgoing else None
    if isinstance(book, Missing):
        found.missing.append(book)
    follow_up = (
        load_follow_up(material.entidad_id, material.vigencia, scope, workspace=material.space)
        if outgoing
        else None
    )
    libro = outgoing.archivo if outgoing and book and not isinstance(book, Missing) else ""
    nombre = f"lider-{leader.stem}"
    archivo = zip_name(nombre, entidad.vigencia)
    files = (
        *leader_summary(leader, entidad, follow_up, libro),
        *([] if book is None or isinstance(book, Missing) else [book]),
        *found.files,
    )
    titulo = f"Paquete MIPG {entidad.vigencia}: {unit_name(leader.nombre)}"
    fecha = entidad.method.fecha_informe
    index = index_files(titulo, entidad.entidad, fecha, files, found.missing)
    return Package(
        nombre=nombre,
        archivo=archivo,
        titulo=titulo,
        para=unit_name(leader.nombre),
        files=(*index, *files),
        missing=tuple(found.missing),
        correo=leader_email(
            leader,
            entidad,
            follow_up,
            archivo=archivo,
            libro=libro,
            has_reports=bool(found.files),
            missing=found.missing,
        ),
    )
