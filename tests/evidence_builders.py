"""Evidence workbooks of a small form, and changed as people change them; every text is invented."""

from __future__ import annotations

import shutil
from datetime import datetime
from functools import cache
from pathlib import Path

import openpyxl
from plan_book_builders import Clock
from readiness_builders import CATALOG, ENTIDAD, VIGENCIA, build

from mipg_helpers.evidence_workbook.dispatch import dispatch_evidence
from mipg_helpers.evidence_workbook.kind import EVIDENCE
from mipg_helpers.plan_workbook.receive import receive
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.store.evidence_book import EvidenceBook

BOOK = (ENTIDAD, VIGENCIA + 1)
UNIT, MASTER, CONTROL = (
    "preparacion-talento-humano.xlsx",
    "preparacion-maestro.xlsx",
    "control-interno.xlsx",
)
LINK = "https://repositorio.ejemplo.gov.co/acta.pdf"
CUMPLE, ENLACE, FECHA, CARGO, TAREA, ESTADO, MOTIVO, UNIDAD = (
    "¿Se cumple?",
    "Evidencia (enlace)",
    "Fecha de la evidencia",
    "Responsable (cargo)",
    "Tarea por hacer",
    "Revisión de la evidencia",
    "Motivo",
    "Dependencia que responde",
)
DAY = datetime(2025, 8, 30)  # noqa: DTZ001  as Excel keeps it


@cache
def usual():
    """Build the preparation of the usual form, once."""
    return build()


def key(row: str, campo: str) -> CellKey:
    return CellKey(row, campo)


class Loop:
    """A book of evidence, the workbooks it sends and those that come back."""

    DAY = DAY.date()

    def __init__(self, folder: Path, profile=None, clock=None) -> None:
        self.folder, self.profile = folder, profile or usual()
        self.book = EvidenceBook(folder / "plan", clock=clock or Clock())
        self._n = 0

    def send(self, profile=None):
        target = self.folder / "libros"
        return dispatch_evidence(self.book, profile or self.profile, target, CATALOG)

    def sent(self, name=UNIT) -> Path:
        return self.folder / "libros" / name

    def fill(self, changes, name=UNIT, source=None) -> Path:
        """Fill a workbook in as a person does: {(code, header): value}; give the copy."""
        self._n += 1
        target = self.folder / "devueltos" / f"{self._n}-{name}"
        target.parent.mkdir(exist_ok=True)
        return fill_in(source or self.sent(name), target, changes)

    def receive(self, *paths: Path, simulate=False):
        return receive(self.book, paths, CATALOG, kind=EVIDENCE, simulate=simulate)

    def take(self, changes, name=UNIT, source=None):
        """Fill a workbook in and receive it."""
        return self.receive(self.fill(changes, name, source))

    def keep(self, name=UNIT) -> Path:
        """Put a workbook aside, as somebody who opens it later has it."""
        return Path(shutil.copy(self.sent(name), self.folder / f"viejo-{self._n}-{name}"))

    def cell(self, row: str, campo: str) -> str:
        return self.book.cells(*BOOK).get(key(row, campo), "")


def fill_in(source: Path, target: Path, changes) -> Path:
    book = openpyxl.load_workbook(source)
    for (code, header), value in changes.items():
        cell_of(book, code, header).value = value
    book.save(target)
    return target


def cell_of(book, code: str, header: str):
    """Find the cell of a row, by its shown code, and a column, by its header."""
    for sheet in book:
        columns = {cell.value: cell.column for cell in sheet[5]}
        for row in range(6, sheet.max_row + 1):
            if header in columns and sheet.cell(row, 1).value == code:
                return sheet.cell(row, columns[header])
    raise LookupError(code, header)


def problem_kinds(receipt) -> list[str]:
    return [problem.tipo for problem in receipt.problemas]
