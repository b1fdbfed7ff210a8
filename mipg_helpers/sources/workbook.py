"""Read Excel workbooks: the only module that opens one.

Every workbook passes the pre-flight first, because the fast reader ends the process on
legal but absurd files. Cells come back raw, in the place where Excel shows them; nothing is
interpreted here. Macros, links and formulas are never executed: only saved values are read.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.cleaning import UNCOMPUTED
from mipg_helpers.sources.model import Sheet
from mipg_helpers.sources.not_workbooks import RESAVE
from mipg_helpers.sources.preflight import inspect_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from python_calamine import CalamineWorkbook

    from mipg_helpers.sources.cell_scan import SheetScan

__all__ = ["UNCOMPUTED", "file_sha256", "read_workbook"]


def file_sha256(path: Path) -> str:
    """Fingerprint a file by its content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_workbook(path: Path) -> list[Sheet]:
    """Read every worksheet of a workbook, hidden ones included, in workbook order.

    Returns
    -------
    One `Sheet` per worksheet that holds a cell. Row i of ``cells`` is Excel row i + 1, also
    when the sheet begins with blank rows or columns; blank cells are None, Excel errors
    their text (``#N/A``), formulas without a saved value `UNCOMPUTED`.

    Raises
    ------
    SourceFileError
        If the pre-flight refuses the file or the reader cannot understand it.
    """
    scans = {scan.hoja: scan for scan in inspect_workbook(path)}
    sha256 = file_sha256(path)
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(path) as book:
            return [
                _read_sheet(
                    book,
                    meta.name,
                    archivo=path.name,
                    sha256=sha256,
                    hidden=meta.visible != SheetVisibleEnum.Visible,
                    scan=scans.get(meta.name),
                )
                for meta in book.sheets_metadata
                if meta.typ == SheetTypeEnum.WorkSheet
            ]
    except CalamineError:
        raise _damaged(f"«{path.name}»", "el libro") from None


def _damaged(place: str, what: str) -> SourceFileError:
    return SourceFileError(place, f"{what} está dañado y no se puede leer", hint=RESAVE)


def _read_sheet(
    book: CalamineWorkbook,
    name: str,
    *,
    archivo: str,
    sha256: str,
    hidden: bool,
    scan: SheetScan | None,
) -> Sheet:
    from python_calamine import CalamineError

    place = f"«{archivo}», hoja «{name}»"
    try:
        source = book.get_sheet_by_name(name)
        rows = source.to_python(skip_empty_area=False)
    except CalamineError:
        raise _damaged(place, "el contenido de la hoja") from None
    cells: list[list[object]] = [[None if cell == "" else cell for cell in row] for row in rows]
    if scan is not None:
        _write_marks(cells, scan)
    if scan is not None and scan.n_rows and not cells:
        raise SourceFileError(
            place,
            f"la hoja tiene celdas hasta la fila {scan.n_rows} y el lector no ve ninguna",
            hint=RESAVE,
        )
    height, width = len(cells), len(cells[0]) if cells else 0
    merged = sorted(
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for (top, left), (bottom, right) in source.merged_cell_ranges or ()
        if top < height and left < width
    )
    formulas = frozenset(scan.formulas) if scan is not None else frozenset()
    return Sheet(archivo, sha256, name, cells, hidden, tuple(merged), formulas)


def _write_marks(cells: list[list[object]], scan: SheetScan) -> None:
    """Put back what the reader leaves blank: Excel errors and uncomputed formulas."""
    if not scan.marks:
        return
    height = max(len(cells), 1 + max(row for row, _ in scan.marks))
    width = max(len(cells[0]) if cells else 0, 1 + max(column for _, column in scan.marks))
    for row in cells:
        row.extend([None] * (width - len(row)))
    cells.extend([None] * width for _ in range(height - len(cells)))
    for (row_index, column), text in scan.marks.items():
        cells[row_index][column] = text
