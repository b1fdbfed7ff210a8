"""What can be found of one entidad: its politicas, official recommendations and actions.

Each entry leads to the place of the page where the same text is printed, and says no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation.free_text import NO_TEXT, harmless
from mipg_helpers.presentation.narrative import excerpt
from mipg_helpers.site.model import accion_anchor, recomendacion_anchor
from mipg_helpers.site.search import SearchEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mipg_helpers.site.model import EntidadSite, PoliticaSite
    from mipg_helpers.site.search import Kind

#: Characters of a long text that lead to it.
TITLE = 140


def entidad_entries(site: EntidadSite) -> list[SearchEntry]:
    """List what can be found of an entidad, in the order of its politicas."""
    return [entry for item in site.politicas for entry in _entries(site, item)]


def _entries(site: EntidadSite, item: PoliticaSite) -> Iterator[SearchEntry]:
    profile, entidad = item.profile, site.entry.entidad

    def entry(kind: Kind, title: str, text: str, anchor: str = "") -> SearchEntry:
        href = f"{item.path}#{anchor}" if anchor else item.path
        return SearchEntry(
            kind, site.entry.entidad_id, entidad.nombre, item.nombre, title, text, href
        )

    yield entry("politica", item.nombre, profile.politica.proposito)
    for texto in profile.recomendaciones:
        anchor = recomendacion_anchor(texto.recomendacion_ids)
        yield entry("recomendacion", *_divided(texto.texto), anchor)
    for accion_id, accion, producto in _acciones(item):
        title, rest = _divided(accion)
        text = " ".join(part for part in (rest, harmless(producto)) if part)
        yield entry("accion", title, text, accion_anchor(accion_id))


def _acciones(item: PoliticaSite) -> list[tuple[str, str, str]]:
    """List the actions that the page of the politica prints: those that run, else proposed."""
    profile = item.profile
    if profile.plan is not None:
        running = [one.accion for one in profile.plan.acciones]
        return [(one.accion_id, one.accion, one.producto) for one in running]
    return [(one.accion_id, one.accion, one.producto) for one in profile.acciones]


def _divided(text: str) -> tuple[str, str]:
    """Give the start of a text, which names it, and what follows."""
    whole = harmless(text) or NO_TEXT
    start = excerpt(whole, TITLE)
    if not start.endswith("…"):
        return start, ""
    return start, f"…{whole.removeprefix(start.removesuffix('…')).lstrip(' ,;:')}"
