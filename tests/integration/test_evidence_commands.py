"""The commands of the preparation, as an operator of the sample entidad types them."""

import json
from types import SimpleNamespace

import pytest
from builders import mipg_here
from evidence_builders import CUMPLE, ENLACE, ESTADO, LINK, MASTER, cell_of, fill_in
from openpyxl import load_workbook

from mipg_helpers.store.plan_book import PlanBook

UNIT = "preparacion-direccion-de-talento-humano.xlsx"
CODE = "GTH200.1"


@pytest.fixture(scope="module")
def lived(sample, tmp_path_factory):
    """Prepare, fill in, receive together with a workbook of the plan, and prepare again."""
    folder = tmp_path_factory.mktemp("preparacion")

    def mipg(*order, code=0):
        done = mipg_here(
            *order, "--datos", sample / "tidy", environment={"MIPG_PLAN": str(folder / "plan")}
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    where = ("--vigencia", "2025", "--salida", folder / "outputs")
    order = ("preparar", "--entidad", "0001", *where)
    prepared = mipg(*order, "--al-plan", "gobierno_digital")
    mipg("plan", "--entidad", "0001", *where)
    books = folder / "outputs" / "2025" / "0001"
    back = folder / "devueltos"
    back.mkdir()
    typed = {(CODE, CUMPLE): "Sí", (CODE, ENLACE): LINK, (CODE, ESTADO): "Aprobada"}
    fill_in(books / "preparacion" / UNIT, back / "talento.xlsx", typed)
    (books / "plan" / "plan-maestro.xlsx").rename(back / "plan.xlsx")
    received = mipg("recibir", back)
    content = json.loads(mipg("recibir", back, "--json"))
    again = json.loads(mipg(*order, "--json"))
    return SimpleNamespace(
        folder=folder,
        mipg=mipg,
        where=where,
        books=books / "preparacion",
        prepared=prepared,
        received=received,
        content=content,
        again=again,
    )


def test_operator_is_told_who_prepares_what_and_what_nobody_does(lived):
    assert f"  {UNIT}: 6 preguntas" in lived.prepared
    assert f"  {MASTER}: 44 preguntas" in lived.prepared
    assert "7 preguntas no tienen dependencia" in lived.prepared
    assert "  Gestión de la Información Estadística: 2" in lived.prepared


def test_unmet_options_are_in_the_plan_with_their_code(lived):
    with PlanBook(lived.folder / "plan", read_only=True) as book:
        acciones = book.plan("0001", 2026).acciones
    codes = {one.codigo_pregunta for one in acciones if one.codigo_pregunta}
    assert codes
    assert all(code.startswith("GDI") for code in codes)
    assert len(acciones) > len(codes)


def test_workbooks_of_both_kinds_come_in_together(lived):
    assert "  plan.xlsx: sin cambios" in lived.received
    assert "  talento.xlsx: unido, 2 celdas" in lived.received
    assert "- GTH200, opción 1\n    ¿Se cumple?: Sí  [talento.xlsx]" in lived.received
    assert "la evidencia la revisan Planeación o Control Interno" in lived.received


def test_account_for_programs_keeps_them_apart(lived):
    assert [one["nombre"] for one in lived.content["archivos"]] == ["plan.xlsx"]
    (file,) = lived.content["evidencias"]["archivos"]
    assert (file["nombre"], file["estado"]) == ("talento.xlsx", "repetido")


def test_next_workbooks_show_what_was_received(lived):
    book = load_workbook(lived.books / UNIT)
    assert cell_of(book, CODE, ENLACE).value == LINK
    assert cell_of(book, CODE, ESTADO).value is None
    assert lived.again["apartados"] == []
    assert lived.again["preguntas"] == 44


def test_entidad_that_only_answers_the_meci_form_prepares_that(lived):
    told = lived.mipg("preparar", "--entidad", "0102", *lived.where)
    assert "control-interno.xlsx: 3 preguntas" in told


def test_year_without_a_form_is_refused_with_the_way_out(lived):
    order = ("preparar", "--entidad", "0001", "--vigencia", "2023", "--salida", lived.folder)
    told = lived.mipg(*order, code=15)
    assert "no hay preguntas del formulario de 2023" in told
    assert "mipg cargar" in told
