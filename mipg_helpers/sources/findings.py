"""Say where: places and findings, worded the same by every reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.sources.cleaning import cell_text, column_letter, one_line
from mipg_helpers.sources.model import Finding

if TYPE_CHECKING:
    from mipg_helpers.sources.model import Severity, Sheet

#: Longer values are cut in messages; the file itself has the rest.
MAX_QUOTED = 120


def quoted(value: object) -> str:
    """Put a value as found between quotes, on one line, cut when very long."""
    text = one_line(cell_text(value))
    return f"«{text[: MAX_QUOTED - 1]}…»" if len(text) > MAX_QUOTED else f"«{text}»"


def column_name(index: int | None, header: object = "") -> str:
    """Name a column by letter and header: ``F «POL03 Índice …»``."""
    if index is None:
        return ""
    text = one_line(cell_text(header))
    return f"{column_letter(index)} {quoted(text)}" if text else column_letter(index)


def place_of(sheet: Sheet, *, row: int | None = None, column: str = "") -> str:
    """Word a place as exactly as it is known: file, sheet, row as Excel shows it, column."""
    parts = [f"«{sheet.archivo}»"]
    if sheet.hoja:
        parts.append(f"hoja «{sheet.hoja}»")
    if row is not None:
        parts.append(f"fila {row}")
    if column:
        parts.append(f"columna {column}")
    return ", ".join(parts)


def finding_at(
    sheet: Sheet,
    tipo: str,
    mensaje: str,
    *,
    row: int | None = None,
    column: int | None = None,
    header: object = "",
    value: object = "",
    gravedad: Severity = "error",
    accion: str = "",
) -> Finding:
    """Build a finding about a place of a sheet; `row` is 1-based, `column` 0-based."""
    return Finding(
        archivo=sheet.archivo,
        hoja=sheet.hoja,
        fila=row,
        columna=column_name(column, header),
        valor=one_line(cell_text(value)),
        tipo=tipo,
        gravedad=gravedad,
        mensaje=mensaje,
        accion=accion,
    )


def describe_finding(finding: Finding) -> str:
    """Word a finding in full: place, what is wrong, what to do."""
    parts = [f"«{finding.archivo}»"]
    parts += [f"hoja «{finding.hoja}»"] if finding.hoja else []
    parts += [f"fila {finding.fila}"] if finding.fila is not None else []
    parts += [f"columna {finding.columna}"] if finding.columna else []
    text = f"{', '.join(parts)}: {finding.mensaje}"
    return f"{text}\nSugerencia: {finding.accion}" if finding.accion else text
