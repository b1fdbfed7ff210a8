"""What a deck says, slide by slide, before anything of PowerPoint: texts already written.

Long lists and tables are split here, so that a slide never shrinks its letters to hold more.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mipg_helpers.presentation.blocks import Align

#: Sizes of letters in points, and of a 16:9 slide in inches.
TITLE_PT, BODY_PT, TABLE_PT, NOTE_PT = 30, 20, 14, 12
WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6
BODY_TOP, BODY_HEIGHT, NOTE_TOP = 1.55, 5.0, 6.72
BODY_WIDTH = WIDTH - 2 * MARGIN
#: Room around the letters of a cell, left and right, and above and below together.
CELL_SIDES, CELL_ENDS = 0.2, 0.1
#: Lines stand this far apart, and a letter is as wide as this part of its size, both generous.
LEADING, LETTER = 1.2, 0.52
BULLET_GAP, BULLET_INDENT = 0.14, 0.45

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opening:
    """The first slide."""

    titulo: str
    subtitulo: str
    detalle: str


@dataclass(frozen=True, slots=True)
class Points:
    """A slide of sentences, numbered when somebody has to refer to them."""

    titulo: str
    items: tuple[str, ...]
    nota: str = ""
    numbered: bool = False
    first: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A slide with a table; the first cell of a row is its header. `widths` are relative."""

    titulo: str
    columns: tuple[tuple[str, Align], ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    alt: str
    nota: str = ""
    size: int = TABLE_PT


@dataclass(frozen=True, slots=True)
class Bars:
    """A slide with a bar chart, points 0 to 100; None: there is no figure, and no bar.

    `series` are (name, values, labels as written for people).
    """

    titulo: str
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...], tuple[str, ...]], ...]
    alt: str
    nota: str = ""


Slide = Opening | Points | Grid | Bars


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck and what its properties say; `aviso` stands on every slide."""

    titulo: str
    autor: str
    tema: str
    aviso: str
    slides: tuple[Slide, ...]


def split(slide: Slide) -> Iterator[Slide]:
    """Spread what does not fit over slides of the same title, which then say which they are."""
    if isinstance(slide, Points):
        yield from _split_points(slide)
    elif isinstance(slide, Grid):
        parts = _portions(slide.rows, lambda row: row_height(row, slide), _room(slide))
        for title, rows in _titled(slide.titulo, parts):
            yield replace(slide, titulo=title, rows=tuple(rows))
    else:
        yield slide


def row_height(row: Sequence[str], slide: Grid) -> float:
    """Estimate the height of a row of a table, inches: that of its longest cell."""
    total = sum(slide.widths)
    lines = [
        _lines(cell, BODY_WIDTH * width / total - CELL_SIDES, slide.size)
        for cell, width in zip(row, slide.widths, strict=True)
    ]
    return max(lines) * slide.size * LEADING / 72 + CELL_ENDS


def _split_points(slide: Points) -> Iterator[Points]:
    def height(item: str) -> float:
        lines = _lines(item, BODY_WIDTH - BULLET_INDENT, BODY_PT)
        return lines * BODY_PT * LEADING / 72 + BULLET_GAP

    first = slide.first
    for title, items in _titled(slide.titulo, _portions(slide.items, height, BODY_HEIGHT)):
        yield replace(slide, titulo=title, items=tuple(items), first=first)
        first += len(items)


def _room(slide: Grid) -> float:
    heads = [label for label, _ in slide.columns]
    return BODY_HEIGHT - row_height(heads, slide)


def _lines(text: str, width: float, size: int) -> int:
    return max(1, ceil(len(text) * size * LETTER / 72 / width))


def _portions(items: Sequence[T], height: Callable[[T], float], room: float) -> list[list[T]]:
    """Fill slides in order, evenly where that fits; too high an item gets a slide of its own."""
    portions = _filled(items, height, room)
    each = ceil(len(items) / len(portions))
    even = [list(items[start : start + each]) for start in range(0, len(items), each or 1)]
    fits = len(even) == len(portions) and all(sum(map(height, part)) <= room for part in even)
    return even if fits else portions


def _filled(items: Sequence[T], height: Callable[[T], float], room: float) -> list[list[T]]:
    portions: list[list[T]] = [[]]
    used = 0.0
    for item in items:
        needed = height(item)
        if portions[-1] and used + needed > room:
            portions.append([])
            used = 0.0
        portions[-1].append(item)
        used += needed
    return portions


def _titled(title: str, portions: Sequence[list[T]]) -> Iterator[tuple[str, list[T]]]:
    many = len(portions)
    for n, portion in enumerate(portions, start=1):
        yield (f"{title} ({n} de {many})" if many > 1 else title), portion
