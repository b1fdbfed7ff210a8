"""A person confirms in a workbook which action attends to which recommendation."""

from itertools import chain

import openpyxl
import pytest
from reconcile_builders import accion, recomendacion

from mipg_helpers.analysis.reconcile import reconcile, text_id
from mipg_helpers.plan_workbook.matches import (
    ACTION_ID,
    DECISION,
    SHEET,
    is_match_file,
    match_rows,
    read_answers,
)
from mipg_helpers.plan_workbook.write_matches import NOTHING_NEAR, write_matches
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.workbook import read_workbook

SIGLAS = load_catalog().siglas()
ARCHIVE = recomendacion("Actualizar el diagnóstico integral de archivos", "gestion_documental")
LAW = recomendacion("Publicar la agenda regulatoria", "mejora_normativa")
ACTIONS = [
    accion("a1", "Hacer el diagnóstico integral de archivos", "gestion_documental"),
    accion("a2", "Pavimentar la vía principal"),
]
PAIR = (text_id(ARCHIVE.texto), "a1")


def rows(decisions=None, actions=ACTIONS):
    result = reconcile([ARCHIVE, LAW], actions, decisions or {}, SIGLAS)
    return match_rows(result, actions, {}, decisions or {})


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "conciliacion.xlsx"
    write_matches(rows(), path)
    return path


def answer(path, text, row=5):
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    column = [cell.value for cell in sheet[4]].index(DECISION) + 1
    sheet.cell(row, column).value = text
    book.save(path)
    return read_answers(read_workbook(path))


def test_a_suggestion_and_an_uncovered_text_are_shown():
    assert [(row.accion_id, row.decision) for row in rows()] == [("a1", ""), ("", "")]


def test_the_file_is_recognised_by_its_content(written):
    assert is_match_file(read_workbook(written))


@pytest.mark.parametrize(("typed", "expected"), [("Sí", True), ("si", True), ("NO", False)])
def test_yes_and_no_come_back_however_they_are_typed(written, typed, expected):
    assert answer(written, typed).decisions == {PAIR: expected}


def test_what_is_left_open_decides_nothing(written):
    assert read_answers(read_workbook(written)) == ({}, ())


@pytest.mark.parametrize(("typed", "row"), [("quizás", 5), ("Sí", 6)])
def test_an_answer_that_cannot_be_applied_is_told_with_its_cell(written, typed, row):
    found = answer(written, typed, row)
    assert not found.decisions
    (problem,) = found.problems
    assert (problem.fila, problem.columna) == (row, "G")


def test_past_decisions_are_shown_again():
    assert [row.decision for row in rows({PAIR: True})] == ["Sí", ""]
    assert [row.decision for row in rows({PAIR: False})] == ["No", ""]


def test_a_text_without_any_near_action_says_so(written):
    values = [cell.value for row in openpyxl.load_workbook(written)[SHEET] for cell in row]
    assert NOTHING_NEAR in values


def test_hostile_texts_stay_text(tmp_path):
    hostile = '=HYPERLINK("http://x";"diagnóstico integral de archivos")'
    path = tmp_path / "c.xlsx"
    write_matches(rows(actions=[accion("a1", hostile, "gestion_documental")]), path)
    cells = list(chain.from_iterable(openpyxl.load_workbook(path)[SHEET]))
    assert hostile in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_ids_are_locked_and_decisions_are_not(written):
    sheet = openpyxl.load_workbook(written)[SHEET]
    titles = [cell.value for cell in sheet[4]]
    assert sheet.protection.sheet
    assert sheet.cell(5, titles.index(ACTION_ID) + 1).protection.locked
    assert not sheet.cell(5, titles.index(DECISION) + 1).protection.locked


def test_everybody_of_the_folder_may_read_the_workbook(written):
    assert written.stat().st_mode & 0o777 == 0o644


def test_a_row_is_as_high_as_its_longest_text(tmp_path):
    path = tmp_path / "c.xlsx"
    long = accion("a1", "Hacer el diagnóstico integral de archivos " * 8, "gestion_documental")
    write_matches(rows(actions=[long]), path)
    heights = openpyxl.load_workbook(path)[SHEET].row_dimensions
    assert heights[5].height > 2 * heights[6].height
