"""Gap against number of official recommendations, one mark per politica."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import alt_text, formats
from mipg_helpers.presentation import charts_figure as made
from mipg_helpers.presentation.charts_priority_drawing import Item, draw_map

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import (
        EntidadProfile,
        Gap,
        GapReference,
        Motivo,
        PoliticaResult,
    )
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.presentation.display import Displayed

TITLE = "Sin mapa de prioridades"
REFERENCES: tuple[GapReference, ...] = (
    "meta",
    "media_grupo",
    "mejor_grupo",
    "vigencia_anterior",
)
#: A smaller gap is printed as 0,0: it is none.
LEAST = 0.05
HOW = (
    "Más a la derecha, mayor brecha; más arriba, más recomendaciones oficiales. El número de "
    "recomendaciones aproxima el esfuerzo, no lo mide."
)
Measured = list[tuple["PoliticaResult", float]]


def plot_priority_map(profile: EntidadProfile, *, with_table: bool = True) -> Displayed:
    """Draw each politica with a gap by its size and by its number of recommendations.

    Returns
    -------
    Figure and table, against the one reference that most politicas have (own target, mean,
    best of the group, earlier vigencia; in this order when equal). Politicas without gap or
    without reference are named in the note. A callout where fewer than two have a gap.
    """
    reference = best_known_reference(profile.politicas)
    measured = _measured(profile.politicas, reference)
    if not measured:
        return made.nothing_to_draw(TITLE, *_reasons(profile.politicas))
    below = _below(measured)
    if len(below) < 2:
        return made.nothing_to_draw(TITLE, _too_few(below, reference))
    return made.displayed(
        _figure(profile, below, reference),
        _table(profile, measured, reference),
        with_table=with_table,
    )


def best_known_reference(politicas: tuple[PoliticaResult, ...]) -> GapReference:
    """Choose the reference that gives a gap to most politicas.

    Among equals the first that leaves something to draw: whoever stands above the mean of the
    group in everything may still look at the best.
    """
    known = {reference: _measured(politicas, reference) for reference in REFERENCES}
    most = max(len(measured) for measured in known.values())
    best = [reference for reference in REFERENCES if len(known[reference]) == most]
    return next((reference for reference in best if len(_below(known[reference])) > 1), best[0])


def _below(measured: Measured) -> Measured:
    return [(row, gap) for row, gap in measured if gap >= LEAST]


def _measured(politicas: tuple[PoliticaResult, ...], reference: GapReference) -> Measured:
    found = ((row, _gap(row, reference)) for row in politicas)
    return [(row, gap.brecha_puntos) for row, gap in found if gap and gap.brecha_puntos is not None]


def _gap(row: PoliticaResult, reference: GapReference) -> Gap | None:
    return alt_text.gap_of(row.gaps, reference)


def _motivo(row: PoliticaResult, reference: GapReference) -> Motivo:
    gap = _gap(row, reference)
    return row.score.motivo or (gap.motivo if gap else "")


def _reasons(politicas: tuple[PoliticaResult, ...]) -> dict[str, None]:
    """Collect why no politica has a gap to any reference, each reason once."""
    return dict.fromkeys(
        formats.motivo_text(row.score.motivo or gap.motivo) for row in politicas for gap in row.gaps
    )


def _too_few(below: Measured, reference: GapReference) -> str:
    name = formats.REFERENCES[reference]
    if not below:
        return f"Ninguna política con puntaje está por debajo de la referencia «{name}»."
    row, gap = below[0]
    return (
        f"Solo {row.politica.nombre} está por debajo de la referencia «{name}»: le faltan "
        f"{formats.with_unit(formats.points(gap))} (cálculo propio)."
    )


def _figure(profile: EntidadProfile, below: Measured, reference: GapReference) -> Block:
    name = formats.REFERENCES[reference]
    items = [
        Item(
            name=row.politica.nombre_corto or row.politica.nombre,
            gap=gap,
            count=row.n_recomendaciones,
            level=row.priority.nivel,
        )
        for row, gap in below
    ]
    with draw_map(items, f"Brecha frente a: {name} (puntos)") as canvas:
        return made.figure(
            canvas,
            caption=(
                f"Mapa de prioridades: brecha frente a la referencia «{name}» y número de "
                f"recomendaciones. {made.subject(profile)}. Brecha y prioridad: cálculo propio."
            ),
            alt=alt_text.describe_priorities(below, reference),
            notes=(HOW, *_not_drawn(profile, reference)),
        )


def _not_drawn(profile: EntidadProfile, reference: GapReference) -> list[str]:
    measured = _measured(profile.politicas, reference)
    reached = [row.politica.nombre_corto for row, gap in measured if gap < LEAST]
    known = {row.politica.politica for row, _ in measured}
    others = [
        (row.politica.nombre_corto, _motivo(row, reference))
        for row in profile.politicas
        if row.politica.politica not in known
    ]
    without_gap = f"Sin brecha: {formats.enumerated(reached)}." if reached else ""
    return [without_gap, made.missing_note("Sin brecha calculable", others)]


def _table(profile: EntidadProfile, measured: Measured, reference: GapReference) -> Block:
    ordered = sorted(measured, key=lambda item: -item[1])
    return made.data_table(
        f"Brecha frente a la referencia «{formats.REFERENCES[reference]}» y recomendaciones, "
        f"vigencia {profile.vigencia}",
        [
            ("Política", "left"),
            ("Brecha", "right"),
            ("Recomendaciones", "right"),
            ("Prioridad", "left"),
        ],
        [
            (
                row.politica.nombre,
                formats.points(gap),
                formats.integer(row.n_recomendaciones),
                formats.LEVELS[row.priority.nivel],
            )
            for row, gap in ordered
        ],
        note=(
            "Brecha en puntos: referencia menos puntaje; negativa, si la supera. Cálculo propio."
        ),
        widths=(5, 1.2, 1.8, 1.4),
    )
