"""A handmade entidad of a site, and what a test asks of a page. All figures are invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import follow_up_builders
import plans_612_builders
import profile_builders as made

from mipg_helpers.site.model import (
    Added,
    DimensionSite,
    EntidadEntry,
    EntidadSite,
    PoliticaSite,
    Report,
    SiteFile,
    dimension_path,
    politica_path,
)
from mipg_helpers.site.render import Frame
from mipg_helpers.site.theme_file import read_theme

if TYPE_CHECKING:
    from lxml.html import HtmlElement

KEYS = ("gobierno_digital", "integridad", "control_interno")
SHA = "cd" * 32


def frame(**changes: object) -> Frame:
    base = Frame("Alcaldía de Ejemplo", 2025, is_single=True, es_ficticia=True, tema=read_theme())
    return replace(base, **changes)


def site_file(path: str = "informes/integridad.pdf", n_bytes: int = 118_400) -> SiteFile:
    return SiteFile(path, Path("salida") / path, SHA, n_bytes)


def report(informe: str = "politica", politica: str = "integridad", alcance: str = "") -> Report:
    files = (site_file("informes/integridad.html"), site_file())
    titulo = "Informe de la política"
    return Report(f"0001/2025/{politica}", informe, titulo, politica, alcance, 1, files)


def entidad_site(prefix: str = "", *, hostile: bool = False, plan: bool = False) -> EntidadSite:
    """Build an entidad with three politicas, in a site of its own or below `prefix`."""
    profile = made.entidad_hostile() if hostile else made.entidad_profile()
    pages = tuple(politica_site(key, prefix, hostile=hostile) for key in KEYS)
    return EntidadSite(
        entry=EntidadEntry(profile.entidad, prefix, profile.idi),
        profile=profile,
        politicas=pages,
        dimensiones=tuple(
            DimensionSite(
                row,
                dimension_path(prefix, row.dimension),
                tuple(p for p in profile.politicas if p.politica.dimension == row.dimension),
            )
            for row in profile.dimensiones
        ),
        follow_up=follow_up_builders.follow_up() if plan else None,
        planes_612=plans_612_builders.build(),
        reports=(replace(report("institucional", ""), files=(site_file("informes/i.pdf"),)),),
        failed=(),
    )


def politica_site(key: str, prefix: str = "", *, hostile: bool = False, **changes: object):
    profile = made.profile(key)
    if hostile:
        bad = made.hostile()
        profile = replace(bad, politica=replace(bad.politica, politica=key))
    base = PoliticaSite(profile, politica_path(prefix, key), (report(politica=key),), Added())
    return replace(base, **changes)


def parsed(page: bytes) -> HtmlElement:
    """Read a page as a browser does."""
    from lxml import html

    return html.document_fromstring(page)


def words(page: bytes) -> str:
    """Give the words of the main part of a page."""
    return " ".join(parsed(page).find(".//main").text_content().split())


def headings(page: bytes) -> list[str]:
    """List the headings of the main part of a page, with their level."""
    main = parsed(page).find(".//main")
    found = [element for element in main.iter() if element.tag in {"h1", "h2", "h3", "h4"}]
    return [f"{element.tag} {' '.join(element.text_content().split())}" for element in found]


def addresses(page: bytes) -> list[str]:
    """List every address of a page, those of its style and pictures too."""
    found = [value for _, attribute, value, _ in parsed(page).iterlinks() if attribute != "xmlns"]
    return [value for value in found if not value.startswith("data:")]
