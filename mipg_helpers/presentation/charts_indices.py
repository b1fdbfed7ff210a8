"""Sub-indices of a politica against the group, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import alt_text, charts_dots, formats
from mipg_helpers.presentation import charts_figure as made

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import IndiceResult, Profile
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.presentation.display import Displayed

TITLE = "Sin gráfico de subíndices"
REDEFINED = "†"


def plot_indices(profile: Profile, *, with_table: bool = True) -> Displayed:
    """Draw each sub-index with a score, the mean and the best of the group.

    Returns
    -------
    Figure and table. Sub-indices without score stand in the note and in the table, never at 0.
    Where there is nothing to draw, a callout with the reason.
    """
    if not profile.indices:
        motivo = "sin_subindices" if profile.score.puntos is not None else profile.score.motivo
        return made.nothing_to_draw(TITLE, formats.motivo_text(motivo))
    scored = [row for row in profile.indices if row.score.puntos is not None]
    if not scored:
        reasons = dict.fromkeys(formats.motivo_text(row.score.motivo) for row in profile.indices)
        return made.nothing_to_draw(TITLE, *reasons)
    return made.displayed(_figure(profile, scored), _table(profile), with_table=with_table)


def _figure(profile: Profile, scored: list[IndiceResult]) -> Block:
    rows = [_dot_row(row) for row in scored]
    with charts_dots.dots(rows) as (canvas, scale):
        return made.figure(
            canvas,
            caption=(
                f"Subíndices de {profile.politica.nombre} frente al grupo, del más bajo al más "
                f"alto. {made.subject(profile)}. {made.source_line(scored[0].peers)}"
            ),
            alt=alt_text.describe_indices(profile),
            notes=(_missing(profile), *_redefined(scored), _peers_note(scored), scale.note),
        )


def _dot_row(row: IndiceResult) -> charts_dots.DotRow:
    own = row.score.puntos or 0.0
    return charts_dots.DotRow(
        name=label(row),
        own=own,
        own_text=formats.official_points(own),
        mean=row.peers.media_puntos,
        mean_text=formats.group_points(row.peers.media_puntos, as_read=row.peers.oficial),
        best=row.peers.mejor_puntos,
    )


def label(row: IndiceResult) -> str:
    """Name a sub-index with its code of that vigencia and the mark of a redefinition."""
    mark = f" {REDEFINED}" if row.nota else ""
    return f"{row.codigo} {row.nombre}".strip() + mark


def _missing(profile: Profile) -> str:
    rows = [row for row in profile.indices if row.score.puntos is None]
    return made.missing_note(
        "Sin puntaje, por eso no se grafican", [(label(row), row.score.motivo) for row in rows]
    )


def _redefined(scored: list[IndiceResult]) -> list[str]:
    return [f"{REDEFINED} {nota}" for nota in dict.fromkeys(row.nota for row in scored) if nota]


def _peers_note(scored: list[IndiceResult]) -> str:
    reasons = dict.fromkeys(made.no_peers_note(row.peers) for row in scored)
    return next((reason for reason in reasons if reason), "")


def _table(profile: Profile) -> Block:
    rows = [
        (
            label(row),
            formats.score_text(row.score),
            formats.group_points(row.peers.media_puntos, as_read=row.peers.oficial),
            formats.group_points(row.peers.mejor_puntos, as_read=True),
            formats.group_size(row.peers.n),
        )
        for row in profile.indices
    ]
    return made.data_table(
        f"Puntajes de los subíndices de {profile.politica.nombre}, vigencia {profile.vigencia}",
        [
            ("Subíndice", "left"),
            ("Puntaje", "right"),
            ("Promedio del grupo", "right"),
            ("Mejor del grupo", "right"),
            ("Entidades", "right"),
        ],
        rows,
        note=f"Puntos. {made.source_line(profile.peers)}",
        widths=(5, 1.4, 1.4, 1.4, 1.4),
    )
