"""A unit may fill its evidence workbook in with LibreOffice: nothing that matters is lost."""

import re
import shutil

import pytest
from evidence_builders import CUMPLE, DAY, ENLACE, FECHA, LINK, Loop, cell_of
from openpyxl import load_workbook
from plan_workbook_builders import package_parts, through_libreoffice
from readiness_builders import CATALOG, ENTIDAD, VIGENCIA, build, record

from mipg_helpers.evidence_workbook.read import read_returned

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="necesita LibreOffice")

HOSTILE = '=HYPERLINK("http://malo.example","x")'
FORM = f"""
código | tipo  | pregunta | evidencia
GTH201 |       | {HOSTILE} | si
GTH202 | única | <b>&amp;</b> ñ 😀 “comillas” | si
"""
OPTIONS = """
código | n | opción | clase | marcada
GTH201 | 1 | +1+1 | positiva | x
GTH201 | 2 | @suma | positiva |
GTH202 | 1 | 'con apóstrofo | positiva |
"""


@pytest.fixture(scope="module")
def loop(tmp_path_factory):
    made = Loop(tmp_path_factory.mktemp("oficina"), build(FORM, OPTIONS))
    with made.book:
        made.send()
        yield made


@pytest.fixture(scope="module")
def came_back(loop):
    """Fill the workbook of a unit in and save it with LibreOffice, once."""
    typed = {
        ("GTH201.1", CUMPLE): "Sí",
        ("GTH201.2", CUMPLE): "Sí",
        ("GTH201.1", ENLACE): LINK,
        ("GTH201.1", FECHA): DAY,
        ("GTH202", ENLACE): LINK,
        ("GTH202.1", CUMPLE): "Sí",
    }
    return through_libreoffice(loop.fill(typed), loop.folder / "vuelta", "xlsx")


def test_only_what_was_typed_comes_back_changed(came_back):
    back = read_returned(came_back, CATALOG)
    changed = {key: text for key, text in back.cells.items() if back.base.get(key) != text}
    assert {key.campo: text for key, text in changed.items() if key.accion_id == "gth201.1"} == {
        "cumple": "si",
        "enlace": LINK,
        "fecha": "2025-08-30",
    }
    assert (len(changed), back.raw, back.findings, back.missing_rows) == (6, {}, (), ())


def test_nothing_that_was_sent_became_a_formula_or_a_link(came_back):
    parts = package_parts(came_back)
    sheets = (part for name, part in parts.items() if name.startswith("xl/worksheets/"))
    formulas = [text for part in sheets for text in re.findall(r"<f(?: [^>]*)?>(.*?)</f>", part)]
    assert formulas
    assert all(text.startswith("TRIM(") for text in formulas)
    assert not any("malo.example" in part for name, part in parts.items() if name.endswith(".rels"))


def test_locks_lists_and_hidden_sheets_stay(came_back):
    book = load_workbook(came_back)
    sheet = cell_of(book, "GTH201.1", CUMPLE).parent
    assert sheet.protection.sheet
    assert not cell_of(book, "GTH201.1", CUMPLE).protection.locked
    assert cell_of(book, "GTH201", CUMPLE).protection.locked
    assert {rule.type for rule in sheet.data_validations.dataValidation} >= {"list", "date"}
    assert {one.title for one in book if one.sheet_state != "visible"} == {"Listas", "_control"}


def test_warnings_follow_what_was_typed(came_back):
    book = load_workbook(came_back, data_only=True)
    told = [cell_of(book, code, "Avisos").value for code in ("GTH201.1", "GTH201.2")]
    assert told == ["Evidencia por revisar.", "Falta la evidencia."]
    assert not cell_of(book, "GTH202.1", "Avisos").value  # its pregunta has the evidence


def test_what_was_typed_is_received(loop, came_back):
    assert loop.receive(came_back).archivos[0].n_cambios == 6
    assert loop.book.records(ENTIDAD, VIGENCIA) == (
        record("GTH201", 1, enlace=LINK, fecha=DAY.date()),
        record("GTH202", enlace=LINK),
    )
