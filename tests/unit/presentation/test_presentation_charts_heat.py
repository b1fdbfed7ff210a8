from dataclasses import replace

from chart_builders import cells_of, figure_of, kinds_of, svg_of, words_of
from profile_builders import (
    POLITICAS,
    all_hundred,
    entidad_profile,
    meci,
    politica_result,
    typical,
)

from mipg_helpers.presentation.charts_heat import plot_heat_strip
from mipg_helpers.presentation.charts_theme import load_theme

FRAME = f"stroke: {load_theme().colours.ink}; stroke-width: 2.2"


def test_every_politica_has_a_cell_with_its_score():
    words = words_of(plot_heat_strip(typical()))
    scores = [row[4] for row in POLITICAS.values() if row[4] is not None]
    written = {f"{score:g}".replace(".", ",") for score in scores}
    assert written <= set(words)


def test_cells_stand_under_their_dimension():
    words = words_of(plot_heat_strip(typical()))
    assert "D1 Talento Humano" in words
    assert "D3 Gestión para Resultados con Valores (continúa)" in words


def test_a_cell_without_score_is_hatched_and_says_why():
    shown = plot_heat_strip(typical())
    assert "no aplica" in words_of(shown)
    assert svg_of(shown).count("fill: url(#") == 1
    assert "celdas rayadas" in figure_of(shown)["note"]


def test_nothing_is_said_of_hatching_where_there_is_none():
    shown = plot_heat_strip(all_hundred())
    assert "fill: url(#" not in svg_of(shown)
    assert "rayadas" not in figure_of(shown)["note"]


def test_the_politica_of_the_report_is_outlined():
    assert FRAME in svg_of(plot_heat_strip(typical()))
    assert "enmarcada" in figure_of(plot_heat_strip(typical()))["note"]


def test_the_institutional_report_outlines_none():
    assert FRAME not in svg_of(plot_heat_strip(entidad_profile()))
    assert "enmarcada" not in figure_of(plot_heat_strip(entidad_profile()))["note"]


def test_high_priority_is_marked_with_a_sign_not_with_colour():
    shown = plot_heat_strip(typical())
    high = sum(row.priority.nivel == "alta" for row in typical().politicas)
    assert words_of(shown).count("▲") == high > 0
    assert "▲" in figure_of(shown)["note"]


def test_a_meci_entidad_shows_one_score_and_the_reason_of_the_others():
    words = words_of(plot_heat_strip(meci()))
    assert words.count("solo MECI") == 18
    assert "72,05" in words


def test_without_any_score_there_is_a_reason_instead():
    rows = tuple(politica_result(key, None) for key in POLITICAS)
    shown = plot_heat_strip(replace(typical(), politicas=rows))
    assert kinds_of(shown) == ["callout"]
    assert "No aplica" in shown.blocks[0]["c"][0]["s"]


def test_the_table_has_one_row_per_politica():
    rows = cells_of(plot_heat_strip(typical()))
    assert len(rows) == 19
    assert rows[9] == [
        "Mejora Normativa",
        "D3 Gestión para Resultados con Valores",
        "no aplica",
        "no aplica",
    ]


def test_a_dimension_of_another_model_flows_over_the_rows():
    rows = tuple(
        replace(row, politica=replace(row.politica, dimension="D1", nombre_dimension="Única"))
        for row in typical().politicas
    )
    words = words_of(plot_heat_strip(replace(typical(), politicas=rows)))
    assert words.count("D1 Única (continúa)") == 3
