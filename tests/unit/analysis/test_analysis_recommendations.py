import pytest
from analysis_builders import recomendaciones

from mipg_helpers.analysis.recommendations import (
    clean_text,
    count_read,
    fold_text,
    group_recommendations,
)
from mipg_helpers.reference import load_catalog

TEXTS = recomendaciones("""
    entidad | vigencia | politica         | texto                        | veces
    A       | 2025     | gobierno_digital | Publicar los datos abiertos. | 2
    A       | 2025     | integridad       | Adoptar el código            | 1
    A       | 2025     | transparencia    | PUBLICAR  los datos abiertos | 1
    A       | 2025     | gobierno_digital | Publicar los datos abiertas. | 1
""")


def groups(politica=""):
    return group_recommendations(TEXTS, 2025, load_catalog(), politica=politica)


def test_equal_texts_of_several_politicas_are_one_group():
    first = groups("gobierno_digital")[0]
    assert first.politicas == ("gobierno_digital", "transparencia")
    assert first.recomendacion_ids == ("r1", "r3")
    assert first.n_repeticiones == 3


def test_near_duplicates_stay_apart():
    assert [group.texto for group in groups("gobierno_digital")] == [
        "Publicar los datos abiertos.",
        "Publicar los datos abiertas.",
    ]


def test_the_politica_of_the_report_is_named_first_with_its_own_text_and_cell():
    (group,) = groups("transparencia")
    assert group.politicas == ("transparencia", "gobierno_digital")
    assert (group.texto, group.source.fila) == ("PUBLICAR los datos abiertos", 3)


def test_without_a_politica_all_texts_come_in_official_order():
    assert [group.politicas[0] for group in groups()] == [
        "integridad",
        "gobierno_digital",
        "gobierno_digital",
    ]


def test_names_are_those_of_the_vigencia():
    assert groups("integridad")[0].nombres_politicas == ("Integridad",)


def test_row_order_does_not_matter():
    shuffled = group_recommendations(TEXTS.iloc[::-1], 2025, load_catalog())
    assert shuffled == groups()


def test_texts_stand_in_the_order_of_the_file():
    renamed = TEXTS.assign(recomendacion_id=["z", "y", "x", "a"])
    found = group_recommendations(renamed, 2025, load_catalog(), politica="gobierno_digital")
    assert [group.recomendacion_ids[0] for group in found] == ["z", "a"]


def test_read_recommendations_are_counted_with_their_repeats():
    assert count_read(TEXTS) == 5
    assert count_read(TEXTS, "gobierno_digital") == 3


def test_politica_without_recommendations_has_no_groups():
    assert groups("compras") == ()
    assert count_read(TEXTS, "compras") == 0


@pytest.mark.parametrize(
    "other", ["publicar el plan", "  Publicar\nel  «PLAN».", "Publicar: el plan;"]
)
def test_case_spaces_and_punctuation_do_not_make_another_text(other):
    assert fold_text(other) == fold_text("Publicar el plan")


@pytest.mark.parametrize("other", ["Publicar el plán", "Publicar planes", "Publicar el plan 2"])
def test_other_words_make_another_text(other):
    assert fold_text(other) != fold_text("Publicar el plan")


def test_composed_and_decomposed_accents_are_the_same_text():
    assert fold_text("acción") == fold_text("accio\u0301n")


def test_cleaning_keeps_the_line_breaks_inside_a_text():
    assert clean_text(" a \xa0 b\n\n  c ") == "a b\nc"
