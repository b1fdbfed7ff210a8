"""Whatever the words are, the document model carries them whole and no renderer lets them live."""

import json
from collections import Counter

from document_builders import HOSTILE, chart, document_with
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from mipg_helpers.presentation import blocks as b
from mipg_helpers.presentation.free_text import inert
from mipg_helpers.reporting.glyphs import clean_text
from mipg_helpers.reporting.html import render_html
from mipg_helpers.reporting.normalise import normalise

PIECES = (
    *HOSTILE, "</p>", "</style>", "</svg>", "<!--", "]]>", "<img src=x onerror=alert(1)>", "\x00",
    "' on=\"", "javascript:alert(1)", 'https://ejemplo.test/"><b>', "&#60;b&#62;", "\ud800", "\\",
    "data:text/html,<b>", "<base href=//x>", "{{ 7*7 }}", "`", "\n# uno\n", "\u202e", "\u2028",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=4).map("".join)
SAFE = ("#", "http://", "https://", "mailto:", "data:")


def every_block(text):
    """Build a document with the text in every place where a block has words."""
    item = {"label": text, "value": text, "detail": text, "tone": "ok"}
    columns = [(text, "left"), ("b", "right")]
    return document_with(
        b.paragraph(text),
        b.heading(2, text),
        b.paragraph([b.strong(text), b.emphasis(text), b.code(text), b.link(text, text)]),
        b.bullet_list([text, text], ordered=True),
        b.key_figures([item]),
        b.callout("warning", text, text),
        b.table(caption=text, columns=columns, rows=[[text, [b.code(text)]]], note=text),
        chart(caption=text, alt=text),
        {"type": "quote", "blocks": [b.paragraph(text), b.heading(3, text)]},
        {"type": "code", "s": text},
        title=text,
        subtitle=text,
        notice=text,
        facts=[(text, text)],
    )


def names_in(page):
    """List the elements, and every attribute with its element, that a page is made of."""
    elements = [e for e in html.document_fromstring(page).iter() if isinstance(e.tag, str)]
    return {e.tag for e in elements} | {(e.tag, name) for e in elements for name in e.attrib}


KNOWN = names_in(render_html(every_block("https://ejemplo.test/" + "palabra" * 20)))


@given(TEXT)
@settings(max_examples=60, deadline=None)
def test_no_text_adds_an_element_or_attribute_to_a_page(text):
    page = render_html(every_block(text))
    assert names_in(page) <= KNOWN


@given(TEXT)
@settings(max_examples=60, deadline=None)
def test_no_text_becomes_an_address_that_runs(text):
    page = html.document_fromstring(render_html(every_block(text)))
    addresses = page.xpath("//@href | //@src")
    assert all(address.lower().startswith(SAFE) for address in addresses)


@given(TEXT)
@settings(max_examples=60, deadline=None)
def test_words_that_can_be_shown_are_on_the_page(text):
    page = html.document_fromstring(render_html(every_block(text)))
    shown = page.xpath("string(//main//p[1])")
    assert shown.split() == clean_text(inert(text), Counter()).split()


@given(TEXT)
@settings(max_examples=60, deadline=None)
def test_document_survives_the_notebook_and_mending_twice(text):
    document = every_block(text)
    copy = json.loads(json.dumps(document))
    assert copy == document
    assert normalise(copy) == document
