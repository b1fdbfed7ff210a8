"""The whole loop as people live it: sent, filled in by three leaders, received, decided.

What the leaders do is in ``data/sample/simular_lideres.py``; their workbooks pass through
LibreOffice, as those of many leaders do.
"""

import csv
import json
import runpy
import shutil
from types import SimpleNamespace

import openpyxl
import pytest
from builders import ROOT, mipg_here
from lxml import html
from plan_workbook_builders import through_libreoffice

from mipg_helpers.store.plan_book import PlanBook

SIMULATOR = runpy.run_path(str(ROOT / "data" / "sample" / "simular_lideres.py"))
PLAN = ("0001", 2026)
LEADERS = 7

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="falta LibreOffice en esta máquina"
)


@pytest.fixture(scope="module")
def loop(sample, tmp_path_factory):
    """Live the loop once; give what was said and what is on disk."""
    folder = tmp_path_factory.mktemp("ciclo")
    environment = {"MIPG_PLAN": str(folder / "plan")}
    data = ("--datos", sample / "tidy")

    def mipg(*order, code=0):
        done = mipg_here(*order, *data, environment=environment)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def simulate(*arguments):
        SIMULATOR["main"]([str(argument) for argument in arguments])

    def as_saved_by_libreoffice(target):
        for path in sorted(target.iterdir()):
            through_libreoffice(path, folder / "lo", "xlsx").replace(path)

    order = ("plan", "--entidad", "0001", "--vigencia", "2025", "--salida", folder / "outputs")
    sent = mipg(*order)
    books = folder / "outputs" / "2025" / "0001" / "plan"
    shutil.copytree(books, folder / "antes")
    simulate(books, folder / "primera", "--primera")
    mipg("recibir", folder / "primera")
    resent = mipg(*order)
    simulate(books, folder / "devueltos", "--antes", folder / "antes")
    as_saved_by_libreoffice(folder / "devueltos")
    dry = mipg("recibir", folder / "devueltos", "--simular")
    received = mipg("recibir", folder / "devueltos")
    return SimpleNamespace(
        folder=folder,
        books=books,
        mipg=mipg,
        sent=sent,
        resent=resent,
        dry=dry,
        received=received,
        order=order,
    )


@pytest.fixture
def plan(loop):
    with PlanBook(loop.folder / "plan", read_only=True) as book:
        yield book


def problems(loop):
    with (loop.folder / "plan" / "problemas.csv").open(encoding="utf-8-sig") as source:
        return list(csv.DictReader(source, delimiter=";"))


def test_every_leader_gets_a_workbook_and_planeacion_the_master(loop):
    names = {path.name for path in loop.books.iterdir()}
    assert {"plan-maestro.xlsx", "control-interno.xlsx", SIMULATOR["RIGHT"]} <= names
    assert len(names) == LEADERS + 2
    assert str(loop.books) in loop.sent


def test_sending_again_proposes_nothing_new(loop):
    assert "; 0 propuestas ahora" in loop.resent


def test_workbook_filled_in_rightly_is_taken_whole(loop, plan):
    acciones = {one.accion_id: one for one in plan.plan(*PLAN).acciones}
    filled = openpyxl.load_workbook(loop.folder / "devueltos" / SIMULATOR["RIGHT"])
    rows = SIMULATOR["action_rows"](filled)
    assert len(rows) > 10
    for n, row in enumerate(rows, start=1):
        accion = acciones[row.read("Id")]
        assert (accion.estado, accion.metodo_causa) == ("por_aprobar", "cinco_porques")
        assert accion.avances[0].avance_pct == min(10 * n, 100)
        assert accion.avances[0].evidencia == SIMULATOR["EVIDENCE"].format(n)


def test_action_that_a_leader_added_is_in_the_plan(plan):
    added = [one for one in plan.plan(*PLAN).acciones if "relatoría" in one.accion]
    assert [(one.politica, one.tipo_plan) for one in added] == [
        ("defensa_juridica", "mejoramiento")
    ]


