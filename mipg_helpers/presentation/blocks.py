"""The vocabulary of the document model: plain blocks that survive ``json.dumps``.

Presentation builds blocks, a notebook carries them in its outputs under `MIME`, and the
HTML and PDF renderers print them. A block is a ``dict`` with a ``"type"``; inline text is a
list of spans. Nothing here formats a figure or knows a colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Our own entry in a notebook output's MIME bundle: ``{"blocks": [...]}``.
MIME = "application/vnd.mipg.v1+json"

Block = dict[str, Any]
Span = dict[str, Any]
Tone = Literal["info", "ok", "warning", "danger"]
Align = Literal["left", "right", "center"]


def text(value: str) -> Span:
    return {"t": "text", "s": value}


def strong(value: str) -> Span:
    return {"t": "strong", "c": [text(value)]}


def emphasis(value: str) -> Span:
    return {"t": "em", "c": [text(value)]}


def code(value: str) -> Span:
    return {"t": "code", "s": value}


def link(href: str, label: str) -> Span:
    return {"t": "link", "href": href, "c": [text(label)]}


def spans(value: str | Iterable[Span]) -> list[Span]:
    """Accept plain text where spans are expected."""
    return [text(value)] if isinstance(value, str) else list(value)


def heading(level: int, value: str) -> Block:
    return {"type": "heading", "level": level, "c": [text(value)]}


def paragraph(value: str | Iterable[Span]) -> Block:
    return {"type": "paragraph", "c": spans(value)}


def bullet_list(items: Iterable[str | Iterable[Span]], *, ordered: bool = False) -> Block:
    """Build a list; each item is a list of blocks (here one paragraph)."""
    return {"type": "list", "ordered": ordered, "items": [[paragraph(item)] for item in items]}


def cover(
    *,
    title: str,
    subtitle: str,
    identity: dict[str, str],
    facts: Sequence[tuple[str, str]],
    notice: str = "",
) -> Block:
    """Name the document: exactly one per report, first.

    `identity` is machine-readable (``informe``, ``entidad_id``, ``politica``, ``vigencia``,
    ``run_id``, ``fecha``: ISO date) and is checked against what was asked for; `facts` are the
    label and value pairs under the title; `notice` is e.g. the mark of fictitious data.
    """
    return {
        "type": "cover",
        "title": title,
        "subtitle": subtitle,
        "identity": dict(identity),
        "facts": [[label, value] for label, value in facts],
        "notice": notice,
    }


def key_figures(items: Sequence[dict[str, str]]) -> Block:
    """Show a few figures large; an item has ``label``, ``value``, ``detail`` and ``tone``.

    ``detail`` is one short sentence, ``tone`` a `Tone` or "".
    """
    return {"type": "key_figures", "items": [dict(item) for item in items]}


def callout(tone: Tone, title: str, body: str | Iterable[Span]) -> Block:
    return {"type": "callout", "tone": tone, "title": title, "c": spans(body)}


def table(
    *,
    caption: str,
    columns: Sequence[tuple[str, Align]],
    rows: Sequence[Sequence[str | Iterable[Span]]],
    note: str = "",
    row_header: bool = True,
    widths: Sequence[float] | None = None,
) -> Block:
    """Show formatted cells; the first cell of a row is its header when `row_header`.

    `widths` are relative column widths for the PDF (same length as `columns`).
    """
    return {
        "type": "table",
        "caption": caption,
        "columns": [{"label": label, "align": align} for label, align in columns],
        "rows": [[spans(cell) for cell in row] for row in rows],
        "note": note,
        "row_header": row_header,
        "widths": list(widths) if widths is not None else None,
    }


def figure(*, svg: str, caption: str, alt: str, note: str = "") -> Block:
    """Show a chart: SVG with its words as text, a caption, a text alternative from the data."""
    return {"type": "figure", "svg": svg, "caption": caption, "alt": alt, "note": note}
