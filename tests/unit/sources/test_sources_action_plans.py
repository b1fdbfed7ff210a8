"""The whole reader: year, refusals, ids, and a real workbook file."""

from dataclasses import replace

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
    values,
    write_action_book,
)

from mipg_helpers.errors import SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.reference.ids import foreign_action_id
from mipg_helpers.sources.action_plans import is_action_plan
from mipg_helpers.sources.workbook import read_workbook


def test_plan_is_recognised_by_content_on_visible_sheets_only():
    sheet, catalog = flat_sheet([activity()]), load_catalog()
    assert is_action_plan([sheet], catalog)
    assert not is_action_plan([replace(sheet, hidden=True)], catalog)


def test_ids_come_from_the_codes_and_do_not_change_with_the_text():
    first, second = read(flat_sheet([activity()])), read(flat_sheet([activity(actividad="Otra")]))
    code = ("id", "BP26005266", "BP260052661010101")
    wanted = foreign_action_id("0001", 2025, "accion_institucional", *code)
    assert [row.accion_id for row in (*first.rows, *second.rows)] == [wanted] * 2


def test_ids_without_code_come_from_the_text():
    plan = read(flat_sheet([activity(codigo=None), activity(2, codigo="N/A")]))
    assert len({row.accion_id for row in plan.rows}) == 2
    assert tipos(plan) == []


def test_year_of_the_workbook_is_used_when_none_is_declared():
    plan = read(level_sheet(level("Pr", "P", "BP2600"), product("BP260001")), vigencia_plan=None)
    assert values(plan, "avance", "2025-06-30") == ["20"]
    assert plan.decisions[0] == "vigencia del plan: 2025, la dice el libro"


def test_year_in_the_title_of_another_sheet_is_found():
    title = replace(flat_sheet([]), cells=[["II TRIMESTRE 2025"]], hoja="Organismo")
    assert values(read(title, flat_sheet([activity()]), vigencia_plan=None), "avance", "2025-03-31")


def test_year_that_contradicts_the_workbook_is_refused():
    with pytest.raises(SourceFileError, match="declarada es 2024 y el archivo dice 2025"):
        read(level_sheet(product("BP260001")), vigencia_plan=2024)


def test_year_is_never_taken_from_the_name_of_the_file():
    with pytest.raises(SourceFileError, match="no se asume ninguna") as caught:
        read(flat_sheet([activity()], archivo="Plan 2025.xlsx"), vigencia_plan=None)
    assert caught.value.hint.endswith("el nombre del archivo dice 2025: confirme si es esa")


def test_workbook_without_the_table_is_refused_with_the_headers_expected():
    with pytest.raises(SourceFileError, match="«Cód Actividad» y «Nombre Actividad»"):
        read(replace(flat_sheet([]), cells=[["Otra cosa"]]))


def test_table_on_a_hidden_sheet_is_named_in_the_refusal():
    with pytest.raises(SourceFileError) as caught:
        read(replace(flat_sheet([activity()]), hidden=True))
    assert caught.value.hint.startswith("la hoja oculta «MEDE01» trae esa tabla")


def test_date_of_the_report_may_be_written_as_text():
    title = ["Fecha de corte:", "30/06/2025", "Vigencia:", 2025.0]
    plan = read(level_sheet(level("Pr", "P", "BP2600"), product("BP260001"), title=title))
    assert values(plan, "avance", "2025-06-30") == ["20"]


def test_each_sheet_of_units_is_read_at_its_own_date():
    sheets = [
        level_sheet(
            product(f"BP26000{n}"), hoja=f"Unidad {n}", title=["Fecha de reporte:", f"{n}/06/2025"]
        )
        for n in (28, 29)
    ]
    plan = read(*sheets)
    assert values(plan, "avance", "2025-06-28") == ["20", ""]
    assert [row.hoja for row in plan.rows] == ["Unidad 28", "Unidad 29"]


def test_same_workbook_gives_the_same_plan_twice():
    sheet = flat_sheet(activities(3))
    assert read(sheet).cells == read(sheet).cells


def test_workbook_file_with_every_trap_is_read(tmp_path):
    plan = read(*read_workbook(write_action_book(tmp_path / "plan 2025.xlsx")))
    assert len(plan.rows) == 9
    assert values(plan, "avance", "2025-03-31") == [
        "11", "117.35", "95.24", "", "", "", "68", "", ""
    ]  # fmt: skip
    kinds = set(tipos(plan))
    assert kinds == {
        "clave repetida", "columna sin encabezado", "error de fórmula", "fecha sin leer",
        "fórmula sin calcular", "hoja oculta", "porcentaje mayor que 100", "porcentaje sin leer",
    }  # fmt: skip
    assert (
        "hojas sin la tabla del plan, no leídas: «Descripcion Cuadro», «Organismo»"
        in plan.decisions
    )
