from dataclasses import replace

from chart_builders import cells_of, figure_of, kinds_of, words_of
from profile_builders import entidad_meci, entidad_no_peers, entidad_profile

from mipg_helpers.presentation.charts_dimensiones import plot_dimensiones


def test_dimensions_stand_in_official_order():
    first = [row[0][:2] for row in cells_of(plot_dimensiones(entidad_profile()))]
    assert first == ["D1", "D2", "D3", "D4", "D5", "D6", "D7"]


def test_official_scores_are_printed_digit_by_digit():
    assert "63,81" in words_of(plot_dimensiones(entidad_profile()))


def test_a_meci_entidad_shows_only_its_own_dimension():
    shown = plot_dimensiones(entidad_meci())
    assert [word for word in words_of(shown) if word.startswith("D")] == ["D7 Control Interno"]
    assert "(solo MECI)" in figure_of(shown)["note"]
    assert [row[1] for row in cells_of(shown)[:6]] == ["solo MECI"] * 6


def test_without_group_the_note_says_why():
    shown = plot_dimensiones(entidad_no_peers())
    assert "criterio" in figure_of(shown)["note"]
    assert "Promedio del grupo" not in words_of(shown)


def test_without_any_score_the_reason_is_given():
    base = entidad_meci()
    shown = plot_dimensiones(replace(base, dimensiones=base.dimensiones[:6]))
    assert kinds_of(shown) == ["callout"]
    assert "MECI" in shown.blocks[0]["c"][0]["s"]
