"""The charts of a comparison: who has how much, how the set spreads, and one politica closely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import (
    alt_text_comparar,
    formats,
    narrative_comparar_set,
    rows_comparar,
    tables_comparar,
)
from mipg_helpers.presentation import charts_figure as made
from mipg_helpers.presentation.charts_comparar_boxes import BoxRow, draw_boxes
from mipg_helpers.presentation.charts_comparar_matrix import Cell, Head, MatrixRow, draw_matrix
from mipg_helpers.presentation.charts_position_drawing import draw_position
from mipg_helpers.presentation.display import Displayed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.comparison_profile import Comparison, Distribution
    from mipg_helpers.analysis.profile import Politica

BOX_HOW = (
    "La caja reúne la mitad central de los puntajes del conjunto; la línea va del más bajo al más "
    "alto."
)
MATRIX_HOW = "El tono más oscuro y la barra más larga indican un puntaje más alto, sin calificarlo."
MISSING = "Las casillas rayadas no tienen puntaje."
NOT_CODES = "Los números de las columnas solo son de este gráfico: no son códigos oficiales."
OWN_ROW = "La entidad de este informe está enmarcada."
OWN_KIND = "Puntajes oficiales; mediana y caja: cálculo propio."


def plot_distribution(comparison: Comparison, *, with_table: bool = True) -> Displayed:
    """Draw how the set spreads in each politica, with the own entidad marked.

    Returns
    -------
    Figure and table of the same numbers; a callout where no politica has enough scores.
    """
    rows = comparison.distribuciones
    if all(row.mediana_puntos is None for row in rows):
        return made.nothing_to_draw(
            "Sin gráfico de la distribución", *narrative_comparar_set.why_no_spread(comparison)
        )
    with draw_boxes([_box(row) for row in rows]) as (canvas, scale):
        figure = made.figure(
            canvas,
            caption=(
                f"Cómo se reparten los puntajes {rows_comparar.of_set(comparison)}, "
                f"vigencia {comparison.vigencia}. {OWN_KIND}"
            ),
            alt=alt_text_comparar.describe_distribution(comparison),
            notes=(BOX_HOW, scale.note),
        )
    return made.displayed(
        figure, tables_comparar.distribution_table(comparison), with_table=with_table
    )


def plot_matrix(comparison: Comparison, *, with_table: bool = True) -> Displayed:
    """Draw the scores of the entidades in every politica, highest first.

    Returns
    -------
    Figure and tables of the same numbers, cut by politicas so that they can be read (see
    `sections_comparar.table_scores`); a callout where nobody of the set has a score.
    """
    if not comparison.politicas:
        return made.nothing_to_draw(
            "Sin puntajes que comparar", *narrative_comparar_set.why_nothing(comparison)
        )
    shown = rows_comparar.shown_rows(comparison)
    rows = [
        MatrixRow(
            one.place,
            one.fila.nombre,
            one.fila.es_propia,
            tuple(Cell(score.puntos, formats.score_text(score)) for score in one.fila.scores),
            one.follows,
        )
        for one in shown
    ]
    with draw_matrix(_heads(comparison.politicas), rows) as canvas:
        figure = made.figure(
            canvas,
            caption=(
                f"Puntaje de cada entidad en cada política, {rows_comparar.set_name(comparison)}, "
                f"vigencia {comparison.vigencia}. Puntajes oficiales."
            ),
            alt=alt_text_comparar.describe_matrix(comparison),
            notes=(
                MATRIX_HOW,
                MISSING if any(cell.puntos is None for row in rows for cell in row.cells) else "",
                OWN_ROW if any(row.is_own for row in rows) else "",
                "" if _digits(comparison.politicas) else NOT_CODES,
                rows_comparar.order_text(comparison),
                rows_comparar.how_many(comparison),
            ),
        )
    tables = tables_comparar.score_tables(comparison) if with_table else []
    return Displayed([figure, *tables])


def plot_detalle(comparison: Comparison, *, with_table: bool = True) -> Displayed:
    """Draw the scores of the set in the politica that is looked at closely.

    Returns
    -------
    Figure and table; without an own score or with too few, only the reason and the table;
    nothing where no politica was asked for.
    """
    detalle = comparison.detalle
    if detalle is None:
        return Displayed([])
    table = tables_comparar.detalle_table(comparison, detalle)
    rest = [table] if with_table and table is not None else []
    if detalle.own.puntos is None or detalle.peers.media_puntos is None:
        why = narrative_comparar_set.why_no_detalle(comparison, detalle)
        return made.nothing_to_draw("Sin gráfico de esta política", why) + Displayed(rest)
    with draw_position(detalle.own.puntos, detalle.peers) as (canvas, scale, how):
        figure = made.figure(
            canvas,
            caption=(
                f"{detalle.politica.nombre} {rows_comparar.in_set(comparison)} "
                f"(n = {formats.integer(detalle.peers.n)}), vigencia {comparison.vigencia}. "
                "Puntajes oficiales; promedio y puesto: cálculo propio."
            ),
            alt=alt_text_comparar.describe_detalle(comparison, detalle),
            notes=(how, scale.note),
        )
    return Displayed([figure, *rest])


def _box(row: Distribution) -> BoxRow:
    name = row.politica.nombre_corto or row.politica.nombre
    described = row.mediana_puntos is not None
    return BoxRow(
        name,
        row.minimo_puntos,
        row.q1_puntos,
        row.mediana_puntos,
        row.q3_puntos,
        row.maximo_puntos,
        row.own.puntos,
        formats.group_points(row.mediana_puntos, as_read=False),
        formats.score_text(row.own) if row.own.puntos is not None else formats.NO_FIGURE,
        "" if described else f"solo {formats.plural(row.n, 'entidad', 'entidades')} con puntaje",
    )


def _digits(politicas: Sequence[Politica]) -> list[str]:
    """Take the digits of the official codes; none where some politica has no code of its own."""
    digits = ["".join(c for c in item.codigo if c.isdigit()) for item in politicas]
    return digits if all(digits) and len(set(digits)) == len(digits) else []


def _heads(politicas: Sequence[Politica]) -> list[Head]:
    """Head the columns with the digits of the official codes, or else with a running number."""
    numbers = _digits(politicas) or [str(at) for at in range(1, len(politicas) + 1)]
    return [
        Head(number, item.dimension, item.nombre_corto or item.nombre)
        for number, item in zip(numbers, politicas, strict=True)
    ]
