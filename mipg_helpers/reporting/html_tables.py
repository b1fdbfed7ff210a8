"""HTML outputs of a notebook as blocks: tables of pandas first, simple text besides.

Nothing is passed through. A closed list of elements is read into blocks; scripts, styles and
forms vanish with their content, other elements leave only the words inside them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks as vocabulary
from mipg_helpers.reporting.grid import Cell, table_from_cells
from mipg_helpers.reporting.walk import span_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.html import HtmlElement

    from mipg_helpers.presentation.blocks import Block, Span

SILENT = {
    "script", "style", "head", "title", "noscript", "template", "iframe", "object", "embed",
    "form", "button", "input", "select", "textarea", "svg", "canvas", "audio", "video",
}  # fmt: skip
MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
#: Elements that begin a block of their own; all others are words of the running paragraph.
BLOCKS = HEADINGS | {
    "table", "ul", "ol", "p", "div", "section", "article", "header", "footer", "main", "aside",
    "blockquote", "pre", "hr", "figure", "figcaption", "dl", "dt", "dd", "details", "summary",
}  # fmt: skip

#: pandas adds the size of a shortened table, in English.
SHAPE = re.compile(r"(\d+) rows? × (\d+) columns?")
MAX_SPAN = 200
#: Digits of a number that are read; Python refuses to read thousands of them.
_DIGITS = 9


def blocks_from_html(source: str) -> list[Block]:
    """Read the tables, headings, lists and paragraphs of an HTML fragment."""
    from lxml import etree, html

    if not source.strip():
        return []
    try:
        root = html.fragment_fromstring(source.replace("\x00", ""), create_parent="div")
    except (etree.ParserError, ValueError):
        return []
    return _blocks(root)


def _blocks(element: HtmlElement) -> list[Block]:
    """Read the children of a container: blocks as such, the words between as paragraphs."""
    found: list[Block] = []
    words: list[Span] = [vocabulary.text(element.text or "")]
    for child in element:
        if _tag(child) in BLOCKS:
            found += _paragraph(words) + _block(child, found)
            words = []
        else:
            words += _span(child)
        words.append(vocabulary.text(child.tail or ""))
    return found + _paragraph(words)


def _tag(element: HtmlElement) -> str:
    # Comments and processing instructions have a function in place of a name.
    return element.tag if isinstance(element.tag, str) else "script"


def _block(element: HtmlElement, before: list[Block]) -> list[Block]:
    tag = _tag(element)
    if tag in READERS:
        return READERS[tag](element)
    if tag in HEADINGS:
        spans = _tidy(_inline(element))
        return [{"type": "heading", "level": int(tag[1]), "c": spans}] if spans else []
    shape = SHAPE.fullmatch((element.text_content() or "").strip()) if tag == "p" else None
    if shape and before and before[-1]["type"] == "table":
        size = f"{shape[1]} × {shape[2]} (filas × columnas)"
        before[-1]["note"] = f"Se muestra una parte; la tabla completa mide {size}."
        return []
    return _blocks(element)


def _list(element: HtmlElement) -> list[Block]:
    items = [_blocks(item) for item in element if _tag(item) == "li"]
    return [{"type": "list", "ordered": _tag(element) == "ol", "start": 1, "items": items}]


def _quote(element: HtmlElement) -> list[Block]:
    return [{"type": "quote", "blocks": _blocks(element)}]


def _code(element: HtmlElement) -> list[Block]:
    return [{"type": "code", "s": element.text_content().strip("\n")}]


def _rule(_element: HtmlElement) -> list[Block]:
    return [{"type": "rule"}]


def _paragraph(words: list[Span]) -> list[Block]:
    spans = _tidy(words)
    return [{"type": "paragraph", "c": spans}] if spans else []


def _inline(element: HtmlElement) -> list[Span]:
    words = [vocabulary.text(element.text or "")]
    for child in element:
        words += _span(child)
        if _tag(child) in BLOCKS:  # paragraphs inside a cell: keep their words apart
            words.append(vocabulary.text(" "))
        words.append(vocabulary.text(child.tail or ""))
    return words


def _span(element: HtmlElement) -> list[Span]:
    tag = _tag(element)
    if tag in SILENT:
        return []
    if tag in LEAVES:
        return [LEAVES[tag](element)]
    inner = _inline(element)
    if tag in MARKS:
        return [{"t": MARKS[tag], "c": inner}]
    if tag == "a" and element.get("href"):
        return [{"t": "link", "href": element.get("href"), "c": inner}]
    return inner


def _tidy(words: list[Span]) -> list[Span]:
    """Collapse white space as a browser does; nothing is left of spans without words."""
    spans: list[Span] = []
    for span in words:
        if span["t"] == "text":
            text = re.sub(r"[ \t\n\r\f]+", " ", span["s"])
            if spans and spans[-1]["t"] == "text":
                text = re.sub(" +", " ", spans.pop()["s"] + text)
            spans.append(vocabulary.text(text))
        else:
            spans.append(span | {"c": _tidy(span["c"])} if "c" in span else span)
    if not span_text(spans).strip():
        return []
    if spans[0]["t"] == "text":
        spans[0]["s"] = spans[0]["s"].lstrip(" ")
    if spans[-1]["t"] == "text":
        spans[-1]["s"] = spans[-1]["s"].rstrip(" ")
    return [span for span in spans if span != vocabulary.text("")]


def _table(element: HtmlElement) -> list[Block]:
    caption = element.find("caption")
    head: list[list[Cell]] = []
    body: list[list[Cell]] = []
    for row in _rows(element):
        cells = [_cell(cell) for cell in row if _tag(cell) in {"td", "th"}]
        if not cells:
            continue
        in_head = _tag(row.getparent()) == "thead" or (not body and all(c.is_header for c in cells))
        (head if in_head else body).append(cells)
    table = table_from_cells(
        head, body, caption="" if caption is None else span_text(_tidy(_inline(caption)))
    )
    return [table] if table else []


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the rows of this table, not those of a table inside one of its cells."""
    for child in table:
        if _tag(child) == "tr":
            yield child
        elif _tag(child) in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if _tag(row) == "tr")


def _cell(element: HtmlElement) -> Cell:
    return Cell(
        spans=_tidy(_inline(element)),
        is_header=_tag(element) == "th",
        columns=_number(element.get("colspan")),
        rows=_number(element.get("rowspan")),
    )


READERS: dict[str, Callable[[HtmlElement], list[Block]]] = {
    "table": _table,
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "pre": _code,
    "hr": _rule,
}
LEAVES: dict[str, Callable[[HtmlElement], Span]] = {
    "br": lambda _: {"t": "br"},
    "img": lambda image: vocabulary.text(image.get("alt") or ""),
    "code": lambda code: vocabulary.code(code.text_content()),
}


def _number(text: str | None) -> int:
    number = int(text[:_DIGITS]) if text and text.isdecimal() else 0
    return min(number, MAX_SPAN) or 1
