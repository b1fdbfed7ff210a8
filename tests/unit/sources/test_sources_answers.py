import pytest
from ingest_builders import kinds_of, table_sheet

from mipg_helpers.errors import SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.answers import CHOSEN, tidy_answers
from mipg_helpers.sources.model import Declared

LOG = ("timestamp", "nombre", "entidad", "codigo", "respuesta", "requiere_evidencia", "evidencia")
VILLA, LOMA = "ALCALDÍA DE VILLA", "ALCALDÍA DE LOMA"
NAME = "Fulana Inventada"


def log_row(codigo="GTH200", respuesta="Sí", entidad=VILLA, evidencia="", requiere="NO"):
    return ("2026-03-01", NAME, entidad, codigo, respuesta, requiere, evidencia)


def tidy(*sheets, **declared):
    return tidy_answers(sheets, Declared(**{"vigencia": 2025, **declared}), load_catalog())


def log(*rows, **declared):
    return tidy(table_sheet(LOG, *rows, hoja="Respuestas"), **declared)


def test_row_of_a_log_is_read_with_its_place():
    row = log(log_row(requiere="SI", evidencia="https://x.gov.co")).respuestas.loc[0]
    assert (row["codigo_pregunta"], row["respuesta"], row["vigencia"]) == ("GTH200", "Sí", 2025)
    assert (row["evidencia"], row["exige_evidencia"]) == ("https://x.gov.co", "si")
    assert (row["entidad_id"], row["fuente_fila"], row["fuente_columna"]) == (VILLA, 2, "E")


def test_name_of_the_person_is_nowhere():
    parsed = log(log_row())
    assert NAME not in parsed.respuestas.to_csv()
    assert NAME not in repr(parsed.findings)
    assert "dato personal" in kinds_of(parsed.findings)


def test_mail_in_the_evidence_is_hidden_and_told_without_it():
    parsed = log(log_row(evidencia="ver con ana@ejemplo.gov.co"))
    assert parsed.respuestas.loc[0, "evidencia"] == "ver con (dato personal)"
    assert "ana@" not in repr(parsed.findings)


def test_empty_answer_is_no_row():
    assert len(log(log_row(respuesta=""), log_row("GTH201")).respuestas) == 1


def test_no_aplica_is_an_answer():
    assert log(log_row(respuesta="No aplica")).respuestas.loc[0, "respuesta"] == "No aplica"


def test_log_without_vigencia_is_refused():
    with pytest.raises(SourceFileError, match="no dice la vigencia"):
        log(log_row(), vigencia=None)


def test_log_whose_rows_should_say_the_vigencia_and_do_not_is_refused():
    sheet = table_sheet(("Entidad", "Vigencia", "Código", "Respuesta"), (VILLA, "", "GTH200", "Sí"))
    with pytest.raises(SourceFileError, match="no dice la vigencia"):
        tidy(sheet, vigencia=None)


def test_log_whose_rows_say_the_vigencia_needs_no_other_word_of_it():
    sheet = table_sheet(
        ("Entidad", "Vigencia", "Código", "Respuesta"), (VILLA, 2024, "GTH200", "Sí")
    )
    parsed = tidy(sheet, vigencia=None)
    assert (parsed.vigencias, parsed.respuestas["vigencia"].tolist()) == ((2024,), [2024])


def test_log_of_several_entidades_is_refused_with_their_names():
    with pytest.raises(SourceFileError, match=f"2 entidades: {LOMA}, {VILLA}") as refused:
        log(log_row(), log_row(entidad=LOMA))
    assert "--entidad" in refused.value.hint


def test_choice_among_several_entidades_is_noted():
    rows = log(log_row(), log_row(entidad=LOMA), entidad="0001").respuestas
    assert rows[["entidad_id", CHOSEN]].to_numpy().tolist() == [[VILLA, "0001"], [LOMA, "0001"]]


def test_declared_entidad_stands_for_the_only_one():
    row = log(log_row(), entidad="0001").respuestas.loc[0]
    assert (row["entidad_id"], row["entidad_nombrada"], row[CHOSEN]) == ("0001", VILLA, "")


def test_declared_entidad_serves_rows_that_name_none():
    assert log(log_row(entidad=""), entidad="0001").respuestas.loc[0, "entidad_id"] == "0001"


def test_bad_code_is_told_with_its_cell():
    (finding,) = [one for one in log(log_row("200")).findings if one.gravedad == "error"]
    assert (finding.fila, finding.columna, finding.valor) == (2, "D «codigo»", "200")


def test_module_sheets_are_all_read_and_say_their_year():
    header = ("Código", "Pregunta 2024", "Respuesta")
    sheets = [
        table_sheet(("Entidad:", VILLA), header, (code, "¿?", "Sí"), hoja=code[:3])
        for code in ("GTH200", "INT200")
    ]
    parsed = tidy(*sheets, table_sheet(("Lea",), hoja="Instrucciones"), vigencia=None)
    assert parsed.vigencias == (2024,)
    assert parsed.respuestas["fuente_hoja"].tolist() == ["GTH", "INT"]
    assert parsed.skipped_sheets == ("Instrucciones",)


def test_rows_of_options_name_their_pregunta_once():
    rows = (("GTH200", "Planea", "X"), (None, "Mide", "x"), (None, "Otra", ""))
    sheet = table_sheet(("Entidad:", VILLA), ("Código", "Opción", "Marque con X"), *rows)
    read = tidy(sheet).respuestas
    assert read[["codigo_pregunta", "opcion", "respuesta"]].to_numpy().tolist() == [
        ["GTH200", "Planea", "X"],
        ["GTH200", "Mide", "x"],
    ]


def test_form_nobody_filled_says_so():
    assert "sin respuestas" in kinds_of(log().findings)


def test_sheet_of_alike_questions_beside_the_log_is_read():
    alike = table_sheet(
        ("Cód.2025", "Cód.2024", "Pregunta 2024", "Sim.Texto", "Razón"),
        ("GTH200", "GTH101", "¿?", "93%", "igual"),
        hoja="Similitud",
    )
    parsed = tidy(table_sheet(LOG, log_row(), hoja="Respuestas"), alike)
    assert parsed.similitudes["codigo_anterior"].tolist() == ["GTH101"]
    assert parsed.skipped_sheets == ()
