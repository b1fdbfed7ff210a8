import pytest
from document_builders import PNG, SVG, chart, chart_table, document_with, own, shown, stream

from mipg_helpers.errors import RenderError
from mipg_helpers.presentation import blocks as b
from mipg_helpers.presentation.free_text import OWN_DISK, PROGRAM, UNSAFE
from mipg_helpers.reporting.checks import check_reader_text
from mipg_helpers.reporting.html import render_html
from mipg_helpers.reporting.outputs import blocks_from_output

BUNDLE = {
    b.MIME: {"blocks": [b.paragraph("propio")]},
    "text/html": "<p>html</p>",
    "text/markdown": "markdown",
    "image/svg+xml": SVG,
    "image/png": PNG,
    "text/plain": "plano",
}


def signature(blocks):
    (block,) = blocks
    if block["type"] == "figure":
        return "svg" if "svg" in block else block["image"]["format"]
    return block["c"][0]["s"]


def test_the_richest_known_form_wins():
    data = dict(BUNDLE)
    seen = []
    for kind in BUNDLE:
        seen.append(signature(blocks_from_output(shown(data))))
        del data[kind]
    assert seen == ["propio", "html", "markdown", "svg", "png", "plano"]


def test_html_without_words_gives_way_to_the_picture():
    bundle = {"text/html": "<script>dibujar()</script>", "image/png": PNG}
    assert signature(blocks_from_output(shown(bundle))) == "png"


def test_streams_are_not_for_the_reader():
    assert blocks_from_output(stream("cargando")) == []
    assert blocks_from_output(stream("FutureWarning: x", "stderr")) == []


@pytest.mark.parametrize(
    "text",
    [
        "<Axes: >",
        "[<matplotlib.lines.Line2D at 0x7f2c>]",
        "<IPython.core.display.HTML object>",
        "<pandas.io.formats.style.Styler at 0x7f>",
        "(array([1.]), <BarContainer object of 1 artists>)",
        "Text(0.5, 1.0, 'Título')",
        "",
    ],
)
def test_names_of_objects_are_not_for_the_reader(text):
    assert blocks_from_output(shown({"text/plain": text})) == []


def test_printed_text_is_a_paragraph_without_its_quotes():
    assert (
        signature(blocks_from_output(shown({"text/plain": "'¡Listo! \\'sí\\''"}))) == "¡Listo! 'sí'"
    )


def test_several_lines_stay_as_printed():
    (block,) = blocks_from_output(shown({"text/plain": ["a  1\n", "b  2"]}))
    assert block == {"type": "code", "s": "a  1\nb  2"}


def test_words_of_a_chart_come_from_the_display_metadata():
    output = shown({"image/svg+xml": SVG}, **{"image/svg+xml": {"alt": "Sube", "title": "Serie"}})
    (figure,) = blocks_from_output(output)
    assert (figure["alt"], figure["caption"]) == ("Sube", "Serie")


def test_table_after_its_chart_is_its_companion():
    _, table = blocks_from_output(own(chart(), chart_table()))
    assert table["companion"]


#: What people write in the cells of a workbook, and what a page must never hold.
TROUBLE = [
    "Ver /home/ana/actas y C:\\Users\\ana\\acta.docx en \\\\servidor\\planeacion",
    "Abrir javascript:alert(1) o java\u200bscript:alert(1) o file:///c/x",
    "In [3]: x y Traceback (most recent call last):",
    "estilo url(//x.co/a.css) @import y x onclick=abrir()",
    "No description has been provided for this image, lang='en'",
]


@pytest.mark.parametrize("words", TROUBLE)
def test_what_a_cell_says_never_stops_the_page(words):
    figure = {
        **chart(),
        "alt": words,
        "caption": words,
        "svg": SVG.replace("</svg>", f"<text>{words}</text></svg>"),
    }
    cells = own(b.heading(2, words), b.paragraph(words), figure)
    page = render_html(document_with(*blocks_from_output(cells)))
    check_reader_text(page)
    assert any(word in page.decode() for word in (OWN_DISK, UNSAFE, PROGRAM))


def test_the_rest_of_an_official_text_stays_as_it_is():
    (block,) = blocks_from_output(own(b.paragraph("Big data: usos\nLínea 2 en C:\\x\\y, fin")))
    assert block["c"][0]["s"] == "Big data: usos\nLínea 2 en (ruta de un equipo) fin"


@pytest.mark.parametrize("entry", [[], {}, {"blocks": "x"}, {"blocks": [1]}, {"blocks": [{}]}])
def test_malformed_entry_of_ours_is_refused(entry):
    with pytest.raises(RenderError, match="lista de bloques"):
        blocks_from_output(shown({b.MIME: entry}))
