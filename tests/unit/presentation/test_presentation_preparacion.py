"""What the report on the preparation says, and the words it never uses."""

import json
import re
from functools import cache

import pytest
import readiness_builders as made
from report_builders import assert_golden, blocks_of, outline, report, words

from mipg_helpers.presentation import sections_preparacion as sections
from mipg_helpers.presentation import texts_preparacion
from mipg_helpers.presentation.charts_preparacion import plot_coverage

NOTEBOOK = "preparacion_furag"
HOSTILE = "<script>alert(1)</script> =1+1 C:\\Users\\ana javascript:alert(1)"
TYPED = f"{HOSTILE} ana@ejemplo.co"
FORM = """
código | tipo     | cortada | pregunta
GTH201 |          |         | En la gestión del talento humano, la entidad:
GTH202 | única    |         | ¿La entidad reportó las vacantes?
INT201 |          | sí      | Sobre la integridad, la entidad:
INT202 | única    |         | ¿La entidad midió la integridad?
CIN201 |          |         | Sobre el control interno, la entidad:
EMI08  | numérica |         | Indique el consumo de agua:
"""
OPTIONS = """
código | n | opción                           | clase     | marcada
GTH201 | 1 | Identificó a sus servidores      | positiva  | x
GTH201 | 2 | Definió un plan                  | positiva  |
GTH201 | 3 | Ninguna de las anteriores        | negativa  |
GTH202 | 1 | Sí, y cuenta con las evidencias: | positiva  | x
GTH202 | 2 | No                               | negativa  |
INT201 | 1 | Divulgó el código                | positiva  | x
INT201 | 2 | Ninguna de las anteriores        | negativa  | x
INT202 | 1 | Sí                               | positiva  |
INT202 | 2 | Parcialmente                     | parcial   | x
INT202 | 3 | No                               | negativa  |
CIN201 | 1 | Contó con un plan de auditoría   | positiva  | x
CIN201 | 2 | Contó con un comité              | positiva  |
"""
LEVELS = """
política       | componente | puntaje
talento_humano | Planeación | 80
talento_humano | Planeación |
"""


def typical(**changes):
    return made.inputs(
        FORM,
        OPTIONS,
        links="código | enlace\nGTH201 | https://www.ejemplo.gov.co/2025/acta.pdf",
        autodiagnosticos=made.autodiagnosticos(LEVELS),
        **changes,
    )


def hostile():
    options = OPTIONS.replace("Definió un plan", HOSTILE)
    return made.profile_of(
        made.inputs(FORM.replace("¿La entidad midió", HOSTILE), options,
                    others=f"código | respuesta\nCIN201 | {TYPED}",
                    links=f"código | enlace\nGTH202 | {TYPED}"),
        politica="",
    )  # fmt: skip


def with_book():
    records = (
        made.record("GTH202", 1, enlace="https://www.ejemplo.gov.co/2025/a.pdf", estado="aprobada"),
    )
    return made.profile_of(typical(evidencias=records, reportes={("GTH201", 2): "si"}))


def linked():
    team = "código | anterior | similitud\nGTH201 | GTH101 | 75\nGTH202 | GTH102 | 100"
    return made.profile_of(typical(similitudes=made.similitudes(team)), politica="talento_humano")


CASES = {
    "typical": lambda: made.profile_of(typical()),
    "politica": lambda: made.profile_of(typical(), politica="talento_humano"),
    "unidad": lambda: made.profile_of(typical(), unidad="Talento Humano"),
    "meci": lambda: made.profile_of(typical(meci=True)),
    "sin_banco": lambda: made.build("código", "código | n | clase"),
    "sin_respuestas": lambda: made.build(FORM, OPTIONS.replace("| x", "|")),
    "sin_preguntas": lambda: made.profile_of(typical(), politica="mejora_normativa"),
    "con_libro": with_book,
    "con_anterior": linked,
    "hostil": hostile,
}
FRIENDLY = [name for name in CASES if name != "hostil"]
FORBIDDEN = {
    "words of the measurement": r"(?i)puntaje|score|calificaci|\bnota\b|quintil",
    "promise": r"\b(?:subirá|aumentará|mejorará|garantiza)\b",
    "None": r"\bNone\b|\bnan\b",
    "double space": r"  ",
    "space before a stop": r" [.,;:](?!\w)",
    "double stop": r"\.\.(?!\.)",
    "no contraction": r"\b(?:de|a) el\b",
    "plural of one": r"(?<![\d.,])1 (?:preguntas|opciones|acciones|respuestas)\b",
}


@cache
def parts_of(name):
    return report(NOTEBOOK, CASES[name]())


def said(name):
    return " ".join(words(parts_of(name)))


@pytest.mark.parametrize("name", CASES)
def test_every_case_gives_a_whole_report(name):
    blocks = blocks_of(parts_of(name))
    assert [block["type"] for block in blocks].count("cover") == 1
    assert json.loads(json.dumps(blocks)) == blocks


@pytest.mark.parametrize("name", FRIENDLY)
def test_wording(name):
    found = [
        (rule, text)
        for text in words(parts_of(name))
        for rule, pattern in FORBIDDEN.items()
        if re.search(pattern, text)
    ]
    assert found == []


