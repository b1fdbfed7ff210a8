import pytest

from mipg_helpers.reporting.long_words import BREAK, breakable


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("Direccionamiento", "Direccionamiento"),
        ("Resultados_vig2019_territorio.xlsx", "Resultados_|vig2019_|territorio.|xlsx"),
        ("https://www.funcionpublica.gov.co/x", "https://|www.|funcionpublica.|gov.|co/x"),
        ("a" * 23, "a" * 23),
        ("a" * 40, "a" * 18 + "|" + "a" * 22),
        ("Puntaje de la entidad en el grupo", "Puntaje de la entidad en el grupo"),
    ],
)
def test_only_long_words_may_break_and_best_after_a_mark(word, shown):
    assert breakable(word).replace(BREAK, "|") == shown
