"""The real action plans of an alcaldía: loaded or refused precisely, and nothing of a row lost.

Files of ``shared/data/real``; the tests are skipped where they are not at hand.
"""

from collections import Counter

import pytest

from mipg_helpers.errors import SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.action_plan_layout import find_action_tables
from mipg_helpers.sources.action_plan_shift import kind_of
from mipg_helpers.sources.action_plan_values import DATES, FIELDS
from mipg_helpers.sources.action_plans import read_action_plan
from mipg_helpers.sources.cleaning import cell_text, missing_reason
from mipg_helpers.sources.plans import read_plan
from mipg_helpers.sources.workbook import read_workbook

pytestmark = pytest.mark.real

T1 = "plan_accion_cali_2025_T1_hdr_fila9_fracciones.xlsx"
T2 = "plan_accion_cali_2025_T2_hdr_fila11_pct_texto.xlsx"
T4 = "plan_accion_cali_2024_T4_comas.xlsx"
JUNE = "plan_accion_cali_2024_jun_celdas_combinadas.xlsx"
YEARS = {T1: 2025, T2: 2025, T4: 2024, JUNE: 2024}


@pytest.fixture(scope="module")
def sheets_of(real_data):
    found = {name: read_workbook(real_data / name) for name in YEARS}
    return found.__getitem__


@pytest.fixture(scope="module")
def plan_of(sheets_of):
    catalog = load_catalog()
    found = {
        name: read_action_plan(
            sheets_of(name), entidad_id="cali", catalog=catalog, vigencia_plan=year
        )
        for name, year in YEARS.items()
    }
    return found.__getitem__


def count(plan, campo):
    """Count the cells of a field by cut-off."""
    return Counter(key.corte for key in plan.cells if key.campo == campo)


def kinds(plan):
    return Counter((finding.tipo, finding.gravedad) for finding in plan.findings)


@pytest.mark.parametrize(("name", "n_rows"), [(T1, 75), (T2, 75), (T4, 75), (JUNE, 16)])
def test_every_action_is_read_under_an_id_of_its_own(plan_of, name, n_rows):
    plan = plan_of(name)
    assert len({row.accion_id for row in plan.rows}) == len(plan.rows) == n_rows
    assert count(plan, "accion") == {"": n_rows}


def test_plan_is_found_by_the_one_reader_of_plans(real_data, plan_of):
    read = read_plan(real_data / T4, entidad_id="cali", vigencia_plan=2024, catalog=load_catalog())
    assert read.cells == plan_of(T4).cells


def test_first_quarter_has_fractions_and_three_shifted_columns(plan_of):
    plan = plan_of(T1)
    assert count(plan, "avance") == {"2025-03-31": 75}
    assert kinds(plan) == {
        ("columna corrida", "error"): 3,
        ("fecha sin leer", "error"): 7,
        ("hoja oculta", "aviso"): 1,
    }
    (sentence,) = (text for text in plan.decisions if text.startswith("O «% de Avance"))
    assert sentence.endswith("75 de 75 números entre 0 y 1: son fracciones de 1")


def test_confirmed_columns_of_the_first_quarter_give_the_products(sheets_of):
    plan = read_action_plan(
        sheets_of(T1),
        entidad_id="cali",
        catalog=load_catalog(),
        vigencia_plan=2025,
        confirm_shifted=True,
    )
    assert plan.rows[0].extra["Cód Producto MGA"] == "4599019"
    assert "Documentos de planeación" in plan.rows[0].cells.values()


def test_second_quarter_has_percentages_as_text_and_another_header_row(plan_of):
    plan = plan_of(T2)
    assert count(plan, "avance") == {"2025-03-31": 60, "2025-06-30": 75}
    assert kinds(plan) == {
        ("columna sin encabezado", "aviso"): 1,
        ("error de fórmula", "aviso"): 3,
        ("fecha sin leer", "error"): 17,
        ("hoja oculta", "aviso"): 1,
    }
    assert any("encabezados en la fila 11" in sentence for sentence in plan.decisions)


def test_fourth_quarter_has_two_blocks_and_a_day_that_does_not_exist(plan_of):
    plan = plan_of(T4)
    assert count(plan, "avance") == {"2024-09-30": 75, "2024-12-31": 67}
    (finding,) = plan.findings
    assert (finding.fila, finding.valor) == (70, "31/11/2024")
    assert finding.accion.startswith("¿30/11/2024 o 01/12/2024?")


def test_sheets_of_units_are_read_by_their_levels(plan_of):
    plan = plan_of(JUNE)
    assert Counter(row.hoja for row in plan.rows) == {
        "4112 Gobierno": 14,
        "4123 Control Interno": 2,
    }
    assert count(plan, "avance") == {"2024-06-30": 16}
    assert count(plan, "plan") == count(plan, "dependencia") == {"": 16}
    assert kinds(plan) == {("fórmula sin calcular", "aviso"): 4}


def test_no_formula_without_value_becomes_a_zero(plan_of):
    plan = plan_of(JUNE)
    assert not any("FÓRMULA" in text for row in plan.rows for text in row.extra.values())


def test_same_activity_keeps_its_id_from_quarter_to_quarter(plan_of):
    first, second = ({row.accion_id for row in plan_of(name).rows} for name in (T1, T2))
    codes = [{row.extra["Cód Actividad"] for row in plan_of(name).rows} for name in (T1, T2)]
    assert len(first & second) == len(codes[0] & codes[1]) == 3


def test_year_that_the_workbook_contradicts_is_refused(sheets_of):
    with pytest.raises(SourceFileError, match="el archivo dice 2024"):
        read_action_plan(
            sheets_of(JUNE), entidad_id="cali", catalog=load_catalog(), vigencia_plan=2025
        )


@pytest.mark.parametrize("name", YEARS)
def test_no_text_of_a_row_is_lost(sheets_of, plan_of, name):
    tables, _ = find_action_tables(
        [sheet for sheet in sheets_of(name) if not sheet.hidden], load_catalog()
    )
    by_sheet = {table.sheet.hoja: table for table in tables}
    for row in plan_of(name).rows:
        table = by_sheet[row.hoja]
        kept = " ".join((*row.cells.values(), *row.extra.values()))
        for column in table.columns:
            text = cell_text(table.sheet.cells[row.fila - 1][column.index])
            is_converted = column.campo in DATES or FIELDS.get(column.campo) in {"avance", "peso"}
            if missing_reason(text) or kind_of(column.campo) == "cop" or is_converted:
                continue
            assert " ".join(text.split()) in " ".join(kept.split()), (row.fila, column.label)
