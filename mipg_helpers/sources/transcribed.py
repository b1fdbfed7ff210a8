"""Read the small transcribed table of one entidad: indices in rows, vigencias in columns.

Somebody copied published figures by hand: code and shortened name share a cell, and the same
row may be another index in another year. Each cell is therefore resolved with the vigencia
of its own column; a name that contradicts its code is not loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mipg_helpers.errors import DataValidationError, LayoutError, SourceFileError
from mipg_helpers.reference import LabelError
from mipg_helpers.reference.labels import slug
from mipg_helpers.sources.cleaning import (
    cell_text,
    column_letter,
    one_line,
    parse_year,
)
from mipg_helpers.sources.findings import capped, place_of, quoted, refusal
from mipg_helpers.sources.frames import (
    entidades_frame,
    indices_frame,
    measure_columns,
    source_column,
    text_column,
)
from mipg_helpers.sources.located import locate_table, skipped_sheets
from mipg_helpers.sources.measures import Measure, classify_label
from mipg_helpers.sources.model import Parsed
from mipg_helpers.sources.points import REASONS, point_findings, read_points
from mipg_helpers.sources.preamble import read_preamble, read_sigep
from mipg_helpers.sources.subject import no_subject, settle_subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Declared, Finding, Sheet
    from mipg_helpers.sources.points import Points

KIND = "transcrita"


@dataclass(frozen=True, slots=True)
class _Cell:
    """A score that can be loaded: its measure, vigencia, 0-based place, points and reason."""

    measure: Measure
    vigencia: int
    row: int
    column: int
    puntos: float
    reason: int


def tidy_transcribed(sheets: Sequence[Sheet], declared: Declared, catalog: Catalog) -> Parsed:
    """Turn a transcribed table into `entidades` and `indices`.

    Parameters
    ----------
    sheets
        The sheets of one file; the first visible one with the table is read.
    declared
        Must name the entidad, unless a row above the table or a column does.

    Returns
    -------
    Both frames. `entidades`: one row per vigencia. `indices`: one row per (vigencia, indice),
    points 0 to 100; a blank cell was not transcribed and gives no row, a cell marked as not
    applicable gives a row without points.

    Raises
    ------
    SourceFileError
        If no sheet has the table or nothing names its entidad.
    LayoutError
        If no column is titled with a vigencia, one comes twice or one is not registered.
    DataValidationError
        If two rows are the same index.
    """
    table, findings = locate_table(sheets, catalog.layout(KIND), [["indice"]])
    years = _year_columns(table, catalog)
    entidad = _entidad(table, declared)
    reader = _Reader(table, years, catalog)
    cells = reader.run()
    findings += reader.findings
    if not cells:
        raise SourceFileError(
            place_of(table.sheet),
            "no hay ningún puntaje que se pueda cargar",
            "un índice por fila y un puntaje por vigencia",
            findings[0].mensaje if findings else "revise que la tabla tenga datos",
        )
    return Parsed(
        kind=KIND,
        vigencias=tuple(sorted({cell.vigencia for cell in cells})),
        entidades=_entidades(table, entidad, declared, cells),
        indices=_indices(table, str(entidad["entidad_id"]), cells),
        findings=findings,
        skipped_sheets=skipped_sheets(sheets, table),
    )


def _year_columns(table: Table, catalog: Catalog) -> dict[int, int]:
    """Give the vigencia of each 0-based column that is titled with one."""
    years: dict[int, int] = {}
    failures: list[Finding] = []
    first: dict[int, int] = {}
    for position, header in enumerate(table.header.originals):
        try:
            year = parse_year(header.lower().removeprefix("vigencia").strip())
        except ValueError:
            continue
        if year not in catalog.vigencias:
            mensaje = (
                f"la vigencia {year} de la columna {column_letter(position)} no está registrada"
            )
            accion = "corrija el año o agregue la vigencia a las tablas de referencia"
            failures.append(_header_failure(table, "vigencia fuera de rango", mensaje, accion))
        elif year in first:
            letters = f"{column_letter(first[year])} y {column_letter(position)}"
            mensaje = f"la columna «{year}» aparece 2 veces ({letters})"
            accion = "deje una sola columna por vigencia"
            failures.append(_header_failure(table, "columna duplicada", mensaje, accion))
        else:
            first[year], years[position] = position, year
    if not years and not failures:
        mensaje = "ninguna columna se titula con una vigencia"
        accion = "titule cada columna de puntajes con el año medido"
        failures.append(_header_failure(table, "vigencia ausente", mensaje, accion))
    if failures:
        raise refusal(LayoutError, failures)
    return years


def _header_failure(table: Table, tipo: str, mensaje: str, accion: str) -> Finding:
    return table.finding(tipo, mensaje, row=table.header.index, accion=accion)


def _entidad(table: Table, declared: Declared) -> dict[str, object]:
    """Identify the one entidad of the table, by declaration, title rows or column."""
    subject = settle_subject(read_preamble(table), declared, table.sheet)
    texts = [subject.texto] if subject else []
    for campo in ("codigo_sigep", "nombre_entidad"):
        if not texts and campo in table.columns:
            texts = sorted({table.text(row, campo) for row in table.rows()} - {""})
    if not texts:
        raise no_subject(table.sheet)
    if len(texts) > 1:
        raise SourceFileError(
            place_of(table.sheet),
            f"la tabla es de varias entidades: {', '.join(map(quoted, texts[:10]))}",
            "una sola entidad por tabla",
            "separe la tabla en un archivo por entidad",
        )
    text = one_line(texts[0])
    nombre = (subject.nombre if subject else "") or ("" if text.isdecimal() else text)
    departamento = subject.departamento if subject else ""
    codigo = read_sigep(text, place_of(table.sheet)) if text.isdecimal() else ""
    by_name = "--".join(filter(None, (slug(nombre), slug(departamento))))
    return {
        "entidad_id": codigo or (text if "--" in text else by_name),
        "codigo_sigep": codigo,
        "nombre_entidad": nombre or f"Entidad con código Sigep {codigo}",
        "departamento": departamento,
    }


class _Reader:
    """Resolve and read every cell of the table."""

    def __init__(self, table: Table, years: dict[int, int], catalog: Catalog) -> None:
        self.table, self.years, self.catalog = table, years, catalog
        self.rows = list(table.rows())
        self.findings: list[Finding] = []

    def run(self) -> list[_Cell]:
        points = {column: self._points(column) for column in self.years}
        cells = []
        for place, row in enumerate(self.rows):
            label = self._label(row)
            for column, measure in self._measures(row, label).items():
                found = points[column]
                is_blank = not cell_text(self.table.sheet.cells[row][column])
                if found.is_valid[place] and not is_blank:
                    puntos, reason = float(found.scores[place]), int(found.reasons[place])
                    year = self.years[column]
                    cells.append(_Cell(measure, year, row, column, puntos, reason))
        self._refuse_repeated(cells)
        self.findings = capped(self.findings)
        return cells

    def _points(self, column: int) -> Points:
        cells = self.table.sheet.cells
        points = read_points([cells[row][column] for row in self.rows])
        header = self.table.header.originals[column]
        self.findings += point_findings(
            points, self.table.sheet, rows=self.rows, column=column, header=header
        )
        return points

    def _label(self, row: int) -> str:
        codigo, indice = self.table.text(row, "codigo"), self.table.text(row, "indice")
        return indice if not codigo or indice.startswith(codigo) else f"{codigo} {indice}"

    def _measures(self, row: int, label: str) -> dict[int, Measure]:
        """Resolve a row in each vigencia; what fails in several is told once."""
        found: dict[int, Measure] = {}
        failed: dict[tuple[str, str, str], list[int]] = {}
        for column, year in self.years.items():
            try:
                measures = classify_label(label, year, self.catalog) if label else ()
            except LabelError as error:
                failed.setdefault((error.tipo, error.problem, error.hint), []).append(year)
                continue
            if len(measures) == 1:
                found[column] = measures[0]
            else:
                what = "puede ser varios índices" if measures else "no está en el catálogo"
                problem = f"{quoted(label)} {what}"
                failed.setdefault(("nombre no reconocido", problem, ""), []).append(year)
        for (tipo, problem, hint), years in failed.items():
            self._tell(row, tipo, problem, hint, years)
        return found

    def _tell(self, row: int, tipo: str, problem: str, hint: str, years: list[int]) -> None:
        listed = ", ".join(map(str, years))
        self.findings.append(
            self.table.finding(
                tipo,
                f"{problem}; no se cargó en {listed}",
                row=row,
                campo="indice",
                value=self.table.text(row, "indice"),
                accion=hint or "escriba el código y el nombre como están publicados",
            )
        )

    def _refuse_repeated(self, cells: list[_Cell]) -> None:
        first: dict[tuple[str, int], int] = {}
        failures: dict[tuple[str, int], Finding] = {}
        for cell in cells:
            known = first.setdefault((cell.measure.indice, cell.vigencia), cell.row)
            if known != cell.row:
                mensaje = f"las filas {known + 1} y {cell.row + 1} son el mismo índice"
                value = self.table.text(cell.row, "indice")
                failures[cell.measure.indice, cell.row] = self.table.finding(
                    "fila duplicada",
                    mensaje,
                    row=cell.row,
                    campo="indice",
                    value=value,
                    accion="deje una sola fila por índice",
                )
        if failures:
            raise refusal(DataValidationError, list(failures.values()))


def _entidades(
    table: Table, entidad: dict[str, object], declared: Declared, cells: list[_Cell]
) -> pd.DataFrame:
    first = {cell.vigencia: cell.row for cell in reversed(cells)}
    return entidades_frame(
        [
            {
                **entidad,
                "vigencia": vigencia,
                "es_meci": False,
                "es_ficticia": declared.ficticio,
                **table.provenance(first[vigencia]),
            }
            for vigencia in sorted(first)
        ]
    )


def _indices(table: Table, entidad_id: str, cells: list[_Cell]) -> pd.DataFrame:
    sheet = table.sheet
    every = np.arange(len(cells))
    only = np.zeros(len(cells), dtype=np.intp)
    return indices_frame(
        {
            "entidad_id": text_column([entidad_id], only),
            "vigencia": np.array([cell.vigencia for cell in cells], dtype=np.int64),
            **measure_columns([cell.measure for cell in cells], every),
            "puntaje_puntos": np.array([cell.puntos for cell in cells], dtype=np.float64),
            "motivo_vacio": text_column([REASONS[cell.reason] for cell in cells], every),
            "fuente_archivo": source_column([sheet.archivo], only),
            "fuente_sha256": source_column([sheet.sha256], only),
            "fuente_hoja": source_column([sheet.hoja], only),
            "fuente_fila": np.array([cell.row + 1 for cell in cells], dtype=np.int64),
            "fuente_columna": source_column([column_letter(c.column) for c in cells], every),
        }
    )
