from datetime import date

import pytest
from analysis_builders import entidad_profile, inputs, profile, recomendaciones, responsables

from mipg_helpers.analysis.owners import read_responsables
from mipg_helpers.analysis.priorities import Priority
from mipg_helpers.analysis.proposals import (
    Planner,
    action_id,
    propose_dates,
    propose_for_politica,
)
from mipg_helpers.analysis.recommendations import group_recommendations
from mipg_helpers.reference import load_catalog

CATALOG = load_catalog()
HIGH = Priority("alta", 20.0, ())
TEXTS = recomendaciones("""
    entidad | vigencia | politica         | texto
    A       | 2025     | gobierno_digital | Documentar el plan de datos
    A       | 2025     | transparencia    | Documentar el plan de datos.
    A       | 2025     | gobierno_digital | Capacitar al personal
""")
OWNERS = responsables("""
    entidad | vigencia | politica         | lider    | responsable | apoyo
    A       | 2026     | gobierno_digital | Alcaldía | Sistemas    | Planeación
""")
SCORES = """
entidad | vigencia | indice           | puntos
A       | 2025     | gobierno_digital | 50
A       | 2025     | transparencia    | 20
A       | 2025     | integridad       | 90
B       | 2025     | gobierno_digital | 90
B       | 2025     | transparencia    | 90
B       | 2025     | integridad       | 90
C       | 2025     | gobierno_digital | 90
C       | 2025     | transparencia    | 90
C       | 2025     | integridad       | 90
"""
RECOMMENDED = """
entidad | vigencia | politica         | texto
A       | 2025     | gobierno_digital | Documentar el plan de datos
A       | 2025     | transparencia    | Documentar el plan de datos
A       | 2025     | transparencia    | Publicar el índice
A       | 2025     | integridad       | Adoptar el código
"""


def planner(fecha=date(2026, 6, 25)):
    return Planner("A", 2025, CATALOG, fecha, read_responsables(OWNERS, "A", 2026))


def actions(politica="gobierno_digital", case="evaluada", priority=HIGH):
    groups = group_recommendations(TEXTS, 2025, CATALOG, politica=politica)
    return propose_for_politica(planner(), groups, case, priority)


def test_each_text_gives_one_action_in_the_order_of_the_texts():
    assert [item.accion for item in actions()] == [
        "Documentar el plan de datos",
        "Capacitar al personal",
    ]


def test_product_comes_from_the_leading_verb():
    first = actions()[0]
    product = CATALOG.producto_for("Documentar el plan de datos")
    assert (first.producto, first.indicador, first.unidad) == (
        product.producto,
        product.indicador,
        product.unidad,
    )
    assert (first.linea_base, first.meta) == ("", product.meta)


def test_owner_is_the_responsable_unit_with_its_support():
    assert (actions()[0].responsable, actions()[0].apoyo) == ("Sistemas", "Planeación")
    assert actions("transparencia")[0].responsable == ""


def test_shared_text_names_the_other_politicas():
    assert actions()[0].otras_politicas == (CATALOG.politica("transparencia", 2025).nombre,)
    assert actions()[1].otras_politicas == ()


def test_nothing_is_proposed_for_what_a_meci_form_does_not_assess():
    assert actions(case="fuera_de_meci") == ()


def test_politica_that_does_not_apply_keeps_its_official_recommendations():
    found = actions(case="no_aplica", priority=Priority("sin_dato", None, ()))
    assert [item.prioridad for item in found] == ["sin_dato", "sin_dato"]


def test_id_does_not_change_with_spelling_but_with_entidad_vigencia_and_politica():
    ids = {
        action_id("A", 2025, "compras", "Publicar el plan"),
        action_id("A", 2025, "compras", "PUBLICAR el  plan."),
        action_id("B", 2025, "compras", "Publicar el plan"),
        action_id("A", 2024, "compras", "Publicar el plan"),
        action_id("A", 2025, "tramites", "Publicar el plan"),
    }
    assert len(ids) == 4
    assert all(len(item) == 16 for item in ids)


@pytest.mark.parametrize(
    ("fecha", "nivel", "start", "end"),
    [
        (date(2026, 6, 25), "alta", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2025, 12, 1), "media", date(2026, 7, 1), date(2026, 10, 31)),
        (date(2026, 6, 30), "alta", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 7, 1), "alta", date(2026, 7, 2), date(2026, 9, 30)),
        (date(2026, 9, 10), "alta", date(2026, 9, 11), date(2026, 10, 31)),
        (date(2026, 9, 10), "sin_dato", date(2026, 9, 11), date(2026, 11, 30)),
        (date(2026, 11, 15), "alta", date(2026, 11, 16), date(2026, 12, 31)),
        (date(2026, 12, 30), "alta", date(2026, 12, 31), date(2026, 12, 31)),
        (date(2026, 12, 31), "alta", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2027, 3, 1), "baja", date(2026, 7, 1), date(2026, 11, 30)),
    ],
)
def test_dates_follow_the_priority_and_the_day_of_the_report(fecha, nivel, start, end):
    assert propose_dates(planner(fecha), nivel) == (start, end)


@pytest.mark.parametrize("nivel", ["alta", "media", "baja", "sin_brecha", "sin_dato"])
@pytest.mark.parametrize("month", range(1, 13))
def test_dates_never_leave_the_year_of_the_plan(nivel, month):
    report = date(2026, month, 28)
    start, end = propose_dates(planner(report), nivel)
    assert max(report, date(2026, 1, 1)) < start <= end <= date(2026, 12, 31)


def test_entidad_gets_the_actions_of_its_urgent_politicas_each_text_once():
    found = entidad_profile(inputs(SCORES, recomendaciones=RECOMMENDED)).acciones_prioritarias
    assert [(item.politica, item.accion) for item in found] == [
        ("transparencia", "Documentar el plan de datos"),
        ("transparencia", "Publicar el índice"),
    ]


def test_the_most_urgent_politica_comes_first():
    texts = RECOMMENDED + "A | 2025 | gobierno_digital | Capacitar al personal\n"
    found = entidad_profile(inputs(SCORES, recomendaciones=texts)).acciones_prioritarias
    assert [item.politica for item in found] == ["transparencia"] * 2 + ["gobierno_digital"]


def test_action_of_the_entidad_has_the_id_it_has_in_the_report_of_its_politica():
    data = inputs(SCORES, recomendaciones=RECOMMENDED)
    own = profile(data, "transparencia").acciones
    assert {item.accion_id for item in entidad_profile(data).acciones_prioritarias} <= {
        item.accion_id for item in own
    }


def test_without_high_priority_the_medium_ones_are_proposed():
    scores = SCORES.replace("| 20\n", "| 80\n").replace("| 50\n", "| 90\n")
    found = entidad_profile(inputs(scores, recomendaciones=RECOMMENDED)).acciones_prioritarias
    assert {(item.politica, item.prioridad) for item in found} == {("transparencia", "media")}


def test_without_gaps_nothing_is_urgent():
    scores = SCORES.replace("| 20\n", "| 90\n").replace("| 50\n", "| 90\n")
    data = inputs(scores, recomendaciones=RECOMMENDED)
    assert entidad_profile(data).acciones_prioritarias == ()
