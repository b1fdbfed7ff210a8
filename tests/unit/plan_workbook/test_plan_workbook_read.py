from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from plan_workbook_builders import (
    CATALOG,
    A,
    B,
    C,
    accion,
    content,
    kinds,
    place_of,
    returned,
    sent_sheets,
    sheet_of,
    typed,
    written,
)
from workbook_builders import write_sheets

from mipg_helpers.analysis.plan import accion_of, cells_of
from mipg_helpers.errors import SourceFileError
from mipg_helpers.plan_workbook.cells_text import plain
from mipg_helpers.plan_workbook.model import Place
from mipg_helpers.plan_workbook.read import read_returned
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.sources.model import Sheet

GOBIERNO = "Gobierno Digital"
AVANCE = "Avance (%) · corte 30/09/2026"


@pytest.fixture
def sheets():
    return sent_sheets()


@pytest.fixture
def sheet(sheets):
    return sheet_of(sheets)


def new_row(sheet):
    """Give the first row that waits for an action."""
    return next(row for row in sheet.cells if row[0] == "(nueva)")


def with_header(sheet, header):
    """Give the row of the headers and the place of one."""
    return next(row for row in sheet.cells if row[0] == "Id"), place_of(sheet, header)[1]


@pytest.mark.parametrize("rol", ["lider", "planeacion", "control_interno"])
def test_an_untouched_workbook_says_what_was_sent(rol):
    back = returned(sent_sheets(content(rol=rol)))
    assert back.cells == back.base
    assert (back.raw, back.findings, back.new_rows, back.missing_rows) == ({}, (), (), ())


def test_the_master_brings_back_whole_actions():
    back = returned(sent_sheets(content(rol="planeacion")))
    mine = {key: text for key, text in back.cells.items() if key.accion_id == A}
    assert accion_of(A, mine) == accion()


def test_a_file_says_which_sending_it_is(tmp_path):
    back = read_returned(written(tmp_path), CATALOG)
    assert (back.envio_id, back.entidad_id) == ("0123456789abcdef", "0001")
    assert (back.vigencia, back.vigencia_plan, back.fecha) == (2025, 2026, date(2026, 7, 1))
    assert (back.rol, back.destinatario) == ("lider", "Oficina de Sistemas")
    assert (back.archivo, len(back.sha256)) == ("plan.xlsx", 64)


def test_a_typed_value_is_read_with_its_place(sheets):
    back = returned(typed(sheets, "Causa", "Otra causa"))
    key = CellKey(A, "causa")
    assert (back.cells[key], back.places[key]) == ("Otra causa", Place(GOBIERNO, 6, "J"))
    assert back.base[key] == "No hay inventario de datos."


def test_an_emptied_cell_is_in_neither_cells_nor_raw(sheets):
    back = returned(typed(sheets, "Causa", None))
    key = CellKey(A, "causa")
    assert key in back.base
    assert key not in back.cells
    assert key not in back.raw


def test_what_is_not_certain_is_kept_apart_and_told_with_its_place(sheets):
    back = returned(typed(sheets, AVANCE, 0.5))
    (finding,) = back.findings
    assert (finding.hoja, finding.fila, finding.gravedad) == (GOBIERNO, 6, "error")
    assert finding.columna.endswith(f"«{AVANCE}»")
    assert back.raw == {CellKey(A, "avance", "2026-09-30"): "0.5"}
    assert not back.raw.keys() & back.cells.keys()


def test_progress_over_a_hundred_is_taken_and_told(sheets):
    back = returned(typed(sheets, AVANCE, 120))
    assert back.cells[CellKey(A, "avance", "2026-09-30")] == "120"
    assert [(f.tipo, f.gravedad) for f in back.findings] == [("porcentaje mayor que 100", "aviso")]


def test_an_ambiguous_value_that_was_sent_so_is_not_asked_again():
    assert not returned(sent_sheets(content(accion(peso=0.5)))).findings


def test_a_computed_value_is_taken_and_the_formula_told(sheets, sheet):
    typed(sheets, "Meta", 7)
    place = place_of(sheet, "Meta")
    sheets[sheets.index(sheet)] = replace(sheet, formulas=frozenset([place]))
    back = returned(sheets)
    assert back.cells[CellKey(A, "meta")] == "7"
    assert [(f.tipo, f.gravedad) for f in back.findings] == [("fórmula en una celda", "aviso")]


