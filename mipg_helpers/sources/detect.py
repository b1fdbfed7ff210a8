"""Decide what a file is from what it holds, never from its name.

First how to read it (workbook or delimited text), then which of the known kinds of table it
carries, by the headers that only that kind has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.sources.file_kinds import OLE2_SIGNATURE, ZIP_SIGNATURE, read_head
from mipg_helpers.sources.findings import finding_at

if TYPE_CHECKING:
    from pathlib import Path

    from mipg_helpers.sources.model import Finding, Sheet

_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods"})


def read_sheets(path: Path) -> tuple[list[Sheet], list[Finding]]:
    """Read a file as workbook or as delimited text, whichever it is by content.

    A file that bears the name of a workbook without being one is refused, naming what it
    seems to be; a workbook named as text is read, with a finding.

    Raises
    ------
    SourceFileError
        If the file cannot be read safely or completely.
    """
    head = read_head(path)
    is_package = head.startswith((ZIP_SIGNATURE, OLE2_SIGNATURE))
    is_named_workbook = path.suffix.lower() in _WORKBOOK_SUFFIXES
    if not is_package and not is_named_workbook and not path.name.startswith("~$"):
        from mipg_helpers.sources.text_files import read_text_table

        sheet, findings = read_text_table(path)
        return [sheet], findings

    from mipg_helpers.sources.workbook import read_workbook

    sheets = read_workbook(path)
    if is_named_workbook:
        return sheets, []
    mensaje = f"la extensión «{path.suffix}» no corresponde: es un libro de Excel y así se leyó"
    accion = "cambie la extensión del archivo a .xlsx"
    return sheets, [finding_at(sheets[0], "extensión", mensaje, gravedad="aviso", accion=accion)]
