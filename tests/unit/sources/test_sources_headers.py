from mipg_helpers.sources.headers import find_header, header_key, header_keys
from mipg_helpers.sources.model import Sheet

REQUIRED = [header_keys(["Entidad"]), header_keys(["Código Sigep", "SIGEP"])]


def sheet(*rows):
    return Sheet("libro.xlsx", "", "Hoja", [list(row) for row in rows])


def test_header_is_found_below_titles_and_blanks():
    found = find_header(sheet(["Resultados"], [None], [None, "SIGEP", "Entidad"]), REQUIRED)
    assert found.index == 2
    assert found.originals == ("", "SIGEP", "Entidad")


def test_every_required_column_must_be_in_the_same_row():
    assert find_header(sheet(["Entidad", None], [None, "SIGEP"]), REQUIRED) is None


def test_header_is_not_looked_for_beyond_the_limit():
    rows = [[None, None]] * 20 + [["Entidad", "SIGEP"]]
    assert find_header(sheet(*rows), REQUIRED) is None
    assert find_header(sheet(*rows), REQUIRED, within=21).index == 20


def test_breaks_spaces_case_and_underscores_do_not_matter():
    spellings = ["CÓDIGO_SIGEP", "Código\n  Sigep", "codigo sigep", "Código\u00a0Si-gep"]
    assert {header_key(text) for text in spellings} == {"codigo sigep"}


def test_column_is_found_by_any_spelling():
    found = find_header(sheet(["Entidad", "SIGEP"]), REQUIRED)
    assert found.column(REQUIRED[1]) == 1
    assert found.column(header_keys(["Municipio"])) is None
