"""The book of plans: nothing said is lost, changed or half-written."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_book_builders import (
    A1,
    A2,
    CORTE,
    CORTE_FINAL,
    ENTIDAD,
    ENVIO,
    VIGENCIA_PLAN,
    Clock,
    accion,
    avance,
    key,
    note,
    note_plan,
    plan_cells,
    said,
    sending,
)

from mipg_helpers.errors import ConfigError
from mipg_helpers.store.plan_book import PlanBook
from mipg_helpers.store.plan_book_place import copy_path, keep_copy, plan_folder
from mipg_helpers.store.plan_book_records import Received

PLAN = (ENTIDAD, VIGENCIA_PLAN)
JULY, OCTOBER = datetime(2026, 7, 1, 15, tzinfo=UTC), datetime(2026, 10, 5, 15, tzinfo=UTC)


@pytest.fixture
def clock():
    return Clock(JULY)


@pytest.fixture
def book(tmp_path, clock):
    with PlanBook(tmp_path / "plan", clock=clock) as opened:
        yield opened


def test_plan_is_what_remains_of_what_was_said(book):
    note(book, said(valor="Primero"), said(valor="Segundo", base="Primero"))
    assert book.cells(*PLAN) == {key("accion"): "Segundo"}
    assert book.plan(*PLAN).acciones[0].accion == "Segundo"


def test_emptied_cell_is_absent(book):
    note(book, said(valor="Algo"), said(valor="", base="Algo"))
    assert book.cells(*PLAN) == {}


@pytest.mark.parametrize("resultado", ["coincide", "disputado", "decidido", "rechazado"])
def test_only_taken_values_are_in_the_plan(book, resultado):
    note(book, said(valor="Otro", resultado=resultado))
    assert book.cells(*PLAN) == {}
    assert book.history(*PLAN, key("accion"))[0].valor == "Otro"


def test_history_keeps_who_said_what_and_when(book):
    note(book, said(valor="Uno", clase="recibido", archivo="a.xlsx", hoja="H", fila=7))
    (one,) = book.history(*PLAN, key("accion"))
    assert (one.valor, one.origen.archivo, one.origen.fila) == ("Uno", "a.xlsx", 7)
    assert one.momento == datetime(2026, 7, 1, 15, 0, 1, tzinfo=UTC)


def test_several_plans_live_in_one_book(book):
    note_plan(book, accion())
    with book.writing():
        book.add_said("0002", 2027, [said(valor="De otra entidad")])
    assert book.plans() == (("0002", 2027), PLAN)
    assert book.cells("0002", 2027) == {key("accion"): "De otra entidad"}


def test_plan_can_be_read_as_it_was(book, clock):
    note(book, said(valor="Julio"))
    clock.now = OCTOBER
    note(book, said(valor="Octubre", base="Julio"))
    assert book.cells_at(*PLAN, date(2026, 9, 30)) == {key("accion"): "Julio"}
    assert book.cells_at(*PLAN, OCTOBER.replace(hour=20)) == {key("accion"): "Octubre"}


def test_day_of_a_cut_off_ends_in_colombia(book, clock):
    clock.now = datetime(2026, 10, 1, 4, 30, tzinfo=UTC)  # 23:30 of the day before, in Bogotá
    note(book, said(valor="A tiempo"))
    assert book.cells_at(*PLAN, date(2026, 9, 30))


def test_cut_offs_of_the_plan_are_those_sent_and_those_reported(book):
    note(book, said("avance", "30", corte="2026-11-30"))
    with book.writing():
        book.add_sending(sending())
    cortes = [corte.isoformat() for corte in book.plan(*PLAN).cortes]
    assert cortes == [CORTE, "2026-11-30", CORTE_FINAL]


def test_sending_remembers_what_it_showed(book):
    note_plan(book, accion(A1), accion(A2))
    with book.writing():
        book.add_sending(sending())
    note(book, said(valor="Después", base="Adoptar el código de integridad"))
    assert book.cells_sent(book.sending(ENVIO)) == plan_cells(accion(A1))


def test_unknown_sending_is_none(book):
    assert book.sending("0" * 16) is None


def test_dispute_is_a_conflict_with_every_value_and_origin(book):
    note(
        book,
        said(valor="Uno", archivo="a.xlsx"),
        said(valor="Dos", resultado="disputado", archivo="b.xlsx"),
        said(valor="Dos", resultado="disputado", archivo="c.xlsx"),
    )
    (conflict,) = book.conflicts(*PLAN)
    assert [option.valor for option in conflict.opciones] == ["Uno", "Dos"]
    assert [one.origen.archivo for one in conflict.opciones[1].dichos] == ["b.xlsx", "c.xlsx"]


def test_decision_closes_a_conflict_and_is_remembered(book):
    note(book, said(valor="Uno"), said(valor="Dos", resultado="disputado"))
    note(book, said(valor="Tres", base="Uno", clase="decision"))
    assert book.conflicts(*PLAN) == ()
    assert book.settled(*PLAN) == {(key("accion"), "", "Dos")}
    assert [one.valor for one in book.decisions(*PLAN)] == ["Tres"]


def test_dispute_after_a_decision_is_open(book):
    note(book, said(valor="Uno", clase="decision"), said(valor="Dos", resultado="disputado"))
    assert [conflict.actual for conflict in book.conflicts(*PLAN)] == ["Uno"]


def test_agreement_ends_a_dispute(book):
    note(book, said(valor="Uno"), said(valor="Dos", resultado="disputado"))
    note(book, said(valor="Dos", base="Uno"))
    assert book.conflicts(*PLAN) == ()


def test_text_that_could_not_be_taken_is_listed(book):
    note(book, said("avance", "casi", resultado="rechazado", corte=CORTE))
    assert [(one.key, one.valor) for one in book.rejected(*PLAN)] == [(avance(), "casi")]


def test_progress_is_compared_between_cut_offs_whenever_it_was_reported(book, clock):
    clock.now = OCTOBER
    note(book, said("avance", "30", corte=CORTE), said("avance", "55", corte=CORTE_FINAL))
    (change,) = book.changes_between(*PLAN, date(2026, 9, 30), date(2026, 12, 31))
    assert (change.key.corte, change.antes, change.despues) == (CORTE_FINAL, "30", "55")


def test_other_columns_are_compared_as_they_were_on_both_days(book, clock):
    note(book, said("estado", "nueva"), said("causa", "Igual"))
    clock.now = OCTOBER
    note(book, said("estado", "por_aprobar", "nueva", archivo="lider.xlsx"))
    (change,) = book.changes_between(*PLAN, date(2026, 9, 30), date(2026, 12, 31))
    assert (change.key, change.antes, change.despues) == (key("estado"), "nueva", "por_aprobar")
    assert change.origen == "lider.xlsx"


def test_past_of_a_cell_starts_with_its_first_silence(book):
    note(book, said(valor="Uno"), said(valor="Dos", base="Uno"), said(resultado="disputado"))
    assert book.past(*PLAN) == {key("accion"): ["", "Uno", "Dos"]}


def test_every_taken_value_is_told_with_the_one_before(book):
    note(book, said(valor="Uno"), said(valor="Dos", base="Uno", archivo="lider.xlsx"))
    told = [(one.antes, one.despues, one.origen) for one in book.changes(*PLAN)]
    assert told == [("", "Uno", "uno.xlsx"), ("Uno", "Dos", "lider.xlsx")]
    assert book.changes(*PLAN)[0].momento.utcoffset().total_seconds() == -5 * 3600


def test_later_sending_to_the_same_reader_supersedes_the_first(book):
    with book.writing():
        book.add_sending(sending())
    note(book, said())
    with book.writing():
        book.add_sending(sending("f" * 16))
        book.add_sending(sending("d" * 16, destinatario="Otra"))
    assert book.is_superseded(book.sending(ENVIO))
    assert not book.is_superseded(book.sending("f" * 16))


def test_what_is_not_to_be_kept_is_seen_inside_and_forgotten(book):
    with book.writing(keep=False):
        book.add_said(*PLAN, [said()])
        assert book.cells(*PLAN)
    assert book.said(*PLAN) == ()


def test_fingerprint_of_a_politica_ignores_the_others(book):
    note_plan(book, accion(A1), accion(A2, politica="compras"))
    before = book.fingerprint(*PLAN, "integridad"), book.fingerprint(*PLAN)
    note(book, said(valor="Otra", accion_id=A2, base="Adoptar el código de integridad"))
    assert book.fingerprint(*PLAN, "integridad") == before[0]
    assert book.fingerprint(*PLAN) != before[1]


def test_fingerprint_sees_actions_shared_by_politicas(book):
    note_plan(book, accion(A1, otras_politicas=("compras",)))
    before = book.fingerprint(*PLAN, "compras")
    note(book, said("causa", "Otra"))
    assert book.fingerprint(*PLAN, "compras") != before


@pytest.mark.parametrize("table", ["valores", "envios", "recibidos"])
@pytest.mark.parametrize("order", ["DELETE FROM {}", "UPDATE {} SET momento = ''"])
def test_nothing_in_the_book_can_be_changed_or_deleted(book, tmp_path, table, order):
    note(book, said())
    with book.writing():
        book.add_sending(sending())
        book.add_received(Received("ab" * 32, "a.xlsx", "unido", tmp_path / "a.xlsx"))
    with closing(sqlite3.connect(book.path)) as base, pytest.raises(sqlite3.IntegrityError):
        base.execute(order.format(table))


def test_interrupted_writing_leaves_no_trace(book):
    def interrupted():
        yield said()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), book.writing():
        book.add_said(*PLAN, interrupted())
    assert book.said(*PLAN) == ()


def test_killed_writer_leaves_no_trace(tmp_path):
    program = (
        "import os, signal, sys; sys.path.insert(0, 'tests')\n"
        "from plan_book_builders import *\n"
        "from mipg_helpers.store.plan_book import PlanBook\n"
        f"book = PlanBook({str(tmp_path)!r})\n"
        "note(book, said(valor='Completo'))\n"
        "with book.writing():\n"
        "    book.add_said(ENTIDAD, VIGENCIA_PLAN, [said(valor='A medias')] * 15000)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "plan.sqlite-journal").is_file()  # half of it was on the disk already
    with PlanBook(tmp_path, read_only=True) as book:
        assert [one.valor for one in book.said(*PLAN)] == ["Completo"]


def test_two_people_cannot_write_at_once(book, monkeypatch):
    monkeypatch.setattr("mipg_helpers.store.plan_book.PATIENCE_SECONDS", 0.05)
    with (
        PlanBook(book.folder) as other,
        book.writing(),
        pytest.raises(ConfigError, match="otro proceso está escribiendo"),
        other.writing(),
    ):
        pass


def test_book_opened_for_reading_cannot_be_written(book):
    note(book, said())
    with (
        PlanBook(book.folder, read_only=True) as reader,
        pytest.raises(ConfigError, match="no se puede escribir en él"),
    ):
        note(reader, said(valor="Otra"))


def test_reading_a_book_that_does_not_exist_makes_none(tmp_path):
    with PlanBook(tmp_path / "nada", read_only=True) as book:
        assert book.cells(*PLAN) == {}
    assert not (tmp_path / "nada").exists()


def test_damaged_book_is_refused_with_the_way_out(tmp_path):
    (tmp_path / "plan.sqlite").write_bytes(b"no es una base" * 100)
    with pytest.raises(ConfigError, match="recibidos"):
        PlanBook(tmp_path)


def test_received_file_is_kept_as_it_came_under_the_name_of_its_contents(tmp_path):
    source = tmp_path / "..xlsx; rm.xlsx"
    source.write_bytes(b"contenido")
    kept = keep_copy(tmp_path / "plan", source, "ab" * 32)
    assert kept == tmp_path / "plan" / "recibidos" / f"{'ab' * 8}.xlsx"
    assert kept.read_bytes() == b"contenido"
    assert list(kept.parent.iterdir()) == [kept]


def test_copy_never_takes_an_ending_that_came_with_the_file(tmp_path):
    assert copy_path(tmp_path, "ab" * 32, "virus.exe").suffix == ".bin"


def test_received_files_are_listed_with_their_copy(book):
    with book.writing():
        book.add_received(Received("ab" * 32, "a.xlsx", "rechazado", book.path, "es de otra"))
    (one,) = book.received()
    assert (one.nombre, one.motivo, one.copia.parent.name) == ("a.xlsx", "es de otra", "recibidos")


def test_folder_of_the_plan_lies_beside_the_tables_unless_stated(monkeypatch, tmp_path):
    monkeypatch.delenv("MIPG_PLAN", raising=False)
    assert plan_folder(tmp_path / "tidy") == tmp_path / "plan"
    monkeypatch.setenv("MIPG_PLAN", str(tmp_path / "otra"))
    assert plan_folder(tmp_path / "tidy") == tmp_path / "otra"


TEXTS = st.sampled_from(["", "Uno", "Dos", "Tres"])
RESULTS = st.sampled_from(["tomado", "coincide", "disputado", "decidido", "rechazado"])


@given(st.lists(st.tuples(TEXTS, RESULTS), max_size=8))
@settings(max_examples=25, deadline=None)
def test_everything_said_is_kept_in_order(tmp_path_factory, values):
    with PlanBook(tmp_path_factory.mktemp("libro")) as book:
        note(book, *(said(valor=value, resultado=resultado) for value, resultado in values))
        kept = [(one.valor, one.resultado) for one in book.history(*PLAN, key("accion"))]
    assert kept == values
