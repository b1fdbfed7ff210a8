"""Tidy the self-assessment workbook of one politica: activities with the score typed by hand.

Components and categories stand in merged cells; two columns are called "Calificación" and hold
what the workbook computes from the scores, so they are not read. A blank score is left out of
every mean and stays blank; the bands are levels and stand in the reference tables.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mipg_helpers.errors import DataValidationError
from mipg_helpers.sources.cleaning import column_letter, missing_reason, parse_points
from mipg_helpers.sources.findings import place_of, quoted, refusal
from mipg_helpers.sources.form_tables import cell, form_tables, hide_personal
from mipg_helpers.sources.model import Parsed
from mipg_helpers.sources.preamble import missing_vigencia, read_preamble
from mipg_helpers.sources.row_context import RowContext, find_unregistered, model_vigencia
from mipg_helpers.sources.self_assessment_politica import find_politica

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Declared, Finding, Sheet

KIND = "autodiagnostico"
REQUIRED = (("actividad",), ("puntaje_puntos",))

OUT_OF_RANGE = "fuera de escala"
INHERITED = "celda heredada"
BLANK = "puntajes en blanco"
WITHOUT_ACTIVITY = "puntaje sin actividad"

_LEVELS = ("componente", "categoria")
_NAMES = {"componente": "el componente", "categoria": "la categoría"}


def tidy_self_assessment(sheets: Sequence[Sheet], declared: Declared, catalog: Catalog) -> Parsed:
    """Tidy a self-assessment workbook.

    Returns
    -------
    Rows of ``autodiagnosticos``, one per activity in the order of the sheet. ``entidad_id``
    holds what the file or the declaration says.

    Raises
    ------
    SourceFileError
        If there is no header, no vigencia, no entidad, or no politica can be recognised.
    DataValidationError
        If a score is no number from 0 to 100: all such cells at once.
    """
    import pandas as pd

    tables, skipped = form_tables(sheets, catalog, KIND, REQUIRED)
    readers = [_Assessment(table, declared, catalog) for table in tables]
    rows = [row for reader in readers for row in reader.read()]
    failures = [failure for reader in readers for failure in reader.failures]
    if failures:
        raise refusal(DataValidationError, failures)
    vigencias = {reader.vigencia for reader in readers}
    findings = [finding for reader in readers for finding in reader.told()]
    findings += find_unregistered(tables[0], vigencias, catalog)
    return Parsed(
        KIND,
        tuple(sorted(vigencias)),
        autodiagnosticos=pd.DataFrame(rows),
        findings=findings,
        skipped_sheets=skipped,
    )


class _Assessment:
    """Reads the sheet of one politica."""

    def __init__(self, table: Table, declared: Declared, catalog: Catalog) -> None:
        self.table = table
        self.failures: list[Finding] = []
        self._findings: list[Finding] = []
        self._context = RowContext(table, declared)
        first = next(table.rows(), None)
        vigencia = None if first is None else self._context.vigencia(first)
        if vigencia is None:
            raise missing_vigencia(place_of(table.sheet))
        self.vigencia = vigencia
        model = model_vigencia(catalog, vigencia)
        self.politica = find_politica(table.sheet, read_preamble(table), catalog, model)
        self._last = dict.fromkeys(_LEVELS, "")
        self._inherited: Counter[str] = Counter()
        self._n_blank = self._n_rows = 0

    def read(self) -> Iterator[dict[str, object]]:
        for row in self.table.rows():
            levels = self._levels(row)
            actividad = cell(self.table, row, "actividad")
            score = self._score(row)
            if not actividad:
                self._tell_loose_score(row, score)
                continue
            self._n_rows += 1
            self._n_blank += score is None
            yield {
                **self._context.subject(row).columns(),
                "vigencia": self.vigencia,
                "politica": self.politica,
                "orden": self._n_rows,
                **levels,
                "actividad": actividad,
                "puntaje_puntos": score,
                "observaciones": self._remark(row),
                **self.table.provenance(row),
                "fuente_columna": column_letter(self.table.columns["puntaje_puntos"]),
            }

    def told(self) -> Iterator[Finding]:
        """Tell what was filled down and how many activities have a score."""
        yield from self._findings
        for campo, n in self._inherited.items():
            yield self.table.finding(
                INHERITED,
                f"filas que tomaron {_NAMES[campo]} de la celda de arriba, combinada o vacía: {n}",
                campo=campo,
                gravedad="aviso",
                accion="no hace falta corregir nada si así está el libro",
            )
        if self._n_blank or not self._n_rows:
            yield self.table.finding(
                BLANK,
                f"{self._n_rows - self._n_blank} de {self._n_rows} actividades tienen puntaje",
                campo="puntaje_puntos",
                gravedad="aviso",
                accion="las demás quedan sin dato, que no es 0, y no entran en los promedios",
            )

    def _levels(self, row: int) -> dict[str, str]:
        """Give component and category; a blank one is that of the row above.

        A new component begins without category: that of the component before is not its own.
        """
        found = {}
        for campo in _LEVELS:
            text = cell(self.table, row, campo)
            if text and campo == "componente" and text != self._last[campo]:
                self._last["categoria"] = ""
            if not text and self._last[campo] and cell(self.table, row, "actividad"):
                self._inherited[campo] += 1
            self._last[campo] = found[campo] = text or self._last[campo]
        return found

    def _score(self, row: int) -> float | None:
        text = cell(self.table, row, "puntaje_puntos")
        if missing_reason(text):
            return None
        try:
            score = parse_points(text)
        except ValueError:
            score = -1.0
        if 0 <= score <= 100:
            return score
        self.failures.append(
            self.table.finding(
                OUT_OF_RANGE,
                f"{quoted(text)} no es un puntaje de 0 a 100",
                row=row,
                campo="puntaje_puntos",
                value=text,
                accion="corrija el puntaje, o deje la celda en blanco si no se respondió",
            )
        )
        return None

    def _remark(self, row: int) -> str:
        text = self.table.raw(row, "observaciones")
        return hide_personal(self.table, row, "observaciones", self._findings, text)

    def _tell_loose_score(self, row: int, score: float | None) -> None:
        if score is not None:
            self._findings.append(
                self.table.finding(
                    WITHOUT_ACTIVITY,
                    "la fila trae puntaje y ninguna actividad; no se cargó",
                    row=row,
                    campo="puntaje_puntos",
                    value=score,
                    gravedad="aviso",
                    accion="revise si es un total; si no, escriba la actividad",
                )
            )
