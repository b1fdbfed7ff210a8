"""The drawing of a group's scores: dots while they can be counted, bars beyond."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from itertools import permutations, product
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.presentation import formats
from mipg_helpers.presentation.charts_canvas import Anchor, Box, Canvas, drawing, text_box
from mipg_helpers.presentation.charts_key import best_mark, own_mark, peers_mark
from mipg_helpers.presentation.charts_scale import PointsScale, points_scale
from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.analysis.profile import PeerStats
    from mipg_helpers.presentation.charts_key import Mark

LEFT, RIGHT = 14.0, 14.0
TIERS = (10.0, 24.0, 38.0)  # base lines of the three names
PILE_TOP = 50.0
PILE = (30.0, 76.0)  # least and greatest height of dots or bars
BELOW = 50.0
MOST_DOTS = 150
DOT = 5.0
BINS = 50  # slots between the start of the axis and 100


class _Label(NamedTuple):
    mark: Mark
    text: str
    x: float


class _Place(NamedTuple):
    x: float
    tier: int
    anchor: Anchor


@contextmanager
def draw_position(own: float, peers: PeerStats) -> Iterator[tuple[Canvas, PointsScale, str]]:
    """Draw the group and its marks; yield canvas, scale and a sentence on how to read it."""
    width = load_theme().width
    values = [*peers.puntajes, own, peers.minimo_puntos, peers.media_puntos, peers.mejor_puntos]
    scale = points_scale(values, LEFT, width - RIGHT)
    slots = Counter(_slot(value, scale) for value in peers.puntajes)
    base = PILE_TOP + min(max(DOT * max(slots.values(), default=0), PILE[0]), PILE[1])
    with drawing(base + BELOW) as canvas:
        _draw_axis(canvas, scale, base)
        labels = _labels(own, peers, scale)
        for label, place in zip(labels, _placed(labels, width), strict=True):
            _draw_label(canvas, label, place, base)
        how = _draw_group(canvas, slots, scale, base)
        for label in labels:
            label.mark.draw(canvas, [label.x], [base + 9])
        yield canvas, scale, how


def _labels(own: float, peers: PeerStats, scale: PointsScale) -> list[_Label]:
    mean, best = peers.media_puntos, peers.mejor_puntos
    mean_text = formats.group_points(mean, as_read=peers.oficial)
    place = f" (puesto {formats.position_text(peers)})" if peers.posicion is not None else ""
    found = [
        (own_mark(), f"Entidad: {formats.official_points(own)}{place}", own),
        (peers_mark(), f"Promedio del grupo: {mean_text}", mean),
        (best_mark(), f"Mejor: {formats.group_points(best, as_read=True)}", best),
    ]
    return [_Label(mark, text, scale(value)) for mark, text, value in found if value is not None]


def _placed(labels: Sequence[_Label], width: float) -> list[_Place]:
    """Choose height and side of each name so that none is clipped, covered or crossed."""
    sides: tuple[Anchor, ...] = ("left", "right", "center")
    options = (
        [
            _Place(label.x + {"left": 4, "right": -4, "center": 0}[side], tier, side)
            for label, tier, side in zip(labels, tiers, chosen, strict=True)
        ]
        for tiers in permutations(range(len(TIERS)), len(labels))
        for chosen in product(sides, repeat=len(labels))
    )
    return min(options, key=lambda places: _faults(labels, places, width))


def _faults(labels: Sequence[_Label], places: Sequence[_Place], width: float) -> float:
    """Count what is wrong with a placement: clipped names, names crossed by a line."""
    boxes = [
        text_box(place.x, TIERS[place.tier], label.text, load_theme().text, anchor=place.anchor)
        for label, place in zip(labels, places, strict=True)
    ]
    clipped = sum(max(0.0, -box.left) + max(0.0, box.right - width) for box in boxes)
    crossed = sum(
        box.left - 2 < label.x < box.right + 2 and TIERS[place.tier] < TIERS[other.tier]
        for label, place in zip(labels, places, strict=True)
        for box, other in zip(boxes, places, strict=True)
    )
    return 100 * clipped + 10 * crossed + sum(place.tier * 0.1 for place in places[1:])


def _draw_label(canvas: Canvas, label: _Label, place: _Place, base: float) -> None:
    y = TIERS[place.tier]
    start = y + 4 if place.anchor == "center" else y - 7
    canvas.line([label.x, label.x], [start, base], colour=label.mark.colour, width=1.0)
    bold = label.mark.shape == own_mark().shape
    canvas.text(place.x, y, label.text, colour=label.mark.colour, bold=bold, anchor=place.anchor)


def _draw_axis(canvas: Canvas, scale: PointsScale, base: float) -> None:
    theme = canvas.theme
    canvas.line([scale.low, scale.high], [base, base], colour=theme.colours.muted, width=0.8)
    for tick in scale.ticks:
        x = scale(tick)
        canvas.line([x, x], [base, base + 3], colour=theme.colours.muted, width=0.8)
        canvas.text(
            x,
            base + 26,
            f"{tick:.0f}",
            size=theme.small,
            colour=theme.colours.muted,
            anchor="center",
        )
    canvas.text(
        (scale.low + scale.high) / 2,
        base + 38,
        "puntos",
        size=theme.small,
        colour=theme.colours.muted,
        anchor="center",
    )


def _draw_group(canvas: Canvas, slots: Counter[int], scale: PointsScale, base: float) -> str:
    if not slots:
        return "El archivo oficial trae las estadísticas del grupo, no el puntaje de cada entidad."
    tallest, height = max(slots.values()), base - PILE_TOP
    if slots.total() <= MOST_DOTS:
        _draw_dots(canvas, slots, scale, base, min(DOT, height / tallest))
        return "Cada punto gris es una entidad del grupo."
    width = (scale.high - scale.low) / BINS
    for slot, count in sorted(slots.items()):
        middle = _middle(slot, scale)
        top = base - height * count / tallest
        box = Box(middle - width / 2 + 0.4, top, middle + width / 2 - 0.4, base)
        canvas.rectangle(box, fill=canvas.theme.colours.group)
    return (
        "La altura de cada barra es el número de entidades del grupo con puntajes cercanos; la "
        f"más alta reúne {formats.integer(tallest)}."
    )


def _draw_dots(
    canvas: Canvas, slots: Counter[int], scale: PointsScale, base: float, size: float
) -> None:
    xs, ys = [], []
    for slot, count in sorted(slots.items()):
        for i in range(count):
            xs.append(_middle(slot, scale))
            ys.append(base - size * (i + 0.5))
    canvas.marks(xs, ys, shape="o", colour=canvas.theme.colours.group, size=size - 0.8)


def _slot(value: float, scale: PointsScale) -> int:
    share = (scale(value) - scale.low) / (scale.high - scale.low)
    return min(int(share * BINS), BINS - 1)


def _middle(slot: int, scale: PointsScale) -> float:
    return scale.low + (slot + 0.5) / BINS * (scale.high - scale.low)
