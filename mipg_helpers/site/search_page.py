"""The page of the search; without script it is a plain list of what the site is about."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import fold
from mipg_helpers.site.matrix import STYLE, departamento_of, departamento_pages
from mipg_helpers.site.model import BUSCAR, HOME, STATIC, Link, Page, politica_path
from mipg_helpers.site.render import render_page

if TYPE_CHECKING:
    from mipg_helpers.site.content import SiteContent
    from mipg_helpers.site.render import Frame

SCRIPT = f"{STATIC}/buscar.js"
#: From so many entidades on the list names departamentos.
MOST_ENTIDADES = 1_000


def search_page(frame: Frame, content: SiteContent) -> tuple[str, bytes]:
    """Print the page of the search."""
    page = Page(
        BUSCAR,
        "Buscar",
        (Link("Inicio" if frame.is_single else frame.nombre, HOME),),
        description=f"Buscar políticas, recomendaciones y acciones. {frame.nombre}.",
    )
    values = {
        "scripts": [page.href(SCRIPT)],
        "tools_style": page.href(STYLE),
        "title": "Todas las políticas" if frame.is_single else "Todas las entidades",
        "groups": _by_letter(_places(content)),
    }
    return page.path, render_page(frame, page, "search.html", values)


def _places(content: SiteContent) -> list[tuple[str, Link]]:
    """List where to go without searching: a letter or "" and a link, in order."""
    if content.is_single:
        return [("", link) for link in _politicas(content)]
    if len(content.entidades) > MOST_ENTIDADES:
        return [("", Link(item.name, item.path)) for item in departamento_pages(content)]
    found = [
        Link(f"{entry.entidad.nombre} ({departamento_of(entry)})", entry.home)
        for entry in content.entidades
    ]
    return [(_letter(link), link) for link in sorted(found, key=lambda link: fold(link.label))]


def _politicas(content: SiteContent) -> list[Link]:
    """List the politicas that have a page: a MECI form has one."""
    entry = content.entidades[0]
    found = [
        Link(info.nombre, politica_path(entry.prefix, info.politica))
        for info in content.catalog.politicas(content.vigencia)
        if content.scores()[entry.entidad_id][info.politica].motivo != "solo_meci"
    ]
    return sorted(found, key=lambda link: fold(link.label))


def _by_letter(places: list[tuple[str, Link]]) -> list[tuple[str, list[Link]]]:
    return [
        (letter, [link for _, link in group])
        for letter, group in groupby(places, key=lambda place: place[0])
    ]


def _letter(link: Link) -> str:
    return fold(link.label)[:1].upper()
