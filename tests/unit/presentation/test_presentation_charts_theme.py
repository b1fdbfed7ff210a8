from itertools import combinations

import pytest

from mipg_helpers.presentation.charts_key import best_mark, own_mark, peers_mark
from mipg_helpers.presentation.charts_priority_drawing import level_mark
from mipg_helpers.presentation.charts_theme import load_theme

THEME = load_theme()
WORDS = ("ink", "muted", "own", "peers", "best")
MARKS = ("own", "peers", "best", "group", "muted")


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", WORDS)
def test_words_are_readable_on_paper_and_on_the_band(name):
    colour = getattr(THEME.colours, name)
    assert contrast(colour, THEME.colours.paper) >= 4.5
    assert contrast(colour, THEME.colours.band) >= 4.5


@pytest.mark.parametrize("name", MARKS)
def test_marks_are_seen_on_paper(name):
    assert contrast(getattr(THEME.colours, name), THEME.colours.paper) >= 3


@pytest.mark.parametrize("shade", THEME.shades)
def test_figures_are_readable_on_every_shade(shade):
    assert contrast(shade.fill, shade.ink) >= 4.5


def test_darker_shades_are_higher_scores():
    fills = [luminance(shade.fill) for shade in THEME.shades]
    assert fills == sorted(fills, reverse=True)


@pytest.mark.parametrize(
    ("puntos", "start"), [(0, 0), (19.9, 0), (20, 20), (59.99, 40), (60, 60), (100, 80)]
)
def test_a_score_has_the_shade_of_its_step(puntos, start):
    assert THEME.shade(puntos).start == start


@pytest.mark.parametrize(
    "marks",
    [
        (own_mark(), peers_mark(), best_mark()),
        tuple(level_mark(level) for level in ("alta", "media", "baja", "sin_dato")),
    ],
)
def test_marks_differ_in_shape_not_only_in_colour(marks):
    for one, other in combinations(marks, 2):
        assert one.shape != other.shape


def test_shipped_fonts_are_where_the_theme_says():
    assert THEME.regular.is_file()
    assert THEME.bold.is_file()
