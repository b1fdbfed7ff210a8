"""Make a document fit to print: order its headings, name its figures, mend its tables.

After this the renderers have nothing left to refuse: one title, no skipped heading level,
no empty header, a text alternative for every figure, only characters the fonts can draw,
unique identifiers, only safe links. What had to be mended is listed in ``meta["avisos"]``.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks as vocabulary
from mipg_helpers.reporting.glyphs import UNKNOWN, clean_text
from mipg_helpers.reporting.svg import SvgError, clean_svg
from mipg_helpers.reporting.walk import nested, span_lists, span_text, walk_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mipg_helpers.presentation.blocks import Block, Span
    from mipg_helpers.reporting.walk import Document, Json

#: Keys whose text is not words for a reader.
OPAQUE = {"svg", "data", "type", "t", "tone", "align", "href", "format", "id"}
#: Keys whose text keeps its line ends.
LINES = {("code", "s")}

LINK = re.compile(r"(https?://[^\s<>\"]+|mailto:[^\s<>\"]+)", re.IGNORECASE)
#: A wider table goes on a landscape page.
PORTRAIT_COLUMNS = 9
EMPTY_FIGURE = {"label": "", "value": "", "detail": "", "tone": ""}
NO_ALT = "Gráfico sin texto alternativo"
EMPTY_TITLE = "Documento sin título"


def normalise(document: Document) -> Document:
    """Return a mended copy of `document`; a second time changes nothing.

    Notes
    -----
    Numbers figures and tables, each in their own series, and gives ``id`` to headings,
    figures and tables.
    """
    unknown: Counter[str] = Counter()
    clean: Document = _clean({**document, "blocks": [], "meta": {}}, unknown)
    clean["meta"] = _clean(document["meta"], Counter())  # words of the title and the body again
    clean["title"] = clean["title"].strip() or EMPTY_TITLE
    clean["blocks"] = _clean(document["blocks"], unknown)
    avisos = _mend(clean["blocks"], unknown)
    if unknown:
        shown = ", ".join(f"U+{ord(c):04X}" for c in sorted(unknown)[:10])
        avisos.append(f"{unknown.total()} caracteres sin letra en la fuente ({shown}): {UNKNOWN}")
    earlier = clean["meta"].get("avisos", [])
    clean["meta"]["avisos"] = list(dict.fromkeys([*earlier, *avisos]))
    return clean


def _clean(value: Json, unknown: Counter[str], key: str = "", kind: str = "") -> Json:
    """Copy plain JSON with its words reduced to what can be shown."""
    if isinstance(value, str):
        lines = (kind, key) in LINES
        return value if key in OPAQUE else clean_text(value, unknown, keep_lines=lines)
    if isinstance(value, dict):
        kind = str(value.get("type", ""))
        return {k: _clean(v, unknown, k, kind) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item, unknown, key, kind) for item in value]
    return value


def _mend(blocks: list[Block], unknown: Counter[str]) -> list[str]:
    avisos: list[str] = []
    _order_headings(blocks)
    _lower_nested_headings(blocks)
    for number, figure in enumerate(_of_type(blocks, "figure"), 1):
        avisos += _mend_figure(figure, number, unknown)
    for number, table in enumerate(_of_type(blocks, "table"), 1):
        _mend_table(table, number)
    for strip in _of_type(blocks, "key_figures"):
        strip["items"] = [{**EMPTY_FIGURE, **item} for item in strip["items"]]
    for block in walk_blocks(blocks):
        for spans in span_lists(block):
            spans[:] = _safe_links(spans)
    return avisos


def _of_type(blocks: list[Block], kind: str) -> list[Block]:
    return [block for block in walk_blocks(blocks) if block["type"] == kind]


def _order_headings(blocks: list[Block]) -> None:
    """Level 1 is the title's, so the body begins at 2; no level is skipped on the way down."""
    headings = [block for block in blocks if block["type"] == "heading"]
    shift = 1 if any(heading["level"] <= 1 for heading in headings) else 0
    before, taken = 1, Counter[str]()
    for heading in headings:
        heading["level"] = before = min(max(heading["level"] + shift, 2), before + 1, 6)
        name = _slug(span_text(heading["c"])) or "seccion"
        taken[name] += 1
        heading["id"] = name if taken[name] == 1 else f"{name}-{taken[name]}"


def _slug(text: str) -> str:
    from mipg_helpers.reference.labels import slug

    return slug(text)


def _lower_nested_headings(blocks: Iterable[Block]) -> None:
    """Print a heading inside a list or quote as strong words: it opens no section."""
    for block in blocks:
        for inner in nested(block):
            for i, child in enumerate(inner):
                if child["type"] == "heading":
                    inner[i] = vocabulary.paragraph([{"t": "strong", "c": child["c"]}])
            _lower_nested_headings(inner)


def _mend_figure(figure: Block, number: int, unknown: Counter[str]) -> list[str]:
    figure["number"], figure["id"] = number, f"grafico-{number}"
    avisos = []
    if not figure["alt"].strip():
        figure["alt"] = f"{NO_ALT}: {figure['caption'] or f'Gráfico {number}'}"
        avisos.append(f"Gráfico {number}: no tiene texto alternativo; agréguelo en el cuaderno")
    if "svg" in figure:
        try:
            figure["svg"] = clean_svg(figure["svg"], f"g{number}-", unknown)
        except SvgError:
            del figure["svg"]
            avisos.append(f"Gráfico {number}: el dibujo no es un SVG válido y no se muestra")
    return avisos


def _mend_table(table: Block, number: int) -> None:
    """Give the table a number, square rows and a name for every column."""
    table["number"], table["id"] = number, f"tabla-{number}"
    width = max([len(table["columns"]), *(len(row) for row in table["rows"])])
    table["columns"] += [
        {"label": "", "align": "left"} for _ in range(width - len(table["columns"]))
    ]
    for row in table["rows"]:
        row += [[] for _ in range(width - len(row))]
    for j, column in enumerate(table["columns"]):
        if not column["label"].strip():
            column["label"] = "Elemento" if j == 0 and table["row_header"] else f"Columna {j + 1}"
    if table["widths"] and len(table["widths"]) != width:
        table["widths"] = None
    table["landscape"] = width > PORTRAIT_COLUMNS
    table.setdefault("companion", False)


def _safe_links(spans: list[Span]) -> list[Span]:
    """Keep links to the web and to an address; of any other, keep the words."""
    safe: list[Span] = []
    for span in spans:
        kept = span if "c" not in span else {**span, "c": _safe_links(span["c"])}
        is_link = kept["t"] == "link"
        if is_link and not (LINK.fullmatch(kept["href"]) and span_text(kept["c"]).strip()):
            safe += kept["c"]
        else:
            safe.append(kept)
    return safe
