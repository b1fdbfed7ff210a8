from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from profile_builders import peers, suppressed

from mipg_helpers.analysis.profile import GapReference, Motivo, PriorityLevel, Score
from mipg_helpers.presentation import formats


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (61.3, "61,3"),
        (61.25, "61,3"),  # half away from zero, as a spreadsheet does
        (-61.25, "−61,3"),
        (2.675, "2,7"),
        (100.0, "100,0"),
        (0.0, "0,0"),
        (-0.04, "0,0"),
        (-0.0, "0,0"),
    ],
)
def test_own_calculations_have_one_decimal(value, expected):
    assert formats.points(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3.2, "+3,2"), (-1.5, "−1,5"), (0.0, "0,0"), (0.04, "0,0"), (-0.04, "0,0")],
)
def test_a_difference_shows_its_sign_unless_it_rounds_to_zero(value, expected):
    assert formats.signed_points(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (68.4, "68,4"),
        (99.14, "99,14"),
        (100.0, "100"),
        (0.0, "0"),
        (10.0, "10"),
        (29.780000000000001, "29,78"),
        (68.39999999999999, "68,4"),
        (0.00001, "0,00001"),
        (65.3412, "65,3412"),
    ],
)
def test_official_figures_keep_their_own_digits(value, expected):
    assert formats.official_points(value) == expected


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_an_official_figure_reads_back_as_what_it_was(value):
    written = formats.official_points(float(value))
    assert float(written.replace(",", ".")) == float(value)


@given(st.floats(min_value=-1000, max_value=1000))
def test_there_is_never_a_negative_zero(value):
    assert formats.points(value) != "−0,0"


def test_a_score_is_written_with_its_unit_on_demand():
    assert formats.score_text(Score(68.4), unit=True) == "68,4 puntos"


def test_a_missing_score_gives_its_reason_never_a_zero():
    assert formats.score_text(Score(None, "no_aplica")) == "no aplica"


@pytest.mark.parametrize(
    ("number", "expected"),
    [("1", "1 punto"), ("−1", "−1 punto"), ("1,0", "1,0 puntos"), ("0", "0 puntos")],
)
def test_the_unit_agrees_with_the_number(number, expected):
    assert formats.with_unit(number) == expected


def test_percent_keeps_its_sign_on_the_same_line():
    assert formats.percent(35.0) == "35\u00a0%"


@pytest.mark.parametrize(
    ("value", "expected"), [(0, "0"), (999, "999"), (1234, "1.234"), (-1234567, "−1.234.567")]
)
def test_counts_have_thousands_points(value, expected):
    assert formats.integer(value) == expected


def test_dates_are_written_in_words_and_short():
    day = date(2026, 6, 22)
    assert (formats.long_date(day), formats.short_date(day)) == (
        "22 de junio de 2026",
        "22/06/2026",
    )


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, "0 políticas"), (1, "1 política"), (2, "2 políticas"), (1200, "1.200 políticas")],
)
def test_nouns_agree_with_their_count(n, expected):
    assert formats.plural(n, "política", "políticas") == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a y b"),
        (["a", "b", "c"], "a, b y c"),
        (["Compras", "Integridad"], "Compras e Integridad"),
        (["agua", "hielo"], "agua y hielo"),
    ],
)
def test_words_are_joined_as_a_sentence_does(words, expected):
    assert formats.enumerated(words) == expected


@pytest.mark.parametrize("motivo", [m for m in get_args(Motivo) if m])
def test_every_reason_has_a_sentence_and_a_short_form(motivo):
    assert formats.motivo_text(motivo).endswith(".")
    assert 3 < len(formats.motivo_short(motivo)) <= 16


def test_a_value_without_reason_is_a_dash_in_a_cell():
    assert (formats.motivo_text(""), formats.motivo_short("")) == ("", "–")


def test_every_reference_and_level_has_a_label():
    assert set(formats.REFERENCES) == set(get_args(GapReference))
    assert set(formats.LEVELS) == set(get_args(PriorityLevel))


def test_no_sentence_of_ours_speaks_of_percent_or_zero():
    said = " ".join(" ".join(pair) for pair in formats.MISSING.values())
    assert "%" not in said
    assert "cero" not in said


def test_a_group_is_named_with_its_criterion_once():
    group = peers(61.3)
    assert formats.group_text(group) == "grupo par ALCALDÍA GRUPO 4"
    assert formats.group_text(peers(61.3, etiqueta="Grupo par 4")) == "Grupo par 4"
    assert formats.group_text(suppressed("sin_grupo", 0)) == "grupo de comparación"


def test_the_place_in_the_group_is_written_with_its_size():
    assert formats.position_text(peers(61.3, posicion=12, n=1098)) == "12 de 1.098"
    assert formats.position_text(suppressed("grupo_pequeno", 3)) == "grupo pequeño"


def test_a_mean_of_ours_is_rounded_and_a_read_one_is_not():
    assert formats.group_points(65.344, as_read=False) == "65,3"
    assert formats.group_points(65.34, as_read=True) == "65,34"
    assert formats.group_points(None, as_read=False) == "–"


def test_own_and_official_figures_have_their_labels():
    assert formats.kind_label(oficial=True) == "oficial"
    assert formats.kind_label(oficial=False) == "cálculo propio"


def test_number_past_all_reason_is_written_and_stops_nothing():
    assert formats.percent(1e300).startswith("1.000.000.")
