import pytest
from document_builders import chart_table, document_with, wide_table
from document_checkers import id_tree, tags

from mipg_helpers.errors import RenderError
from mipg_helpers.reporting.pdf import render_pdf
from mipg_helpers.reporting.pdf_headers import add_row_headers


def test_identifiers_are_unique_over_all_tables():
    pdf = render_pdf(document_with(*[wide_table(3, n_rows=12) for _ in range(3)]))
    ids = [tag["id"] for tag in tags(pdf, "TH")]
    assert len(ids) == 3 * 3 + 3 * 12
    assert len(set(ids)) == len(ids)


def test_every_header_is_in_the_tree_of_identifiers():
    pdf = render_pdf(document_with(*[wide_table(3, n_rows=40) for _ in range(2)]))
    names = id_tree(pdf)
    assert names == sorted(names)
    assert set(names) == {tag["id"] for tag in tags(pdf, "TH")}


def test_other_tags_than_the_document_has_are_an_error():
    pdf = render_pdf(document_with(chart_table()))
    with pytest.raises(RenderError, match="no corresponden"):
        add_row_headers(pdf, [[True, True]])
