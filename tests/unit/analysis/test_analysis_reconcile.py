"""Recommendations against the actions of the plans."""

import pytest
from reconcile_builders import accion, labelled_set, recomendacion, suggested

from mipg_helpers.analysis.plan import Plan
from mipg_helpers.analysis.reconcile import reconcile, text_id, with_matches
from mipg_helpers.reference import load_catalog

SIGLAS = load_catalog().siglas()
ARCHIVE = recomendacion("Actualizar el diagnóstico integral de archivos", "gestion_documental")
ROAD = accion("via", "Pavimentar la vía principal")


def match(groups, acciones, decisions=None):
    return reconcile(groups, acciones, decisions or {}, SIGLAS)


def states(result):
    return [item.estado for item in result.recomendaciones]


def test_an_action_that_names_the_recommendation_covers_it():
    named = accion("a", "Otra cosa", recomendacion_ids=ARCHIVE.recomendacion_ids)
    assert states(match([ARCHIVE], [named])) == ["cubierta"]


def test_likeness_alone_is_a_suggestion_to_confirm():
    like = accion("a", "Hacer el diagnóstico integral de archivos", "gestion_documental")
    result = match([ARCHIVE], [like, ROAD])
    assert states(result) == ["por_confirmar"]
    assert result.recomendaciones[0].sugerencias[0].accion_id == "a"


def test_a_suggestion_names_the_words_that_matched():
    like = accion("a", "Diagnóstico de los archivos", "gestion_documental")
    (near,) = match([ARCHIVE], [like, ROAD]).recomendaciones[0].sugerencias
    assert set(near.palabras) == {"diagnostico", "archivos"}


def test_a_confirmed_pair_covers():
    decided = {(text_id(ARCHIVE.texto), "via"): True}
    assert states(match([ARCHIVE], [ROAD], decided)) == ["cubierta"]


def test_a_rejected_pair_is_never_suggested_again():
    like = accion("a", "Hacer el diagnóstico integral de archivos", "gestion_documental")
    result = match([ARCHIVE], [like, ROAD], {(text_id(ARCHIVE.texto), "a"): False})
    assert states(result) == ["sin_cubrir"]


def test_a_rejected_pair_outweighs_the_id_in_the_action():
    named = accion("a", "Otra cosa", recomendacion_ids=ARCHIVE.recomendacion_ids)
    assert states(match([ARCHIVE], [named], {(text_id(ARCHIVE.texto), "a"): False})) == [
        "sin_cubrir"
    ]


def test_a_decision_survives_a_change_of_spacing_and_punctuation():
    again = recomendacion(
        "  actualizar el diagnóstico  integral de archivos.", "gestion_documental"
    )
    decided = {(text_id(ARCHIVE.texto), "via"): True}
    assert states(match([again], [ROAD], decided)) == ["cubierta"]


def test_a_cancelled_action_covers_nothing():
    named = accion("a", "x", recomendacion_ids=ARCHIVE.recomendacion_ids, estado="cancelada")
    assert states(match([ARCHIVE], [named])) == ["sin_cubrir"]


def test_an_improvement_action_without_recommendation_is_an_orphan():
    assert match([ARCHIVE], [ROAD]).huerfanas == ("via",)


def test_an_activity_of_the_action_plan_is_no_orphan():
    activity = accion("via", "Pavimentar la vía", "", tipo_plan="accion_institucional")
    assert match([ARCHIVE], [activity]).huerfanas == ()


def test_an_action_that_serves_several_politicas_is_told():
    both = recomendacion("Publicar los riesgos", "transparencia", "control_interno")
    named = accion("a", "x", "transparencia", recomendacion_ids=both.recomendacion_ids)
    assert match([both], [named]).compartidas == (("a", ("transparencia", "control_interno")),)


def test_repeated_texts_are_told_together():
    twice = [accion("a", "Pavimentar la vía."), accion("b", "pavimentar  la vía"), ROAD]
    assert match([], twice).repetidas == (("a", "b"),)


def test_an_abbreviation_matches_what_it_stands_for():
    caja = recomendacion("Programar el plan anual mensualizado de caja", "presupuesto")
    pac = accion("a", "Elaborar el PAC", "presupuesto")
    assert match([caja], [pac, ROAD]).recomendaciones[0].sugerencias


def test_the_same_words_weigh_less_in_the_plan_of_another_politica():
    own = accion("a", ARCHIVE.texto, "gestion_documental")
    other = accion("b", ARCHIVE.texto, "integridad")
    near = match([ARCHIVE], [own, other, ROAD]).recomendaciones[0].sugerencias
    assert near[0].accion_id == "a"
    assert near[0].puntaje > near[1].puntaje


@pytest.fixture(scope="module")
def labelled():
    given = labelled_set()
    return given, suggested(match(given.groups, given.acciones))


def test_nine_of_ten_true_pairs_are_suggested(labelled):
    given, found = labelled
    assert len(given.truth & found) / len(given.truth) > 0.9


def test_more_than_four_of_five_suggestions_are_right(labelled):
    given, found = labelled
    assert len(given.truth & found) / len(found) > 0.8


def test_the_order_of_the_actions_changes_nothing(labelled):
    given, found = labelled
    assert suggested(match(given.groups, given.acciones[::-1])) == found


def matched(decided, **fields):
    plan = Plan("0001", 2026, (accion("via", "Pavimentar la vía", **fields),), ())
    (found,) = with_matches(plan, [ARCHIVE], {(text_id(ARCHIVE.texto), "via"): decided}).acciones
    return found


def test_a_confirmed_action_answers_the_recommendation_and_serves_its_politica():
    found = matched(True)
    assert found.recomendacion_ids == ARCHIVE.recomendacion_ids
    assert found.otras_politicas == ("gestion_documental",)


def test_a_rejected_action_answers_it_no_more():
    found = matched(False, recomendacion_ids=(*ARCHIVE.recomendacion_ids, "otra"))
    assert found.recomendacion_ids == ("otra",)
