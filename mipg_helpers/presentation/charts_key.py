"""The marks that mean the same in every chart, and the line that explains them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation.charts_text import text_width
from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.presentation.charts_canvas import Canvas


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape and a colour, never a colour alone."""

    label: str
    shape: str
    colour: str
    size: float
    hollow: bool = False

    def draw(self, canvas: Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
        canvas.marks(
            xs, ys, shape=self.shape, colour=self.colour, size=self.size, hollow=self.hollow
        )


def own_mark(label: str = "Entidad") -> Mark:
    return Mark(label, "o", load_theme().colours.own, 6.5)


def peers_mark() -> Mark:
    return Mark("Promedio del grupo", "D", load_theme().colours.peers, 7.5, hollow=True)


def best_mark() -> Mark:
    return Mark("Mejor del grupo", "^", load_theme().colours.best, 6.5)


def draw_key(canvas: Canvas, y: float, marks: Sequence[Mark], *, left: float = 6.0) -> None:
    """Write the marks in one line with their names; `y` is the base line."""
    x, size = left, canvas.theme.small
    for mark in marks:
        mark.draw(canvas, [x], [y - 0.34 * size])
        canvas.text(x + 8, y, mark.label, size=size, colour=mark.colour)
        x += 8 + text_width(mark.label, size) + 20
