"""The loop of the evidence: sent, filled in, received, sent again; who may say what."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from evidence_builders import (
    BOOK,
    CARGO,
    CONTROL,
    CUMPLE,
    DAY,
    ENLACE,
    ESTADO,
    FECHA,
    LINK,
    MASTER,
    MOTIVO,
    TAREA,
    UNIDAD,
    Loop,
    cell_of,
    key,
    problem_kinds,
)
from openpyxl import load_workbook
from plan_book_builders import Clock
from readiness_builders import CATALOG, ENTIDAD, VIGENCIA, build, of_code, record

from mipg_helpers.evidence_workbook.control import MARK
from mipg_helpers.evidence_workbook.kind import EVIDENCE
from mipg_helpers.plan_workbook.control import control_rows, find_control, parse_control
from mipg_helpers.plan_workbook.receive import write_account
from mipg_helpers.sources.workbook import read_workbook

LATER = datetime(2026, 8, 1, 15, tzinfo=UTC)
APPROVE = {("GTH201.1", ESTADO): "Aprobada"}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The workbooks as first sent, and as sent after a unit said it meets an option, with proof."""
    first, second = (tmp_path_factory.mktemp(name) / "ciclo" for name in ("primera", "segunda"))
    made = Loop(first)
    with made.book:
        made.send()
    shutil.copytree(first, second)
    made = Loop(second)
    with made.book:
        made.take({("GTH201.1", CUMPLE): "Sí", ("GTH201.1", ENLACE): LINK})
        made.send()
    return first, second


def copied(source, target):
    shutil.copytree(source, target, dirs_exist_ok=True)
    return Loop(target, clock=Clock(LATER))


@pytest.fixture
def loop(prepared, tmp_path):
    made = copied(prepared[0], tmp_path)
    with made.book:
        yield made


@pytest.fixture
def reported(prepared, tmp_path):
    made = copied(prepared[1], tmp_path)
    with made.book:
        yield made


def decide(path, letter, other=None):
    """Choose a value in the file of conflicts, or another one."""
    book = load_workbook(path)
    (sheet,) = book
    columns = {cell.value: cell.column for cell in sheet[4]}
    sheet.cell(5, columns["Decisión"]).value = letter
    sheet.cell(5, columns["Otro valor"]).value = other
    book.save(path)


def test_what_a_unit_types_is_in_the_book(loop):
    receipt = loop.take(
        {
            ("GTH201.1", CUMPLE): "Sí",
            ("GTH201.1", ENLACE): LINK,
            ("GTH201.1", FECHA): DAY,
            ("GTH201.1", CARGO): "Jefe de Talento Humano",
        }
    )
    assert (problem_kinds(receipt), receipt.archivos[0].n_cambios) == ([], 4)
    assert loop.book.reported(ENTIDAD, VIGENCIA) == {("GTH201", 1): "si"}
    assert loop.book.records(ENTIDAD, VIGENCIA) == (
        record(
            "GTH201", 1, enlace=LINK, fecha=DAY.date(), responsable_cargo="Jefe de Talento Humano"
        ),
    )


def test_the_next_workbook_shows_what_was_received(reported):
    for name in (MASTER, "preparacion-talento-humano.xlsx"):
        book = load_workbook(reported.sent(name))
        assert cell_of(book, "GTH201.1", CUMPLE).value == "Sí"
        assert cell_of(book, "GTH201.1", ENLACE).value == LINK
        assert cell_of(book, "GTH201.1", ENLACE).hyperlink is None


def test_receiving_twice_changes_nothing(loop):
    path = loop.fill({("GTH201.1", CUMPLE): "Sí"})
    loop.receive(path)
    before = loop.book.said(*BOOK)
    assert loop.receive(path).archivos[0].estado == "repetido"
    assert loop.book.said(*BOOK) == before


def test_dry_run_keeps_nothing(loop):
    path = loop.fill({("GTH201.1", CUMPLE): "Sí"})
    assert loop.receive(path, simulate=True).archivos[0].n_cambios == 1
    assert (loop.book.said(*BOOK), loop.book.received()) == ((), ())


def test_files_are_kept_as_they_came(loop):
    path = loop.fill({("GTH201.1", CUMPLE): "Sí"})
    loop.receive(path)
    (kept,) = loop.book.received()
    assert kept.copia.read_bytes() == path.read_bytes()


def test_two_people_who_contradict_each_other_are_shown_not_decided(loop):
    yes, no = (loop.fill({("GTH201.1", CUMPLE): said}) for said in ("Sí", "No"))
    receipt = loop.receive(yes, no)
    (conflict,) = receipt.conflictos
    assert (conflict.accion, conflict.key) == ("GTH201, opción 1", key("gth201.1", "cumple"))
    assert [option.valor for option in conflict.opciones] == ["", "no", "si"]
    assert loop.cell("gth201.1", "cumple") == ""


def test_conflict_is_decided_in_its_own_file(loop):
    receipt = loop.receive(*(loop.fill({("GTH201.1", CUMPLE): said}) for said in ("Sí", "No")))
    (path,) = write_account(loop.book, receipt, CATALOG, EVIDENCE)
    decide(path, "C")
    assert loop.receive(path).archivos[0].estado == "decisiones"
    assert (loop.cell("gth201.1", "cumple"), loop.book.conflicts(*BOOK)) == ("si", ())


