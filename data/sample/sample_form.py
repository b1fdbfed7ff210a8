"""Write the form of the sample: two question banks, the answers of three entidades, likeness.

The questions stand in ``preguntas.csv``: sentences of our own, in the shape and with the dirt of
the official bank. Options are separated by ``||``; an answer lists numbers of options, each with
what was typed beside it: ``"1,4 El proveedor cambió"``, or ``"1 4;2 35"`` where figures are asked.
"""

from __future__ import annotations

import csv
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sample_workbook import FONT, HEADER, open_workbook

if TYPE_CHECKING:
    from sample_population import SampleEntidad

#: Columns of the bank: a pregunta with as many options may have lost the rest.
OPTION_COLUMNS = 6
LOG_COLUMNS = (
    "timestamp", "nombre", "entidad", "modulo", "id_pregunta", "codigo", "pregunta", "tipo",
    "respuesta", "requiere_evidencia", "evidencia",
)  # fmt: skip
LIKENESS_COLUMNS = ("Cód.{0}", "Cód.{1}", "Pregunta {1}", "Sim.Texto", "Razón")
#: Answered by hand as alike, with the share that the team saw.
ALIKE = (("GTH201", 88), ("PLA200", 71), ("GDI202", 90), ("CIN201", 64))
#: The modules that the incomplete entidad got back in time, each on its sheet.
MODULES = ("CIN", "DJU", "GDI", "PLA", "TRA")

_FIGURES = "Selección múltiple numérica"
_OPEN = ("Abierta numérica", "Abierta texto")
_GIVEN = re.compile(r"\s*(\d+)(?:\s+(.*))?", re.DOTALL)

Question = dict[str, str]


