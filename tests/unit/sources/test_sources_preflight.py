import time

import pytest
from workbook_builders import SHARED_STRINGS, package, sheet_xml, write_sheets

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources import cell_scan, preflight
from mipg_helpers.sources.cleaning import UNCOMPUTED
from mipg_helpers.sources.preflight import check_workbook, inspect_workbook


@pytest.fixture
def scan(tmp_path):
    """Inspect a one-sheet workbook with these rows of XML."""

    def inspect(rows, **parts):
        path = tmp_path / "libro.xlsx"
        path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(rows), **parts}))
        (found,) = inspect_workbook(path)
        return found

    return inspect


def test_sound_workbook_passes(tmp_path):
    assert check_workbook(write_sheets(tmp_path / "a.xlsx", {"Hoja": [["Entidad", 1]]})) is None


def test_every_worksheet_is_measured_under_its_name(tmp_path):
    path = write_sheets(tmp_path / "a.xlsx", {"Uno": [["x"]], "Dos & tres": [[1, 2], [3]]})
    sizes = {found.hoja: (found.n_rows, found.n_columns) for found in inspect_workbook(path)}
    assert sizes == {"Uno": (1, 1), "Dos & tres": (2, 2)}


def test_formatted_cells_without_value_do_not_count(scan):
    found = scan(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="3"/></row>'
    )
    assert found.n_cells == 1


def test_stated_dimension_is_not_believed(scan):
    rows = '<row r="2"><c r="B2"><v>1</v></c></row>'
    text = sheet_xml(rows).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert scan("", **{"xl/worksheets/sheet1.xml": text}).n_cells == 4


def test_cells_without_reference_take_the_next_place(scan):
    found = scan("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert (found.n_rows, found.n_columns) == (2, 2)


@pytest.mark.parametrize("count", ["4000000000", "9" * 5000])
def test_more_texts_told_than_the_part_can_hold_are_refused(scan, count):
    texts = SHARED_STRINGS.replace('uniqueCount="1"', f'uniqueCount="{count}"')
    with pytest.raises(SourceFileError, match="textos y no los tiene"):
        scan("", **{"xl/sharedStrings.xml": texts})


def test_prefixed_tags_are_measured_too(scan):
    text = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="1"><x:c r="C1"><x:v>1</x:v></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    )
    assert scan("", **{"xl/worksheets/sheet1.xml": text}).n_columns == 3


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ('<c r="A1"><f>1+1</f></c>', UNCOMPUTED),
        ('<c r="A1"><f>1+1</f><v></v></c>', UNCOMPUTED),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', None),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', None),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
    ],
)
def test_errors_and_uncomputed_formulas_are_marked(scan, cell, mark):
    found = scan(f'<row r="1">{cell}<c r="B1"><v>5</v></c></row>')
    assert found.marks.get((0, 0)) == mark
    assert (0, 1) not in found.marks


def test_uncomputed_formula_at_the_end_of_the_sheet_is_marked(scan):
    assert scan('<row r="3"><c r="B3"><f>SUM(A1)</f></c></row>').marks == {(2, 1): UNCOMPUTED}


def test_all_sheets_together_have_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(preflight, "MAX_CELLS", 3)
    path = write_sheets(tmp_path / "a.xlsx", {"Uno": [[1, 2]], "Dos": [[1, 2]]})
    with pytest.raises(SourceFileError, match="sus 2 hojas ocupan 4 celdas"):
        check_workbook(path)


def test_stray_cell_is_named_with_its_sheet(tmp_path, monkeypatch):
    monkeypatch.setattr(cell_scan, "MAX_CELLS", 10)
    path = write_sheets(tmp_path / "a.xlsx", {"Datos": [[1], [], [None] * 5 + [9]]})
    with pytest.raises(SourceFileError, match=r"hoja «Datos»: la celda F3 está tan lejos"):
        check_workbook(path)


def test_total_expanded_size_has_a_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(preflight, "MAX_EXPANDED_BYTES", 1_000)
    path = write_sheets(tmp_path / "a.xlsx", {"Datos": [[1]]})
    with pytest.raises(SourceFileError, match="puede agotar la memoria"):
        check_workbook(path)


def test_document_type_alone_is_refused(tmp_path):
    text = sheet_xml("").replace("?>", "?><!DOCTYPE worksheet>", 1)
    path = tmp_path / "a.xlsx"
    path.write_bytes(package({"xl/worksheets/sheet1.xml": text}))
    with pytest.raises(SourceFileError, match="declara entidades XML"):
        check_workbook(path)


def test_drawings_of_comments_need_not_be_sound_xml(tmp_path):
    extra = [("xl/drawings/vmlDrawing1.vml", "<xml><br><p></xml>")]
    path = tmp_path / "a.xlsx"
    path.write_bytes(package({}, extra=extra))
    assert check_workbook(path) is None


def test_large_sheet_is_checked_in_about_a_second(tmp_path):
    cells = "".join(f'<c r="{letter}%s"><v>12.25</v></c>' for letter in "ABCDEFGHIJKLMNOPQRST")
    rows = "".join(f'<row r="{n}">{cells.replace("%s", str(n))}</row>' for n in range(1, 5001))
    path = tmp_path / "a.xlsx"
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(rows)}))
    start = time.process_time()
    check_workbook(path)
    assert time.process_time() - start < 1.5  # 100,000 cells; a fifth of a second when idle
