"""Simulate three leaders who fill in their plan workbooks and return them; everything invented.

``python data/sample/simular_lideres.py LIBROS DEVUELTOS [--antes CARPETA]`` takes the workbooks
that ``mipg plan`` wrote for the sample entidad in LIBROS and writes what comes back to
DEVUELTOS: one workbook filled in rightly, one with typing errors, and one that is an old
version (from CARPETA, else from LIBROS) with edited keys and a deleted row. ``--primera``
writes instead what one of them returned a round earlier, so that the old version is old.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

RIGHT = "plan-secretaria-juridica.xlsx"
WITH_ERRORS = "plan-secretaria-de-hacienda.xlsx"
OLD = "plan-secretaria-de-tecnologias-de-la-informacion.xlsx"
#: As people return them: copies, with names of their own.
RETURNED_OLD = "Plan TIC versión vieja (2).xlsx"

Value = str | int | float | datetime | None

ID, NEW_ROW = "Id", "(nueva)"
FIRST_TEXT = "Catálogo de trámites en línea, primera entrega"
OTHER_TEXT = "Catálogo de trámites en línea, otra redacción"
CAUSE = "La tarea no estaba asignada a ningún equipo"
EVIDENCE = "https://evidencias.villamuestra.example/plan/{:03d}"


class Row(NamedTuple):
    """One row of actions: its sheet, its number, and the columns of the sheet by header."""

    sheet: Worksheet
    number: int
    columns: dict[str, int]

    def write(self, header: str, value: Value) -> None:
        self.sheet.cell(self.number, self.columns[header]).value = value

    def read(self, header: str) -> Value:
        value = self.sheet.cell(self.number, self.columns[header]).value
        return value if isinstance(value, str | int | float | datetime) else None

    def at_corte(self, label: str, place: int = 0) -> str:
        """Name a column of the first cut-off, or of a later one."""
        return [header for header in self.columns if header.startswith(f"{label} · corte")][place]


def fill_rightly(source: Path, target: Path) -> None:
    """Fill in everything a leader is asked, propose the actions, report, and add one."""
    book = openpyxl.load_workbook(source)
    rows = action_rows(book)
    for n, row in enumerate(rows, start=1):
        row.write("Método de análisis de causa", "Cinco porqués")
        row.write("Causa", f"{CAUSE} ({n})")
        row.write("Línea base", "0")
        row.write("Estado", "Por aprobar")
        row.write(row.at_corte("Avance (%)"), min(10 * n, 100))
        row.write(row.at_corte("Qué se hizo"), f"Primera parte de la acción {n}")
        row.write(row.at_corte("Evidencia (enlace)"), EVIDENCE.format(n))
    added = next(row for row in new_rows(book) if row.sheet is rows[0].sheet)
    added.write("Acción", "Publicar la relatoría de conceptos jurídicos")
    added.write("Producto o entregable", "Relatoría publicada")
    added.write("Fin", rows[0].read("Fin"))
    book.save(target)


def fill_with_errors(source: Path, target: Path) -> None:
    """Make the mistakes people make, and fill in one row rightly."""
    book = openpyxl.load_workbook(source)
    rows = action_rows(book)
    advance, right = rows[0].at_corte("Avance (%)"), rows[-1]
    rows[0].write(advance, "casi terminado")
    rows[1].write(advance, 150)
    rows[2].write("Fin", "31/11/2026")
    rows[2].write("Unidad de medida", "Toneladas")
    rows[3].write("Estado", "En ejecución")  # nobody approved it yet
    rows[3].write("Producto o entregable", None)
    rows[4].write("Causa", '=HYPERLINK("http://ejemplo.example","ver")')
    rows[4].write("Prioridad", "Alta")  # Planeación fills it in
    right.write("Causa", CAUSE)
    right.write(advance, "45,5")
    book.save(target)


def fill_first_round(source: Path, target: Path) -> None:
    """Change one product: what the plan says when the workbooks go out again."""
    book = openpyxl.load_workbook(source)
    action_rows(book)[0].write("Producto o entregable", FIRST_TEXT)
    book.save(target)


def fill_old_version(source: Path, target: Path) -> None:
    """Contradict the plan, edit a key, delete a row, and still say something useful."""
    book = openpyxl.load_workbook(source)
    rows = action_rows(book)
    rows[0].write("Producto o entregable", OTHER_TEXT)
    rows[1].write("Causa", CAUSE)
    rows[2].write(ID, "0123456789abcdef")
    rows[3].sheet.delete_rows(rows[3].number)
    book.save(target)


def action_rows(book: Workbook) -> list[Row]:
    """List the rows that hold an action, in the order of the sheets."""
    return [row for row in _rows(book) if row.read(ID) not in (None, NEW_ROW)]


def new_rows(book: Workbook) -> list[Row]:
    """List the rows prepared for new actions."""
    return [row for row in _rows(book) if row.read(ID) == NEW_ROW]


def _rows(book: Workbook) -> Iterator[Row]:
    for sheet in book.worksheets:
        header = next((cell.row for cell in sheet["A"] if cell.value == ID), None)
        if sheet.sheet_state != "visible" or header is None:
            continue
        columns = {str(c.value): c.column for c in sheet[header] if c.value is not None}
        for number in range(header + 1, sheet.max_row + 1):
            yield Row(sheet, number, columns)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("libros", type=Path)
    parser.add_argument("devueltos", type=Path)
    parser.add_argument("--antes", type=Path, help="carpeta con los libros del envío anterior")
    parser.add_argument("--primera", action="store_true", help="solo lo devuelto antes")
    asked = parser.parse_args(arguments)
    asked.devueltos.mkdir(parents=True, exist_ok=True)
    if asked.primera:
        fill_first_round(asked.libros / OLD, asked.devueltos / OLD)
        return
    fill_rightly(asked.libros / RIGHT, asked.devueltos / RIGHT)
    fill_with_errors(asked.libros / WITH_ERRORS, asked.devueltos / WITH_ERRORS)
    fill_old_version((asked.antes or asked.libros) / OLD, asked.devueltos / RETURNED_OLD)
    print(f"Tres libros devueltos en {asked.devueltos}")


if __name__ == "__main__":
    main(sys.argv[1:])
