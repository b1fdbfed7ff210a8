"""Make the first cell of a table row its header, in the tags of a PDF that Typst wrote.

Typst marks column headers; for row headers it has no switch in its Python package yet. So the
structure tree is completed here: first cell to `TH` with scope `Row` and an identifier, which
the other cells of the row name among their headers. Relies on the tree that the pinned release
writes; if it ever differs, the count of tables says so.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from mipg_helpers.errors import RenderError
from mipg_helpers.reporting.pdf_packing import packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A PDF object as pikepdf hands it over; its operators are not typed.
Element = Any


def add_row_headers(data: bytes, tables: Sequence[Sequence[bool]]) -> bytes:
    """Return the file with row headers, saved small and always with the same bytes.

    Parameters
    ----------
    tables
        For each table in reading order, for each body row: whether its first cell heads it.

    Raises
    ------
    RenderError
        If the tags do not hold the tables and rows the document has.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        root: Element = pdf.Root.StructTreeRoot
        found = list(_elements(root.K, "/Table"))
        rows = [list(_elements(table.K, "/TBody", "/TR")) for table in found]
        if [len(body) for body in rows] != [len(table) for table in tables]:
            raise RenderError("PDF", "las etiquetas de las tablas no corresponden al documento")
        named: dict[bytes, Element] = {}
        for t, (body, flags) in enumerate(zip(rows, tables, strict=True), 1):
            for r, (row, is_headed) in enumerate(zip(body, flags, strict=True), 1):
                if is_headed:
                    named[f"R{t:04}x{r:05}".encode()] = _head_row(row, f"R{t:04}x{r:05}")
        if named:
            _extend_id_tree(root, named)
        return packed(pdf)


def _elements(kids: Element, *path: str) -> Iterator[Element]:
    """Yield structure elements named by the last of `path`, inside those named before it."""
    for kid in kids if isinstance(kids, Array) else [kids]:
        if not isinstance(kid, Dictionary) or "/S" not in kid:
            continue
        if path[0] != kid.S:
            if "/K" in kid:
                yield from _elements(kid.K, *path)
        elif len(path) == 1:
            yield kid
        elif "/K" in kid:
            yield from _elements(kid.K, *path[1:])


def _head_row(row: Element, name: str) -> Element:
    """Make the first cell the header of its row and return it."""
    first, *others = list(row.K)
    first.S = Name.TH
    first.ID = String(name)
    _table_attributes(first).Scope = Name.Row
    for cell in others:
        attributes = _table_attributes(cell)
        attributes.Headers = Array([*attributes.get("/Headers", []), String(name)])
    return first


def _table_attributes(cell: Element) -> Element:
    """Give the attributes of the cell as part of a table, made where it has none."""
    attributes = cell.get("/A", Array())
    for entry in attributes if isinstance(attributes, Array) else [attributes]:
        if entry.get("/O") == "/Table":
            return entry
    cell.A = Array([*attributes, Dictionary(O=Name.Table)])
    return cell.A[len(cell.A) - 1]


def _extend_id_tree(root: Element, named: dict[bytes, Element]) -> None:
    """Write the tree of identifiers again as one sorted list, with ours among the others."""
    known = {bytes(key): value for key, value in _pairs(root.get("/IDTree", Dictionary()))}
    names = Array()
    for key, element in sorted((known | named).items()):
        names.append(String(key))
        names.append(element)
    root.IDTree = Dictionary(Names=names)


def _pairs(node: Element) -> Iterator[tuple[Element, Element]]:
    names = list(node.get("/Names", []))
    yield from zip(names[::2], names[1::2], strict=True)
    for kid in node.get("/Kids", []):
        yield from _pairs(kid)
