"""The plans of an entidad: improvement plan at its last cut-off, and those of Decreto 612."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import (
    blocks,
    charts,
    cover_follow_up,
    formats,
    narrative_follow_up,
    sections_612,
    tables_follow_up,
)
from mipg_helpers.presentation.sections import kept, prose
from mipg_helpers.site import site_blocks
from mipg_helpers.site.pages_shared import page_of, report_name
from mipg_helpers.site.render import render_blocks

if TYPE_CHECKING:
    from mipg_helpers.analysis.follow_up_profile import FollowUp
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.site.model import EntidadSite, Page
    from mipg_helpers.site.render import Frame


def plans_page(frame: Frame, site: EntidadSite) -> tuple[str, bytes]:
    """Print the page of the plans."""
    year = site.profile.vigencia_plan
    page = page_of(frame, site, "planes.html", f"Planes {year}")
    said = [
        blocks.heading(2, "Plan de mejoramiento"),
        *_improvement(site),
        *_reports(site, page),
        blocks.heading(2, "Planes institucionales (Decreto 612 de 2018)"),
        *_institutional(site),
        *_dates(site),
    ]
    lead = (
        f"Lo que la entidad se propuso hacer en {year} a partir de sus resultados de "
        f"{site.profile.vigencia}, y cómo va."
    )
    return page.path, render_blocks(
        frame, page, said, kicker=site.profile.entidad.nombre, lead=lead
    )


def _improvement(site: EntidadSite) -> list[Block]:
    plan, year = site.follow_up, site.profile.vigencia_plan
    if plan is None or not plan.hay_plan:
        text = (
            f"Aún no hay un plan de mejoramiento de {year} publicado. Las acciones que se proponen "
            "están en la página de cada política."
        )
        return [blocks.callout("info", "Sin plan publicado", text)]
    return [
        cover_follow_up.follow_up_figures(plan),
        *prose(narrative_follow_up.summary(plan)),
        *site_blocks.shown(charts.plot_progress(plan)),
        *prose(narrative_follow_up.lights(plan)),
        *_folded_tables(plan),
    ]


def _folded_tables(plan: FollowUp) -> list[Block]:
    """Show who has to act; what is long is folded."""
    found = [
        ("Ver el avance por líder", tables_follow_up.groups_table(plan.lideres, "Líder", plan)),
        ("Ver las acciones vencidas y por vencer", tables_follow_up.late_table(plan)),
        ("Ver las acciones sin reporte o sin evidencia", tables_follow_up.missing_table(plan)),
    ]
    return [block for title, table in found for block in site_blocks.folded(title, kept([table]))]


def _reports(site: EntidadSite, page: Page) -> list[Block]:
    found = [report for report in site.reports if report.alcance]
    if not found:
        return []
    return [
        blocks.heading(3, "Informes de seguimiento"),
        site_blocks.reports(found, page, report_name(site)),
    ]


def _institutional(site: EntidadSite) -> list[Block]:
    planes = site.planes_612
    limit = formats.long_date(planes.limite)
    if not planes.hay_plan:
        text = (
            "La entidad no ha reportado aquí la publicación de estos planes; eso no quiere decir "
            f"que no los haya publicado. El plazo es el {limit} ({planes.fuente_limite})."
        )
        return [blocks.paragraph(text), *sections_612.table_plans(planes).blocks]
    return [
        *sections_612.describe_summary(planes).blocks,
        *sections_612.table_plans(planes).blocks,
        blocks.paragraph(sections_612.METHOD),
    ]


def _dates(site: EntidadSite) -> list[Block]:
    deadlines = site.profile.deadlines
    if not deadlines:
        return []
    return [blocks.heading(2, "Próximas fechas"), site_blocks.dates(deadlines)]
