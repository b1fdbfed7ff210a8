import json

import pytest
from form_builders import BANK_HEADER, MULTIPLE, UNICA, bank_of, bank_sheet
from ingest_builders import kinds_of, table_sheet

from mipg_helpers.errors import SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.question_bank import tidy_questions
from mipg_helpers.sources.workbook import read_workbook

WHOLE = ("GTH200", MULTIPLE, "Planea", "Mide")
MODULES = {"compras": 15, "gobierno_digital": 65, "transparencia": 30, "": 59}


def tidy(*sheets, **declared):
    return tidy_questions(sheets, Declared(**declared), load_catalog())


def one(parsed):
    (row,) = parsed.preguntas.to_dict("records")
    return row


def told(parsed, tipo):
    return [finding.mensaje for finding in parsed.findings if finding.tipo == tipo]


def test_pregunta_is_read_with_its_place_module_and_politica():
    row = one(bank_of(WHOLE))
    assert (row["vigencia"], row["codigo_pregunta"], row["modulo"]) == (2025, "GTH200", "GTH")
    assert (row["politica"], row["tipo"]) == ("talento_humano", "seleccion_multiple")
    assert (row["n_opciones"], row["fuente_fila"]) == (2, 2)


def test_options_keep_number_text_class_and_cell():
    options = bank_of(("INT200", MULTIPLE, "Planea", "", "Ninguno de los anteriores")).opciones
    columns = ["numero", "texto", "clase", "fuente_columna"]
    assert options[columns].to_numpy().tolist() == [
        [1, "Planea", "positiva", "E"],
        [3, "Ninguno de los anteriores", "negativa", "G"],
    ]


def test_code_keeps_its_two_figures():
    assert one(bank_of(("EMI08", MULTIPLE, "Mide")))["codigo_pregunta"] == "EMI08"


def test_module_of_no_politica_is_kept_without_one_and_told():
    parsed = bank_of(("PER200", UNICA, "Sí"))
    assert one(parsed)["politica"] == ""
    assert "PER (1)" in told(parsed, "módulo sin política")[0]


def test_pregunta_that_fills_the_columns_may_be_cut():
    parsed = bank_of(("GTH200", MULTIPLE, "a", "b", "c"), ("GTH201", MULTIPLE, "a"))
    assert parsed.preguntas["es_cortada"].tolist() == [True, False]
    assert "GTH200" in told(parsed, "opciones cortadas")[0]


def test_repeated_options_are_kept_and_told():
    parsed = bank_of(("THI242", "Matricial", "Menos de 1", "Más de 1", "menos de 1"))
    assert parsed.opciones["numero"].tolist() == [1, 2, 3]
    assert "THI242 repite: 1" in told(parsed, "opciones repetidas")[0]


def test_option_that_says_no_aplica_is_an_option():
    assert bank_of(("GTH200", MULTIPLE, "N/A")).opciones["texto"].tolist() == ["N/A"]


def test_types_are_counted():
    parsed = bank_of(WHOLE, ("GTH201", UNICA, "Sí"), ("GTH202", "Abierta texto"))
    (count,) = told(parsed, "conteo de preguntas")
    assert "preguntas leídas: 3 (módulos: 1; " in count
    assert "sin opciones: 1" in count


def test_hole_in_the_running_number_is_told():
    rows = [(n, f"GTH20{n}", "¿?", UNICA, "Sí") for n in (1, 2, 5)]
    parsed = tidy(table_sheet(BANK_HEADER, *rows))
    assert told(parsed, "preguntas que faltan") == [
        "el archivo trae 3 de 5 preguntas según su numeración; faltan 2: 3, 4"
    ]


@pytest.mark.parametrize("last", [8, 3_000_000, 9.1e8, 1e300, "9" * 5000, "٤٢"])
def test_number_far_from_the_others_is_no_hole_and_fills_no_memory(last):
    rows = [(n, f"GTH20{n % 10}", "¿?", UNICA, "Sí") for n in (1, 2, 3)]
    parsed = tidy(table_sheet(BANK_HEADER, *rows[:2], (last, *rows[2][1:])))
    assert told(parsed, "preguntas que faltan") == []


def test_as_many_numbers_may_lack_as_there_are_but_one():
    rows = [(n, f"GTH20{n}", "¿?", UNICA, "Sí") for n in (2, 3, 5)]
    assert len(told(tidy(table_sheet(BANK_HEADER, *rows)), "preguntas que faltan")) == 1
    rows = [(n, f"GTH20{n}", "¿?", UNICA, "Sí") for n in (3, 4, 6)]
    assert told(tidy(table_sheet(BANK_HEADER, *rows)), "preguntas que faltan") == []


def test_bank_without_year_is_refused():
    sheet = bank_sheet(WHOLE, header=("ID", "Código", "Pregunta", "Tipo de pregunta", "Opción 1"))
    with pytest.raises(SourceFileError, match="no dice la vigencia"):
        tidy(sheet)


def test_declared_year_must_be_that_of_the_header():
    with pytest.raises(SourceFileError, match="la vigencia declarada es 2024"):
        bank_of(WHOLE, vigencia=2024)


