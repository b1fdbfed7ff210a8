"""The batch as an operator runs it: again, changed, damaged, killed, twice at once."""

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from builders import ROOT, run_mipg

from mipg_helpers.reporting.locks import FILE as LOCK
from mipg_helpers.reporting.locks import folder_lock
from mipg_helpers.reporting.manifest import FILE, Manifest

POLITICAS = ("compras", "gobierno_digital", "integridad", "talento_humano")


def order(sample, outputs, *options):
    politicas = [word for politica in POLITICAS for word in ("--politica", politica)]
    return [
        "lote", "--entidad", "0001", "--vigencia", "2025", *politicas, "--formato", "html",
        "--datos", str(sample / "tidy"), "--salida", str(outputs), *options,
    ]  # fmt: skip


def lote(sample, outputs, *options, code=0):
    done = run_mipg(*order(sample, outputs, *options))
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def contents(outputs):
    files = sorted(outputs.glob("*/*/*"))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def attempts(outputs):
    with closing(sqlite3.connect(outputs / FILE)) as base:
        return dict(base.execute("SELECT nombre, intentos FROM informes"))


@pytest.fixture(scope="module")
def made(sample, tmp_path_factory):
    outputs = tmp_path_factory.mktemp("lote")
    assert "4 informes listos" in lote(sample, outputs)
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
    done = run_mipg(*[word for word in arguments if word not in {"--entidad", "0001"}])
    assert "[1/1] 0001/2025/compras" in done.stdout
    wrong = lote(sample, made, "--solo", "0001/2025/compra", code=15)
    assert "¿Quiso decir «0001/2025/compras»" in wrong


def test_second_batch_on_a_folder_is_refused(sample, made):
    with folder_lock(made):
        told = lote(sample, made, "--rehacer", code=10)
    assert f"otro lote está escribiendo aquí (el proceso {os.getpid()} en el equipo" in told


def test_limit_and_resume_make_the_rest_with_the_same_order(sample, tmp_path):
    assert "quedaron por hacer" in lote(sample, tmp_path, "--limite", "1", "--trabajos", "1")
    resumed = run_mipg("lote", "--reanudar", "--salida", tmp_path)
    assert "1 informe sin cambios" in resumed.stdout
    assert "3 informes listos" in resumed.stdout
    again = run_mipg("lote", "--reanudar", "--salida", tmp_path)
    assert "no hay nada que reanudar" in again.stdout


def test_resume_of_a_redone_batch_redoes_only_the_rest(sample, made):
    lote(sample, made, "--rehacer", "--limite", "3")
    told = run_mipg("lote", "--reanudar", "--explicar", "--salida", made).stdout
    assert "1 informe por hacer; 3 quedan como están" in told
    other = run_mipg("lote", "--reanudar", "--vigencia", "2024", "--salida", made)
    assert other.returncode == 15
    assert "tenía otras opciones: vigencia" in other.stderr
    run_mipg("lote", "--reanudar", "--salida", made)


def test_failure_is_told_in_a_line_and_tried_again(sample, tmp_path):
    (tmp_path / "2025").mkdir(parents=True)
    (tmp_path / "2025" / "0001").write_text("no es una carpeta")
    told = lote(sample, tmp_path, "--trabajos", "1", "--hasta-fallar", code=16)
    assert told.count("FALLÓ") == 1
    (tmp_path / "2025" / "0001").unlink()
    told = lote(sample, tmp_path, "--explicar")
    assert "se hace: falló la última vez" in told


def children(pid):
    """Name the processes that descend from one."""
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid="], check=True, capture_output=True, text=True
    ).stdout.split()
    pairs = list(zip(listed[::2], listed[1::2], strict=True))
    found, level = [], {str(pid)}
    while level := {child for child, parent in pairs if parent in level}:
        found += level
    return found


def kill_at(seconds, arguments):
    """Start a batch, kill it after a while, and wait until nothing of it runs."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from mipg_helpers.cli import main; main()", *arguments],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(seconds)
    family = children(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 20
    while any(os.path.exists(f"/proc/{pid}") for pid in family):  # noqa: PTH110 - no folder of ours
        assert time.monotonic() < deadline, "a worker outlived the batch"
        time.sleep(0.05)


def test_killed_batch_continues_where_it_was(sample, made, tmp_path):
    arguments = order(sample, tmp_path)
    done = {}
    moments = random.Random(7)  # noqa: S311 - moments, not secrets
    for _ in range(4):
        kill_at(moments.uniform(1.0, 7.0), arguments)
        with Manifest(tmp_path, read_only=True) as manifest:
            names = {f"0001/2025/{politica}" for politica in POLITICAS}
            known = {name: manifest.known(name) for name in names}
        finished = {name: found.corrida for name, found in known.items() if found}
        assert done.items() <= finished.items(), "a finished report was made again"
        done = finished
    lote(sample, tmp_path)
    assert contents(tmp_path) == contents(made)
    assert set(attempts(tmp_path).values()) == {1}
    assert not list(tmp_path.glob("*/*/.en-curso-*"))
    assert {path.name for path in tmp_path.iterdir()} == {"2025", FILE, LOCK}
