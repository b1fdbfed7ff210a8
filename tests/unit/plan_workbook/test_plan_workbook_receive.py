"""Returned workbooks, one by one and all at once: kept, checked, merged, told."""

import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest
from plan_book_builders import (
    A2,
    ENTIDAD,
    VIGENCIA_PLAN,
    Clock,
    close_books,
    dispatched,
    fill_in,
    note,
    profile_with,
    said,
)

from mipg_helpers.errors import SourceFileError
from mipg_helpers.plan_workbook import kinds
from mipg_helpers.plan_workbook.dispatch import dispatch_plan
from mipg_helpers.plan_workbook.receive import receive, write_account
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.workbook import read_workbook
from mipg_helpers.store.plan_book import PlanBook

CATALOG = load_catalog()
PLAN = (ENTIDAD, VIGENCIA_PLAN)
TEXTS = ("Adoptar el código", "Medir el clima", "Rendir cuentas")


@pytest.fixture(autouse=True)
def closed_books():
    yield
    close_books()


@pytest.fixture(scope="module")
def once_sent(tmp_path_factory):
    """A plan of three actions as it was sent; tests work on copies."""
    folder = tmp_path_factory.mktemp("enviado")
    book, done = dispatched(folder, profile_with(*TEXTS))
    with book:
        return folder, done.archivos[0].relative_to(folder)


@pytest.fixture
def sent(once_sent, tmp_path):
    """The open book of the plan and the workbook of its leader."""
    folder, leader = once_sent
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    with PlanBook(tmp_path / "plan", clock=Clock()) as book:
        yield book, tmp_path / leader


def returned(source, name, changes):
    return fill_in(source, source.parents[1] / "devueltos" / name, changes)


def texts_of(book, campo):
    return [getattr(accion, campo) for accion in book.plan(*PLAN).acciones]


def states(receipt):
    return {file.nombre: file.estado for file in receipt.archivos}


def test_what_a_leader_typed_is_in_the_plan(sent):
    book, path = sent
    receipt = receive(book, [returned(path, "a.xlsx", {(1, "Causa"): "Sin difusión"})], CATALOG)
    assert texts_of(book, "causa") == ["", "Sin difusión", ""]
    assert (states(receipt), receipt.exit_code) == ({"a.xlsx": "unido"}, 0)


def test_file_is_kept_as_it_came(sent):
    book, path = sent
    came = returned(path, "a.xlsx", {(0, "Causa"): "Una"})
    receive(book, [came], CATALOG)
    (kept,) = book.received()
    assert kept.copia.read_bytes() == came.read_bytes()
    assert (kept.nombre, kept.destinatario) == ("a.xlsx", "Secretaría de Planeación")


def test_receiving_twice_changes_nothing(sent):
    book, path = sent
    came = returned(path, "a.xlsx", {(0, "Causa"): "Una"})
    receive(book, [came], CATALOG)
    before = book.said(*PLAN), book.received()
    shutil.copy(came, came.with_name("otro nombre.xlsx"))
    receipt = receive(book, [came.parent], CATALOG)
    assert set(states(receipt).values()) == {"repetido"}
    assert (book.said(*PLAN), book.received()) == before


