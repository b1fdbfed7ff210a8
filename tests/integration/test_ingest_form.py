"""The form as an operator loads it: banks, answers and self-assessments meet, or say why not."""

from datetime import date

import pytest
from form_builders import BANK_HEADER, MULTIPLE
from ingest_builders import kinds_of
from workbook_builders import write_sheets

from mipg_helpers.sources.ingest import ingest
from mipg_helpers.sources.model import Declared
from mipg_helpers.store import Store

VILLA, LOMA = "ALCALDÍA DE VILLA", "ALCALDÍA DE LOMA"
LOG = ("nombre", "entidad", "codigo", "respuesta", "evidencia")
BANK = [
    BANK_HEADER,
    (1, "GTH200", "¿Qué hace?", MULTIPLE, "Planea", "Mide", "Ninguna de las anteriores"),
    (2, "GTH201", "¿Y después?", MULTIPLE, "Corrige", "Ninguna de las anteriores", ""),
]
AUTODIAGNOSTICO = [
    ("AUTODIAGNÓSTICO POLÍTICA DE INTEGRIDAD",),
    ("Entidad:", VILLA),
    ("Vigencia 2025",),
    (
        "Componentes",
        "Calificación",
        "Categoría",
        "Calificación",
        "Actividades de Gestión",
        "Puntaje",
    ),
    ("Código", 50, "Difusión", 50, "Explicarlo", 50),
]


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    write_sheets(folder / "banco.xlsx", {"Preguntas": BANK})
    return folder


def answers(raw, *rows, name="log.xlsx", vigencia=2025):
    sheet = [(f"Vigencia {vigencia}",), LOG, *(("Ana Ruiz", *row) for row in rows)]
    write_sheets(raw / name, {"Respuestas": sheet})


def load(raw, **declared):
    return ingest(
        [raw],
        tidy=raw.parent / "tidy",
        declared=Declared(**declared),
        fecha_cargue=date(2026, 3, 1),
    )


def store_of(raw):
    return Store(raw.parent / "tidy")


def numbers(raw):
    return store_of(raw).respuestas()[["codigo_pregunta", "numero"]].to_numpy().tolist()


def test_bank_answers_and_self_assessment_meet(raw):
    answers(raw, (VILLA, "GTH200", "Planea | Mide", "acta.pdf"))
    write_sheets(raw / "auto.xlsx", {"Autodiagnóstico": AUTODIAGNOSTICO})
    report = load(raw)
    assert (report.ok, len(store_of(raw).preguntas(2025))) == (True, 2)
    assert numbers(raw) == [["GTH200", 1], ["GTH200", 2]]
    assert store_of(raw).autodiagnosticos()["politica"].tolist() == ["integridad"]


def test_no_name_of_a_person_reaches_the_tidy_folder(raw):
    answers(raw, (VILLA, "GTH200", "Planea", ""))
    load(raw)
    files = [path for path in store_of(raw).folder.rglob("*") if path.is_file()]
    assert not [path.name for path in files if b"Ruiz" in path.read_bytes()]
    assert "Ruiz" not in store_of(raw).respuestas().to_csv()


