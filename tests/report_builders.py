"""A whole report without a kernel: the cells of a notebook over a handmade profile.

The cells that import, set parameters and load are skipped but for the imports; every other cell
must be one expression that displays blocks. Also the outline and the words of what they show.
"""

import json
import os
from pathlib import Path

from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.display_text import span_text, to_text

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
HEADING = "#"


def cells(name):
    """Read the cells of a committed notebook."""
    return json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]


def report(name, profile):
    """Run the display cells of a notebook over `profile`: (cell id, blocks or markdown)."""
    scope, parts = {"profile": profile}, []
    for cell in cells(name):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            parts.append((cell["id"], source))
        elif source.startswith("from "):
            exec(source, scope)  # noqa: S102 - the imports of our own notebook
        elif "load_" not in source and "parameters" not in cell["metadata"].get("tags", ()):
            shown = eval(source, scope)  # noqa: S307 - one expression of our own notebook
            assert isinstance(shown, Displayed)
            parts.append((cell["id"], shown.blocks))
    return parts


def blocks_of(parts):
    return [block for _, shown in parts if not isinstance(shown, str) for block in shown]


def words(parts):
    """Give the running text: paragraphs, callouts, key figures, cells; one string each."""
    found = []
    for block in blocks_of(parts):
        found += _words(block)
    return found


def outline(parts):
    """List headings, captions, table headers and titles: what a golden file keeps."""
    lines = []
    for _, shown in parts:
        if isinstance(shown, str):
            lines += [line for line in shown.splitlines() if line.startswith(HEADING)]
        else:
            lines += [line for block in shown for line in _outline(block)]
    return "\n".join(lines) + "\n"


def assert_golden(name, text):
    """Compare with the golden file; ``MIPG_GOLDEN=1`` accepts the new text after review."""
    path = GOLDEN / name
    if os.environ.get("MIPG_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def _words(block):
    kind = block["type"]
    if kind in {"paragraph", "callout"}:
        return [span_text(block["c"])]
    if kind == "key_figures":
        return [text for item in block["items"] for text in (item["value"], item["detail"])]
    if kind == "list":
        return [text for item in block["items"] for inner in item for text in _words(inner)]
    if kind == "table":
        cells_ = [span_text(cell) for row in block["rows"] for cell in row]
        return [block["caption"], block["note"], *cells_]
    return [to_text([block])]


def _outline(block):
    return OUTLINES.get(block["type"], lambda _: [f"[{block['type']}]"])(block)


def _table_outline(block):
    heads = " | ".join(column["label"] for column in block["columns"])
    return [f"[tabla] {block['caption']}", f"  {heads}"]


def _cover_outline(block):
    return [f"[portada] {block['title']}", *(f"  {label}" for label, _ in block["facts"])]


OUTLINES = {
    "cover": _cover_outline,
    "key_figures": lambda block: [f"[cifra] {item['label']}" for item in block["items"]],
    "callout": lambda block: [f"[aviso {block['tone']}] {block['title']}"],
    "figure": lambda block: [f"[figura] {block['caption']}"],
    "table": _table_outline,
    "list": lambda block: [f"[lista] {len(block['items'])}"],
    "paragraph": lambda _: ["[párrafo]"],
}
