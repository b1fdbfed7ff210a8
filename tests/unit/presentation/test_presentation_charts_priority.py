from dataclasses import replace

import pytest
from chart_builders import cells_of, figure_of, kinds_of, words_of
from profile_builders import (
    POLITICAS,
    entidad_hundred,
    entidad_meci,
    entidad_no_peers,
    entidad_profile,
    gap,
    politica_result,
)

from mipg_helpers.presentation.charts_priority import best_known_reference, plot_priority_map
from mipg_helpers.presentation.charts_priority_drawing import _ceiling, _nice_step


def with_gaps(**by_politica):
    """Give each named politica one gap to the mean and no other."""
    rows = []
    for key in POLITICAS:
        row = politica_result(key, 60.0)
        value = by_politica.get(key)
        gaps = (gap("media_grupo", None if value is None else 60.0 + value, 60.0, "grupo_pequeno"),)
        rows.append(replace(row, gaps=gaps))
    return entidad_profile(politicas=tuple(rows))


def test_politicas_with_a_gap_are_named_at_their_mark():
    words = words_of(plot_priority_map(entidad_profile()))
    assert {"Gobierno Digital", "Información Estadística", "Trámites"} <= set(words)


def test_politicas_without_gap_or_score_are_named_in_the_note():
    note = figure_of(plot_priority_map(entidad_profile()))["note"]
    assert "Sin brecha: Presupuesto y Compras." in note
    assert "Sin brecha calculable: Mejora Normativa (no aplica)." in note


def test_the_note_says_that_the_effort_is_only_approximated():
    assert (
        "aproxima el esfuerzo, no lo mide"
        in figure_of(plot_priority_map(entidad_profile()))["note"]
    )


def test_the_reference_is_the_one_most_politicas_have():
    assert best_known_reference(entidad_profile().politicas) == "meta"
    some = with_gaps(compras=5.0, integridad=3.0)
    assert best_known_reference(some.politicas) == "media_grupo"
    assert "«promedio del grupo»" in figure_of(plot_priority_map(some))["caption"]


def test_whoever_is_above_the_mean_everywhere_looks_at_the_best():
    rows = tuple(
        replace(row, gaps=(gap("media_grupo", 90.0, 95.0), gap("mejor_grupo", 99.0, 95.0)))
        for row in entidad_profile().politicas
    )
    assert best_known_reference(rows) == "mejor_grupo"


def test_without_peers_the_targets_still_draw_the_map():
    assert "«meta de la entidad»" in figure_of(plot_priority_map(entidad_no_peers()))["caption"]


def test_no_gap_at_all_is_said_in_words():
    shown = plot_priority_map(entidad_hundred())
    assert kinds_of(shown) == ["callout"]
    assert "Ninguna política" in shown.blocks[0]["c"][0]["s"]


def test_a_single_gap_is_told_instead_of_drawn():
    shown = plot_priority_map(entidad_meci())
    assert "Solo Control Interno" in shown.blocks[0]["c"][0]["s"]
    assert "8,0 puntos (cálculo propio)" in shown.blocks[0]["c"][0]["s"]


def test_without_any_reference_the_reason_is_given():
    assert "menos entidades" in plot_priority_map(with_gaps()).blocks[0]["c"][0]["s"]


def test_a_gap_that_prints_as_zero_is_none():
    shown = plot_priority_map(with_gaps(compras=0.04, integridad=3.0, planeacion=2.0))
    assert "Sin brecha: Compras." in figure_of(shown)["note"]
    assert "Compras" not in words_of(shown)


def test_the_table_is_sorted_by_gap_and_shows_reached_references_as_negative():
    rows = cells_of(plot_priority_map(entidad_profile()))
    assert rows[0][0] == "Gestión de la Información Estadística"
    assert rows[-1] == ["Compras y Contratación Pública", "−20,0", "3", "sin brecha"]


def test_equal_gaps_and_counts_keep_all_their_names():
    shown = plot_priority_map(with_gaps(**dict.fromkeys(POLITICAS, 5.0)))
    names = {row[2] for row in POLITICAS.values()}
    assert names <= set(words_of(shown))


def test_the_alternative_lists_the_widest_gaps_first():
    alt = figure_of(plot_priority_map(entidad_profile()))["alt"]
    assert "Mayores brechas, en puntos: Información Estadística 32,4 (19 recomendaciones)" in alt


@pytest.mark.parametrize(
    ("highest", "step"), [(0, 1), (0.3, 0.05), (1, 0.2), (7, 1), (32.4, 5), (31, 5), (90, 20)]
)
def test_ticks_are_round_and_few(highest, step):
    assert _nice_step(highest) == pytest.approx(step)
    assert _ceiling(highest, step) >= highest


def test_ticks_of_small_gaps_show_their_decimals():
    words = words_of(plot_priority_map(with_gaps(compras=0.3, integridad=0.2)))
    assert "0,05" in words
