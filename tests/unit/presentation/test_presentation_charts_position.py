import pytest
from chart_builders import cells_of, figure_of, kinds_of, svg_of, words_of
from profile_builders import (
    all_hundred,
    entidad_meci,
    entidad_profile,
    large_group,
    meci_other,
    no_peers,
    not_applicable,
    official_peers,
    peers,
    profile,
    single_member,
    small_group,
    typical,
)

from mipg_helpers.presentation.charts_position import plot_position


def test_the_caption_names_the_group_and_its_size():
    caption = figure_of(plot_position(typical()))["caption"]
    assert "grupo par ALCALDÍA GRUPO 4 (n = 41)" in caption


def test_own_place_mean_and_best_are_marked():
    assert {
        "Entidad: 61,3 (puesto 28 de 41)",
        "Promedio del grupo: 65,8",
        "Mejor: 85",
    } <= set(words_of(plot_position(typical())))


def test_a_small_group_is_drawn_as_one_dot_per_entidad():
    shown = plot_position(typical())
    assert "Cada punto gris es una entidad" in figure_of(shown)["note"]
    assert svg_of(shown).count("<use") == 41 + 3


def test_a_large_group_is_drawn_as_bars():
    shown = plot_position(large_group())
    assert "La altura de cada barra" in figure_of(shown)["note"]
    assert svg_of(shown).count("<use") == 3
    assert "Entidad: 61,3 (puesto 668 de 1.100)" in words_of(shown)


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (single_member, "única de su grupo"),
        (small_group, "menos entidades"),
        (no_peers, "criterio"),
        (not_applicable, "No aplica"),
        (meci_other, "MECI"),
        (entidad_meci, "MECI"),
    ],
)
def test_without_place_the_reason_is_given(build, said):
    shown = plot_position(build())
    assert kinds_of(shown) == ["callout"]
    assert said in shown.blocks[0]["c"][0]["s"]


def test_a_group_too_small_to_be_shown_still_gives_its_size():
    said = plot_position(small_group()).blocks[0]["c"][0]["s"]
    assert said.endswith("Grupo: grupo par ALCALDÍA GRUPO 4 (3 entidades con puntaje).")


def test_published_statistics_are_labelled_official_and_kept_as_read():
    shown = plot_position(official_peers())
    assert ["Promedio del grupo", "65,34", "oficial"] in cells_of(shown)
    assert "cálculo propio" not in figure_of(shown)["caption"]


def test_statistics_that_were_not_published_are_left_out():
    names = {row[0] for row in cells_of(plot_position(official_peers()))}
    assert not {"Mediana del grupo", "Puesto en el grupo"} & names


def test_own_statistics_are_labelled_as_ours():
    rows = cells_of(plot_position(typical()))
    assert ["Puntaje de la entidad", "61,3", "oficial"] in rows
    assert ["Percentil", "33", "cálculo propio"] in rows
    assert ["Quintil", "2 de 5", "cálculo propio"] in rows


def test_the_alternative_says_place_and_distance():
    alt = figure_of(plot_position(typical()))["alt"]
    assert "Gobierno Digital: 61,3 puntos, puesto 28 de 41." in alt
    assert "Está 4,5 puntos por debajo del promedio del grupo." in alt


def test_everybody_at_100_is_equal_to_the_mean():
    assert "Igual al promedio" in figure_of(plot_position(all_hundred()))["alt"]


def test_the_lowest_possible_score_is_drawn():
    shown = plot_position(profile(own=0.0, group=peers(0.0, [0.0, 10.0, 50.0, 60.0, 70.0])))
    assert "Entidad: 0 (puesto 5 de 6)" in words_of(shown)


def test_the_idi_of_the_institutional_report_has_a_position():
    assert (
        "Índice de Desempeño Institucional"
        in figure_of(plot_position(entidad_profile()))["caption"]
    )
