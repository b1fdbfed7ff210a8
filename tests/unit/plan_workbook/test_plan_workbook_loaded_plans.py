"""Plans that exist already: read once, read again, never against what people wrote."""

import pytest
from plan_book_builders import A1, A2, ENTIDAD, VIGENCIA_PLAN, Clock, key, note, said

from mipg_helpers.plan_workbook.loaded_plans import load_plan
from mipg_helpers.sources.plan_model import ParsedPlan, PlanMapping, PlanRow
from mipg_helpers.store.plan_book import PlanBook

PLAN = (ENTIDAD, VIGENCIA_PLAN)


@pytest.fixture
def book(tmp_path):
    with PlanBook(tmp_path, clock=Clock()) as opened:
        yield opened


def parsed(rows, sha256="1" * 64, extra=None):
    """A file that says {accion_id: text}."""
    made = tuple(
        PlanRow(
            n,
            accion_id,
            {key("accion", accion_id): text},
            {key("accion", accion_id): "C"},
            extra or {},
        )
        for n, (accion_id, text) in enumerate(rows.items(), start=2)
    )
    return ParsedPlan("plan.xlsx", sha256, "Hoja1", made, PlanMapping(()))


def load(book, plan):
    with book.writing():
        return load_plan(book, *PLAN, plan)


def test_actions_of_a_plan_come_in_with_their_cells(book):
    loaded = load(book, parsed({A1: "Una", A2: "Otra"}))
    assert loaded.nuevas == (A1, A2)
    (one,) = book.history(*PLAN, key("accion", A2))
    assert (one.valor, one.origen.fila, one.origen.columna) == ("Otra", 3, "C")


def test_same_file_twice_changes_nothing(book):
    load(book, parsed({A1: "Una"}))
    before = book.said(*PLAN)
    assert load(book, parsed({A1: "Una"})).es_repetido
    assert book.said(*PLAN) == before


def test_file_that_nobody_touched_does_not_undo_what_people_wrote(book):
    load(book, parsed({A1: "Del archivo"}))
    note(book, said(valor="De la líder", base="Del archivo", clase="recibido"))
    load(book, parsed({A1: "Del archivo"}, sha256="2" * 64))
    assert book.cells(*PLAN) == {key("accion"): "De la líder"}


def test_new_text_of_the_file_is_taken(book):
    load(book, parsed({A1: "Antes"}))
    load(book, parsed({A1: "Ahora"}, sha256="2" * 64))
    assert book.cells(*PLAN) == {key("accion"): "Ahora"}


def test_file_and_people_that_differ_are_a_conflict(book):
    load(book, parsed({A1: "Antes"}))
    note(book, said(valor="De la líder", base="Antes", clase="recibido"))
    load(book, parsed({A1: "Ahora"}, sha256="2" * 64))
    (conflict,) = book.conflicts(*PLAN)
    assert [option.valor for option in conflict.opciones] == ["De la líder", "Ahora"]


def test_action_that_left_the_file_stays_in_the_plan_and_is_told(book):
    load(book, parsed({A1: "Una", A2: "Otra"}))
    loaded = load(book, parsed({A1: "Una"}, sha256="2" * 64))
    assert loaded.retiradas == (A2,)
    assert key("accion", A2) in book.cells(*PLAN)


def test_columns_without_field_are_kept_beside_the_plan(book):
    load(book, parsed({A1: "Una"}, extra={"Presupuesto": "12.000.000"}))
    (kept,) = book.rejected(*PLAN)
    assert (kept.key.campo, kept.valor) == ("otra:Presupuesto", "12.000.000")
    assert len(book.plan(*PLAN).acciones) == 1
