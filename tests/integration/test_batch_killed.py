"""A batch that is killed again and again ends as if nobody had touched it, and leaves nothing."""

import os
import random
import subprocess
import sys

import pytest
from builders import ROOT
from killing_builders import (
    MARK,
    NAMES,
    attempts,
    documents,
    finished,
    has_begun,
    kill_at,
    living,
    order,
    undisturbed,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc what still runs")

KILLS, SEED, LATEST = {"short": 4, "long": 20}, 20260107, 4.0


def assert_as_if_undisturbed(outputs, reference):
    assert documents(outputs) == reference
    assert attempts(outputs) == dict.fromkeys(NAMES, 1)


def test_batch_killed_again_and_again_ends_as_if_undisturbed(sample, tmp_path, thorough):
    rng = random.Random(SEED)  # noqa: S311 - moments, not secrets
    moments = [rng.uniform(0.2, LATEST) for _ in range(KILLS["long" if thorough else "short"])]
    print(f"semilla {SEED}:", moments)  # noqa: T201 - shown when the test fails
    temporary = tmp_path / "temporales"
    temporary.mkdir()
    whole = undisturbed(*order(sample, tmp_path / "sin_cortes"))
    assert whole.returncode == 0, whole.stderr
    reference = documents(tmp_path / "sin_cortes")
    outputs, done, begun = tmp_path / "cortes_0", {}, False
    for kill, moment in enumerate(moments):
        again = ["lote", "--reanudar", "--salida", str(outputs)]
        kill_at(moment, again if begun else order(sample, outputs), temporary)
        runs, ended = finished(outputs)
        assert done.items() <= runs.items(), "a finished report was made again"
        begun = has_begun(outputs)
        done = runs
        if ended:  # this batch is done before the kills are: kill another one
            assert_as_if_undisturbed(outputs, reference)
            outputs, done, begun = tmp_path / f"cortes_{kill + 1}", {}, False
    assert undisturbed(*(again if begun else order(sample, outputs))).returncode == 0
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