def test_unit_does_not_approve_its_own_evidence(reported):
    receipt = reported.take(APPROVE)
    (problem,) = receipt.problemas
    assert (problem.tipo, problem.hoja, problem.fila) == (
        "celda bloqueada cambiada",
        "Gestión Estratégica del",
        7,
    )
    assert reported.cell("gth201.1", "estado") == ""


@pytest.mark.parametrize("name", [MASTER, CONTROL])
def test_planeacion_and_control_interno_review(reported, name):
    reported.take(APPROVE, name)
    assert reported.book.records(ENTIDAD, VIGENCIA)[0].estado == "aprobada"


def test_what_has_no_evidence_is_not_approved(loop):
    receipt = loop.take(APPROVE, MASTER)
    assert problem_kinds(receipt) == ["sin evidencia"]
    assert loop.cell("gth201.1", "estado") == ""


def test_rejecting_takes_a_reason(reported):
    rejected = {("GTH201.1", ESTADO): "Rechazada"}
    assert problem_kinds(reported.take(rejected, MASTER)) == ["rechazo sin motivo"]
    reported.take(rejected | {("GTH201.1", MOTIVO): "El acta no está firmada"}, MASTER)
    (kept,) = reported.book.records(ENTIDAD, VIGENCIA)
    assert (kept.estado, kept.motivo) == ("rechazada", "El acta no está firmada")


def test_evidence_that_changes_waits_for_review_again(reported):
    reported.take(APPROVE, MASTER)
    reported.take({("GTH201.1", ENLACE): f"{LINK}?v=2"})
    (kept,) = reported.book.records(ENTIDAD, VIGENCIA)
    assert (kept.estado, kept.enlace) == ("pendiente", f"{LINK}?v=2")


def test_review_of_evidence_that_changed_since_is_not_taken(reported):
    old = reported.keep(MASTER)
    reported.take({("GTH201.1", ENLACE): f"{LINK}?v=2"})
    receipt = reported.take(APPROVE, MASTER, old)
    assert "revisión anterior" in problem_kinds(receipt)
    assert reported.cell("gth201.1", "estado") == ""


def test_order_of_evidence_and_review_makes_no_difference(tmp_path):
    found = []
    for name, order in (("una", (0, 1)), ("otra", (1, 0)), ("juntas", None)):
        loop = Loop(tmp_path / name)
        with loop.book:
            loop.send()
            loop.take({("GTH201.1", ENLACE): LINK})
            loop.send()
            files = [
                loop.fill({("GTH201.1", ENLACE): f"{LINK}?v=2"}),
                loop.fill(APPROVE, MASTER),
            ]
            if order is None:
                loop.receive(*files)
            else:
                for place in order:
                    loop.receive(files[place])
            found.append(loop.book.cells(*BOOK))
    assert found[0] == found[1] == found[2] == {key("gth201.1", "enlace"): f"{LINK}?v=2"}


def test_evidence_approved_again_after_it_changed(reported):
    reported.take(APPROVE, MASTER)
    reported.send()
    reported.take({("GTH201.1", ENLACE): f"{LINK}?v=2"})
    reported.send()
    reported.take(APPROVE, MASTER)
    assert reported.book.records(ENTIDAD, VIGENCIA)[0].estado == "aprobada"


def test_planeacion_assigns_a_pregunta_to_another_unit(loop):
    loop.take({("GTH202", UNIDAD): "Jurídica"}, MASTER)
    assert loop.book.assignments(ENTIDAD, VIGENCIA) == {"GTH202": "Jurídica"}
    profile = build(asignaciones=loop.book.assignments(ENTIDAD, VIGENCIA))
    assert of_code(profile, "GTH202").unidad == "Jurídica"
    done = loop.send(profile)
    assert dict(zip((p.name for p in done.archivos), done.n_preguntas, strict=True)) == {
        "preparacion-juridica.xlsx": 1,
        "preparacion-talento-humano.xlsx": 1,
        MASTER: 2,
        CONTROL: 2,
    }


def test_control_interno_does_not_assign(loop):
    assert problem_kinds(loop.take({("GTH202", UNIDAD): "Jurídica"}, CONTROL)) == [
        "celda bloqueada cambiada"
    ]


@pytest.mark.parametrize(
    ("header", "text", "kind"),
    [
        (ENLACE, "pedirlo a ana.perez@ejemplo.gov.co", "correo electrónico"),
        (TAREA, "llamar al 3101234567", "número de teléfono"),
        (CARGO, "María Pérez Gómez", "nombre de persona"),
        (CARGO, "C.C. 79123456", "número de documento"),
    ],
)
def test_personal_data_is_told_and_never_kept(loop, header, text, kind):
    receipt = loop.take({("GTH201.1", header): text, ("GTH201.1", CUMPLE): "Sí"})
    (problem,) = receipt.problemas
    assert (problem.tipo, kind in problem.mensaje) == ("dato personal", True)
    said = repr((receipt, loop.book.said(*BOOK)))
    assert not any(word in said for word in ("ana.perez", "3101234567", "Pérez", "79123456"))
    assert loop.cell("gth201.1", "cumple") == "si"


