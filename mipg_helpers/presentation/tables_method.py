"""The priority worked out in a table, so that anyone can repeat it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative, narrative_method

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import Priority, PriorityRule
    from mipg_helpers.presentation.blocks import Block


def rule_table(priority: Priority, rule: PriorityRule) -> Block:
    """Work the priority out, component by component, so that anyone can repeat it."""
    used = {name: (points, weight) for name, points, weight in priority.componentes}
    rows = []
    for name, weight in rule.pesos:
        points, share = used.get(name, (None, None))
        rows.append(
            [
                narrative.capital(narrative_method.component(name)),
                narrative_method.weight(weight),
                "sin dato" if points is None else formats.points(points),
                formats.NO_FIGURE if share is None else narrative_method.weight(share),
                formats.NO_FIGURE
                if points is None or share is None
                else formats.points(points * share),
            ]
        )
    if priority.puntos is not None:
        rows.append(["Puntos de prioridad", "", "", "", formats.points(priority.puntos)])
    return blocks.table(
        caption=f"Cálculo de la prioridad: {formats.LEVELS[priority.nivel]}",
        columns=[
            ("Componente", "left"),
            ("Peso en la regla", "right"),
            ("Puntos", "right"),
            ("Peso usado", "right"),
            ("Aporte", "right"),
        ],
        rows=rows,
        widths=[4, 1.4, 1.2, 1.2, 1.2],
    )
