"""Read the open-data long table: one row per entidad, index and vigencia.

The same table travels in several dialects: decimal comma or point in scores, thousands marks
in codes and years, names of columns without their accented letters, SIGEP codes left out.
Its group columns are official figures and are kept as such. What each row measures is
resolved with the numbering of its own vigencia.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mipg_helpers.errors import DataValidationError, LayoutError, SourceFileError
from mipg_helpers.reference.suggest import did_you_mean
from mipg_helpers.sources.cleaning import column_letter
from mipg_helpers.sources.findings import finding_at, place_of, refusal
from mipg_helpers.sources.frames import (
    GROUP_COLUMNS,
    entidades_frame,
    indices_frame,
    measure_columns,
    source_column,
    text_column,
)
from mipg_helpers.sources.located import locate_table, skipped_sheets
from mipg_helpers.sources.long_rows import LongRows, read_long_rows
from mipg_helpers.sources.model import Parsed
from mipg_helpers.sources.points import REASONS, point_findings, read_points
from mipg_helpers.sources.results_rows import read_orden

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Declared, Finding, Sheet
    from mipg_helpers.sources.points import Points

KIND = "tabla_abierta"
_SCORE = "puntaje_puntos"
_SCALES = {"grupo_quintil": (1, 5), "grupo_percentil": (0, 100)}
_ENTIDAD_FIELDS = ("sector", "naturaleza_juridica", "departamento", "municipio")


def tidy_open_data(sheets: Sequence[Sheet], declared: Declared, catalog: Catalog) -> Parsed:
    """Turn the long table into `entidades` and `indices`.

    Parameters
    ----------
    sheets
        The sheets of one file; the first visible one with the table is read.
    declared
        What the operator states. A declared vigencia must be one of those in the table.

    Returns
    -------
    Both frames. `entidades`: one row per (entidad_id, vigencia); entidades without a SIGEP code
    are identified by name and departamento. `indices`: one row per (entidad_id, vigencia,
    indice), points 0 to 100, with the official statistics of the grupo par where given.

    Raises
    ------
    SourceFileError
        If no sheet has the table.
    LayoutError
        If a column is missing or comes twice.
    DataValidationError
        If a vigencia is not registered, a column of scores uses both decimal marks, or two
        rows give different figures for the same entidad, vigencia and index.
    """
    table, findings = _locate(sheets, catalog)
    long = _LongTable(table, declared, catalog)
    return Parsed(
        kind=KIND,
        vigencias=tuple(sorted(set(long.rows.vigencias))),
        entidades=long.entidades(),
        indices=long.indices(),
        findings=[*findings, *long.findings],
        skipped_sheets=skipped_sheets(sheets, table),
    )


def _locate(sheets: Sequence[Sheet], catalog: Catalog) -> tuple[Table, list[Finding]]:
    layout = catalog.layout(KIND)
    table, findings = locate_table(sheets, layout, [["nombre_entidad"], ["vigencia"]])
    originals, labels = table.header.originals, table.header.labels
    failures = []
    for column in layout:
        positions = [j for j, label in enumerate(labels) if label in column.claves]
        if column.es_obligatorio and not positions:
            found = [header for header in originals if header]
            mensaje = f"falta la columna «{column.etiqueta}»; encontré: {', '.join(found[:20])}"
            accion = did_you_mean(column.etiqueta, found) or "descargue la tabla completa"
            failures.append(table.finding("columna faltante", mensaje, accion=accion))
        elif len(positions) > 1:
            letters = " y ".join(map(column_letter, positions))
            mensaje = f"la columna «{column.etiqueta}» aparece {len(positions)} veces ({letters})"
            accion = "deje solo la columna que vale"
            failures.append(table.finding("columna duplicada", mensaje, accion=accion))
    if failures:
        raise refusal(LayoutError, failures)
    return table, findings


class _LongTable:
    """The rows of a long table with their scores and official statistics."""

    def __init__(self, table: Table, declared: Declared, catalog: Catalog) -> None:
        self.table, self.declared = table, declared
        self.rows: LongRows = read_long_rows(table, catalog)
        self._refuse()
        self.findings = list(self.rows.findings)
        self.points = self._points(_SCORE)
        self.groups = {campo: self._points(campo) for campo in GROUP_COLUMNS if self._has(campo)}
        self.kept = self._kept()

    def _has(self, campo: str) -> bool:
        return campo in self.table.columns

    def _refuse(self) -> None:
        failures = list(self.rows.refusals)
        for campo in (_SCORE, *GROUP_COLUMNS):
            if self._has(campo):
                failures += _mixed_decimals(self.table, campo)
        declared = self.declared.vigencia
        if declared is not None and self.rows.vigencias and declared not in self.rows.vigencias:
            years = ", ".join(map(str, sorted(set(self.rows.vigencias))))
            mensaje = f"la vigencia declarada es {declared} y la tabla trae {years}"
            accion = "corrija la declaración"
            failures.append(self.table.finding("vigencia distinta", mensaje, accion=accion))
        if failures:
            raise refusal(DataValidationError, failures)
        if not self.rows.rows:
            raise SourceFileError(
                place_of(self.table.sheet),
                "no hay ninguna fila que se pueda cargar debajo del encabezado",
                "una fila por entidad, índice y vigencia",
                self._first_reason(),
            )

    def _first_reason(self) -> str:
        found = self.rows.findings
        return f"primer problema: {found[0].mensaje}" if found else "descargue la tabla completa"

    def _points(self, campo: str) -> Points:
        column = self.table.columns[campo]
        low, high = _SCALES.get(campo, (0, 100))
        cells = self.table.sheet.cells
        points = read_points([cells[row][column] for row in self.rows.rows], low, high)
        self.findings += point_findings(
            points,
            self.table.sheet,
            rows=self.rows.rows,
            column=column,
            header=self.table.header.originals[column],
            scale=f"de {low} a {high}",
        )
        return points

    def _kept(self) -> list[int]:
        """Choose the rows to load: a valid score, and each key once.

        Raises
        ------
        DataValidationError
            If a key comes again with another figure.
        """
        first: dict[tuple[str, int, str], int] = {}
        kept, repeated, failures = [], [], []
        for i in np.flatnonzero(self.points.is_valid).tolist():
            key = self.rows.key(i)
            known = first.setdefault(key, i)
            if known == i:
                kept.append(i)
            elif self._figures(known) == self._figures(i) and self.rows.is_same_place(known, i):
                repeated.append(i)
            else:
                failures.append(self.rows.clash(known, i))
        if failures:
            raise refusal(DataValidationError, failures)
        if repeated:
            self.findings.append(self._repetition(repeated))
        return kept

    def _figures(self, i: int) -> tuple[str, ...]:
        columns = (self.points, *self.groups.values())
        return tuple(repr(float(column.scores[i])) for column in columns)

    def _repetition(self, repeated: list[int]) -> Finding:
        mensaje = (
            f"filas que repiten otra con las mismas cifras ({len(repeated)}); se cargó una de cada"
        )
        return finding_at(
            self.table.sheet,
            "fila repetida",
            mensaje,
            row=self.rows.rows[repeated[0]] + 1,
            gravedad="aviso",
            accion="nada: las cifras son iguales",
        )

    def entidades(self) -> pd.DataFrame:
        sheet = self.table.sheet
        rows = []
        for i in self.rows.first_of_entidad(self.kept):
            row = self.rows.rows[i]
            fields: dict[str, object] = {
                campo: self.table.text(row, campo) for campo in _ENTIDAD_FIELDS
            }
            fields |= {
                "entidad_id": self.rows.entidad_ids[i],
                "vigencia": self.rows.vigencias[i],
                "codigo_sigep": self.rows.codigos[i],
                "nombre_entidad": self.rows.nombres[i],
                "orden": read_orden(self.table.text(row, "orden")),
                "es_meci": False,
                "es_ficticia": self.declared.ficticio,
                "fuente_archivo": sheet.archivo,
                "fuente_sha256": sheet.sha256,
                "fuente_hoja": sheet.hoja,
                "fuente_fila": row + 1,
            }
            rows.append(fields)
        return entidades_frame(rows)

    def indices(self) -> pd.DataFrame:
        sheet, rows = self.table.sheet, self.rows
        kept = np.array(self.kept, dtype=np.intp)
        only = np.zeros(len(kept), dtype=np.intp)
        measures = list(dict.fromkeys(rows.measures))
        place = {measure: code for code, measure in enumerate(measures)}
        codes = np.array([place[rows.measures[i]] for i in self.kept], dtype=np.intp)
        letter = column_letter(self.table.columns[_SCORE])
        groups = {campo: column.scores[kept] for campo, column in self.groups.items()}
        return indices_frame(
            {
                "entidad_id": text_column(rows.entidad_ids, kept),
                "vigencia": np.array(rows.vigencias, dtype=np.int64)[kept],
                **measure_columns(measures, codes),
                "puntaje_puntos": self.points.scores[kept],
                "motivo_vacio": text_column(REASONS, self.points.reasons[kept].astype(np.intp)),
                **groups,
                "fuente_archivo": source_column([sheet.archivo], only),
                "fuente_sha256": source_column([sheet.sha256], only),
                "fuente_hoja": source_column([sheet.hoja], only),
                "fuente_fila": np.array(rows.rows, dtype=np.int64)[kept] + 1,
                "fuente_columna": source_column([letter], only),
            }
        )


def _mixed_decimals(table: Table, campo: str) -> list[Finding]:
    """Find a column of scores in which both marks act as decimal: neither can be trusted."""
    column = table.columns[campo]
    first: dict[str, tuple[int, str]] = {}
    seen: set[object] = set()
    for row, cells in enumerate(table.sheet.cells):
        cell = cells[column]
        if row > table.header.index and isinstance(cell, str) and cell not in seen:
            seen.add(cell)
            for mark in ",.":
                if mark in cell and cell.replace(mark, "", 1).strip().isdigit():
                    first.setdefault(mark, (row, cell))
    if len(first) < len(",."):
        return []
    (comma_row, comma), (point_row, point) = first[","], first["."]
    mensaje = (
        f"la columna usa la coma («{comma}», fila {comma_row + 1}) y el punto («{point}», "
        f"fila {point_row + 1}) como decimal"
    )
    accion = "exporte la tabla de nuevo sin cambiar el formato de los números"
    row = max(comma_row, point_row)
    return [table.finding("decimales mezclados", mensaje, row=row, campo=campo, accion=accion)]
