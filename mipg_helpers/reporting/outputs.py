"""The outputs of one code cell as blocks: the richest form we know of each.

Our own MIME type carries blocks; an ordinary notebook offers HTML, markdown, a picture or
plain text. Streams, warnings and code are the analyst's, never the reader's.
"""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import RenderError
from mipg_helpers.presentation import blocks as vocabulary
from mipg_helpers.presentation import free_text
from mipg_helpers.reporting.html_tables import blocks_from_html
from mipg_helpers.reporting.markdown import blocks_from_markdown, picture_block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.reporting.walk import Json

RESULTS = {"display_data", "execute_result"}
#: No texts of the data: a drawing is cleaned as such, the identity compared with what was asked.
AS_IT_IS = {"type", "t", "svg", "identity", "href", "id"}
PICTURES = ("image/svg+xml", "image/png", "image/jpeg")

#: What Python prints of an object without words: ``<Axes: >``, ``[<Line2D at 0x7f…>]``.
REPR = re.compile(r"<.*>|.*(<[\w.]+ object|\bat 0x[0-9a-f]+).*|Text\(.*\)", re.DOTALL)


def blocks_from_output(output: Mapping[str, Any]) -> list[Block]:
    """Read one output; [] for what is not meant for the reader.

    Raises
    ------
    RenderError
        If our own entry does not hold a list of blocks.
    """
    if output.get("output_type") not in RESULTS:
        return []
    data = {kind: joined(value) for kind, value in output.get("data", {}).items()}
    own = data.get(vocabulary.MIME)
    if own is not None:
        return _own_blocks(own)
    return (
        blocks_from_html(data.get("text/html", ""))
        or blocks_from_markdown(data.get("text/markdown", ""))
        or _picture(data, output.get("metadata", {}))
        or _plain(data.get("text/plain", ""))
    )


def inert_block(block: Block) -> Block:
    """Copy a block; what the data say of disks and programs must not stop a whole page."""
    copy: Block = _inert(block, "")
    return copy


def joined(value: Json) -> Json:
    """Join text that a notebook file keeps as a list of lines."""
    return "".join(value) if isinstance(value, list) else value


def _own_blocks(own: Json) -> list[Block]:
    blocks = own.get("blocks") if isinstance(own, dict) else None
    if not isinstance(blocks, list) or not all(isinstance(b, dict) and "type" in b for b in blocks):
        raise RenderError("cuaderno", f"una salida {vocabulary.MIME} no trae una lista de bloques")
    blocks = [inert_block(block) for block in blocks]  # the notebook itself stays as it is
    for before, block in pairwise(blocks):
        if before["type"] == "figure" and block["type"] == "table":
            block["companion"] = True  # the numbers of the chart above
    return blocks


def _inert(value: Json, key: str) -> Json:
    if key in AS_IT_IS:
        return value
    if isinstance(value, dict):
        return {name: _inert(item, name) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_inert(item, "") for item in value]
    return free_text.inert(value) if isinstance(value, str) else value


def _picture(data: Mapping[str, Any], metadata: Mapping[str, Any]) -> list[Block]:
    """Read a chart; its words come from the display metadata of its kind or of the output."""
    words: dict[str, Any] = {}
    for kind in reversed(PICTURES):
        words |= metadata.get(kind, {}) if kind in data else {}
    words |= {key: metadata[key] for key in ("alt", "caption", "title") if key in metadata}
    caption = words.get("caption") or words.get("title") or ""
    picture = picture_block(data, alt=str(words.get("alt") or ""), caption=str(caption))
    return [picture] if picture else []


def _plain(text: str) -> list[Block]:
    """Show printed text: one line as a paragraph, more as they stand; no bare object."""
    text = text.strip("\n")
    if not text.strip() or REPR.fullmatch(text.strip()):
        return []
    if text[0] in "'\"":
        text = _unquoted(text)
    if "\n" in text:
        return [{"type": "code", "s": text}]
    return [vocabulary.paragraph(text)]


def _unquoted(text: str) -> str:
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
    return value if isinstance(value, str) else text
