"""What a screen would obey is not printed."""

import pytest

from mipg_helpers.cli.output import say
from mipg_helpers.cli.screen import for_screen


@pytest.mark.parametrize(
    "mark", ["\x1b", "\x07", "\x08", "\x00", "\x9b", "\u202e", "\u2066", "\udcff"]
)
def test_mark_that_a_screen_obeys_is_shown_as_unknown(mark):
    assert for_screen(f"a{mark}[31mb") == "a\N{REPLACEMENT CHARACTER}[31mb"


def test_letters_lines_and_joined_pictures_stay():
    text = "Ñandú\n\tuno 👩🏽\u200d💻"
    assert for_screen(text) == text


def test_line_is_said_without_them(capsys):
    say("libro \x1b[31m rojo")
    assert "\x1b" not in capsys.readouterr().out
