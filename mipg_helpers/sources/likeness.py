"""Tidy the table in which a team says which preguntas of two forms are alike.

Codes change between years and mean other things: only such a table, or the texts themselves,
links two forms. The years stand in the headers ("Cód.2025", "Cód.2024"); the newer one is the
form in preparation.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mipg_helpers.errors import LayoutError
from mipg_helpers.sources.cleaning import cell_text, missing_reason, one_line, parse_points
from mipg_helpers.sources.findings import capped, finding_at, place_of, quoted, refusal
from mipg_helpers.sources.form_tables import bad_code, cell, clean_code, find_tables, form_tables
from mipg_helpers.sources.model import Declared, Parsed
from mipg_helpers.sources.preamble import settle_vigencia

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Finding, Sheet

KIND = "similitud"
REQUIRED = (("codigo_pregunta",), ("similitud_pct",))
NOT_A_SHARE = "parecido inválido"

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def tidy_likeness(sheets: Sequence[Sheet], declared: Declared, catalog: Catalog) -> Parsed:
    """Tidy a table of alike preguntas.

    Returns
    -------
    Rows of ``similitudes``, one per (vigencia, codigo_pregunta, vigencia_anterior,
    codigo_anterior), in the order of the file. The likeness is percent, 0 to 100.

    Raises
    ------
    LayoutError
        If the headers do not name the codes of two years.
    SourceFileError
        If there is no header, or the newer year is not the declared one.
    """
    import pandas as pd

    tables, skipped = form_tables(sheets, catalog, KIND, REQUIRED)
    readers = [_LikenessSheet(table, declared, catalog) for table in tables]
    rows = [row for reader in readers for row in reader.read()]
    return Parsed(
        KIND,
        tuple(sorted({reader.newer for reader in readers})),
        similitudes=pd.DataFrame(rows),
        findings=[finding for reader in readers for finding in capped(reader.findings)],
        skipped_sheets=skipped,
    )


def add_likeness(parsed: Parsed, sheets: Sequence[Sheet], catalog: Catalog) -> Parsed:
    """Add the sheet of alike preguntas that stands beside another table, if there is one.

    What was declared is about that other table; this one states its own two years.
    """
    if not find_tables(sheets, catalog.layout(KIND), REQUIRED):
        return parsed
    found = tidy_likeness(sheets, Declared(), catalog)
    unread = set(parsed.skipped_sheets) & set(found.skipped_sheets)
    skipped = tuple(hoja for hoja in parsed.skipped_sheets if hoja in unread)
    return replace(
        parsed,
        similitudes=found.similitudes,
        findings=[*parsed.findings, *found.findings],
        skipped_sheets=skipped,
    )


class _LikenessSheet:
    """Reads one sheet; its columns of codes and texts are told apart by the year they name."""

    def __init__(self, table: Table, declared: Declared, catalog: Catalog) -> None:
        self.table = table
        self.findings: list[Finding] = []
        keys = {column.campo: column.claves for column in catalog.layout(KIND)}
        self._codes = self._dated(keys["codigo_pregunta"])
        self._texts = self._dated(keys["texto"])
        if len(self._codes) != 2:
            raise refusal(LayoutError, [self._no_two_years()])
        self.older, self.newer = sorted(self._codes)
        settle_vigencia([self.newer], declared, place_of(table.sheet))
        self._scale = 100.0 if self._holds_fractions() else 1.0

    def read(self) -> list[dict[str, object]]:
        return [tidy for row in self.table.rows() if (tidy := self._read_row(row)) is not None]

    def _read_row(self, row: int) -> dict[str, object] | None:
        new, old = self._at(row, self._codes[self.newer]), self._at(row, self._codes[self.older])
        if missing_reason(new) or missing_reason(old):
            return None  # a pregunta without one alike in the other form
        codigo, anterior = clean_code(new), clean_code(old)
        if not codigo or not anterior:
            self.findings.append(bad_code(self.table, row, old if codigo else new))
            return None
        column = self._texts.get(self.older)
        return {
            "vigencia": self.newer,
            "codigo_pregunta": codigo,
            "vigencia_anterior": self.older,
            "codigo_anterior": anterior,
            "texto_anterior": "" if column is None else self._at(row, column),
            "similitud_pct": self._share(row),
            "razon": cell(self.table, row, "razon"),
            **self.table.provenance(row),
        }

    def _share(self, row: int) -> float | None:
        text = self.table.text(row, "similitud_pct")
        number = _number(text)
        if text and number is None:
            self.findings.append(
                self.table.finding(
                    NOT_A_SHARE,
                    f"{quoted(text)} no es un porcentaje",
                    row=row,
                    campo="similitud_pct",
                    value=text,
                    accion="la fila se cargó sin parecido; escriba un número de 0 a 100",
                )
            )
        return None if number is None else round(number * self._scale, 6)

    def _holds_fractions(self) -> bool:
        """Tell whether the column was typed as percentages, which Excel keeps as fractions."""
        texts = [self.table.text(row, "similitud_pct") for row in self.table.rows()]
        numbers = [number for text in texts if (number := _number(text)) is not None]
        return bool(numbers) and max(numbers) <= 1 and not any("%" in text for text in texts)

    def _dated(self, keys: Sequence[str]) -> dict[int, int]:
        """Map the year that each column of a kind names to its place."""
        return {
            int(years[0]): place
            for place, label in enumerate(self.table.header.labels)
            if label in keys and (years := _YEAR.findall(self.table.header.originals[place]))
        }

    def _at(self, row: int, column: int) -> str:
        cells = self.table.sheet.cells[row]
        return one_line(cell_text(cells[column])) if column < len(cells) else ""

    def _no_two_years(self) -> Finding:
        return finding_at(
            self.table.sheet,
            "columna faltante",
            "los encabezados no nombran los códigos de dos años distintos",
            row=self.table.header.index + 1,
            accion="titule las dos columnas de códigos con su año, como «Cód.AAAA»",
        )


def _number(text: str) -> float | None:
    try:
        return parse_points(text.removesuffix("%").strip())
    except ValueError:
        return None
