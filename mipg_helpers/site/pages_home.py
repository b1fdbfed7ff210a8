"""The home of an entidad, its list of politicas, and the home of a site of several."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from mipg_helpers.presentation import (
    blocks,
    charts,
    cover_follow_up,
    formats,
    narrative,
    narrative_entidad,
    narrative_follow_up,
    sections_entidad,
)
from mipg_helpers.presentation.sections import prose
from mipg_helpers.site import site_blocks
from mipg_helpers.site.model import HOME, QUE_ES, Link, Page
from mipg_helpers.site.pages_shared import (
    main_trend,
    page_of,
    politica_groups,
    report_name,
)
from mipg_helpers.site.render import render_blocks

if TYPE_CHECKING:
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.site.content import SiteContent
    from mipg_helpers.site.model import EntidadEntry, EntidadSite
    from mipg_helpers.site.render import Frame

MOST_NEWS = 4
MOST_DATES = 6
NO_REPORTS = "Todavía no hay informes publicados de la entidad."
READ_TILES = (
    "El número es el puntaje oficial, de 0 a 100; el tono más oscuro y la barra más larga indican "
    "un puntaje más alto, sin calificarlo. ▲ marca la prioridad alta según la regla de este sitio "
    "(cálculo propio)."
)


def home_page(frame: Frame, site: EntidadSite) -> tuple[str, bytes]:
    """Print the home of an entidad: result, politicas, changes, dimensions, plan, dates."""
    profile, entry = site.profile, site.entry
    page = Page(
        path=entry.home,
        title=f"Desempeño institucional {profile.vigencia}",
        trail=() if frame.is_single else (Link(frame.nombre, HOME),),
        entry=entry,
        description=f"Resultados MIPG {profile.vigencia} de {profile.entidad.nombre}.",
    )
    said = [
        *sections_entidad.key_figures(profile).blocks,
        *prose(narrative_entidad.summary(profile)),
        *_politicas(site, page),
        *site_blocks.columns(_changes(site), _dimensiones(site)),
        *site_blocks.columns(_plan(site, page), _dates(site)),
        *site_blocks.columns(_reports(site, page), _news(site)),
    ]
    place = narrative.entidad_place(profile.entidad)
    kicker = " · ".join(part for part in (profile.entidad.nombre, place) if part)
    return page.path, render_blocks(frame, page, said, kicker=kicker, contents=False)


def politicas_page(frame: Frame, site: EntidadSite) -> tuple[str, bytes]:
    """Print the list of politicas, most urgent first, and who answers for each."""
    page = page_of(frame, site, f"politicas/{HOME}", "Políticas")
    said = [
        *prose(narrative_entidad.politicas(site.profile)),
        *_politicas(site, page),
        blocks.heading(2, "Brechas, cambios y prioridad"),
        *sections_entidad.table_ranking(site.profile).blocks,
        blocks.heading(2, "Quién responde"),
        *prose([narrative_entidad.owners(site.profile)]),
        *_owners(site),
    ]
    lead = "Cada política tiene su página: qué es, cómo va, qué falta y quién responde."
    return page.path, render_blocks(
        frame, page, said, kicker=site.profile.entidad.nombre, lead=lead
    )


def all_page(frame: Frame, content: SiteContent) -> tuple[str, bytes]:
    """Print the home of a site of several entidades: who is in it, by departamento."""
    page = Page(
        HOME,
        f"Resultados MIPG {content.vigencia}",
        description=f"Resultados MIPG {content.vigencia} de {len(content.entidades)} entidades.",
    )
    said: list[Block] = [
        blocks.paragraph(
            "El Modelo Integrado de Planeación y Gestión (MIPG) mide cada año cómo trabajan las "
            "entidades públicas. Aquí están los resultados oficiales de cada una, sus planes y "
            "los informes que los explican."
        ),
        site_blocks.links(
            [
                ("¿Qué es MIPG?", page.href(QUE_ES), "El modelo, en palabras sencillas."),
                *((link.label, page.href(link.path), "") for link in frame.menu),
            ]
        ),
        blocks.heading(2, "Entidades"),
        blocks.paragraph(
            "El número es el Índice de Desempeño Institucional (IDI) oficial, de 0 a 100. Una "
            "entidad que solo diligencia Control Interno no tiene IDI."
        ),
        site_blocks.tiles(_by_place(content, page)),
    ]
    count = formats.plural(len(content.entidades), "entidad", "entidades")
    return page.path, render_blocks(
        frame, page, said, kicker=frame.nombre, lead=f"{count}.", contents=False
    )


def _by_place(content: SiteContent, page: Page) -> list[tuple[str, str, list[Block]]]:
    def place(entry: EntidadEntry) -> str:
        return entry.entidad.departamento or "Sin departamento"

    ordered = sorted(content.entidades, key=lambda entry: (place(entry), entry.entidad.nombre))
    return [
        (name, "", [_entidad_tile(entry, page) for entry in group])
        for name, group in groupby(ordered, key=place)
    ]


def _entidad_tile(entry: EntidadEntry, page: Page) -> Block:
    return site_blocks.score_tile(entry.entidad.nombre, page.href(entry.home), entry.idi)


def _politicas(site: EntidadSite, page: Page) -> list[Block]:
    count = len(site.politicas)
    title = "La política evaluada" if count == 1 else f"Las {count} políticas"
    return [
        blocks.heading(2, title),
        blocks.paragraph(READ_TILES),
        site_blocks.tiles(politica_groups(site, page)),
    ]


def _changes(site: EntidadSite) -> list[Block]:
    return [
        blocks.heading(2, "Qué cambió"),
        *prose(narrative_entidad.changes(site.profile)),
        *site_blocks.shown(charts.plot_trend(main_trend(site))),
    ]


def _dimensiones(site: EntidadSite) -> list[Block]:
    if len(site.dimensiones) < 2:
        return []
    return [
        blocks.heading(2, "Las dimensiones"),
        *prose(narrative_entidad.dimensiones(site.profile)),
        *site_blocks.shown(charts.plot_dimensiones(site.profile)),
    ]


def _plan(site: EntidadSite, page: Page) -> list[Block]:
    plan, year = site.follow_up, site.profile.vigencia_plan
    said: list[Block] = [blocks.heading(2, f"El plan de mejoramiento {year}")]
    if plan is None or not plan.hay_plan:
        said += [blocks.paragraph(f"Aún no hay un plan de mejoramiento de {year} publicado.")]
    else:
        said += [
            cover_follow_up.follow_up_figures(plan),
            *prose(narrative_follow_up.summary(plan)),
        ]
    target = page.href(f"{site.entry.prefix}planes.html")
    return [*said, site_blocks.links([("Ver los planes de la entidad", target, "")])]


def _dates(site: EntidadSite) -> list[Block]:
    deadlines = site.profile.deadlines[:MOST_DATES]
    if not deadlines:
        return []
    return [blocks.heading(2, "Próximas fechas"), site_blocks.dates(deadlines)]


def _reports(site: EntidadSite, page: Page) -> list[Block]:
    found = [report for report in site.reports if not report.alcance.startswith("lider")]
    said = blocks.heading(2, "Informes de la entidad")
    if not found:
        return [said, blocks.paragraph(NO_REPORTS)]
    return [said, site_blocks.reports(found, page, report_name(site))]


def _news(site: EntidadSite) -> list[Block]:
    found = [(item, one.nombre) for one in site.politicas for item in one.added.noticias]
    found.sort(key=lambda pair: pair[0].fecha, reverse=True)
    if not found:
        return []
    return [blocks.heading(2, "Noticias"), site_blocks.news(found[:MOST_NEWS])]


def _owners(site: EntidadSite) -> list[Block]:
    from mipg_helpers.presentation.tables_entidad import owners_table

    table = owners_table(site.profile)
    return [table] if table else []
