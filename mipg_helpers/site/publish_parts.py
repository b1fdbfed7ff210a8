"""The files of a site that are made, as opposed to copied: pages, data to take, the search.

Everything that leaves here went through the rules of what is held back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.site.downloads import entidad_downloads, shared_downloads
from mipg_helpers.site.pages import render_entidad, render_shared
from mipg_helpers.site.privacy import RETAINED, Held, excerpt, find_held, mask_page, mask_text
from mipg_helpers.site.publish_missing import MISSING_LINK, missing_page
from mipg_helpers.site.search import search_files
from mipg_helpers.site.search_entries import entidad_entries
from mipg_helpers.site.tools import render_tools, tool_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.site.model import EntidadSite, Link
    from mipg_helpers.site.privacy import Rules
    from mipg_helpers.site.publish_content import ReviewedContent
    from mipg_helpers.site.publish_missing import Missing
    from mipg_helpers.site.search import SearchEntry


@dataclass(frozen=True, slots=True)
class MadeFiles:
    """Files by path, what was held back in them, and what the search finds in them."""

    files: dict[str, bytes]
    held: tuple[Held, ...]
    entries: tuple[SearchEntry, ...] = ()


class _Cleaner:
    """Mask the texts of one file and remember what was held back."""

    def __init__(self, rules: Rules, entidad_id: str, lugar: str) -> None:
        self._rules, self._entidad_id, self._lugar = rules, entidad_id, lugar
        self.held: list[Held] = []

    def __call__(self, text: str) -> str:
        said = harmless(text)
        kind = "" if self._rules.interna else find_held(said, self._rules)
        if not kind:
            return said
        masked = mask_text(said, self._rules)
        done = f"se escribió {RETAINED}"
        self.held.append(Held(self._entidad_id, self._lugar, kind, excerpt(masked), done))
        return masked


def site_menu(content: ReviewedContent, missing: Sequence[Missing]) -> tuple[Link, ...]:
    """Name the pages that every page links beside its own."""
    links = tool_links(content)
    return (*links, MISSING_LINK) if missing else links


def make_entidad(content: ReviewedContent, entidad_id: str, menu: Sequence[Link]) -> MadeFiles:
    """Make the pages of an entidad, its data, and what the search finds of it."""
    site, rules = content.entidad(entidad_id), content.rules(entidad_id)
    clean = _Cleaner(rules, entidad_id, "descargas de datos")
    downloads = entidad_downloads(
        site, content.catalog, licencia=content.tema.licencia, clean=clean
    )
    pages = render_entidad(content, entidad_id, downloads=downloads.listed, menu=menu)
    files, held = _masked(pages, rules, entidad_id)
    entries = reviewed_entries(site, rules)
    return MadeFiles({**files, **downloads.files}, (*held, *clean.held), entries)


def reviewed_entries(site: EntidadSite, rules: Rules) -> tuple[SearchEntry, ...]:
    """List what the search finds of an entidad, without what is held back of it.

    Nothing is listed as held back: the texts are those of the pages, where it is.
    """
    say = _Cleaner(rules, site.entry.entidad_id, "buscador")
    nombre = say(site.entry.entidad.nombre)
    return tuple(
        replace(one, entidad=nombre, title=say(one.title), text=say(one.text))
        for one in entidad_entries(site)
    )


def make_shared(
    content: ReviewedContent,
    entries: Iterable[SearchEntry],
    missing: Sequence[Missing],
    menu: Sequence[Link],
) -> MadeFiles:
    """Make the pages and the data of the whole site, and the index of its search."""
    rules = content.rules()
    clean = _Cleaner(rules, "", "descargas de datos")
    downloads = shared_downloads(content, licencia=content.tema.licencia, clean=clean)
    pages = render_shared(content, downloads=downloads.listed, menu=menu)
    pages |= render_tools(content, menu=menu)
    if missing:
        pages |= missing_page(content, missing, menu)
    files, held = _masked(pages, rules, "")
    files |= search_files(entries)
    return MadeFiles({**files, **downloads.files}, (*held, *clean.held))


def _masked(
    pages: dict[str, bytes], rules: Rules, entidad_id: str
) -> tuple[dict[str, bytes], list[Held]]:
    files, held = dict(pages), []
    for path, page in pages.items():
        if path.endswith(".html"):
            files[path], found = mask_page(page, path, rules, entidad_id)
            held += found
    return files, held
