import pytest
from hypothesis import given
from hypothesis import strategies as st

from mipg_helpers.presentation.charts_canvas import text_box
from mipg_helpers.presentation.charts_text import safe, text_width, wrap

I44 = (
    "Implementación de acciones de participación ciudadana involucrando efectivamente a los "
    "diferentes grupos de valor en las diferentes fases del ciclo de gestión"
)


def test_bold_words_are_wider_and_size_scales_them():
    assert text_width("Gobierno", 9, bold=True) > text_width("Gobierno", 9)
    assert text_width("Gobierno", 18) == pytest.approx(2 * text_width("Gobierno", 9))


def test_a_long_name_is_broken_between_words_and_kept_whole():
    lines = wrap(I44, 210, 8.5)
    assert " ".join(lines) == I44
    assert len(lines) > 1


@given(st.text(max_size=80), st.integers(20, 300), st.integers(1, 4))
def test_no_line_is_wider_than_asked(text, width, most):
    lines = wrap(text, width, 8.5, most=most)
    assert len(lines) <= most
    assert all(text_width(line, 8.5) <= width for line in lines)


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert wrap(I44, 100, 8.5, most=2)[-1].endswith("…")


def test_a_word_longer_than_the_line_is_cut():
    assert len(wrap("x" * 60, 50, 9, most=9)) > 1


def test_letters_the_font_lacks_become_a_box():
    assert safe("año 中") == "año ■"


def test_control_characters_and_line_breaks_become_one_space():
    assert safe(" a\x0b\n\t b\u00a0c ") == "a b c"


def test_a_letter_with_a_separate_accent_is_joined():
    assert safe("Gestio\u0301n") == "Gestión"


@pytest.mark.parametrize(("anchor", "left"), [("left", 50), ("right", 50 - 10), ("center", 45)])
def test_the_box_of_a_text_follows_its_anchor(anchor, left):
    size = 10 / text_width("12", 1)
    assert text_box(50, 20, "12", size, anchor=anchor).left == pytest.approx(left)
