from dataclasses import replace
from datetime import date

import pytest

from mipg_helpers.errors import SourceFileError
from mipg_helpers.plan_workbook.control import (
    MARK,
    Control,
    SentColumn,
    control_rows,
    find_control,
    parse_control,
)
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.sources.model import Sheet

CONTROL = Control(
    envio_id="0" * 16,
    entidad_id="0001",
    entidad="Alcaldía",
    vigencia=2025,
    vigencia_plan=2026,
    rol="lider",
    destinatario="",
    fecha=date(2026, 7, 1),
    es_ficticia=True,
    sheets=(("Hoja", "integridad"),),
    columns=(SentColumn("accion_id", "", "Id"), SentColumn("avance", "2026-09-30", "Avance")),
    rows=(("integridad", "a" * 16),),
    politicas=(("integridad", "Integridad"),),
    base={CellKey("a" * 16, "accion"): "=1+1\nsegunda línea"},
)


def sheet(rows, name="_control"):
    return Sheet("libro.xlsx", "", name, rows, hidden=True)


def test_what_is_written_is_read_back():
    assert parse_control(sheet(control_rows(CONTROL))) == CONTROL


def test_empty_names_and_blank_texts_do_not_break_it():
    bare = replace(CONTROL, entidad="", politicas=(("integridad", " "),))
    bare = replace(bare, base={**CONTROL.base, CellKey("b" * 16, "causa"): " \x00"})
    back = parse_control(sheet(control_rows(bare)))
    assert back == replace(bare, politicas=(("integridad", ""),), base=CONTROL.base)


def test_cells_that_a_spreadsheet_adds_at_the_end_do_not_matter():
    rows = [[*row, None, None] for row in control_rows(CONTROL)] + [[None, None]]
    assert parse_control(sheet(rows)) == CONTROL


def test_the_sheet_is_found_by_its_mark_under_any_name():
    sheets = [sheet([]), sheet([["otra"]]), sheet(control_rows(CONTROL), "Hoja 7")]
    assert find_control(sheets).hoja == "Hoja 7"
    assert find_control(sheets[:2]) is None


def test_year_with_thousands_of_digits_is_a_sheet_that_somebody_changed():
    rows = control_rows(replace(CONTROL, vigencia_plan="9" * 5_000))
    with pytest.raises(SourceFileError, match="fue modificada"):
        parse_control(sheet(rows))


@pytest.mark.parametrize("row", range(1, len(control_rows(CONTROL))))
def test_no_row_can_be_changed_unseen(row):
    rows = control_rows(CONTROL)
    rows[row][-1] += "x"
    with pytest.raises(SourceFileError, match="la hoja oculta de control del libro fue modificada"):
        parse_control(sheet(rows))


@pytest.mark.parametrize(
    ("version", "which"), [("0", "anterior"), ("2", "posterior"), ("x", "post")]
)
def test_another_version_is_refused_and_named(version, which):
    rows = control_rows(CONTROL)
    rows[0][1] = version
    with pytest.raises(SourceFileError, match=rf"de una versión {which}.*«{version}»"):
        parse_control(sheet(rows))


def test_version_of_thousands_of_figures_is_refused():
    rows = control_rows(CONTROL)
    rows[0][1] = "9" * 5000
    with pytest.raises(SourceFileError, match="de una versión posterior"):
        parse_control(sheet(rows))


def test_a_sheet_with_only_the_mark_is_refused():
    with pytest.raises(SourceFileError, match="versión"):
        parse_control(sheet([[MARK]]))