def test_receiving_whose_account_could_not_be_written_is_as_if_it_had_not_been(sent):
    book, path = sent
    file = returned(path, "a.xlsx", {(0, "Causa"): "Una"})

    def interrupted(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        receive(book, [file], CATALOG, account=interrupted)
    assert (texts_of(book, "causa"), book.received()) == (["", "", ""], ())
    assert states(receive(book, [file], CATALOG)) == {"a.xlsx": "unido"}


def test_two_copies_in_one_receiving_count_once(sent):
    book, path = sent
    came = returned(path, "a.xlsx", {(0, "Causa"): "Una"})
    shutil.copy(came, came.with_name("b.xlsx"))
    assert states(receive(book, [came.parent], CATALOG)) == {
        "a.xlsx": "unido",
        "b.xlsx": "repetido",
    }
    assert len(book.received()) == 1


def test_text_too_long_for_a_cell_comes_back_unchanged(tmp_path):
    book, done = dispatched(tmp_path, profile_with("Muy larga " * 4000))
    before = book.cells(*PLAN)
    receipt = receive(book, [done.archivos[0]], CATALOG)
    assert states(receipt) == {done.archivos[0].name: "sin_cambios"}
    assert book.cells(*PLAN) == before


def test_state_that_nobody_said_yet_can_change(tmp_path):
    book, _ = dispatched(tmp_path, profile_with("Adoptar el código"))
    new = {"accion": "Agregada por la líder", "politica": "integridad"}
    note(book, *(said(campo, valor, accion_id=A2) for campo, valor in new.items()))
    report = [profile_with("Adoptar el código")]
    done = dispatch_plan(book, report, tmp_path / "libros", CATALOG)
    came = fill_in(done.archivos[0], tmp_path / "a.xlsx", {(1, "Estado"): "Por aprobar"})
    receive(book, [came], CATALOG)
    assert (texts_of(book, "estado"), book.conflicts(*PLAN)) == (["nueva", "por_aprobar"], ())


def test_dry_run_tells_the_same_and_keeps_nothing(sent):
    book, path = sent
    came = returned(path, "a.xlsx", {(0, "Causa"): "Una", (1, "Fin"): "31/11/2026"})
    before = book.path.read_bytes()
    dry = receive(book, [came], CATALOG, simulate=True)
    assert book.path.read_bytes() == before
    assert not (book.folder / "recibidos").exists()
    real = receive(book, [came], CATALOG)
    assert (dry.planes[0].said, dry.problemas) == (real.planes[0].said, real.problemas)


def test_typing_error_is_told_with_its_cell_and_kept(sent):
    book, path = sent
    receipt = receive(book, [returned(path, "a.xlsx", {(0, "Fin"): "31/11/2026"})], CATALOG)
    (problem,) = receipt.problemas
    assert (problem.fila, problem.columna, problem.valor) == (6, "V «Fin»", "31/11/2026")
    assert "día que no existe" in problem.mensaje
    assert [one.valor for one in book.rejected(*PLAN)] == ["31/11/2026"]


def test_bad_file_never_stops_the_others(sent):
    book, path = sent
    good = returned(path, "bueno.xlsx", {(0, "Causa"): "Una"})
    (good.parent / "roto.xlsx").write_bytes(b"PK no es un libro")
    openpyxl.Workbook().save(good.parent / "ajeno.xlsx")
    receipt = receive(book, [good.parent], CATALOG)
    assert states(receipt) == {
        "ajeno.xlsx": "rechazado",
        "bueno.xlsx": "unido",
        "roto.xlsx": "rechazado",
    }
    assert receipt.exit_code == SourceFileError.exit_code
    assert all(one.copia.is_file() for one in book.received())


def test_file_that_breaks_the_reader_is_refused_not_raised(sent):
    def broken(*_):
        raise ZeroDivisionError

    book, path = sent
    receipt = receive(book, [path], CATALOG, kind=replace(kinds.PLAN, read=broken))
    assert "ZeroDivisionError" in receipt.archivos[0].motivo


def test_workbook_of_another_plan_is_refused_with_one_sentence(sent, tmp_path):
    book, _ = sent
    _, other = dispatched(tmp_path / "otra", profile_with("De otra parte"))
    receipt = receive(book, [other.archivos[0]], CATALOG)
    (file,) = receipt.archivos
    assert file.estado == "rechazado"
    assert "es un libro de «Alcaldía de Pueblo Ejemplo», plan 2026, que no salió de" in file.motivo


def test_refused_file_can_be_received_when_its_sending_is_known(sent, tmp_path):
    book, path = sent
    strange, _ = dispatched(tmp_path / "otra", profile_with("De otra parte"))
    came = returned(path, "a.xlsx", {(0, "Causa"): "Una"})
    assert states(receive(strange, [came], CATALOG)) == {"a.xlsx": "rechazado"}
    assert states(receive(book, [came], CATALOG)) == {"a.xlsx": "unido"}


def test_old_version_is_merged_cell_by_cell_and_told(tmp_path):
    clock = Clock()
    book, done = dispatched(tmp_path, profile_with(*TEXTS), clock=clock)
    old = fill_in(done.archivos[0], tmp_path / "viejo.xlsx", {(0, "Causa"): "Del libro viejo"})
    clock.now = datetime(2026, 8, 1, tzinfo=UTC)
    dispatch_plan(book, [profile_with(*TEXTS, "Una más")], tmp_path / "libros", CATALOG)
    receipt = receive(book, [old], CATALOG)
    assert receipt.archivos[0].es_anterior
    assert "versión anterior, enviada el 01/07/2026" in receipt.problemas[0].mensaje
    assert texts_of(book, "causa")[0] == "Del libro viejo"


def test_contradiction_waits_for_a_person_with_both_origins(sent):
    book, path = sent
    for name, text in (("a.xlsx", "Una"), ("b.xlsx", "Otra")):
        receive(book, [returned(path, name, {(0, "Causa"): text})], CATALOG)
    (conflict,) = book.conflicts(*PLAN)
    said = {option.valor: option.dichos[0].origen.archivo for option in conflict.opciones}
    assert said == {"Una": "a.xlsx", "Otra": "b.xlsx"}
    assert texts_of(book, "causa")[0] == "Una"


def contradicted(sent, campo="Causa", values=("Una", "Otra")):
    """Receive two values of one cell and write the file in which a person decides."""
    book, path = sent
    for name, text in zip(("a.xlsx", "b.xlsx"), values, strict=True):
        receipt = receive(book, [returned(path, name, {(0, campo): text})], CATALOG)
    return book, write_account(book, receipt, CATALOG)[-1]


def decide(path, decision, other=None):
    book = openpyxl.load_workbook(path)
    sheet = book.active
    header = next(row for row in sheet.iter_rows() if row[0].value == "Id")
    places = {cell.value: cell.column for cell in header}
    sheet.cell(header[0].row + 1, places["Decisión"]).value = decision
    sheet.cell(header[0].row + 1, places["Otro valor"]).value = other
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("decision", "other", "now"),
    [("A", None, "Una"), ("b", None, "Otra"), ("Otro", "Nueva", "Nueva")],
)
def test_decision_of_a_person_is_applied_and_remembered(sent, decision, other, now):
    book, conflicts = contradicted(sent)
    receive(book, [decide(conflicts, decision, other)], CATALOG)
    assert texts_of(book, "causa")[0] == now
    assert book.conflicts(*PLAN) == ()
    assert book.decisions(*PLAN)[0].origen.archivo == "conflictos.xlsx"
    _, path = sent
    again = returned(path, "c.xlsx", {(0, "Causa"): "Otra", (1, "Causa"): "Dos"})
    receive(book, [again], CATALOG)
    assert book.conflicts(*PLAN) == ()


