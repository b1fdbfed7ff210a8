"""What a comparison shows: the same numbers in chart and table, the own entidad marked, a limit."""

import re

import pytest
from analysis_builders import drawn
from chart_builders import cells_of, figure_of, kinds_of, svg_of, words_of
from comparison_builders import SCORES, SIX, compare, everyone, many

from mipg_helpers.presentation import (
    display_html,
    narrative_comparar_findings,
    narrative_comparar_set,
    rows_comparar,
)
from mipg_helpers.presentation import sections_comparar as sections
from mipg_helpers.presentation.charts_comparar import plot_detalle, plot_distribution, plot_matrix
from mipg_helpers.presentation.charts_theme import load_theme

BEFORE = "\n".join(
    f"{row['entidad']} | 2024 | gobierno_digital | {float(row['puntos']) - 10 * at}"
    for at, row in enumerate(drawn(SCORES))
)
FRAME = f"stroke: {load_theme().colours.ink}; stroke-width: 1.8"


def text_of(displayed):
    return re.sub(r"<[^>]+>", " ", display_html.to_html(displayed.blocks))


def test_distribution_writes_the_same_numbers_in_chart_and_table():
    shown = plot_distribution(compare())
    assert kinds_of(shown) == ["figure", "table"]
    assert {"50", "70,0"} <= set(words_of(shown))
    assert cells_of(shown) == [
        ["Gobierno Digital", "50", "5 de 5", "70,0", "70,0", "60,0 a 80,0", "50 a 90", "5"]
    ]


def test_the_median_is_called_our_own():
    assert "cálculo propio" in figure_of(plot_distribution(compare()))["caption"]


def test_alternative_text_speaks_from_the_data():
    alt = figure_of(plot_distribution(compare()))["alt"]
    assert "grupo par G" in alt
    assert "Mediana más baja: Gobierno Digital, 70,0 puntos" in alt
    assert "por debajo de la mediana en 1 de 1" in alt


def test_a_set_that_is_too_small_says_why_there_is_no_distribution():
    shown = plot_distribution(compare(minimo=6))
    assert kinds_of(shown) == ["callout"]
    assert "al menos 6 entidades" in text_of(shown)


def test_matrix_frames_the_own_entidad():
    assert FRAME in svg_of(plot_matrix(compare()))
    assert FRAME not in svg_of(plot_matrix(compare(conjunto="departamento", valor="Sur")))


def test_matrix_hatches_what_has_no_score():
    shown = plot_matrix(compare(SCORES.replace("| 90", "|")))
    assert "fill: url(#" in svg_of(shown)
    assert cells_of(shown)[-1] == ["ALCALDÍA E", "–", "no aplica"]


def test_matrix_tables_hold_every_score_in_the_order_of_the_rows():
    assert [row[1:] for row in cells_of(plot_matrix(compare()))] == [
        ["1", "90"], ["2", "80"], ["3", "70"], ["4", "60"], ["5", "50"],
    ]  # fmt: skip
    assert cells_of(plot_matrix(compare()))[-1][0] == "► ALCALDÍA A"


def test_a_thousand_entidades_stay_readable_and_it_says_how_many_are_shown():
    comparison = many(1000)
    shown = plot_matrix(comparison)
    places = [row[1] for row in cells_of(shown)]
    assert places == [
        *("1", "2", "3", "4", "5", "6"),
        *("498", "499", "500", "501", "502", "503", "504"),
        *("998", "999", "1.000"),
    ]
    assert "Se muestran 16 de 1.000 entidades" in figure_of(shown)["note"]
    assert "libro de Excel" in figure_of(shown)["note"]


@pytest.mark.parametrize("own", [0, 3, 999, None])
def test_shown_rows_always_hold_first_last_and_own(own):
    found = rows_comparar.chosen(1000, 1000, own)
    assert {0, 999} | ({own} - {None}) <= found
    assert len(found) <= rows_comparar.WHOLE


def test_who_has_no_score_is_not_among_the_lowest():
    assert 999 not in rows_comparar.chosen(1000, 900, 0)
    assert 899 in rows_comparar.chosen(1000, 900, 0)


def test_columns_bear_the_digits_of_the_official_codes():
    shown = plot_matrix(compare())
    assert {"07", "07 Gobierno Digital"} <= set(words_of(shown))
    assert "no son códigos oficiales" not in figure_of(shown)["note"]


