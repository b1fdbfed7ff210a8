"""Read the reference files as rows that know their place; the errors speak from there.

Only the standard library: the tables are small and every command opens them first.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ReferenceDataError, listed
from mipg_helpers.toml_files import parse_toml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_YES_NO = {"si": True, "no": False}
_SUFFIXES = (".csv", ".toml")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a reference table, with the file and line it stands in."""

    archivo: str
    fila: int
    cells: Mapping[str, str]

    def __getitem__(self, campo: str) -> str:
        return self.cells[campo]

    @property
    def place(self) -> str:
        return f"{self.archivo}, fila {self.fila}"

    def error(self, campo: str, problem: str, expected: str = "") -> ReferenceDataError:
        return ReferenceDataError(f"{self.place}, columna '{campo}'", problem, expected)

    def required(self, campo: str) -> str:
        if not self.cells[campo]:
            raise self.error(campo, "la celda está vacía", "un valor")
        return self.cells[campo]

    def integer(self, campo: str) -> int:
        if not self.cells[campo].isdecimal():
            raise self.error(campo, f"'{self.cells[campo]}' no es un número entero")
        return int(self.cells[campo])

    def number(self, campo: str) -> float | None:
        if not self.cells[campo]:
            return None
        try:
            return float(self.cells[campo])
        except ValueError:
            problem = f"'{self.cells[campo]}' no es un número"
            raise self.error(campo, problem, "un número con punto decimal") from None

    def flag(self, campo: str) -> bool:
        if self.cells[campo] not in _YES_NO:
            raise self.error(campo, f"'{self.cells[campo]}' no es válido", "si o no")
        return _YES_NO[self.cells[campo]]

    def parts(self, campo: str) -> tuple[str, ...]:
        return tuple(filter(None, self.cells[campo].split("|")))


@dataclass(frozen=True, slots=True)
class Files:
    """The bytes of every reference file, by its path inside the folder."""

    content: Mapping[str, bytes]
    _tables: dict[str, list[Row]] = field(default_factory=dict, compare=False, repr=False)

    def fingerprint(self) -> str:
        """Hash names and contents: equal tables give an equal text on every machine."""
        digest = hashlib.sha256()
        for name in sorted(self.content):
            body = self.content[name]
            digest.update(f"{name}\0{len(body)}\0".encode() + body)
        return digest.hexdigest()

    def names(self, prefix: str) -> list[str]:
        return sorted(name for name in self.content if name.startswith(prefix))

    def text(self, name: str) -> str:
        if name not in self.content:
            raise ReferenceDataError(name, "falta este archivo en la carpeta de referencia")
        try:
            return self.content[name].decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ReferenceDataError(name, "el archivo no está en UTF-8") from None

    def table(self, name: str, columns: str, key: str) -> list[Row]:
        """Read a CSV whose columns are exactly `columns` and whose `key` does not repeat.

        Both are lists of names separated by spaces. A table is read once, however often the
        checks come back to it.
        """
        if name not in self._tables:
            self._tables[name] = self._read_table(name, columns, key)
        return self._tables[name]

    def _read_table(self, name: str, columns: str, key: str) -> list[Row]:
        reader = csv.reader(io.StringIO(self.text(name)))
        expected = columns.split()
        header = next(reader, [])
        _check_header(name, header, expected)
        rows = [_row(name, reader.line_num, header, cells) for cells in reader if any(cells)]
        _check_key(rows, key.split())
        return rows

    def settings(self, name: str) -> dict[str, Any]:
        return parse_toml(self.text(name), name, ReferenceDataError)


def read_files(folder: Path) -> Files:
    """Read every CSV and TOML of `folder` and its subfolders once."""
    if not folder.is_dir():
        raise ReferenceDataError(str(folder), "no existe la carpeta de tablas de referencia")
    found = [path for path in folder.rglob("*") if path.suffix in _SUFFIXES]
    return Files({path.relative_to(folder).as_posix(): path.read_bytes() for path in found})


def _row(name: str, line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(header):
        problem = f"la fila tiene {len(cells)} celdas"
        raise ReferenceDataError(f"{name}, fila {line}", problem, f"{len(header)} celdas")
    stripped = (cell.strip() for cell in cells)
    return Row(name, line, dict(zip(header, stripped, strict=True)))


def _check_header(name: str, header: Sequence[str], expected: Sequence[str]) -> None:
    missing, surplus = set(expected) - set(header), set(header) - set(expected)
    if missing:
        raise ReferenceDataError(name, f"faltan las columnas {listed(missing)}")
    if surplus or len(header) != len(expected):
        raise ReferenceDataError(
            name, f"sobran las columnas {listed(surplus or header)}", listed(expected)
        )


def _check_key(rows: Sequence[Row], key: Sequence[str]) -> None:
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        values = tuple(row[campo] for campo in key)
        if values in seen:
            shown = ", ".join(values)
            problem = f"la clave ({shown}) ya está en la fila {seen[values].fila}"
            raise ReferenceDataError(row.place, problem, "una clave por fila")
        seen[values] = row
