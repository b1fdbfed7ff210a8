"""What every chart hands over: figure, data table and, when nothing can be drawn, the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative
from mipg_helpers.presentation.alt_text import one_line
from mipg_helpers.presentation.display import Displayed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.analysis.profile import EntidadProfile, Motivo, PeerStats, Profile
    from mipg_helpers.presentation.blocks import Align, Block
    from mipg_helpers.presentation.charts_canvas import Canvas


def displayed(figure: Block, table: Block, *, with_table: bool) -> Displayed:
    """Put the table of the same numbers under the figure."""
    return Displayed([figure, table] if with_table else [figure])


def nothing_to_draw(title: str, *reasons: str) -> Displayed:
    """Say in place of the chart why there is none."""
    text = " ".join(reason for reason in reasons if reason)
    return Displayed([blocks.callout("info", title, one_line(text))])


def figure(canvas: Canvas, *, caption: str, alt: str, notes: Iterable[str] = ()) -> Block:
    note = " ".join(dict.fromkeys(narrative.full_stop(note) for note in notes if note))
    return blocks.figure(
        svg=canvas.svg(),
        caption=one_line(caption),
        alt=alt,
        note=one_line(note),
    )


def data_table(
    caption: str,
    columns: Sequence[tuple[str, Align]],
    rows: Sequence[Sequence[str]],
    *,
    note: str = "",
    widths: Sequence[float] | None = None,
) -> Block:
    """Build the table of the numbers that the chart shows."""
    clean = [[one_line(cell) for cell in row] for row in rows]
    return blocks.table(
        caption=one_line(caption), columns=columns, rows=clean, note=one_line(note), widths=widths
    )


def source_line(peers: PeerStats) -> str:
    """Say which figures are official and which are ours."""
    if peers.media_puntos is None:
        return "Puntajes oficiales."
    if peers.oficial:
        return "Puntajes y estadísticas del grupo: oficiales."
    return "Puntajes oficiales; estadísticas del grupo: cálculo propio."


def subject(profile: Profile | EntidadProfile) -> str:
    """Name entidad and vigencia for a caption."""
    return f"{profile.entidad.nombre}, vigencia {profile.vigencia}"


def no_peers_note(peers: PeerStats) -> str:
    """Explain why the chart shows no group; empty when it does."""
    return formats.motivo_text(peers.motivo) if peers.media_puntos is None else ""


def missing_note(what: str, missing: Sequence[tuple[str, Motivo]]) -> str:
    """List what has no score, by reason, instead of drawing it as a zero."""
    by_reason: dict[str, list[str]] = {}
    for name, motivo in missing:
        by_reason.setdefault(formats.motivo_short(motivo), []).append(name)
    told = [f"{formats.enumerated(names)} ({reason})" for reason, names in by_reason.items()]
    return f"{what}: {'; '.join(told)}." if told else ""