def test_header_is_found_below_titles():
    parsed = tidy(table_sheet(("Banco",), (), BANK_HEADER, (1, "GTH200", "¿?", UNICA, "Sí")))
    assert one(parsed)["fuente_fila"] == 4


def test_modules_may_stand_on_their_own_sheets():
    sheets = [bank_sheet(WHOLE, hoja="GTH"), bank_sheet(("INT200", UNICA, "Sí"), hoja="INT")]
    assert tidy(*sheets).preguntas["fuente_hoja"].tolist() == ["GTH", "INT"]


def test_pregunta_on_two_sheets_is_loaded_once():
    parsed = tidy(bank_sheet(WHOLE, hoja="Todas"), bank_sheet(WHOLE, hoja="GTH"))
    assert len(parsed.preguntas) == 1
    assert "duplicado" in kinds_of(parsed.findings)


def test_pregunta_that_differs_between_sheets_is_left_to_the_contract():
    other = ("GTH200", MULTIPLE, "Otra cosa")
    assert len(tidy(bank_sheet(WHOLE), bank_sheet(other, hoja="B")).preguntas) == 2


def test_pregunta_that_is_worded_otherwise_on_another_sheet_stays_too():
    reworded = table_sheet(BANK_HEADER, (1, "GTH200", "¿Otra cosa?", *WHOLE[1:]), hoja="B")
    assert len(tidy(bank_sheet(WHOLE), reworded).preguntas) == 2


def test_hidden_sheet_is_not_read():
    hidden = bank_sheet(("INT200", UNICA, "Sí"), hoja="Oculta", hidden=True)
    parsed = tidy(bank_sheet(WHOLE), hidden)
    assert (len(parsed.preguntas), parsed.skipped_sheets) == (1, ("Oculta",))


def test_bad_code_is_told_with_its_cell():
    parsed = bank_of(("G-2", UNICA, "Sí"))
    (finding,) = [one for one in parsed.findings if one.gravedad == "error"]
    assert (finding.fila, finding.columna, finding.valor) == (2, "B «Código»", "G-2")


def test_bank_without_rows_says_so():
    assert "ninguna pregunta" in told(bank_of(), "conteo de preguntas")[0]


def test_unknown_column_with_content_is_named():
    parsed = tidy(table_sheet((*BANK_HEADER, "Peso"), (1, *WHOLE[:1], "¿?", UNICA, "a", "", "", 3)))
    assert "«Peso»" in told(parsed, "columna sin usar")[0]


@pytest.mark.parametrize("text", ["=1+1", "<script>", "'; DROP TABLE", "a\u202eb", "x" * 40_000])
def test_hostile_text_stays_text(text):
    assert bank_of(("GTH200", MULTIPLE, text)).opciones["texto"].tolist() == [text]


def test_bank_as_json_gives_the_same_rows(tmp_path):
    from mipg_helpers.sources.detect import detect_kind, read_sheets

    path = tmp_path / "banco.json"
    record = {"codigo": "GTH200", "texto": "¿?", "tipo": MULTIPLE, "opciones": ["a", "b"]}
    path.write_text(json.dumps([{**record, "evidencia": True}]), encoding="utf-8")
    sheets, _ = read_sheets(path)
    assert detect_kind(sheets, load_catalog()) == "preguntas"
    row = one(tidy(*sheets, vigencia=2025))
    assert (row["n_opciones"], row["es_cortada"], row["exige_evidencia"]) == (2, False, "si")


@pytest.mark.real
def test_real_bank_loads_whole(real_data):
    parsed = tidy(*read_workbook(real_data / "furag_2025_preguntas.xlsx"))
    assert parsed.vigencias == (2025,)
    assert parsed.preguntas["tipo"].value_counts().to_dict() == {
        "seleccion_multiple": 229,
        "seleccion_unica": 163,
        "seleccion_multiple_numerica": 18,
        "abierta_numerica": 7,
        "abierta_texto": 5,
        "matricial": 1,
    }
    lengths = parsed.preguntas["codigo_pregunta"].str.len()
    assert lengths.value_counts().to_dict() == {6: 396, 5: 27}


@pytest.mark.real
def test_oddities_of_the_real_bank_are_noticed(real_data):
    parsed = tidy(*read_workbook(real_data / "furag_2025_preguntas.xlsx"))
    cut = set(parsed.preguntas.loc[parsed.preguntas["es_cortada"], "codigo_pregunta"])
    assert {"TRA224", "GDI252", "THI242"} <= cut
    assert "THI242" in told(parsed, "opciones repetidas")[0]
    counts = parsed.preguntas["politica"].value_counts()
    assert {name: counts[name] for name in MODULES} == MODULES


@pytest.mark.real
def test_spellings_of_none_of_the_above_in_the_real_bank_are_negative(real_data):
    options = tidy(*read_workbook(real_data / "furag_2025_preguntas.xlsx")).opciones
    spelt = options["texto"].str.lower().str.match(r"ningun[oa] de l[oa]s anteriores")
    assert spelt.sum() > 105
    # The question of GCI213 and GDI213 is about barriers: none of them is no fault.
    assert set(options.loc[spelt, "clase"]) == {"negativa", "abierta"}
