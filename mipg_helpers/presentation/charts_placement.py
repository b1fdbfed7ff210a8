"""Places names beside marks so that no name covers a mark or another name."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation.charts_canvas import ASCENT, DESCENT, Box
from mipg_helpers.presentation.charts_text import text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Spot = tuple[float, float]

NEAR = 7.0
RADII = (NEAR, 13.0, 20.0, 28.0, 38.0, 50.0, 64.0, 80.0, 100.0)
#: Directions in degrees, best first: right, left, above, below, then the diagonals.
ANGLES = (0, 180, 90, 270, 30, 330, 150, 210, 60, 300, 120, 240)
MARK = 4.0
MARGIN = 1.0
LEADER_STEPS = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: left end of its base line, its box, whether it needs a leader."""

    x: float
    y: float
    box: Box
    is_far: bool

    def nearest(self, spot: Spot) -> Spot:
        """Return the point of the box that is nearest to `spot`."""
        return (
            min(max(spot[0], self.box.left), self.box.right),
            min(max(spot[1], self.box.top), self.box.bottom),
        )


def place_names(
    names: Sequence[str], spots: Sequence[Spot], size: float, limits: Box
) -> list[Place]:
    """Choose a place for each name, in the order of `names`.

    The first free candidate wins: they come nearest first. Where none is free, the one with
    the fewest faults wins: every name is written, whatever the crowd.
    """
    marks = [Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in spots]
    crowd = [sum(math.dist(spot, other) < 60 for other in spots) for spot in spots]
    placed: dict[int, Place] = {}
    leaders: list[Box] = []
    # The most crowded names choose first, while there is still room around them.
    for i in sorted(range(len(names)), key=lambda i: (-crowd[i], i)):
        taken = [*(place.box for place in placed.values()), *leaders]
        best = min(
            _candidates(names[i], spots[i], size),
            key=lambda place: _faults(place, spots[i], taken, marks, limits),
        )
        placed[i] = best
        leaders += _leader(best, spots[i])
    return [placed[i] for i in range(len(names))]


def _candidates(name: str, spot: Spot, size: float) -> Iterator[Place]:
    width, up, down = text_width(name, size), ASCENT * size, DESCENT * size
    for radius in RADII:
        for angle in ANGLES:
            dx, dy = math.cos(math.radians(angle)), -math.sin(math.radians(angle))
            x = spot[0] + radius * dx - width * (1 - dx) / 2
            middle = spot[1] + (radius + 3 * abs(dy)) * dy
            y = middle + (up - down) / 2
            yield Place(x, y, Box(x, y - up, x + width, y + down), radius > NEAR)


def _faults(
    place: Place, spot: Spot, taken: Sequence[Box], marks: Sequence[Box], limits: Box
) -> float:
    outside = 0 if place.box.inside(limits) else 50
    covered = sum(place.box.overlaps(box, MARGIN) for box in taken)
    covered += sum(place.box.overlaps(box) for box in marks)
    crossed = sum(step.overlaps(box) for step in _leader(place, spot) for box in (*taken, *marks))
    own = sum(step.overlaps(_around(spot, MARK)) for step in _leader(place, spot))
    return outside + 20 * covered + 4 * max(0, crossed - own) + 6 * _nearer(place, spot, marks)


def _nearer(place: Place, spot: Spot, marks: Sequence[Box]) -> int:
    """Count other marks that the name would seem to belong to; a leader leaves no doubt."""
    if place.is_far:
        return 0
    own = math.dist(place.nearest(spot), spot)
    others = (((mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2) for mark in marks)
    return sum(
        other != spot and math.dist(place.nearest(other), other) < own + 2 for other in others
    )


def _leader(place: Place, spot: Spot) -> list[Box]:
    """Small boxes along the line from the mark to the name; none where there is no line."""
    if not place.is_far:
        return []
    end = place.nearest(spot)
    steps = (i / LEADER_STEPS for i in range(1, LEADER_STEPS))
    return [
        _around((spot[0] + (end[0] - spot[0]) * share, spot[1] + (end[1] - spot[1]) * share), 0.5)
        for share in steps
    ]


def _around(spot: Spot, half: float) -> Box:
    return Box(spot[0] - half, spot[1] - half, spot[0] + half, spot[1] + half)
