"""Where pages are, and how they point at each other."""

import pytest

from mipg_helpers.site.model import politica_path, relative


@pytest.mark.parametrize(
    ("here", "there", "address"),
    [
        ("index.html", "politicas/compras.html", "politicas/compras.html"),
        ("politicas/compras.html", "index.html", "../index.html"),
        ("entidades/0001/index.html", "estatico/sitio.css", "../../estatico/sitio.css"),
        ("politicas/compras.html", "politicas/compras.html#accion-1", "#accion-1"),
        ("index.html", "datos.html#licencia", "datos.html#licencia"),
        ("a/b.html", "https://www.ejemplo.gov.co", "https://www.ejemplo.gov.co"),
    ],
)
def test_an_address_is_relative_to_its_page(here, there, address):
    assert relative(here, there) == address


def test_the_page_of_a_politica_has_no_low_lines():
    assert politica_path("entidades/0001/", "gobierno_digital") == (
        "entidades/0001/politicas/gobierno-digital.html"
    )
