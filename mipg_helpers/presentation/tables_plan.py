"""The proposed plan as a table that a page of Letter paper can hold.

The common columns of an improvement plan are more than a page can carry side by side: product,
indicator, base line and target share a cell, and so do the unit in charge and its support.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.analysis.profile import (
        PriorityLevel,
        ProposedAction,
        RecomendacionGroup,
    )
    from mipg_helpers.presentation.blocks import Block

_LABELS: dict[PriorityLevel, str] = {
    "alta": "Alta",
    "media": "Media",
    "baja": "Baja",
    "sin_brecha": "Sin brecha",
    "sin_dato": "Sin dato",
}


def plan_table(
    acciones: Sequence[ProposedAction],
    recomendaciones: Sequence[RecomendacionGroup],
    vigencia_plan: int,
) -> Block | None:
    """Print the actions proposed for one politica; None without actions.

    Each row refers to the number of the official text it answers, so the text itself stands
    only once in the report.
    """
    if not acciones:
        return None
    numbers = _numbers(recomendaciones)
    return blocks.table(
        caption=f"Plan de mejoramiento propuesto para {vigencia_plan}",
        columns=[
            ("N.º", "right"),
            ("Acción", "left"),
            ("Producto e indicador", "left"),
            ("Responsable y apoyo", "left"),
            ("Inicio", "left"),
            ("Fin", "left"),
            ("Prioridad", "left"),
        ],
        rows=[
            [formats.integer(i), *_cells(accion, _answers(accion, numbers))]
            for i, accion in enumerate(acciones, start=1)
        ],
        widths=[0.7, 5, 4, 2.6, 1.7, 1.7, 1.5],
    )


def priority_actions_table(acciones: Sequence[ProposedAction], vigencia_plan: int) -> Block | None:
    """Print the most urgent actions of the whole entidad, each with its politica."""
    if not acciones:
        return None
    return blocks.table(
        caption=f"Acciones prioritarias propuestas para {vigencia_plan}",
        columns=[
            ("N.º", "right"),
            ("Política", "left"),
            ("Acción", "left"),
            ("Responsable y apoyo", "left"),
            ("Fin", "left"),
            ("Prioridad", "left"),
        ],
        rows=[
            [
                formats.integer(i),
                accion.nombre_politica,
                accion.accion,
                _owner(accion),
                formats.short_date(accion.fecha_fin),
                _LABELS[accion.prioridad],
            ]
            for i, accion in enumerate(acciones, start=1)
        ],
        note="El plan completo de cada política está en su informe.",
        widths=[0.7, 2.4, 5, 2.6, 1.7, 1.5],
    )


def _numbers(recomendaciones: Sequence[RecomendacionGroup]) -> dict[str, int]:
    return {
        recomendacion_id: number
        for number, texto in enumerate(recomendaciones, start=1)
        for recomendacion_id in texto.recomendacion_ids
    }


def _answers(accion: ProposedAction, numbers: Mapping[str, int]) -> str:
    found = sorted({numbers[key] for key in accion.recomendacion_ids if key in numbers})
    if not found:
        return ""
    if len(found) == 1:
        return f"Responde a la recomendación {found[0]}."
    numbered = formats.enumerated([str(number) for number in found])
    return f"Responde a las recomendaciones {numbered}."


def _cells(accion: ProposedAction, answers: str) -> list[str]:
    return [
        narrative.sentences([narrative.full_stop(accion.accion), answers]),
        _product(accion),
        _owner(accion),
        formats.short_date(accion.fecha_inicio),
        formats.short_date(accion.fecha_fin),
        _LABELS[accion.prioridad],
    ]


def _product(accion: ProposedAction) -> str:
    base = f"línea base {accion.linea_base}" if accion.linea_base else ""
    goal = f"meta {accion.meta}" if accion.meta else ""
    unit = f"unidad: {accion.unidad}" if accion.unidad else ""
    measure = ", ".join(part for part in (base, goal, unit) if part)
    indicator = f"Indicador: {accion.indicador}" if accion.indicador else ""
    if indicator and measure:
        indicator += f" ({measure})"
    return narrative.sentences(
        [narrative.full_stop(accion.producto), narrative.full_stop(indicator)]
    )


def _owner(accion: ProposedAction) -> str:
    owner = accion.responsable or "Por designar"
    return f"{owner}. Apoyo: {accion.apoyo}" if accion.apoyo else owner
