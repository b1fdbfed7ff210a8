"""What the documents of leaders say of persons."""

import zipfile

import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from mipg_helpers.site.privacy import Rules
from mipg_helpers.site.publish_documents import (
    OWN_NAME,
    PACKED,
    PLACE,
    UNREADABLE,
    held_in_document,
    unread_content,
)

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


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.png", "a.docx"])
def test_internal_site_publishes_all_as_it_came(tmp_path, name):
    (tmp_path / name).write_text("ana@x.gov.co")
    assert held_in_document(tmp_path / name, Rules(interna=True)) == ""
    assert unread_content(tmp_path / name, Rules(interna=True)) == ""


def pdf_of(path, *, note="", link="", attached=b"", **properties):
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        notes = pikepdf.Array()
        if note:
            notes.append(pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Contents=note))
        if link:
            lead = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=link)
            notes.append(pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=lead))
        page.Annots = notes
        if attached:
            pdf.attachments["lista.txt"] = attached
        for name, value in properties.items():
            pdf.docinfo[f"/{name}"] = value
        pdf.save(path)
    return path


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ({"Author": "María Pérez"}, "nombre de persona en las propiedades"),
        ({"Author": "Oficina de Planeación", "CreationDate": "D:20260622083000-05'00'"}, ""),
        ({"Subject": "Escriba a ana@x.gov.co"}, "correo electrónico en las propiedades"),
        ({"note": "Llame al 3001234567"}, "número de teléfono en las propiedades"),
        ({"link": "http://intranet.entidad.local/x"}, "enlace interno en las propiedades"),
        ({"link": "https://www.funcionpublica.gov.co"}, ""),
        ({"attached": b"ana@x.gov.co"}, PACKED),
    ],
)
def test_pdf_is_held_by_what_it_says_of_itself(tmp_path, inside, kind):
    assert held_in_document(pdf_of(tmp_path / "a.pdf", **inside), Rules()) == kind


def test_author_in_the_packet_of_a_pdf(tmp_path):
    path = pdf_of(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = ["María Pérez"]
        pdf.save(path)
    assert held_in_document(path, Rules()) == "nombre de persona en las propiedades"


def test_pdf_with_a_password_is_not_published(tmp_path):
    path = pdf_of(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert held_in_document(path, Rules()) == UNREADABLE


def picture(path, kind="JPEG", *, exif=None, **options):
    tags = Image.Exif()
    for tag, value in (exif or {}).items():
        tags[tag] = value
    Image.new("RGB", (8, 8)).save(path, kind, exif=tags, **options)
    return path


def named(text):
    info = PngInfo()
    info.add_text("Author", text)
    info.add_text("date:create", "2026-06-22T08:30:00 3001234567")
    return info


PACKET = b"<x><dc:creator><rdf:Seq><rdf:li>Ana P\xc3\xa9rez</rdf:li></rdf:Seq></dc:creator></x>"


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ({"exif": {0x8825: {1: "N", 2: (4.0, 35.0, 0.0)}}}, PLACE),
        ({"exif": {0x013B: "Ana Torres"}}, "nombre de persona en las propiedades"),
        ({"exif": {0x9C9D: "María Pérez".encode("utf-16-le")}}, OWN_NAME),
        ({"exif": {0x010E: "ana@x.gov.co"}}, "correo electrónico en las propiedades"),
        ({"xmp": PACKET}, OWN_NAME),
        ({"comment": b"Tel. 3001234567"}, "número de teléfono en las propiedades"),
        ({"exif": {0x0132: "2026:06:22 08:30:00", 0x010F: "Cámara 3001234567"}}, ""),
        ({"kind": "PNG", "pnginfo": named("María Pérez")}, OWN_NAME),
        ({"kind": "PNG", "pnginfo": named("Oficina de Prensa")}, ""),
    ],
)
def test_picture_is_held_by_what_it_says_of_itself(tmp_path, inside, kind):
    path = tmp_path / ("a.png" if inside.get("kind") == "PNG" else "a.jpg")
    assert held_in_document(picture(path, **inside), Rules()) == kind


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe1"])
def test_picture_that_is_none(tmp_path, content):
    (tmp_path / "a.jpg").write_bytes(content)
    assert held_in_document(tmp_path / "a.jpg", Rules()) == UNREADABLE


@pytest.mark.parametrize(
    ("name", "unread"),
    [("a.pdf", "texto de PDF"), ("a.jpg", "imagen"), ("a.docx", ""), ("a.csv", "")],
)
def test_what_nobody_reads_is_named(tmp_path, name, unread):
    assert unread_content(tmp_path / name, Rules()) == unread
