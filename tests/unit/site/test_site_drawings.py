"""Charts without styles of their own, so that a strict policy lets them through."""

from collections import Counter

import profile_builders as made
import pytest

from mipg_helpers.presentation import charts
from mipg_helpers.reporting.svg import clean_svg
from mipg_helpers.site.drawings import attributes_only


def test_a_style_becomes_attributes():
    svg = '<text x="1" style="font-size:9px;fill:#1f2933;text-anchor:end">a</text>'
    assert attributes_only(svg) == (
        '<text x="1" font-size="9px" fill="#1f2933" text-anchor="end">a</text>'
    )


def test_words_that_look_like_a_style_stay_words():
    svg = "<text>style=fill:red</text>"
    assert attributes_only(svg) == svg


@pytest.mark.parametrize("plot", [charts.plot_trend, charts.plot_indices, charts.plot_position])
def test_no_chart_keeps_a_style_or_loses_a_colour(plot):
    before = clean_svg(plot(made.typical()).blocks[0]["svg"], "g1-", Counter())
    after = attributes_only(before)
    assert "style=" not in after
    assert after.count("#005a94") == before.count("#005a94")
