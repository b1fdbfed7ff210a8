"""Markdown of a notebook cell as blocks, from mistune's syntax tree.

What the tree does not know (raw HTML) goes through the HTML reader, which keeps tables and
text and drops the rest. Dollar signs stay as typed: in these reports they are pesos.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any, cast

from mipg_helpers.presentation import blocks as vocabulary
from mipg_helpers.reporting.html_tables import blocks_from_html
from mipg_helpers.reporting.walk import span_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mipg_helpers.presentation.blocks import Align, Block, Span

Token = dict[str, Any]
#: Pictures pasted into a cell: name, then MIME type to base64 data.
Attachments = Mapping[str, Mapping[str, str]]

DATA_IMAGE = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,([A-Za-z0-9+/=\s]+)")
#: Elements whose text is code, never words for a reader.
SILENT = re.compile(r"<(script|style)\b", re.IGNORECASE)
CLOSED = re.compile(r"</(script|style)\s*>", re.IGNORECASE)


def blocks_from_markdown(source: str, attachments: Attachments | None = None) -> list[Block]:
    """Turn markdown, and the pictures pasted into its cell, into blocks."""
    return _blocks(_parser()(source), attachments or {})


@cache
def _parser() -> Callable[[str], list[Token]]:
    import mistune

    plugins = ["table", "strikethrough", "task_lists", "url"]
    parser = mistune.create_markdown(renderer="ast", plugins=plugins)
    return cast("Callable[[str], list[Token]]", parser)


def _blocks(tokens: Iterable[Token], attachments: Attachments) -> list[Block]:
    return [block for token in tokens for block in _block(token, attachments)]


def _block(token: Token, attachments: Attachments) -> list[Block]:
    reader = READERS.get(token["type"])
    return reader(token, attachments) if reader else []


def _heading(token: Token, _attachments: Attachments) -> list[Block]:
    spans = _spans(token["children"])
    return [{"type": "heading", "level": token["attrs"]["level"], "c": spans}] if spans else []


def _quote(token: Token, attachments: Attachments) -> list[Block]:
    return [{"type": "quote", "blocks": _blocks(token["children"], attachments)}]


def _code(token: Token, _attachments: Attachments) -> list[Block]:
    return [{"type": "code", "s": token["raw"].rstrip("\n")}]


def _html(token: Token, _attachments: Attachments) -> list[Block]:
    return blocks_from_html(token["raw"])


def _rule(_token: Token, _attachments: Attachments) -> list[Block]:
    return [{"type": "rule"}]


def _paragraph(token: Token, attachments: Attachments) -> list[Block]:
    """Lift the pictures out of a paragraph: they are figures, and follow its words."""
    images = [child for child in token["children"] if child["type"] == "image"]
    words = _spans(child for child in token["children"] if child["type"] != "image")
    figures = [figure for image in images for figure in _figure(image, attachments)]
    return [{"type": "paragraph", "c": words}, *figures] if span_text(words).strip() else figures


def _figure(image: Token, attachments: Attachments) -> list[Block]:
    """Read a pasted or embedded picture; one at a remote or local address leaves its words."""
    url, alt = image["attrs"]["url"], span_text(_spans(image["children"]))
    caption = image["attrs"].get("title") or ""
    bundle = attachments.get(unescape(url.removeprefix("attachment:")), {})
    picture = picture_block(dict(bundle), alt=alt, caption=caption)
    embedded = DATA_IMAGE.fullmatch(url)
    if embedded:
        data = {f"image/{embedded[1]}": embedded[2]}
        picture = picture_block(data, alt=alt, caption=caption)
    if picture:
        return [picture]
    return [vocabulary.paragraph(f"[Imagen no incluida: {alt or 'sin descripción'}]")]


def picture_block(data: Mapping[str, Any], *, alt: str, caption: str) -> Block | None:
    """Build a figure from the picture of a MIME bundle, vectors first."""
    words = {"caption": caption, "alt": alt, "note": ""}
    svg = data.get("image/svg+xml")
    if svg:
        return {"type": "figure", "svg": svg, **words}
    for kind in ("png", "jpeg"):
        raster = data.get(f"image/{kind}")
        if raster:
            raster = "".join(raster.split())
            return {"type": "figure", "image": {"format": kind, "data": raster}, **words}
    return None


def _list(token: Token, attachments: Attachments) -> list[Block]:
    items = []
    for item in token["children"]:
        content = _blocks(item["children"], attachments)
        if item["type"] == "task_list_item" and content and "c" in content[0]:
            mark = "☑ " if item["attrs"]["checked"] else "☐ "
            content[0]["c"] = [vocabulary.text(mark), *content[0]["c"]]
        items.append(content)
    attributes = token["attrs"]
    start = attributes.get("start", 1)
    return [{"type": "list", "ordered": attributes["ordered"], "start": start, "items": items}]


def _table(token: Token, _attachments: Attachments) -> list[Block]:
    head, *bodies = token["children"]
    columns: list[tuple[str, Align]] = [
        (span_text(_spans(cell["children"])), cell["attrs"]["align"] or "left")
        for cell in head["children"]
    ]
    rows = [
        [_spans(cell["children"]) for cell in row["children"]]
        for body in bodies
        for row in body["children"]
    ]
    return [vocabulary.table(caption="", columns=columns, rows=rows)]


READERS: dict[str, Callable[[Token, Attachments], list[Block]]] = {
    "paragraph": _paragraph,
    "block_text": _paragraph,
    "heading": _heading,
    "list": _list,
    "block_quote": _quote,
    "table": _table,
    "block_code": _code,
    "block_html": _html,
    "thematic_break": _rule,
}


def _spans(tokens: Iterable[Token]) -> list[Span]:
    spans: list[Span] = []
    silent = False
    for token in tokens:
        if token["type"] == "inline_html":
            silent = bool(SILENT.match(token["raw"])) or (silent and not CLOSED.match(token["raw"]))
        if not silent:
            spans += _span(token)
    return spans


def _span(token: Token) -> list[Span]:
    kind = token["type"]
    if kind in {"text", "codespan"}:
        raw = token["raw"]
        return [vocabulary.text(unescape(raw)) if kind == "text" else vocabulary.code(raw)]
    if kind == "linebreak" or (kind == "inline_html" and token["raw"].lower().startswith("<br")):
        return [{"t": "br"}]
    if kind == "softbreak":
        return [vocabulary.text(" ")]
    inner = _spans(token.get("children", ()))
    if kind in {"strong", "emphasis"}:
        return [{"t": "strong" if kind == "strong" else "em", "c": inner}]
    if kind == "link":
        return [{"t": "link", "href": token["attrs"]["url"], "c": inner}]
    return inner
