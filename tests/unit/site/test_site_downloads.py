"""Data that readers take: complete, described, harmless, the same every time."""

import csv
import io
import re
from dataclasses import replace

import openpyxl
import pytest
import site_builders as made

from mipg_helpers.reference import load_catalog
from mipg_helpers.site.content import collect
from mipg_helpers.site.downloads import CODES, csv_bytes, entidad_downloads, shared_downloads
from mipg_helpers.site.downloads_scores import scores_table

CATALOG = load_catalog()
NAMES = {"puntajes", "brechas", "recomendaciones", "acciones", "planes-612"}


@pytest.fixture(scope="module")
def found():
    return entidad_downloads(made.entidad_site(plan=True), CATALOG)


@pytest.fixture(scope="module")
def hostile():
    return entidad_downloads(made.entidad_site(hostile=True), CATALOG)


def saying(text):
    """Build an entidad whose recommendations all say `text`."""
    site = made.entidad_site()
    item = site.politicas[0]
    said = tuple(replace(row, texto=text) for row in item.profile.recomendaciones)
    return replace(
        site, politicas=(replace(item, profile=replace(item.profile, recomendaciones=said)),)
    )


def rows(found, name):
    return list(csv.DictReader(io.StringIO(found.files[f"datos/{name}.csv"].decode(), newline="")))


def book(found, name):
    return openpyxl.load_workbook(io.BytesIO(found.files[f"datos/{name}.xlsx"]))


def test_every_table_comes_in_both_formats(found):
    assert {f"datos/{name}.{kind}" for name in NAMES for kind in ("csv", "xlsx")} <= set(
        found.files
    )


def test_what_is_listed_is_what_is_written(found):
    assert {item.path: item.n_bytes for item in found.listed} == {
        path: len(content) for path, content in found.files.items()
    }


def test_the_same_data_give_the_same_bytes(found):
    again = entidad_downloads(made.entidad_site(plan=True), CATALOG)
    assert again.files == found.files


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_workbook_has_data_dictionary_and_licence(found, name):
    workbook = book(found, name)
    assert workbook.sheetnames == ["Datos", "Diccionario", "Fuentes y licencia"]
    heads = [cell.value for cell in workbook["Datos"][1]]
    described = [row[0].value for row in workbook["Diccionario"].iter_rows(min_row=5)]
    assert heads == described


@pytest.mark.parametrize("name", sorted(NAMES))
def test_both_formats_have_the_same_rows(found, name):
    assert book(found, name)["Datos"].max_row - 1 == len(rows(found, name))


def test_every_column_of_a_csv_is_in_the_dictionary(found):
    described = {(row["tabla"], row["campo"]) for row in rows(found, "diccionario")}
    for name in NAMES:
        assert {(name, campo) for campo in rows(found, name)[0]} <= described


def test_an_official_score_is_written_as_it_was_read(found):
    current = next(
        row
        for row in rows(found, "puntajes")
        if row["indice"] == "gobierno_digital" and row["vigencia"] == "2025"
    )
    assert current["puntaje_puntos"] == "61.3"
    assert current["fuente_archivo"] == "resultados_2025.xlsx"


def test_a_missing_score_is_empty_and_says_why(found):
    missing = [row for row in rows(found, "puntajes") if not row["puntaje_puntos"]]
    assert missing
    assert all(row["motivo"] for row in missing)


def test_a_score_stands_once_for_each_indice_and_vigencia():
    table = scores_table(made.entidad_site(), CATALOG)
    keys = [(row[4], row[2]) for row in table.rows]
    assert len(keys) == len(set(keys))


def test_gaps_say_that_they_are_calculated_here(found):
    said = {
        row["campo"]: row["origen"]
        for row in rows(found, "diccionario")
        if row["tabla"] == "brechas"
    }
    assert said["brecha_puntos"] == "cálculo propio"
    assert said["puntaje_puntos"] == "oficial"


def test_an_action_leaves_out_who_what_was_reported_and_its_evidence(found):
    campos = set(rows(found, "acciones")[0])
    assert not campos & {"responsable", "reporte", "evidencia", "observacion_planeacion", "causa"}


FORMULAS = ("=1+1", "+1", "-cmd", "@SUM(A1)", '=HYPERLINK("https://x.co";"y")', "\t=1", "＝1")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_csv_is_computed(text):
    row = rows(entidad_downloads(saying(text), CATALOG), "recomendaciones")[0]
    assert row["texto"] == f"'{text.strip()}"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_workbook_is_computed_or_changed(text):
    sheet = book(entidad_downloads(saying(text), CATALOG), "recomendaciones")["Datos"]
    cell = next(cell for cell in sheet[2] if cell.value == text.strip())
    assert cell.data_type == "s"


def test_hostile_texts_fit_in_every_format(hostile):
    assert all(rows(hostile, name) and book(hostile, name) for name in NAMES)


def test_data_of_persons_do_not_leave():
    found = entidad_downloads(saying("Escriba a ana.ruiz@ejemplo.gov.co"), CATALOG)
    assert rows(found, "recomendaciones")[0]["texto"] == "Escriba a (dato personal)"


def test_codes_are_never_taken_for_data_of_persons():
    found = entidad_downloads(made.entidad_site(), CATALOG, clean=lambda _: "(quitado)")
    row = rows(found, "puntajes")[0]
    assert row["fuente_sha256"] == "ab" * 32
    assert row["nombre_entidad"] == "(quitado)"
    assert "fuente_sha256" in CODES


def test_the_licence_of_its_own_data_is_what_the_entidad_says():
    found = entidad_downloads(made.entidad_site(), CATALOG, licencia="CC BY 4.0")
    texts = [row["texto"] for row in rows(found, "fuentes-y-licencia")]
    assert "CC BY 4.0" in texts
    assert any("datos.gov.co" in text for text in texts)


def test_sources_carry_their_whole_digest(found):
    files = [row for row in rows(found, "fuentes-y-licencia") if row["asunto"] == "Archivo"]
    assert files
    assert all(re.fullmatch("[0-9a-f]{64}", row["sha256"]) for row in files)


def test_a_line_break_inside_a_cell_stays_one_row():
    written = csv_bytes(("a", "b"), [("uno\ndos", 0.1), (None, 3)])
    assert written == b'a,b\r\n"uno\ndos",0.1\r\n,3\r\n'


def test_all_entidades_are_in_one_table(sample_space, tmp_path):
    content = collect(sample_space, entidades=["0001", "0102"], vigencia=2025, outputs=tmp_path)
    table = rows(shared_downloads(content), "puntajes")
    assert {row["entidad_id"] for row in table} == {"0001", "0102"}
    assert len(table) == 2 * (1 + 7 + 19)


def test_a_site_of_one_entidad_has_no_table_of_all(sample_space, tmp_path):
    content = collect(sample_space, entidades=["0001"], vigencia=2025, outputs=tmp_path)
    assert shared_downloads(content).files == {}
