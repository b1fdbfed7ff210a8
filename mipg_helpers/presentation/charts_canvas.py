"""The sheet every chart is drawn on: points from the top left, fixed size, no global state.

A `Canvas` is one matplotlib figure without axes (at 72 dots per inch a dot is a point), so a
position is what it says and nothing moves with the length of a label. It remembers the box of
every text, which lets placement avoid overlaps and tests look for them.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from mipg_helpers.presentation.charts_svg import clean_svg
from mipg_helpers.presentation.charts_text import register_fonts, safe, text_width
from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.artist import Artist

Anchor = Literal["left", "center", "right"]
Dash = tuple[float, tuple[float, ...]] | Literal["solid"]

SOLID: Dash = "solid"
DASHED: Dash = (0, (4, 2.5))
DOTTED: Dash = (0, (1, 2))
#: Height of the letters above the base line and of those below it, as shares of the size.
ASCENT, DESCENT = 0.74, 0.24
#: Parts of the rc parameters that could change a drawing; the user's own settings stay out.
DRAWING = (
    *("axes.", "figure.", "font.", "hatch.", "lines.", "markers."),
    *("patch.", "path.", "savefig.", "svg.", "text."),
)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the canvas, in points from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, margin: float = 0.0) -> bool:
        return (
            self.left < other.right + margin
            and other.left < self.right + margin
            and self.top < other.bottom + margin
            and other.top < self.bottom + margin
        )

    def inside(self, other: Box) -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


def text_box(
    x: float, y: float, text: str, size: float, *, bold: bool = False, anchor: Anchor = "left"
) -> Box:
    """Return the box of one line whose base line stands at (x, y)."""
    width = text_width(text, size, bold=bold)
    left = x - {"left": 0.0, "center": width / 2, "right": width}[anchor]
    return Box(left, y - ASCENT * size, left + width, y + DESCENT * size)


class Canvas:
    """One figure under construction; made by `drawing` only."""

    def __init__(self, height: float) -> None:
        self.theme = load_theme()
        self.width, self.height = self.theme.width, height
        self.texts: list[tuple[str, Box]] = []
        self._figure = Figure(figsize=(self.width / 72, height / 72), dpi=72)
        self._from_top = Affine2D().scale(1, -1).translate(0, height)

    @property
    def box(self) -> Box:
        return Box(0, 0, self.width, self.height)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        colour: str | None = None,
        bold: bool = False,
        anchor: Anchor = "left",
    ) -> Box:
        """Write one line with its base line at `y`."""
        size = size or self.theme.text
        shown = safe(text)
        self._add(
            Text(
                x,
                y,
                shown,
                fontsize=size,
                color=colour or self.theme.colours.ink,
                fontweight="bold" if bold else "normal",
                horizontalalignment=anchor,
                verticalalignment="baseline",
            ),
            layer=4,
        )
        box = text_box(x, y, shown, size, bold=bold, anchor=anchor)
        self.texts.append((shown, box))
        return box

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        colour: str,
        width: float = 0.8,
        dash: Dash = SOLID,
    ) -> None:
        self._add(Line2D(xs, ys, color=colour, linewidth=width, linestyle=dash), layer=2)

    def marks(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        shape: str,
        colour: str,
        size: float = 7.0,
        hollow: bool = False,
    ) -> None:
        """Draw the same mark at several places; `shape` is a matplotlib marker."""
        marks = Line2D(
            xs,
            ys,
            linestyle="none",
            marker=shape,
            markersize=size,
            markerfacecolor="none" if hollow else colour,
            markeredgecolor=colour,
            markeredgewidth=1.4 if hollow else 0.6,
        )
        self._add(marks, layer=3)

    def rectangle(
        self,
        box: Box,
        *,
        fill: str,
        edge: str = "none",
        width: float = 0.0,
        hatch: str | None = None,
    ) -> None:
        patch = Rectangle(
            (box.left, box.top),
            box.right - box.left,
            box.bottom - box.top,
            facecolor=fill,
            edgecolor=edge,
            linewidth=width,
            hatch=hatch,
        )
        self._add(patch, layer=1)

    def _add(self, artist: Artist, *, layer: int) -> None:
        artist.set_transform(self._from_top)
        artist.set_zorder(layer)
        self._figure.add_artist(artist)

    def svg(self) -> str:
        """Write the figure; the same drawing gives the same text."""
        buffer = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        self._figure.savefig(buffer, format="svg", metadata=nothing)
        return clean_svg(buffer.getvalue(), family=self.theme.family)


@contextmanager
def drawing(height: float) -> Iterator[Canvas]:
    """Open a canvas `height` points high; matplotlib's settings are as before afterwards."""
    register_fonts()
    theme = load_theme()
    settings = {key: value for key, value in mpl.rcParamsDefault.items() if key.startswith(DRAWING)}
    settings |= {
        "font.family": [theme.family],
        "hatch.color": theme.colours.hatch,
        "hatch.linewidth": 0.6,
        "svg.fonttype": "none",
        "svg.hashsalt": "mipg",
        "svg.id": None,
        "text.parse_math": False,  # a name with "$" is a name, not a formula
    }
    with mpl.rc_context(settings):
        yield Canvas(height)
