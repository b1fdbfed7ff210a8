import re
from itertools import pairwise

import pytest
from document_builders import (
    HOSTILE,
    PNG,
    chart,
    chart_table,
    document_with,
    report,
    text_document,
    wide_table,
)
from lxml import html

from mipg_helpers.presentation import blocks as b
from mipg_helpers.reporting.html import render_html


def page_of(document):
    return html.document_fromstring(render_html(document))


@pytest.fixture(scope="module")
def page():
    return page_of(report())


def test_page_says_its_language_title_and_policy(page):
    assert page.get("lang") == "es"
    assert page.findtext(".//title") == "Gobierno Digital · Alcaldía de Villa Ficticia, Boyacá"
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")


def test_page_states_what_it_was_made_with(page):
    assert page.xpath("//meta[@name='mipg:politica']/@content") == ["gobierno_digital"]


def test_page_asks_nobody_for_anything(page):
    loaded = page.xpath("//@src | //link/@href | //*[local-name()='image']/@href")
    assert all(address.startswith("data:") for address in loaded)
    assert not page.xpath("//script | //iframe | //object | //form | //base")
    assert page.xpath("//a/@href[starts-with(., 'http')]") == ["https://example.gov.co/mipg"]


def test_landmarks_and_skip_link_stand_in_order(page):
    body = page.find("body")
    assert [e.tag for e in body] == ["a", "header", "div", "footer"]
    assert [e.tag for e in body.find("div")] == ["nav", "main"]
    assert body[0].get("href") == "#" + body.find("div/main").get("id")


def test_headings_begin_with_one_title_and_skip_no_level(page):
    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_identifiers_are_unique_and_every_inner_link_arrives(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {a[1:] for a in page.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)


def test_chart_is_an_image_with_title_and_description(page):
    (svg,) = page.xpath("//figure//*[local-name()='svg']")
    assert svg.get("role") == "img"
    words = [page.get_element_by_id(name).text for name in svg.get("aria-labelledby").split()]
    assert words == ["Gráfico 1. Puntaje frente al grupo par", chart()["alt"]]


def test_table_headers_have_their_scope(page):
    for table in page.xpath("//table"):
        assert table.xpath("caption")
        assert set(table.xpath("thead//th/@scope")) == {"col"}
        assert len(table.xpath("tbody//th[@scope='row']")) == len(table.xpath("tbody/tr"))


def test_row_without_name_has_no_empty_header():
    table = b.table(caption="", columns=[("A", "left"), ("B", "left")], rows=[["", "x"]])
    assert not page_of(document_with(table)).xpath("//tbody//th")


def test_wide_tables_scroll_in_a_region_of_their_own(page):
    regions = page.xpath("//*[@role='region']")
    labels = [region.get("aria-label") for region in regions]
    assert labels == ["Tabla 2. Subíndices, del más bajo al más alto", *labels[1:]]
    assert len(set(labels)) == 3
    assert {region.get("tabindex") for region in regions} == {"0"}


def test_numbers_of_a_chart_open_below_it():
    page = page_of(document_with(chart(), chart_table()))
    assert page.xpath("//figure/following-sibling::details[1]/summary")
    assert page.xpath("count(//details[@class='companion']//tbody/tr)") == 3


@pytest.mark.parametrize(
    ("tone", "word"),
    [("info", "Nota"), ("ok", "Bien"), ("warning", "Atención"), ("danger", "Alerta")],
)
def test_callout_says_its_tone_in_words(tone, word):
    page = page_of(document_with(b.callout(tone, "Título", "Texto")))
    assert page.xpath("string(//*[@role='note'])").split() == [f"{word}.", "Título", "Texto"]


def test_picture_of_an_ordinary_notebook_keeps_its_words():
    picture = {
        "type": "figure",
        "image": {"format": "png", "data": PNG},
        "caption": "c",
        "note": "",
    }
    page = page_of(text_document(picture | {"alt": 'Con "comillas"'}))
    assert page.xpath("//img/@alt") == ['Con "comillas"']


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text):
    table = b.table(caption=text, columns=[(text, "left"), ("b", "left")], rows=[[text, "x"]])
    document = document_with(table, b.paragraph(text), title=text, subtitle=text, notice=text)
    page = page_of(document)
    (expected,) = {document["title"]}
    assert page.xpath("string(//h1)").strip() == expected
    assert page.xpath("string(//tbody/tr/th)").strip() == expected
    assert not page.xpath("//script | //etiqueta | //b")


def test_long_word_may_break_and_is_copied_whole():
    word = "resultados_" * 20
    page = render_html(document_with(b.paragraph(word))).decode()
    assert "<wbr>" in page
    assert word in re.sub("<wbr>", "", page)


def test_document_without_cover_or_sections_needs_no_contents():
    page = page_of(text_document(b.paragraph("x")))
    assert (page.findtext(".//title"), page.xpath("//nav")) == ("borrador", [])


def test_page_of_a_report_stays_small():
    assert len(render_html(report())) < 100_000


def test_report_comes_out_the_same_after_another():
    first = render_html(report())
    render_html(document_with(wide_table(3), title="Otra"))
    assert render_html(report()) == first
