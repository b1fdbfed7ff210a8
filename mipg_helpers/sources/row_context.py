"""Of whom and of when each row of a table speaks: its own columns first, then the table's title.

Serves the readers of the entidad's own tables. A vigencia is never assumed: without column,
title or declaration the file is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.cleaning import parse_year
from mipg_helpers.sources.findings import place_of, quoted
from mipg_helpers.sources.preamble import (
    missing_vigencia,
    read_preamble,
    read_sigep,
    settle_vigencia,
)
from mipg_helpers.sources.subject import Subject, no_subject, settle_subject, subject_of_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Declared, Finding


class RowContext:
    """Answers, row by row, whose and of which vigencia; collects what was odd.

    `named_after_entidad`: the file is expected to bear the name of its entidad.
    """

    def __init__(
        self, table: Table, declared: Declared, *, named_after_entidad: bool = False
    ) -> None:
        self.table, self.declared = table, declared
        self.findings: list[Finding] = []
        self._place = place_of(table.sheet)
        preamble = read_preamble(table)
        self._vigencia = settle_vigencia(
            preamble.vigencias, declared, self._place, required="vigencia" not in table.columns
        )
        self._subject = settle_subject(preamble, declared, table.sheet)
        if named_after_entidad and not self._has_subjects:
            self._subject, notes = subject_of_file(preamble, declared, table.sheet)
            self.findings += notes

    def vigencia(self, row: int) -> int | None:
        """Give the vigencia of a row; None, with a finding, when its cell does not say it."""
        text = self.table.text(row, "vigencia")
        if not text:
            if self._vigencia is None:
                self._note(row, "vigencia ausente", "la fila no dice la vigencia", "")
            return self._vigencia
        try:
            year = parse_year(text)
        except ValueError:
            self._note(row, "vigencia inválida", f"{quoted(text)} no es un año", text)
            return None
        if self.declared.vigencia not in (None, year):
            settle_vigencia([year], self.declared, f"{self._place}, fila {row + 1}")
        return year

    def subject(self, row: int) -> Subject:
        """Give the entidad of a row.

        Raises
        ------
        SourceFileError
            If neither the row, nor the title, nor the declaration names it.
        """
        place = f"{self._place}, fila {row + 1}"
        codigo = read_sigep(self._cell(row, "codigo_sigep"), place)
        nombre = self._cell(row, "nombre_entidad")
        if not codigo and not nombre:
            if self._subject is None:
                raise no_subject(self.table.sheet)
            return self._subject
        declared = self.declared.entidad
        if codigo and declared.isdecimal() and declared.zfill(len(codigo)) != codigo:
            raise SourceFileError(
                place,
                f"la entidad declarada es {declared} y la fila dice {codigo}",
                hint="corrija la declaración o use el archivo de esa entidad",
            )
        return Subject(declared or codigo or nombre, nombre, self._cell(row, "departamento"))

    def require_vigencia(self, vigencias: set[int]) -> None:
        """Refuse a file in which no row says its vigencia and some should."""
        if not vigencias and self.findings:
            raise missing_vigencia(self._place)

    @property
    def _has_subjects(self) -> bool:
        return not {"codigo_sigep", "nombre_entidad"}.isdisjoint(self.table.columns)

    def _cell(self, row: int, campo: str) -> str:
        above = self.table.merged_from(row, campo)
        return self.table.text(row if above is None else above, campo)

    def _note(self, row: int, tipo: str, mensaje: str, value: str) -> None:
        self.findings.append(
            self.table.finding(
                tipo,
                mensaje,
                row=row,
                campo="vigencia",
                value=value,
                accion="la fila no se cargó; escriba el año en la celda",
            )
        )


def find_unregistered(table: Table, vigencias: set[int], catalog: Catalog) -> Iterator[Finding]:
    """Say that labels of a vigencia to come were read with the model of the last one."""
    for vigencia in sorted(vigencias):
        if (model := model_vigencia(catalog, vigencia)) != vigencia:
            yield table.finding(
                "vigencia sin registrar",
                f"la vigencia {vigencia} no está registrada; los nombres se leyeron con el modelo "
                f"de {model}",
                gravedad="aviso",
                accion="no hace falta corregir nada si el modelo no ha cambiado",
            )


def model_vigencia(catalog: Catalog, vigencia: int) -> int:
    """Name the vigencia whose model says what a table of plans means by its labels.

    Leaders and targets are set for years that are not measured yet: those follow the last
    registered vigencia. An older year that is not registered is refused.
    """
    latest = catalog.vigencias[-1]
    if vigencia > latest:
        return latest
    return catalog.vigencia(vigencia).vigencia
