"""What is told about an action plan as a whole."""

from dataclasses import replace

import pytest
from action_plan_builders import activities, activity, flat_sheet, read, tipos

from mipg_helpers.sources.action_plan_checks import year_in_name
from mipg_helpers.sources.cleaning import UNCOMPUTED


def test_repeated_code_is_told_and_both_actions_are_kept_apart():
    plan = read(flat_sheet(activities(3, codigo=["BP01", "BP01", "BP02"])))
    (finding,) = plan.findings
    assert (finding.tipo, finding.valor, finding.gravedad) == ("clave repetida", "BP01", "aviso")
    assert "con nombres distintos" in finding.mensaje
    assert "fila 10" in finding.mensaje
    assert "fila 11" in finding.mensaje
    assert len({row.accion_id for row in plan.rows}) == 3


def test_actions_equal_in_code_and_name_are_kept_apart_too():
    plan = read(flat_sheet([activity(), activity(), activity()]))
    assert "con el mismo nombre" in plan.findings[0].mensaje
    assert len({row.accion_id for row in plan.rows}) == 3


def test_sheet_with_another_version_of_the_plan_is_not_read():
    sheets = [flat_sheet(activities(4), hoja="Marzo"), flat_sheet(activities(5), hoja="Junio")]
    plan = read(*sheets)
    assert {row.hoja for row in plan.rows} == {"Marzo"}
    assert [(f.tipo, f.hoja, f.gravedad) for f in plan.findings] == [
        ("hoja no leída", "Junio", "error")
    ]


def test_sheet_that_shares_few_actions_is_read():
    other = [activity(n) for n in (4, 5, 6)]
    plan = read(flat_sheet(activities(4), hoja="Uno"), flat_sheet(other, hoja="Otro"))
    assert len(plan.rows) == 7
    assert "hoja «Otro» fila 10" in plan.findings[0].mensaje


def test_hidden_sheet_is_told_and_not_read():
    hidden = replace(flat_sheet(activities(9), hoja="Vieja"), hidden=True)
    plan = read(flat_sheet([activity()]), hidden)
    assert (len(plan.rows), tipos(plan)) == (1, ["hoja oculta"])


@pytest.mark.parametrize(
    "name", ["plan.xlsx", "CUADRO 1S_I Trimestre 2025.xlsx", "2024 a 2025.xlsx"]
)
def test_name_of_the_file_that_does_not_contradict_the_year_is_not_told(name):
    assert tipos(read(flat_sheet([activity()], archivo=name))) == []


def test_other_year_in_the_name_or_in_most_end_dates_is_told():
    plan = read(flat_sheet([activity()], archivo="Plan 2024.xlsx"), vigencia_plan=2026)
    assert [finding.mensaje for finding in plan.findings] == [
        "el nombre del archivo dice 2024 y el plan es de 2026",
        "la mayoría de las fechas finales es de 2025 y el plan es de 2026",
    ]


@pytest.mark.parametrize(
    ("name", "year"), [("a 2024.xlsx", "2024"), ("2024-2025", ""), ("120245", "")]
)
def test_year_in_a_name(name, year):
    assert year_in_name(name) == year


def test_errors_of_excel_are_counted_by_column():
    plan = read(flat_sheet(activities(3, ap1=["#N/A", "#N/A", 0.1], cantidad=[UNCOMPUTED, 1, 2])))
    told = [(f.tipo, f.mensaje) for f in plan.findings]
    assert told == [
        ("fórmula sin calcular", "1 celdas quedaron sin dato: fórmulas sin valor calculado"),
        ("error de fórmula", "2 celdas quedaron sin dato: traen «#N/A»"),
    ]


def test_plan_without_dates_is_read():
    sheet = flat_sheet([activity()], named={"inicio": "Otra", "fin": "Una más"})
    assert len(read(sheet).rows) == 1
