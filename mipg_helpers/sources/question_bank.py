"""Tidy the question bank of the form: whole, by module sheets, or as JSON.

Options are columns of the file, so a pregunta with more options than columns comes cut; the
codes belong to one vigencia and mean something else in the next. The vigencia stands in the
header ("Pregunta 2025"), in a title, or is declared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import slug
from mipg_helpers.sources.cleaning import cell_text, column_letter, one_line
from mipg_helpers.sources.findings import capped, place_of
from mipg_helpers.sources.form_tables import (
    bad_code,
    cell,
    clean_code,
    form_tables,
    header_years,
    unread_columns,
    yes_or_no,
)
from mipg_helpers.sources.likeness import add_likeness
from mipg_helpers.sources.model import Parsed
from mipg_helpers.sources.preamble import missing_vigencia, read_preamble, settle_vigencia
from mipg_helpers.sources.question_checks import bank_findings, drop_repeated
from mipg_helpers.sources.question_rows import GivenOption, PreguntaRow
from mipg_helpers.sources.row_context import find_unregistered, model_vigencia

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Declared, Finding, Sheet

KIND = "preguntas"
REQUIRED = (("codigo_pregunta",), ("texto",), ("tipo",))

_OPTION = re.compile(r"opcion(?:es)?(?: de respuesta)? 0*([1-9]\d?)")


def tidy_questions(sheets: Sequence[Sheet], declared: Declared, catalog: Catalog) -> Parsed:
    """Tidy a question bank.

    Returns
    -------
    Rows of ``preguntas``, one per (vigencia, codigo_pregunta) in the order of the file, and of
    ``opciones``, one per (vigencia, codigo_pregunta, numero); repeated options keep their
    places.

    Raises
    ------
    SourceFileError
        If no sheet has the header, or neither header, title nor declaration says the vigencia.
    """
    import pandas as pd

    tables, skipped = form_tables(sheets, catalog, KIND, REQUIRED)
    readers = [_BankSheet(table, declared, catalog) for table in tables]
    rows, repeated = drop_repeated([row for reader in readers for row in reader.read()])
    vigencias = tuple(sorted({reader.vigencia for reader in readers}))
    findings = [finding for reader in readers for finding in reader.told()]
    findings += [*find_unregistered(tables[0], set(vigencias), catalog), *repeated]
    findings += bank_findings(rows, tables[0])
    parsed = Parsed(
        KIND,
        vigencias,
        preguntas=pd.DataFrame([row.tidy(orden) for orden, row in enumerate(rows, start=1)]),
        opciones=pd.DataFrame([option for row in rows for option in row.tidy_options(catalog)]),
        findings=findings,
        skipped_sheets=skipped,
    )
    return add_likeness(parsed, sheets, catalog)


class _BankSheet:
    """Reads one sheet of a bank."""

    def __init__(self, table: Table, declared: Declared, catalog: Catalog) -> None:
        self.table = table
        self.options = _option_columns(table)
        self._bad_codes: list[Finding] = []
        place = place_of(table.sheet)
        years = {*header_years(table, "texto"), *read_preamble(table).vigencias}
        vigencia = settle_vigencia(years, declared, place, required=False)
        if vigencia is None:
            raise missing_vigencia(place)
        self.vigencia = vigencia
        model = model_vigencia(catalog, vigencia)
        self._politicas = {item.modulo_furag: item.politica for item in catalog.politicas(model)}

    def read(self) -> Iterator[PreguntaRow]:
        for row in self.table.rows():
            code, texto = cell(self.table, row, "codigo_pregunta"), cell(self.table, row, "texto")
            codigo = clean_code(code)
            if codigo:
                yield self._pregunta(row, codigo, texto)
            elif texto:  # otherwise a note under the table
                self._bad_codes.append(bad_code(self.table, row, code))

    def told(self) -> Iterator[Finding]:
        yield from unread_columns(self.table, also_read=self.options.values())
        yield from capped(self._bad_codes)

    def _pregunta(self, row: int, codigo: str, texto: str) -> PreguntaRow:
        given = tuple(self._given_options(row))
        tipo = cell(self.table, row, "tipo")
        return PreguntaRow(
            vigencia=self.vigencia,
            codigo=codigo,
            politica=self._politicas.get(codigo[:3], ""),
            texto=texto,
            tipo=slug(tipo).replace("-", "_"),
            tipo_leido=tipo,
            opciones=given,
            es_cortada=bool(given) and len(given) == len(self.options),
            exige_evidencia=yes_or_no(cell(self.table, row, "exige_evidencia")),
            numero=cell(self.table, row, "numero"),
            fuente=self.table.provenance(row),
        )

    def _given_options(self, row: int) -> Iterator[GivenOption]:
        """Give every option that is not blank, under the number of its column."""
        cells = self.table.sheet.cells[row]
        for numero, column in sorted(self.options.items()):
            if column < len(cells) and (texto := one_line(cell_text(cells[column]))):
                yield GivenOption(numero, texto, column_letter(column))


def _option_columns(table: Table) -> dict[int, int]:
    """Map the number of each option column to its place; of a repeated number the first."""
    found: dict[int, int] = {}
    for place, label in enumerate(table.header.labels):
        if match := _OPTION.fullmatch(label):
            found.setdefault(int(match[1]), place)
    return found
