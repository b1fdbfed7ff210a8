"""Tables of the FURAG form: their headers name the year, their codes belong to one form.

A workbook may carry a sheet per module; every visible sheet with the header is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mipg_helpers.reference.personal import hide_in_text, kind_in_text
from mipg_helpers.sources.cleaning import cell_text, one_line
from mipg_helpers.sources.findings import finding_at
from mipg_helpers.sources.headers import find_header, yearless_key
from mipg_helpers.sources.located import Table, no_header

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.records import LayoutColumn
    from mipg_helpers.sources.model import Finding, Sheet

#: Three letters of the module, then two or three figures: "GTH201", "EMI08".
CODE = re.compile(r"[A-Z]{3}[0-9]{2,3}")
BAD_CODE = "código de pregunta inválido"
PERSONAL = "dato personal"

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NOT_CODE = re.compile(r"[\s._-]+")
_YES = frozenset({"si", "sí", "s", "x", "1", "true", "verdadero"})
_NO = frozenset({"no", "n", "0", "false", "falso"})


def form_tables(
    sheets: Sequence[Sheet], catalog: Catalog, kind: str, required: Sequence[Sequence[str]]
) -> tuple[list[Table], tuple[str, ...]]:
    """Find every visible sheet with the header of a kind.

    Returns
    -------
    The tables in workbook order, and the names of the sheets that were not read.

    Raises
    ------
    SourceFileError
        If no visible sheet has the header.
    """
    layout = catalog.layout(kind)
    tables = find_tables(sheets, layout, required)
    if not tables:
        raise no_header(sheets, layout, required)
    read = {id(table.sheet) for table in tables}
    return tables, tuple(sheet.hoja for sheet in sheets if id(sheet) not in read)


def find_tables(
    sheets: Sequence[Sheet], layout: Sequence[LayoutColumn], required: Sequence[Sequence[str]]
) -> list[Table]:
    """Find every visible sheet with a header, if there is any (see `form_tables`)."""
    keys = {column.campo: column.claves for column in layout}
    accepted = [[key for campo in choice for key in keys[campo]] for choice in required]
    tables = []
    for sheet in sheets:
        header = None if sheet.hidden else find_header(sheet, accepted, key=yearless_key)
        if header is None:
            continue
        found = {column.campo: header.column(column.claves) for column in layout}
        columns = {campo: place for campo, place in found.items() if place is not None}
        tables.append(Table(sheet, header, columns, layout))
    return tables


def header_years(table: Table, campo: str) -> list[int]:
    """List the years that the header of a column names ("Pregunta 2025")."""
    column = table.columns.get(campo)
    text = "" if column is None else table.header.originals[column]
    return sorted({int(year) for year in _YEAR.findall(text)})


def cell(table: Table, row: int, campo: str) -> str:
    """Give a cell on one line as it stands: "No aplica" is an answer here, no missing mark."""
    return one_line(table.raw(row, campo))


def clean_code(text: str) -> str:
    """Write the code of a pregunta in capitals without separators; "" when it is none.

    A code keeps its zeros and is never completed: ``EMI08`` and ``EMI008`` are two codes.
    """
    code = _NOT_CODE.sub("", text).upper()
    return code if CODE.fullmatch(code) else ""


def yes_or_no(text: str) -> str:
    """Read a yes or no as the tables keep it, "" for anything else."""
    folded = text.lower().strip(" .")
    return "si" if folded in _YES else "no" if folded in _NO else ""


def hide_personal(table: Table, row: int, campo: str, told: list[Finding], text: str) -> str:
    """Hide what identifies a person in a text of a table, and tell where it stands."""
    kind = kind_in_text(text)
    if not kind:
        return text
    told.append(
        table.finding(
            PERSONAL,
            f"el texto trae un {kind}; se ocultó",
            row=row,
            campo=campo,
            gravedad="aviso",
            accion="retire el dato de la celda",
        )
    )
    return hide_in_text(text)


def bad_code(table: Table, row: int, text: str) -> Finding:
    return table.finding(
        BAD_CODE,
        f"«{text}» no es el código de una pregunta" if text else "la fila no trae código",
        row=row,
        campo="codigo_pregunta",
        value=text,
        accion="la fila no se cargó; escriba tres letras y dos o tres cifras, como GTH201",
    )


def unread_columns(table: Table, *, also_read: Iterable[int] = ()) -> Iterator[Finding]:
    """Name the columns with header and content that no field of the layout reads."""
    read = {*table.columns.values(), *also_read}
    unread = [
        label
        for place, label in enumerate(table.header.originals)
        if label and place not in read and _has_content(table, place)
    ]
    if unread:
        names = ", ".join(f"«{label}»" for label in unread[:10])
        yield finding_at(
            table.sheet,
            "columna sin usar",
            f"columnas que no se usan ({len(unread)}): {names}{'…' if len(unread) > 10 else ''}",
            row=table.header.index + 1,
            gravedad="aviso",
            accion="no hace falta corregir nada si no traen lo que espera ver",
        )


def _has_content(table: Table, place: int) -> bool:
    rows = table.sheet.cells[table.header.index + 1 :]
    return any(place < len(row) and cell_text(row[place]) for row in rows)
