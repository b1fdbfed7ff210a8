"""Tidy what an entidad answered to the form: a log of answers, or its filled module sheets.

Three shapes, told apart by their columns. A log has one row per answer, options joined by " | ".
A module sheet is the sheet of the bank with a column "Respuesta". A sheet with a column "Opción"
has one row per option and a mark ("X", "Sí") beside it. Columns of persons are never read.

The rows are matched with the question bank of their vigencia once all files are read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError, listed
from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.cleaning import column_letter
from mipg_helpers.sources.findings import capped, place_of
from mipg_helpers.sources.form_tables import (
    PERSONAL,
    bad_code,
    cell,
    clean_code,
    form_tables,
    header_years,
    hide_personal,
    unread_columns,
    yes_or_no,
)
from mipg_helpers.sources.likeness import add_likeness
from mipg_helpers.sources.model import Parsed
from mipg_helpers.sources.personal_data import is_personal_header
from mipg_helpers.sources.preamble import settle_vigencia
from mipg_helpers.sources.row_context import RowContext
from mipg_helpers.sources.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Declared, Finding, Sheet

KIND = "respuestas"
REQUIRED = (("codigo_pregunta",), ("respuesta",))
#: Column of the frame that names the one entidad chosen of several; "" when there is one only.
CHOSEN = "entidad_elegida"


def tidy_answers(sheets: Sequence[Sheet], declared: Declared, catalog: Catalog) -> Parsed:
    """Read the answers of a file.

    Returns
    -------
    ``respuestas`` as read, not yet the tidy table: one row per answered row of the file, with
    ``codigo_pregunta``, ``respuesta``, ``opcion`` (the text of the option beside which
    ``respuesta`` is a mark, in a sheet with a row per option; else ""), ``evidencia``,
    ``exige_evidencia``, ``momento`` (as written), `CHOSEN`, the entidad as the file or the
    declaration says, and the place of the cell.

    Raises
    ------
    SourceFileError
        If there is no header, no vigencia or no entidad, or the file holds the answers of
        several entidades and none was chosen.
    """
    import pandas as pd

    tables, skipped = form_tables(sheets, catalog, KIND, REQUIRED)
    readers = [_AnswerSheet(table, declared) for table in tables]
    rows = [row for reader in readers for row in reader.read()]
    for reader in readers:
        reader.require_vigencia()
    _settle_entidad(rows, declared, tables[0])
    findings = [finding for reader in readers for finding in reader.told()]
    if not rows:
        findings.append(_without_answers(tables[0]))
    parsed = Parsed(
        KIND,
        tuple(sorted({vigencia for reader in readers for vigencia in reader.vigencias})),
        respuestas=pd.DataFrame(rows),
        findings=findings,
        skipped_sheets=skipped,
    )
    return add_likeness(parsed, sheets, catalog)


class _AnswerSheet:
    """Reads one sheet of answers."""

    def __init__(self, table: Table, declared: Declared) -> None:
        self.table = table
        self.vigencias: set[int] = set()
        self._findings: list[Finding] = []
        # A log says whose each row is: the choice among them comes afterwards.
        self._names_rows = not {"nombre_entidad", "codigo_sigep"}.isdisjoint(table.columns)
        vigencia = settle_vigencia(
            header_years(table, "texto"), declared, place_of(table.sheet), required=False
        )
        self._entidad = declared.entidad
        entidad = "" if self._names_rows else declared.entidad
        stated = replace(declared, vigencia=vigencia, entidad=entidad)
        self._context = RowContext(table, stated)

    def read(self) -> Iterator[dict[str, object]]:
        last = ""
        for row in self.table.rows():
            code = cell(self.table, row, "codigo_pregunta")
            opcion, respuesta = cell(self.table, row, "opcion"), cell(self.table, row, "respuesta")
            last = code = code or (last if opcion else "")  # its rows name a pregunta once
            if not respuesta and not self.table.text(row, "evidencia"):
                continue
            codigo = clean_code(code)
            vigencia = self._context.vigencia(row)
            if not codigo:
                self._findings.append(bad_code(self.table, row, code))
            elif vigencia is not None:
                self.vigencias.add(vigencia)
                yield self._tidy(row, codigo, vigencia, opcion, respuesta)

    def require_vigencia(self) -> None:
        """Refuse a sheet of which no row says its vigencia and some should."""
        self._context.require_vigencia(self.vigencias)

    def told(self) -> Iterator[Finding]:
        yield from self._personal_columns()
        yield from unread_columns(self.table, also_read=self._of_options())
        yield from capped([*self._context.findings, *self._findings])

    def _tidy(
        self, row: int, codigo: str, vigencia: int, opcion: str, respuesta: str
    ) -> dict[str, object]:
        return {
            **self._subject(row).columns(),
            CHOSEN: "",
            "vigencia": vigencia,
            "codigo_pregunta": codigo,
            "opcion": opcion,
            "respuesta": respuesta,
            "evidencia": hide_personal(
                self.table, row, "evidencia", self._findings, self.table.raw(row, "evidencia")
            ),
            "exige_evidencia": yes_or_no(cell(self.table, row, "exige_evidencia")),
            "momento": cell(self.table, row, "momento"),
            **self.table.provenance(row),
            "fuente_columna": column_letter(self.table.columns["respuesta"]),
        }

    def _subject(self, row: int) -> Subject:
        named = any(self.table.text(row, campo) for campo in ("nombre_entidad", "codigo_sigep"))
        if self._names_rows and not named and self._entidad:
            return Subject(self._entidad)
        return self._context.subject(row)

    def _of_options(self) -> list[int]:
        """Name the option columns of the sheet of the bank, which are not answers."""
        labels = self.table.header.labels
        return [place for place, label in enumerate(labels) if label.startswith("opcion")]

    def _personal_columns(self) -> Iterator[Finding]:
        known = {column.campo: column.claves for column in self.table.layout}["dato_personal"]
        for place, label in enumerate(self.table.header.labels):
            original = self.table.header.originals[place]
            if label in known or is_personal_header(original):
                yield self.table.finding(
                    PERSONAL,
                    f"la columna {column_letter(place)} «{original}» es de datos de personas; no "
                    "se leyó ni se guarda",
                    row=self.table.header.index,
                    gravedad="aviso",
                    accion="retire la columna del archivo",
                )


def _settle_entidad(rows: Sequence[dict[str, object]], declared: Declared, table: Table) -> None:
    """Put the declared entidad in place, or note the choice where the file holds several."""
    named = {fold(str(row["entidad_id"])): str(row["entidad_id"]) for row in rows}
    if len(named) > 1 and not declared.entidad:
        raise SourceFileError(
            place_of(table.sheet),
            f"el archivo trae respuestas de {len(named)} entidades: {listed(named.values())}",
            "las de una sola",
            "elija una con --entidad o con entidad en fuentes.toml",
        )
    for row in rows if declared.entidad else ():
        if len(named) > 1:
            row[CHOSEN] = declared.entidad
        else:
            row.update(
                Subject(
                    declared.entidad, str(row["entidad_nombrada"]), str(row["entidad_departamento"])
                ).columns()
            )


def _without_answers(table: Table) -> Finding:
    return table.finding(
        "sin respuestas",
        "la tabla tiene encabezado y ninguna respuesta",
        campo="respuesta",
        gravedad="aviso",
        accion="revise que sea el archivo diligenciado",
    )
