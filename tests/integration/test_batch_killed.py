"""A batch that is killed again and again ends as if nobody had touched it, and leaves nothing."""

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from builders import ROOT, run_mipg

from mipg_helpers.reporting.locks import FILE as LOCK
from mipg_helpers.reporting.manifest import FILE, Manifest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc what still runs")

KILLS, SEED, LATEST = {"short": 6, "long": 20}, 20260107, 4.0
#: In the environment of a batch, hence of all its processes: tells them from those of others.
MARK = "MIPG_PRUEBA_DE_CORTES"
POLITICAS = (
    "compras", "control_interno", "defensa_juridica", "gobierno_digital", "integridad",
    "planeacion", "talento_humano", "transparencia",
)  # fmt: skip


def order(sample, outputs):
    politicas = [word for politica in POLITICAS for word in ("--politica", politica)]
    return [
        "lote", "--entidad", "0001", "--vigencia", "2025", *politicas, "--formato", "html",
        "--datos", str(sample / "tidy"), "--salida", str(outputs), "--trabajos", "2",
    ]  # fmt: skip


def living(mark):
    """List the processes of a batch, however they descend from it."""
    wanted, found = f"{MARK}={mark}".encode(), []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (place / "environ").read_bytes().split(b"\0"):
                found.append(int(place.name))
        except OSError:
            continue
    return found


def kill_at(moment, arguments, temporary):
    """Start a batch, kill its leader at a moment, and wait until nothing of it runs."""
    environment = {**os.environ, MARK: str(temporary), "TMPDIR": str(temporary)}
    code = "from mipg_helpers.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while survivors := living(temporary):
        assert time.monotonic() < deadline, f"outlived the batch: {survivors}"
        time.sleep(0.02)


def finished(outputs):
    """Tell of every finished report which run made it, and of the last run whether it ended."""
    with Manifest(outputs, read_only=True) as manifest:
        names = [f"0001/2025/{politica}" for politica in POLITICAS]
        known = {name: manifest.known(name) for name in names}
        last = manifest.last_run()
    runs = {name: found.corrida for name, found in known.items() if found}
    return runs, last is not None and bool(last.fin)


def documents(outputs):
    """Hash everything in a folder of reports but the manifest and the lock."""
    return {
        path.relative_to(outputs).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in outputs.rglob("*")
        if path.is_file() and path.name not in {FILE, LOCK}
    }


def attempts(outputs):
    with closing(sqlite3.connect(outputs / FILE)) as base:
        return dict(base.execute("SELECT nombre, intentos FROM informes"))


def assert_as_if_undisturbed(outputs, reference):
    assert documents(outputs) == reference
    assert attempts(outputs) == {f"0001/2025/{politica}": 1 for politica in POLITICAS}


def test_batch_killed_again_and_again_ends_as_if_undisturbed(sample, tmp_path, thorough):
    rng = random.Random(SEED)  # noqa: S311 - moments, not secrets
    moments = [rng.uniform(0.2, LATEST) for _ in range(KILLS["long" if thorough else "short"])]
    print(f"semilla {SEED}:", moments)  # noqa: T201 - shown when the test fails
    temporary = tmp_path / "temporales"
    temporary.mkdir()
    undisturbed = run_mipg(*order(sample, tmp_path / "sin_cortes"))
    assert undisturbed.returncode == 0, undisturbed.stderr
    reference = documents(tmp_path / "sin_cortes")
    outputs, done, begun = tmp_path / "cortes_0", {}, False
    for kill, moment in enumerate(moments):
        again = ["lote", "--reanudar", "--salida", str(outputs)]
        kill_at(moment, again if begun else order(sample, outputs), temporary)
        runs, ended = finished(outputs)
        assert done.items() <= runs.items(), "a finished report was made again"
        with Manifest(outputs, read_only=True) as manifest:
            begun = manifest.last_run() is not None
        done = runs
        if ended:  # this batch is done before the kills are: kill another one
            assert_as_if_undisturbed(outputs, reference)
            outputs, done, begun = tmp_path / f"cortes_{kill + 1}", {}, False
    assert run_mipg(*(again if begun else order(sample, outputs))).returncode == 0
    assert_as_if_undisturbed(outputs, reference)
    assert list(temporary.iterdir()) == []


def test_finished_batch_leaves_no_descriptor_process_or_temporary_file(sample, tmp_path):
    code = """
import contextlib, io, os, sys
from mipg_helpers.cli.app import run
for _ in range(2):
    with contextlib.redirect_stdout(io.StringIO()):
        assert run([*sys.argv[1:], "--limite", "2", "--rehacer"]) == 0
    print(len(os.listdir("/proc/self/fd")))
"""
    temporary = tmp_path / "temporales"
    temporary.mkdir()
    environment = {**os.environ, MARK: str(temporary), "TMPDIR": str(temporary)}
    command = [sys.executable, "-c", code, *order(sample, tmp_path / "informes")]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=environment, check=True
    )
    first, second = done.stdout.split()
    assert first == second
    assert living(temporary) == []
    assert list(temporary.iterdir()) == []
