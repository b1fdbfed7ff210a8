"""Dates and percentages of plans: what is certain is read, the rest is told."""

import math
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mipg_helpers.sources.cleaning import UNCOMPUTED
from mipg_helpers.sources.plan_values import (
    Scale,
    column_dates,
    percent_scale,
    read_date,
    read_percent,
)

FRACTION = Scale("fraccion", "", "fraccion")
PERCENT = Scale("porcentaje", "", "porcentaje")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2025, 1, 15), date(2025, 1, 15)),
        (datetime(2025, 1, 15, 10, 30, tzinfo=UTC), date(2025, 1, 15)),
        ("2025-01-15", date(2025, 1, 15)),
        ("2025-01-15 00:00:00", date(2025, 1, 15)),
        ("15/01/2025", date(2025, 1, 15)),
        ("5/6/2025", date(2025, 6, 5)),
        ("15-1-2025", date(2025, 1, 15)),
        ("15.01.2025", date(2025, 1, 15)),
        ("21/01/2025\n", date(2025, 1, 21)),
        ("\u00a021/01/2025 ", date(2025, 1, 21)),
    ],
)
def test_date_that_can_be_read_in_one_way_is_read(cell, expected):
    assert read_date(cell).fecha == expected


@pytest.mark.parametrize("cell", [None, "", " \n", "N/A", "NA", "#N/A", "-", "-\n\n"])
def test_cell_without_date_is_blank_and_no_problem(cell):
    reading = read_date(cell)
    assert (reading.fecha, reading.problem, reading.suggestion) == (None, "", "")


@pytest.mark.parametrize(
    ("cell", "suggestion"),
    [
        ("1/3/0205", "¿01/03/2025?"),
        ("2/2/0205", "¿02/02/2025?"),
        ("28/5/0205", "¿28/05/2025?"),
        ("02/27/20225", "¿27/02/2025?"),
        ("12/31/24", "¿31/12/2024?"),
        ("31/12/24", "¿31/12/2024?"),
        ("1/15/2025", "¿15/01/2025?"),
        ("01/21/2025\n", "¿21/01/2025?"),
        ("3011/2025", "¿30/11/2025?"),
        ("111/2025", "¿01/11/2025 o 11/01/2025?"),
        ("29/112024", "¿29/11/2024?"),
        ("31/1272025", "¿31/12/2025?"),
        ("31//12/2024", "¿31/12/2024?"),
        ("31/12//2024", "¿31/12/2024?"),
        ("31/11/2024", "¿30/11/2024 o 01/12/2024?"),
        ("29/02/2025", "¿28/02/2025 o 01/03/2025?"),
    ],
)
def test_slip_gives_no_date_but_asks_for_the_one_that_may_be_meant(cell, suggestion):
    reading = read_date(cell, "dmy", (2025, 2024))
    assert reading.fecha is None
    assert reading.suggestion == suggestion
    assert reading.problem.startswith(f"«{cell.strip()}» ")


@pytest.mark.parametrize(
    "cell",
    [
        "45/45/2025",
        "31/13/2025",
        "0/0/2025",
        "pendiente",
        "2025",
        "2025-02-30",
        "enero",
        True,
        "1/3/0205",
    ],
)
def test_text_that_is_no_date_has_no_alternative(cell):
    reading = read_date(cell)
    assert (reading.fecha, reading.alternatives) == (None, ())
    assert reading.problem


def test_serial_number_is_no_date_unless_the_cell_is_one():
    reading = read_date(45672.0)
    assert reading.fecha is None
    assert reading.problem == "«45672» es un número y no una fecha"
    assert reading.suggestion == "¿15/01/2025?"


@pytest.mark.parametrize("number", [1.0, -800_000.0, 1e12])
def test_number_that_is_no_day_of_a_plan_suggests_nothing(number):
    assert read_date(number).suggestion == ""


def test_number_shown_as_a_date_of_another_century_is_no_date():
    assert read_date(date(1900, 1, 5)).problem == "«1900-01-05» es de un año que no puede ser"


