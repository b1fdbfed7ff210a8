import pytest
from document_builders import PNG, SVG, chart, document_with, report, text_document, wide_table

from mipg_helpers.presentation import blocks as b
from mipg_helpers.reporting.normalise import normalise
from mipg_helpers.reporting.walk import span_text


def headings(*levels):
    document = text_document(*(b.heading(level, "Título") for level in levels))
    return [block["level"] for block in document["blocks"] if block["type"] == "heading"]


@pytest.mark.parametrize(
    ("found", "printed"),
    [
        ([2, 3, 2], [2, 3, 2]),
        ([4, 4, 6], [2, 3, 4]),
        ([2, 4, 5], [2, 3, 4]),
        ([1, 2, 1, 2], [2, 2, 3]),
        ([1, 1, 2, 6, 1], [2, 3, 4, 2]),
    ],
)
def test_headings_follow_the_title_without_gaps(found, printed):
    assert headings(*found) == printed


def test_identifiers_of_headings_are_unique():
    document = document_with(*[b.heading(2, text) for text in ("Método", "Método", "¿?")])
    assert [block["id"] for block in document["blocks"]] == ["metodo", "metodo-2", "seccion"]


def test_heading_inside_a_list_opens_no_section():
    item = {"type": "list", "ordered": False, "items": [[b.heading(3, "x")]]}
    (found,) = document_with(item)["blocks"]
    assert found["items"][0][0] == b.paragraph([{"t": "strong", "c": [b.text("x")]}])


def test_figure_without_alternative_text_gets_a_placeholder_and_a_notice():
    document = document_with(chart(caption="Serie", alt=" "))
    assert document["blocks"][0]["alt"] == "Gráfico sin texto alternativo: Serie"
    assert document["meta"]["avisos"] == [
        "Gráfico 1: no tiene texto alternativo; agréguelo en el cuaderno"
    ]


def test_broken_drawing_leaves_its_words_and_a_notice():
    document = document_with(b.figure(svg="<svg", caption="Serie", alt="Sube"))
    assert "svg" not in document["blocks"][0]
    assert "no es un SVG válido" in document["meta"]["avisos"][0]


def test_two_charts_share_no_identifier():
    first, second = document_with(chart(), chart())["blocks"]
    assert 'id="g1-1"' in first["svg"]
    assert 'id="g2-1"' in second["svg"]


def test_figures_and_tables_have_their_own_numbers():
    blocks = document_with(wide_table(2), chart(), wide_table(2))["blocks"]
    assert [block["id"] for block in blocks] == ["tabla-1", "grafico-1", "tabla-2"]


def test_no_column_stays_without_name():
    columns = [("", "left"), (" ", "right"), ("Puntos", "right")]
    (table,) = document_with(b.table(caption="", columns=columns, rows=[["a", "1", "2"]]))["blocks"]
    assert [c["label"] for c in table["columns"]] == ["Elemento", "Columna 2", "Puntos"]


def test_ragged_rows_are_squared():
    rows = [["a"], ["b", "1", "2"]]
    (table,) = document_with(b.table(caption="", columns=[("X", "left")], rows=rows))["blocks"]
    assert [len(row) for row in table["rows"]] == [3, 3]
    assert len(table["columns"]) == 3


@pytest.mark.parametrize(("n", "is_landscape"), [(9, False), (10, True)])
def test_more_than_nine_columns_ask_for_a_landscape_page(n, is_landscape):
    assert document_with(wide_table(n))["blocks"][0]["landscape"] is is_landscape


@pytest.mark.parametrize(
    ("href", "stays"),
    [
        ("https://www.funcionpublica.gov.co/mipg", True),
        ("mailto:planeacion@example.gov.co", True),
        ("javascript:alert(1)", False),
        ("file:///C:/datos.xlsx", False),
        ("data:text/html,x", False),
        ("../otro.html", False),
        ('https://e.co/"onclick=', False),
    ],
)
def test_only_safe_links_stay_links(href, stays):
    (paragraph,) = document_with(b.paragraph([b.link(href, "aquí")]))["blocks"]
    assert span_text(paragraph["c"]) == "aquí"
    assert any(span["t"] == "link" for span in paragraph["c"]) is stays


def test_unknown_characters_are_reported_once_by_their_code():
    document = document_with(b.paragraph("😀 y 😀"), title="Título 漢")
    assert document["title"] == "Título ■"
    assert document["meta"]["avisos"] == [
        "3 caracteres sin letra en la fuente (U+6F22, U+1F600): ■"
    ]


def test_characters_inside_a_chart_are_cleaned_too():
    svg = SVG.replace("Entidad", "Enti😀dad")
    document = document_with(b.figure(svg=svg, caption="", alt="x"))
    assert "Enti■dad" in document["blocks"][0]["svg"]


def test_picture_data_are_left_alone():
    picture = {"type": "figure", "image": {"format": "png", "data": PNG}, "caption": "", "alt": "x"}
    assert document_with(picture | {"note": ""})["blocks"][0]["image"]["data"] == PNG


def test_a_second_time_changes_nothing():
    document = report()
    assert normalise(document) == document


def test_the_document_given_is_not_changed():
    document = report()
    before = repr(document)
    normalise(document)
    assert repr(document) == before
