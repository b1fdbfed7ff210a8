"""Cells of an entity-wide action plan: what is read, where it stands, what is kept aside."""

import datetime as dt

import pytest
from action_plan_builders import (
    activities,
    activity,
    flat_sheet,
    level,
    level_sheet,
    product,
    read,
    tipos,
    traps,
    values,
)

from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.sources.action_plan_values import quarter_end
from mipg_helpers.sources.cleaning import UNCOMPUTED

Q1, Q2, JUNE = "2025-03-31", "2025-06-30", "2025-06-30"


def test_fields_of_an_activity_are_read_into_the_plan():
    (row,) = read(flat_sheet([activity()])).rows
    said = {(key.campo, key.corte): value for key, value in row.cells.items()}
    assert said == {
        ("tipo_plan", ""): "accion_institucional",
        ("plan", ""): "Fortalecimiento de prueba",
        ("accion", ""): "Realizar la actividad 1",
        ("peso", ""): "25",
        ("avance", Q1): "16",
        ("reporte", Q1): "Se hizo lo previsto en la actividad 1",
        ("producto", ""): "Documentos de planeación",
        ("meta", ""): "3.4",
        ("fecha_inicio", ""): "2025-01-20",
        ("fecha_fin", ""): "2025-12-31",
        ("dependencia", ""): "Secretaría de Gobierno / Oficina de Comunicaciones",
    }


def test_each_cell_says_its_column():
    (row,) = read(flat_sheet([activity()], quarters=(1,))).rows
    at = {key.campo: letter for key, letter in row.columns.items()}
    assert (at["accion"], at["avance"], at["dependencia"]) == ("F", "H", "Z+AA")
    assert set(row.columns) == set(row.cells) - {CellKey(row.accion_id, "tipo_plan")}


def test_unit_that_repeats_its_organism_is_said_once():
    sheet = flat_sheet([activity(oficina="Secretaría de Gobierno"), activity(2, organismo="N/A")])
    assert values(read(sheet), "dependencia") == [
        "Secretaría de Gobierno",
        "Oficina de Comunicaciones",
    ]


@pytest.mark.parametrize(
    ("quarter", "day"),
    [(1, (3, 31)), (2, (6, 30)), (3, (9, 30)), (4, (12, 31))],
)
def test_progress_of_a_quarter_stands_at_its_last_day(quarter, day):
    assert quarter_end(2025, quarter) == dt.date(2025, *day)


def test_fractions_become_percent_points():
    plan = read(flat_sheet(activities(4, av1=[0.33, 0.2408, 1, 0])))
    assert values(plan, "avance", Q1) == ["33", "24.08", "100", "0"]


def test_text_with_sign_and_fractions_in_one_column_are_read_cell_by_cell():
    plan = read(flat_sheet(activities(4, av1=[0.68, "100,00%", "95.24 %", "0,2"])))
    assert values(plan, "avance", Q1) == ["68", "100", "95.24", "20"]


def test_progress_over_100_is_kept_and_told():
    plan = read(flat_sheet(activities(2, av1=["117.35%", "50%"])))
    assert values(plan, "avance", Q1) == ["117.35", "50"]
    assert tipos(plan) == ["porcentaje mayor que 100"]
    assert plan.ok


@pytest.mark.parametrize("mark", ["N/A", "NA", "-", "-\n\n", "\n\n", None, "$ -"])
def test_missing_progress_is_no_cell_and_no_finding(mark):
    plan = read(flat_sheet(activities(2, av1=[mark, 0.5])))
    assert values(plan, "avance", Q1) == ["", "50"]
    assert tipos(plan) == []


def test_formula_without_value_is_missing_and_told_never_zero():
    plan = read(flat_sheet(activities(2, av1=[UNCOMPUTED, 0.5], inicio=[UNCOMPUTED, None])))
    assert values(plan, "avance", Q1) == ["", "50"]
    assert tipos(plan) == ["porcentaje sin leer", "fecha sin leer"]


