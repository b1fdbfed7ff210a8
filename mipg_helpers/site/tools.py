"""What a reader can do beyond reading: search the site, and compare its entidades in a matrix.

Both pages say the same without script. The index of the search is written apart
(`search.search_files`), from the entries of every entidad.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.presentation.charts_theme import load_theme
from mipg_helpers.site import matrix, search_page
from mipg_helpers.site.model import BUSCAR, MATRIZ, Link
from mipg_helpers.site.render import frame_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.site.content import SiteContent

STATIC = Path(__file__).parent / "static"
#: Of the height of a cell, what the bar under its score takes.
_BAR = ".25rem"


def tool_links(content: SiteContent) -> tuple[Link, ...]:
    """Name the pages of the tools, for the menu of every page."""
    found = (Link("Buscar", BUSCAR),)
    return found if content.is_single else (Link(matrix.TITLE, MATRIZ), *found)


def render_tools(content: SiteContent, *, menu: Sequence[Link] = ()) -> dict[str, bytes]:
    """Print the pages of the tools and the files they need.

    Parameters
    ----------
    menu
        As for the other pages; usually `tool_links`.
    """
    frame = frame_of(content, menu)
    path, page = search_page.search_page(frame, content)
    return {
        path: page,
        **matrix.matrix_pages(frame, content),
        search_page.SCRIPT: (STATIC / "search.js").read_bytes(),
        matrix.SCRIPT: (STATIC / "filters.js").read_bytes(),
        matrix.STYLE: ((STATIC / "tools.css").read_text(encoding="utf-8") + _cells()).encode(),
    }


def _cells() -> str:
    """Shade the cells as charts do, and give each a bar as long as its score."""
    shades = "".join(
        f".matrix td.t{place}{{color:{shade.ink};background-color:{shade.fill}}}\n"
        for place, shade in enumerate(load_theme().shades)
    )
    bars = "".join(
        f".matrix td.b{step}{{background-size:{step * matrix.STEP}% {_BAR}}}\n"
        for step in range(100 // matrix.STEP + 1)
    )
    line = ".matrix td[class*=b]{background-image:linear-gradient(currentColor,currentColor)}\n"
    return f"{shades}{line}{bars}"
