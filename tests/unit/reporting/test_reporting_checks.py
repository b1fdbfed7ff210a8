import pytest
from document_builders import HOSTILE, IDENTITY, document_with, report

from mipg_helpers.errors import RenderError
from mipg_helpers.presentation import blocks as b
from mipg_helpers.reporting.checks import check_identity, check_reader_text
from mipg_helpers.reporting.html import render_html


def test_document_about_what_was_asked_passes():
    check_identity(report(), {"politica": "gobierno_digital", "vigencia": "2025"})


def test_document_about_something_else_is_refused_with_every_difference():
    asked = IDENTITY | {"politica": "integridad", "vigencia": "2024"}
    with pytest.raises(RenderError) as caught:
        check_identity(report(), asked)
    assert "politica 'gobierno_digital' en vez de 'integridad'" in str(caught.value)
    assert "vigencia '2025' en vez de '2024'" in str(caught.value)


def test_missing_identity_is_a_difference():
    with pytest.raises(RenderError, match="sigep '' en vez de '0001'"):
        check_identity(report(), {"sigep": "0001"})


def test_page_of_a_report_passes():
    check_reader_text(render_html(report()))


def test_text_people_type_passes():
    check_reader_text(render_html(document_with(*[b.paragraph(text) for text in HOSTILE])))


@pytest.mark.parametrize(
    "text",
    [
        "promedio y/o mediana: 61,3 / 70,1",
        "https://www.gov.co/home/tramites y https://e.co/var/x",
        "Ley 1712/2014, Decreto 1083/2015",
        "Integridad [1] e In situ [nota]",
        "10 puntos en media/baja",
    ],
)
def test_ordinary_words_are_no_finding(text):
    check_reader_text(f"<p>{text}</p>".encode())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("/home/ana/datos/x.xlsx", "ruta de este equipo"),
        ("leído de /tmp/x", "ruta de este equipo"),
        (r"C:\Users\ana\x.xlsx", "ruta de este equipo"),
        (r"\\servidor\planeacion", "ruta de este equipo"),
        ("file:///c/x", "ruta de este equipo"),
        ("Traceback (most recent call last):", "rastro de un error"),
        ("In [3]: x", "código de cuaderno"),
        ("Out [ ]", "código de cuaderno"),
        ('<html lang="en">', "texto en inglés"),
        ("No description has been provided for this image", "texto en inglés"),
        ("<script src='x'>", "guion"),
        ("<p onclick='x()'>", "guion"),
        ("<img src='https://e.co/a.png'>", "recurso externo"),
        ("<link href='//e.co/a.css'>", "recurso externo"),
        ("<style>a{background:url(https://e.co)}</style>", "recurso externo"),
    ],
)
def test_what_a_reader_must_not_meet_is_named(text, kind):
    with pytest.raises(RenderError, match=kind):
        check_reader_text(f"<p>{text}</p>".encode())


def test_letters_of_an_embedded_font_are_not_text():
    check_reader_text(b"url(data:font/woff2;base64,AAAA+/tmp/abcd)")


def test_all_findings_are_told_at_once():
    with pytest.raises(RenderError) as caught:
        check_reader_text(b"Traceback (most recent call last) /tmp/x")
    assert "rastro de un error" in str(caught.value)
    assert "(/tmp/x)" in str(caught.value)