def test_progress_that_is_no_number_is_kept_as_it_was_found():
    plan = read(flat_sheet(activities(2, av1=["mucho", 0.5])))
    assert tipos(plan) == ["porcentaje sin leer"]
    assert plan.rows[0].extra["% de Avance Actividad Trimestre I"] == "mucho"


def test_undecided_scale_is_told_once_and_its_numbers_are_kept_aside():
    plan = read(flat_sheet(activities(4, peso=[0.1, 0.2, 3, 10])))
    assert values(plan, "peso") == [""] * 4
    assert tipos(plan) == ["escala sin decidir"]
    assert [row.extra["Ponderación de Actividad"] for row in plan.rows] == ["0.1", "0.2", "3", "10"]


def test_uncertain_dates_are_missing_told_with_alternatives_and_kept():
    plan = read(flat_sheet(traps()))
    assert values(plan, "fecha_inicio") == ["2025-01-20", *[""] * 8]
    told = {
        f.valor: f.accion.split("?")[0] + "?" for f in plan.findings if f.tipo == "fecha sin leer"
    }
    assert told == {
        "1/15/2025": "¿15/01/2025?",
        "1/3/0205": "¿01/03/2025 o 03/01/2025?",
        "28/5/0205": "¿28/05/2025?",
        "01/21/2025": "¿21/01/2025?",
        "02/27/20225": "¿27/02/2025?",
        "31/11/2025": "¿30/11/2025 o 01/12/2025?",
        "3011/2025": "¿30/11/2025?",
        "31/1272025": "¿31/12/2025?",
        "12/31/2025": "¿31/12/2025?",
        "31//12/2025": "¿31/12/2025?",
        "12/31/25": "¿31/12/2025?",
    }
    assert plan.rows[2].extra["Fecha Inicio"] == "1/3/0205"


def test_report_keeps_inner_line_breaks_and_loses_outer_ones():
    plan = read(flat_sheet([activity(ex1="\n\nUno\n\nDos\n")]))
    assert values(plan, "reporte", Q1) == ["Uno\n\nDos"]


def test_columns_without_field_are_kept_except_money():
    (row,) = read(flat_sheet([activity()])).rows
    assert row.extra["Cód BP"] == "BP26005266"
    assert row.extra["% de Avance Producto (Trimestre I)"] == "0.0715"
    assert not {"Presupuesto Inicial", "Pagos"} & set(row.extra)


def test_product_falls_back_on_the_name_of_the_target_where_it_has_no_column():
    sheet = flat_sheet([activity()], named={"producto": "Otra columna"})
    assert values(read(sheet), "producto") == ["Estrategia implementada"]


def test_product_row_of_a_table_by_levels_is_read_at_the_date_of_the_report():
    (row,) = read(level_sheet(level("Pr", "Proyecto", "BP2600"), product("BP260001"))).rows
    said = {(key.campo, key.corte): value for key, value in row.cells.items()}
    assert said == {
        ("tipo_plan", ""): "accion_institucional",
        ("plan", ""): "Proyecto",
        ("accion", ""): "Elaborar un documento",
        ("indicador", ""): "Documentos elaborados",
        ("meta", ""): "1",
        ("peso", ""): "50",
        ("avance", JUNE): "20",
        ("reporte", JUNE): "Se elaboró la primera parte",
        ("fecha_inicio", ""): "2025-03-22",
        ("fecha_fin", ""): "2025-12-31",
        ("dependencia", ""): "Secretaría de Gobierno",
    }
    assert row.hoja == "4112 Gobierno"


def test_progress_without_cut_off_is_told_and_kept_aside():
    sheet = level_sheet(level("Pr", "P", "BP2600"), product("BP260001"), title=["Vigencia: 2025"])
    plan = read(sheet)
    assert tipos(plan) == ["avance sin corte"]
    assert values(plan, "reporte", "") == [""]
    assert plan.rows[0].extra["Explicación del avance o retraso"] == "Se elaboró la primera parte"