def test_where_the_numbering_is_not_confirmed_the_numbers_are_not_called_codes():
    shown = plot_matrix(compare(*(t.replace("2025", "2022") for t in (SCORES, SIX)), vigencia=2022))
    assert {"1", "1 Gobierno Digital"} <= set(words_of(shown))
    assert "no son códigos oficiales" in figure_of(shown)["note"]


def test_hostile_names_are_text_in_charts_and_tables():
    name = "<script>alert(1)</script> =1+1 $x^2$"
    shown = plot_matrix(compare(people=SIX.replace("ALCALDÍA B", name)))
    assert "<script" not in display_html.to_html(shown.blocks)


def test_common_gaps_name_their_reference():
    shown = text_of(sections.show_gaps(compare(puntos=75)))
    assert "La referencia es 75 puntos, el valor que se eligió" in shown
    assert "en 1 política" in shown
    assert "3 de 5" in shown


def test_without_common_gaps_the_widest_is_told():
    (said,) = narrative_comparar_findings.gaps(compare(puntos=65))
    assert "En ninguna política ni subíndice" in said
    assert "Gobierno Digital: 40\u00a0% está por debajo" in said


def test_rises_name_who_rose_most_with_both_scores():
    shown = sections.show_mejoras(compare(everyone(SCORES, BEFORE)))
    (row,) = cells_of(shown)
    assert row == [
        "Gobierno Digital", "ALCALDÍA E", "2024", "50", "90", "+40,00", "4 de 5", "0,00",
    ]  # fmt: skip


def test_many_ties_are_counted_and_nobody_is_picked():
    same = "\n".join(f"{name} | 2024 | gobierno_digital | 10" for name in "ABCDE")
    scores = "entidad | vigencia | indice | puntos\n" + "\n".join(
        f"{name} | 2025 | gobierno_digital | 30" for name in "ABCDE"
    )
    (row,) = cells_of(sections.show_mejoras(compare(everyone(scores, same))))
    assert row[1] == "5 entidades empatadas"


def test_without_a_comparable_vigencia_it_says_why():
    shown = sections.show_mejoras(compare())
    assert kinds_of(shown) == ["callout"]
    assert "No hay una vigencia anterior cargada" in text_of(shown)


def test_a_closer_look_shows_the_place_and_the_ranking():
    shown = plot_detalle(compare(detalle="gobierno_digital"))
    assert "Entidad: 50 (puesto 5 de 5)" in words_of(shown)
    assert [row[2:] for row in cells_of(shown)] == [
        ["1", "90"], ["2", "80"], ["3", "70"], ["4", "60"], ["5", "50"],
    ]  # fmt: skip


def test_a_closer_look_without_an_own_score_gives_the_reason_and_the_ranking():
    shown = plot_detalle(compare(SCORES.replace("| 50", "|"), detalle="gobierno_digital"))
    assert kinds_of(shown) == ["callout", "table"]
    assert "No aplica a la entidad" in text_of(shown)


def test_set_that_stands_in_for_the_grupo_par_is_said():
    people = SIX.replace("| G     |", "|       |")
    said = " ".join(narrative_comparar_set.conjunto(compare(people=people)))
    assert "no traen el grupo par de la entidad" in said
    assert "departamento" in said


def test_an_entidad_outside_the_set_is_said():
    said = " ".join(narrative_comparar_set.conjunto(compare(conjunto="departamento", valor="Sur")))
    assert "no es del conjunto" in said


def test_who_of_a_list_has_no_data_is_named():
    said = " ".join(narrative_comparar_set.conjunto(compare(conjunto="lista", lista=("B", "Z"))))
    assert "«Z»" in said


def test_a_document_without_a_set_still_says_why():
    people = "entidad | vigencia\nA | 2025"
    shown = sections.show_all(compare(people=people))
    assert kinds_of(shown)[0] == "cover"
    assert "no dicen el grupo par de la entidad" in text_of(shown)


def test_document_has_a_heading_per_view():
    shown = sections.show_all(compare())
    titles = [block["c"][0]["s"] for block in shown.blocks if block["type"] == "heading"]
    assert titles == ["Resumen", *(view.titulo for view in sections.VIEWS)]
