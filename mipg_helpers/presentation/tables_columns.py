"""The columns that tables of sub-indices and of politicas share: gaps, change, group.

A cell without a figure says why in two words; a column without any figure is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from mipg_helpers.analysis.profile import (
        Change,
        Gap,
        GapReference,
        IndiceResult,
        PoliticaResult,
    )

    Measured: TypeAlias = IndiceResult | PoliticaResult
    #: Label, whether a row has a figure for it, how the cell is written.
    Column: TypeAlias = tuple[str, Callable[[Measured], bool], Callable[[Measured], str]]


def written(rows: Sequence[Measured], columns: Sequence[Column]) -> list[tuple[str, list[str]]]:
    """Write the columns that hold at least one figure: label and one cell per row."""
    return [
        (label, [cell(row) for row in rows])
        for label, has, cell in columns
        if any(has(row) for row in rows)
    ]


def change_cell(change: Change) -> str:
    """Write a change with the vigencia it starts from, or the short reason there is none."""
    if change.cambio_puntos is None:
        return formats.motivo_short(change.motivo)
    return formats.signed_points(change.cambio_puntos)


def gap_value(gaps: Sequence[Gap], referencia: GapReference) -> float | None:
    """Look up one gap in points."""
    found = narrative.gap_to(gaps, referencia)
    return None if found is None else found.brecha_puntos


def gap_cell(gaps: Sequence[Gap], referencia: GapReference) -> str:
    """Write one gap, or the short reason there is none."""
    found = narrative.gap_to(gaps, referencia)
    if found is None:
        return formats.NO_FIGURE
    if found.brecha_puntos is None:
        return formats.motivo_short(found.motivo)
    return formats.points(found.brecha_puntos)


def _gap_column(label: str, referencia: GapReference) -> Column:
    return (
        label,
        lambda row: gap_value(row.gaps, referencia) is not None,
        lambda row: gap_cell(row.gaps, referencia),
    )


_TARGET = _gap_column("Brecha con la meta", "meta")
_MEAN = _gap_column("Brecha con el promedio", "media_grupo")
_CHANGE: Column = (
    "Cambio",
    lambda row: row.change.cambio_puntos is not None,
    lambda row: change_cell(row.change),
)
_GROUP_MEAN: Column = (
    "Promedio del grupo",
    lambda row: row.peers.media_puntos is not None,
    lambda row: formats.group_points(row.peers.media_puntos, as_read=row.peers.oficial),
)
_GROUP_BEST: Column = (
    "Mejor del grupo",
    lambda row: row.peers.mejor_puntos is not None,
    lambda row: formats.group_points(row.peers.mejor_puntos, as_read=True),
)
INDICE = (_GROUP_MEAN, _GROUP_BEST, _TARGET, _MEAN, _CHANGE)
RANKING = (_CHANGE, _TARGET, _MEAN)
