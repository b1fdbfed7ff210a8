"""The batch as an operator runs it: again, changed, damaged, twice at once."""

import hashlib
import os

import pytest
from builders import mipg_here, run_mipg

from mipg_helpers.reporting.locks import folder_lock

POLITICAS = ("compras", "gobierno_digital", "integridad", "talento_humano")


def order(sample, outputs, *options):
    politicas = [word for politica in POLITICAS for word in ("--politica", politica)]
    return [
        "lote", "--entidad", "0001", "--vigencia", "2025", *politicas, "--formato", "html",
        "--datos", str(sample / "tidy"), "--salida", str(outputs), *options,
    ]  # fmt: skip


def lote(sample, outputs, *options, code=0):
    done = mipg_here(*order(sample, outputs, "--trabajos", "1", *options))
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def contents(outputs):
    files = sorted(outputs.glob("*/*/*"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def made(sample, tmp_path_factory):
    outputs = tmp_path_factory.mktemp("lote")
    done = run_mipg(*order(sample, outputs))
    assert done.returncode == 0, done.stderr
    assert "4 informes listos" in done.stdout
    return outputs


def test_unchanged_batch_does_nothing(sample, made):
    before = {path: path.stat().st_mtime_ns for path in made.glob("*/*/*")}
    assert "4 informes están al día" in lote(sample, made)
    assert {path: path.stat().st_mtime_ns for path in made.glob("*/*/*")} == before


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), "fue modificado o está incomp"),
        (lambda path: path.write_bytes(b"X" + path.read_bytes()[1:]), "fue modificado"),
        (lambda path: path.unlink(), "falta integridad.html"),
    ],
)
def test_damaged_document_is_made_again(sample, made, damage, reason):
    before = contents(made)
    damage(made / "2025" / "0001" / "integridad.html")
    told = lote(sample, made, "--explicar")
    assert f"0001/2025/integridad: se hace: {reason}" in told.replace("integridad.html fue", "fue")
    assert "1 informe por hacer; 3 quedan como están" in told
    assert "[1/1] 0001/2025/integridad" in lote(sample, made)
    assert contents(made) == before


def test_explaining_writes_nothing(sample, tmp_path):
    assert "4 informes por hacer" in lote(sample, tmp_path / "nueva", "--explicar")
    assert not (tmp_path / "nueva").exists()


def test_parameter_is_named_as_the_reason(sample, made):
    told = lote(sample, made, "--explicar", "--parametro", "umbral_alta=20")
    assert told.count("se hace: cambió: los parámetros") == 4


def test_one_report_by_the_name_that_is_printed_everywhere(sample, made):
    arguments = order(sample, made, "--solo", "0001/2025/compras", "--rehacer")
    done = mipg_here(*[word for word in arguments if word not in {"--entidad", "0001"}])
    assert "[1/1] 0001/2025/compras" in done.stdout
    wrong = lote(sample, made, "--solo", "0001/2025/compra", code=15)
    assert "¿Quiso decir «0001/2025/compras»" in wrong


def test_second_batch_on_a_folder_is_refused(sample, made):
    with folder_lock(made):
        told = lote(sample, made, "--rehacer", code=10)
    assert f"otro lote está escribiendo aquí (el proceso {os.getpid()} en el equipo" in told


def test_limit_and_resume_make_the_rest_with_the_same_order(sample, tmp_path):
    assert "quedaron por hacer" in lote(sample, tmp_path, "--limite", "1")
    resumed = run_mipg("lote", "--reanudar", "--salida", tmp_path)
    assert "1 informe sin cambios" in resumed.stdout
    assert "3 informes listos" in resumed.stdout
    again = mipg_here("lote", "--reanudar", "--salida", tmp_path)
    assert "no hay nada que reanudar" in again.stdout


def test_resume_of_a_redone_batch_redoes_only_the_rest(sample, made):
    lote(sample, made, "--rehacer", "--limite", "3")
    told = mipg_here("lote", "--reanudar", "--explicar", "--salida", made).stdout
    assert "1 informe por hacer; 3 quedan como están" in told
    other = mipg_here("lote", "--reanudar", "--vigencia", "2024", "--salida", made)
    assert other.returncode == 15
    assert "tenía otras opciones: vigencia" in other.stderr
    mipg_here("lote", "--reanudar", "--salida", made)


def test_failure_is_told_in_a_line_and_tried_again(sample, tmp_path):
    (tmp_path / "2025").mkdir(parents=True)
    (tmp_path / "2025" / "0001").write_text("no es una carpeta")
    told = lote(sample, tmp_path, "--hasta-fallar", code=16)
    assert told.count("FALLÓ") == 1
    (tmp_path / "2025" / "0001").unlink()
    told = lote(sample, tmp_path, "--explicar")
    assert "se hace: falló la última vez" in told


def test_reports_that_failed_are_resumed_although_the_run_came_to_its_end(sample, tmp_path):
    place = tmp_path / "2025" / "0001"
    place.parent.mkdir()
    place.write_text("no es una carpeta")
    lote(sample, tmp_path, "--solo", "0001/2025/compras", code=16)
    place.unlink()
    resumed = mipg_here("lote", "--reanudar", "--salida", tmp_path)
    assert (resumed.returncode, "1 informe listo" in resumed.stdout) == (0, True)
    assert "no hay nada que" in mipg_here("lote", "--reanudar", "--salida", tmp_path).stdout
