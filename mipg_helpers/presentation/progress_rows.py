"""The rows of the chart of progress and of the table beside it: actions, or politicas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation import free_text, progress_formats

if TYPE_CHECKING:
    from mipg_helpers.analysis.follow_up_profile import (
        ActionProgress,
        FollowUp,
        GroupProgress,
        Luz,
    )

#: Rows that a chart still shows well on one page.
MOST_ROWS = 20
NAME_LENGTH = 70


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One row: percentages, and how they and the light are written."""

    name: str
    avance: float | None
    avance_text: str
    esperado: float | None
    luz: Luz
    luz_text: str


def is_by_action(profile: FollowUp) -> bool:
    """Tell whether the chart has a row per action: few enough, and not a whole plan."""
    return len(profile.acciones) <= MOST_ROWS or len(profile.politicas) < 2


def is_numbered(profile: FollowUp) -> bool:
    """Tell whether the report lists its actions, each with a number to refer to."""
    return is_by_action(profile) or profile.alcance.tipo == "lider"


def progress_rows(profile: FollowUp) -> list[ProgressRow]:
    """Choose what the chart shows: actions, or politicas."""
    if not is_by_action(profile):
        return [_row(group.nombre or "Sin política", group) for group in profile.politicas]
    counted = [item for item in profile.acciones if item.cuenta]
    numbers = {item.accion.accion_id: n for n, item in enumerate(profile.acciones, start=1)}
    return [
        _row(
            f"{numbers[item.accion.accion_id]}. "
            f"{free_text.start_of(item.accion.accion, NAME_LENGTH)}",
            item,
        )
        for item in counted[:MOST_ROWS]
    ]


def _row(name: str, item: ActionProgress | GroupProgress) -> ProgressRow:
    return ProgressRow(
        name=name,
        avance=item.avance_pct,
        avance_text=progress_formats.pct(item.avance_pct),
        esperado=item.esperado_pct,
        luz=item.luz,
        luz_text=progress_formats.light(item.luz),
    )
