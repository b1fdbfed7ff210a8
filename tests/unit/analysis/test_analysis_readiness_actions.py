"""Unmet options as candidate actions."""

from dataclasses import replace

import readiness_builders as made

from mipg_helpers.analysis.plan import accion_of, cells_of
from mipg_helpers.analysis.readiness_actions import as_accion

UNICA = "código | tipo | pregunta\nGTH202 | única | ¿La entidad reportó las vacantes?"
SEVERAL = """
código | n | opción | clase | marcada
GTH202 | 1 | Sí, a tiempo | positiva |
GTH202 | 2 | Sí, tarde | positiva |
GTH202 | 3 | No | negativa | x
"""


def test_each_missing_option_is_one_action():
    profile = made.build()
    assert [(a.codigo_pregunta, a.numero_opcion) for a in profile.acciones] == [
        ("GTH201", 2),
        ("GTH202", 1),
    ]


def test_product_comes_from_the_verb_of_the_option():
    first, *_ = made.build().acciones
    assert first.entregable == "Documento con la definición aprobada"


def test_yes_is_explained_by_its_pregunta():
    *_, last = made.build().acciones
    assert last.tarea.endswith("a la pregunta GTH202: ¿La entidad reportó las vacantes?")


def test_several_ways_of_meeting_are_one_action_about_the_whole_pregunta():
    (action,) = made.build(UNICA, SEVERAL).acciones
    assert (action.numero_opcion, action.opcion) == (0, "Sí, a tiempo / Sí, tarde")


def test_option_that_asks_for_evidence_says_so():
    assert [a.exige_evidencia for a in made.build().acciones] == [False, True]


def test_unit_and_support_are_those_of_the_politica():
    first, *_ = made.build().acciones
    assert (first.unidad, first.apoyo) == ("Talento Humano", "Planeación")


def test_task_of_the_book_takes_the_place_of_ours():
    records = (made.record("GTH201", 2, tarea="Formular el plan", entregable="Plan"),)
    first, *_ = made.profile_of(made.inputs(evidencias=records)).acciones
    assert (first.tarea, first.entregable) == ("Formular el plan", "Plan")


def test_action_keeps_its_id():
    assert [a.accion_id for a in made.build().acciones] == [
        a.accion_id for a in made.build().acciones
    ]


def test_option_that_its_unit_reports_is_marked():
    given = made.inputs(reportes={("GTH201", 2): "si"})
    profile = made.profile_of(given)
    assert [a.reporte for a in profile.acciones] == ["si", ""]
    assert (profile.total.por_lograr, profile.total.logradas) == (2, 1)


def test_report_of_a_unit_leaves_the_coverage_as_it_was():
    given = made.inputs(reportes={("GTH201", 2): "si"})
    assert made.profile_of(given).total == replace(made.build().total, logradas=1)


def test_contradiction_proposes_nothing_about_what_was_marked():
    options = (
        "código | n | clase | marcada\nGTH201 | 1 | positiva | x\nGTH201 | 2 | positiva |\n"
        "GTH201 | 3 | negativa | x"
    )
    profile = made.build("código | tipo\nGTH201 | múltiple", options)
    assert [a.numero_opcion for a in profile.acciones] == [2]


def test_action_of_the_plan_survives_its_cells():
    first, *_ = made.build().acciones
    accion = as_accion(first, made.CATALOG)
    assert accion_of(accion.accion_id, cells_of(accion)) == accion


def test_action_of_the_plan_keeps_the_code_of_the_pregunta():
    first, *_ = made.build().acciones
    accion = as_accion(first, made.CATALOG)
    assert (accion.codigo_pregunta, accion.dependencia) == ("GTH201", "Talento Humano")
    assert accion.unidad in {item.valor for item in made.CATALOG.plan_lista("unidades")}
