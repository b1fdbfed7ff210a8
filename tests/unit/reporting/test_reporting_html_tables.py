import pandas as pd
import pytest

from mipg_helpers.reporting.html_tables import blocks_from_html
from mipg_helpers.reporting.walk import span_text


def table_of(html):
    (table,) = [block for block in blocks_from_html(html) if block["type"] == "table"]
    return table


def labels(table):
    return [column["label"] for column in table["columns"]]


def cells(table):
    return [[span_text(cell) for cell in row] for row in table["rows"]]


SCORES = pd.DataFrame({"politica": ["Integridad", "Compras"], "puntos": [61.3, None]})


def test_data_frame_loses_its_row_counter():
    table = table_of(SCORES._repr_html_())
    assert labels(table) == ["politica", "puntos"]
    assert cells(table)[0] == ["Integridad", "61.3"]


def test_missing_value_is_said_in_words_and_never_zero():
    assert cells(table_of(SCORES._repr_html_()))[1] == ["Compras", "sin dato"]


def test_numbers_stand_right():
    aligns = [c["align"] for c in table_of(SCORES._repr_html_())["columns"]]
    assert aligns == ["left", "right"]


def test_named_index_heads_the_rows():
    table = table_of(SCORES.set_index("politica")._repr_html_())
    assert (labels(table), table["row_header"]) == (["politica", "puntos"], True)


def test_first_column_of_distinct_words_heads_the_rows():
    assert table_of(SCORES._repr_html_())["row_header"]


def test_first_column_of_numbers_heads_nothing():
    assert not table_of(pd.DataFrame({"a": [5, 5], "b": [1, 2]})._repr_html_())["row_header"]


def test_levels_of_columns_are_joined():
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_product([["2025"], ["IDI", "D1"]]))
    assert labels(table_of(frame._repr_html_())) == ["2025 · IDI", "2025 · D1"]


def test_group_of_rows_is_repeated_in_each():
    frame = pd.DataFrame({"n": [1, 2]}, index=pd.MultiIndex.from_product([["D1"], ["a", "b"]]))
    assert [row[0] for row in cells(table_of(frame._repr_html_()))] == ["D1", "D1"]


def test_styler_gives_its_caption_and_no_style_text():
    table = table_of(SCORES.style.set_caption("Puntajes").highlight_max("puntos")._repr_html_())
    assert (table["caption"], labels(table)) == ("Puntajes", ["politica", "puntos"])


def test_shortened_frame_says_so_in_spanish():
    html = "<table><tr><th>a</th></tr><tr><td>1</td></tr></table><p>60 rows × 5 columns</p>"
    blocks = blocks_from_html(html)
    assert len(blocks) == 1
    assert "60 × 5 (filas × columnas)" in blocks[0]["note"]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<!-- nada -->",
        "<script>document.write('x')</script>",
        "<style>p{}</style>",
        "<iframe src='https://e.co'>x</iframe>",
        "<table></table>",
        "<table><tr></tr></table>",
        "<p> </p>",
        "\x00",
    ],
)
def test_html_without_words_leaves_nothing(html):
    assert blocks_from_html(html) == []


def test_unknown_elements_leave_their_words():
    html = "<widget onclick='x()'>Hola <blink>mundo</blink></widget><p>Adiós</p>"
    assert [span_text(block["c"]) for block in blocks_from_html(html)] == ["Hola mundo", "Adiós"]


def test_simple_text_keeps_its_structure():
    html = "<h3>A</h3><p>b <b>c</b><br>d</p><ul><li>e</li></ul><pre>f\n g</pre>"
    html += "<blockquote>h</blockquote><hr>"
    kinds = [block["type"] for block in blocks_from_html(html)]
    assert kinds == ["heading", "paragraph", "list", "code", "quote", "rule"]


def test_table_inside_a_cell_leaves_its_words():
    html = "<table><tr><th>a</th></tr><tr><td><table><tr><td>x</td></tr></table></td></tr></table>"
    assert cells(table_of(html)) == [["x"]]


def test_rows_left_out_are_counted():
    html = "<table><tr><th>a</th></tr>" + "<tr><td>x</td></tr>" * 5_001 + "</table>"
    table = table_of(html)
    assert len(table["rows"]) == 5_000
    assert table["note"] == "Se muestran 5000 filas de 5001."


@pytest.mark.parametrize("span", ["999999999", "9" * 5_000])
def test_absurd_spans_are_bounded(span):
    html = f"<table><tr><th>a</th></tr><tr><td colspan='{span}' rowspan='-2'>x</td></tr></table>"
    assert len(labels(table_of(html))) <= 200


def test_enormous_number_as_the_name_of_a_row_counts_nothing():
    rows = f"<tr><th>0</th><td>x</td></tr><tr><th>{'9' * 5_000}</th><td>y</td></tr>"
    assert len(labels(table_of(f"<table><tr><th></th><th>a</th></tr>{rows}</table>"))) == 2
