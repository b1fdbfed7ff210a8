import csv
import hashlib
from io import StringIO

import pytest
from lxml import html
from packages_builders import DAY, small_entidad

from mipg_helpers.packages.index import index_files, size_text
from mipg_helpers.packages.model import Missing, PackageFile

FILES = (
    PackageFile("resumen.pdf", "Resumen (PDF)", b"hola"),
    PackageFile("informes/a.html", "=cmd|<b>", b"x" * 3000),
)
MISSING = (Missing("Informe de Integridad", "No se ha escrito: repita «mipg lote»."),)


def index(missing=()):
    page, table = index_files("Paquete", small_entidad().entidad, DAY, FILES, missing)
    return html.fromstring(page.data), table.data.decode("utf-8-sig")


def rows(table):
    return list(csv.DictReader(StringIO(table), delimiter=";"))


def test_page_links_every_file_that_lies_beside_it():
    page, _ = index()
    assert page.xpath("//main//a/@href") == ["resumen.pdf", "informes/a.html"]


def test_page_names_what_is_missing_and_why():
    page, _ = index(MISSING)
    words = page.text_content()
    assert "Falta un documento" in words
    assert "repita «mipg lote»" in words


def test_complete_package_speaks_of_nothing_missing():
    assert "Falta" not in index()[0].text_content()


def test_table_has_the_hash_and_size_of_every_file():
    first, _ = rows(index()[1])
    assert first["sha256"] == hashlib.sha256(b"hola").hexdigest()
    assert (first["n_bytes"], first["formato"], first["estado"]) == ("4", "PDF", "incluido")


def test_table_says_what_is_missing():
    last = rows(index(MISSING)[1])[-1]
    assert (last["estado"], last["contenido"]) == ("falta", "Informe de Integridad")


def test_typed_texts_stay_texts():
    page, table = index()
    assert "'=cmd|<b>" in table
    assert "=cmd|<b>" in page.text_content()


@pytest.mark.parametrize(("n", "text"), [(1, "1 kB"), (1025, "2 kB"), (1_572_864, "1,5 MB")])
def test_sizes_are_written_for_people(n, text):
    assert size_text(n) == text