def test_other_value_is_read_as_its_column(sent):
    values = (datetime(2026, 10, 1), datetime(2026, 10, 2))  # noqa: DTZ001  Excel has no zones
    book, conflicts = contradicted(sent, "Fin", values)
    receive(book, [decide(conflicts, "Otro", "15/10/2026")], CATALOG)
    assert texts_of(book, "fecha_fin")[0].isoformat() == "2026-10-15"


@pytest.mark.parametrize(
    ("decision", "other", "problem"),
    [
        ("Z", None, "'Z' no es una decisión; se esperaba A, B u Otro"),
        ("Otro", None, "falta el valor en la columna «Otro valor»"),
    ],
)
def test_decision_that_cannot_be_applied_is_told(sent, decision, other, problem):
    book, conflicts = contradicted(sent)
    receipt = receive(book, [decide(conflicts, decision, other)], CATALOG)
    assert [one.mensaje for one in receipt.problemas] == [problem]
    assert len(book.conflicts(*PLAN)) == 1


def test_nobody_decides_about_values_he_did_not_see(sent):
    book, conflicts = contradicted(sent)
    _, path = sent
    receive(book, [returned(path, "c.xlsx", {(0, "Causa"): "Tercera"})], CATALOG)
    receipt = receive(book, [decide(conflicts, "B")], CATALOG)
    assert "sus valores cambiaron después" in receipt.problemas[0].mensaje
    assert texts_of(book, "causa")[0] == "Una"


