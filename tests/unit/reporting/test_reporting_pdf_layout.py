import base64

import pytest
from document_builders import PNG, document_with, text_document, wide_table

from mipg_helpers.presentation import blocks as b
from mipg_helpers.reporting.pdf_layout import fit, printable, table_layout


def layout(*rows, columns=(("Código", "left"), ("Acción", "left")), widths=None):
    return table_layout(b.table(caption="", columns=columns, rows=rows, widths=widths))


def test_column_of_long_text_is_wider_than_one_of_codes():
    code, text = layout(["GD-01", "Adoptar el plan de seguridad y privacidad"])["weights"]
    assert text > 4 * code


def test_column_is_never_narrower_than_its_longest_word():
    columns = [("Responsabilidades", "left"), *[(f"Columna {j}", "left") for j in range(5)]]
    first, *others = layout(["1"] + ["palabras y más palabras"] * 5, columns=columns)["weights"]
    assert first * 108 >= len("Responsabilidades")
    assert others == [others[0]] * 5


@pytest.mark.parametrize(
    ("weights", "needs", "shares"),
    [
        ([1, 3], [0.1, 0.1], [0.25, 0.75]),
        ([1, 9], [0.3, 0.1], [0.3, 0.7]),
        ([1, 1, 8], [0.2, 0.1, 0.1], [0.2, 0.1, 0.7]),
        ([1, 4.5, 4.5], [0.5, 0.3, 0.2], [0.5, 0.3, 0.2]),
        ([1, 1], [0.9, 0.9], [0.5, 0.5]),
    ],
)
def test_shares_follow_the_weights_as_far_as_words_fit(weights, needs, shares):
    assert fit(weights, needs) == pytest.approx(shares)


def test_table_without_room_for_its_words_breaks_them():
    columns = [(f"Telecomunicaciones{j}", "left") for j in range(9)]
    assert layout(["a"] * 9, columns=columns)["hyphenate"]
    assert not layout(["a", "b"])["hyphenate"]


def test_short_table_stays_on_one_page_and_a_long_one_does_not():
    assert layout(*[["a", "b"]] * 9)["whole"]
    assert not layout(*[["a", "b"]] * 10)["whole"]
    assert not layout(["a", "b " * 1300])["whole"]


def test_small_table_does_not_spread_over_the_page():
    assert layout(["a", "b"])["share"] < 0.6


def test_widths_that_were_given_are_used():
    given = layout(["a", "b"], widths=[1, 3])
    assert (given["weights"], given["share"]) == ([0.25, 0.75], 1.0)


def test_only_rows_with_a_very_long_cell_break_over_a_page():
    assert layout(["a", "b"], ["a", "b " * 400])["breakable"] == [False, True]


def test_the_document_itself_is_not_changed():
    document = document_with(wide_table(3), b.paragraph("a" * 40))
    before = repr(document)
    printable(document)
    assert repr(document) == before


def test_picture_becomes_numbers():
    picture = {"type": "figure", "image": {"format": "png", "data": PNG}, "caption": "c. d"}
    (block,) = printable(text_document(picture | {"alt": "x", "note": ""}))["blocks"]
    assert bytes(block["image"]["data"]) == base64.b64decode(PNG)
    assert block["caption"] == ["c.", "d"]


def test_tables_inside_lists_and_quotes_get_their_layout():
    listed = {"type": "list", "ordered": False, "start": 1, "items": [[wide_table(2)]]}
    document = printable(document_with({"type": "quote", "blocks": [listed]}))
    assert "layout" in document["blocks"][0]["blocks"][0]["items"][0][0]
