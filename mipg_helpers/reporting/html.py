"""The document model as one HTML file: no script, no request, fonts and charts inside.

Text is escaped by Jinja everywhere; the only markup passed through is a chart that
`mipg_helpers.reporting.svg` has reduced to drawing.
"""

from __future__ import annotations

import base64
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.presentation.display_html import TONES
from mipg_helpers.presentation.formats import long_date
from mipg_helpers.reporting.glyphs import FONTS
from mipg_helpers.reporting.long_words import BREAK, breakable
from mipg_helpers.reporting.walk import caption_parts, span_text

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.reporting.walk import Document

TEMPLATES = Path(__file__).parent / "templates"

#: A table with more columns gets a region of its own that scrolls on a narrow screen.
NARROW_COLUMNS = 3


def render_html(document: Document) -> bytes:
    """Print a normalised document as a self-contained page; same document, same bytes."""
    template = _environment().get_template("page.html")
    headings = [block for block in document["blocks"] if block["type"] == "heading"]
    contents = [block for block in headings if block["level"] == 2]
    return template.render(doc=document, contents=contents).encode()


@cache
def _environment() -> Environment:
    environment = make_environment()
    environment.globals.update(style=safe_markup(font_faces() + _style()))
    return environment


def make_environment(*folders: Path) -> Environment:
    """Open templates that may print the blocks of a document (``blocks.html``)."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(tones=TONES, label=_table_label)
    environment.filters.update(
        drawing=drawing, plain=span_text, parts=caption_parts, fecha=_long_date, words=_breakable
    )
    environment.tests["wide"] = lambda table: len(table["columns"]) > NARROW_COLUMNS
    return environment


def _long_date(iso: str) -> str:
    return long_date(date.fromisoformat(iso))


def safe_markup(markup: str) -> Markup:
    """Pass on markup that is ours; never anything that was read."""
    from markupsafe import Markup

    return Markup(markup)  # noqa: S704  our own style sheet, or a drawing reduced by `svg`


def font_faces() -> str:
    """Declare the two web fonts, which are in the style sheet itself."""
    return "".join(
        "@font-face{font-family:'MIPG Sans';font-style:normal;font-display:swap;"
        f"font-weight:{weight};src:url(data:font/woff2;base64,{_base64(name)}) format('woff2')}}\n"
        for weight, name in ((400, "MIPGSans-Regular.woff2"), (700, "MIPGSans-Bold.woff2"))
    )


def _style() -> str:
    return (TEMPLATES / "page.css").read_text(encoding="utf-8")


def _base64(name: str) -> str:
    return base64.b64encode((FONTS / name).read_bytes()).decode("ascii")


def _breakable(text: str) -> str:
    """Let a word no column can hold break, without changing what a reader copies."""
    marked = breakable(text)
    return text if marked == text else safe_markup(escape(marked).replace(BREAK, "<wbr>"))


def drawing(figure: Block) -> Markup:
    """Write the chart as an image that says its title and its text alternative."""
    title, alt = escape(_figure_label(figure)), escape(figure["alt"])
    if "image" in figure:
        image = figure["image"]
        source = f"data:image/{image['format']};base64,{image['data']}"
        return safe_markup(f'<img src="{escape(source)}" alt="{alt}">')
    head, _, rest = figure["svg"].partition(">")
    name, text = f"{figure['id']}-titulo", f"{figure['id']}-texto"
    return safe_markup(
        f'{head} role="img" aria-labelledby="{name} {text}">'
        f'<title id="{name}">{title}</title><desc id="{text}">{alt}</desc>{rest}'
    )


def _figure_label(figure: Block) -> str:
    return f"Gráfico {figure['number']}. {figure['caption']}".removesuffix(". ")


def _table_label(table: Block) -> str:
    return f"Tabla {table['number']}. {table['caption']}".removesuffix(". ")
