"""The page that says which reports a site should have and has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks
from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.site.model import HOME, Link, Page
from mipg_helpers.site.render import frame_of, render_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.site.publish_content import ReviewedContent

MISSING_LINK = Link("Informes que faltan", "informes-que-faltan.html")
LEAD = (
    "Este sitio se publicó sin los informes de esta lista. Los resultados, las brechas y los "
    "planes de las páginas no dependen de ellos."
)


def missing_page(
    content: ReviewedContent, missing: Sequence[str], menu: Sequence[Link]
) -> dict[str, bytes]:
    """Print the page; reasons are for the operator and stay out of it."""
    page = Page(
        MISSING_LINK.path,
        MISSING_LINK.label,
        (Link("Inicio", HOME),),
        None,
        "Informes que este sitio debería tener y no tiene.",
    )
    names = [harmless(one.partition(": ")[0]) for one in missing]
    said = [blocks.heading(2, "Cuáles son"), blocks.bullet_list(names)]
    return {page.path: render_blocks(frame_of(content, menu), page, said, lead=LEAD)}
