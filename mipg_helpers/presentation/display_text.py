"""Blocks as plain text: what a terminal, a search or a screen without HTML gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mipg_helpers.presentation.blocks import Block, Span


def to_text(blocks: Iterable[Block]) -> str:
    """Write the blocks in order, separated by a blank line."""
    return "\n\n".join(_block(block) for block in blocks)


def span_text(spans: Iterable[Span]) -> str:
    """Join the words of spans, without their marks."""
    return "".join(span["s"] if "s" in span else span_text(span["c"]) for span in spans)


def _block(block: Block) -> str:
    return WRITERS[block["type"]](block)


def _heading(block: Block) -> str:
    return f"{'#' * int(block['level'])} {span_text(block['c'])}"


def _paragraph(block: Block) -> str:
    return span_text(block["c"])


def _list(block: Block) -> str:
    return "\n".join(f"- {' '.join(map(_block, item))}" for item in block["items"])


def _cover(block: Block) -> str:
    lines = [block["title"], block["subtitle"], block["notice"]]
    lines += [f"{label}: {value}" for label, value in block["facts"]]
    return "\n".join(line for line in lines if line)


def _key_figures(block: Block) -> str:
    lines = (
        f"{item['label']}: {item['value']} {item.get('detail', '')}".rstrip()
        for item in block["items"]
    )
    return "\n".join(lines)


def _callout(block: Block) -> str:
    return f"{block['title']}. {span_text(block['c'])}" if block["title"] else _paragraph(block)


def _table(block: Block) -> str:
    heads = " | ".join(column["label"] for column in block["columns"])
    rows = (" | ".join(span_text(cell) for cell in row) for row in block["rows"])
    return "\n".join(line for line in (block["caption"], heads, *rows, block["note"]) if line)


def _figure(block: Block) -> str:
    lines = (f"[Figura] {block['caption']}", block["alt"], block["note"])
    return "\n".join(line for line in lines if line)


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
