"""A plan that the entidad had already, brought in from the command line."""

import json

import pytest
from builders import mipg_here

from mipg_helpers.store.plan_book import PlanBook

TABLE = (
    "Política;Recomendación;Acción de mejora;Producto;Responsable;Fecha de inicio;Fecha fin;Nota\n"
    "Integridad;Medir;=Medir el clima;Informe;Talento Humano;01/02/2026;30/06/2026;Propia\n"
    "Integridad;Difundir;Difundir el código;Campaña;Talento Humano;01/03/2026;31/11/2026;\n"
)


@pytest.fixture
def own_plan(tmp_path):
    path = tmp_path / "plan_propio.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def mipg_plan(sample, tmp_path):
    def run(*options, code=0):
        done = mipg_here(
            "plan", "--entidad", "0001", "--vigencia", "2025", "--datos", sample / "tidy",
            "--salida", tmp_path / "outputs", *options,
            environment={"MIPG_PLAN": str(tmp_path / "plan")},
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    return run


def test_plan_is_read_once_and_goes_out_with_the_rest(own_plan, mipg_plan, tmp_path):
    told = mipg_plan("--leer", own_plan, "--tipo", "accion_politica")
    assert "plan_propio.csv: 2 acciones leídas, 2 nuevas" in told
    assert "«31/11/2026» es un día que no existe" in told
    with PlanBook(tmp_path / "plan", read_only=True) as book:
        own = [one for one in book.plan("0001", 2026).acciones if one.tipo_plan != "mejoramiento"]
        (kept,) = book.received()
    assert [one.accion for one in own] == ["=Medir el clima", "Difundir el código"]
    assert (kept.estado, kept.copia.read_bytes()) == ("leido", own_plan.read_bytes())
    again = json.loads(mipg_plan("--leer", own_plan, "--tipo", "accion_politica", "--json"))
    assert again["leidos"][0]["repetido"]


def test_columns_are_proposed_for_a_person_and_never_replaced(own_plan, mipg_plan):
    told = mipg_plan("--leer", own_plan, "--guardar-columnas")
    assert "«Acción de mejora»: accion" in told
    assert (own_plan.parent / "plan_columnas.toml").is_file()
    assert not (own_plan.parent / "outputs").exists()
    assert "ya existe" in mipg_plan("--leer", own_plan, "--guardar-columnas", code=15)


def test_unknown_kind_of_plan_is_refused(own_plan, mipg_plan):
    told = mipg_plan("--leer", own_plan, "--tipo", "otro", code=15)
    assert "'otro' no existe; se esperaba mejoramiento" in told
