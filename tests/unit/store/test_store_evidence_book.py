"""The book of evidence: a log of its own beside the plan, read as records by code and option."""

import sqlite3

import pytest
from plan_book_builders import Clock, key, note, note_plan, said

from mipg_helpers.analysis.readiness_profile import Evidencia
from mipg_helpers.store.evidence_book import EVIDENCE_FILE, EvidenceBook, row_address, row_id
from mipg_helpers.store.plan_book import PlanBook

OWNER, YEAR = "9001", 2025  # the builders write for the year of execution, 2026


@pytest.fixture
def book(tmp_path):
    with EvidenceBook(tmp_path / "plan", clock=Clock()) as opened:
        yield opened


def test_rows_are_named_by_pregunta_and_option():
    assert [row_address(row_id(*one)) for one in (("GTH201", 0), ("EMI08", 15))] == [
        ("GTH201", 0),
        ("EMI08", 15),
    ]


@pytest.mark.parametrize("number", [str(2**70), "9" * 5_000, "-1", "٤٢"])
def test_number_past_all_reason_is_no_option(number):
    assert row_address(f"gth201.{number}") == ("GTH201", 0)


def test_values_become_a_record(book):
    values = {"enlace": "https://a.co/x", "estado": "rechazada", "motivo": "Sin firma"}
    note(book, *(said(campo, valor, accion_id="gth201.2") for campo, valor in values.items()))
    assert book.records(OWNER, YEAR) == (
        Evidencia("GTH201", 2, enlace="https://a.co/x", estado="rechazada", motivo="Sin firma"),
    )


def test_evidence_that_nobody_reviewed_is_pending(book):
    note(book, said("enlace", "https://a.co/x", accion_id="gth201"))
    (record,) = book.records(OWNER, YEAR)
    assert (record.numero_opcion, record.estado) == (0, "pendiente")


def test_what_a_unit_reports_is_no_record_of_evidence(book):
    note(book, said("cumple", "no", accion_id="gth201.1"))
    assert book.records(OWNER, YEAR) == ()
    assert book.reported(OWNER, YEAR) == {("GTH201", 1): "no"}


def test_assignments_are_of_whole_preguntas(book):
    note(book, said("unidad", "Jurídica", accion_id="gth201"))
    assert book.assignments(OWNER, YEAR) == {"GTH201": "Jurídica"}


def test_other_years_and_entidades_say_nothing(book):
    note(book, said("enlace", "https://a.co/x", accion_id="gth201"))
    assert book.records(OWNER, YEAR + 1) == book.records("0002", YEAR) == ()


def test_history_of_a_cell_is_kept(book):
    note(book, said("enlace", "uno", accion_id="gth201"))
    note(book, said("enlace", "dos", "uno", accion_id="gth201"))
    history = book.history(OWNER, YEAR + 1, key("enlace", "gth201"))
    assert [one.valor for one in history] == ["uno", "dos"]


def test_nothing_said_is_changed_or_deleted(book):
    note(book, said("enlace", "uno", accion_id="gth201"))
    for order in ("DELETE FROM valores", "UPDATE valores SET valor = 'otro'"):
        with sqlite3.connect(book.path) as base, pytest.raises(sqlite3.IntegrityError):
            base.execute(order)


def test_plan_and_evidence_share_a_folder_and_nothing_else(tmp_path, book):
    with PlanBook(tmp_path / "plan", clock=Clock()) as plan:
        note_plan(plan)
        note(book, said("enlace", "uno", accion_id="gth201"))
        assert (book.path.name, plan.path.name) == (EVIDENCE_FILE, "plan.sqlite")
        assert len(plan.plan(OWNER, YEAR + 1).acciones) == 1
        assert len(book.cells(OWNER, YEAR + 1)) == 1


def test_fingerprint_follows_what_is_said(book):
    before = book.fingerprint(OWNER, YEAR + 1)
    note(book, said("enlace", "uno", accion_id="gth201"))
    assert book.fingerprint(OWNER, YEAR + 1) != before


def test_reader_without_a_book_finds_nothing(tmp_path):
    with EvidenceBook(tmp_path / "nada", read_only=True) as book:
        assert book.records(OWNER, YEAR) == ()
    assert not (tmp_path / "nada").exists()
