"""What is wrong with the evidence of the answers, told without opening it."""

from datetime import date

import pytest
import readiness_builders as made

from mipg_helpers.analysis.readiness_evidence import demands_evidence, proof_of

GOOD = "https://www.ejemplo.gov.co/mipg/2025/acta.pdf"
FORM = "código | tipo | evidencia\nGTH200 | única | si"
YES = "código | n | clase | marcada\nGTH200 | 1 | positiva | x\nGTH200 | 2 | negativa |"
NO = "código | n | clase | marcada\nGTH200 | 1 | positiva |\nGTH200 | 2 | negativa | x"


def linked(link):
    return made.build(FORM, YES, links=f"código | enlace\nGTH200 | {link}")


def rules(profile):
    return [one.regla for one in profile.hallazgos]


@pytest.mark.parametrize(
    ("text", "demanded"),
    [
        ("Sí, y cuenta con las evidencias:", True),
        ("Si. Ingrese las evidencias:", True),
        ("Adjunte la evidencia", True),
        ("Cuenta con un plan", False),
        ("Analizó la evidencia científica", False),
    ],
)
def test_option_that_asks_for_evidence_is_known_by_its_words(text, demanded):
    assert demands_evidence(text) == demanded


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["aprobada"], "aprobada"),
        (["aprobada", "pendiente"], "pendiente"),
        (["aprobada", "pendiente", "rechazada"], "rechazada"),
    ],
)
def test_worst_state_of_the_book_counts(states, expected):
    records = [made.record("GTH200", enlace=GOOD, estado=state) for state in states]
    assert proof_of(records, (), must_prove=True) == expected


def test_record_without_link_is_a_task_and_no_evidence():
    records = [made.record("GTH200", tarea="Buscar el acta")]
    assert proof_of(records, (), must_prove=True) == "sin_evidencia"


def test_answer_that_demands_evidence_and_has_none_is_found():
    profile = made.build(FORM, YES)
    assert (rules(profile), profile.total.n_sin_evidencia) == (["sin_evidencia"], 1)


def test_no_needs_no_proof():
    assert made.of_code(made.build(FORM, NO), "GTH200").evidencia == "no_exigida"


def test_good_link_of_the_answers_waits_for_review():
    profile = linked(GOOD)
    assert (rules(profile), profile.total.n_sin_revisar) == ([], 1)


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("https://drive.google.com/x", "sitio_personal"),
        ("está listo", "no_es_enlace"),
        ("javascript:alert(1)", "enlace_inseguro"),
        ("https://www.ejemplo.gov.co/2023/acta.pdf", "fecha_fuera"),
        ("https://www.ejemplo.gov.co/2025/ana@ejemplo.co.pdf", "dato_personal"),
    ],
)
def test_bad_link_is_found(link, rule):
    assert rules(linked(link)) == [rule]


def test_link_of_the_book_takes_the_place_of_that_of_the_answers():
    records = (made.record("GTH200", enlace=GOOD, estado="aprobada"),)
    given = made.inputs(FORM, YES, links="código | enlace\nGTH200 | está listo", evidencias=records)
    assert rules(made.profile_of(given)) == []


def test_evidence_dated_in_another_year_is_found():
    records = (made.record("GTH200", enlace=GOOD, fecha=date(2023, 5, 1)),)
    given = made.inputs(FORM, YES, evidencias=records)
    assert [one.valor for one in made.profile_of(given).hallazgos] == ["2023"]


def test_personal_datum_in_a_record_is_named_by_its_kind_only():
    records = (made.record("GTH200", enlace=GOOD, motivo="Pedir a ana@ejemplo.co"),)
    (found,) = made.profile_of(made.inputs(FORM, YES, evidencias=records)).hallazgos
    assert (found.regla, found.valor) == ("dato_personal", "correo electrónico")


def test_link_that_serves_many_preguntas_is_found_once():
    codes = ["GTH200", "GTH201", "GTH202"]
    form = "código | tipo\n" + "\n".join(f"{code} | única" for code in codes)
    options = "código | n | clase | marcada\n" + "\n".join(
        f"{code} | 1 | positiva | x\n{code} | 2 | negativa |" for code in codes
    )
    links = "código | enlace\n" + "\n".join(f"{code} | {GOOD}" for code in codes)
    (found,) = made.build(form, options, links=links).hallazgos
    assert (found.regla, found.codigo_pregunta, found.otras) == (
        "mismo_enlace", "GTH200", ("GTH201", "GTH202"),
    )  # fmt: skip
