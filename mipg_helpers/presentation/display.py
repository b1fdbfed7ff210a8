"""The object a notebook cell displays: blocks for the document, simple HTML for the screen.

`Displayed` carries the blocks of `mipg_helpers.presentation.blocks` under our own MIME type;
Jupyter shows the escaped HTML or the plain text beside it. The printed report is made from the
blocks alone, never from this HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mipg_helpers.presentation import blocks, display_html, display_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.presentation.blocks import Block

KINDS = frozenset(
    {"heading", "paragraph", "list", "cover", "key_figures", "callout", "table", "figure"}
)


@dataclass(frozen=True)
class Displayed:
    """A frozen list of blocks that shows itself in Jupyter and joins with ``+``.

    Raises
    ------
    ValueError
        If a block has a type the vocabulary does not know.
    """

    blocks: Sequence[Block]

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", list(self.blocks))
        unknown = sorted({str(block.get("type")) for block in self.blocks} - KINDS)
        if unknown:
            raise ValueError(f"unknown block types: {', '.join(unknown)}")

    def __add__(self, other: Displayed) -> Displayed:
        if not isinstance(other, Displayed):
            return NotImplemented
        return Displayed([*self.blocks, *other.blocks])

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, Any]:
        # Jupyter passes `include` and `exclude` and filters the answer itself.
        return {
            blocks.MIME: {"blocks": list(self.blocks)},
            "text/html": display_html.to_html(self.blocks),
            "text/plain": display_text.to_text(self.blocks),
        }


def concat(parts: Iterable[Displayed]) -> Displayed:
    """Join several displayed objects into one, in order."""
    return Displayed([block for part in parts for block in part.blocks])
