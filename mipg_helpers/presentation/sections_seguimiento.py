"""The objects that ``notebooks/seguimiento.ipynb`` displays, one per cell, in its order.

Each function takes the follow-up of a plan, of one politica or of one leader. Without a plan the
key figures say how one is made, and every other section says in a line that it has nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import (
    blocks,
    cover_follow_up,
    narrative_decisions,
    narrative_follow_up,
    narrative_progress_method,
    progress_rows,
    tables,
    tables_changes,
    tables_findings,
    tables_follow_up,
)
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.sections import kept, load_notices, prose, written

if TYPE_CHECKING:
    from mipg_helpers.analysis.follow_up_profile import FollowUp
    from mipg_helpers.presentation.blocks import Block

RESULTS = (
    "Las brechas y las prioridades son las del informe de cada política, que dice de qué archivo y "
    "celda salió cada puntaje."
)
NOTHING = "Sin acciones en el plan no hay qué mostrar aquí."


def cover(profile: FollowUp) -> Displayed:
    """Name the report: entidad, part of the plan, cut-off, date, and the mark of fiction."""
    return Displayed([cover_follow_up.follow_up_cover(profile)])


def key_figures(profile: FollowUp) -> Displayed:
    """Show progress, distance to what time says, missing reports and overdue actions."""
    title, why = narrative_follow_up.no_plan(profile)
    if why:
        return Displayed([blocks.callout("info", title, why)])
    return Displayed([cover_follow_up.follow_up_figures(profile)])


def describe_summary(profile: FollowUp) -> Displayed:
    """Say in words what the numbers say."""
    return written(narrative_follow_up.summary(profile))


def list_decisions(profile: FollowUp) -> Displayed:
    """Propose the decisions that the cut-off calls for."""
    if not profile.hay_plan:
        return written([NOTHING])
    items = narrative_decisions.decisions(profile)
    if not items:
        return written([narrative_decisions.NOTHING_TO_DECIDE])
    intro = blocks.paragraph(narrative_decisions.INTROS[profile.alcance.tipo])
    return Displayed([intro, blocks.bullet_list(items, ordered=True)])


def table_progress(profile: FollowUp) -> Displayed:
    """Show the numbers of the chart: by action, or by politica when the chart is."""
    if progress_rows.is_by_action(profile):
        return Displayed(kept([tables_follow_up.actions_table(profile)]))
    table = tables_follow_up.groups_table(profile.politicas, "Política", profile)
    listed = progress_rows.is_numbered(profile)
    return Displayed(kept([table, tables_follow_up.actions_table(profile) if listed else None]))


def describe_lights(profile: FollowUp) -> Displayed:
    """Count the lights and print their rule."""
    return written(narrative_follow_up.lights(profile))


def table_groups(profile: FollowUp) -> Displayed:
    """Compare dimensions, leaders and units; one unit alone is named in a sentence."""
    if not profile.hay_plan:
        return written([NOTHING])
    whole, units = profile.alcance.tipo == "comite", profile.dependencias
    alike = whole and units == profile.lideres  # who leads is who executes
    shown = [
        tables_follow_up.groups_table(profile.politicas, "Política", profile)
        if progress_rows.is_by_action(profile)
        else None,
        tables_follow_up.groups_table(profile.dimensiones, "Dimensión", profile) if whole else None,
        tables_follow_up.groups_table(profile.lideres, "Líder", profile) if whole else None,
        None if alike else tables_follow_up.groups_table(units, "Dependencia", profile),
    ]
    return Displayed([*kept(shown), *prose([narrative_follow_up.units(profile)])])


def table_late(profile: FollowUp) -> Displayed:
    """List what is overdue, what ends soon, and the next dates of the calendar."""
    none = "Ninguna acción está vencida ni termina pronto."
    late = _table_or(profile, tables_follow_up.late_table(profile), none)
    return late + Displayed(kept([tables.deadlines_table(profile.deadlines)]))


def table_missing(profile: FollowUp) -> Displayed:
    """List what was not reported and what was reported without evidence."""
    none = "Todas las acciones que debían reportar lo hicieron, con evidencia."
    return _table_or(profile, tables_follow_up.missing_table(profile), none)


def table_changes(profile: FollowUp) -> Displayed:
    """List what changed since the cut-off before, cell by cell."""
    if not profile.hay_plan:
        return written([NOTHING])
    said = prose([narrative_follow_up.changes(profile)])
    return Displayed([*said, *kept([tables_changes.changes_table(profile)])])


def table_evidence(profile: FollowUp) -> Displayed:
    """List what is wrong with the evidence."""
    return _table_or(profile, tables_findings.evidence_table(profile), tables_findings.NOTHING)


def table_quality(profile: FollowUp) -> Displayed:
    """List what the plan lacks, of what FURAG asks and of common sense."""
    return _table_or(profile, tables_findings.quality_table(profile), tables_findings.NOTHING)


def describe_method(profile: FollowUp) -> Displayed:
    """Say what is ours, and print the formulas."""
    said = narrative_progress_method.formulas(profile)
    return Displayed([blocks.bullet_list(narrative_progress_method.LIMITS), *prose(said)])


def table_sources(profile: FollowUp) -> Displayed:
    """Show the files the plan was read from, and name where the gaps come from."""
    return Displayed([*kept([tables_changes.files_table(profile)]), *prose([RESULTS])])


def describe_avisos(profile: FollowUp) -> Displayed:
    """List what the loader found in the data of this report, and the version of the program."""
    return Displayed(load_notices(profile.avisos, profile.version))


def _table_or(profile: FollowUp, table: Block | None, none: str) -> Displayed:
    """Show a table, or say that there is nothing to list."""
    if table is None:
        return written([none if profile.hay_plan else NOTHING])
    return Displayed([table])
