"""A theme that cannot be read is refused when it is opened, with what to do."""

import pytest

from mipg_helpers.errors import ConfigError
from mipg_helpers.site.theme_file import MOST_SHIELD_BYTES, contrast, read_theme

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
EVIL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)">'
    '<script>alert(2)</script><image href="https://e.co/x.png"/><path d="M0 0h9v9z"/></svg>'
)


@pytest.fixture
def theme(tmp_path):
    def write(text, **files):
        for name, content in files.items():
            (tmp_path / name.replace("_", ".")).write_bytes(content)
        path = tmp_path / "tema.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def refusal(path):
    with pytest.raises(ConfigError) as caught:
        read_theme(path)
    return str(caught.value)


def test_the_shipped_theme_can_be_read():
    assert contrast(read_theme().principal, "#ffffff") > 4.5


def test_what_a_theme_leaves_out_is_as_shipped(theme):
    tema = read_theme(theme('nombre = "Alcaldía de Ejemplo"'))
    assert (tema.nombre, tema.principal) == ("Alcaldía de Ejemplo", read_theme().principal)


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("principal", "#6fa8dc"),  # light on paper
        ("sobre_principal", "#3a5a6c"),  # dark on dark
        ("acento", "#ffe08a"),
        ("principal_oscuro", "#0b3d5c"),  # as dark as the dark page
    ],
)
def test_a_colour_nobody_could_read_is_refused(theme, name, colour):
    text = refusal(theme(f'[colores]\n{name} = "{colour}"'))
    assert f"color '{name}'" in text
    assert "tiene un contraste de" in text
    assert "o más" in text


def test_contrast_is_that_of_the_guidelines():
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_a_colour_that_is_none_is_refused(theme):
    assert "'red' no es un color" in refusal(theme('[colores]\nprincipal = "red"'))


@pytest.mark.parametrize("text", ['fuente = "Arial"', '[colores]\nfondo = "#fff"'])
def test_an_unknown_key_is_refused(theme, text):
    assert "no conoce" in refusal(theme(text))


@pytest.mark.parametrize("text", ["nombre = ", "a = " + "9" * 5_000, "a = " + "[" * 5_000])
def test_a_theme_that_is_no_toml_names_its_file(theme, text):
    assert "tema.toml" in refusal(theme(text))


def test_contacts_come_in_a_fixed_order(theme):
    tema = read_theme(theme('[contacto]\ntelefono = "604 5550100"\ndireccion = "Calle 10"'))
    assert tema.contacto == (("Dirección", "Calle 10"), ("Teléfono", "604 5550100"))


def test_the_address_of_the_institution_is_safe(theme):
    text = refusal(theme('[contacto]\nsede = "javascript:alert(1)"'))
    assert "https://" in text


def test_a_picture_is_known_by_its_contents(theme):
    tema = read_theme(theme('escudo = "escudo.svg"', escudo_svg=PNG))
    assert tema.shield.name == "escudo.png"


def test_a_drawn_shield_keeps_only_its_drawing(theme):
    tema = read_theme(theme('escudo = "escudo.svg"', escudo_svg=EVIL.encode()))
    assert b"<path" in tema.shield.content
    for harm in (b"script", b"onload", b"https://e.co", b"alert"):
        assert harm not in tema.shield.content


@pytest.mark.parametrize("content", [b"GIF89a", b"<html>", b""])
def test_a_shield_that_is_no_picture_is_refused(theme, content):
    assert "no es una imagen" in refusal(theme('escudo = "escudo.svg"', escudo_svg=content))


def test_a_heavy_shield_is_refused(theme):
    heavy = PNG + b"\0" * MOST_SHIELD_BYTES
    assert "pesa" in refusal(theme('escudo = "escudo.png"', escudo_png=heavy))


def test_a_shield_of_another_folder_is_refused(theme):
    assert "fuera de la carpeta" in refusal(theme('escudo = "../escudo.png"'))


def test_the_entidad_says_the_licence_of_its_data(tmp_path):
    path = tmp_path / "tema.toml"
    path.write_text('licencia = "CC BY 4.0"\n', encoding="utf-8")
    assert read_theme(path).licencia == "CC BY 4.0"
    assert read_theme().licencia == ""
