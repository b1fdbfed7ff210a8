from collections import Counter

import pytest
from fontTools.ttLib import TTFont

from mipg_helpers.reporting.glyphs import FONTS, clean_text, drawn_characters


def cleaned(text, **options):
    return clean_text(text, Counter(), **options)


def test_drawn_characters_are_those_of_every_font_for_print():
    maps = [set(TTFont(path).getBestCmap()) for path in FONTS.glob("*.ttf")]
    assert drawn_characters() == set.intersection(*maps)


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ("Gestión pública · 61,3 % – «año»", "Gestión pública · 61,3 % – «año»"),
        ("cafe\u0301", "café"),
        ("uno\tdos\ntres", "uno dos tres"),
        ("12\u202f345", "12\u00a0345"),
        ("a\u202eb\u200bc\ufeffd\x00\x1be", "abcde"),
        ("co\u00adpia", "co\u00adpia"),
        ("bien 😀 漢", "bien ■ ■"),
        ("❤\ufe0f", "■"),
        ("\ud800", "■"),
    ],
)
def test_text_keeps_what_can_be_shown(found, shown):
    assert cleaned(found) == shown


def test_what_cannot_be_shown_is_counted():
    unknown = Counter()
    clean_text("漢 漢 😀 ■", unknown)
    assert unknown == {"漢": 2, "😀": 1}


def test_lines_of_code_stay_lines():
    assert cleaned("a\n\té\r\nb", keep_lines=True) == "a\n        é\nb"
