"""What a site should have and has not: for the operator with the reason, for readers by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks
from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.site.model import HOME, Link, Page
from mipg_helpers.site.render import frame_of, render_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.site.model import EntidadEntry, FailedReport
    from mipg_helpers.site.publish_content import ReviewedContent

MISSING_LINK = Link("Informes que faltan", "informes-que-faltan.html")
LEAD = (
    "Este sitio se publicó sin los informes de esta lista. Los resultados, las brechas y los "
    "planes de las páginas no dependen de ellos."
)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is missing: its name in the batch, why, and what readers call it."""

    nombre: str
    motivo: str
    titulo: str

    def __str__(self) -> str:
        return f"{self.nombre}: {self.motivo}"


def missing_report(failed: FailedReport, entry: EntidadEntry, names: Mapping[str, str]) -> Missing:
    """Name a report as readers do; `names` gives the name of each politica."""
    stem = failed.nombre.rpartition("/")[2]
    politica, _, rest = stem.partition("-")
    about = names.get(politica) or harmless(rest.replace("-", " ")).capitalize()
    titulo = f"{failed.titulo}: {about}" if about else failed.titulo
    motivo = (failed.error or "falló").splitlines()[0]
    return Missing(failed.nombre, motivo, f"{titulo} ({entry.entidad.nombre})")


def missing_page(
    content: ReviewedContent, missing: Sequence[Missing], menu: Sequence[Link]
) -> dict[str, bytes]:
    """Print the page; reasons are for the operator and stay out of it."""
    page = Page(
        MISSING_LINK.path,
        MISSING_LINK.label,
        (Link("Inicio", HOME),),
        None,
        "Informes que este sitio debería tener y no tiene.",
    )
    said = [blocks.heading(2, "Cuáles son"), blocks.bullet_list([one.titulo for one in missing])]
    return {page.path: render_blocks(frame_of(content, menu), page, said, lead=LEAD)}