@pytest.mark.parametrize("header", [FECHA, ESTADO, CUMPLE])
def test_personal_data_in_the_wrong_place_is_not_kept_either(loop, header):
    receipt = loop.take({("GTH201.1", header): "ana.perez@ejemplo.gov.co"})
    assert len(receipt.problemas) == 1
    assert "ana.perez" not in repr((receipt, loop.book.said(*BOOK)))


@pytest.mark.parametrize(
    ("code", "header", "value"),
    [("GTH201", CUMPLE, "Sí"), ("GTH201.1", CUMPLE, "Tal vez"), ("GTH201.1", FECHA, "ayer")],
)
def test_what_cannot_be_taken_is_told_with_its_cell(loop, code, header, value):
    (problem,) = loop.take({(code, header): value}).problemas
    assert (problem.hoja, problem.valor) == ("Gestión Estratégica del", value)
    assert problem.fila == {"GTH201": 6, "GTH201.1": 7}[code]
    assert header in problem.columna
    assert loop.book.cells(*BOOK) == {}


def test_row_that_somebody_adds_is_told_and_not_taken(loop):
    path = loop.fill({})
    book = load_workbook(path)
    sheet = book["Gestión Estratégica del"]
    sheet.cell(sheet.max_row + 1, 2).value = "Otra pregunta"
    book.save(path)
    assert problem_kinds(loop.receive(path)) == ["fila agregada"]
    assert loop.book.cells(*BOOK) == {}


def test_row_that_somebody_deletes_is_told_and_stays(reported):
    path = reported.fill({})
    book = load_workbook(path)
    book["Gestión Estratégica del"].delete_rows(7)
    book.save(path)
    assert problem_kinds(reported.receive(path)) == ["fila borrada"]
    assert reported.cell("gth201.1", "enlace") == LINK


def test_emptied_cell_is_emptied(reported):
    reported.take({("GTH201.1", ENLACE): None})
    assert reported.cell("gth201.1", "enlace") == ""


def test_workbook_of_the_plan_is_refused_by_the_evidence(loop, tmp_path):
    from plan_workbook_builders import written

    (file,) = loop.receive(written(tmp_path)).archivos
    assert file.estado == "rechazado"
    assert "no es un libro de evidencias" in file.motivo


def rewritten(path, **changes):
    """Rewrite what the hidden sheet says, with its fingerprint."""
    control = parse_control(find_control(read_workbook(path), MARK))
    book = load_workbook(path)
    sheet = book["_control"]
    sheet.delete_rows(1, sheet.max_row)
    for row in control_rows(replace(control, **changes), MARK):
        sheet.append(row)
    return path, book


def test_unit_that_rewrites_its_role_is_refused(reported):
    path, book = rewritten(reported.fill(APPROVE), rol="planeacion")
    book.save(path)
    (file,) = reported.receive(path).archivos
    assert (file.estado, "no salió de aquí" in file.motivo) == ("rechazado", True)
    assert reported.cell("gth201.1", "estado") == ""


def test_unit_that_adds_rows_it_was_not_sent_is_refused(loop):
    rows = (("talento_humano", "gdi01"), ("talento_humano", f"gdi01.{'9' * 5000}"))
    path, book = rewritten(loop.fill({}), rows=rows)
    sheet = book["Gestión Estratégica del"]
    for row, (_, name) in enumerate(rows, start=6):
        sheet.cell(row, 1).value = name
        sheet.cell(row, 6).value = LINK
    book.save(path)
    assert loop.receive(path).archivos[0].estado == "rechazado"
    assert loop.book.said(*BOOK) == ()


def test_decision_about_evidence_makes_it_wait_for_review_again(reported):
    reported.take(APPROVE, MASTER)
    links = (f"{LINK}?a", f"{LINK}?b")
    receipt = reported.receive(*(reported.fill({("GTH201.1", ENLACE): link}) for link in links))
    assert reported.cell("gth201.1", "estado") == "aprobada"
    (path,) = write_account(reported.book, receipt, CATALOG, EVIDENCE)
    decide(path, "B")
    reported.receive(path)
    (kept,) = reported.book.records(ENTIDAD, VIGENCIA)
    assert (kept.enlace, kept.estado) == (links[0], "pendiente")


def test_personal_data_is_no_decision_either(loop):
    files = (loop.fill({("GTH201.1", CARGO): said}) for said in ("Jefe", "Directora"))
    (path,) = write_account(loop.book, loop.receive(*files), CATALOG, EVIDENCE)
    decide(path, "Otro", "ana.perez@ejemplo.gov.co")
    receipt = loop.receive(path)
    assert problem_kinds(receipt) == ["decisión sin aplicar"]
    assert receipt.problemas[0].hoja == "Conflictos de evidencias"
    assert "ana.perez" not in repr((receipt, loop.book.said(*BOOK)))
    assert loop.cell("gth201.1", "responsable_cargo") == ""
