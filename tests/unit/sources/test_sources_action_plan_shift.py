"""Headers against data: RC-24."""

import datetime as dt

import pytest
from action_plan_builders import activities, flat_sheet, shifted_activities, table_of

from mipg_helpers.sources.action_plan_shift import find_shifts, kind_of


def shifts_of(sheet):
    table = table_of(sheet)
    found = find_shifts(table, range(table.first_row, len(sheet.cells)))
    return {shift.column.campo: shift for shift in found}


def test_clean_table_is_under_no_suspicion():
    assert shifts_of(flat_sheet(activities(5))) == {}


def test_three_rotated_columns_are_found_with_the_place_of_their_data():
    shifts = shifts_of(flat_sheet(shifted_activities(6)))
    homes = {campo: shift.home.campo for campo, shift in shifts.items()}
    assert homes == {
        "codigo_producto": "n_programacion_pi",
        "nombre_producto": "codigo_producto",
        "n_programacion_pi": "nombre_producto",
    }
    assert shifts["nombre_producto"].look == "código"
    assert shifts["nombre_producto"].examples == ("4599001", "4599002", "4599003")


def test_two_columns_that_changed_places_are_found():
    rows = activities(
        4, codigo=["Realizar algo"] * 4, actividad=[f"BP2600526610{i}" for i in range(4)]
    )
    homes = {campo: shift.home.campo for campo, shift in shifts_of(flat_sheet(rows)).items()}
    assert homes == {"codigo_actividad": "nombre_actividad", "nombre_actividad": "codigo_actividad"}


def test_data_that_no_order_explains_have_no_home():
    shifts = shifts_of(flat_sheet(activities(4, producto=[dt.date(2025, 1, 1)] * 4)))
    assert {campo: shift.home for campo, shift in shifts.items()} == {"nombre_producto": None}


def test_header_too_many_is_seen_by_the_next_column_that_would_fit():
    names = {"inicio": "Columna nueva", "fin": "Fecha Inicio", "organismo": "Fecha Fin"}
    named = {**names, "oficina": "Nombre Centro Gestor"}
    (shift,) = shifts_of(flat_sheet(activities(4), named=named)).values()
    assert (shift.column.campo, shift.home) == ("fecha_fin", None)
    assert shift.beside.campo == "nombre_centro_gestor"


def test_zeros_of_formulas_under_a_header_of_texts_are_blanks():
    assert shifts_of(flat_sheet(activities(4, ex1=[0.0] * 4, producto=[0, 0, 0, "Algo"]))) == {}


def test_column_of_several_kinds_of_values_has_no_look():
    (shift,) = shifts_of(
        flat_sheet(activities(4, producto=[1.0, 2.5, dt.date(2025, 1, 1), "50%"]))
    ).values()
    assert shift.look == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"producto": [4599019.0, "N/A", None, "-"]},  # one value proves nothing
        {"meta": [63020010001.0, "Texto de la meta", 63020010001.0, 63020010001.0]},
        {"cantidad": [3.4, "3936.9", "55,7", 1.0]},
        {"cantidad": ["3 documentos", "1 informe", "2,5 km", "40 personas"]},
        {"meta": ["Aumentar la cobertura"] * 4},
        {"inicio": ["1/15/2025", "3011/2025", "31/1272025", "1/3/0205"]},
        {"bpin": [2024760010327.0, "51032024BP26004729", "N/A", 2024760010328.0]},
        {"av1": ["15.00%", "#N/A", 0.2, "0,3"]},
    ],
)
def test_slips_and_mixed_types_are_no_shift(changes):
    assert shifts_of(flat_sheet(activities(4, **changes))) == {}


def test_long_run_of_wrong_columns_is_told_without_trying_every_order():
    keys = ("cod_producto", "programacion", "cantidad", "peso_producto", "ej1", "ap1")
    rows = activities(4, **{key: ["Texto largo"] * 4 for key in keys})
    shifts = shifts_of(flat_sheet(rows))
    assert len(shifts) == 6
    assert all(shift.home is None for shift in shifts.values())


@pytest.mark.parametrize(
    ("campo", "kind"),
    [
        ("codigo_bp", "codigo"),
        ("peso_pct", "pct"),
        ("pagos_cop", "cop"),
        ("n_x", "n"),
        ("comuna", ""),
        ("", ""),
    ],
)
def test_name_of_a_field_says_its_kind(campo, kind):
    assert kind_of(campo) == kind
