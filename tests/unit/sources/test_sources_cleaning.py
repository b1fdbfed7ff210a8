import datetime as dt
import math
from contextlib import suppress
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mipg_helpers.sources.cleaning import (
    UNCOMPUTED,
    MissingReason,
    cell_text,
    clean_sigep,
    column_letter,
    missing_reason,
    one_line,
    parse_points,
    parse_year,
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (None, ""),
        ("  ALCALDÍA\u00a0DE  CHITA ", "ALCALDÍA DE  CHITA"),
        ("dos\r\nlíneas_x000D_", "dos\nlíneas"),
        ("Alcaldi\u0301a", "Alcaldía"),
        ("\ufeffEntidad\u200b", "Entidad"),
        (2021.0, "2021"),
        (68.4, "68.4"),
        (7, "7"),
        (True, "VERDADERO"),
        (dt.date(2024, 3, 1), "2024-03-01"),
        (dt.datetime.fromisoformat("2024-03-01T00:00"), "2024-03-01"),
        (math.nan, "NaN"),
        (-math.inf, "INF"),
    ],
)
def test_cell_becomes_clean_text(raw, text):
    assert cell_text(raw) == text


def test_one_line_joins_breaks_and_repeated_spaces():
    assert one_line("D2 Direccionamiento\n  Estratégico") == "D2 Direccionamiento Estratégico"


@pytest.mark.parametrize("text", ["-", "N/A", "na", "No aplica", "NO  APLICA", "$ -", "–"])
def test_mark_of_not_applicable_is_recognised(text):
    assert missing_reason(text) == "no_aplica"


@pytest.mark.parametrize("text", ["#N/A", "#¡DIV/0!", "#ref!", UNCOMPUTED])
def test_excel_error_is_recognised(text):
    assert missing_reason(text) == "error_formula"


def test_blank_and_value_are_told_apart():
    assert missing_reason("") == "vacio"
    assert missing_reason("0") == ""


@pytest.mark.parametrize(("text", "points"), [("68,4", 68.4), ("68.4", 68.4), ("100", 100.0)])
def test_decimal_mark_may_be_comma_or_point(text, points):
    assert parse_points(text) == points


@pytest.mark.parametrize(
    "text", ["68,4,1", "1.234,5", "68,4 %", "nan", "inf", "1e2", "", "٣", "7_0"]
)
def test_anything_else_is_no_score(text):
    with pytest.raises(ValueError, match="not a decimal number"):
        parse_points(text)


@given(st.integers(0, 10_000))
def test_score_reads_the_same_with_either_mark(hundredths):
    text = f"{hundredths / 100:.2f}"
    assert parse_points(text) == parse_points(text.replace(".", ",")) == hundredths / 100


@pytest.mark.parametrize("text", ["2021", "2.021", "2,021", "2021.0"])
def test_year_may_carry_a_thousands_mark(text):
    assert parse_year(text) == 2021


@pytest.mark.parametrize("text", ["2.02", "21", "20211", "2.0211", "año", ""])
def test_what_is_no_year_is_refused(text):
    with pytest.raises(ValueError, match="not a year"):
        parse_year(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [("7", "0007"), ("0007", "0007"), ("1.234", "1234"), ("10,234", "10234"), ("'0028", "0028")],
)
def test_sigep_code_keeps_its_zeros(text, code):
    assert clean_sigep(text) == code


@pytest.mark.parametrize("text", ["12A4", "846000253", "1.23", "-5", "seis"])
def test_what_is_no_sigep_code_is_refused(text):
    with pytest.raises(ValueError, match="not a SIGEP code"):
        clean_sigep(text)


@given(st.integers(0, 999_999))
def test_cleaning_a_clean_code_changes_nothing(number):
    once = clean_sigep(f"{number:,}")
    assert clean_sigep(once) == once
    assert int(once) == number


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_columns_are_named_as_in_excel(index, letter):
    assert column_letter(index) == letter


# Properties: whatever a cell holds, it is a text of one form, and a value or no value.

CELL = (
    st.none()
    | st.text(max_size=20)
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.datetimes()
    | st.sampled_from(
        ["1e309", "9" * 5_000, "−12", "100,0,1", "٤٢", "0205", "2.0.2.1", "N/A", "#N/A"]
    )
)


@given(CELL)
@settings(deadline=None)
def test_text_of_a_cell_is_that_of_its_text(cell):
    text = cell_text(cell)
    assert cell_text(text) == text
    assert one_line(one_line(text)) == one_line(text) == cell_text(one_line(text))


@given(CELL)
@settings(deadline=None)
def test_reason_of_a_missing_value_is_known(cell):
    assert missing_reason(cell_text(cell)) in get_args(MissingReason)


@pytest.mark.parametrize("read", [parse_points, parse_year, clean_sigep])
@given(cell=CELL)
@settings(deadline=None)
def test_any_cell_is_a_value_or_none_and_never_another_error(read, cell):
    with suppress(ValueError):
        assert str(read(cell_text(cell))).isascii()
