from plan_workbook_builders import kinds, place_of, returned, sent_sheets, sheet_of

from mipg_helpers.plan_workbook.control import SentColumn
from mipg_helpers.plan_workbook.read_columns import find_columns
from mipg_helpers.sources.model import Sheet

SENT = (
    SentColumn("accion_id", "", "Id"),
    SentColumn("accion", "", "Acción"),
    SentColumn("avance", "2026-09-30", "Avance (%) · corte 30/09/2026"),
    SentColumn("avance", "2026-12-31", "Avance (%) · corte 31/12/2026"),
)
HEADERS = ["Id", "Acción", "Avisos", SENT[2].header, SENT[3].header]


def found(*headers):
    sheet = Sheet("libro.xlsx", "", "Hoja", [["Título"], list(headers)])
    return find_columns(sheet, SENT)


def told(columns):
    return [finding.tipo for finding in columns.findings]


def test_the_header_row_is_found_by_content():
    columns = found(*HEADERS)
    assert (columns.top, columns.id_place) == (1, 0)
    assert columns.places == {SENT[1]: 1, SENT[2]: 3, SENT[3]: 4}
    assert (columns.lost, columns.findings) == ((), ())


def test_a_sheet_with_other_headers_is_no_sheet_of_actions():
    assert found("Id", "Acción", "Otra") is None
    assert find_columns(Sheet("libro.xlsx", "", "Hoja", []), SENT) is None


def test_case_accents_and_spaces_of_a_header_do_not_matter():
    assert not found("ID", " accion ", "avisos", SENT[2].header.upper(), SENT[3].header).findings


def test_cut_offs_are_told_apart_when_columns_change_places():
    columns = found("Id", "Acción", "Avisos", SENT[3].header, SENT[2].header)
    assert (columns.places[SENT[2]], columns.places[SENT[3]]) == (4, 3)
    assert told(columns) == ["columnas movidas"]


def test_a_header_typed_over_is_found_by_its_place():
    columns = found("Id", "Qué haremos", "Avisos", SENT[2].header, SENT[3].header)
    assert columns.places[SENT[1]] == 1
    assert told(columns) == ["encabezado cambiado"]


def test_a_header_typed_over_is_not_guessed_among_moved_columns():
    columns = found("Id", "Qué haremos", "Avisos", "Nueva", SENT[2].header, SENT[3].header)
    assert columns.lost == (SENT[1],)
    added = ["columna agregada"] * 2
    assert told(columns) == ["columnas movidas", "columna borrada", *added]


def test_a_column_twice_counts_only_in_its_place():
    columns = found(*HEADERS, "Acción")
    assert (columns.places[SENT[1]], told(columns)) == (1, ["columna repetida"])


def test_a_column_twice_away_from_its_place_is_not_taken():
    columns = found("Id", "x", "Acción", SENT[2].header, SENT[3].header, "Acción")
    assert SENT[1] in columns.lost


def test_an_inserted_column_changes_nothing_that_is_read():
    sheets = sent_sheets()
    sheet = sheet_of(sheets)
    place = place_of(sheet, "Causa")[1]
    for row in sheet.cells:
        row.insert(place, "Mis notas" if row[0] == "Id" else None)
    back = returned(sheets)
    assert back.cells == back.base
    assert kinds(back) == ["columnas movidas", "columna agregada"]