def test_formula_without_value_gives_no_date_and_says_so():
    assert read_date(UNCOMPUTED).problem.startswith("la celda tiene una fórmula sin valor")


def test_days_stand_first_when_nothing_contradicts_it():
    column = column_dates(["1/2/2025", "28/2/2025", None, "N/A"])
    assert column.order == "dmy"
    assert "1 de 2 solo se pueden leer así" in column.explanation


def test_days_stand_first_without_proof_as_in_the_country():
    assert "es el uso del país" in column_dates(["1/2/2025"]).explanation


def test_column_of_texts_that_only_read_month_first_is_read_so():
    column = column_dates(["1/15/2025", "2/3/2025"])
    assert column.order == "mdy"
    assert read_date("2/3/2025", column.order).fecha == date(2025, 2, 3)


def test_slip_in_a_column_with_the_month_first_is_asked_in_that_order():
    assert read_date("0102/2025", "mdy").suggestion == "¿02/01/2025?"


def test_month_first_beside_real_dates_is_a_contradiction():
    column = column_dates([date(2025, 9, 1), "1/15/2025"])
    assert column.order == ""
    assert "mezcla órdenes" in column.explanation


def test_in_a_contradictory_column_only_a_day_after_the_12th_settles_the_order():
    column = column_dates(["28/1/2025", "1/15/2025"])
    assert read_date("28/1/2025", column.order).fecha == date(2025, 1, 28)
    assert read_date("1/15/2025", column.order).suggestion == "¿15/01/2025?"
    assert read_date("2/3/2025", column.order).suggestion == "¿02/03/2025 o 03/02/2025?"
    assert read_date("3/3/2025", column.order).fecha == date(2025, 3, 3)


def test_broken_year_in_a_contradictory_column_keeps_both_orders_open():
    assert read_date("1/3/0205", "", (2025,)).suggestion == "¿01/03/2025 o 03/01/2025?"


def test_column_of_real_dates_says_that_nothing_had_to_be_decided():
    column = column_dates([date(2025, 1, 2), None])
    assert column.explanation == "fechas de calendario: 1; ninguna escrita como texto"


def test_years_of_the_column_come_from_its_certain_dates_most_frequent_first():
    column = column_dates([date(2024, 1, 2), date(2025, 1, 2), "31/12/2025", "1/3/0205"])
    assert column.years == (2025, 2024)


def test_numbers_from_zero_to_one_are_fractions():
    scale = percent_scale([0.33, 0.2408, 0, 1, None, "N/A"])
    assert (scale.kind, scale.unmarked) == ("fraccion", "fraccion")
    assert scale.explanation == "4 de 4 números entre 0 y 1: son fracciones de 1"


def test_over_execution_does_not_make_a_column_of_fractions_another():
    scale = percent_scale([0.5] * 20 + [1.09, 1.79])
    assert scale.kind == "fraccion"
    assert "2 algo mayores" in scale.explanation


def test_signs_everywhere_make_percentages():
    scale = percent_scale(["15.00%", "117.35%", "#N/A"])
    assert (scale.kind, scale.explanation) == ("porcentaje", "2 con el signo % y ninguno sin él")


def test_one_column_of_fractions_and_signs_is_decided_cell_by_cell():
    scale = percent_scale([0.68, "100,00%", "0.2", "1.0"])
    assert (scale.kind, scale.unmarked) == ("mixta", "fraccion")
    read = [read_percent(cell, scale)[0] for cell in (0.68, "100,00%", "0.2", "1.0")]
    assert read == [68.0, 100.0, 20.0, 100.0]


def test_large_numbers_without_sign_are_percentages():
    assert percent_scale([45, 80, 0, 100, 1]).kind == "porcentaje"


