"""What comes next in the calendar of the plan's year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.profile import Deadline

if TYPE_CHECKING:
    from datetime import date

    from mipg_helpers.reference import Catalog


def next_deadlines(
    catalog: Catalog, vigencia_plan: int, fecha_informe: date
) -> tuple[Deadline, ...]:
    """List the milestones of `vigencia_plan` after the day of the report, soonest first."""
    milestones = sorted(catalog.calendar(vigencia_plan))
    return tuple(
        Deadline(fecha, hito, fuente) for fecha, hito, fuente in milestones if fecha > fecha_informe
    )
