"""The page of one politica: what it is for, how it stands, its plan, who answers, what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import (
    blocks,
    charts,
    formats,
    free_text,
    narrative,
    narrative_plan,
    narrative_politica,
    progress_formats,
    sections,
    sections_texts,
    tables,
)
from mipg_helpers.presentation.narrative_running_plan import running_plan, states_of_texts
from mipg_helpers.presentation.sections import prose
from mipg_helpers.site import site_blocks
from mipg_helpers.site.model import accion_anchor, recomendacion_anchor
from mipg_helpers.site.pages_shared import page_of, politicas_link, report_name
from mipg_helpers.site.render import render_blocks

if TYPE_CHECKING:
    from mipg_helpers.analysis.follow_up_profile import ActionProgress, PlanSummary
    from mipg_helpers.analysis.profile import Profile, ProposedAction
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.site.model import EntidadSite, Page, PoliticaSite
    from mipg_helpers.site.render import Frame

#: From so many official texts on the list is folded.
MANY_TEXTS = 6
#: What a page takes of each typed text, and of those of all its actions: however long they are, the
#: page is light enough to be published.
MOST_TEXT, MOST_TEXTS = 2_000, 100_000
CUT = "el texto sigue en los datos abiertos"
NO_REPORTS = "Todavía no hay informes publicados de esta política."


def politica_page(frame: Frame, site: EntidadSite, item: PoliticaSite) -> tuple[str, bytes]:
    """Print the page of a politica."""
    profile, politica = item.profile, item.profile.politica
    name = item.path.removeprefix(site.entry.prefix)
    page = page_of(frame, site, name, politica.nombre, politicas_link(site))
    said = [
        *sections.key_figures(profile).blocks,
        *_result(profile),
        *_gaps(profile),
        *_reports(site, item, page),
        *_plan(profile),
        *_texts(profile),
        *_owners(profile),
        *_added(item, page),
        *_sources(profile),
        *_near(site, item, page),
    ]
    kicker = f"{site.profile.entidad.nombre} · {politica.dimension} {politica.nombre_dimension}"
    return page.path, render_blocks(frame, page, said, kicker=kicker, lead=politica.proposito)


def _result(profile: Profile) -> list[Block]:
    said = [blocks.heading(2, "Resultado"), *prose(narrative_politica.summary(profile))]
    if profile.case != "evaluada":
        return said
    return [*said, *site_blocks.shown(charts.plot_trend(profile))]


def _gaps(profile: Profile) -> list[Block]:
    if profile.case != "evaluada":
        return []
    parts: list[Block] = []
    if any(row.score.puntos is not None for row in profile.indices):
        parts = [
            *prose(narrative_politica.indices(profile)),
            *site_blocks.shown(charts.plot_indices(profile)),
        ]
    return [
        blocks.heading(2, "Qué falta"),
        tables.gaps_table(profile),
        *prose(narrative_politica.priority(profile)),
        *parts,
    ]


def _reports(site: EntidadSite, item: PoliticaSite, page: Page) -> list[Block]:
    said = blocks.heading(2, "Informes")
    if not item.reports:
        return [said, blocks.paragraph(NO_REPORTS)]
    return [said, site_blocks.reports(item.reports, page, report_name(site))]


def _plan(profile: Profile) -> list[Block]:
    title = blocks.heading(2, f"Plan de mejoramiento {profile.vigencia_plan}")
    plan: PlanSummary | None = profile.plan
    if plan is not None:
        most = min(MOST_TEXT, MOST_TEXTS // max(1, len(plan.acciones)))
        actions = [
            (accion_anchor(one.accion.accion_id), _running(one, most)) for one in plan.acciones
        ]
        return [title, *prose(running_plan(plan)), site_blocks.texts(actions)]
    if not profile.acciones:
        return [title, blocks.paragraph("No hay acciones de esta política en el plan publicado.")]
    proposed = [(accion_anchor(one.accion_id), _proposed(one)) for one in profile.acciones]
    intro = (
        "El plan todavía no está publicado. Estas son las acciones que se proponen a partir de "
        "las recomendaciones oficiales; el comité decide cuáles aprueba."
    )
    return [
        title,
        blocks.paragraph(intro),
        *site_blocks.folded(
            _counted(len(proposed), "acción propuesta"), [site_blocks.texts(proposed)]
        ),
    ]


def _counted(n: int, what: str) -> str:
    several = what.replace("acción", "acciones").replace("propuesta", "propuestas")
    return f"Ver {formats.plural(n, what, several)}"


def _running(item: ActionProgress, most: int) -> list[Block]:
    accion = item.accion
    text, unit = free_text.harmless(accion.accion), free_text.harmless(item.dependencia)
    told = [
        item.etiqueta_estado,
        f"avance {progress_formats.pct(item.avance_pct, 'sin reporte')}",
        f"semáforo: {progress_formats.light(item.luz).lower()}",
        f"responde {narrative.excerpt(unit, most)}" if unit else "",
        f"termina el {formats.long_date(accion.fecha_fin)}" if accion.fecha_fin else "",
        CUT if len(text) > most else "",
    ]
    shown = narrative.excerpt(text, most) if len(text) > most else text
    return [
        blocks.paragraph(shown or free_text.NO_TEXT),
        blocks.paragraph([blocks.emphasis(f"{'; '.join(part for part in told if part)}.")]),
    ]


def _proposed(accion: ProposedAction) -> list[Block]:
    told = [
        f"Producto: {narrative.lower_first(accion.producto)}" if accion.producto else "",
        f"responde {accion.responsable}" if accion.responsable else "",
        f"prioridad {formats.LEVELS[accion.prioridad]}",
    ]
    return [
        blocks.paragraph(accion.accion),
        blocks.paragraph([blocks.emphasis(f"{'; '.join(part for part in told if part)}.")]),
    ]


def _texts(profile: Profile) -> list[Block]:
    intro = prose(narrative_plan.recommendations(profile))
    title = blocks.heading(2, "Recomendaciones oficiales")
    found = profile.recomendaciones
    if not found:
        return [title, *intro]
    written = sections_texts.politica_texts(found, states_of_texts(profile.plan))
    shown = site_blocks.texts(
        (recomendacion_anchor(texto.recomendacion_ids), inside)
        for texto, inside in zip(found, written["items"], strict=True)
    )
    if len(found) < MANY_TEXTS:
        return [title, *intro, shown]
    count = formats.plural(len(found), "recomendación", "recomendaciones")
    return [title, *intro, *site_blocks.folded(f"Ver las {count}", [shown])]


def _owners(profile: Profile) -> list[Block]:
    missing = narrative_plan.no_owner(profile)
    warning = [blocks.callout("warning", "Falta un responsable", missing)] if missing else []
    return [
        blocks.heading(2, "Quién responde"),
        *warning,
        tables.responsables_table(profile),
        *prose([narrative_plan.inherited_owner(profile)]),
    ]


def _added(item: PoliticaSite, page: Page) -> list[Block]:
    added = item.added
    said: list[Block] = []
    if added.noticias:
        news = site_blocks.news((one, "") for one in added.noticias)
        said += [blocks.heading(2, "Noticias"), news]
    if added.documentos:
        documents = site_blocks.documents(added.documentos, page)
        said += [blocks.heading(2, "Documentos"), documents]
    return said


def _sources(profile: Profile) -> list[Block]:
    """Say where the score was read."""
    source = profile.score.source
    if source is None:
        return []
    where = (
        f"Puntaje oficial leído de «{source.archivo}», hoja «{source.hoja}», celda "
        f"{source.columna}{source.fila}. Los demás datos y sus celdas están en el informe de la "
        "política."
    )
    return [blocks.heading(2, "De dónde sale la cifra"), blocks.paragraph(where)]


def _near(site: EntidadSite, item: PoliticaSite, page: Page) -> list[Block]:
    """Lead on to the other politicas of the dimension."""
    dimension = item.profile.politica.dimension
    near = [
        (other.nombre, page.href(other.path), other.profile.politica.proposito)
        for other in site.politicas
        if other.profile.politica.dimension == dimension and other.path != item.path
    ]
    if not near:
        return []
    return [blocks.heading(2, "De la misma dimensión"), site_blocks.links(near)]