@pytest.mark.parametrize(
    "values", [[1, 2], [0.1, 0.2, 3, 10], [0.5, 45], [1, 1, 45], [-5], ["100%", 0.5, 45]]
)
def test_column_that_fits_no_scale_stays_undecided(values):
    scale = percent_scale(values)
    assert scale.kind == "indecisa"
    assert "no se puede decidir" in scale.explanation


def test_undecided_scale_shows_the_numbers_that_do_not_fit():
    assert "2 fuera (3; 10,5)" in percent_scale([0.1, 0.2, 3, 10.5]).explanation


def test_undecided_number_is_not_loaded_but_a_marked_one_is():
    scale = percent_scale(["100%", 0.5, 45])
    assert read_percent("100%", scale) == (100.0, "")
    assert read_percent(0.5, scale) == (
        None,
        "no se sabe si «0.5» es una fracción o un porcentaje",
    )


@pytest.mark.parametrize("values", [[], [None, "", "N/A"]])
def test_column_without_values_has_no_scale_to_decide(values):
    assert percent_scale(values) == Scale("porcentaje", "sin valores")


@pytest.mark.parametrize("cell", [None, "", "N/A", "NA", "#N/A", "-", "$ -", "\n\n"])
def test_missing_percentage_is_missing_and_never_zero(cell):
    assert read_percent(cell, FRACTION) == (None, "")


@pytest.mark.parametrize(
    ("cell", "scale", "points"),
    [
        (0.2408, FRACTION, 24.08),
        (0.0, FRACTION, 0.0),
        ("95,24%", PERCENT, 95.24),
        ("11.00 %", PERCENT, 11.0),
        ("45,5", PERCENT, 45.5),
        (80, PERCENT, 80.0),
    ],
)
def test_percentage_is_read_in_points(cell, scale, points):
    assert read_percent(cell, scale) == (points, "")


@pytest.mark.parametrize(("cell", "points"), [("117.35%", 117.35), (1.09, 109.0)])
def test_percentage_over_100_is_kept_and_told(cell, points):
    value, problem = read_percent(cell, FRACTION)
    assert value == points
    assert problem.endswith("pasa de 100 %; se conservó")


@pytest.mark.parametrize("cell", ["mucho", "1.234,5%", "-5%", True, date(2025, 1, 1), "NaN"])
def test_what_is_no_percentage_is_told_and_not_loaded(cell):
    value, problem = read_percent(cell, PERCENT)
    assert value is None
    assert problem


def test_formula_without_value_is_never_zero():
    value, problem = read_percent(UNCOMPUTED, FRACTION)
    assert value is None
    assert "fórmula sin valor" in problem


CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.from_regex(r"[0-9]{1,4}[/.-]{0,2}[0-9]{1,4}[/.-]{0,2}[0-9]{0,6}", fullmatch=True),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
)


@given(st.lists(CELLS, max_size=8))
def test_any_column_of_dates_is_read_or_told_and_no_alternative_is_used(cells):
    column = column_dates(cells)
    for cell in cells:
        reading = read_date(cell, column.order, column.years)
        assert bool(reading.fecha) + bool(reading.problem) <= 1
        assert reading.fecha is None or reading.alternatives == ()


@given(st.lists(CELLS, max_size=8))
def test_any_column_of_percentages_gives_finite_points_or_a_reason(cells):
    scale = percent_scale(cells)
    for cell in cells:
        value, problem = read_percent(cell, scale)
        assert value is None or (math.isfinite(value) and value >= 0)
        assert (value is None or value <= 100) or problem


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_written_in_the_usual_ways_is_that_day(day):
    written = [f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", day.isoformat()]
    assert {read_date(text).fecha for text in written} == {day}


@pytest.mark.parametrize(
    ("cell", "value"), [("10000 %", 10_000.0), ("10001 %", None), (1e300, None)]
)
def test_number_past_all_reason_is_no_percentage(cell, value):
    number, problem = read_percent(cell, PERCENT)
    assert number == value
    assert problem.endswith("pasa de 100 %; se conservó" if value else "no puede ser un porcentaje")
