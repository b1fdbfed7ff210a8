import os
import subprocess
import sys
from io import BytesIO

import pikepdf
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
from document_checkers import broken_rules, pdf_text, tags, verapdf_verdicts

from mipg_helpers.errors import RenderError
from mipg_helpers.presentation import blocks as b
from mipg_helpers.reporting.pdf import render_pdf

SEVERAL = [b.paragraph(f"Párrafo {i}") for i in range(3)]
PICTURE = {
    "type": "figure", "image": {"format": "png", "data": PNG},
    "caption": "Foto", "alt": "Un punto", "note": "",
}  # fmt: skip
NESTED = {"type": "quote", "blocks": [b.bullet_list(["a", "b"]), wide_table(2)]}

DOCUMENTS = {
    "report": report,
    "one paragraph": lambda: text_document(b.paragraph("Hola")),
    "nothing": document_with,
    "ordinary notebook": lambda: text_document(
        b.heading(3, "Sección"),
        PICTURE,
        NESTED,
        {"type": "code", "s": "a  1\nb  2"},
        {"type": "rule"},
    ),
    "chart and table": lambda: document_with(chart(), chart_table()),
    "long table": lambda: document_with(wide_table(4, n_rows=150)),
    "landscape": lambda: document_with(*SEVERAL, wide_table(12, n_rows=40), *SEVERAL),
    "long cell": lambda: document_with(
        b.table(caption="c", columns=[("a", "left"), ("b", "left")], rows=[["x", "palabra " * 375]])
    ),
    "hostile": lambda: document_with(
        b.table(
            caption="c", columns=[("a", "left"), ("b", "left")], rows=[[h, h] for h in HOSTILE]
        ),
        *[b.callout("danger", h, h) for h in HOSTILE],
        title=HOSTILE[0],
        facts=[(h, h) for h in HOSTILE],
        notice=HOSTILE[2],
    ),
}


@pytest.fixture(scope="module")
def pdf():
    return render_pdf(report())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_kind_of_document_is_pdf_ua_1_and_pdf_a_2a(name):
    assert broken_rules(render_pdf(DOCUMENTS[name]())) == []


def test_a_second_checker_agrees(tmp_path):
    files = []
    for name, document in DOCUMENTS.items():
        files.append(tmp_path / f"{name.replace(' ', '-')}.pdf")
        files[-1].write_bytes(render_pdf(document()))
    verdicts = verapdf_verdicts(*files)
    assert "false" not in verdicts, verdicts
    assert verdicts.count("true") == 2 * len(DOCUMENTS), verdicts


def test_file_says_what_it_is(pdf):
    with pikepdf.open(BytesIO(pdf)) as file:
        assert (str(file.Root.Lang), bool(file.Root.MarkInfo.Marked)) == ("es", True)
        assert str(file.docinfo.Title) == "Gobierno Digital"
        assert str(file.docinfo.Author) == "Alcaldía de Villa Ficticia, Boyacá"
        assert str(file.docinfo.CreationDate).startswith("D:20260622")
        with file.open_metadata() as xmp:
            assert (xmp["pdfuaid:part"], xmp["pdfaid:part"]) == ("1", "2")
            assert xmp["pdfaid:conformance"] == "A"


def test_page_is_letter_and_wide_tables_lie(pdf):
    with pikepdf.open(BytesIO(pdf)) as file:
        sizes = {tuple(int(side) for side in page.mediabox[2:]) for page in file.pages}
    assert sizes == {(612, 792), (792, 612)}


def test_sections_are_bookmarks(pdf):
    with pikepdf.open(BytesIO(pdf)) as file, file.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Gobierno Digital"
        assert "Recomendaciones oficiales" in [item.title for item in title.children]


def test_figures_keep_their_alternative_text(pdf):
    assert [tag["alt"] for tag in tags(pdf, "Figure")] == [chart()["alt"]]


def test_first_cell_of_each_row_heads_it_and_its_cells_know():
    cells = tags(render_pdf(document_with(chart_table())), "TH", "TD")
    assert [cell["scope"] for cell in cells[:4]] == ["Column", "Column", "Row", ""]
    assert cells[3]["headers"] == [cells[1]["id"], cells[2]["id"]]


def test_row_without_name_has_no_header():
    table = b.table(
        caption="", columns=[("A", "left"), ("B", "left")], rows=[["", "x"], ["y", "z"]]
    )
    cells = tags(render_pdf(document_with(table)), "TH", "TD")[2:]
    assert [cell["kind"] for cell in cells] == ["TD", "TD", "TH", "TD"]


def test_header_of_a_long_table_is_repeated_on_each_page():
    pdf = render_pdf(document_with(wide_table(4, n_rows=150)))
    with pikepdf.open(BytesIO(pdf)) as file:
        n_pages = len(file.pages)
    assert n_pages > 2
    assert pdf_text(pdf).count("Campo 1 Campo 2") == n_pages


def test_words_keep_accents_and_order(pdf):
    text = pdf_text(pdf)
    places = [text.index(words) for words in ("Qué dicen", "Subíndices", "Método y fuentes")]
    assert places == sorted(places)


def test_pages_are_numbered_under_a_running_header(pdf):
    text = pdf_text(pdf)
    assert "Página 2 de " in text
    assert text.count("Alcaldía de Villa Ficticia, Boyacá · Gobierno Digital · Vigencia 2025") >= 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_text(text):
    document = document_with(b.paragraph(text))
    shown = document["blocks"][0]["c"][0]["s"]
    assert "".join(shown.split()) in "".join(pdf_text(render_pdf(document)).split())


def test_report_comes_out_the_same_after_another():
    first = render_pdf(report())
    render_pdf(document_with(wide_table(3), title="Otra"))
    assert render_pdf(report()) == first


def test_report_comes_out_the_same_in_another_process(pdf, python):
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests'); import document_builders as d;"
        "from mipg_helpers.reporting.pdf import render_pdf;"
        "print(hashlib.sha256(render_pdf(d.report())).hexdigest())"
    )
    import hashlib

    assert python(code).strip() == hashlib.sha256(pdf).hexdigest()


def test_broken_picture_is_an_error_in_spanish():
    broken = PICTURE | {"image": {"format": "png", "data": "AAAA"}}
    with pytest.raises(RenderError, match="PDF de «borrador»: no se pudo componer"):
        render_pdf(text_document(broken))


def test_missing_extra_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(RenderError, match=r"mipg-workbench\[report\]"):
        render_pdf(report())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="este sistema no copia procesos")
def test_copy_of_a_process_that_compiled_refuses_instead_of_hanging():
    code = (
        "import os, sys; sys.path.insert(0, 'tests'); import document_builders as d\n"
        "from mipg_helpers.reporting.pdf import render_pdf\n"
        "render_pdf(d.text_document())\n"
        "if os.fork() == 0:\n"
        "    try: render_pdf(d.text_document())\n"
        "    except Exception as error: print(error, flush=True)\n"
        "    os._exit(0)\n"
        "os.wait()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert "copia de otro" in done.stdout
