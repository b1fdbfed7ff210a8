"""The proposed plan as a table that a page of Letter paper can hold.

The common columns of an improvement plan are more than a page can carry side by side: product,
indicator, base line and target share a cell, and so do the unit in charge and its support.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.analysis.profile import ProposedAction, RecomendacionGroup
    from mipg_helpers.presentation.blocks import Block

#: Enough of an official text to recognise it; the whole stands once, in the list of texts.
EXCERPT = 100
PERCENT = "porcentaje"
TO_APPOINT = "Por designar"


def plan_table(
    acciones: Sequence[ProposedAction],
    recomendaciones: Sequence[RecomendacionGroup],
    vigencia_plan: int,
) -> Block | None:
    """Print the actions proposed for one politica; None without actions.

    An action that repeats the official text refers to its number and quotes its beginning:
    the text itself stands only once in the report.
    """
    if not acciones:
        return None
    texts = _numbered(recomendaciones)
    return blocks.table(
        caption=f"Plan de mejoramiento propuesto para {vigencia_plan}",
        columns=[
            ("N.º", "right"),
            ("Acción", "left"),
            ("Producto e indicador", "left"),
            ("Responsable y apoyo", "left"),
            ("Inicio y fin", "left"),
            ("Prioridad", "left"),
        ],
        rows=[_row(number, accion, texts) for number, accion in enumerate(acciones, start=1)],
        widths=[0.6, 4.4, 4.6, 4, 2.3, 1.5],
    )


def plans_table(acciones: Sequence[ProposedAction], vigencia_plan: int) -> Block | None:
    """Sum up the urgent actions by politica: what the committee has to approve.

    None without actions. The actions themselves stand in the report of each politica.
    """
    plans: dict[str, list[ProposedAction]] = {}
    for accion in acciones:
        plans.setdefault(accion.nombre_politica, []).append(accion)
    if not plans:
        return None
    return blocks.table(
        caption=f"Planes de mejoramiento que se proponen aprobar para {vigencia_plan}",
        columns=[
            ("Política", "left"),
            ("Prioridad", "left"),
            ("Acciones", "right"),
            ("Responsable y apoyo", "left"),
            ("Inicio y fin", "left"),
        ],
        rows=[[nombre, *_plan_row(plan)] for nombre, plan in plans.items()],
        note=(
            "Las acciones están en el informe de cada política. La que sirve a varias se cuenta "
            "una vez."
        ),
        widths=[4, 1.5, 1.4, 4.4, 3],
    )


def _numbered(recomendaciones: Sequence[RecomendacionGroup]) -> dict[str, tuple[int, str]]:
    return {
        recomendacion_id: (number, texto.texto)
        for number, texto in enumerate(recomendaciones, start=1)
        for recomendacion_id in texto.recomendacion_ids
    }


def _row(number: int, accion: ProposedAction, texts: Mapping[str, tuple[int, str]]) -> list[str]:
    return [
        formats.integer(number),
        _action(accion, texts),
        _product(accion),
        _owner(accion),
        _period([accion]),
        narrative.capital(formats.LEVELS[accion.prioridad]),
    ]


def _plan_row(plan: Sequence[ProposedAction]) -> list[str]:
    first = plan[0]
    return [
        narrative.capital(formats.LEVELS[first.prioridad]),
        formats.integer(len(plan)),
        _owner(first),
        _period(plan),
    ]


def _action(accion: ProposedAction, texts: Mapping[str, tuple[int, str]]) -> str:
    answered = sorted({texts[key] for key in accion.recomendacion_ids if key in texts})
    if not answered:
        return narrative.full_stop(accion.accion)
    if len(answered) == 1 and accion.accion == answered[0][1]:
        quote = narrative.excerpt(accion.accion, EXCERPT)
        return f"Atender la recomendación {answered[0][0]}: «{quote}»"
    numbers = formats.enumerated([str(number) for number, _ in answered])
    which = "la recomendación" if len(answered) == 1 else "las recomendaciones"
    return f"{narrative.full_stop(accion.accion)} Responde a {which} {numbers}."


def _product(accion: ProposedAction) -> str:
    indicator = f"Indicador: {accion.indicador}." if accion.indicador else ""
    return narrative.sentences([narrative.full_stop(accion.producto), indicator, _goal(accion)])


def _goal(accion: ProposedAction) -> str:
    if not accion.meta:
        return ""
    if accion.unidad.casefold() == PERCENT:
        unit = " por ciento"
    else:
        unit = f" ({narrative.lower_first(accion.unidad)})" if accion.unidad else ""
    base = accion.linea_base or "por establecer"
    return f"Línea base: {base}. Meta propuesta: {accion.meta}{unit}."


def _period(acciones: Sequence[ProposedAction]) -> str:
    start = min(accion.fecha_inicio for accion in acciones)
    end = max(accion.fecha_fin for accion in acciones)
    return f"{formats.short_date(start)} a {formats.short_date(end)}"


def _owner(accion: ProposedAction) -> str:
    owner = accion.responsable or TO_APPOINT
    return f"{owner}. Apoyo: {accion.apoyo}" if accion.apoyo else owner
