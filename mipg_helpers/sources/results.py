"""Read the official results workbook: one row per entidad, one column per index.

The sheet, its header and its columns are found by content and checked against the catalog of
the vigencia. Scores are taken exactly as published: nothing is recomputed, an empty cell
means that the index does not apply, and every figure keeps the cell it was read from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mipg_helpers.errors import (
    DataValidationError,
    LayoutError,
    ReferenceDataError,
    SourceFileError,
)
from mipg_helpers.sources.cleaning import cell_text, column_letter, parse_year
from mipg_helpers.sources.findings import finding_at, place_of, refusal
from mipg_helpers.sources.frames import (
    entidades_frame,
    indices_frame,
    measure_columns,
    source_column,
    text_column,
)
from mipg_helpers.sources.headers import HEADER_WITHIN, find_header
from mipg_helpers.sources.located import Table
from mipg_helpers.sources.model import Parsed
from mipg_helpers.sources.points import REASONS, point_findings, read_points
from mipg_helpers.sources.preamble import read_preamble, settle_vigencia
from mipg_helpers.sources.results_columns import map_columns
from mipg_helpers.sources.results_rows import (
    ResultRows,
    find_regime_doubts,
    read_orden,
    read_rows,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Declared, Finding, Sheet
    from mipg_helpers.sources.points import Points
    from mipg_helpers.sources.results_columns import ScoreColumn

KIND = "resultados"
_REQUIRED = ("nombre_entidad", "codigo_sigep")


def tidy_results(sheets: Sequence[Sheet], declared: Declared, catalog: Catalog) -> Parsed:
    """Turn the sheets of an official results workbook into `entidades` and `indices`.

    Parameters
    ----------
    sheets
        All sheets of one file; every visible one with the table is read.
    declared
        What the operator states; its vigencia must agree with the one in the title.

    Returns
    -------
    Both frames. `entidades`: one row per (entidad_id, vigencia). `indices`: one row per
    (entidad_id, vigencia, indice), points 0 to 100, NaN with ``motivo_vacio`` where the cell
    is blank or marked; no row where the cell holds something else (see the findings).

    Raises
    ------
    SourceFileError
        If no sheet has the header or the vigencia is not known.
    LayoutError
        If a dimension is missing, a column comes twice or contradicts itself.
    DataValidationError
        If two rows have the same Código Sigep.
    """
    tables = _locate(sheets, catalog)
    results = [_ResultSheet(table, declared, catalog) for table in tables]
    _refuse(results)
    read = {result.table.sheet.hoja for result in results}
    frames = [result.indices() for result in results]
    return Parsed(
        kind=KIND,
        vigencias=tuple(sorted({result.vigencia for result in results})),
        entidades=pd.concat([result.entidades() for result in results], ignore_index=True),
        indices=frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True),
        findings=[finding for result in results for finding in result.findings],
        skipped_sheets=tuple(sheet.hoja for sheet in sheets if sheet.hoja not in read),
    )


def _locate(sheets: Sequence[Sheet], catalog: Catalog) -> list[Table]:
    layout = catalog.layout(KIND)
    keys = {column.campo: column.claves for column in layout}
    found = []
    for sheet in sheets:
        header = None if sheet.hidden else find_header(sheet, [keys[c] for c in _REQUIRED])
        if header is not None:
            columns = {
                column.campo: position
                for column in layout
                if (position := header.column(column.claves)) is not None
            }
            found.append(Table(sheet, header, columns, layout))
    if not found:
        raise _no_header(sheets, catalog)
    return found


def _no_header(sheets: Sequence[Sheet], catalog: Catalog) -> SourceFileError:
    from mipg_helpers.sources.detect import describe_kind

    looked = ", ".join(f"«{sheet.hoja}»" for sheet in sheets if not sheet.hidden)
    hidden = ", ".join(f"«{sheet.hoja}»" for sheet in sheets if sheet.hidden)
    seems = describe_kind(sheets, catalog)
    hint = f"el archivo parece {seems}" if seems else "revise que sea el libro de resultados"
    if hidden:
        hint += f"; las hojas ocultas ({hidden}) no se leen: muéstrelas si tienen los datos"
    return SourceFileError(
        place_of(sheets[0]) if len(sheets) == 1 else f"«{sheets[0].archivo}», hojas {looked}",
        "no encuentro la fila de encabezados",
        f"«Entidad» y «Código Sigep» en las primeras {HEADER_WITHIN} filas",
        hint,
    )


def _refuse(results: Sequence[_ResultSheet]) -> None:
    """Refuse the file for all that forbids loading it, in every sheet at once."""
    layout = [finding for result in results for finding in result.columns.refusals]
    repeated = _repeated_entidades(results)
    if layout:
        raise refusal(LayoutError, layout + repeated)
    if repeated:
        raise refusal(DataValidationError, repeated)
    if not any(result.rows.entidades for result in results):
        raise SourceFileError(
            place_of(results[0].table.sheet),
            "no hay ninguna entidad debajo del encabezado",
            "una fila por entidad con su código Sigep",
            "revise que el libro no esté recortado",
        )


def _repeated_entidades(results: Sequence[_ResultSheet]) -> list[Finding]:
    first: dict[tuple[str, int], tuple[Sheet, int]] = {}
    found = []
    for result in results:
        for entidad, row in zip(result.rows.entidades, result.rows.rows, strict=True):
            sheet = result.table.sheet
            codigo = str(entidad["codigo_sigep"])
            known, known_row = first.setdefault((codigo, result.vigencia), (sheet, row))
            if (known, known_row) != (sheet, row):
                other = "" if known is sheet else f" de la hoja «{known.hoja}»"
                mensaje = (
                    f"el código Sigep {codigo} está en las filas {known_row + 1}{other} y {row + 1}"
                )
                position = result.table.columns["codigo_sigep"]
                header = result.table.header.originals[position]
                found.append(
                    finding_at(
                        sheet,
                        "entidad duplicada",
                        mensaje,
                        row=row + 1,
                        column=position,
                        header=header,
                        value=codigo,
                        accion="deje una sola fila por entidad",
                    )
                )
    return found


class _ResultSheet:
    """One sheet with results: its vigencia, columns, rows and scores."""

    def __init__(self, table: Table, declared: Declared, catalog: Catalog) -> None:
        self.table, self.declared = table, declared
        self.vigencia = _settle(table, declared, catalog)
        self.columns = map_columns(table, self.vigencia, catalog)
        self.findings = list(self.columns.findings)
        self.rows: ResultRows = read_rows(table, [s.position for s in self.columns.scores])
        self.findings += self.rows.findings
        self.points = [self._points(score) for score in self.columns.scores]
        self._tell_texts()
        politicas = catalog.politicas(self.vigencia)
        self.findings += find_regime_doubts(
            table, self.rows, self.columns.scores, self.points, politicas
        )

    def _points(self, score: ScoreColumn) -> Points:
        cells = self.table.sheet.cells
        points = read_points([cells[row][score.position] for row in self.rows.rows])
        self.findings += point_findings(
            points,
            self.table.sheet,
            rows=self.rows.rows,
            column=score.position,
            header=score.header,
        )
        return points

    def _tell_texts(self) -> None:
        n_texts = sum(points.n_texts for points in self.points)
        if n_texts:
            mensaje = f"puntajes guardados como texto, que se leyeron como números ({n_texts})"
            accion = "compruebe uno o dos contra el archivo original"
            self.findings.append(
                finding_at(
                    self.table.sheet, "número como texto", mensaje, gravedad="aviso", accion=accion
                )
            )

    def entidades(self) -> pd.DataFrame:
        sheet = self.table.sheet
        orden = _orden_of(self.table)
        common = {
            "vigencia": self.vigencia,
            "es_ficticia": self.declared.ficticio,
            "fuente_archivo": sheet.archivo,
            "fuente_sha256": sheet.sha256,
            "fuente_hoja": sheet.hoja,
        }
        return entidades_frame(
            [
                {**entidad, **common, "orden": entidad["orden"] or orden, "fuente_fila": row + 1}
                for entidad, row in zip(self.rows.entidades, self.rows.rows, strict=True)
            ]
        )

    def indices(self) -> pd.DataFrame:
        n_rows, n_scores = len(self.rows.rows), len(self.points)
        of_row = np.repeat(np.arange(n_rows), n_scores)
        of_score = np.tile(np.arange(n_scores), n_rows)
        is_valid = np.column_stack([points.is_valid for points in self.points]).ravel()
        of_row, of_score = of_row[is_valid], of_score[is_valid]
        values = np.column_stack([points.scores for points in self.points]).ravel()[is_valid]
        reasons = np.column_stack([points.reasons for points in self.points]).ravel()[is_valid]
        sheet, only = self.table.sheet, np.zeros(len(values), dtype=np.intp)
        scores = self.columns.scores
        return indices_frame(
            {
                "entidad_id": text_column(
                    [str(e["entidad_id"]) for e in self.rows.entidades], of_row
                ),
                "vigencia": np.full(len(values), self.vigencia, dtype=np.int64),
                **measure_columns([score.measure for score in scores], of_score),
                "puntaje_puntos": values,
                "motivo_vacio": text_column(REASONS, reasons.astype(np.intp)),
                "fuente_archivo": source_column([sheet.archivo], only),
                "fuente_sha256": source_column([sheet.sha256], only),
                "fuente_hoja": source_column([sheet.hoja], only),
                "fuente_fila": np.array(self.rows.rows, dtype=np.int64)[of_row] + 1,
                "fuente_columna": source_column(
                    [column_letter(score.position) for score in scores], of_score
                ),
            }
        )


def _settle(table: Table, declared: Declared, catalog: Catalog) -> int:
    place = place_of(table.sheet)
    found = set(read_preamble(table).vigencias)
    position = table.columns.get("vigencia")
    if position is not None:
        texts = {cell_text(row[position]) for row in table.sheet.cells[table.header.index + 1 :]}
        found |= _years(texts - {""}, table, position)
    vigencia = settle_vigencia(found, declared, place)
    try:
        return catalog.vigencia(vigencia or 0).vigencia
    except ReferenceDataError as error:
        raise ReferenceDataError(place, error.problem, error.expected, error.hint) from None


def _years(texts: set[str], table: Table, position: int) -> set[int]:
    try:
        return {parse_year(text) for text in texts}
    except ValueError:
        header = table.header.originals[position]
        raise SourceFileError(
            place_of(table.sheet, column=f"{column_letter(position)} «{header}»"),
            "hay valores que no son un año",
            "el año medido, con cuatro cifras",
            "corrija la columna o quítela y declare la vigencia",
        ) from None


def _orden_of(table: Table) -> str:
    """Tell nación from territorio by the sheet name, the title rows or the file name."""
    for text in (table.sheet.hoja, *read_preamble(table).texts, table.sheet.archivo):
        if orden := read_orden(text):
            return orden
    return ""
