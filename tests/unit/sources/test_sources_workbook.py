import hashlib

import pytest
from workbook_builders import package, sheet_xml, write_sheets

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.cleaning import UNCOMPUTED
from mipg_helpers.sources.workbook import file_sha256, read_workbook


@pytest.fixture
def book(tmp_path):
    def write(sheets, **more):
        return write_sheets(tmp_path / "libro.xlsx", sheets, **more)

    return write


def test_rows_and_columns_stand_where_excel_shows_them(book):
    (sheet,) = read_workbook(book({"Hoja": [[], [None, None, "Entidad"]]}))
    assert sheet.cells == [[None, None, None], [None, None, "Entidad"]]


def test_text_keeps_its_zeros_and_formula_like_text_stays_text(book):
    (sheet,) = read_workbook(book({"Hoja": [["0012", "'=CMD()", "+1"]]}))
    assert sheet.cells == [["0012", "'=CMD()", "+1"]]


def test_sheets_come_in_order_with_the_hidden_ones_marked(book):
    sheets = read_workbook(book({"Portada": [["x"]], "Datos": [[1]]}, hidden=["Portada"]))
    assert [(sheet.hoja, sheet.hidden) for sheet in sheets] == [("Portada", True), ("Datos", False)]


def test_empty_sheet_is_a_sheet_without_cells(book):
    assert read_workbook(book({"Hoja": [], "Otra": [[1]]}))[0].cells == []


def test_merged_ranges_are_kept_within_the_data(book):
    rows = [["a", "b"], [1, 2], [3, 4]]
    (sheet,) = read_workbook(book({"Hoja": rows}, merged=["A2:A3", "B3:D9"]))
    assert sheet.merged == ((1, 0, 2, 0), (2, 1, 2, 1))


def test_uncomputed_formula_is_no_empty_cell(book):
    (sheet,) = read_workbook(book({"Hoja": [["Entidad", "=1+1"]]}))
    assert sheet.cells == [["Entidad", UNCOMPUTED]]


def test_uncomputed_formula_outside_the_values_widens_the_sheet(tmp_path):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><f>A1</f></c></row>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(rows)}))
    (sheet,) = read_workbook(path)
    assert sheet.cells == [[1.0, None, None], [None] * 3, [None, None, UNCOMPUTED]]


def test_the_places_of_formulas_are_told_also_of_computed_ones(tmp_path):
    rows = '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2*2</f><v>2</v></c></row>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(rows)}))
    (sheet,) = read_workbook(path)
    assert (sheet.cells[1], sheet.formulas) == ([1.0, 2.0], {(1, 1)})


def test_excel_error_keeps_its_text(tmp_path):
    rows = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>2</v></c></row>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(rows)}))
    assert read_workbook(path)[0].cells == [["#N/A", 2.0]]


def test_unreadable_sheet_is_named(tmp_path):
    rows = '<row r="1"><c r="A1" t="zz"><v>1</v></c></row>'
    path = tmp_path / "a.xlsx"
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(rows)}))
    with pytest.raises(SourceFileError, match="hoja «Hoja»: el contenido de la hoja está dañado"):
        read_workbook(path)


def test_file_is_fingerprinted_by_its_bytes(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"abc")
    assert file_sha256(path) == hashlib.sha256(b"abc").hexdigest()


@pytest.mark.real
def test_real_workbook_gives_its_header_in_its_own_row(real_data):
    sheets = read_workbook(real_data / "plan_accion_cali_2025_T1_hdr_fila9_fracciones.xlsx")
    assert sheets[0].cells[8][0] == "Cód centro gestor"
    assert [sheet.hoja for sheet in sheets if sheet.hidden] == ["DAP Cuadro 4F"]


@pytest.mark.real
def test_real_formulas_without_value_are_all_marked(real_data):
    sheets = read_workbook(real_data / "plan_accion_cali_2024_jun_celdas_combinadas.xlsx")
    marks = sum(cell == UNCOMPUTED for sheet in sheets for row in sheet.cells for cell in row)
    assert marks == 295
