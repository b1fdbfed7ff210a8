import re

from mipg_helpers.presentation.charts_canvas import Box, drawing
from mipg_helpers.presentation.charts_svg import clean_svg

RAW = """<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "x" "y">
<svg xmlns:xlink="l" width="468pt" height="9pt" viewBox="0 0 468 9" xmlns="s" version="1.1">
 <metadata>2026</metadata>
 <defs>
  <style type="text/css">*{stroke-linejoin: round}</style>
 </defs>
 <g id="figure_1">
  <!-- a comment -->
  <defs><path id="m1" d="M 0.123456 0
L 2 -0.0001"/></defs>
  <use xlink:href="#m1" style="fill: url(#h2)"/>
  <text style="font-size: 9px; font-family: 'X'; text-anchor: end"
   transform="rotate(-0 1 2)"> id="m1" d="9.8765" 668 de 1.100 font-family: 'X'</text>
 </g>
 <defs><pattern id="h2"/></defs>
</svg>"""


def cleaned():
    return clean_svg(RAW, family="MIPG Sans")


def test_what_identifies_a_file_is_gone():
    assert not re.search(r"xml version|DOCTYPE|metadata|comment|<style|figure_1", cleaned())


def test_words_of_a_chart_are_never_touched():
    assert '>id="m1" d="9.8765" 668 de 1.100 font-family: \'X\'</text>' in cleaned().replace(
        "> id", ">id"
    )


def test_numbers_of_the_drawing_are_short():
    assert 'd="M 0.12 0 L 2 0"' in cleaned()


def test_ids_get_a_prefix_that_references_follow():
    prefixes = set(re.findall(r'(?: id="|#)(g[0-9a-f]{8}-)(?:m1|h2)', cleaned()))
    assert len(prefixes) == 1


def test_the_prefix_depends_on_the_drawing():
    other = clean_svg(RAW.replace("L 2", "L 3"), family="MIPG Sans")
    assert re.findall(r"#(g\w+)-", other)[0] != re.findall(r"#(g\w+)-", cleaned())[0]


def test_the_font_is_named_once_with_a_substitute():
    tags = "".join(re.findall(r"<[^>]+>", cleaned()))
    assert tags.count("font-family") == 1
    assert 'font-family="MIPG Sans, sans-serif"' in tags


def test_size_and_view_box_stay_and_the_figure_may_shrink():
    assert re.search(
        r'^<svg [^>]*width="468pt" height="9pt" viewBox="0 0 468 9"[^>]*max-width:100%', cleaned()
    )


def test_the_canvas_writes_the_same_bytes_twice():
    def draw():
        with drawing(40) as canvas:
            canvas.rectangle(Box(0, 0, 20, 20), fill="#ffffff", hatch="//")
            canvas.marks([5, 9], [5, 9], shape="D", colour="#000000", hollow=True)
            canvas.text(5, 30, "61,3")
            return canvas.svg()

    assert draw() == draw()
