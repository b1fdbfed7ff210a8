"""The objects that ``notebooks/preparacion_furag.ipynb`` displays, one per cell, in its order.

Each function takes the preparation of an entidad, of one politica or of one unit. Without a bank
or without answers the key figures say what to load, and every other section stays readable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import (
    blocks,
    cover_preparacion,
    formats,
    narrative_preparacion,
    tables,
    tables_preparacion,
    tables_preparacion_findings,
    texts_preparacion,
)
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.sections import kept, load_notices, prose, written

if TYPE_CHECKING:
    from mipg_helpers.analysis.readiness_profile import ReadinessProfile
    from mipg_helpers.presentation.blocks import Block

#: A form of so many preguntas, as that of a MECI entidad, is listed in the report of the entidad.
MOST_WHOLE = 45
NO_FORM = "Sin el banco de preguntas no hay qué mostrar aquí."
NO_ANSWERS = "Sin respuestas de la entidad no hay qué mostrar aquí."
NO_POLITICA, NO_UNIT = texts_preparacion.NO_POLITICA, texts_preparacion.NO_UNIT


def cover(profile: ReadinessProfile) -> Displayed:
    """Name the report: entidad, part of the form, date, and the mark of fiction."""
    return Displayed([cover_preparacion.readiness_cover(profile)])


def key_figures(profile: ReadinessProfile) -> Displayed:
    """Show coverage, share answered, what is left to do and the evidence; or what to load."""
    for title, why in (
        narrative_preparacion.no_form(profile),
        narrative_preparacion.no_answers(profile),
    ):
        if why:
            return Displayed([blocks.callout("info", title, why)])
    return Displayed([cover_preparacion.readiness_figures(profile)])


def describe_summary(profile: ReadinessProfile) -> Displayed:
    """Say in words what the counts say."""
    return written(narrative_preparacion.summary(profile))


def table_politicas(profile: ReadinessProfile) -> Displayed:
    """Compare the politicas."""
    caption = "Cobertura por política"
    table = tables_preparacion.groups_table(profile.politicas, "Política", NO_POLITICA, caption)
    return _table_or(profile, table, NO_FORM)


def table_unidades(profile: ReadinessProfile) -> Displayed:
    """Say who answers, and how far each unit is; a unit alone has its figures above."""
    caption = "Cobertura por dependencia"
    table = tables_preparacion.groups_table(profile.unidades, "Dependencia", NO_UNIT, caption)
    said = prose([narrative_preparacion.units(profile)]) if profile.preguntas else []
    if profile.unidad:
        return Displayed(said)
    return Displayed(said) + _table_or(profile, table, NO_FORM)


def table_actions(profile: ReadinessProfile) -> Displayed:
    """List the options that are missing as candidate actions; of an entidad, where most are."""
    none = "Nada de lo respondido deja opciones por cumplir."
    narrow = profile.politica or profile.unidad
    table = tables_preparacion.actions_table if narrow else tables_preparacion.pending_table
    return _table_or(profile, table(profile), none)


def table_preguntas(profile: ReadinessProfile) -> Displayed:
    """List the preguntas of a politica or a unit; of a whole entidad they are too many."""
    n = len(profile.preguntas)
    if not profile.politica and not profile.unidad and n > MOST_WHOLE:
        where = "una por una están en el informe de cada política o dependencia y en sus libros"
        return written([f"Son {formats.integer(n)} preguntas: {where}."])
    return _table_or(profile, tables_preparacion.questions_table(profile), NO_FORM)


def table_review(profile: ReadinessProfile) -> Displayed:
    """List the answers that somebody must look at."""
    none = "Ninguna respuesta se contradice ni deja de coincidir con las opciones."
    return _table_or(profile, tables_preparacion_findings.answers_table(profile), none)


def table_evidence(profile: ReadinessProfile) -> Displayed:
    """Show the state of the evidence and what is wrong with it."""
    by_unit = bool(profile.politica)
    groups, what, without = (
        (profile.unidades, "Dependencia", NO_UNIT)
        if by_unit
        else (profile.politicas, "Política", NO_POLITICA)
    )
    states = tables_preparacion.proofs_table(groups, what, without)
    found = tables_preparacion_findings.evidence_table(profile)
    none = "La revisión no encontró nada por corregir en las evidencias."
    return Displayed(kept([states])) + _table_or(profile, found, none)


def table_links(profile: ReadinessProfile) -> Displayed:
    """Compare the preguntas with those of the form before; list those that changed."""
    if not profile.preguntas:
        return written([NO_FORM])
    narrow = bool(profile.politica or profile.unidad)
    shown = [
        tables_preparacion_findings.bands_table(profile),
        tables_preparacion_findings.links_table(profile) if narrow else None,
    ]
    return Displayed([*prose([narrative_preparacion.links(profile)]), *kept(shown)])


def table_levels(profile: ReadinessProfile) -> Displayed:
    """Show the self-assessments as levels."""
    table = tables_preparacion.levels_table(profile.autodiagnosticos)
    if table is None:
        return written(["No se cargaron autodiagnósticos de la entidad."])
    return Displayed([*prose([narrative_preparacion.LEVELS]), table])


def table_deadlines(profile: ReadinessProfile) -> Displayed:
    """Show the next dates."""
    table = tables.deadlines_table(profile.deadlines)
    if table is None:
        return written(["El calendario cargado no trae fechas posteriores a este informe."])
    return Displayed([table])


def describe_method(profile: ReadinessProfile) -> Displayed:
    """Say how the coverage is counted and what holds for this report."""
    return Displayed([blocks.bullet_list(narrative_preparacion.method(profile))])


def table_sources(profile: ReadinessProfile) -> Displayed:
    """Show the files that the report was made from."""
    table = tables_preparacion_findings.files_table(profile)
    if table is None:
        return written(["Ningún archivo cargado da datos a este informe."])
    return Displayed([table])


def describe_avisos(profile: ReadinessProfile) -> Displayed:
    """List what the loader found in the data of this report, and the version of the program."""
    return Displayed(load_notices(profile.avisos, profile.version))


def _table_or(profile: ReadinessProfile, table: Block | None, none: str) -> Displayed:
    """Show a table, or say that there is nothing to list."""
    if table is not None:
        return Displayed([table])
    if not profile.preguntas:
        return written([NO_FORM])
    return written([none if profile.tiene_respuestas else NO_ANSWERS])
