"""What the printed page needs beyond the document model: column widths and breakable words."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

from mipg_helpers.reporting.walk import caption_parts, span_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.reporting.walk import Document, Json

ZERO_WIDTH_SPACE = "\u200b"
#: No column is wide enough for a longer word; it may break after each stretch of this length.
LONG_WORD = re.compile(r"[^\s\u00a0]{18}(?=[^\s\u00a0]{6})")

#: A column asks for the width of its longest cell, within these characters.
NARROWEST, WIDEST = 5, 44
#: Characters that fill the width of a page; a smaller table does not spread over all of it.
PAGE_CHARACTERS = 64
#: A row with a longer cell may go on over the next page.
ROW_CHARACTERS = 700


def printable(document: Document) -> Document:
    """Return the model as the Typst template reads it: same words, with layout added."""
    return {**_copy(document), "blocks": [_block(block) for block in document["blocks"]]}


def _copy(value: Json) -> Json:
    """Copy plain JSON, with long words made breakable."""
    if isinstance(value, dict):
        return {k: v if k in {"svg", "href", "data", "id"} else _copy(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return breakable(value) if isinstance(value, str) else value


def breakable(text: str) -> str:
    """Mark where a word longer than any column may break."""
    return LONG_WORD.sub(lambda run: run[0] + ZERO_WIDTH_SPACE, text)


def _block(block: Block) -> Block:
    copy: Block = _copy(block)
    if "caption" in block:
        copy["caption"] = [breakable(part) for part in caption_parts(block)]
    if block["type"] == "table":
        copy["layout"] = table_layout(block)
    elif block["type"] == "list":
        copy["items"] = [[_block(child) for child in item] for item in block["items"]]
    elif block["type"] == "quote":
        copy["blocks"] = [_block(child) for child in block["blocks"]]
    elif "image" in block:
        # Typst reads a picture as numbers: JSON has no bytes.
        copy["image"]["data"] = list(base64.b64decode(block["image"]["data"]))
    return copy


def table_layout(table: Block) -> dict[str, Any]:
    """Weigh the columns by what they hold, and say which rows may break over a page."""
    texts = [[span_text(cell) for cell in row] for row in table["rows"]]
    labels = [column["label"] for column in table["columns"]]
    weights = table["widths"] or [
        _weight(label, [row[j] for row in texts]) for j, label in enumerate(labels)
    ]
    share = 1.0 if table["widths"] else min(1.0, max(0.45, sum(weights) / PAGE_CHARACTERS))
    return {
        "weights": weights,
        "share": round(share, 2),
        "breakable": [max(map(len, row), default=0) > ROW_CHARACTERS for row in texts],
    }


def _weight(label: str, cells: Sequence[str]) -> int:
    """Count the characters a column asks for: its longest cell, or the longest word above it."""
    words = [word for text in (label, *cells) for word in breakable(text).split()]
    longest_word = max((len(w) for word in words for w in word.split(ZERO_WIDTH_SPACE)), default=0)
    longest_cell = min(max(map(len, cells), default=0), WIDEST)
    return max(NARROWEST, longest_word + 1, longest_cell, len(label) // 2 + 1)
