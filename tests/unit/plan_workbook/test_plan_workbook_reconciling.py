"""Recommendations against the book of plans: matched, asked, answered, remembered."""

import analysis_builders as made
import openpyxl
import pytest
from plan_book_builders import ENTIDAD, VIGENCIA_PLAN, accion, note_plan

from mipg_helpers.errors import DataValidationError, LayoutError
from mipg_helpers.plan_workbook.matches import DECISION, SHEET
from mipg_helpers.plan_workbook.reconciling import reconcile_plan
from mipg_helpers.reference import load_catalog
from mipg_helpers.store.plan_book import PlanBook

TEXT = "Actualizar el diagnóstico integral de archivos"
VIGENCIA = VIGENCIA_PLAN - 1
RECOMENDACIONES = made.recomendaciones(f"""
    entidad   | vigencia   | politica           | texto
    ----------+------------+--------------------+-------
    {ENTIDAD} | {VIGENCIA} | gestion_documental | {TEXT}
""")
LIKE = accion(
    politica="gestion_documental", accion="Hacer el diagnóstico integral de archivos",
    recomendacion_ids=(),
)  # fmt: skip


@pytest.fixture
def book(tmp_path):
    with PlanBook(tmp_path / "plan") as opened:
        note_plan(opened, LIKE)
        yield opened


def run(book, tmp_path, *answered, texts=RECOMENDACIONES):
    return reconcile_plan(
        book, texts, entidad_id=ENTIDAD, vigencia=VIGENCIA, catalog=load_catalog(),
        target=tmp_path / "out", answered=answered,
    )  # fmt: skip


def answered(path, text):
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    sheet.cell(5, [cell.value for cell in sheet[4]].index(DECISION) + 1).value = text
    book.save(path)
    return path


def test_what_is_only_alike_waits_for_an_answer(book, tmp_path):
    assert run(book, tmp_path).result.count("por_confirmar") == 1


def test_a_confirmed_pair_covers_in_every_later_run(book, tmp_path):
    path = answered(run(book, tmp_path).archivo, "Sí")
    assert run(book, tmp_path, path).n_decisiones == 1
    assert run(book, tmp_path).result.count("cubierta") == 1


def test_reading_the_same_answers_again_changes_nothing(book, tmp_path):
    path = answered(run(book, tmp_path).archivo, "No")
    run(book, tmp_path / "other", path)
    assert run(book, tmp_path / "other", path).n_decisiones == 0


def test_an_answer_may_be_changed(book, tmp_path):
    path = run(book, tmp_path).archivo
    run(book, tmp_path / "other", answered(path, "No"))
    assert run(book, tmp_path / "other", answered(path, "Sí")).n_decisiones == 1
    assert run(book, tmp_path).result.count("cubierta") == 1


def test_an_answer_that_is_not_understood_is_told_and_decides_nothing(book, tmp_path):
    done = run(book, tmp_path, answered(run(book, tmp_path).archivo, "tal vez"))
    assert [problem.valor for problem in done.problemas] == ["tal vez"]
    assert done.n_decisiones == 0


def test_another_workbook_is_refused_before_anything_is_noted(book, tmp_path):
    other = openpyxl.Workbook()
    other.save(tmp_path / "otro.xlsx")
    good = answered(run(book, tmp_path).archivo, "Sí")
    with pytest.raises(LayoutError, match=r"otro\.xlsx"):
        run(book, tmp_path, good, tmp_path / "otro.xlsx")
    assert book.matches() == {}


def test_without_recommendations_there_is_nothing_to_match(book, tmp_path):
    with pytest.raises(DataValidationError, match="no tiene recomendaciones cargadas"):
        run(book, tmp_path, texts=RECOMENDACIONES.iloc[:0])


def test_without_a_plan_there_is_nothing_to_match(tmp_path):
    with (
        PlanBook(tmp_path / "empty") as book,
        pytest.raises(DataValidationError, match=f"no tiene un plan de {VIGENCIA_PLAN}"),
    ):
        run(book, tmp_path)
