"""The plan on a page: six columns, each text once in the report."""

from dataclasses import replace
from datetime import date

import profile_builders as made
from profile_builders import TEXTOS, accion, recomendacion

from mipg_helpers.presentation import tables_plan
from mipg_helpers.presentation.display_text import span_text

LONG = "Elaborar " + "un plan de trabajo con metas " * 8


def cells(block):
    return [[span_text(cell) for cell in row] for row in block["rows"]]


def plan(acciones, textos=made.RECOMENDACIONES):
    return tables_plan.plan_table(acciones, textos, 2026)


def test_plan_has_the_common_columns():
    block = plan(made.typical().acciones)
    assert [column["label"] for column in block["columns"]] == [
        "N.º",
        "Acción",
        "Producto e indicador",
        "Responsable y apoyo",
        "Inicio y fin",
        "Prioridad",
    ]
    assert len(block["widths"]) == 6


def test_action_refers_to_the_number_of_its_official_text():
    assert cells(plan(made.typical().acciones))[1][1] == (
        "Atender la recomendación 2: «Publicar los conjuntos de datos abiertos actualizados en el "
        "portal nacional»"
    )


def test_long_official_text_is_not_printed_twice():
    row = cells(plan([accion(1, LONG, "integridad")], [recomendacion(1, LONG, "integridad")]))[0]
    assert row[1].endswith("…»")
    assert len(row[1]) < len(LONG)


def test_action_in_its_own_words_is_printed_whole():
    own = replace(accion(1, "Contratar el diagnóstico", "integridad"))
    row = cells(plan([own], [recomendacion(1, TEXTOS[0], "integridad")]))[0]
    assert row[1] == "Contratar el diagnóstico. Responde a la recomendación 1."


def test_action_that_answers_several_texts_names_them():
    own = replace(
        accion(1, "Contratar", "integridad"), recomendacion_ids=(f"{1:016x}", f"{3:016x}")
    )
    assert cells(plan([own]))[0][1] == "Contratar. Responde a las recomendaciones 1 y 3."


def test_action_without_official_text_stands_alone():
    own = replace(accion(1, "Contratar", "integridad"), recomendacion_ids=())
    assert cells(plan([own]))[0][1] == "Contratar."


def test_product_indicator_base_line_and_goal_share_a_cell():
    assert cells(plan(made.typical().acciones))[0][2] == (
        "Documento aprobado. Indicador: Documento aprobado y publicado. Línea base: "
        "por establecer. Meta propuesta: 1 (documento)."
    )


def test_base_line_that_somebody_measured_is_printed():
    own = replace(accion(1, "Contratar", "integridad"), linea_base="3")
    assert "Línea base: 3." in cells(plan([own]))[0][2]


def test_percent_goal_is_said_in_words():
    own = replace(accion(1, "Contratar", "integridad"), unidad="Porcentaje", meta="100")
    assert cells(plan([own]))[0][2].endswith("Meta propuesta: 100 por ciento.")


def test_action_without_owner_waits_for_one():
    own = replace(accion(1, "Contratar", "integridad"), responsable="", apoyo="")
    assert cells(plan([own]))[0][3] == "Por designar"


def test_period_of_a_plan_spans_its_actions():
    later = replace(accion(2, "y", "compras"), fecha_fin=date(2026, 12, 15))
    block = tables_plan.plans_table([accion(1, "x", "compras"), later], 2026)
    assert cells(block)[0][4] == "15/07/2026 a 15/12/2026"


def test_without_actions_there_is_no_table():
    assert plan(()) is None
    assert tables_plan.plans_table((), 2026) is None


def test_committee_sees_one_row_per_politica():
    acciones = [accion(i, text, "integridad") for i, text in enumerate(TEXTOS)]
    block = tables_plan.plans_table([*acciones, accion(9, "x", "compras")], 2026)
    assert [row[:3] for row in cells(block)] == [
        ["Integridad", "Alta", "3"],
        ["Compras y Contratación Pública", "Alta", "1"],
    ]
