"""All politicas of the model at one glance, grouped by dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import alt_text, formats, narrative
from mipg_helpers.presentation import charts_figure as made
from mipg_helpers.presentation.charts_heat_drawing import Tile, draw_tiles

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import EntidadProfile, PoliticaResult, Profile
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.presentation.display import Displayed

TITLE = "Sin gráfico de las políticas"
HOW = (
    "El número es el puntaje oficial; el tono más oscuro y la barra más larga indican un puntaje "
    "más alto, sin calificarlo."
)
MISSING = "Las celdas rayadas no tienen puntaje y dicen por qué."
PRIORITY = "▲: prioridad alta según la regla de este informe (cálculo propio)."


def plot_heat_strip(profile: Profile | EntidadProfile, *, with_table: bool = True) -> Displayed:
    """Draw one cell per politica with its score, shade, bar and mark of high priority.

    Returns
    -------
    Figure and table. In the report of one politica its cell is outlined. A callout where no
    politica has a score.
    """
    if all(row.score.puntos is None for row in profile.politicas):
        found = (formats.motivo_text(row.score.motivo) for row in profile.politicas)
        return made.nothing_to_draw(TITLE, *dict.fromkeys(found))
    return made.displayed(_figure(profile), _table(profile), with_table=with_table)


def _own(profile: Profile | EntidadProfile) -> str:
    politica = getattr(profile, "politica", None)
    return str(politica.politica) if politica is not None else ""


def _figure(profile: Profile | EntidadProfile) -> Block:
    own, rows = _own(profile), profile.politicas
    tiles = [_tile(row, own) for row in rows]
    high = PRIORITY if any(tile.is_high for tile in tiles) else ""
    hatched = MISSING if any(tile.puntos is None for tile in tiles) else ""
    outlined = "La política de este informe está enmarcada." if own else ""
    with draw_tiles(tiles) as canvas:
        return made.figure(
            canvas,
            caption=(
                f"Puntaje de las {len(rows)} políticas, por dimensión. {made.subject(profile)}. "
                "Puntajes oficiales."
            ),
            alt=alt_text.describe_heat(rows, profile.vigencia, own),
            notes=(HOW, hatched, high, outlined),
        )


def _tile(row: PoliticaResult, own: str) -> Tile:
    politica = row.politica
    return Tile(
        group=f"{politica.dimension} {politica.nombre_dimension}".strip(),
        name=politica.nombre_corto or politica.nombre,
        puntos=row.score.puntos,
        text=formats.score_text(row.score),
        is_high=row.priority.nivel == "alta",
        is_own=politica.politica == own,
    )


def _table(profile: Profile | EntidadProfile) -> Block:
    return made.data_table(
        f"Puntaje de las políticas, vigencia {profile.vigencia}",
        [
            ("Política", "left"),
            ("Dimensión", "left"),
            ("Puntaje (oficial)", "right"),
            ("Prioridad (cálculo propio)", "left"),
        ],
        [
            (
                row.politica.nombre,
                f"{row.politica.dimension} {row.politica.nombre_dimension}".strip(),
                formats.score_text(row.score),
                narrative.lower_first(narrative.priority_cell(row.score, row.priority)),
            )
            for row in profile.politicas
        ],
        note="Puntajes en puntos.",
        widths=(4, 3.4, 1.6, 1.8),
    )