def test_answers_without_bank_are_refused_with_the_way_out(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    answers(raw, (VILLA, "GTH200", "Planea", ""))
    report = load(raw)
    (refused,) = report.refusals
    assert "no hay banco de preguntas de la vigencia 2025" in str(refused.error)
    assert (report.exit_code, report.quality["estado"].tolist()) == (11, ["rechazado"])


def test_answers_of_one_year_are_not_matched_with_the_bank_of_another(raw):
    answers(raw, (VILLA, "GTH200", "Planea", ""), vigencia=2024)
    report = load(raw)
    assert "el cargado es de 2025" in str(report.refusals[0].error)
    assert len(store_of(raw).preguntas()) == 2


def test_answers_with_the_codes_of_another_form_are_refused(raw):
    answers(raw, (VILLA, "GTH200", "Planea", ""), *((VILLA, f"INT10{n}", "x", "") for n in (1, 2)))
    assert "solo 1 de sus 3 códigos" in str(load(raw).refusals[0].error)


def test_log_of_several_entidades_needs_a_choice(raw):
    answers(raw, (VILLA, "GTH200", "Planea", ""), (LOMA, "GTH200", "Mide", ""))
    assert "2 entidades" in str(load(raw).refusals[0].error)


def test_chosen_entidad_is_the_only_one_loaded(raw):
    answers(raw, (VILLA, "GTH200", "Planea", ""), (LOMA, "GTH200", "Mide", ""))
    report = load(raw, entidad=LOMA)
    assert numbers(raw) == [["GTH200", 2]]
    assert "respuestas de otras entidades" in kinds_of(report.findings)


def test_choice_that_is_not_in_the_file_loads_nothing_and_says_so(raw):
    answers(raw, (VILLA, "GTH200", "Planea", ""), (LOMA, "GTH200", "Mide", ""))
    report = load(raw, entidad="ALCALDÍA DE OTRA PARTE")
    (finding,) = [one for one in report.findings if one.tipo == "respuestas de otras entidades"]
    assert (finding.gravedad, numbers(raw)) == ("error", [])


def test_answers_of_one_entidad_in_two_files_are_joined(raw):
    answers(raw, (VILLA, "GTH200", "Planea", ""), name="a.xlsx")
    answers(raw, (VILLA, "GTH201", "Corrige", ""), name="b.xlsx")
    load(raw)
    assert numbers(raw) == [["GTH200", 1], ["GTH201", 1]]


def test_module_file_with_fewer_questions_names_those_it_lacks(raw):
    write_sheets(raw / "modulos.xlsx", {"GTH": BANK[:2]})
    report = load(raw)
    (finding,) = [one for one in report.findings if one.tipo == "preguntas que faltan"]
    assert (finding.archivo, "trae 1 de las 2 preguntas" in finding.mensaje) == (
        "modulos.xlsx",
        True,
    )
    assert finding.mensaje.endswith("faltan 1: GTH201")


def test_file_with_more_options_mends_a_cut_question(raw):
    header = (*BANK_HEADER, "Opción 4")
    longer = (1, "GTH200", "¿Qué hace?", MULTIPLE, *BANK[1][4:7], "Otra opción")
    wider = [(*header, "Opción 5"), longer]
    write_sheets(raw / "completo.xlsx", {"Preguntas": wider})
    load(raw)
    row = store_of(raw).preguntas().iloc[0]
    assert (row["n_opciones"], row["es_cortada"]) == (4, False)


def test_bank_that_contradicts_another_is_told(raw):
    other = [BANK_HEADER, (1, "GTH200", "¿Otra cosa?", MULTIPLE, "Planea", "", "")]
    write_sheets(raw / "otro.xlsx", {"Preguntas": other})
    report = load(raw)
    assert "valores distintos entre archivos" in kinds_of(report.findings)
    assert store_of(raw).preguntas()["codigo_pregunta"].tolist() == ["GTH201"]
    assert set(store_of(raw).opciones()["codigo_pregunta"]) == {"GTH201"}


def test_type_that_the_form_does_not_have_is_told_with_its_cell(raw):
    bad = [BANK_HEADER, (1, "INT200", "¿Qué?", "Selección triple", "a", "", "")]
    write_sheets(raw / "banco.xlsx", {"Preguntas": bad})
    report = load(raw)
    (finding,) = [one for one in report.findings if one.tipo == "valor no permitido"]
    assert (finding.fila, finding.columna, finding.valor) == (2, "Tipo", "seleccion_triple")


def test_loading_twice_changes_nothing(raw):
    answers(raw, (VILLA, "GTH200", "Planea | Mide", "acta.pdf"))
    load(raw)
    assert "ninguno" in load(raw).changes.lines()[0]


def test_filled_form_as_pdf_is_refused_with_the_way_out(raw):
    (raw / "formulario.pdf").write_bytes(b"%PDF-1.7 ...")
    (refused,) = load(raw).refusals
    assert "«Código» y «Respuesta»" in refused.error.hint


def test_answers_of_the_sample_are_those_that_were_written(sample):
    store = Store(sample / "tidy")
    counts = store.respuestas().groupby("entidad_id")["codigo_pregunta"].nunique()
    assert counts.to_dict() == {"0001": 44, "0003": 13, "0102": 3}
    assert store.similitudes()["similitud_pct"].tolist() == [64, 90, 88, 71]
    assert set(store.preguntas(2025)["tipo"]) >= {"matricial", "abierta_texto"}


@pytest.mark.real
def test_real_bank_is_loaded_without_an_error(real_data, tmp_path):
    report = ingest([real_data / "furag_2025_preguntas.xlsx"], tidy=tmp_path / "tidy")
    assert (report.counts["preguntas"], report.counts["opciones"]) == (423, 2095)
    assert [one for one in report.findings if one.gravedad == "error"] == []
