"""The objects that ``notebooks/declaracion.ipynb`` displays, one per cell, in its order.

The declaration of a politica is a document of its leader: what the data know is filled in, what
only the leader knows is a marked blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import (
    blocks,
    narrative_declaracion,
    narrative_plan,
    narrative_politica,
    sections_texts,
    tables,
    tables_plan,
    tables_sources,
)
from mipg_helpers.presentation import cover as front
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.sections import kept, load_notices, prose

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import Profile
    from mipg_helpers.presentation.blocks import Block

BLANK = "Por diligenciar"
TO_FILL = "____________________"


def cover(profile: Profile) -> Displayed:
    """Name the document and say that it is a draft."""
    draft = blocks.callout("warning", "Borrador", narrative_declaracion.DRAFT)
    return Displayed([front.declaracion_cover(profile), draft])


def describe_purpose(profile: Profile) -> Displayed:
    """Say what the politica is for."""
    return Displayed(prose(narrative_declaracion.purpose(profile)))


def describe_scope(profile: Profile) -> Displayed:
    """Say where it applies; its leader says to whom."""
    said = prose(narrative_declaracion.scope(profile))
    return Displayed([*said, _blank(narrative_declaracion.SCOPE_BLANK)])


def list_norms(profile: Profile) -> Displayed:
    """List the norms that are known; those of the entidad are a blank."""
    known = narrative_declaracion.norms(profile)
    listed = [blocks.bullet_list(known)] if known else []
    return Displayed([*listed, _blank(narrative_declaracion.NORMS_BLANK)])


def describe_start(profile: Profile) -> Displayed:
    """Say where the entidad stands, in the figures and words of its report."""
    title, why = narrative_politica.why_not_assessed(profile)
    figures = blocks.callout("info", title, why) if why else front.politica_figures(profile)
    found = kept([tables.indices_table(profile)])
    return Displayed([figures, *prose(narrative_politica.summary(profile)), *found])


def list_guidelines(profile: Profile) -> Displayed:
    """List the official recommendations, from which the guidelines start."""
    texts = profile.recomendaciones
    listed = [sections_texts.politica_texts(texts)] if texts else []
    said = prose(narrative_plan.recommendations(profile))
    return Displayed([*said, *listed, _blank(narrative_declaracion.GUIDELINES_BLANK)])


def describe_method(_: Profile) -> Displayed:
    """Say how causes are found; which method was used is a blank."""
    said = prose([narrative_declaracion.METHOD])
    return Displayed([*said, _blank(narrative_declaracion.METHOD_BLANK)])


def describe_strategy(profile: Profile) -> Displayed:
    """Say what to begin with; how is a blank."""
    said = prose(narrative_declaracion.strategy(profile))
    return Displayed([*said, _blank(narrative_declaracion.STRATEGY_BLANK)])


def table_differential(profile: Profile) -> Displayed:
    """Show what sets the entidad apart, from which differential criteria start."""
    entidad = profile.entidad
    known = [
        ("Orden", entidad.orden),
        ("Sector", entidad.sector),
        ("Naturaleza jurídica", entidad.naturaleza_juridica),
        ("Departamento", entidad.departamento),
        ("Municipio", entidad.municipio),
        ("Grupo par", entidad.grupo_par),
        ("Formulario", entidad.tipo_formulario),
    ]
    table = blocks.table(
        caption="Lo que distingue a la entidad",
        columns=[("Rasgo", "left"), ("En los archivos cargados", "left")],
        rows=[[label, value] for label, value in known if value],
        widths=[3, 7],
    )
    blank = _blank(narrative_declaracion.DIFFERENTIAL_BLANK)
    return Displayed([table, blank] if any(value for _, value in known) else [blank])


def table_plan(profile: Profile) -> Displayed:
    """Show the actions proposed for the year, as in the report of the politica."""
    table = tables_plan.plan_table(profile.acciones, profile.recomendaciones, profile.vigencia_plan)
    return Displayed([*prose(narrative_plan.plan(profile)), *kept([table])])


def table_follow_up(profile: Profile) -> Displayed:
    """Say who answers, to whom and when, and how an action is closed."""
    found = kept([tables.responsables_table(profile), tables.deadlines_table(profile.deadlines)])
    return Displayed([*found, *prose([narrative_declaracion.CLOSING])])


def table_signatures(_: Profile) -> Displayed:
    """Leave room for the signatures: posts, never names."""
    table = blocks.table(
        caption="Firmas",
        columns=[("Quién", "left"), ("Cargo", "left"), ("Firma", "left"), ("Fecha", "left")],
        rows=[
            [who, TO_FILL, TO_FILL, TO_FILL]
            for who in ("Líder de la política", "Responsable", "Planeación")
        ],
        widths=[3, 3, 3, 2],
    )
    return Displayed([table, _blank(narrative_declaracion.ADOPTION_BLANK)])


def table_sources(profile: Profile) -> Displayed:
    """Show the cells every figure was read from, and what the loader found."""
    sources = kept([tables_sources.politica_sources(profile)])
    return Displayed([*sources, *load_notices(profile.avisos, profile.method.version)])


def _blank(expected: str) -> Block:
    return blocks.callout("warning", BLANK, expected)