def test_a_locked_cell_that_was_changed_is_told_and_not_taken(sheets):
    back = returned(typed(sheets, "Prioridad", "Baja"))
    key = CellKey(A, "prioridad")
    assert kinds(back) == ["celda bloqueada cambiada"]
    assert "decía «Alta»" in back.findings[0].mensaje
    assert (back.raw[key], key in back.cells) == ("Baja", False)


def test_a_locked_cell_that_was_emptied_is_no_emptied_cell(sheets):
    back = returned(typed(sheets, "Prioridad", None))
    assert back.raw == {CellKey(A, "prioridad"): ""}


def test_a_cut_text_comes_back_unchanged_and_cannot_be_changed():
    long = content(accion(causa="x" * 40_000))
    assert returned(sent_sheets(long)).cells == returned(sent_sheets(long)).base
    assert kinds(returned(typed(sent_sheets(long), "Causa", "corta"))) == [
        "celda bloqueada cambiada"
    ]


def test_rows_may_be_sorted_and_pushed_down(sheets, sheet):
    row = place_of(sheet, "Id")[0]
    sheet.cells[row], sheet.cells[row + 1] = sheet.cells[row + 1], sheet.cells[row]
    sheet.cells[:0] = [[None] * len(sheet.cells[0])] * 3
    back = returned(sheets)
    assert back.cells == back.base
    assert back.places[CellKey(B, "accion")].fila == 9
    assert not back.findings


def test_a_deleted_column_is_told_and_empties_nothing(sheets, sheet):
    place = place_of(sheet, "Causa")[1]
    for row in sheet.cells:
        del row[place]
    back = returned(sheets)
    assert "columna borrada" in kinds(back)
    assert {back.raw[CellKey(a, "causa")] for a in (A, B)} == {""}


def test_a_deleted_row_is_missing_not_emptied(sheets, sheet):
    del sheet.cells[place_of(sheet, "Id")[0]]
    assert returned(sheets).missing_rows == (A,)


def test_a_sheet_without_ids_empties_nothing_and_keeps_what_was_typed(sheets, sheet):
    typed(sheets, "Causa", "Otra causa")
    for row in sheet.cells:
        row[0] = None
    back = returned(sheets)
    assert set(back.missing_rows) == {A, B}
    assert "columna borrada" in kinds(back)
    assert "Otra causa" in {*back.raw.values(), *back.cells.values()}


def test_a_new_row_gets_an_id_and_its_politica(sheets, sheet):
    row = new_row(sheet)
    row[1], row[place_of(sheet, "Meta")[1]] = "Capacitar al equipo", "2"
    back = returned(sheets)
    (new,) = back.new_rows
    assert len(new) == 16
    assert {key.campo: text for key, text in back.cells.items() if key.accion_id == new} == {
        "accion": "Capacitar al equipo",
        "meta": "2",
        "politica": "gobierno_digital",
        "tipo_plan": "mejoramiento",
    }


def test_who_adds_an_action_chooses_its_plan(sheets, sheet):
    row = new_row(sheet)
    row[1], row[place_of(sheet, "Plan")[1]] = "Publicar", "Plan de acción de la política"
    back = returned(sheets)
    (new,) = back.new_rows
    assert back.cells[CellKey(new, "tipo_plan")] == "accion_politica"


def new_ids(sent=None, *, at=0, text="Capacitar", n=1):
    """Type new actions of one text, `at` rows below the first that waits; give their ids."""
    sheets = sent_sheets(sent)
    sheet = sheet_of(sheets)
    first = sheet.cells.index(new_row(sheet)) + at
    for row in sheet.cells[first : first + n]:
        row[1] = text
    return returned(sheets).new_rows


def test_the_id_of_a_new_row_does_not_depend_on_its_place():
    assert new_ids() == new_ids(at=4)


def test_two_new_rows_of_equal_text_are_two_actions():
    assert len(set(new_ids(n=2))) == 2


def test_another_text_or_sending_gives_another_id():
    assert len({*new_ids(), *new_ids(text="Otra"), *new_ids(content(envio_id="f" * 16))}) == 3


