"""Tidy the official recommendations: one workbook per entidad, free text by politica.

The header stands below some institutional rows. A recommendation carries no id, date,
priority or owner; it hangs from the politica, not from an indice. The texts are kept as
published, line breaks included. The PDF of 2020 and 2021 is not read.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.errors import DataValidationError, listed
from mipg_helpers.reference.labels import fold
from mipg_helpers.reference.names import CONFLICT, UNKNOWN, LabelError
from mipg_helpers.sources.cleaning import missing_reason
from mipg_helpers.sources.coded_labels import CodedLabels
from mipg_helpers.sources.findings import place_of
from mipg_helpers.sources.located import Table, locate_table, skipped_sheets
from mipg_helpers.sources.model import Parsed
from mipg_helpers.sources.row_context import RowContext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Declared, Finding, Sheet
    from mipg_helpers.sources.subject import Subject

KIND = "recomendaciones"
REQUIRED = (("politica",), ("texto",))
_ID_LENGTH = 16


def tidy_recommendations(sheets: Sequence[Sheet], declared: Declared, catalog: Catalog) -> Parsed:
    """Tidy the recommendations workbook of one entidad.

    Returns
    -------
    Rows of ``recomendaciones``, one per distinct text of a politica, in the order of the
    file. ``entidad_id`` holds what the file or the declaration says; ``recomendacion_id``
    is set once the load knows the entidad.

    Raises
    ------
    SourceFileError
        If there is no header, no vigencia, no entidad, or the file is named after another.
    DataValidationError
        If the code of a row belongs to another politica than its name.
    """
    import pandas as pd

    table, findings = locate_table(sheets, catalog.layout(KIND), REQUIRED)
    context = RowContext(table, declared, named_after_entidad=True)
    reader = _Reader(table, context, catalog)
    rows = reader.read()
    findings += [*context.findings, *reader.findings]
    return Parsed(
        KIND,
        tuple(sorted(reader.vigencias)),
        recomendaciones=pd.DataFrame(rows),
        findings=findings,
        skipped_sheets=skipped_sheets(sheets, table),
    )


def recomendacion_id(entidad_id: str, vigencia: int, politica: str, texto: str) -> str:
    """Identify a recommendation by what it says and of whom; spacing and case do not count."""
    content = "\n".join((entidad_id, str(vigencia), politica, fold(texto)))
    return hashlib.sha256(content.encode()).hexdigest()[:_ID_LENGTH]


def clean_block(text: str) -> str:
    """Trim a long text and each of its lines; line breaks inside it stay."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join(lines).strip()


@dataclass(frozen=True, slots=True)
class _Text:
    """One recommendation as a row gives it; two rows of the same key say the same."""

    row: int
    subject: Subject
    vigencia: int
    politica: str
    texto: str
    key: tuple[str, int, str, str]


class _Reader:
    """The rows of one table, read once, and what was odd about them."""

    def __init__(self, table: Table, context: RowContext, catalog: Catalog) -> None:
        self.table, self.context = table, context
        self.labels = CodedLabels(catalog)
        self.findings: list[Finding] = []
        self.vigencias: set[int] = set()
        self._conflicts: list[Finding] = []

    def read(self) -> list[dict[str, object]]:
        texts = [text for row in self.table.rows() if (text := self._read_row(row)) is not None]
        if self._conflicts:
            raise self._conflict()
        first: dict[tuple[str, int, str, str], _Text] = {}
        for text in texts:
            first.setdefault(text.key, text)
        times = Counter(text.key for text in texts)
        self._tell_repeated([text for text in first.values() if times[text.key] > 1], times)
        self._tell_empty(is_empty=not self.vigencias)
        return [
            self._tidy(text, orden, times[text.key])
            for orden, text in enumerate(first.values(), start=1)
        ]

    def _read_row(self, row: int) -> _Text | None:
        texto = clean_block(self.table.raw(row, "texto"))
        if missing_reason(texto):
            return None
        vigencia = self.context.vigencia(row)
        if vigencia is None:
            return None
        self.vigencias.add(vigencia)
        politica = self._politica(row, vigencia)
        if not politica:
            return None
        subject = self.context.subject(row)
        key = (subject.texto, vigencia, politica, fold(texto))
        return _Text(row, subject, vigencia, politica, texto, key)

    def _politica(self, row: int, vigencia: int) -> str:
        above = self.table.merged_from(row, "politica")
        name = self.table.text(row if above is None else above, "politica")
        related = self.table.text(row, "politica_relacionada")
        try:
            politica, was_coded = self.labels.resolve(name, related, vigencia)
        except LabelError as error:
            self._note(row, name or related, error)
            return ""
        if was_coded:
            self.findings.append(
                self.table.finding(
                    UNKNOWN,
                    f"no se reconoce el nombre «{name}»; decidió el código de «{related}»",
                    row=row,
                    campo="politica",
                    value=name,
                    gravedad="aviso",
                    accion="revise el nombre; si es otra forma de escribirlo, va en los alias",
                )
            )
        return politica

    def _tidy(self, text: _Text, orden: int, times: int) -> dict[str, object]:
        return {
            **text.subject.columns(),
            "vigencia": text.vigencia,
            "politica": text.politica,
            "orden": orden,
            "texto": text.texto,
            "politica_relacionada": self.table.text(text.row, "politica_relacionada"),
            "n_repeticiones": times,
            **self.table.provenance(text.row),
        }

    def _note(self, row: int, value: str, error: LabelError) -> None:
        finding = self.table.finding(
            error.tipo,
            error.problem,
            row=row,
            campo="politica",
            value=value,
            accion=f"no se cargó; revise el nombre y el código. {error.hint}".strip(),
        )
        (self._conflicts if error.tipo == CONFLICT else self.findings).append(finding)

    def _conflict(self) -> DataValidationError:
        rows = listed(f"fila {finding.fila}" for finding in self._conflicts)
        return DataValidationError(
            place_of(self.table.sheet),
            f"nombre y código no concuerdan en {len(self._conflicts)} filas ({rows})",
            "el código que la política tiene en la vigencia del archivo",
            "revise que la vigencia declarada sea la del archivo",
            self._conflicts,
        )

    def _tell_repeated(self, texts: list[_Text], times: Counter[tuple[str, int, str, str]]) -> None:
        if not texts:
            return
        extra = sum(times[text.key] - 1 for text in texts)
        self.findings.append(
            self.table.finding(
                "duplicado",
                f"{extra} filas repiten un texto de la misma política; cada texto se cargó una vez",
                row=texts[0].row,
                campo="texto",
                value=texts[0].texto,
                gravedad="aviso",
                accion="no hace falta corregir nada; se guardó cuántas veces aparece",
            )
        )

    def _tell_empty(self, *, is_empty: bool) -> None:
        if is_empty:
            self.findings.append(
                self.table.finding(
                    "sin recomendaciones",
                    "la tabla tiene encabezado y ninguna recomendación con vigencia",
                    gravedad="aviso",
                    accion="revise que el archivo esté completo",
                )
            )
