"""Go through the blocks of a document in reading order, however deep they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mipg_helpers.presentation.blocks import Block, Span

#: Any value JSON can hold.
Json = Any
#: What a document is: plain JSON, see `mipg_helpers.reporting.document`.
Document = dict[str, Any]


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block, those inside lists and quotes right after their container."""
    for block in blocks:
        yield block
        for inner in nested(block):
            yield from walk_blocks(inner)


def nested(block: Block) -> list[list[Block]]:
    """List the block lists a container holds: one per list item, one for a quote."""
    if block["type"] == "list":
        return list(block["items"])
    return [block["blocks"]] if block["type"] == "quote" else []


def span_lists(block: Block) -> list[list[Span]]:
    """List the inline texts of one block, its table cells included."""
    if block["type"] == "table":
        return [cell for row in block["rows"] for cell in row]
    return [block["c"]] if "c" in block else []


def caption_parts(block: Block) -> tuple[str, str]:
    """Split a caption into the sentence that names the figure and those that explain it."""
    name, stop, rest = str(block["caption"]).partition(". ")
    return (f"{name}." if stop and rest else name + stop.rstrip()), rest


def span_text(spans: Iterable[Span]) -> str:
    """Join the words of spans without their marks; a line break counts as a space."""
    return "".join(
        " " if s["t"] == "br" else s.get("s") or span_text(s.get("c", ())) for s in spans
    )
