"""The matrix: every entidad and politica, official figures, light pages."""

from dataclasses import replace

import pytest
import site_builders as made

from mipg_helpers.reference import load_catalog
from mipg_helpers.reference.labels import fold
from mipg_helpers.site import matrix
from mipg_helpers.site.content import collect
from mipg_helpers.site.render import frame_of

MOST_BYTES = 300_000
SAMPLE = ("0001", "0003", "0102")


@pytest.fixture(scope="module")
def content(sample_space, tmp_path_factory):
    outputs = tmp_path_factory.mktemp("salida")
    return collect(sample_space, entidades=SAMPLE, vigencia=2025, outputs=outputs)


@pytest.fixture(scope="module")
def everybody(sample_space, tmp_path_factory):
    ids = sorted(sample_space.store.entidades(2025).entidad_id)
    outputs = tmp_path_factory.mktemp("salida")
    return collect(sample_space, entidades=ids, vigencia=2025, outputs=outputs)


@pytest.fixture(scope="module")
def table(content):
    page = matrix.matrix_pages(frame_of(content), content)["matriz.html"]
    return made.parsed(page).get_element_by_id("matriz")


def cells_of(table, name):
    rows = {row[0].text_content(): row for row in table.find("tbody")}
    row = next(row for text, row in rows.items() if name in text)
    return [" ".join(cell.text_content().split()) for cell in row]


def test_there_is_a_column_for_every_politica(table):
    heads = [cell.text_content() for cell in table.find("thead")[0]]
    names = [info.nombre_corto for info in load_catalog().politicas(2025)]
    assert heads == ["Entidad", "Departamento", "IDI", *names]


def test_headers_say_of_what_they_are(table):
    assert {cell.get("scope") for cell in table.find("thead")[0]} == {"col"}
    assert {row[0].get("scope") for row in table.find("tbody")} == {"row"}
    assert table.find("caption").text_content().strip()


def test_figures_are_those_that_were_read(content, table):
    score = content.scores()["0001"]["gobierno_digital"].puntos
    shown = cells_of(table, "VILLA MUESTRA")
    assert f"{score:.15g}".replace(".", ",") in shown


def test_what_does_not_apply_is_said_and_is_no_figure(table):
    assert "no aplica" in cells_of(table, "LOMA PEQUEÑA")
    meci = cells_of(table, "CUENCA MODELO")
    assert meci[2] == "solo MECI"
    assert "0" not in meci


def test_every_score_has_a_bar_and_every_gap_a_pattern(table):
    looks = {cell.get("class") for row in table.find("tbody") for cell in row[1:]} - {"place"}
    assert all(look == "sin" or " b" in look for look in looks)


def test_rows_lead_to_the_home_of_each_entidad(table):
    found = {row[0].find("a").get("href") for row in table.find("tbody")}
    assert found == {f"entidades/{name}/index.html" for name in SAMPLE}


def test_a_site_of_one_entidad_has_no_matrix(sample_space, tmp_path):
    one = collect(sample_space, entidades=["0001"], vigencia=2025, outputs=tmp_path)
    assert matrix.matrix_pages(frame_of(one), one) == {}


def test_many_entidades_are_divided_by_departamento(everybody):
    pages = matrix.matrix_pages(frame_of(everybody), everybody)
    links = {link for link in made.addresses(pages["matriz.html"]) if link.startswith("matriz/")}
    assert links == set(pages) - {"matriz.html"}
    rows = [made.parsed(pages[path]).findall(".//tbody/tr") for path in links]
    assert sum(map(len, rows)) == len(everybody.entidades)


def test_a_full_page_stays_light(everybody, monkeypatch):
    monkeypatch.setattr(matrix, "departamento_of", lambda _: "Departamento Ejemplo Oriental")
    pages = matrix.matrix_pages(frame_of(everybody), everybody)
    rows = {len(made.parsed(page).findall(".//tbody/tr")) for page in pages.values()}
    assert matrix.MOST_ROWS in rows
    assert max(map(len, pages.values())) <= MOST_BYTES


def test_departamentos_written_alike_keep_a_page_each(everybody, monkeypatch):
    entries = everybody.entidades[:2]
    names = ("Nariño", "Narino")
    made_of = [
        replace(entry, entidad=replace(entry.entidad, departamento=name))
        for entry, name in zip(entries, names, strict=True)
    ]
    monkeypatch.setattr(everybody, "entidades", tuple(made_of))
    paths = [page.path for page in matrix.departamento_pages(everybody)]
    assert fold(names[0]) == fold(names[1])
    assert len(set(paths)) == 2
