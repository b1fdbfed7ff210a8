"""The objects that ``notebooks/entidad.ipynb`` displays, one per cell, in its order.

Each function takes the profile of a whole entidad; see `mipg_helpers.presentation.sections`
for the report of one politica.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import (
    blocks,
    narrative_committee,
    narrative_entidad,
    narrative_method,
    narrative_plan,
    sections_texts,
    tables,
    tables_entidad,
    tables_plan,
    tables_sources,
)
from mipg_helpers.presentation import cover as front
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.sections import kept, load_notices, prose, written

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import EntidadProfile


def cover(profile: EntidadProfile) -> Displayed:
    """Name the report: entidad, vigencia, group, date, and the mark of fiction."""
    return Displayed([front.entidad_cover(profile)])


def key_figures(profile: EntidadProfile) -> Displayed:
    """Show IDI, change, place and what is urgent; without an IDI, the reason in words."""
    title, why = narrative_entidad.why_no_idi(profile)
    callout = [blocks.callout("info", title, why)] if why else []
    return Displayed([*callout, front.entidad_figures(profile)])


def describe_summary(profile: EntidadProfile) -> Displayed:
    """Say in words what the numbers say."""
    return written(narrative_entidad.summary(profile))


def describe_dimensiones(profile: EntidadProfile) -> Displayed:
    """Tell the highest and the lowest dimension."""
    return written(narrative_entidad.dimensiones(profile))


def describe_politicas(profile: EntidadProfile) -> Displayed:
    """Tell how many politicas there are of each priority."""
    return written(narrative_entidad.politicas(profile))


def table_ranking(profile: EntidadProfile) -> Displayed:
    """Rank the politicas by priority, with their gaps and changes."""
    table = tables_entidad.ranking_table(profile)
    if table is None:
        why = "Ninguna política de la entidad tiene puntaje en los archivos cargados."
        return Displayed([blocks.callout("info", "Sin brechas", why)])
    return Displayed([table])


def describe_changes(profile: EntidadProfile) -> Displayed:
    """Name the widest rises and falls."""
    return written(narrative_entidad.changes(profile))


def list_shared(profile: EntidadProfile) -> Displayed:
    """List the official texts that serve several politicas."""
    shared = narrative_entidad.widest(profile)
    texts = [sections_texts.shared_texts(shared)] if shared else []
    return Displayed([*prose(narrative_entidad.shared(profile)), *texts])


def list_decisions(profile: EntidadProfile) -> Displayed:
    """Propose the decisions of the committee."""
    items = narrative_committee.decisions(profile)
    return Displayed(
        [blocks.paragraph(narrative_committee.INTRO), blocks.bullet_list(items, ordered=True)]
    )


def table_plan(profile: EntidadProfile) -> Displayed:
    """Show the plans that the committee is asked to approve."""
    table = tables_plan.plans_table(profile.acciones_prioritarias, profile.vigencia_plan)
    if table is None:
        return written([narrative_entidad.no_actions(profile)])
    return Displayed([table, *prose([narrative_plan.NO_PROMISE])])


def table_responsables(profile: EntidadProfile) -> Displayed:
    """Show who is in charge of each politica, and the next dates."""
    shown = [tables_entidad.owners_table(profile), tables.deadlines_table(profile.deadlines)]
    return Displayed([*prose([narrative_entidad.owners(profile)]), *kept(shown)])


def describe_method(profile: EntidadProfile) -> Displayed:
    """Say what is official and what is ours, and print the formula."""
    method, rule = profile.method, profile.method.rule
    said = [
        method.explicacion_tramo,
        narrative_method.comparison(method, profile.peers, profile.entidad),
        narrative_method.formula(rule),
        narrative_method.thresholds(rule),
        narrative_method.sensitivity(method.sensitivity, rule, "políticas"),
    ]
    return Displayed([blocks.bullet_list(narrative_method.LIMITS), *prose(said)])


def table_sources(profile: EntidadProfile) -> Displayed:
    """Show the files and the cells every figure was read from."""
    return Displayed(kept([tables_sources.entidad_sources(profile)]))


def describe_avisos(profile: EntidadProfile) -> Displayed:
    """List what the loader found in the data of this report, and the version of the program."""
    return Displayed(load_notices(profile.avisos, profile.method.version))
