"""How options become a coverage (the figures are in tests/cases/cobertura)."""

import pytest
import readiness_builders as made

from mipg_helpers.analysis.coverage import Opcion, cover, pending, rule_for, summarise

POSITIVE, OTHER_POSITIVE = Opcion(1, "Sí", "positiva"), Opcion(2, "Sí, en parte", "positiva")
PARTIAL, NEGATIVE, OPEN = (
    Opcion(3, "Parcialmente", "parcial"),
    Opcion(4, "No", "negativa"),
    Opcion(5, "Otro. ¿Cuál?", "abierta"),
)


@pytest.mark.parametrize(
    ("tipo", "opciones", "rule"),
    [
        ("seleccion_multiple", [POSITIVE], "opciones"),
        ("seleccion_multiple", [OPEN, NEGATIVE], "solo_respuesta"),
        ("seleccion_unica", [POSITIVE, NEGATIVE], "una_opcion"),
        ("seleccion_unica", [POSITIVE, PARTIAL], "una_opcion"),
        ("seleccion_unica", [POSITIVE, OTHER_POSITIVE], "solo_respuesta"),
        ("abierta_numerica", [], "solo_respuesta"),
        ("matricial", [POSITIVE, NEGATIVE], "solo_respuesta"),
    ],
)
def test_type_and_classes_choose_the_rule(tipo, opciones, rule):
    assert rule_for(tipo, opciones) == rule


def test_number_that_is_no_option_is_not_looked_at():
    found = cover("seleccion_multiple", [POSITIVE, NEGATIVE], {1, 99}, tiene_respuesta=True)
    assert (found.cubiertas, found.posibles) == (1, 1)


def test_option_without_a_count_has_no_weight():
    found = cover("seleccion_multiple", [POSITIVE, OPEN, NEGATIVE], {1}, tiene_respuesta=True)
    assert found.pesos == (100.0, None, None)


def test_several_positive_options_of_one_choice_have_no_weight():
    opciones = [POSITIVE, OTHER_POSITIVE, NEGATIVE]
    found = cover("seleccion_unica", opciones, {4}, tiene_respuesta=True)
    assert found.pesos == (None, None, None)


def test_any_of_several_options_would_do_where_one_is_marked():
    profile = made.build(
        "código | tipo\nGTH202 | única",
        "código | n | clase | marcada\nGTH202 | 1 | positiva |\nGTH202 | 2 | positiva |\n"
        "GTH202 | 3 | negativa | x",
    )
    item = made.of_code(profile, "GTH202")
    assert [len(group) for group in pending(item.regla, item.opciones)] == [2]


def test_nothing_is_left_to_do_where_nothing_can_be_covered():
    profile = made.build("código | tipo\nTRA207 | numérica", "código | n | clase")
    assert made.of_code(profile, "TRA207").por_lograr == 0


def test_no_preguntas_have_no_coverage():
    empty = summarise("", "", [])
    assert (empty.n_preguntas, empty.cobertura_pct, empty.respondidas_pct) == (0, None, None)


def test_what_is_void_or_unanswered_is_left_to_do():
    profile = made.build(
        "código\nGTH201\nGTH202",
        "código | n | clase | marcada\nGTH201 | 1 | positiva | x\nGTH201 | 2 | positiva |\n"
        "GTH201 | 3 | negativa | x\nGTH202 | 1 | positiva |\nGTH202 | 2 | negativa |",
    )
    assert [item.por_lograr for item in profile.preguntas] == [2, 1]
