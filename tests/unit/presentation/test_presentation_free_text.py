"""Typed texts as a report may show them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mipg_helpers.presentation.free_text import harmless, start_of
from mipg_helpers.reporting.checks import FORBIDDEN, check_reader_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Publicar\n el   plan", "Publicar el plan"),
        ("Ver javascript:alert(1)", "Ver (enlace inseguro)"),
        (r"Está en C:\Users\x\acta.pdf", "Está en (ruta de un equipo)"),
        (r"Está en \\servidor\carpeta\acta.pdf", "Está en (ruta de un equipo)"),
        ("file:///home/x/acta.pdf", "(enlace inseguro)"),
        ("/home/x/acta.pdf", "(ruta de un equipo)"),
        ("Escribir a juan@correo.com", "Escribir a (dato personal)"),
        ("Invertir $12.500.000", "Invertir $12.500.000"),
        ("https://x.gov.co/2026/acta.pdf", "https://x.gov.co/2026/acta.pdf"),
        ("<b>Plan</b> =1+1", "<b>Plan</b> =1+1"),
        ("\x00\u202eoculto", "oculto"),
        ("Salió In [3]: y onclick=x", "Salió (texto de un programa): y (texto de un programa)x"),
    ],
)
def test_what_a_reader_must_not_meet_is_replaced(text, shown):
    assert harmless(text) == shown


PIECES = [
    *(
        "javascript:",
        "C:\\a\\b",
        "\\\\s\\c\\d",
        "/home/x/",
        "In [1]",
        "file://",
        "url(",
        "@import ",
    ),
    *(" ", "x", "\n", ":", "/", "a@b.co", "300 123 45 67"),
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_text_stops_a_report(text):
    page = f"<p>{harmless(text).replace('<', '&lt;')}</p>".encode()
    check_reader_text(page)


@pytest.mark.parametrize(
    "text",
    ["1" * 32_000, "x" * 32_000, "a." * 16_000, "1..1" * 8_000, "In [" * 4_000 + "]" * 4_000,
     "ona " * 4_000 + "=" * 4_000],
    ids=["figures", "word", "points", "amounts", "nested", "nested equals"],
)  # fmt: skip
def test_no_cell_takes_more_than_a_moment(text):
    begun = time.process_time()
    harmless(text)
    assert time.process_time() - begun < 2  # 17 to 35 seconds where each letter begins anew


def test_every_forbidden_kind_is_known_here():
    assert set(FORBIDDEN) == {
        "código de cuaderno",
        "rastro de un error",
        "ruta de este equipo",
        "texto en inglés de plantilla",
        "guion",
        "recurso externo",
    }


def test_start_is_cut_at_a_word_and_never_empty():
    assert start_of("Publicar el catálogo de trámites", 15) == "Publicar el…"
    assert start_of(" \n ", 15) == "sin texto"