@pytest.mark.parametrize("name", FRIENDLY)
def test_paragraphs_are_finished_sentences(name):
    paragraphs = [b for b in blocks_of(parts_of(name)) if b["type"] == "paragraph"]
    texts = ["".join(span.get("s", "") for span in block["c"]) for block in paragraphs]
    assert [text for text in texts if not re.match(r"^[A-ZÁÉÍÓÚÑ«¿].*\.$", text)] == []


@pytest.mark.parametrize("name", CASES)
def test_captions_do_not_repeat(name):
    captions = [b["caption"] for b in blocks_of(parts_of(name)) if "caption" in b]
    assert len(set(captions)) == len(captions)


@pytest.mark.parametrize("name", ["typical", "politica", "sin_respuestas"])
def test_outline_is_the_reviewed_one(name):
    assert_golden(f"esquema_preparacion_{name}.txt", outline(parts_of(name)))


def test_a_report_does_not_remember_the_one_before():
    before = report(NOTEBOOK, CASES["typical"]())
    report(NOTEBOOK, CASES["meci"]())
    assert report(NOTEBOOK, CASES["typical"]()) == before


@pytest.mark.parametrize(
    ("name", "informe", "alcance"),
    [
        ("typical", "preparacion", None),
        ("politica", "preparacion_politica", None),
        ("unidad", "preparacion_unidad", "unidad:talento-humano"),
    ],
)
def test_cover_names_the_report_and_its_part(name, informe, alcance):
    identity = sections.cover(CASES[name]()).blocks[0]["identity"]
    assert (identity["informe"], identity.get("alcance")) == (informe, alcance)


def test_coverage_is_always_called_our_own():
    figures = sections.key_figures(CASES["typical"]()).blocks[0]["items"]
    assert (figures[0]["label"], figures[0]["value"]) == ("Cobertura (cálculo propio)", "43\xa0%")
    assert "no lo anticipa" not in said("typical")
    assert "ni lo anticipa" in said("typical")


def test_counts_stand_beside_the_percentage():
    assert "cumple 3\xa0de\xa07 opciones posibles" in said("typical")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("typical", "La entidad respondió"),
        ("politica", "De esta política, la entidad respondió"),
        ("unidad", "De lo que se asigna a esta dependencia, la entidad respondió"),
    ],
)
def test_summary_says_of_what_part_it_speaks(name, start):
    first = sections.describe_summary(CASES[name]()).blocks[0]["c"][0]["s"]
    assert first.startswith(start)


def test_missing_form_says_what_to_load():
    first = sections.key_figures(CASES["sin_banco"]()).blocks[0]
    assert first["title"] == "Sin banco de preguntas de 2025"


def test_missing_answers_are_no_zero():
    text = said("sin_respuestas")
    assert "no es lo mismo que cero" in text
    assert "0\xa0%" not in text


def test_meci_form_is_said():
    assert "quedan fuera 5 preguntas del banco" in said("meci")


def test_partial_answer_is_explained():
    assert "Una respuesta parcial no cuenta como cumplida" in said("typical")


def test_cut_pregunta_speaks_of_known_options():
    assert "es sobre las opciones conocidas" in said("typical")


def test_pregunta_without_unit_is_said():
    assert "Una pregunta no tiene dependencia" in said("typical")


def test_option_reported_by_its_unit_has_a_column():
    captions = {b["caption"]: b for b in blocks_of(parts_of("con_libro")) if b["type"] == "table"}
    heads = [column["label"] for column in captions["Cobertura por política"]["columns"]]
    assert "Ya reportadas" in heads
    assert "Ya reportadas" not in said("typical")


def test_missing_options_of_a_politica_are_listed_one_by_one():
    table = sections.table_actions(CASES["politica"]()).blocks[0]
    assert [row[0][0]["s"] for row in table["rows"]] == ["GTH201"]


def test_missing_options_of_an_entidad_are_counted_by_pregunta():
    assert "3 acciones candidatas en 3 preguntas" in outline_notes("typical")


def outline_notes(name):
    return " ".join(b.get("note", "") for b in blocks_of(parts_of(name)))


def test_levels_go_with_the_share_filled_in():
    text = said("politica")
    assert "Nivel 4" in text
    assert "1\xa0de\xa02 (50\xa0%)" in text


def test_changed_pregunta_is_listed_with_what_the_team_said():
    text = said("con_anterior")
    assert "GTH101, según el equipo" in text
    assert "GTH102" not in text


def test_hostile_text_loses_what_is_personal_or_runs():
    text = said("hostil")
    assert "(ruta de un equipo)" in text
    assert not re.search(r"ana@|Users|javascript:", text)


def test_chart_tells_the_least_and_the_most_covered():
    (figure,) = plot_coverage(CASES["typical"]()).blocks
    assert "Menor: Integridad, 0 % (0 de 2 opciones)" in figure["alt"]
    assert "Preguntas de módulos sin política" in figure["note"]


@pytest.mark.parametrize("name", ["politica", "sin_banco", "sin_respuestas"])
def test_chart_of_nothing_or_of_one_politica_is_left_out(name):
    assert plot_coverage(CASES[name]()).blocks == []


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (0.0, "0\xa0%"), (0.04, "0,1\xa0%"), (99.97, "99,9\xa0%"), (100.0, "100\xa0%"),
     (66.67, "67\xa0%")],
)  # fmt: skip
def test_percentage_is_whole_only_when_it_is(value, text):
    assert texts_preparacion.pct(value) == text
