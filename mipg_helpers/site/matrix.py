"""The matrix of a site of several entidades: who they are by row, politicas by column.

Every cell is an official score as it was read, or the reason why there is none. A page holds so
many rows that it stays light: few entidades are on one page, many on a page per departamento.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats
from mipg_helpers.reference import IDI
from mipg_helpers.reference.labels import fold, slug
from mipg_helpers.site.model import HOME, MATRIZ, STATIC, Link, Page
from mipg_helpers.site.render import render_page
from mipg_helpers.site.site_blocks import shade_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.analysis.profile import Score
    from mipg_helpers.reference.records import PoliticaInfo
    from mipg_helpers.site.content import SiteContent
    from mipg_helpers.site.model import EntidadEntry
    from mipg_helpers.site.render import Frame

SCRIPT, STYLE = f"{STATIC}/filtros.js", f"{STATIC}/herramientas.css"
TITLE = "Entidades y políticas"
NO_PLACE = "Sin departamento"
#: So many entidades still fit on one page, and so many rows on a page of a departamento.
MOST_ON_ONE_PAGE, MOST_ROWS = 150, 250
#: Points that one step of the bar under a score stands for.
STEP = 5


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """Some entidades of one departamento; `name` tells its parts apart."""

    name: str
    path: str
    entries: tuple[EntidadEntry, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    look: str  # names of classes


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    href: str
    departamento: str
    cells: tuple[Cell, ...]


def matrix_pages(frame: Frame, content: SiteContent) -> dict[str, bytes]:
    """Print the matrix; nothing for a site of one entidad."""
    if content.is_single:
        return {}
    if len(content.entidades) <= MOST_ON_ONE_PAGE:
        entries = sorted(content.entidades, key=_place_and_name)
        page = _page(frame, MATRIZ, TITLE, Link(frame.nombre, HOME))
        return {MATRIZ: _table_page(frame, content, page, entries)}
    return _pages_by_place(frame, content)


def departamento_pages(content: SiteContent) -> list[MatrixPage]:
    """Divide the entidades of a large site into pages, by departamento and name."""
    ordered = sorted(content.entidades, key=_place_and_name)
    found, taken = [], set()
    for name, group in groupby(ordered, key=departamento_of):
        entries = list(group)
        parts = range(0, len(entries), MOST_ROWS)
        stem = slug(name) or "otro"
        while stem in taken:  # two ways of writing that only differ in marks
            stem += "-x"
        taken.add(stem)
        for number, start in enumerate(parts, start=1):
            several = len(parts) > 1
            found.append(
                MatrixPage(
                    f"{name} ({number} de {len(parts)})" if several else name,
                    f"matriz/{stem}{f'-{number}' if number > 1 else ''}.html",
                    tuple(entries[start : start + MOST_ROWS]),
                )
            )
    return found


def departamento_of(entry: EntidadEntry) -> str:
    """Name the departamento of an entidad, or say that it has none."""
    return entry.entidad.departamento or NO_PLACE


def _place_and_name(entry: EntidadEntry) -> tuple[str, str, str, str]:
    place = departamento_of(entry)
    return fold(place), place, fold(entry.entidad.nombre), entry.entidad_id


def _pages_by_place(frame: Frame, content: SiteContent) -> dict[str, bytes]:
    parts = departamento_pages(content)
    above = (Link(frame.nombre, HOME), Link(TITLE, MATRIZ))
    made = {
        part.path: _table_page(
            frame, content, _page(frame, part.path, part.name, *above), part.entries
        )
        for part in parts
    }
    page = _page(frame, MATRIZ, TITLE, above[0])
    places = [
        (page.href(part.path), part.name, formats.plural(len(part.entries), "entidad", "entidades"))
        for part in parts
    ]
    values = {"places": places, "tools_style": page.href(STYLE), "vigencia": content.vigencia}
    return {MATRIZ: render_page(frame, page, "matrix_places.html", values), **made}


def _page(frame: Frame, path: str, title: str, *above: Link) -> Page:
    said = f"Puntajes oficiales de cada entidad y política, vigencia {frame.vigencia}. {title}."
    return Page(path, title, above, description=said)


def _table_page(
    frame: Frame, content: SiteContent, page: Page, entries: Sequence[EntidadEntry]
) -> bytes:
    politicas = content.catalog.politicas(content.vigencia)
    scores = content.scores()
    rows = [_row(entry, page, scores[entry.entidad_id], politicas) for entry in entries]
    values = {
        "scripts": [page.href(SCRIPT)],
        "tools_style": page.href(STYLE),
        "vigencia": content.vigencia,
        "columns": ["IDI", *(info.nombre_corto for info in politicas)],
        "rows": rows,
        "places": list(dict.fromkeys(row.departamento for row in rows)),
    }
    return render_page(frame, page, "matrix.html", values)


def _row(
    entry: EntidadEntry, page: Page, scores: Mapping[str, Score], politicas: Sequence[PoliticaInfo]
) -> Row:
    indices = [IDI, *(info.politica for info in politicas)]
    return Row(
        entry.entidad.nombre,
        page.href(entry.home),
        departamento_of(entry),
        tuple(_cell(scores[indice]) for indice in indices),
    )


def _cell(score: Score) -> Cell:
    text = formats.score_text(score)
    if score.puntos is None:
        return Cell(text, "sin")
    return Cell(text, f"{shade_of(score.puntos)} b{int(score.puntos // STEP)}")
