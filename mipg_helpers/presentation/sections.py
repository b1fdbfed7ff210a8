"""The objects that ``notebooks/politica.ipynb`` displays, one per cell, in its order.

Each function takes the profile of one politica and returns something a cell shows as it is.
What does not apply says why, or shows nothing where the object beside it has said it already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import (
    blocks,
    narrative_method,
    narrative_plan,
    narrative_politica,
    narrative_running_plan,
    sections_texts,
    tables,
    tables_follow_up,
    tables_method,
    tables_plan,
    tables_sources,
)
from mipg_helpers.presentation import cover as front
from mipg_helpers.presentation.display import Displayed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mipg_helpers.analysis.profile import Profile
    from mipg_helpers.presentation.blocks import Block


#: Rows of the running plan that this report shows; that of seguimiento has them all.
MOST_ACTIONS = 20


def cover(profile: Profile) -> Displayed:
    """Name the report: entidad, politica, vigencia, group, date, and the mark of fiction."""
    return Displayed([front.politica_cover(narrative_running_plan.pending(profile))])


def key_figures(profile: Profile) -> Displayed:
    """Show score, change, place and distance; without a score, the reason in words."""
    title, why = narrative_politica.why_not_assessed(profile)
    if why:
        return Displayed([blocks.callout("info", title, why)])
    return Displayed([front.politica_figures(profile)])


def describe_summary(profile: Profile) -> Displayed:
    """Say in words what the numbers say."""
    return written(narrative_politica.summary(narrative_running_plan.pending(profile)))


def describe_trend(profile: Profile) -> Displayed:
    """Tell the series and its breaks."""
    return written(narrative_politica.trend(profile))


def table_indices(profile: Profile) -> Displayed:
    """Show the figures of the chart of sub-indices, their gaps, changes and priorities."""
    return Displayed(kept([tables.indices_table(profile)]))


def describe_indices(profile: Profile) -> Displayed:
    """Tell which sub-indices stay behind."""
    return written(narrative_politica.indices(profile))


def describe_position(profile: Profile) -> Displayed:
    """Tell the place of the entidad in its group, and which group it is."""
    return written(narrative_politica.position(profile))


def table_gaps(profile: Profile) -> Displayed:
    """Show the gaps of the politica and the priority they give."""
    if profile.case != "evaluada":
        why = "Sin puntaje oficial no se puede medir la distancia a ninguna referencia."
        return Displayed([blocks.callout("info", "Sin brechas", why)])
    return Displayed([tables.gaps_table(profile), *prose(narrative_politica.priority(profile))])


def list_recommendations(profile: Profile) -> Displayed:
    """List the official texts, each once, with the other politicas they serve."""
    intro = prose(narrative_plan.recommendations(profile))
    if not profile.recomendaciones:
        return Displayed(intro)
    states = narrative_running_plan.states_of_texts(profile.plan)
    return Displayed([*intro, sections_texts.politica_texts(profile.recomendaciones, states)])


def table_plan(profile: Profile) -> Displayed:
    """Show the proposed actions, in common columns, that are not in the running plan yet."""
    profile = narrative_running_plan.pending(profile)
    table = tables_plan.plan_table(profile.acciones, profile.recomendaciones, profile.vigencia_plan)
    return Displayed([*prose(narrative_plan.plan(profile)), *kept([table])])


def table_running_plan(profile: Profile) -> Displayed:
    """Show the progress of the running plan beside the gaps; nothing where there is no plan."""
    plan = profile.plan
    if plan is None or plan.corte is None:
        return Displayed([])
    table = tables_follow_up.progress_table(
        plan.acciones, plan.corte, most=MOST_ACTIONS, names_politica=False
    )
    heading = blocks.heading(2, f"Avance del plan de {plan.vigencia_plan}")
    return Displayed([heading, *prose(narrative_running_plan.running_plan(plan)), table])


def table_responsables(profile: Profile) -> Displayed:
    """Show who is in charge and the next dates; warn where nobody is."""
    missing = narrative_plan.no_owner(profile)
    warning = [blocks.callout("warning", "Falta un responsable", missing)] if missing else []
    doubt = prose([narrative_plan.inherited_owner(profile)])
    shown = [tables.responsables_table(profile), tables.deadlines_table(profile.deadlines)]
    return Displayed([*warning, *kept(shown[:1]), *doubt, *kept(shown[1:])])


def table_politicas(profile: Profile) -> Displayed:
    """Place the politica among those of the entidad."""
    said = prose(narrative_politica.politicas(profile))
    return Displayed([*said, tables.politicas_table(profile)])


def describe_method(profile: Profile) -> Displayed:
    """Say what is official and what is ours, print the formula and work it out."""
    said = [
        profile.method.explicacion_tramo,
        narrative_method.comparison(profile.method, profile.peers, profile.entidad),
    ]
    return Displayed(
        [blocks.bullet_list(narrative_method.LIMITS), *prose(said), *_priority_rule(profile)]
    )


def _priority_rule(profile: Profile) -> list[Block]:
    rule = profile.method.rule
    if not profile.priority.componentes:  # nothing was weighed: the formula would explain nothing
        return []
    said = [
        narrative_method.formula(rule),
        narrative_method.thresholds(rule),
        narrative_method.sensitivity(profile.method.sensitivity, rule, _weighed(profile)),
    ]
    return [*prose(said), tables_method.rule_table(profile.priority, rule)]


def _weighed(profile: Profile) -> str:
    return "subíndices" if profile.indices else ""


def table_sources(profile: Profile) -> Displayed:
    """Show the files and the cells every figure was read from."""
    return Displayed(kept([tables_sources.politica_sources(profile)]))


def describe_avisos(profile: Profile) -> Displayed:
    """List what the loader found in the data of this report, and the version of the program."""
    return Displayed(load_notices(profile.avisos, profile.method.version))


def load_notices(avisos: Iterable[str], version: str) -> list[Block]:
    """Build the blocks of the last section, common to every report."""
    found = list(avisos)
    made = blocks.paragraph(f"Informe hecho con MIPG Workbench {version}.")
    if not found:
        return [
            blocks.paragraph("La carga no dejó avisos sobre las filas que usa este informe."),
            made,
        ]
    return [blocks.bullet_list(found), made]


def written(texts: Iterable[str]) -> Displayed:
    """Show paragraphs."""
    return Displayed(prose(texts))


def prose(texts: Iterable[str]) -> list[Block]:
    """Make a paragraph of each text that says something."""
    return [blocks.paragraph(text) for text in texts if text]


def kept(found: Iterable[Block | None]) -> list[Block]:
    """Leave out the tables that do not exist for this report."""
    return [block for block in found if block is not None]
