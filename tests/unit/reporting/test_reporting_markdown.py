import pytest
from document_builders import PNG

from mipg_helpers.reporting.markdown import blocks_from_markdown
from mipg_helpers.reporting.walk import span_text


def kinds(source):
    return [block["type"] for block in blocks_from_markdown(source)]


def words(source):
    return span_text(blocks_from_markdown(source)[0]["c"])


def test_each_kind_of_block_is_read():
    source = "# A\n\nb\n\n- c\n\n> d\n\n```\ne\n```\n\n---\n\n|f|g|\n|-|-|\n|1|2|\n"
    assert kinds(source) == ["heading", "paragraph", "list", "quote", "code", "rule", "table"]


def test_marks_become_spans():
    (paragraph,) = blocks_from_markdown("**a** *b* `c` [d](https://e.co)")
    assert [s["t"] for s in paragraph["c"] if s["t"] != "text"] == ["strong", "em", "code", "link"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("entre $ 5.000 y $ 6.000", "entre $ 5.000 y $ 6.000"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("una\nlínea", "una línea"),
        ("a<br>b", "a b"),
        ("<b>a</b> b", "a b"),
        ("a <script>alert(1)</script> b", "a  b"),
    ],
)
def test_words_come_out_as_meant(source, shown):
    assert words(source) == shown


def test_list_keeps_its_first_number_and_its_nested_list():
    (found,) = blocks_from_markdown("3. a\n   - b\n")
    assert (found["ordered"], found["start"]) == (True, 3)
    assert [block["type"] for block in found["items"][0]] == ["paragraph", "list"]


def test_task_shows_its_box():
    (found,) = blocks_from_markdown("- [x] hecho\n- [ ] por hacer\n")
    assert [span_text(item[0]["c"]) for item in found["items"]] == ["☑ hecho", "☐ por hacer"]


def test_table_keeps_alignment():
    (table,) = blocks_from_markdown("|a|b|\n|-|-:|\n|x|1|\n")
    assert [column["align"] for column in table["columns"]] == ["left", "right"]


def test_pasted_picture_is_a_figure_after_the_words():
    source = "Antes ![Un punto](attachment:p.png)"
    paragraph, figure = blocks_from_markdown(source, {"p.png": {"image/png": PNG}})
    assert (span_text(paragraph["c"]), figure["alt"]) == ("Antes ", "Un punto")
    assert figure["image"] == {"format": "png", "data": PNG}


def test_embedded_picture_is_a_figure():
    (figure,) = blocks_from_markdown(f'![x](data:image/png;base64,{PNG} "Título")')
    assert (figure["type"], figure["caption"]) == ("figure", "Título")


@pytest.mark.parametrize("address", ["https://e.co/a.png", "../a.png", "file:///a.png"])
def test_picture_elsewhere_leaves_its_words(address):
    assert words(f"![Mapa]({address})") == "[Imagen no incluida: Mapa]"


def test_html_block_goes_through_the_html_reader():
    assert kinds("<div><p>a</p><script>x</script></div>") == ["paragraph"]
