import pytest
from form_builders import QUESTIONS, bank_of, matched, raw_answer
from ingest_builders import kinds_of

from mipg_helpers.sources.answer_bank import read_bank
from mipg_helpers.sources.answer_matching import AnswerMatcher


def answered(codigo, *texts, **more):
    return matched(*(raw_answer(codigo, text, fila, **more) for fila, text in enumerate(texts, 2)))


def marked(codigo, **marks):
    """Answer with marks beside options; `_` stands for a space in their names."""
    rows = [
        raw_answer(codigo, mark, fila, opcion=option.replace("_", " "))
        for fila, (option, mark) in enumerate(marks.items(), 2)
    ]
    return matched(*rows)


def test_each_marked_option_becomes_a_row():
    rows, told = answered("GTH200", "Planea | Mide")
    assert rows == [("GTH200", 1, "Planea"), ("GTH200", 2, "Mide")]
    assert told == []


def test_open_answers_are_kept_as_they_are():
    assert answered("PER205", "Una | dos")[0] == [("PER205", None, "Una | dos")]


def test_negative_option_with_others_is_a_contradiction_to_review():
    rows, told = answered("GTH200", "Planea | Ninguna de las anteriores")
    assert len(rows) == 2
    assert kinds_of(told) == ["respuestas que se contradicen"]


def test_several_options_where_one_is_allowed_are_told():
    _, told = answered("GDI201", "Sí, y cuenta con las evidencias | Parcialmente")
    assert kinds_of(told) == ["varias opciones en selección única"]


def test_bar_in_the_text_of_an_open_option_belongs_to_it():
    assert answered("GDI202", "Otro. ¿Cuál?: uno | dos")[0] == [
        ("GDI202", 2, "Otro. ¿Cuál?: uno | dos")
    ]


def test_text_that_is_no_option_is_kept_and_told():
    rows, told = answered("GTH200", "Planea | Sueña")
    assert rows[1] == ("GTH200", None, "Sueña")
    assert told[0].mensaje == "GTH200: «Sueña» no es una opción de la pregunta en el banco"


def test_of_several_texts_that_are_no_option_the_first_is_quoted_and_the_rest_counted():
    _, told = answered("GTH200", "Planea | Sueña | Mide | Anhela | Olvida")
    assert "«Sueña» no es una opción" in told[0].mensaje
    assert told[0].mensaje.endswith(" (y 2 más)")


def test_figures_beside_options_are_kept_whole():
    assert answered("SYE203", "Legal: 3 | Penal: 79123456")[0] == [
        ("SYE203", 1, "Legal: 3"),
        ("SYE203", 2, "Penal: 79123456"),
    ]


def test_personal_data_in_a_text_is_hidden():
    rows, told = answered("PER205", "Llame al 300 123 45 67")
    assert rows == [("PER205", None, "Llame al (dato personal)")]
    assert kinds_of(told) == ["dato personal"]


def test_marks_count_and_other_marks_do_not():
    rows, told = marked("GTH200", Planea="X", Mide="no", Ninguna_de_las_anteriores="0")
    assert (rows, told) == ([("GTH200", 1, "Planea")], [])


def test_mark_beside_an_option_of_figures_is_its_figure():
    assert marked("SYE203", **{"Legal:": "0", "Penal": "1"})[0] == [
        ("SYE203", 1, "Legal: 0"),
        ("SYE203", 2, "Penal 1"),
    ]


def test_marked_rows_of_one_sheet_are_one_answer():
    assert kinds_of(marked("GTH200", Planea="x", Mide="x")[1]) == []


def test_code_outside_the_bank_is_listed_and_not_loaded():
    rows, told = matched(raw_answer("GTH200", "Planea"), raw_answer("ZZZ999", "x", 3))
    assert [row[0] for row in rows] == ["GTH200"]
    assert (told[0].gravedad, "ZZZ999" in told[0].mensaje) == ("error", True)


def test_same_answer_twice_is_loaded_once():
    rows, told = answered("GTH200", "Planea", "planea ")
    assert len(rows) == 1
    assert kinds_of(told) == ["duplicado"]


def test_two_answers_without_date_are_not_chosen_between():
    rows, told = answered("GTH200", "Planea", "Mide")
    assert rows == []
    assert "fila 2, fila 3" in told[0].mensaje


def test_last_of_two_dated_answers_counts_and_is_told():
    rows, told = matched(
        raw_answer("GTH200", "Planea", 2, momento="2026-03-05 10:00:00"),
        raw_answer("GTH200", "Mide", 3, momento="2026-03-01 10:00:00"),
    )
    assert rows == [("GTH200", 1, "Planea")]
    assert (told[0].gravedad, told[0].fila) == ("aviso", 2)


def test_evidence_without_answer_is_told():
    rows, told = matched(raw_answer("GTH200", "", evidencia="acta.pdf"))
    assert rows == []
    assert [(one.tipo, one.gravedad) for one in told] == [("evidencia sin respuesta", "error")]


def test_evidence_stands_in_every_row_of_its_pregunta():
    parsed = bank_of(*QUESTIONS)
    matcher = AnswerMatcher(read_bank(parsed.preguntas, parsed.opciones))
    rows = matcher.match([raw_answer("GTH200", "Planea | Mide", evidencia="acta.pdf")])
    assert [(row["orden"], row["evidencia"]) for row in rows] == [(1, "acta.pdf"), (2, "acta.pdf")]


def test_pregunta_without_answer_is_listed_and_gets_no_row():
    parsed = bank_of(*QUESTIONS)
    matcher = AnswerMatcher(read_bank(parsed.preguntas, parsed.opciones))
    matcher.match([raw_answer("GTH200", "Planea")])
    assert "5 de 6 preguntas" in matcher.findings[-1].mensaje


@pytest.mark.parametrize("text", ["=1+1", "<b>", "#let x", "'; DROP", "| | |x", "\u202e"])
def test_hostile_answer_is_only_text(text):
    rows, _ = answered("PER205", text)
    assert rows == [("PER205", None, text)]
