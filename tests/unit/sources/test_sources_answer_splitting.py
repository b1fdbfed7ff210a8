import pytest
from hypothesis import given
from hypothesis import strategies as st

from mipg_helpers.sources.answer_splitting import OptionTexts, Piece

PLAIN = ((1, "Planea"), (2, "Mide"), (3, "Publica la grabación | el acta"), (4, "Otro. ¿Cuál?:"))
WORDS = st.text("abcdefghij |", min_size=1, max_size=12).filter(lambda text: text.strip(" |"))


def numbers(answer, options=PLAIN, **more):
    return [piece.numero for piece in OptionTexts(options, **more).split(answer)]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Planea", [1]),
        ("Planea | Mide", [1, 2]),
        ("planea|MIDE.", [1, 2]),
        ("Publica la grabación | el acta", [3]),
        ("Publica la grabación|el acta | Planea", [3, 1]),
        ("Publica la grabación", [None]),
        ("Otro. ¿Cuál?: un video", [4]),
        ("Otro. ¿Cuál?", [4]),
        ("Otros temas", [None]),
        ("Plane", [None]),
        ("", []),
        (" | ", []),
    ],
)
def test_options_are_recognised_by_their_whole_text(answer, expected):
    assert numbers(answer) == expected


def test_what_is_no_option_stays_as_written():
    assert OptionTexts(PLAIN).split("Planea | =cmd") == [Piece(1, "Planea"), Piece(None, "=cmd")]


def test_repeated_option_takes_its_numbers_one_after_the_other():
    assert numbers("a | a | b", ((1, "a"), (2, "b"), (3, "a"))) == [1, 3, 2]


def test_option_that_asks_for_a_figure_is_known_by_its_beginning():
    assert numbers("Legal: 3 | Penal 0", ((1, "Legal:"), (2, "Penal")), all_open=True) == [1, 2]


def test_open_option_is_no_part_of_a_longer_word():
    assert numbers("Penales: 3", ((1, "Penal:"),)) == [None]


def test_longer_beginning_wins():
    options = ((1, "Sí. Indique:"), (2, "Sí. Indique: cuáles:"))
    assert numbers("Sí. Indique: cuáles: dos", options) == [2]


@given(
    options=st.lists(WORDS, min_size=1, max_size=6, unique_by=lambda text: text.strip(" .:;")),
    data=st.data(),
)
def test_any_choice_of_plain_options_comes_back(options, data):
    plain = [option.replace("|", "").strip() + str(n) for n, option in enumerate(options)]
    chosen = data.draw(st.lists(st.integers(0, len(plain) - 1), unique=True))
    answer = " | ".join(plain[n] for n in chosen)
    assert numbers(answer, tuple(enumerate(plain))) == chosen


@given(options=st.lists(WORDS, max_size=5), answer=st.text(max_size=60))
def test_any_text_is_taken_apart_without_losing_words(options, answer):
    pieces = OptionTexts(tuple(enumerate(options))).split(answer)
    kept = "".join(piece.texto for piece in pieces)
    assert sorted(_letters(kept)) == sorted(_letters(answer))


def _letters(text):
    return [char for char in text if not char.isspace() and char != "|"]
