"""A leader may fill his workbook in with LibreOffice: nothing that matters is lost on the way."""

import re
import shutil
from datetime import date

import pytest
from openpyxl import load_workbook
from plan_workbook_builders import (
    CATALOG,
    CORTES,
    A,
    B,
    C,
    accion,
    content,
    package_parts,
    place_of,
    sheet_of,
    through_libreoffice,
    written,
)

from mipg_helpers.analysis.plan import Avance
from mipg_helpers.errors import SourceFileError
from mipg_helpers.plan_workbook.read import read_returned
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.sources.workbook import read_workbook

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="necesita LibreOffice")

GOBIERNO = "Gobierno Digital"
HOSTILE = {
    "causa": "=cmd|'/C calc'!A0",
    "producto": '=HYPERLINK("http://malo.example";"Ver")',
    "indicador": "+1+1",
    "meta": "-5",
    "responsable": "@cargo",
    "dependencia": "'con apóstrofo",
    "apoyo": "uno\ndos\n\ntres  y cuatro",
    "formula": "<b>&amp;</b> _x0041_ ñ 😀 “comillas”",
    "criterio_eficacia": "x" * 40_000,
}


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    acciones = (accion(A, **HOSTILE), accion(B), accion(C, politica="seguridad_digital"))
    return written(tmp_path_factory.mktemp("enviado"), content(*acciones))


@pytest.fixture(scope="module")
def ods(sent, tmp_path_factory):
    return through_libreoffice(sent, tmp_path_factory.mktemp("ods"), "ods")


@pytest.fixture(scope="module", params=["xlsx", "ods"])
def came_back(request, sent, tmp_path_factory):
    source = sent if request.param == "xlsx" else request.getfixturevalue("ods")
    return through_libreoffice(source, tmp_path_factory.mktemp("vuelta"), "xlsx")


@pytest.fixture(scope="module")
def book(came_back):
    return load_workbook(came_back)


def test_no_value_and_no_id_is_lost(came_back):
    back = read_returned(came_back, CATALOG)
    assert back.cells == back.base
    assert (back.raw, back.findings, back.new_rows, back.missing_rows) == ({}, (), (), ())


def test_what_looks_like_a_formula_comes_back_as_it_was(came_back):
    cells = read_returned(came_back, CATALOG).cells
    for campo in (
        "causa",
        "producto",
        "indicador",
        "meta",
        "responsable",
        "dependencia",
        "formula",
    ):
        assert cells[CellKey(A, campo)] == HOSTILE[campo]


def test_nothing_that_was_sent_became_a_formula_or_a_link(came_back):
    parts = package_parts(came_back)
    sheets = (part for name, part in parts.items() if name.startswith("xl/worksheets/"))
    formulas = [text for part in sheets for text in re.findall(r"<f(?: [^>]*)?>(.*?)</f>", part)]
    assert formulas
    assert all(text.startswith("IF($B") for text in formulas)
    assert not any("malo.example" in part for name, part in parts.items() if name.endswith(".rels"))


def test_the_technical_sheets_stay_hidden(book):
    assert {sheet.title for sheet in book if sheet.sheet_state != "visible"} == {
        "Listas",
        "_control",
    }


def test_cells_stay_locked_and_unlocked(book):
    sheet = book[GOBIERNO]
    by_header = {cell.value: cell.column for cell in sheet[5]}
    assert sheet.protection.sheet
    assert not sheet.cell(7, by_header["Causa"]).protection.locked
    assert sheet.cell(7, by_header["Prioridad"]).protection.locked


def test_lists_dates_and_percentages_are_still_checked(book):
    kinds = [rule.type for rule in book[GOBIERNO].data_validations.dataValidation]
    assert {"list", "date", "custom"} <= set(kinds)
    offered = {rule.formula1 for rule in book[GOBIERNO].data_validations.dataValidation}
    assert any("Listas" in str(formula) for formula in offered)


def test_warnings_keep_their_colours_and_headers_are_repeated_on_paper(book):
    # The frozen panes do not come back; they only help to read.
    sheet = book[GOBIERNO]
    assert len(sheet.conditional_formatting) >= 3
    assert sheet.print_title_rows == "$3:$5"


def test_the_warnings_follow_what_is_typed(tmp_path):
    # On the day of the sending nothing is overdue yet, so the words come from the formula.
    late = accion(A, fecha_fin=date(2001, 1, 1), producto="", avances=(Avance(CORTES[0], 100.0),))
    closed = accion(B, fecha_fin=date(2001, 1, 1), estado="terminada")
    future = accion(C, fecha_fin=date(2999, 1, 1))
    path = written(tmp_path, content(late, closed, future, fecha=date(2000, 1, 1)))
    sheet = sheet_of(read_workbook(through_libreoffice(path, tmp_path / "vuelta", "xlsx")))
    said = {id_: sheet.cells[place_of(sheet, "Id", id_)[0]][2] for id_ in (A, B, C)}
    assert said[A] == (
        "Vencida. 100 % sin evidencia (corte 30/09/2026). Falta producto o entregable."
    )
    assert (said[B], said[C]) == (None, None)


def test_what_is_typed_in_libreoffice_is_read(sent, tmp_path):
    path = tmp_path / "lleno.xlsx"
    book = load_workbook(sent)
    sheet = book[GOBIERNO]
    by_header = {cell.value: cell.column for cell in sheet[5]}
    sheet.cell(7, by_header["Causa"]).value = "Otra causa"
    sheet.cell(8, by_header["Acción"]).value = "Acción nueva"
    book.save(path)
    back = read_returned(through_libreoffice(path, tmp_path, "xlsx"), CATALOG)
    assert back.cells[CellKey(B, "causa")] == "Otra causa"
    assert back.cells[CellKey(back.new_rows[0], "accion")] == "Acción nueva"


def test_an_ods_is_refused_with_the_way_out(ods):
    with pytest.raises(SourceFileError, match=r"hoja de LibreOffice \(.ods\)") as caught:
        read_returned(ods, CATALOG)
    assert ".xlsx" in caught.value.hint


def test_a_saved_csv_is_refused(sent, tmp_path):
    path = through_libreoffice(sent, tmp_path, "csv")
    with pytest.raises(SourceFileError, match="parece un archivo de texto o CSV"):
        read_returned(path, CATALOG)
