"""Stems of Spanish words."""

from mipg_helpers.reference.stems import stems_of


def test_forms_of_one_word_share_a_stem():
    assert set(stems_of("publicar")) == set(stems_of("publicación")) == set(stems_of("publicados"))


def test_a_missing_accent_changes_nothing():
    assert set(stems_of("CAPACITACION")) == set(stems_of("capacitación"))


def test_words_that_say_nothing_are_left_out():
    assert list(stems_of("de la con los para el plan").values()) == ["plan"]


def test_an_abbreviation_stands_for_its_words():
    assert set(stems_of("plan de caja")) < set(stems_of("El PAC", {"pac": "plan de caja"}))


def test_a_text_without_words_has_no_stems():
    assert not stems_of(" – ¿?")
