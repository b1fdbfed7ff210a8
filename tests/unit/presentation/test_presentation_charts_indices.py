from chart_builders import cells_of, figure_of, kinds_of, words_of
from profile_builders import (
    REDEFINIDO,
    _without_score,
    indices_of,
    long_names,
    meci_other,
    no_peers,
    not_applicable,
    profile,
    redefined,
    small_group,
    typical,
    without_indices,
)

from mipg_helpers.presentation.charts_indices import plot_indices


def test_the_worst_sub_index_stands_first():
    rows = cells_of(plot_indices(typical()))
    assert rows[0][:2] == ["I12 Innovación pública digital", "33,3"]


def test_a_sub_index_without_score_is_told_not_drawn():
    shown = plot_indices(typical())
    assert not any("I21" in word for word in words_of(shown))
    assert "I21 Estrategias" in figure_of(shown)["note"]
    assert cells_of(shown)[-1][:2] == [
        "I21 Estrategias de ciudades y territorios inteligentes",
        "no aplica",
    ]


def test_every_drawn_figure_stands_in_the_table():
    shown = plot_indices(long_names())
    cells = {cell for row in cells_of(shown) for cell in row}
    figures = {word for word in words_of(shown) if "," in word}
    assert figures
    assert figures <= cells


def test_the_longest_name_is_drawn_whole():
    words = " ".join(words_of(plot_indices(long_names())))
    assert "diferentes fases del ciclo de gestión" in words
    assert "…" not in words


def test_a_redefined_sub_index_is_marked_and_explained():
    shown = plot_indices(redefined())
    assert any(word.endswith("†") for word in words_of(shown))
    assert f"† {REDEFINIDO}" in figure_of(shown)["note"]


def test_without_group_only_own_scores_are_drawn_and_the_note_says_why():
    for build, said in ((small_group, "menos entidades"), (no_peers, "criterio")):
        shown = plot_indices(build())
        assert "Promedio del grupo" not in words_of(shown)
        assert said in figure_of(shown)["note"]


def test_a_politica_without_sub_indices_says_so():
    shown = plot_indices(without_indices())
    assert kinds_of(shown) == ["callout"]
    assert "no traen subíndices" in shown.blocks[0]["c"][0]["s"]


def test_a_politica_without_score_gives_its_own_reason():
    assert "No aplica" in plot_indices(not_applicable()).blocks[0]["c"][0]["s"]
    assert "MECI" in plot_indices(meci_other()).blocks[0]["c"][0]["s"]


def test_sub_indices_that_all_lack_a_score_give_the_reason_once():
    rows = tuple(row for row in typical().indices if row.score.puntos is None) * 2
    shown = plot_indices(_without_score("gobierno_digital", "no_aplica", "no_aplica", indices=rows))
    assert shown.blocks[0]["c"][0]["s"].count("No aplica") == 1


def test_the_alternative_names_extremes_and_distance():
    alt = figure_of(plot_indices(typical()))["alt"]
    assert "Más bajo: I12 Innovación pública digital, 33,3 puntos" in alt
    assert "Más alto: I18 Estado abierto, 88,2 puntos" in alt
    assert "Por debajo del promedio del grupo: 5 de 10" in alt


def test_one_sub_index_is_not_called_lowest_and_highest():
    alone = profile(indices=indices_of("gobierno_digital")[:1])
    assert "Único puntaje: I12" in figure_of(plot_indices(alone))["alt"]
