"""Columns of persons and shifted columns: left out, confirmed or a reason to refuse."""

from datetime import date

import pytest
from action_plan_builders import (
    activities,
    activity,
    flat_sheet,
    read,
    shifted_activities,
    tipos,
    values,
)

from mipg_helpers.errors import LayoutError


def test_shifted_columns_are_left_out_and_the_rest_is_read():
    plan = read(flat_sheet(shifted_activities(5)))
    assert tipos(plan) == ["columna corrida"] * 3
    assert values(plan, "avance", "2025-03-31") == ["16"] * 5
    assert values(plan, "producto") == ["Estrategia implementada"] * 5
    assert plan.rows[0].extra["Programación PI Año 1"] == "Servicio de 1"


def test_finding_names_header_data_and_way_out():
    finding = read(flat_sheet(shifted_activities(5))).findings[1]
    assert finding.columna == "S «Nombre Producto MGA»"
    assert finding.valor == "4599001; 4599002; 4599003"
    assert finding.mensaje == (
        "bajo este encabezado hay códigos; parecen los datos de R «Cód Producto MGA» y los suyos "
        "parecen estar en T «Programación PI Año 1»"
    )
    assert "confirme al cargar que las columnas están corridas" in finding.accion


def test_confirmed_columns_are_read_where_their_data_stand():
    plan = read(flat_sheet(shifted_activities(5)), confirm=True)
    assert values(plan, "producto") == [f"Servicio de {i}" for i in range(1, 6)]
    assert plan.rows[0].extra["Cód Producto MGA"] == "4599001"
    assert [column.columna for column in plan.mapping.of("producto")] == ["T"]
    assert [column.como for column in plan.mapping.of("producto")] == ["confirmada"]
    assert plan.ok


def test_confirmation_does_not_help_where_no_order_explains_the_data():
    plan = read(flat_sheet(activities(4, producto=[date(2025, 1, 1)] * 4)), confirm=True)
    (finding,) = plan.findings
    assert (finding.tipo, finding.gravedad) == ("columna corrida", "error")
    assert "confirme" not in finding.accion


def swapped():
    codes = [f"BP26005266101010{i}" for i in range(4)]
    return flat_sheet(activities(4, codigo=[f"Realizar {i}" for i in range(4)], actividad=codes))


def test_plan_is_refused_when_a_column_that_is_needed_is_shifted():
    with pytest.raises(LayoutError, match="2 problemas impiden cargarlo") as caught:
        read(swapped())
    assert [failure.columna for failure in caught.value.failures] == [
        "E «Cód Actividad»",
        "F «Nombre Actividad»",
    ]


def test_plan_is_refused_when_its_headers_have_moved_along():
    names = {"inicio": "Columna nueva", "fin": "Fecha Inicio", "organismo": "Fecha Fin"}
    named = {**names, "oficina": "Nombre Centro Gestor"}
    with pytest.raises(LayoutError, match=r"parecen los datos de .* «Nombre Centro Gestor»"):
        read(flat_sheet(activities(4), named=named), confirm=True)


def test_plan_is_refused_when_several_columns_have_no_explanation():
    days = [date(2025, 1, 1)] * 4
    with pytest.raises(LayoutError, match="2 problemas"):
        read(flat_sheet(activities(4, producto=days, ap1=days)))


def test_needed_columns_are_read_when_confirmed():
    assert values(read(swapped(), confirm=True), "accion") == [f"Realizar {i}" for i in range(4)]


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Correo electrónico", "sin dato"), ("Enlace", "a@example.com"), ("Quién", "Ana María Pérez")],
)
def test_column_of_persons_is_told_and_never_kept(header, cell):
    plan = read(flat_sheet([activity(comuna=cell)], named={"comuna": header}))
    (finding,) = plan.findings
    assert (finding.tipo, finding.valor) == ("dato personal", "")
    assert cell not in plan.rows[0].extra.values()
    assert header not in plan.unmapped


def test_unknown_column_of_units_is_kept():
    plan = read(flat_sheet([activity(comuna="Secretaría de Salud")], named={"comuna": "Aliados"}))
    assert plan.rows[0].extra["Aliados"] == "Secretaría de Salud"
    assert plan.unmapped[-1] == "Aliados" or "Aliados" in plan.unmapped
