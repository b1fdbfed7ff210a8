import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mipg_helpers.reference import labels
from mipg_helpers.reference.labels import fold, normalise_label, slug, split_label


@pytest.mark.parametrize(
    ("seen", "plain"),
    [
        ("D3  Gestión para Resultados", "D3 Gestión para Resultados"),
        ("Direcciona-\nmiento Estratégico", "Direccionamiento Estratégico"),
        ("DIRECCIONA- MIENTO ESTRATÉGICO", "Direccionamiento Estratégico"),
        ("Ejecu\u2011tado", "Ejecutado"),
        ("Ejecu-tado", "Ejecutado"),
        ("Finali-zación", "Finalización"),
        ("Grupo\xa0par", "Grupo par"),
        ("Gobierno Digital⁴", "Gobierno Digital"),
        ("«Gobierno Digital»", "Gobierno Digital"),
        ("CÓDIGO_SIGEP", "Código Sigep"),
        ("Gestio\u0301n Documental", "Gestión Documental"),
        ("Política de Integridad", "Integridad"),
        ("Índice de Gobierno Digital", "Gobierno Digital"),
        ("Índice Defensa Jurídica", "Defensa Jurídica"),
        ("Índice de la Política de Integridad", "Integridad"),
        ("Dimensión de Talento Humano", "Talento Humano"),
        ("Responsables:", "responsables"),
        ("Trans\u00adparencia", "Transparencia"),
    ],
)
def test_spellings_of_one_label_are_equal(seen, plain):
    assert normalise_label(seen) == normalise_label(plain)


@pytest.mark.parametrize("alone", ["Índice", "Dimensión", "Política", "Política relacionada"])
def test_prefix_stays_when_it_is_the_whole_label(alone):
    assert normalise_label(alone) == fold(alone)


def test_different_names_stay_different():
    assert normalise_label("Gobierno Digital") != normalise_label("Seguridad Digital")


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalise_label(text)
    assert normalise_label(once) == once


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alcaldía de Chita", "alcaldia-de-chita"),
        ("  Bogotá, D. C. ", "bogota-d-c"),
        ("Peñón (El)", "penon-el"),
        ("", ""),
    ],
)
def test_slug_keeps_letters_and_digits(text, expected):
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("label", "codigo", "nombre"),
    [
        ("POL07 Gobierno Digital", "POL07", "Gobierno Digital"),
        ("pol 7: Gobierno Digital", "POL07", "Gobierno Digital"),
        ("POL-07 – Gobierno Digital", "POL07", "Gobierno Digital"),
        ("Política 7. Gobierno Digital", "POL07", "Gobierno Digital"),
        ("i23 Implementación", "I23", "Implementación"),
        ("D04", "D4", ""),
        ("D3  Gestión", "D3", "Gestión"),
        ("Dimensión 3", "D3", ""),
        ("P6", "P06", ""),
        ("2. Integridad", "", "Integridad"),
        ("19 Compras", "", "Compras"),
        ("Integridad", "", "Integridad"),
        ("Política de Integridad", "", "Política de Integridad"),
        ("Plan 2026", "", "Plan 2026"),
        ("Índice de Gobierno Digital", "", "Índice de Gobierno Digital"),
    ],
)
def test_code_and_name_are_taken_apart(label, codigo, nombre):
    parts = split_label(label)
    assert (parts.codigo, parts.nombre) == (codigo, nombre)


def test_list_number_is_kept_apart_from_a_code():
    assert split_label("11. Gobierno Digital") == ("", 11, "Gobierno Digital")


def test_examples_of_the_docstrings_hold():
    assert doctest.testmod(labels).failed == 0
