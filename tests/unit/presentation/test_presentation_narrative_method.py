"""Sentences about the method: formula, thresholds, sensitivity, limits."""

from dataclasses import replace

import pytest
from profile_builders import METHOD, RULE, entidad, peers

from mipg_helpers.analysis.profile import Sensitivity
from mipg_helpers.presentation import narrative_method as said


def test_formula_prints_every_weight():
    assert said.formula(RULE) == (
        "Puntos de prioridad = 0,4 × brecha con la meta + 0,3 × brecha con el promedio del grupo "
        "+ 0,1 × brecha con el mejor del grupo + 0,2 × descenso frente a la última vigencia "
        "comparable."
    )


@pytest.mark.parametrize(
    ("value", "text"), [(0.4, "0,4"), (2 / 3, "0,67"), (1.0, "1"), (0.05, "0,05")]
)
def test_weight(value, text):
    assert said.weight(value) == text


def test_component_added_later_is_still_named():
    assert said.component("peso_estrategico") == "peso estrategico"


def test_thresholds_are_printed_as_the_rule_has_them():
    rule = replace(RULE, umbral_alta=12.5, umbral_media=4.0)
    assert "alta desde 12,5 puntos, media desde 4" in said.thresholds(rule)


def test_sensitivity_marks_the_threshold_of_the_report():
    assert said.sensitivity(METHOD.sensitivity, RULE, "subíndices") == (
        "Subíndices de prioridad alta según el umbral: 5 con 8 puntos, 3 con 10 puntos (el de este "
        "informe) y 2 con 12 puntos."
    )


def test_sensitivity_without_any_high():
    items = tuple(replace(item, n_alta=0) for item in METHOD.sensitivity)
    assert said.sensitivity(items, RULE, "políticas") == (
        "Con umbrales de 8 a 12 puntos no hay políticas de prioridad alta."
    )


def test_sensitivity_of_one_threshold_is_no_sensitivity():
    assert said.sensitivity(METHOD.sensitivity[:1], RULE, "políticas") == ""


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((1, 1, 0), "alta con umbrales de 8 y 10 puntos; no lo sería con un umbral de 12."),
        ((0, 0, 0), "la prioridad no sería alta en ningún caso."),
        ((1, 1, 1), "la prioridad sería alta en todos los casos."),
    ],
)
def test_sensitivity_of_a_politica_without_subindices(counts, sentence):
    items = tuple(Sensitivity(t, n) for t, n in zip((8.0, 10.0, 12.0), counts, strict=True))
    assert said.sensitivity(items, RULE, "").endswith(sentence)


def test_comparison_says_who_and_from_how_many_on():
    sentence = said.comparison(METHOD, peers(61.3), entidad())
    assert sentence.startswith("La entidad se compara con su grupo par")
    assert "Con menos de 5 entidades" in sentence


def test_comparison_with_published_figures_claims_no_calculation():
    assert said.comparison(METHOD, peers(61.3, oficial=True), entidad()).endswith(
        "son los que publica la tabla oficial."
    )


def test_comparison_without_criterion():
    method = replace(METHOD, criterio_pares="ninguno")
    assert "no traen un dato" in said.comparison(method, peers(61.3), entidad())


def test_limits_deny_recalculation_and_certification():
    text = " ".join(said.LIMITS)
    assert "nunca se recalculan" in text
    assert "No certifica" in text
