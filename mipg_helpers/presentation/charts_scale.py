"""The scale of points, 0 to 100, along one direction of the canvas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TOP = 100.0
#: (no score below, where the axis then starts, step of its ticks). The whole scale is the rule;
#: good performers bunch near 100, where the whole scale would show nothing.
STARTS = ((94.0, 90.0, 2.0), (85.0, 80.0, 5.0), (65.0, 50.0, 10.0), (0.0, 0.0, 20.0))


@dataclass(frozen=True, slots=True)
class PointsScale:
    """Places points between `low` (the start of the axis) and `high` (100), in canvas points."""

    start: float
    step: float
    low: float
    high: float

    def __call__(self, puntos: float) -> float:
        share = (puntos - self.start) / (TOP - self.start)
        return self.low + share * (self.high - self.low)

    @property
    def ticks(self) -> tuple[float, ...]:
        count = round((TOP - self.start) / self.step)
        return tuple(self.start + i * self.step for i in range(count + 1))

    @property
    def note(self) -> str:
        """Warn that the axis does not start at 0; empty when it does."""
        return f"El eje empieza en {self.start:.0f} puntos." if self.start else ""


def points_scale(values: Iterable[float | None], low: float, high: float) -> PointsScale:
    """Choose the start of the axis for these scores; missing ones do not count."""
    lowest = min((value for value in values if value is not None), default=0.0)
    start, step = next((start, step) for floor, start, step in STARTS if lowest >= floor)
    return PointsScale(start, step, low, high)
