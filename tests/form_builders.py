"""Banks, answers and self-assessments small enough to be read inside a test."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ingest_builders import table_sheet

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.answer_bank import read_bank
from mipg_helpers.sources.answer_matching import AnswerMatcher
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.question_bank import tidy_questions

if TYPE_CHECKING:
    from mipg_helpers.sources.model import Finding, Parsed

BANK_HEADER = (
    "ID",
    "Código",
    "Pregunta 2025",
    "Tipo de pregunta",
    "Opción 1",
    "Opción 2",
    "Opción 3",
)
MULTIPLE, UNICA = "Selección múltiple", "Selección única"

#: Preguntas of most types, as (code, type, options).
QUESTIONS = (
    ("GTH200", MULTIPLE, "Planea", "Mide", "Ninguna de las anteriores"),
    ("GDI201", UNICA, "Sí, y cuenta con las evidencias:", "Parcialmente", "No"),
    ("GDI202", UNICA, "Compra pública", "Otro. ¿Cuál?:"),
    ("SYE203", "Selección múltiple numérica", "Legal:", "Penal"),
    ("TRA204", "Abierta numérica"),
    ("PER205", "Abierta texto"),
)


def bank_sheet(*questions: tuple[str, ...], header: tuple[str, ...] = BANK_HEADER, **more: object):
    """Make the sheet of a bank from (code, type, options)."""
    rows = [
        (number, code, f"¿Pregunta {code}?", tipo, *options)
        for number, (code, tipo, *options) in enumerate(questions, 1)
    ]
    return table_sheet(header, *rows, **more)


def bank_of(*questions: tuple[str, ...], **declared: object) -> Parsed:
    return tidy_questions([bank_sheet(*questions)], Declared(**declared), load_catalog())


def raw_answer(codigo: str, respuesta: str, fila: int = 2, **more: object) -> dict[str, object]:
    """Make one row of answers as `answers.tidy_answers` gives it."""
    return {
        "entidad_id": "0001", "vigencia": 2025, "codigo_pregunta": codigo, "opcion": "",
        "respuesta": respuesta, "evidencia": "", "exige_evidencia": "", "momento": "",
        "fuente_archivo": "a.xlsx", "fuente_sha256": "a" * 64, "fuente_hoja": "Respuestas",
        "fuente_fila": fila, "fuente_columna": "I", **more,
    }  # fmt: skip


def matched(*rows: dict[str, object]) -> tuple[list[tuple[object, ...]], list[Finding]]:
    """Match rows with the bank of `QUESTIONS`: (code, number or None, text), and findings.

    What is left unanswered is not among the findings.
    """
    parsed = bank_of(*QUESTIONS)
    matcher = AnswerMatcher(read_bank(parsed.preguntas, parsed.opciones))
    tidy = matcher.match(rows)
    told = [finding for finding in matcher.findings if finding.tipo != "preguntas sin responder"]
    return [
        (row["codigo_pregunta"], None if math.isnan(row["numero"]) else row["numero"], row["texto"])
        for row in tidy
    ], told
