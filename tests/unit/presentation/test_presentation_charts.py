"""What holds for every chart and every case."""

import re
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import pytest
from chart_builders import figure_of, kinds_of, size_of, svg_of, texts_of
from lxml import etree
from profile_builders import ENTIDAD_PROFILES, HOSTILE, PROFILES, typical

from mipg_helpers.presentation import charts, charts_canvas
from mipg_helpers.presentation.charts_canvas import Box

OF_BOTH = (charts.plot_trend, charts.plot_position, charts.plot_heat_strip)
OF_POLITICA = (*OF_BOTH, charts.plot_indices)
OF_ENTIDAD = (*OF_BOTH, charts.plot_priority_map, charts.plot_dimensiones)
CASES = [(plot, build) for plot in OF_POLITICA for build in PROFILES.values()]
CASES += [(plot, build) for plot in OF_ENTIDAD for build in ENTIDAD_PROFILES.values()]
NAMES = [f"{plot.__name__}-{build.__name__}" for plot, build in CASES]


@pytest.fixture(scope="module")
def drawn():
    """All charts of all cases, drawn once."""
    return {name: plot(build()) for name, (plot, build) in zip(NAMES, CASES, strict=True)}


@pytest.fixture(scope="module")
def figures(drawn):
    return {
        name: figure_of(shown) for name, shown in drawn.items() if kinds_of(shown)[0] == "figure"
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_case_gives_a_figure_with_its_table_or_a_reason(drawn, name):
    kinds = kinds_of(drawn[name])
    assert kinds in (["figure", "table"], ["callout"])


@pytest.mark.parametrize("name", NAMES)
def test_a_callout_says_why_in_a_sentence(drawn, name):
    for block in drawn[name].blocks:
        if block["type"] == "callout":
            assert block["title"].startswith("Sin ")
            assert block["c"][0]["s"].rstrip(".") != block["c"][0]["s"]


def test_both_outcomes_occur(drawn):
    assert {kinds_of(shown)[0] for shown in drawn.values()} == {"figure", "callout"}


def test_figures_are_small(figures):
    assert {name: len(f["svg"]) for name, f in figures.items() if len(f["svg"]) > 20_000} == {}


def test_words_stay_inside_the_figure(figures):
    for name, figure in figures.items():
        width, height = size_of(figure["svg"])
        sheet = Box(-0.5, -0.5, width + 0.5, height + 0.5)
        for text, box in texts_of(figure["svg"]):
            assert box.inside(sheet), (name, text)


def test_words_never_cover_each_other(figures):
    for name, figure in figures.items():
        for (one, first), (two, second) in combinations(texts_of(figure["svg"]), 2):
            assert not first.overlaps(second), (name, one, two)


def test_text_alternatives_are_short_and_speak_of_points(figures):
    for name, figure in figures.items():
        assert 40 < len(figure["alt"]) <= 400, name
        assert "%" not in figure["alt"], name


def test_captions_name_what_and_whose_figures_they_are(figures):
    for name, figure in figures.items():
        assert re.search("oficial|cálculo propio", figure["caption"]), name


def test_svg_is_one_clean_element(figures):
    for name, figure in figures.items():
        assert figure["svg"].startswith("<svg "), name
        assert not re.search(r"<\?xml|<!|<metadata|<style|NaN|None", figure["svg"]), name


def test_svg_is_well_formed_and_its_words_are_text(figures):
    for figure in figures.values():
        root = etree.fromstring(figure["svg"])
        assert root.findall(".//{http://www.w3.org/2000/svg}text")


def test_ids_are_unique_in_the_whole_document(figures):
    ids = [
        found
        for f in set(map(svg_text, figures.values()))
        for found in re.findall(r' id="([^"]+)"', f)
    ]
    assert len(ids) == len(set(ids))


def svg_text(figure):
    return figure["svg"]


def test_references_point_to_an_id_of_the_same_figure(figures):
    for name, figure in figures.items():
        used = set(re.findall(r'(?:url\(#|href="#)([\w.-]+)', figure["svg"]))
        assert used == set(re.findall(r' id="([\w.-]+)"', figure["svg"])), name


def test_no_free_text_becomes_markup(figures):
    for figure in figures.values():
        assert "<script" not in figure["svg"]
        assert "\x0b" not in figure["svg"] + figure["caption"] + figure["alt"] + figure["note"]


def test_a_formula_in_a_name_is_drawn_as_written():
    svg = svg_of(charts.plot_indices(PROFILES["hostile"]()))
    words = " ".join(text for text, _ in texts_of(svg))
    assert "frac{1}{2}" in words
    assert "<script>" in HOSTILE


@pytest.mark.parametrize("plot", OF_POLITICA)
def test_drawing_another_report_in_between_changes_nothing(plot):
    first = plot(typical())
    plot(PROFILES["hostile"]())
    plot(PROFILES["with_break"]())
    assert plot(typical()) == first


def test_settings_of_the_user_do_not_reach_the_charts():
    expected = charts.plot_trend(typical())
    with mpl.rc_context({"lines.dashed_pattern": [1, 1], "font.size": 40, "svg.fonttype": "path"}):
        assert charts.plot_trend(typical()) == expected


def test_drawing_leaves_the_settings_of_the_user_alone():
    with mpl.rc_context({"font.size": 33, "svg.fonttype": "path"}):
        before = dict(mpl.rcParams)
        charts.plot_heat_strip(typical())
        assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("plot", OF_POLITICA)
def test_the_table_may_be_left_out(plot):
    assert kinds_of(plot(typical(), with_table=False)) == ["figure"]


def test_no_chart_uses_pyplot():
    folder = Path(charts_canvas.__file__).parent
    for module in folder.glob("charts*.py"):
        assert "pyplot" not in module.read_text("utf-8"), module.name
