"""What the data say of disks and programs is replaced on every page of a site."""

import pytest
import site_builders as made
from document_builders import chart

from mipg_helpers.presentation import blocks as b
from mipg_helpers.site.checks_page import read_page
from mipg_helpers.site.model import Page
from mipg_helpers.site.render import render_blocks

TROUBLE = (
    "leído de file:///etc/passwd o de C:\\Users\\x\\acta.docx",
    "In [3]: Traceback (most recent call last)",
    "abrir javascript:alert(1) y x onclick=abrir()",
)


@pytest.mark.parametrize("words", TROUBLE)
def test_no_text_of_the_data_stops_a_page(words):
    figure = {**chart(), "alt": words, "caption": words}
    page = render_blocks(
        made.frame(nombre=words),
        Page("a.html", words, description=words),
        [b.heading(2, words), b.paragraph(words), figure],
        kicker=words,
        lead=words,
    )
    facts = read_page("a.html", page)
    assert not [problem for problem in facts.problems if "contiene" in problem]
    assert words not in page.decode()
