"""What a public site does not say."""

import pytest
from site_builders import page

from mipg_helpers.site.privacy import (
    EVIDENCE,
    LINK,
    NAME,
    RETAINED,
    Rules,
    find_held,
    is_internal,
    mask_page,
    mask_text,
    page_text,
)

RULES = Rules(
    own=("contacto@villa.gov.co", "https://www.villa.gov.co"),
    sede="https://www.villa.gov.co",
    links=frozenset({"https://nube.proveedor.com/acta", "https://docs.villa.gov.co/acta"}),
    names=frozenset({"Marta Díaz"}),
    sitios_personales=("drive.google.com",),
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Escriba a ana.ruiz@villa.gov.co", "correo electrónico"),
        ("Llame al 300 123 45 67", "número de teléfono"),
        ("Con C.C. 79123456", "número de documento"),
        ("Acta en https://drive.google.com/x", LINK),
        ("Ver http://intranet/plan", LINK),
        ("Acta en https://nube.proveedor.com/acta", EVIDENCE),
        ("Responde la Ing. Rosa María Pérez", NAME),
        ("Responde Marta Díaz", NAME),
        ("Secretaría de Planeación, Ley 1712 de 2014", ""),
        ("Escriba a contacto@villa.gov.co", ""),
        ("Acta en https://docs.villa.gov.co/acta", ""),
        ("Se giraron $12.500.000 el 2025-06-30", ""),
        ("Código 12345678ab, sha256 0a12345678", ""),
    ],
)
def test_kind_of_what_is_held_back(text, kind):
    assert find_held(text, RULES) == kind


def test_only_the_datum_is_replaced():
    text = "Ing. Rosa Pérez Gil (ana@x.gov.co), 3001234567: https://10.1.1.2/a."
    assert mask_text(text, RULES) == f"{RETAINED} ({RETAINED}), {RETAINED}: {RETAINED}."


def test_contact_of_the_institution_stays_beside_one_that_does_not():
    text = "contacto@villa.gov.co o ana@villa.gov.co"
    assert mask_text(text, RULES) == f"contacto@villa.gov.co o {RETAINED}"


@pytest.mark.parametrize(
    "address",
    ["http://localhost/a", "https://10.0.0.1", "https://plan.local/a", "https://intranet.x.gov.co",
     "https://ana@x.gov.co/a", "https://servidor/a", ""],
)  # fmt: skip
def test_address_of_no_use_outside(address):
    assert is_internal(address, Rules())


def test_page_without_anything_to_hold_back_stays_byte_for_byte():
    made = page("<p>Brecha de 4,2&nbsp;puntos &lt;b&gt; al 2025-06-30</p>")
    assert mask_page(made, "a.html", RULES) == (made, [])


def test_word_that_may_break_is_seen_whole():
    masked, held = mask_page(page("<td>ana.<wbr>ruiz@<wbr>villa.gov.co</td>"), "a.html", RULES)
    assert f"<td>{RETAINED}</td>".encode() in masked
    assert [one.lugar for one in held] == ["a.html"]


def test_text_read_aloud_is_masked():
    masked, _ = mask_page(page('<img src="a.png" alt="Firma de 3001234567">'), "a.html", RULES)
    assert f'alt="Firma de {RETAINED}"'.encode() in masked


def test_link_to_an_internal_place_leads_nowhere():
    masked, _ = mask_page(page('<a href="https://drive.google.com/x">acta</a>'), "a.html", RULES)
    assert b"<a>acta</a>" in masked


def test_link_inside_the_site_stays():
    made = page('<a href="otra.html#rec-1">otra</a>')
    assert mask_page(made, "a.html", RULES)[0] == made


def test_masked_text_is_markup_for_nobody():
    masked, _ = mask_page(page("<p>&lt;script&gt; ana@x.gov.co</p>"), "a.html", RULES)
    assert b"&lt;script&gt; [dato retenido]" in masked


def test_what_was_held_back_is_told_without_the_datum():
    _, (held,) = mask_page(page("<p>Escriba a ana@x.gov.co pronto</p>"), "a.html", RULES, "0001")
    assert (held.entidad_id, held.contexto) == ("0001", f"Escriba a {RETAINED} pronto")


def test_internal_build_holds_nothing_back():
    made = page("<p>ana@x.gov.co</p>")
    assert mask_page(made, "a.html", Rules(interna=True)) == (made, [])


def test_text_of_a_page_has_no_style_and_what_is_read_aloud():
    text = page_text(b'<style>a{b:3001234567}</style><p>uno</p><img alt="dos">')
    assert text.split() == ["uno", "dos"]
