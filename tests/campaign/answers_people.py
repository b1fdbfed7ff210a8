"""What people return that contradicts itself, somebody else, or what they were sent."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from campaign.answers_desk import (
    BACK,
    CONTROL,
    ENTIDAD,
    LEADER,
    MASTER,
    UNIT,
    columns_of,
    fill,
    order,
    put,
    sent,
    sheets_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook

FIRST, OTHER = 6, "0102"
EVIDENCE_MASTER = "preparacion/preparacion-maestro.xlsx"


def says(header: str, value: object, row: int = FIRST) -> Callable[[Workbook], None]:
    return lambda book: put(sheets_of(book)[0], row, header, value)


def _two_values(root: Path) -> None:
    fill(root, LEADER, says("Producto o entregable", "Uno"), "uno.xlsx")
    fill(root, LEADER, says("Producto o entregable", "Otro"), "otro.xlsx")
    fill(root, UNIT, says("Tarea por hacer", "Una"), "unidad.xlsx")
    fill(root, UNIT, says("Tarea por hacer", "Otra"), "unidad (2).xlsx")


def _leader_and_master(root: Path) -> None:
    fill(root, LEADER, says("Estado", "Por aprobar"))
    fill(
        root, MASTER, lambda book: [_every(book, "Estado", "Cancelada"), _every(book, "Plan", "x")]
    )
    fill(root, CONTROL, lambda book: _every(book, "Eficacia (Control Interno)", "Sí"))


def _every(book: Workbook, header: str, value: object) -> None:
    for sheet in sheets_of(book):
        for row in range(FIRST, sheet.max_row + 1):
            if header in columns_of(sheet) and sheet.cell(row, 1).value:
                put(sheet, row, header, value)


def _old_after_new(root: Path) -> None:
    """Return the newer copy first; then the older one, which says something else."""
    old = root.parent / "viejo.xlsx"
    shutil.copy(sent(root, LEADER), old)
    fill(root, LEADER, says("Producto o entregable", "Primero"))
    order(root, "recibir")
    order(root, "plan")
    fill(root, LEADER, says("Producto o entregable", "Después"))
    order(root, "recibir")
    shutil.move(old, sent(root, LEADER))
    fill(root, LEADER, says("Producto o entregable", "Del libro viejo"), "viejo.xlsx")


def _of_elsewhere(root: Path) -> None:
    """Return the workbook of an entidad whose plan another book sent."""
    other = root.parent / "otra"
    shutil.copytree(root, other)
    shutil.rmtree(other / "plan")
    order(other, "plan", "--entidad", OTHER)
    (book,) = other.glob(f"salidas/*/{OTHER}/plan/plan-maestro.xlsx")
    shutil.move(book, root / BACK)
    shutil.rmtree(other)


def _twice_in_one(book: Workbook) -> None:
    """Repeat a row below, with its id and another value."""
    for sheet in sheets_of(book):
        last = sheet.max_row + 1
        for cell in sheet[FIRST]:
            sheet.cell(last, cell.column).value = cell.value
        put(sheet, last, "Responsable (cargo)", "Otro cargo")


def _without_rows(book: Workbook) -> None:
    for sheet in sheets_of(book):
        sheet.delete_rows(FIRST, sheet.max_row)


def _other_columns(book: Workbook) -> None:
    """Turn the order of the columns round and call one something else."""
    for sheet in sheets_of(book):
        rows = [[cell.value for cell in row][::-1] for row in sheet.iter_rows(min_row=5)]
        for n, row in enumerate(rows, start=5):
            for column, value in enumerate(row, start=1):
                sheet.cell(n, column).value = value
    sheets_of_turned = [sheet for sheet in book if sheet.sheet_state == "visible"]
    sheets_of_turned[2].cell(5, 3).value = "<b>Otra columna</b>"


def _two_columns_of_one_name(book: Workbook) -> None:
    sheet = sheets_of(book)[0]
    column = sheet.max_column + 1
    sheet.cell(5, column).value = "Responsable (cargo)"
    sheet.cell(FIRST, column).value = "Según la otra columna"


def _other_sheets(book: Workbook) -> None:
    del book[sheets_of(book)[0].title]
    book.create_sheet("=cmd|' C calc'!A0")["A1"].value = "=1+1"


def _moved(book: Workbook) -> None:
    """Move the row of an action to the sheet of another politica, or make one up there."""
    first, *others = sheets_of(book)
    if not others:
        others = [book.create_sheet("Integridad")]
    values = [cell.value for cell in first[FIRST]]
    first.delete_rows(FIRST)
    others[0].append(values)


def _both(change: Callable[[Workbook], None]) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        for name in (LEADER, UNIT):
            fill(root, name, change)

    return write


def _who_may_not(root: Path) -> None:
    """Approve one's own action and one's own evidence."""
    fill(
        root, LEADER, lambda book: [_every(book, "Estado", "Aprobada"), _every(book, "Peso (%)", 5)]
    )
    fill(root, UNIT, lambda book: _every(book, "Revisión de la evidencia", "Aprobada"))


def _approved_and_rejected(root: Path) -> None:
    """Planeación approves what Control Interno rejects, without a motive and without evidence."""
    review = "Revisión de la evidencia"
    fill(root, EVIDENCE_MASTER, lambda book: _every(book, review, "Aprobada"))
    control = "preparacion/control-interno.xlsx"
    fill(root, control, lambda book: _every(book, review, "Rechazada"), "ci.xlsx")


def _ends_before_it_begins(root: Path) -> None:
    def change(book: Workbook) -> None:
        _every(book, "Inicio", "31/12/2026")
        _every(book, "Fin", "01/01/2026")

    fill(root, LEADER, change)


def _of_another_entidad(root: Path) -> None:
    """Put the identity of one workbook on the contents of another."""
    fill(root, LEADER, lambda book: _say_identity(book, f"{ENTIDAD}9"))


def _say_identity(book: Workbook, entidad: str) -> None:
    from campaign.answers_desk import lie

    lie(book, {"entidad_id": entidad, "rol": "control_interno"})


CONTRADICTIONS: dict[str, Callable[[Path], object]] = {
    "dos valores de un libro": _two_values,
    "líder, planeación y control interno": _leader_and_master,
    "el viejo después del nuevo": _old_after_new,
    "libros que salieron de otra parte": _of_elsewhere,
    "de otra entidad y con otro papel": _of_another_entidad,
    "filas repetidas": _both(_twice_in_one),
    "sin filas": _both(_without_rows),
    "columnas al revés": _both(_other_columns),
    "dos columnas de un nombre": _both(_two_columns_of_one_name),
    "una hoja menos y otra más": _both(_other_sheets),
    "acción en otra política": _both(_moved),
    "aprueba quien no puede": _who_may_not,
    "aprobada y rechazada": _approved_and_rejected,
    "termina antes de empezar": _ends_before_it_begins,
}
