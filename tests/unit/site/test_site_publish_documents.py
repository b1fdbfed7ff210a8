"""What the documents of leaders say of persons."""

import zipfile

import pytest

from mipg_helpers.site.privacy import Rules
from mipg_helpers.site.publish_documents import UNREADABLE, held_in_document

CORE = "<cp:coreProperties><dc:creator>{}</dc:creator></cp:coreProperties>"


def office(path, **parts):
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(f"{name.replace('_', '/')}.xml", text)
    return path


@pytest.mark.parametrize("name", ["acta.txt", "lista.CSV"])
def test_text_with_a_datum(tmp_path, name):
    (tmp_path / name).write_text("Nombre;ana@x.gov.co")
    assert held_in_document(tmp_path / name, Rules()) == "correo electrónico"


def test_document_with_a_datum_inside(tmp_path):
    path = office(tmp_path / "a.docx", word_document="<w:p>Llame al <w:b>3001234567</w:b></w:p>")
    assert held_in_document(path, Rules()) == "número de teléfono"


def test_person_in_the_properties(tmp_path):
    path = office(tmp_path / "a.docx", docProps_core=CORE.format("María Pérez"))
    assert held_in_document(path, Rules()) == "nombre de persona en las propiedades"


def test_unit_in_the_properties_is_no_person(tmp_path):
    path = office(tmp_path / "a.docx", docProps_core=CORE.format("Oficina de Planeación"))
    assert held_in_document(path, Rules()) == ""


def test_numbers_of_a_sheet_are_no_telephones(tmp_path):
    path = office(tmp_path / "a.xlsx", xl_sheet1="<v>3001234567</v>", xl_sharedStrings="<t>a</t>")
    assert held_in_document(path, Rules()) == ""


def test_document_that_cannot_be_read(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"no es un documento")
    assert held_in_document(tmp_path / "a.docx", Rules()) == UNREADABLE


@pytest.mark.parametrize(("name", "rules"), [("a.pdf", Rules()), ("a.txt", Rules(interna=True))])
def test_what_is_published_as_it_came(tmp_path, name, rules):
    (tmp_path / name).write_text("ana@x.gov.co")
    assert held_in_document(tmp_path / name, rules) == ""
