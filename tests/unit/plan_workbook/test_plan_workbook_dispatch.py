"""Which workbooks go out, under which names, and what happens to those already there."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from plan_book_builders import (
    A1,
    ENTIDAD,
    VIGENCIA_PLAN,
    Clock,
    close_books,
    dispatched,
    fill_in,
    key,
    note,
    profile_with,
    said,
)

from mipg_helpers.plan_workbook import dispatch
from mipg_helpers.plan_workbook.dispatch import dispatch_plan
from mipg_helpers.plan_workbook.read import read_returned
from mipg_helpers.plan_workbook.sending import file_name
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.plan_model import ParsedPlan, PlanMapping, PlanRow
from mipg_helpers.sources.workbook import read_workbook
from mipg_helpers.store.plan_book import PlanBook

CATALOG = load_catalog()
PLAN = (ENTIDAD, VIGENCIA_PLAN)
HACIENDA = {"lider": "Secretaría de Hacienda", "responsable": "Tesorería"}


@pytest.fixture(autouse=True)
def closed_books():
    yield
    close_books()


def two_leaders():
    return (
        profile_with("Adoptar el código", politica="integridad"),
        profile_with("Publicar el plan de compras", politica="compras", owner=HACIENDA),
    )


def names(done):
    return [path.name for path in done.archivos]


def test_each_leader_gets_all_his_politicas_and_the_master_has_everything(tmp_path):
    _, done = dispatched(tmp_path, *two_leaders())
    assert names(done) == [
        "plan-secretaria-de-hacienda.xlsx",
        "plan-secretaria-de-planeacion.xlsx",
        "plan-maestro.xlsx",
        "control-interno.xlsx",
    ]
    master = read_returned(done.archivos[2], CATALOG)
    assert {key.accion_id for key in master.cells} == {
        key.accion_id for path in done.archivos[:2] for key in read_returned(path, CATALOG).cells
    }


def test_sending_the_same_plan_again_changes_no_file(tmp_path):
    clock = Clock()
    book, done = dispatched(tmp_path, clock=clock)
    before = [path.read_bytes() for path in done.archivos]
    clock.now = datetime(2026, 8, 20, tzinfo=UTC)
    dispatch_plan(
        book, [profile_with("Adoptar el código", "Medir el clima")], tmp_path / "libros", CATALOG
    )
    assert [path.read_bytes() for path in done.archivos] == before
    assert len(book.sendings(*PLAN)) == len(done.archivos)


def test_drafting_again_keeps_what_people_wrote(tmp_path):
    book, done = dispatched(tmp_path, profile_with("Adoptar el código"))
    accion_id = done.draft.nuevas[0].accion_id
    note(book, said(valor="Escrito por el líder", accion_id=accion_id, clase="recibido"))
    dispatch_plan(book, [profile_with("Adoptar el código", "Otra")], tmp_path / "libros", CATALOG)
    texts = [one.accion for one in book.plan(*PLAN).acciones]
    assert texts == ["Escrito por el líder", "Otra"]


def test_workbook_in_which_somebody_wrote_is_moved_aside(tmp_path):
    book, done = dispatched(tmp_path)
    path = fill_in(done.archivos[0], done.archivos[0], {(0, "Causa"): "Escrita a mano"})
    typed = path.read_bytes()
    again = dispatch_plan(
        book, [profile_with("Adoptar el código", "Medir el clima")], path.parent, CATALOG
    )
    assert [aside.read_bytes() for aside in again.apartados] == [typed]
    assert path.read_bytes() != typed


def test_workbook_of_an_earlier_sending_is_replaced(tmp_path):
    book, done = dispatched(tmp_path)
    again = dispatch_plan(book, [profile_with("Una más")], tmp_path / "libros", CATALOG)
    assert again.apartados == ()
    assert sorted(p.name for p in (tmp_path / "libros").iterdir()) == sorted(names(done))


def test_plan_that_the_entidad_had_is_noted_as_received_once(tmp_path):
    path = tmp_path / "el plan.xlsx"
    path.write_bytes(b"como vino")
    row = PlanRow(2, A1, {key("accion", A1): "Publicar"}, {key("accion", A1): "C"}, {})
    had = ParsedPlan(path.name, "1" * 64, "Hoja1", (row,), PlanMapping(()))
    with PlanBook(tmp_path / "plan", clock=Clock()) as book:
        for _ in range(2):
            dispatch_plan(book, two_leaders(), tmp_path / "libros", CATALOG, [(path, had)])
        (received,) = book.received()
    assert (received.entidad_id, received.vigencia_plan, received.nombre) == (*PLAN, path.name)
    assert received.copia.read_bytes() == b"como vino"


def test_politica_without_leader_goes_to_the_unit_in_charge_or_to_nobody(tmp_path):
    nobody = {"lider": "", "responsable": "", "apoyo": ""}
    report = profile_with("Adoptar el código", owner=nobody)
    orphan = replace(
        report,
        acciones=tuple(replace(a, responsable="") for a in report.acciones),
        responsables=replace(report.responsables, delegado_cargo=""),
    )
    _, done = dispatched(tmp_path, orphan)
    assert names(done) == ["plan-maestro.xlsx", "control-interno.xlsx"]
    assert len(done.sin_lider) == 1


def test_names_of_one_unit_are_joined_by_a_person(tmp_path):
    (tmp_path / "plan").mkdir()
    table = "alias,dependencia\nSecretaría de Hacienda,Secretaría de Planeación\n"
    (tmp_path / "plan" / "dependencias.csv").write_text(table, encoding="utf-8")
    _, done = dispatched(tmp_path, *two_leaders())
    assert names(done)[0] == "plan-secretaria-de-planeacion.xlsx"
    assert len(names(done)) == 3


def test_names_that_look_like_the_same_unit_are_asked_about(tmp_path):
    like = {"lider": "Secretaría de Planeación Distrital", "responsable": ""}
    _, done = dispatched(
        tmp_path, profile_with("A"), profile_with("B", politica="compras", owner=like)
    )
    assert any("si son la misma dependencia" in question for question in done.preguntas)


@pytest.mark.parametrize(
    ("unit", "start"),
    [
        ("../../etc/passwd", "plan-etc-passwd.xlsx"),
        ("Maestro", "plan-maestro-"),
        ("機関", "plan-"),
        ("Oficina " * 40, "plan-oficina-"),
    ],
)
def test_name_of_a_file_is_safe_whatever_the_unit_is_called(unit, start):
    name = file_name(unit)
    assert name.startswith(start)
    assert "/" not in name
    assert len(name) < 90
    assert name != "plan-maestro.xlsx"


def test_interrupted_sending_leaves_no_workbook_and_no_trace(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("mipg_helpers.plan_workbook.dispatch.workbook_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        dispatched(tmp_path)
    assert list((tmp_path / "libros").iterdir()) == []


def test_leader_gets_a_sheet_for_each_politica_that_he_leads_even_without_actions(tmp_path):
    idle = profile_with(politica="compras", owner=HACIENDA)
    busy = profile_with("Programar la caja", politica="presupuesto", owner=HACIENDA)
    _, done = dispatched(tmp_path, idle, busy)
    sheets = [sheet.hoja for sheet in read_workbook(done.archivos[0])]
    assert any(name.startswith("Compras") for name in sheets)


def test_plans_of_the_decree_go_out_only_when_asked_for(tmp_path):
    book, _ = dispatched(tmp_path)
    assert {one.tipo_plan for one in book.plan(*PLAN).acciones} == {"mejoramiento"}
    profiles = [profile_with("Adoptar el código", "Medir el clima")]
    dispatch_plan(book, profiles, tmp_path / "libros", CATALOG, planes_612=True)
    kinds = [one.tipo_plan for one in book.plan(*PLAN).acciones]
    assert kinds.count("decreto_612") == 12


def test_workbook_that_went_out_stays_when_the_program_would_write_it_otherwise(
    tmp_path, monkeypatch
):
    book, done = dispatched(tmp_path)
    before = [path.read_bytes() for path in done.archivos]
    written = dispatch.workbook_bytes
    monkeypatch.setattr(
        dispatch, "workbook_bytes", lambda content, catalog: written(content, catalog) + b" "
    )
    profiles = [profile_with("Adoptar el código", "Medir el clima")]
    again = dispatch_plan(book, profiles, tmp_path / "libros", CATALOG)
    assert again.apartados == ()
    assert [path.read_bytes() for path in done.archivos] == before
