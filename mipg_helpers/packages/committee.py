"""The package of the committee: what it must decide, the institutional reports, the slides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.packages.email_text import COMMITTEE, committee_email
from mipg_helpers.packages.index import index_files
from mipg_helpers.packages.model import Package, PackageFile, zip_name
from mipg_helpers.packages.reports import Wanted, collect_reports
from mipg_helpers.packages.slides import render_slides
from mipg_helpers.packages.slides_content import committee_deck
from mipg_helpers.packages.summary import committee_summary
from mipg_helpers.presentation import narrative_committee

if TYPE_CHECKING:
    from mipg_helpers.packages.material import Material
    from mipg_helpers.reporting.manifest import Reported

NOMBRE, DECK = "comite", "comite.pptx"


def committee_package(material: Material) -> Package:
    """Put together what the committee is sent; what could not be put in is told.

    Raises
    ------
    RenderError
        If the decisions, the slides or the index cannot be written.
    """
    entidad, follow_up = material.found.entidad, material.found.follow_up
    fecha = entidad.method.fecha_informe
    wanted = [Wanted("institucional"), *([Wanted("seguimiento")] if follow_up else [])]
    found = collect_reports(material, _is_of_all, wanted)
    deck = render_slides(committee_deck(entidad, follow_up), fecha)
    files = (
        *committee_summary(entidad, follow_up),
        PackageFile(DECK, "Presentación para la sesión", deck),
        *found.files,
    )
    titulo = f"Paquete MIPG {entidad.vigencia} para el comité"
    index = index_files(titulo, entidad.entidad, fecha, files, found.missing)
    return Package(
        nombre=NOMBRE,
        titulo=titulo,
        para=COMMITTEE,
        files=(*index, *files),
        missing=tuple(found.missing),
        correo=committee_email(
            entidad,
            narrative_committee.decisions(entidad),
            archivo=zip_name(NOMBRE, entidad.vigencia),
            has_reports=bool(found.files),
            missing=found.missing,
        ),
        archivo=zip_name(NOMBRE, entidad.vigencia),
    )


def _is_of_all(report: Reported) -> bool:
    return not report.politica and not report.alcance.startswith("lider:")
