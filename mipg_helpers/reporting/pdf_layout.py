"""What the printed page needs beyond the document model: column widths and breakable words."""

from __future__ import annotations

import base64
import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from mipg_helpers.reporting.long_words import BREAK, breakable
from mipg_helpers.reporting.walk import caption_parts, span_text, walk_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.reporting.walk import Document, Json


#: A shape without a filling, as matplotlib writes it.
UNFILLED = re.compile(r'fill-opacity:\s*0(?=[;"])')
SVG_WIDTH = re.compile(r'<svg [^>]*?width="([\d.]+)"')

#: A column asks for the width of its longest cell, within these characters.
NARROWEST, WIDEST = 5, 44
#: Characters that fill the width of a page; a smaller table does not spread over all of it.
PAGE_CHARACTERS = 64
#: A row with a longer cell may go on over the next page.
ROW_CHARACTERS = 700
#: A table of fewer characters and rows than these stays on one page.
WHOLE_CHARACTERS, WHOLE_ROWS = 1_600, 9
#: A table of more columns is set in the small size.
NORMAL_COLUMNS = 6
#: Characters in the width of a page at both sizes of tables, and what the gap of a column takes.
NORMAL_LINE, SMALL_LINE, PADDING = 108, 120, 2


def printable(document: Document) -> Document:
    """Return the model as the Typst template reads it: same words, with layout added."""
    return {**_copy(document), "blocks": [_block(block) for block in document["blocks"]]}


def opaque(document: Document) -> Document:
    """Do as `printable`, with drawings that say "no filling" without transparency."""
    model = printable(document)
    for block in walk_blocks(model["blocks"]):
        if "svg" in block:
            block["svg"] = UNFILLED.sub("fill:none", block["svg"])
    return model


def _copy(value: Json) -> Json:
    """Copy plain JSON, with long words made breakable."""
    if isinstance(value, dict):
        return {k: v if k in {"svg", "href", "data", "id"} else _copy(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return breakable(value) if isinstance(value, str) else value


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
    elif "svg" in block:
        copy["width"] = float(SVG_WIDTH.findall(block["svg"])[0])
    elif "image" in block:
        # Typst reads a picture as numbers: JSON has no bytes.
        copy["image"]["data"] = list(base64.b64decode(block["image"]["data"]))
    return copy


def table_layout(table: Block) -> dict[str, Any]:
    """Share the width among the columns, and say what may break over a line or a page."""
    texts = [[span_text(cell) for cell in row] for row in table["rows"]]
    columns = [
        [column["label"], *(row[j] for row in texts)] for j, column in enumerate(table["columns"])
    ]
    words = [_longest_word(column) for column in columns]
    asked = [_weight(*pair) for pair in zip(columns, words, strict=True)]
    spread = 1.0 if table["widths"] else min(1.0, max(0.45, sum(asked) / PAGE_CHARACTERS))
    is_small = len(columns) > NORMAL_COLUMNS
    line = SMALL_LINE if is_small else NORMAL_LINE
    needs = [(word + PADDING) / (line * spread) for word in words]
    return {
        "weights": [round(share, 4) for share in fit(table["widths"] or asked, needs)],
        "share": round(spread, 2),
        "small": is_small,
        "hyphenate": sum(needs) > 1,
        "whole": len(texts) <= WHOLE_ROWS and len("".join(chain(*texts))) <= WHOLE_CHARACTERS,
        "breakable": [max(map(len, row), default=0) > ROW_CHARACTERS for row in texts],
    }


def fit(weights: Sequence[float], needs: Sequence[float]) -> list[float]:
    """Turn weights into shares of 1, none below what its column needs while there is room."""
    if sum(needs) > 1:
        return [need / sum(needs) for need in needs]
    short: set[int] = set()
    while True:
        rest = sum(weight for j, weight in enumerate(weights) if j not in short)
        room = 1 - sum(needs[j] for j in short)
        shares = [needs[j] if j in short else w * room / rest for j, w in enumerate(weights)]
        too_narrow = {j for j, share in enumerate(shares) if share < needs[j]}
        if not too_narrow - short:
            return shares
        short |= too_narrow


def _weight(column: Sequence[str], longest_word: int) -> int:
    """Count the characters a column asks for: its longest cell, within bounds, or word."""
    label, *cells = column
    longest_cell = min(max(map(len, cells), default=0), WIDEST)
    return max(NARROWEST, longest_word + 1, longest_cell, len(label) // 2 + 1)


def _longest_word(texts: Sequence[str]) -> int:
    words = (part for text in texts for word in text.split() for part in _parts(word))
    return max(map(len, words), default=0)


def _parts(word: str) -> list[str]:
    return breakable(word).split(BREAK)
