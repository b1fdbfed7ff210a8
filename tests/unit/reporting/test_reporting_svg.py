import io
from collections import Counter

import matplotlib as mpl
import pytest
from document_builders import PNG, SVG
from matplotlib.figure import Figure

from mipg_helpers.reporting.svg import SvgError, clean_svg


def cleaned(source, prefix="g1-"):
    return clean_svg(source, prefix, Counter())


def drawing(inside, head='viewBox="0 0 10 10"'):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {head}>{inside}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'>x</body></foreignObject>",
        "<style>*{fill:red}</style>",
        "<a href='https://e.co'><rect/></a>",
        "<image href='https://e.co/a.png'/>",
        "<image href='file:///etc/passwd'/>",
        "<use href='other.svg#a'/>",
        "<rect style='fill:url(https://e.co/x)'/>",
        "<rect fill='url(//e.co/x)'/>",
        "<rect onload='alert(1)' onclick='x'/>",
        "<rect style='background:url(javascript:alert(1))'/>",
        "<animate attributeName='href' to='https://e.co'/>",
        "<metadata>https://e.co</metadata>",
        "<rect class='cover'/>",
    ],
)
def test_what_runs_links_or_loads_is_dropped(inside):
    shown = cleaned(drawing(inside)).removeprefix('<svg xmlns="http://www.w3.org/2000/svg"')
    for word in ("script", "foreign", "<style", "http", "file:", "//", "on", "class", "other.svg"):
        assert word not in shown


def test_embedded_picture_stays():
    assert PNG in cleaned(drawing(f"<image href='data:image/png;base64,{PNG}'/>"))


def test_entities_are_not_resolved():
    source = f'<!DOCTYPE svg [<!ENTITY x "secreto">]>{drawing("<text>&x;</text>")}'
    assert "secreto" not in cleaned(source)


@pytest.mark.parametrize("source", ["", "texto", "<svg", "<html/>", drawing("", head="")])
def test_what_is_no_drawing_is_refused(source):
    with pytest.raises(SvgError):
        cleaned(source)


def test_identifiers_are_prefixed_and_their_references_follow():
    shown = cleaned(SVG, "g7-")
    assert 'id="g7-1"' in shown
    assert 'clip-path="url(#g7-1)"' in shown
    assert "bar" not in shown


def test_size_without_view_box_gives_one():
    assert 'viewBox="0 0 30 20"' in cleaned(drawing("", head='width="30pt" height="20px"'))


def test_numbers_are_shortened():
    shown = cleaned(drawing('<path d="M 1.23456 0.000123 L 10.5 2"/>'))
    assert 'd="M1.23 0.0001L10.5 2"' in shown


def test_text_takes_the_shipped_font():
    shown = cleaned(SVG)
    assert "DejaVu" not in shown
    assert "font:bold 12px 'MIPG Sans'" in shown


def test_text_between_marks_keeps_its_order():
    shown = cleaned(drawing("<text>a<tspan>b</tspan>c</text>"))
    assert "<text>a<tspan>b</tspan>c</text>" in shown


def test_cleaning_twice_changes_nothing():
    once = cleaned(SVG)
    assert cleaned(once) == once


def figure_svg(salt):
    with mpl.rc_context({"svg.hashsalt": salt, "svg.fonttype": "none"}):
        figure = Figure(figsize=(4, 2))
        figure.subplots().plot([1, 2, 3], [60.5, 61.25, 70.125], marker="o")
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


def test_matplotlib_chart_is_the_same_whatever_its_random_names():
    assert figure_svg("a") != figure_svg("b")
    assert cleaned(figure_svg("a")) == cleaned(figure_svg("b"))