def test_file_of_conflicts_goes_away_when_all_is_decided(sent):
    book, conflicts = contradicted(sent)
    receipt = receive(book, [decide(conflicts, "A")], CATALOG)
    assert write_account(book, receipt, CATALOG) == ()
    assert not conflicts.exists()


def test_decision_written_but_not_received_survives_another_receiving(sent):
    book, conflicts = contradicted(sent)
    decide(conflicts, "B")
    _, path = sent
    receipt = receive(book, [returned(path, "c.xlsx", {(1, "Causa"): "Dos"})], CATALOG)
    write_account(book, receipt, CATALOG)
    cells = [cell for row in read_workbook(conflicts)[0].cells for cell in row]
    assert "B" in cells


def test_formula_in_a_conflict_stays_text(sent):
    _, conflicts = contradicted(sent, values=("'=1+1", "@SUM(A1)"))
    formulas = [
        cell
        for row in openpyxl.load_workbook(conflicts).active.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == []


def test_problems_are_written_for_a_spreadsheet(sent):
    book, path = sent
    receipt = receive(
        book, [returned(path, "a.xlsx", {(0, "Avance (%) · corte 30/09/2026"): "casi"})], CATALOG
    )
    (written,) = write_account(book, receipt, CATALOG)
    assert written.name == "problemas.csv"
    assert "a.xlsx;Integridad;6;AB «Avance (%) · corte 30/09/2026»;casi" in written.read_text(
        "utf-8-sig"
    )


def test_folder_without_workbooks_is_refused(sent, tmp_path):
    book, _ = sent
    (tmp_path / "vacia").mkdir()
    (tmp_path / "vacia" / "~$abierto.xlsx").write_bytes(b"")
    with pytest.raises(SourceFileError, match="no hay libros de Excel"):
        receive(book, [tmp_path / "vacia"], CATALOG)


def test_file_whose_name_is_no_text_is_refused_and_stops_nobody_else(sent, tmp_path):
    book, path = sent
    good = returned(path, "bueno.xlsx", {(0, "Causa"): "No hay"})
    other = returned(path, "b.xlsx", {(0, "Causa"): "x"})
    other.rename(tmp_path / os.fsdecode(b"\xff.xlsx"))
    receipt = receive(book, [good, *tmp_path.glob("?.xlsx")], CATALOG)
    assert {file.nombre: file.estado for file in receipt.archivos} == {
        "bueno.xlsx": "unido", "\N{REPLACEMENT CHARACTER}.xlsx": "rechazado",
    }  # fmt: skip
    assert "cambie ese nombre" in receipt.problemas[0].accion


def test_binary_workbook_in_a_folder_is_not_passed_over(sent, tmp_path):
    book, _ = sent
    (tmp_path / "vuelta").mkdir()
    (tmp_path / "vuelta" / "libro.xlsb").write_bytes(b"PK")
    assert receive(book, [tmp_path / "vuelta"], CATALOG).archivos[0].estado == "rechazado"


def test_order_of_receiving_makes_no_difference(tmp_path):
    plans = []
    for place, order in (("uno", (0, 1, 2)), ("dos", (2, 1, 0))):
        book, done = dispatched(tmp_path / place, profile_with(*TEXTS))
        for n in order:
            typed = {(n, "Causa"): f"Causa {n}", (n, "Avance (%) · corte 30/09/2026"): 10 * n + 5}
            receive(
                book, [fill_in(done.archivos[0], tmp_path / place / f"{n}.xlsx", typed)], CATALOG
            )
        plans.append(book.cells(*PLAN))
    assert plans[0] == plans[1]
