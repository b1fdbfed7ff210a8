from dataclasses import replace

import pytest
from profile_builders import HOSTILE, hostile, long_names, profile, trend, typical, with_break

from mipg_helpers.presentation import alt_text


def test_a_trend_says_last_first_and_extremes():
    said = alt_text.describe_trend("Gobierno Digital", with_break().trend)
    assert said.startswith("Gobierno Digital: 61,3 puntos en 2025; 49,8 puntos en 2018.")
    assert said.endswith("De 2022 a 2025, el más bajo: 51,5 en 2022; el más alto: 61,3 en 2025.")


def test_extremes_never_stand_on_two_sides_of_a_break():
    said = alt_text.describe_trend("Gobierno Digital", with_break().trend)
    assert "49,8" not in said.split("no es comparable.")[1]


def test_a_score_that_never_changes_has_no_extremes():
    series = trend([(2023, 100.0, None), (2024, 100.0, None), (2025, 100.0, None)])
    assert alt_text.describe_trend("IDI", series).endswith("De 2023 a 2025, siempre 100.")


def test_a_group_of_unknown_size_is_not_a_group_of_none():
    own = typical()
    unknown = replace(own, peers=replace(own.peers, n=0, posicion=None, oficial=True))
    said = alt_text.describe_position(unknown, "Gobierno Digital", own.score)
    assert "entidades" not in said


def test_a_trend_without_group_does_not_mention_one():
    series = trend([(2024, 60.0, None), (2025, 61.3, None)])
    assert "grupo" not in alt_text.describe_trend("IDI", series)


def test_long_names_are_shortened_at_a_word():
    said = alt_text.describe_indices(long_names())
    assert len(said) <= 400
    assert "…" in said


def test_sentences_that_do_not_fit_are_dropped_whole():
    long, short = "a" * 390 + ".", "b" * 20 + "."
    assert alt_text._said(long, short) == long
    assert alt_text._said(short, long, short) == f"{short} {short}"


def test_hostile_names_do_not_make_it_too_long():
    assert len(alt_text.describe_indices(hostile())) <= 400


def test_free_text_is_put_on_one_line():
    assert "\x0b" not in alt_text.describe_trend(HOSTILE, typical().trend)


def test_text_is_cut_at_a_word():
    assert alt_text.shortened("uno dos, tres", 10) == "uno dos…"
    assert alt_text.shortened("uno dos", 9) == "uno dos"


def test_a_politica_above_its_group_is_told_so():
    own = profile(own=90.0, group=None)
    mean = own.peers.media_puntos
    better = replace(own, gaps=tuple(replace(g, brecha_puntos=-2.0) for g in own.gaps))
    assert mean is not None
    said = alt_text.describe_position(better, "Gobierno Digital", better.score)
    assert "Está 2,0 puntos por encima del promedio del grupo." in said


def test_equal_scores_are_told_once():
    rows = tuple(replace(row, score=typical().score) for row in typical().politicas)
    said = alt_text.describe_heat(rows, 2025, "gobierno_digital")
    assert "19 puntajes, todos iguales: 61,3 puntos." in said


@pytest.mark.parametrize("own", ["", "gobierno_digital"])
def test_the_politica_of_the_report_comes_first(own):
    said = alt_text.describe_heat(typical().politicas, 2025, own)
    assert ("2025. Gobierno Digital: 61,3 puntos." in said) == bool(own)