def test_typing_errors_are_listed_in_spanish_with_their_cell(loop):
    told = {
        (one["fila"], one["columna"].partition(" ")[0]): one["mensaje"]
        for one in problems(loop)
        if one["archivo"] == SIMULATOR["WITH_ERRORS"]
    }
    assert told == {
        ("6", "AB"): "«casi terminado» no es un porcentaje",
        ("7", "AB"): "«150» pasa de 100 %; se conservó",
        ("8", "N"): "«Toneladas» no está en la lista de la columna",
        ("8", "V"): "«31/11/2026» es un día que no existe",
        ("9", "K"): "«Producto o entregable» no puede quedar vacía",
        ("9", "Y"): "de «Nueva» no se pasa a «En ejecución»",
        ("10", "X"): "la celda está bloqueada para quien llena este libro; decía «Media»",
        ("10", "J"): "la celda tiene una fórmula; se tomó su valor calculado",
    }


def test_typing_errors_do_not_stop_what_was_typed_rightly(plan):
    taken = [
        one
        for one in plan.said(*PLAN)
        if one.origen.archivo == SIMULATOR["WITH_ERRORS"] and one.resultado == "tomado"
    ]
    assert {"45.5", "150", SIMULATOR["CAUSE"]} <= {one.valor for one in taken}


def test_nothing_typed_disappears(plan):
    kept = {one.valor for one in plan.rejected(*PLAN)}
    assert {"casi terminado", "31/11/2026", "Toneladas", "en_ejecucion", "Alta"} <= kept


def test_old_version_with_edited_keys_is_told(loop):
    told = " ".join(
        f"{one['mensaje']} {one['accion']}"
        for one in problems(loop)
        if one["archivo"] == SIMULATOR["RETURNED_OLD"]
    )
    assert "es una versión anterior" in told
    assert "el identificador «0123456789abcdef» no es de los que se enviaron" in told
    assert "la fila de esta acción fue borrada del libro" in told


def test_old_version_does_not_undo_the_plan(plan):
    (conflict,) = plan.conflicts(*PLAN)
    values = [option.valor for option in conflict.opciones]
    assert values == [SIMULATOR["FIRST_TEXT"], SIMULATOR["OTHER_TEXT"]]
    assert plan.cells(*PLAN)[conflict.key] == SIMULATOR["FIRST_TEXT"]


def test_dry_run_told_the_same_before(loop):
    assert loop.dry.startswith("SIMULACRO: no se guardó nada.")
    told = [line for line in loop.received.splitlines() if not line.startswith("Escrito:")]
    assert loop.dry.splitlines()[1:] == told


def test_every_received_file_is_kept(loop, plan):
    came = sorted(
        path.read_bytes()
        for name in ("primera", "devueltos")
        for path in (loop.folder / name).iterdir()
    )
    assert sorted(one.copia.read_bytes() for one in plan.received()) == came


def test_receiving_again_changes_nothing(loop, plan):
    before = plan.said(*PLAN)
    content = json.loads(loop.mipg("recibir", loop.folder / "devueltos", "--json"))
    assert {file["estado"] for file in content["archivos"]} == {"repetido"}
    assert content["dichos"] == []
    assert plan.said(*PLAN) == before


def test_wrong_file_is_refused_with_its_exit_code(loop):
    strange = loop.folder / "ajeno"
    strange.mkdir()
    openpyxl.Workbook().save(strange / "otro.xlsx")
    told = loop.mipg("recibir", strange, "--simular", code=11)
    assert "otro.xlsx: RECHAZADO" in told
    assert "no es un libro de plan hecho con esta herramienta" in told


def test_follow_up_of_the_leader_says_what_he_reported(loop):
    loop.mipg(
        "lote", "--entidad", "0001", "--vigencia", "2025", "--informe", "seguimiento_lider",
        "--formato", "html", "--salida", loop.folder / "outputs",
    )  # fmt: skip
    page = loop.books.parent / "seguimiento_lider-secretaria-juridica.html"
    said = " ".join(html.fromstring(page.read_bytes()).text_content().split())
    assert "plan-secretaria-juridica.xlsx" in said
    assert "Por aprobar" in said
    assert "Publicar la relatoría de conceptos jurídicos" in said
