"""Say where: places and findings, worded the same by every reader."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mipg_helpers.errors import MAX_LISTED
from mipg_helpers.sources.cleaning import cell_text, column_letter, one_line
from mipg_helpers.sources.model import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.errors import CollectedError
    from mipg_helpers.sources.model import Severity, Sheet

#: Longer values are cut in messages; the file itself has the rest.
MAX_QUOTED = 120
#: Further findings of the same kind about the same column or file are told in one.
MAX_OF_A_KIND = 20


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
    text = f"{_where(finding)}: {finding.mensaje}"
    return f"{text}\nSugerencia: {finding.accion}" if finding.accion else text


def refusal(error: type[CollectedError], failures: Sequence[Finding]) -> CollectedError:
    """Refuse a whole file for everything that is wrong with it, told at once.

    Parameters
    ----------
    error
        `LayoutError` for columns, `DataValidationError` for values and keys.
    failures
        At least one finding of severity ``error``, all of the same file.
    """
    first = failures[0]
    if len(failures) == 1:
        return error(_where(first), first.mensaje, "", first.accion, failures)
    sheets = {failure.hoja for failure in failures}
    place = f"«{first.archivo}»"
    place += f", hoja «{first.hoja}»" if len(sheets) == 1 and first.hoja else ""
    told = [
        f"{n}) {_inside(failure, with_sheet=len(sheets) > 1)}{failure.mensaje}"
        for n, failure in enumerate(failures[:MAX_LISTED], start=1)
    ]
    rest = len(failures) - len(told)
    problem = f"{len(failures)} problemas impiden cargarlo: {'; '.join(told)}"
    problem += f"; y {rest} más" if rest else ""
    return error(place, problem, "", first.accion, failures)


def capped(findings: Sequence[Finding], most: int = MAX_OF_A_KIND) -> list[Finding]:
    """Keep the first findings of each kind and tell the rest of that kind in one."""
    by_kind: dict[str, list[Finding]] = {}
    for finding in findings:
        by_kind.setdefault(finding.tipo, []).append(finding)
    kept = []
    for tipo, of_kind in by_kind.items():
        kept += of_kind[:most]
        rest = len(of_kind) - most
        if rest > 0:
            mensaje = f"otros casos de «{tipo}» a partir de aquí ({rest})"
            kept.append(replace(of_kind[most], mensaje=mensaje, valor=""))
    return kept


def _inside(finding: Finding, *, with_sheet: bool) -> str:
    """Name the place inside the file, ready to stand before a message."""
    parts = [f"hoja «{finding.hoja}»"] if finding.hoja and with_sheet else []
    parts += [f"fila {finding.fila}"] if finding.fila is not None else []
    parts += [f"columna {finding.columna}"] if finding.columna else []
    return f"{', '.join(parts)}: " if parts else ""


def _where(finding: Finding) -> str:
    inside = _inside(finding, with_sheet=True).removesuffix(": ")
    return ", ".join(filter(None, (f"«{finding.archivo}»", inside)))
