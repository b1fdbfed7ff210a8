"""What the style sheet colours can be read by day and by night."""

import re
from dataclasses import fields

import pytest

from mipg_helpers.presentation.charts_theme import Colours, load_theme
from mipg_helpers.site.style import NIGHT, SHEET, style_sheet
from mipg_helpers.site.theme_file import DARK, LIGHT, contrast, read_theme

WORDS = ("tinta", "suave", "ok", "aviso", "peligro")
PALE = {"ok": "ok-palido", "aviso": "aviso-palido", "peligro": "peligro-palido"}


def variables(night):
    sheet = SHEET.read_text(encoding="utf-8")
    day, dark = re.findall(r":root \{(.*?)\}", sheet, flags=re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#\w{6})", day))
    return found | (dict(re.findall(r"--([\w-]+): (#\w{6})", dark)) if night else {})


@pytest.mark.parametrize(("night", "papers"), [(False, LIGHT), (True, DARK)])
def test_words_have_the_contrast_that_is_promised(night, papers):
    found = variables(night)
    for name in WORDS:
        behind = [*papers, *([found[PALE[name]]] if name in PALE else [])]
        assert min(contrast(found[name], paper) for paper in behind) >= 4.5, name


def test_every_colour_of_the_charts_has_one_for_the_night():
    assert set(NIGHT) == {field.name for field in fields(Colours)}


@pytest.mark.parametrize("name", ["ink", "muted", "own", "peers", "best", "alert"])
def test_charts_can_be_read_in_the_dark(name):
    assert contrast(NIGHT[name], DARK[0]) >= 4.5


def test_the_sheet_has_the_colours_of_the_theme_and_of_the_tiles():
    sheet = style_sheet(read_theme())
    assert f"--principal:{read_theme().principal};" in sheet
    for place, shade in enumerate(load_theme().shades):
        assert f".tile.t{place}{{background:{shade.fill};color:{shade.ink}}}" in sheet