def test_an_inserted_row_without_mark_is_new_too(sheets, sheet):
    row = [None] * len(sheet.cells[0])
    row[1] = "Capacitar"
    sheet.cells.insert(place_of(sheet, "Id")[0], row)
    assert returned(sheets).new_rows == new_ids()


def test_an_edited_id_is_told_with_the_row_it_may_be(sheets):
    back = returned(typed(sheets, "Id", "otro", accion_id=C, hoja="Seguridad Digital"))
    assert back.missing_rows == (C,)
    assert kinds(back) == ["identificador desconocido"]
    assert C in back.findings[0].accion
    assert "Publicar el inventario de datos abiertos" in back.raw.values()


def test_a_copied_row_is_told_and_only_what_agrees_is_taken(sheets, sheet):
    copy = list(sheet.cells[place_of(sheet, "Id")[0]])
    copy[1] = "Otra acción"
    sheet.cells.append(copy)
    back = returned(sheets)
    assert kinds(back) == ["identificador repetido"]
    assert CellKey(A, "accion") not in back.cells
    assert back.cells[CellKey(A, "causa")] == back.base[CellKey(A, "causa")]
    assert {"Otra acción", "Publicar el inventario de datos abiertos"} <= set(back.raw.values())


def test_a_renamed_sheet_is_known_by_its_rows(sheets, sheet):
    new_row(sheet)[1] = "Capacitar"
    sheets[sheets.index(sheet)] = replace(sheet, hoja="Mi hoja")
    back = returned(sheets)
    assert back.cells[CellKey(back.new_rows[0], "politica")] == "gobierno_digital"
    assert not back.findings


def test_a_deleted_sheet_leaves_its_actions_alone(sheets):
    sheets.remove(sheet_of(sheets, "Seguridad Digital"))
    back = returned(sheets)
    assert (back.missing_rows, kinds(back)) == ((C,), ["hoja borrada"])


def test_an_added_sheet_is_told_and_not_read(sheets):
    sheets.append(Sheet("plan.xlsx", "", "Cuentas", [["total", 1]]))
    assert kinds(returned(sheets)) == ["hoja agregada"]


def test_a_sheet_whose_headers_are_gone_is_told(sheets, sheet):
    sheet.cells[:] = [["otra", "cosa"]]
    back = returned(sheets)
    assert "hoja sin encabezados" in kinds(back)
    assert set(back.missing_rows) == {A, B}


def test_a_shown_and_renamed_control_sheet_still_serves(sheets):
    sheets[-1] = replace(sheets[-1], hoja="Hoja5", hidden=False)
    assert not returned(sheets).findings


def test_a_changed_control_sheet_is_refused(sheets):
    sheets[-1].cells[4][2] = "otra"
    with pytest.raises(SourceFileError, match="la hoja oculta de control del libro fue modificada"):
        returned(sheets)


def test_a_workbook_without_control_sheet_is_refused(tmp_path):
    path = write_sheets(tmp_path / "otro.xlsx", {"Hoja": [["Acción"]]})
    with pytest.raises(SourceFileError, match="no es un libro de plan hecho con esta herramienta"):
        read_returned(path, CATALOG)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("plan.csv", b"Id;Accion\n1;x\n", "parece un archivo de texto o CSV"),
        ("plan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "libro antiguo de Excel"),
    ],
)
def test_another_kind_of_file_is_refused_by_name(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceFileError, match=said):
        read_returned(tmp_path / name, CATALOG)


def test_nothing_typed_disappears(sheets):
    noise = {"Causa": "a", "Prioridad": "b", "Fin": "c", AVANCE: "d", "Estado": "e", "Meta": "f"}
    for header, value in noise.items():
        typed(sheets, header, value)
    back = returned(sheets)
    assert set(noise.values()) <= {*back.cells.values(), *back.raw.values()}


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
@example("", " ")
def test_any_text_comes_back_as_a_cell_can_hold_it(one, other):
    back = returned(sent_sheets(content(accion(causa=one, hallazgo=other), entidad=one)))
    assert back.cells == back.base
    assert back.cells.get(CellKey(A, "causa"), "") == plain(one)
    assert not back.findings


def test_the_cells_of_a_leader_are_those_of_his_columns(sheets):
    mine = {key for key in returned(sheets).base if key.accion_id == A}
    gone = {"politica", "recomendacion_ids"}
    assert mine == {key for key in cells_of(accion()) if key.campo not in gone}