def read_form() -> list[Question]:
    with (Path(__file__).parent / "preguntas.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write_bank(path: Path, questions: list[Question], vigencia: int) -> None:
    """Write the bank of a vigencia: header in the first row, options in columns."""
    with open_workbook(path) as workbook:
        sheet = workbook.add_worksheet("Preguntas")
        wrapped = workbook.add_format({**FONT, "text_wrap": True, "valign": "top"})
        sheet.set_column(2, 3 + OPTION_COLUMNS, 36, wrapped)
        options = [f"Opción {n}" for n in range(1, OPTION_COLUMNS + 1)]
        header = ["ID", "Código", f"Pregunta {vigencia}", "Tipo de pregunta", *options]
        sheet.write_row(0, 0, header, workbook.add_format(HEADER))
        for row, question in enumerate(questions, start=1):
            cells = [question["codigo"], _dirty(question["texto"], row), question["tipo"]]
            sheet.write_row(row, 0, [row, *cells, *_options(question)])


def former_form(questions: list[Question]) -> list[Question]:
    """Make the bank of the year before: other codes, some of the sentences worded otherwise."""
    return [
        {**one, "codigo": one["codigo_anterior"], "texto": one["texto_anterior"]}
        for one in questions
        if one["codigo_anterior"]
    ]


def write_log(path: Path, entidad: SampleEntidad, questions: list[Question], vigencia: int) -> None:
    """Write the log of answers of an entidad, with the sheet of alike questions beside it."""
    before = vigencia - 1
    with open_workbook(path) as workbook:
        header = workbook.add_format(HEADER)
        sheet = workbook.add_worksheet("Respuestas")
        sheet.write_row(0, 0, LOG_COLUMNS, header)
        column, row = f"respuesta_{entidad.codigo_sigep}", 0
        for number, question in enumerate(questions, start=1):
            if not question[column]:
                continue
            row += 1
            evidence = question[f"evidencia_{entidad.codigo_sigep}"]
            # An invented name: the column is there so that nobody loads it.
            who = "Nombre Inventado De Ejemplo"
            moment = f"{vigencia + 1}-03-{10 + row % 18:02d} 09:{row % 60:02d}:00"
            cells = [moment, who, entidad.nombre, question["codigo"][:3].lower(), number]
            sheet.write_row(row, 0, [*cells, question["codigo"], question["texto"]])
            sheet.write_row(row, 7, [question["tipo"], _answer(question, question[column])])
            sheet.write_row(row, 9, ["SI" if evidence else "NO", evidence])
        likeness = workbook.add_worksheet("Similitud")
        titles = [title.format(vigencia, before) for title in LIKENESS_COLUMNS]
        likeness.write_row(0, 0, titles, header)
        by_code = {question["codigo"]: question for question in questions}
        for row, (codigo, share) in enumerate(ALIKE, start=1):
            old = by_code[codigo]
            likeness.write_row(row, 0, [codigo, old["codigo_anterior"], old["texto_anterior"]])
            likeness.write_row(row, 3, [f"{share} %", "Revisado por el equipo"])


def write_modules(
    path: Path, entidad: SampleEntidad, questions: list[Question], vigencia: int
) -> None:
    """Write module sheets: the sheet of the bank with a column for the answer, half empty."""
    with open_workbook(path) as workbook:
        header = workbook.add_format(HEADER)
        workbook.add_worksheet("Instrucciones").write_string(0, 0, "Responda cada hoja.")
        for module, group in groupby(questions, key=lambda one: one["codigo"][:3]):
            if module not in MODULES:
                continue
            sheet = workbook.add_worksheet(module)
            sheet.write_row(0, 0, ["Entidad:", entidad.nombre])
            titles = ["Código", f"Pregunta {vigencia}", "Tipo de pregunta", "Respuesta"]
            sheet.write_row(2, 0, [*titles, "Evidencia"], header)
            for row, question in enumerate(group, start=3):
                given = question[f"respuesta_{entidad.codigo_sigep}"]
                cells = [question["codigo"], question["texto"], question["tipo"]]
                sheet.write_row(row, 0, [*cells, _answer(question, given)])


def write_marks(
    path: Path, entidad: SampleEntidad, questions: list[Question], vigencia: int
) -> None:
    """Write the answers as marks: one row per option, the code in a merged cell."""
    column = f"respuesta_{entidad.codigo_sigep}"
    with open_workbook(path) as workbook:
        sheet = workbook.add_worksheet("Control Interno")
        sheet.write_row(0, 0, ["Entidad:", entidad.nombre])
        titles = ["Código", f"Pregunta {vigencia}", "Opción", "Marque con X", "Evidencia"]
        sheet.write_row(2, 0, titles, workbook.add_format(HEADER))
        row = 3
        for question in questions:
            if not question[column]:
                continue
            options = question["opciones"].split("||")
            marked = dict(_given(question[column]))
            for place, codigo in enumerate((question["codigo"], question["texto"])):
                sheet.merge_range(row, place, row + len(options) - 1, place, codigo)
            for number, option in enumerate(options, start=1):
                sheet.write_row(row, 2, [option, "X" if number in marked else ""])
                row += 1


def _options(question: Question) -> list[str]:
    return question["opciones"].split("||") if question["opciones"] else []


def _given(text: str) -> list[tuple[int, str]]:
    """Read the numbers of options, each with the text typed for it."""
    parts = text.split(";") if ";" in text else text.split(",")
    found = [match for part in parts if (match := _GIVEN.fullmatch(part))]
    return [(int(match[1]), match[2] or "") for match in found]


def _answer(question: Question, text: str) -> str:
    """Write an answer as the log does: options joined by bars."""
    if question["tipo"] in _OPEN or not text:
        return text
    options = _options(question)
    chosen = [f"{options[number - 1]} {typed}".strip() for number, typed in _given(text)]
    return " | ".join(chosen)


def _dirty(text: str, row: int) -> str:
    """Put into some texts the spaces that come with the official file."""
    return text.replace(" ", "\u00a0", 1) if row % 9 == 0 else text + "  " * (row % 7 == 0)
