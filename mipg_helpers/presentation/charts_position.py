"""Where the entidad stands among the scores of its group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import alt_text, formats
from mipg_helpers.presentation import charts_figure as made
from mipg_helpers.presentation.charts_position_drawing import draw_position
from mipg_helpers.presentation.charts_trend import IDI, series_name

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import EntidadProfile, PeerStats, Profile, Score
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.presentation.display import Displayed

TITLE = "Sin gráfico de posición en el grupo"


def plot_position(profile: Profile | EntidadProfile, *, with_table: bool = True) -> Displayed:
    """Draw the scores of the group and mark the entidad, the mean and the best.

    Returns
    -------
    Figure and table; a callout where the entidad has no score or the group is unknown, has
    one member or is too small to be shown.
    """
    score, peers = own_score(profile), profile.peers
    if score.puntos is None:
        return made.nothing_to_draw(TITLE, formats.motivo_text(score.motivo))
    if peers.media_puntos is None:
        return made.nothing_to_draw(TITLE, formats.motivo_text(peers.motivo), _size(peers))
    return made.displayed(
        _figure(profile, score, score.puntos), _table(profile, score), with_table=with_table
    )


def own_score(profile: Profile | EntidadProfile) -> Score:
    """Return the official score that the report is about."""
    return profile.score if hasattr(profile, "score") else profile.idi


def _named(name: str) -> str:
    return f"el {name}" if name == IDI else name


def _how_many(peers: PeerStats) -> str:
    """Give n, where the source tells it."""
    return f" (n = {formats.integer(peers.n)})" if peers.n else ""


def _size(peers: PeerStats) -> str:
    """Say how many were counted; nothing where there is no group."""
    if peers.criterio == "ninguno":
        return ""
    group = formats.group_text(peers)
    return f"Grupo: {group} ({formats.plural(peers.n, 'entidad', 'entidades')} con puntaje)."


def _figure(profile: Profile | EntidadProfile, score: Score, own: float) -> Block:
    peers, name = profile.peers, series_name(profile)
    with draw_position(own, peers) as (canvas, scale, how):
        return made.figure(
            canvas,
            caption=(
                f"Posición en {_named(name)} dentro del {formats.group_text(peers)}"
                f"{_how_many(peers)}. {made.subject(profile)}. "
                f"{made.source_line(peers)}"
            ),
            alt=alt_text.describe_position(profile, name, score),
            notes=(how, scale.note),
        )


def _table(profile: Profile | EntidadProfile, score: Score) -> Block:
    peers = profile.peers
    rows = [
        ("Puntaje de la entidad", formats.score_text(score), formats.OFICIAL),
        *_statistics(peers),
    ]
    return made.data_table(
        f"Posición en el {formats.group_text(peers)}, vigencia {profile.vigencia}",
        [("Dato", "left"), ("Valor", "right"), ("Tipo", "left")],
        [row for row in rows if row[1] != formats.NO_FIGURE],
        note="Puntajes en puntos. El puesto 1 es el más alto; los empates comparten puesto.",
        widths=(3, 2, 2),
    )


def _statistics(peers: PeerStats) -> list[tuple[str, str, str]]:
    kind = formats.kind_label(oficial=peers.oficial)
    rows = [
        ("Puesto en el grupo", formats.position_text(peers)),
        ("Promedio del grupo", formats.group_points(peers.media_puntos, as_read=peers.oficial)),
        ("Mediana del grupo", formats.group_points(peers.mediana_puntos, as_read=peers.oficial)),
        ("Mejor del grupo", formats.group_points(peers.mejor_puntos, as_read=True)),
        ("Más bajo del grupo", formats.group_points(peers.minimo_puntos, as_read=True)),
        ("Entidades con puntaje", formats.group_size(peers.n)),
    ]
    if peers.percentil is not None:
        rows.append(("Percentil", formats.points(peers.percentil, 0)))
    if peers.quintil is not None:
        rows.append(("Quintil", f"{peers.quintil} de 5"))
    return [(name, value, kind) for name, value in rows]
