"""Words as the search compares them."""

import pytest

from mipg_helpers.site.search_words import words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Participación", {"participacion"}),
        ("PARTICIPACIO\u0301N", {"participacion"}),
        ("niñez", {"ninez"}),
        ("Plan-2026", {"plan", "2026"}),
        ("a y o de la", set()),
        ("=HIPERVINCULO(1)", {"hipervinculo"}),
        ("", set()),
    ],
)
def test_words_of_a_text(text, words):
    assert words_of(text) == words
