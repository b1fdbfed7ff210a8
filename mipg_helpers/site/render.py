"""The frame of every page and how blocks become HTML inside it.

No page has a script or a style of its own, which its policy would refuse; text is escaped by
Jinja everywhere. A part of the site with pages of its own prints them with `render_page`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.presentation.free_text import inert
from mipg_helpers.reporting.html import drawing, font_faces, make_environment, safe_markup
from mipg_helpers.reporting.outputs import inert_block
from mipg_helpers.site.drawings import attributes_only
from mipg_helpers.site.model import (
    ACCESIBILIDAD,
    ACERCA,
    HOME,
    METODOLOGIA,
    QUE_ES,
    STATIC,
    STYLE,
    Link,
    Page,
)
from mipg_helpers.site.site_blocks import site_words
from mipg_helpers.site.style import style_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment
    from markupsafe import Markup

    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.site.content import SiteContent
    from mipg_helpers.site.theme_file import Tema

TEMPLATES = Path(__file__).parent / "templates"
#: From so many sections on a page has a list of them.
MANY_SECTIONS = 4

#: Characters that no page may hold, whatever a name brings.
CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])

#: What a page may load. ``'self'`` also holds for the folder of a page opened from a disk.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src data:; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of a site share: whose it is, its look, its menu."""

    nombre: str
    vigencia: int
    is_single: bool
    es_ficticia: bool
    tema: Tema
    menu: tuple[Link, ...] = ()  # pages of other parts, by their path from the root


def frame_of(content: SiteContent, menu: Sequence[Link] = ()) -> Frame:
    """Name what the pages of a site share."""
    return Frame(
        content.nombre,
        content.vigencia,
        content.is_single,
        content.es_ficticia,
        content.tema,
        tuple(menu),
    )


def render_page(
    frame: Frame, page: Page, template: str, values: Mapping[str, object] | None = None
) -> bytes:
    """Print a template of the site inside the frame; the same values give the same bytes."""
    made = _environment().get_template(template)
    text = made.render(
        frame=frame,
        page=page,
        policy=POLICY,
        style=page.href(STYLE),
        shield=_shield(frame, page),
        main_menu=_menu(frame, page),
        site_menu=_site_menu(frame, page),
        **(values or {}),
    )
    return text.translate(CONTROL).encode()


def render_blocks(
    frame: Frame,
    page: Page,
    blocks: Sequence[Block],
    *,
    kicker: str = "",
    lead: str = "",
    contents: bool = True,
) -> bytes:
    """Print a page made of blocks, mended as those of a report are.

    With `contents` a page of many sections lists them beside the text.
    """
    from mipg_helpers.reporting.normalise import normalise

    document = {"lang": "es-CO", "title": page.title, "blocks": site_words(blocks), "meta": {}}
    mended = normalise(document)["blocks"]
    sections = [b for b in mended if b["type"] == "heading" and b["level"] == 2]
    values = {
        "kicker": kicker,
        "lead": lead,
        "blocks": mended,
        "sections": sections if contents and len(sections) >= MANY_SECTIONS else [],
    }
    return render_page(frame, page, "blocks_page.html", values)


def static_files(tema: Tema) -> dict[str, bytes]:
    """Give the files that every page uses: one style sheet with its fonts, and the shield."""
    files = {STYLE: (font_faces() + style_sheet(tema)).encode()}
    if tema.shield:
        files[f"{STATIC}/{tema.shield.name}"] = tema.shield.content
    return files


def _menu(frame: Frame, page: Page) -> list[Link]:
    """List the pages of the entidad, or of the site where a page is nobody's."""
    prefix = page.entry.prefix if page.entry else ""
    found = [Link("Inicio", prefix + HOME)]
    if not (page.entry or frame.is_single):
        found += [Link("Datos", "datos.html")]
    else:
        found += [
            Link("Políticas", f"{prefix}politicas/{HOME}"),
            Link("Planes", f"{prefix}planes.html"),
            Link("Historial", f"{prefix}historial.html"),
            Link("Datos", f"{prefix}datos.html"),
        ]
    return [*found, Link("¿Qué es MIPG?", QUE_ES), *frame.menu]


def _site_menu(frame: Frame, page: Page) -> list[Link]:
    found = [
        Link("¿Qué es MIPG?", QUE_ES),
        Link("Metodología", METODOLOGIA),
        Link("Acerca de estas cifras", ACERCA),
        Link("Accesibilidad", ACCESIBILIDAD),
    ]
    home = Link("Todas las entidades", HOME)
    return found if frame.is_single or page.path == HOME else [home, *found]


def _shield(frame: Frame, page: Page) -> str:
    return page.href(f"{STATIC}/{frame.tema.shield.name}") if frame.tema.shield else ""


@cache
def _environment() -> Environment:
    environment = make_environment(TEMPLATES)
    environment.finalize = _inert
    break_words = environment.filters["words"]
    environment.filters.update(drawing=_drawing, words=lambda text: break_words(inert(text)))
    return environment


def _inert(value: object) -> object:
    """Replace what a text of the data would stop its page with; our own markup stays."""
    return inert(value) if type(value) is str else value


def _drawing(figure: Block) -> Markup:
    """Write the chart as reports do, without styles of its own."""
    return safe_markup(attributes_only(str(drawing(inert_block(figure)))))
