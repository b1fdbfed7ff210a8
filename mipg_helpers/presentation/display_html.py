"""Blocks as simple, escaped HTML for the screen of a notebook; no script, no style sheet."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mipg_helpers.presentation.blocks import Block, Span

SAFE_LINKS = ("https://", "http://", "mailto:", "#")
#: Another notebook of the same folder, which JupyterLab opens in a tab.
NOTEBOOK_LINK = re.compile(r"[a-z][a-z0-9_]*\.ipynb")
TONES = {"info": "Nota", "ok": "Bien", "warning": "Atención", "danger": "Alerta"}


def to_html(blocks: Iterable[Block]) -> str:
    """Write the blocks in order, in a container that says which language they speak."""
    return f'<div lang="es-CO">{"".join(_block(block) for block in blocks)}</div>'


def _block(block: Block) -> str:
    return WRITERS[block["type"]](block)


def _spans(spans: Iterable[Span]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    kind = span["t"]
    if kind in {"text", "code"}:
        text = escape(span["s"])
        return f"<code>{text}</code>" if kind == "code" else text
    inner = _spans(span["c"])
    if kind == "link":
        # Cells are free text: an address with another scheme could carry a script.
        href = span["href"]
        safe = href.startswith(SAFE_LINKS) or NOTEBOOK_LINK.fullmatch(href)
        return f'<a href="{escape(span["href"])}">{inner}</a>' if safe else inner
    return f"<{kind}>{inner}</{kind}>" if kind in {"strong", "em"} else inner


def _heading(block: Block) -> str:
    level = min(max(int(block["level"]), 1), 6)
    return f"<h{level}>{_spans(block['c'])}</h{level}>"


def _paragraph(block: Block) -> str:
    return f"<p>{_spans(block['c'])}</p>"


def _list(block: Block) -> str:
    tag = "ol" if block["ordered"] else "ul"
    items = "".join(f"<li>{''.join(map(_block, item))}</li>" for item in block["items"])
    return f"<{tag}>{items}</{tag}>"


def _cover(block: Block) -> str:
    facts = "".join(
        f"<li><strong>{escape(label)}:</strong> {escape(value)}</li>"
        for label, value in block["facts"]
    )
    notice = f"<p><strong>{escape(block['notice'])}</strong></p>" if block["notice"] else ""
    title, subtitle = escape(block["title"]), escape(block["subtitle"])
    return f"<h1>{title}</h1><p>{subtitle}</p>{notice}<ul>{facts}</ul>"


def _key_figures(block: Block) -> str:
    items = "".join(
        f"<li>{escape(item['label'])}: <strong>{escape(item['value'])}</strong>"
        f"{_dash(item.get('detail', ''))}</li>"
        for item in block["items"]
    )
    return f"<ul>{items}</ul>"


def _dash(detail: str) -> str:
    return f" – {escape(detail)}" if detail else ""


def _callout(block: Block) -> str:
    title = block["title"] or TONES[block["tone"]]
    return f'<div role="note"><p><strong>{escape(title)}.</strong> {_spans(block["c"])}</p></div>'


def _table(block: Block) -> str:
    heads = "".join(
        f'<th scope="col" style="text-align:{escape(column["align"])}">'
        f"{escape(column['label'])}</th>"
        for column in block["columns"]
    )
    rows = "".join(_row(block, row) for row in block["rows"])
    note = f"<p><small>{escape(block['note'])}</small></p>" if block["note"] else ""
    return (
        f"<table><caption>{escape(block['caption'])}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{note}"
    )


def _row(block: Block, row: list[list[Span]]) -> str:
    cells = []
    for j, (column, spans) in enumerate(zip(block["columns"], row, strict=True)):
        style = f'style="text-align:{escape(column["align"])}"'
        if j == 0 and block["row_header"]:
            cells.append(f'<th scope="row" {style}>{_spans(spans)}</th>')
        else:
            cells.append(f"<td {style}>{_spans(spans)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _figure(block: Block) -> str:
    note = f"<p><small>{escape(block['note'])}</small></p>" if block["note"] else ""
    return (
        f"<figure><figcaption>{escape(block['caption'])}</figcaption>"
        f'<div role="img" aria-label="{escape(block["alt"])}">{block["svg"]}</div>'
        f"{note}</figure>"
    )


WRITERS: dict[str, Callable[[Block], str]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "cover": _cover,
    "key_figures": _key_figures,
    "callout": _callout,
    "table": _table,
    "figure": _figure,
}
