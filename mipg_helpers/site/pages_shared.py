"""What several pages of an entidad have in common: the way back, tiles, names of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.site import site_blocks
from mipg_helpers.site.model import HOME, Link, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mipg_helpers.analysis.profile import EntidadProfile, PoliticaResult, Profile
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.site.model import EntidadEntry, EntidadSite, Report
    from mipg_helpers.site.render import Frame


def politicas_link(site: EntidadSite) -> Link:
    """Link to the list of politicas."""
    return Link("Políticas", f"{site.entry.prefix}politicas/{HOME}")


def trail_of(frame: Frame, entry: EntidadEntry, *above: Link) -> tuple[Link, ...]:
    """Name the pages above one of an entidad, the home of the site first."""
    if frame.is_single:
        return (Link("Inicio", HOME), *above)
    return (Link(frame.nombre, HOME), Link(entry.entidad.nombre, entry.home), *above)


def page_of(frame: Frame, site: EntidadSite, name: str, title: str, *above: Link) -> Page:
    """Name a page of an entidad by its place inside the entidad's folder."""
    entry = site.entry
    return Page(
        path=entry.prefix + name,
        title=title,
        trail=trail_of(frame, entry, *above),
        entry=entry,
        description=f"{title}. {entry.entidad.nombre}, vigencia {frame.vigencia}.",
    )


def main_trend(site: EntidadSite) -> EntidadProfile | Profile:
    """Give what tells how the entidad has done: its IDI or, without one, its only politica."""
    if site.profile.entidad.es_meci and len(site.politicas) == 1:
        return site.politicas[0].profile
    return site.profile


def politica_groups(site: EntidadSite, page: Page) -> list[tuple[str, str, list[Block]]]:
    """Group the politicas that have a page by dimension, in official order."""
    return [
        (
            f"{item.result.dimension} {item.result.nombre}",
            page.href(item.path),
            politica_tiles(site, item.politicas, page),
        )
        for item in site.dimensiones
    ]


def politica_tiles(site: EntidadSite, rows: Iterable[PoliticaResult], page: Page) -> list[Block]:
    """Show politicas as tiles that lead to their pages."""
    paths = {item.politica: item.path for item in site.politicas}
    return [
        site_blocks.politica_tile(row, page.href(paths[row.politica.politica]))
        for row in rows
        if row.politica.politica in paths
    ]


def report_name(site: EntidadSite) -> Callable[[Report], str]:
    """Name reports so that two of a kind are told apart: by their leader."""
    leaders = (
        {group.clave: group.nombre for group in site.follow_up.lideres} if site.follow_up else {}
    )

    def name(report: Report) -> str:
        kind, _, clave = report.alcance.partition(":")
        if kind != "lider":
            return report.titulo
        return f"{report.titulo}: {leaders.get(clave) or clave.replace('-', ' ')}"

    return name
