import re
from dataclasses import replace

import pytest
from chart_builders import cells_of, figure_of, kinds_of, line_lengths, svg_of, words_of
from profile_builders import (
    QUIEBRE,
    all_hundred,
    entidad_no_peers,
    entidad_profile,
    meci_other,
    not_applicable,
    one_vigencia,
    profile,
    trend,
    typical,
    with_break,
)

from mipg_helpers.analysis.profile import Break
from mipg_helpers.presentation.charts_theme import load_theme
from mipg_helpers.presentation.charts_trend import plot_trend
from mipg_helpers.presentation.charts_trend_series import joined, own_series

COLOURS = load_theme().colours


def test_the_line_is_cut_at_a_break_and_at_a_missing_vigencia():
    series = own_series(with_break().trend)
    assert series.runs == ((2018, 2019), (2021,), (2022, 2023, 2024, 2025))


def test_own_lines_are_drawn_as_the_runs_say():
    assert sorted(line_lengths(svg_of(plot_trend(with_break())), COLOURS.own)) == [2, 4]


def test_a_vigencia_that_was_not_loaded_is_not_bridged():
    series = trend([(2022, 50.0, None), (2024, 60.0, None), (2025, 61.0, None)])
    assert joined({2022: 50.0, 2024: 60.0, 2025: 61.0}, series) == ((2022,), (2024, 2025))


def test_a_missing_score_is_named_under_its_vigencia_and_never_zero():
    words = words_of(plot_trend(with_break()))
    assert "no aplica" in words
    assert ["2020", "no aplica", "57,0", "41", "–"] in cells_of(plot_trend(with_break()))


def test_a_vigencia_that_was_not_loaded_says_so():
    shown = plot_trend(profile(trend=trend([(2022, 50.0, None), (2024, 60.0, None)])))
    assert "sin dato" in words_of(shown)


def test_the_break_is_labelled_and_explained():
    shown = plot_trend(with_break())
    assert {"Cambio de metodología:", "no comparable"} <= set(words_of(shown))
    assert QUIEBRE in figure_of(shown)["note"]
    assert "Entre 2021 y 2022 la serie se corta" in figure_of(shown)["alt"]


@pytest.mark.parametrize(
    ("motivo", "label"),
    [
        ("no_comparable_redefinido", "El índice se redefinió:"),
        ("no_comparable_base", "Línea base de otro diseño:"),
    ],
)
def test_other_breaks_say_what_they_are(motivo, label):
    cut = replace(with_break().trend, breaks=(Break(2021, 2022, motivo, "Explicación."),))
    assert label in words_of(plot_trend(profile(trend=cut)))


def test_neighbouring_breaks_are_written_at_different_heights():
    cuts = tuple(Break(y, y + 1, "no_comparable_quiebre", "x.") for y in (2018, 2019, 2020))
    shown = plot_trend(profile(trend=replace(with_break().trend, breaks=cuts)))
    lines = re.findall(r' y="([\d.]+)"[^>]*>Cambio de metodología:', svg_of(shown))
    assert len(set(lines)) == 3


def test_every_figure_of_the_chart_stands_in_its_table():
    shown = plot_trend(with_break())
    cells = {cell for row in cells_of(shown) for cell in row}
    figures = [word for word in words_of(shown) if "," in word]
    assert figures
    assert set(figures) <= cells


def test_the_table_says_which_rows_compare():
    last = [row[-1] for row in cells_of(plot_trend(with_break()))]
    assert last[3:6] == ["–", "Cambio de metodología: no comparable", "Comparable"]


def test_without_peers_neither_line_nor_columns_speak_of_a_group():
    shown = plot_trend(entidad_no_peers())
    assert "Promedio del grupo" not in words_of(shown)
    assert len(cells_of(shown)[0]) == 3
    assert "grupo" not in figure_of(shown)["caption"]


def test_the_institutional_report_shows_the_idi():
    assert (
        "Índice de Desempeño Institucional" in figure_of(plot_trend(entidad_profile()))["caption"]
    )


def test_one_vigencia_is_no_trend():
    shown = plot_trend(one_vigencia())
    assert kinds_of(shown) == ["callout"]
    assert "al menos dos vigencias" in shown.blocks[0]["c"][0]["s"]


@pytest.mark.parametrize(("build", "said"), [(not_applicable, "No aplica"), (meci_other, "MECI")])
def test_without_scores_the_reason_is_given(build, said):
    assert said in plot_trend(build()).blocks[0]["c"][0]["s"]


def test_a_shortened_axis_is_announced():
    assert "El eje empieza en 90 puntos." in figure_of(plot_trend(all_hundred()))["note"]


def test_the_last_figure_stands_beside_the_name_of_the_series():
    words = words_of(plot_trend(typical()))
    assert words[words.index("Entidad") - 1] == "61,3"


def test_a_last_vigencia_without_score_leaves_the_name_without_figure():
    shown = plot_trend(
        profile(trend=trend([(2023, 50.0, None), (2024, 61.3, None), (2025, None, 60.0)]))
    )
    words = words_of(shown)
    assert words.count("61,3") == 1
    assert words[words.index("Entidad") - 1] != "61,3"


def test_official_means_keep_their_own_digits():
    read = profile(trend=_with_official(trend([(2024, 60.0, 61.57), (2025, 61.3, 65.34)])))
    assert "65,34" in words_of(plot_trend(read))
    assert "cálculo propio" not in figure_of(plot_trend(read))["caption"]


def test_a_series_with_means_of_both_kinds_says_which_are_official():
    series = trend([(2024, 60.0, 61.57), (2025, 61.3, 65.34)])
    mixed = replace(series, points=(_with_official(series).points[0], series.points[1]))
    shown = plot_trend(profile(trend=mixed))
    said = "promedio del grupo: oficial en 2024; en las demás vigencias, cálculo propio."
    assert figure_of(shown)["caption"].endswith(said)
    assert ["2024", "60", "61,57", "–", "–"] in cells_of(shown)


def test_the_idi_is_named_after_its_article():
    caption = figure_of(plot_trend(entidad_profile()))["caption"]
    assert caption.startswith("Evolución del Índice de Desempeño Institucional, ")


def _with_official(series):
    read = [replace(point, es_media_oficial=True, n_grupo=0) for point in series.points]
    return replace(series, points=tuple(read))
