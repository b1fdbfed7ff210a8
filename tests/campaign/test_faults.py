"""The short form of the faults: each kind once, the batch or the command ends as if undisturbed."""

import os
import random
import subprocess
import sys

import pytest
from campaign.faults import KINDS, SEED, TIMES, Scene, spoil_cell
from campaign.tally import Tally
from killing_builders import POLITICAS, undisturbed

from mipg_helpers.reporting import execute

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc what still runs")

#: Kinds that have tests of their own: the batch that is killed, the cluster that is lost.
ELSEWHERE = {"leader", "dask"}
MOUNTS = {"disk", "read_only"}
#: The first commands that write; the others have their turn in the longer forms.
WRITERS = 2


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    folder, tally = tmp_path_factory.mktemp("fallas"), Tally("fallas")
    return Scene(folder, tally, print, run=undisturbed, politicas=POLITICAS[:4])


def may_mount() -> bool:
    namespace = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-r", "-m"]
    return subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - ELSEWHERE))
def test_nothing_is_lost_and_no_byte_is_wrong(scene, kind):
    if kind in MOUNTS and not may_mount():
        pytest.skip("aquí no se puede montar un disco pequeño")
    scene.tally = Tally(kind)
    rng = random.Random(f"{SEED} {kind}")  # noqa: S311  moments, not secrets
    KINDS[kind](scene, min(TIMES[kind][True], WRITERS), rng)
    assert scene.tally.problems == []
    assert scene.tally.is_clean


def test_cell_that_never_ends_fails_its_report_alone(scene, monkeypatch):
    monkeypatch.setattr(execute, "CELL_SECONDS", 2)
    scene.tally = Tally("hang")
    spoil_cell(scene, "hang", "while True: pass", scene.politicas[1])
    assert scene.tally.problems == []
    assert scene.tally.is_clean
