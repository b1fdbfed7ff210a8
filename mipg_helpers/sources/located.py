"""A table found on a sheet: its header row, and which column holds which field.

Serves the readers of the entidad's own tables (recommendations, leaders, targets). Which
headers mean which field is data: ``reference/layouts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.cleaning import cell_text, missing_reason, one_line
from mipg_helpers.sources.findings import finding_at, place_of
from mipg_helpers.sources.headers import HEADER_WITHIN, HeaderRow, find_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mipg_helpers.reference.records import LayoutColumn
    from mipg_helpers.sources.model import Finding, Severity, Sheet


@dataclass(frozen=True)
class Table:
    """The header of a sheet's table and the 0-based column of each field that it has."""

    sheet: Sheet
    header: HeaderRow
    columns: Mapping[str, int]
    layout: Sequence[LayoutColumn] = ()

    def rows(self) -> Iterator[int]:
        """Give the 0-based index of every row below the header that holds something."""
        for index in range(self.header.index + 1, len(self.sheet.cells)):
            if any(cell_text(cell) for cell in self.sheet.cells[index]):
                yield index

    def raw(self, row: int, campo: str) -> str:
        """Give a cell's text with its line breaks; "" where there is no such column."""
        column = self.columns.get(campo)
        cells = self.sheet.cells[row]
        if column is None or column >= len(cells):
            return ""
        return cell_text(cells[column])

    def text(self, row: int, campo: str) -> str:
        """Give a cell's text on one line, "" when it holds a missing mark."""
        text = self.raw(row, campo)
        return "" if missing_reason(text) else one_line(text)

    def merged_from(self, row: int, campo: str) -> int | None:
        """Name the row whose merged cell covers this one, unless it is this very row."""
        top = self._covered.get((row, self.columns.get(campo, -1)))
        return None if top in (None, row) else top

    @cached_property
    def _covered(self) -> dict[tuple[int, int], int]:
        return {
            (row, column): top
            for top, left, bottom, right in self.sheet.merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    def finding(
        self,
        tipo: str,
        mensaje: str,
        *,
        row: int | None = None,
        campo: str = "",
        value: object = "",
        gravedad: Severity = "error",
        accion: str = "",
    ) -> Finding:
        """Build a finding about a row (0-based) and field of this table."""
        column = self.columns.get(campo)
        return finding_at(
            self.sheet,
            tipo,
            mensaje,
            row=None if row is None else row + 1,
            column=column,
            header="" if column is None else self.header.originals[column],
            value=value,
            gravedad=gravedad,
            accion=accion,
        )

    def provenance(self, row: int) -> dict[str, object]:
        """Give the source columns of a tidy row."""
        return {
            "fuente_archivo": self.sheet.archivo,
            "fuente_sha256": self.sheet.sha256,
            "fuente_hoja": self.sheet.hoja,
            "fuente_fila": row + 1,
        }


def locate_table(
    sheets: Sequence[Sheet],
    layout: Sequence[LayoutColumn],
    required: Sequence[Sequence[str]],
) -> tuple[Table, list[Finding]]:
    """Find the first visible sheet with the table, looking at content only.

    Parameters
    ----------
    sheets
        Sheets of one file.
    layout
        Fields of this kind of file and their headers.
    required
        Fields that the header must show; of the fields inside one item, any will do.

    Returns
    -------
    The table, and a finding for each further sheet that has such a table and was not read.

    Raises
    ------
    SourceFileError
        If no sheet has the header within its first rows.
    """
    keys = {column.campo: column.claves for column in layout}
    accepted = [[key for campo in choice for key in keys[campo]] for choice in required]
    found = [
        (sheet, header)
        for sheet in sorted(sheets, key=lambda sheet: sheet.hidden)
        if (header := find_header(sheet, accepted)) is not None
    ]
    if not found:
        raise no_header(sheets, layout, required)
    sheet, header = found[0]
    columns = {
        column.campo: position
        for column in layout
        if (position := header.column(column.claves)) is not None
    }
    others = [
        finding_at(
            other,
            "hoja no leída",
            f"la hoja «{other.hoja}» tiene la misma tabla que «{sheet.hoja}» y no se leyó",
            gravedad="aviso",
            accion="deje en un archivo aparte la hoja que también quiera cargar",
        )
        for other, _ in found[1:]
    ]
    return Table(sheet, header, columns, layout), others


def skipped_sheets(sheets: Sequence[Sheet], table: Table) -> tuple[str, ...]:
    return tuple(sheet.hoja for sheet in sheets if sheet is not table.sheet)


def no_header(
    sheets: Sequence[Sheet], layout: Sequence[LayoutColumn], required: Sequence[Sequence[str]]
) -> SourceFileError:
    """Refuse a file without the header of its kind."""
    labels = {column.campo: column.etiqueta for column in layout}
    wanted = " y ".join(" o ".join(f"«{labels[campo]}»" for campo in choice) for choice in required)
    place = place_of(sheets[0]) if len(sheets) == 1 else f"«{sheets[0].archivo}»"
    return SourceFileError(
        place,
        "no encuentro la fila de encabezados",
        f"una fila con {wanted} entre las primeras {HEADER_WITHIN}",
        "revise que sea el archivo correcto y que los encabezados estén escritos así",
    )
