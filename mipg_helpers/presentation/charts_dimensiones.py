"""The dimensions of the model against the group, in official order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import alt_text, charts_dots, formats
from mipg_helpers.presentation import charts_figure as made

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.profile import DimensionResult, EntidadProfile, PeerStats
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.presentation.display import Displayed

TITLE = "Sin gráfico de dimensiones"


def plot_dimensiones(profile: EntidadProfile, *, with_table: bool = True) -> Displayed:
    """Draw the official score of each dimension with the mean and the best of the group.

    Returns
    -------
    Figure and table; dimensions without score stand in the note and in the table. A callout
    with the reason where no dimension has a score.
    """
    scored = [row for row in profile.dimensiones if row.score.puntos is not None]
    if not scored:
        found = (formats.motivo_text(row.score.motivo) for row in profile.dimensiones)
        return made.nothing_to_draw(TITLE, *dict.fromkeys(found))
    return made.displayed(_figure(profile, scored), _table(profile), with_table=with_table)


def _figure(profile: EntidadProfile, scored: Sequence[DimensionResult]) -> Block:
    missing = [
        (f"{row.dimension} {row.nombre}", row.score.motivo)
        for row in profile.dimensiones
        if row.score.puntos is None
    ]
    with charts_dots.dots([_dot_row(row) for row in scored]) as (canvas, scale):
        return made.figure(
            canvas,
            caption=(
                f"Puntaje de las dimensiones frente al grupo. {made.subject(profile)}. "
                f"{made.source_line(scored[0].peers)}"
            ),
            alt=alt_text.describe_dimensiones(profile),
            notes=(
                made.missing_note("Sin puntaje, por eso no se grafican", missing),
                made.no_peers_note(scored[0].peers),
                scale.note,
            ),
        )


def _shown_peers(profile: EntidadProfile) -> PeerStats:
    """Take the group of a dimension with a score: a MECI form has one for its dimension only."""
    return next(row.peers for row in profile.dimensiones if row.score.puntos is not None)


def _dot_row(row: DimensionResult) -> charts_dots.DotRow:
    own = row.score.puntos or 0.0
    return charts_dots.DotRow(
        name=f"{row.dimension} {row.nombre}",
        own=own,
        own_text=formats.official_points(own),
        mean=row.peers.media_puntos,
        mean_text=formats.group_points(row.peers.media_puntos, as_read=row.peers.oficial),
        best=row.peers.mejor_puntos,
    )


def _table(profile: EntidadProfile) -> Block:
    rows = [
        (
            f"{row.dimension} {row.nombre}",
            formats.score_text(row.score),
            formats.group_points(row.peers.media_puntos, as_read=row.peers.oficial),
            formats.group_points(row.peers.mejor_puntos, as_read=True),
            formats.group_size(row.peers.n),
        )
        for row in profile.dimensiones
    ]
    return made.data_table(
        f"Puntaje de las dimensiones, vigencia {profile.vigencia}",
        [
            ("Dimensión", "left"),
            ("Puntaje", "right"),
            ("Promedio del grupo", "right"),
            ("Mejor del grupo", "right"),
            ("Entidades", "right"),
        ],
        rows,
        note=f"Puntos. {made.source_line(_shown_peers(profile))}",
        widths=(5, 1.4, 1.4, 1.4, 1.4),
    )
