"""The page that goes on top of a package: the same document model and renderers as the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.packages import tasks
from mipg_helpers.packages.model import PackageFile
from mipg_helpers.presentation import (
    blocks,
    cover,
    cover_follow_up,
    formats,
    narrative,
    narrative_committee,
    narrative_decisions,
    narrative_follow_up,
    tables,
    tables_columns,
    tables_follow_up,
    tables_plan,
)
from mipg_helpers.presentation.sections import kept, prose
from mipg_helpers.reporting.checks import check_reader_text
from mipg_helpers.reporting.document import document_from_notebook
from mipg_helpers.reporting.html import render_html
from mipg_helpers.reporting.pdf import render_pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.follow_up_profile import FollowUp
    from mipg_helpers.analysis.profile import Entidad, EntidadProfile, PoliticaResult, Profile
    from mipg_helpers.packages.model import Leader
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.reporting.walk import Document

OFFICIAL = "Los puntajes son oficiales, en puntos de 0 a 100. Cambio y prioridad: cálculo propio."
LEADER, COMMITTEE = "resumen_lider", "decisiones_comite"


def leader_summary(
    leader: Leader, entidad: EntidadProfile, follow_up: FollowUp | None, libro: str
) -> tuple[PackageFile, ...]:
    """Write the summary of a leader: his politicas, his plan, what is asked of him."""
    name = tasks.unit_name(leader.nombre)
    front = blocks.cover(
        title=f"Sus políticas del MIPG: resultados {entidad.vigencia}",
        subtitle=entidad.entidad.nombre,
        identity=_identity(entidad, LEADER, f"lider:{leader.clave}", (leader, follow_up)),
        facts=[("Entidad", entidad.entidad.nombre), ("Dependencia líder", name), *_facts(entidad)],
        notice=_notice(entidad.entidad),
    )
    body = [
        *_leader_results(leader, entidad, follow_up),
        *_leader_plan(follow_up),
        blocks.heading(2, "Qué hacer y para cuándo"),
        blocks.bullet_list(tasks.leader_tasks(leader, follow_up, libro), ordered=True),
    ]
    return documents([front, *body], "resumen", "Resumen de sus políticas")


def committee_summary(
    entidad: EntidadProfile, follow_up: FollowUp | None
) -> tuple[PackageFile, ...]:
    """Write what the committee is asked: decisions, plans to approve, what is overdue."""
    front = blocks.cover(
        title=f"Decisiones para el comité: resultados {entidad.vigencia}",
        subtitle=entidad.entidad.nombre,
        identity=_identity(entidad, COMMITTEE, "comite", (entidad, follow_up)),
        facts=[("Entidad", entidad.entidad.nombre), *_facts(entidad)],
        notice=_notice(entidad.entidad),
    )
    decisions = narrative_committee.decisions(entidad)
    plans = tables_plan.plans_table(entidad.acciones_prioritarias, entidad.vigencia_plan)
    dates = tables.deadlines_table(entidad.deadlines)
    body = [
        cover.entidad_figures(entidad),
        blocks.heading(2, "Decisiones sobre los resultados"),
        blocks.paragraph(narrative_committee.INTRO),
        blocks.bullet_list(decisions, ordered=True),
        *([blocks.heading(2, "Planes por aprobar"), plans] if plans else []),
        *_overdue(follow_up, entidad.vigencia_plan),
        *([blocks.heading(2, "Próximas fechas"), dates] if dates else []),
    ]
    return documents([front, *body], "decisiones", "Decisiones para el comité")


def documents(shown: Sequence[Block], stem: str, titulo: str) -> tuple[PackageFile, ...]:
    """Print blocks, the cover first, as a page and as a PDF, checked as the reports are.

    Raises
    ------
    RenderError
        If the page holds what no reader may meet, or the PDF cannot be written.
    """
    document = document_of(shown)
    page = render_html(document)
    check_reader_text(page)
    return (
        PackageFile(f"{stem}.html", f"{titulo} (HTML)", page),
        PackageFile(f"{stem}.pdf", f"{titulo} (PDF)", render_pdf(document)),
    )


def document_of(shown: Sequence[Block]) -> Document:
    """Read blocks as the renderers do: as the one output of an executed notebook."""
    output = {"output_type": "display_data", "data": {blocks.MIME: {"blocks": list(shown)}}}
    return document_from_notebook({"cells": [{"cell_type": "code", "outputs": [output]}]})


def _identity(profile: EntidadProfile, informe: str, alcance: str, said: object) -> dict[str, str]:
    return {
        "informe": informe,
        "entidad_id": profile.entidad.entidad_id,
        "politica": "",
        "vigencia": str(profile.vigencia),
        "alcance": alcance,
        "run_id": cover.run_id(said),
        "fecha": profile.method.fecha_informe.isoformat(),
    }


def _facts(profile: EntidadProfile) -> list[tuple[str, str]]:
    return [
        ("Vigencia medida", str(profile.vigencia)),
        ("Vigencia del plan", str(profile.vigencia_plan)),
        ("Fecha", formats.long_date(profile.method.fecha_informe)),
    ]


def _notice(entidad: Entidad) -> str:
    return cover.FICTITIOUS if entidad.es_ficticia else ""


def _leader_results(
    leader: Leader, entidad: EntidadProfile, follow_up: FollowUp | None
) -> list[Block]:
    if not leader.politicas:
        none = "Su dependencia no lidera políticas, pero responde por acciones del plan."
        return [blocks.paragraph(none)]
    rows = {row.politica.politica: row for row in entidad.politicas}
    planned = _planned(follow_up)
    return [
        blocks.heading(2, "Sus resultados"),
        *prose([_lead(leader)]),
        blocks.table(
            caption=f"Sus políticas, vigencia {entidad.vigencia}",
            columns=[
                ("Política", "left"),
                ("Puntaje oficial", "right"),
                ("Cambio", "right"),
                ("Prioridad", "left"),
                ("Acciones en el plan", "right"),
                ("Responde", "left"),
            ],
            rows=[_row(p, rows[p.politica.politica], planned) for p in leader.politicas],
            note=OFFICIAL,
            widths=[3.6, 1.2, 1.3, 1.3, 1.2, 4.2],
        ),
    ]


def _lead(leader: Leader) -> str:
    n, high = len(leader.politicas), tasks.urgent(leader)
    lead = f"Su dependencia lidera {narrative.counted(n, 'una política', 'políticas')} del MIPG."
    if not high:
        return f"{lead} Según la regla de los informes, ninguna tiene prioridad alta."
    names = formats.enumerated([p.politica.nombre for p in high])
    verb = "Tiene" if len(high) == 1 else "Tienen"
    return f"{lead} {verb} prioridad alta: {names}."


def _row(profile: Profile, row: PoliticaResult, planned: dict[str, int] | None) -> list[str]:
    politica = profile.politica
    count = None if planned is None else planned.get(politica.politica, 0)
    return [
        f"{politica.codigo} {politica.nombre}".strip(),
        formats.score_text(profile.score),
        tables_columns.change_cell(row.change),
        narrative.priority_cell(profile.score, profile.priority),
        formats.NO_FIGURE if count is None else formats.integer(count),
        tasks.in_charge(profile),
    ]


def _planned(follow_up: FollowUp | None) -> dict[str, int] | None:
    """Count his actions by politica; None where there is no plan."""
    if follow_up is None:
        return None
    return {group.clave: group.n_acciones for group in follow_up.politicas}


def _leader_plan(follow_up: FollowUp | None) -> list[Block]:
    if follow_up is None or follow_up.corte is None:
        return []
    day = formats.long_date(follow_up.corte)
    heading = blocks.heading(2, f"Su plan de {follow_up.vigencia_plan} al {day}")
    if not follow_up.total.n_exigibles and not follow_up.total.n_reportadas:
        return [heading, *prose(narrative_follow_up.summary(follow_up))]
    return [heading, cover_follow_up.follow_up_figures(follow_up)]


def _overdue(follow_up: FollowUp | None, vigencia_plan: int) -> list[Block]:
    """Show what is late and what the cut-off calls for; say so where there is no plan."""
    if follow_up is None:
        none = f"Todavía no hay un plan de {vigencia_plan} con acciones: no hay qué seguir."
        return [blocks.heading(2, "Plan en ejecución"), blocks.paragraph(none)]
    late = tables_follow_up.late_table(follow_up)
    none = "Ninguna acción está vencida ni termina pronto."
    return [
        blocks.heading(2, "Acciones vencidas y por vencer"),
        *(kept([late]) or prose([none])),
        blocks.heading(2, "Decisiones sobre el plan en ejecución"),
        blocks.bullet_list(narrative_decisions.decisions(follow_up), ordered=True),
    ]
