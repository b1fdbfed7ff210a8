"""What is wrong in one file takes nothing away from another."""

from pathlib import Path

from form_builders import BANK_HEADER, UNICA, bank_sheet

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.assemble import Assembly
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.question_bank import tidy_questions
from mipg_helpers.sources.reading import ReadFile

CATALOG = load_catalog()


def bank(vigencia, *questions):
    header = tuple(text.replace("2025", str(vigencia)) for text in BANK_HEADER)
    sheet = bank_sheet(*questions, header=header, archivo=f"{vigencia}.xlsx")
    parsed = tidy_questions([sheet], Declared(), CATALOG)
    return ReadFile(Path(f"{vigencia}.xlsx"), Declared(), "a" * 64, "preguntas", parsed)


def test_bad_row_of_a_file_takes_no_row_of_another():
    sound, other = ("GTH200", UNICA, "Sí", "No"), ("GTH201", UNICA, "Sí", "No")
    assembly = Assembly(
        [bank(2024, ("GTH200", "Inventado", "Sí"), other), bank(2025, sound)], CATALOG
    )
    assembly.run()
    rows = assembly.tables["preguntas"][["vigencia", "codigo_pregunta"]]
    assert rows.to_numpy().tolist() == [[2024, "GTH201"], [2025, "GTH200"]]
    (told,) = [finding for finding in assembly.findings if finding.gravedad == "error"]
    assert (told.archivo, told.fila) == ("2024.xlsx", 2)
