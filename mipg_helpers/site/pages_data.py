"""The page of data that readers may take and reuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks
from mipg_helpers.site import site_blocks
from mipg_helpers.site.model import ACERCA, HOME, Link, Page
from mipg_helpers.site.pages_shared import trail_of
from mipg_helpers.site.render import render_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.site.model import Download, EntidadEntry
    from mipg_helpers.site.render import Frame

NAME = "datos.html"
NONE = "Todavía no hay archivos de datos para descargar."


def data_page(
    frame: Frame, entry: EntidadEntry | None, downloads: Sequence[Download]
) -> tuple[str, bytes]:
    """Print the list of downloads, of an entidad or (None) of all."""
    trail = trail_of(frame, entry) if entry else (Link(frame.nombre, HOME),)
    path = (entry.prefix if entry else "") + NAME
    whose = entry.entidad.nombre if entry else frame.nombre
    page = Page(path, "Datos abiertos", trail, entry, f"Datos para descargar. {whose}.")
    said: list[Block] = [
        blocks.heading(2, "Archivos"),
        site_blocks.downloads(downloads, page) if downloads else blocks.paragraph(NONE),
        blocks.heading(2, "Antes de usarlos"),
        blocks.bullet_list(
            [
                (
                    "Una celda vacía quiere decir que el dato no aplica o no se publicó; no es un "
                    "cero."
                ),
                "Los puntajes van de 0 a 100 y llevan siempre su vigencia: no todas se comparan.",
                "Cada columna dice si es oficial o cálculo propio; cite la fuente y la fecha.",
            ]
        ),
        site_blocks.links([("Acerca de estas cifras", page.href(ACERCA), "")]),
    ]
    lead = "Los mismos datos de estas páginas, en formatos que se pueden reutilizar."
    return path, render_blocks(frame, page, said, kicker=whose, lead=lead)
