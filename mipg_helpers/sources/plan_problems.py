"""Gather what was odd in a plan and tell the same thing of many rows once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mipg_helpers.sources.findings import capped

if TYPE_CHECKING:
    from collections.abc import Hashable

    from mipg_helpers.sources.model import Finding
    from mipg_helpers.sources.plan_cell_reading import CellReading
    from mipg_helpers.sources.plan_header import HeaderColumn, PlanTable

#: Rows named in one finding; the first one is its place.
_MOST_ROWS = 10
_MOST_OF_A_KIND = 500


@dataclass(slots=True)
class _Group:
    column: HeaderColumn | None
    reading: CellReading
    rows: list[int]


@dataclass(slots=True)
class Problems:
    """Problems of the cells of one table, grouped by what is told."""

    table: PlanTable
    _groups: dict[tuple[Hashable, ...], _Group] = field(default_factory=dict)

    def add(
        self,
        row: int,
        column: HeaderColumn | None,
        reading: CellReading,
        *,
        group: tuple[Hashable, ...],
    ) -> None:
        """Note a problem of a row (0-based); those of one group are told in one finding."""
        key = (reading.tipo, *group)
        self._groups.setdefault(key, _Group(column, reading, [])).rows.append(row)

    def findings(self) -> list[Finding]:
        """Tell every problem; only a file that is wrong throughout is cut short."""
        return capped([self._told(group) for group in self._groups.values()], _MOST_OF_A_KIND)

    def _told(self, group: _Group) -> Finding:
        reading = group.reading
        return self.table.finding(
            reading.tipo,
            reading.problem + _also(group.rows),
            row=group.rows[0],
            column=group.column,
            value=reading.shown,
            gravedad=reading.gravedad,
            accion=reading.hint,
        )


def _also(rows: list[int]) -> str:
    if len(rows) == 1:
        return ""
    named = ", ".join(str(row + 1) for row in rows[:_MOST_ROWS])
    more = "…" if len(rows) > _MOST_ROWS else ""
    return f" ({len(rows)} filas: {named}{more})"
