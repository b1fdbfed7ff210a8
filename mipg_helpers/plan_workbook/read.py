"""Read a returned plan workbook: what it says now, what was sent, what needs a person.

Everything is checked again, because protection and validation only prevent slips. Columns are
found by their headers and rows by their id, so that moving, sorting and inserting do no harm.
A cell that cannot be read with certainty, or that this reader may not fill, is told and kept
apart. The file itself is never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.plan_workbook.control import find_control, parse_control
from mipg_helpers.plan_workbook.layout import (
    CONTENTS,
    CONTROL,
    COVER,
    LISTS,
    NOTES,
    SOURCES,
    labels_of,
)
from mipg_helpers.plan_workbook.model import ESQUEMA, Returned
from mipg_helpers.plan_workbook.read_cells import CellReader
from mipg_helpers.plan_workbook.read_columns import find_columns
from mipg_helpers.plan_workbook.read_rows import rows_of
from mipg_helpers.sources.findings import finding_at
from mipg_helpers.sources.model import Sheet
from mipg_helpers.sources.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mipg_helpers.plan_workbook.control import Control
    from mipg_helpers.plan_workbook.read_rows import ReturnedRow
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.forms import Form
    from mipg_helpers.sources.model import Finding

_OTHERS = frozenset([COVER, CONTENTS, NOTES, SOURCES, LISTS, CONTROL])


def read_returned(path: Path, catalog: Catalog) -> Returned:
    """Read a plan workbook that came back.

    Returns
    -------
    Every cell as it is now beside what was sent; see `Returned` for how to compare them.

    Raises
    ------
    SourceFileError
        If the file is no plan workbook of this version, or its control sheet was changed; one
        Spanish sentence says which, and what to do.
    """
    return read_sheets(read_workbook(path), catalog)


def read_sheets(sheets: Sequence[Sheet], catalog: Catalog) -> Returned:
    """Read the sheets of one workbook; see `read_returned`."""
    hidden = find_control(sheets)
    if hidden is None:
        raise SourceFileError(
            next((f"«{sheet.archivo}»" for sheet in sheets), "libro"),
            "no es un libro de plan hecho con esta herramienta: le falta su hoja de control",
            "el libro que Planeación envió, guardado como .xlsx",
            "copie lo que llenó en el libro recibido; un libro nuevo con solo sus hojas no sirve",
        )
    return read_sent(sheets, hidden, parse_control(hidden), catalog)


def read_sent(sheets: Sequence[Sheet], hidden: Sheet, control: Control, form: Form) -> Returned:
    """Read the sheets of a workbook of which it is known what was sent in it.

    Parameters
    ----------
    hidden
        The control sheet, of which `control` is what it says.
    form
        The columns of this kind of workbook.
    """
    reader = CellReader(control, form, labels_of(form, control.politicas))
    rows, findings = _rows(sheets, hidden, control)
    reader.read(rows)
    return Returned(
        archivo=hidden.archivo,
        sha256=hidden.sha256,
        esquema=ESQUEMA,
        envio_id=control.envio_id,
        entidad_id=control.entidad_id,
        entidad=control.entidad,
        vigencia=control.vigencia,
        vigencia_plan=control.vigencia_plan,
        rol=control.rol,
        destinatario=control.destinatario,
        fecha=control.fecha,
        base=control.base,
        cells=reader.cells,
        raw=reader.raw,
        places=reader.places,
        new_rows=tuple(reader.new_rows),
        missing_rows=tuple(reader.missing_rows),
        findings=(*findings, *reader.findings),
    )


def _rows(
    sheets: Sequence[Sheet], hidden: Sheet, control: Control
) -> tuple[list[ReturnedRow], list[Finding]]:
    """Gather the rows of every sheet of actions, and say which sheets are gone or strange."""
    rows: list[ReturnedRow] = []
    findings: list[Finding] = []
    read = set()
    for sheet in sheets:
        if sheet is hidden or sheet.hoja in _OTHERS:
            continue
        columns = find_columns(sheet, control.columns)
        if columns is None:
            findings.append(_strange(sheet, control))
            continue
        findings += columns.findings
        found = rows_of(sheet, columns, control)
        read |= {row.politica for row in found} | {dict(control.sheets).get(sheet.hoja, "")}
        rows += found
    findings += [_gone(hidden, name) for name, politica in control.sheets if politica not in read]
    return rows, findings


def _strange(sheet: Sheet, control: Control) -> Finding:
    if sheet.hoja in dict(control.sheets):
        mensaje = "no se encuentran los encabezados de la hoja y no se leyó"
        hint = "copie lo que llenó en la hoja del libro recibido"
        return finding_at(sheet, "hoja sin encabezados", mensaje, accion=hint)
    mensaje = "la hoja no es del libro y no se leyó"
    hint = "escriba en las hojas del libro lo que deba quedar en el plan"
    return finding_at(sheet, "hoja agregada", mensaje, gravedad="aviso", accion=hint)


def _gone(hidden: Sheet, name: str) -> Finding:
    mensaje = f"falta la hoja «{name}»"
    hint = "sus acciones siguen en el plan como estaban"
    return finding_at(
        Sheet(hidden.archivo, hidden.sha256, name, []), "hoja borrada", mensaje, accion=hint
    )
