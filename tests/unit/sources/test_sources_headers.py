import pytest
from form_builders import BANK_HEADER, UNICA
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_builders import table_sheet

from mipg_helpers.errors import SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.headers import HEADER_WITHIN, find_header, header_key, header_keys
from mipg_helpers.sources.model import Declared, Sheet
from mipg_helpers.sources.question_bank import tidy_questions

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


# Properties: anything may stand around a header.

NOISE = (
    st.none()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["Entidad", "SIGEP", "Vigencia 2025", "Código", "=1+1", "\x00", "9" * 40])
)
ABOVE = st.lists(st.lists(NOISE, max_size=9), max_size=HEADER_WITHIN + 4)
BESIDE = st.lists(NOISE, max_size=4)


def is_header(row):
    labels = {header_key(cell) for cell in row}
    return all(labels & spellings for spellings in REQUIRED)


@given(ABOVE.filter(lambda rows: not any(map(is_header, rows))), BESIDE, BESIDE)
@settings(max_examples=80, deadline=None)
def test_header_is_found_among_anything_or_not_at_all(above, before, after):
    found = find_header(sheet(*above, [*before, "SIGEP", "Entidad", *after]), REQUIRED)
    if len(above) >= HEADER_WITHIN:
        assert found is None
    else:
        assert (found.index, found.originals[len(before)]) == (len(above), "SIGEP")
        assert found.column(REQUIRED[1]) <= len(before)


def codes_in(*rows):
    parsed = tidy_questions([table_sheet(*rows)], Declared(vigencia=2025), load_catalog())
    return parsed.preguntas["codigo_pregunta"].tolist()


@given(ABOVE, st.integers(0, 4), BESIDE)
@settings(max_examples=40, deadline=None)
def test_rows_below_a_header_are_read_or_refused_whatever_is_around(above, n_blank, beside):
    blank = [None] * n_blank
    rows = [(*blank, n, f"GTH20{n}", "¿?", UNICA, "Sí", "No", "", *beside) for n in (1, 2)]
    rows = [*above, [*blank, *BANK_HEADER], *rows]
    if len(above) < HEADER_WITHIN:
        assert codes_in(*rows) == ["GTH201", "GTH202"]
    else:
        with pytest.raises(SourceFileError, match="«tabla"):
            codes_in(*rows)
