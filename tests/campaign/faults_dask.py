"""Faults of a cluster: a worker lost, all of them, and the scheduler itself."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from cluster_builders import started_scheduler, started_workers, wait_for
from killing_builders import end_of, started, wait_until_gone

if TYPE_CHECKING:
    import random
    import subprocess
    from pathlib import Path

    from campaign.faults import Scene

N_WORKERS = 2
#: How a batch may end whose cluster is taken away: well, with failed reports, or giving it up.
CODES = {0, 10, 16}


def lose_cluster(scene: Scene, times: int, rng: random.Random) -> int:
    """Take parts of a cluster away from a batch, in turn, bring them back, and resume."""
    ways = (lose_worker, lose_workers, lose_scheduler)
    return sum(ways[number % len(ways)](scene, rng) for number in range(times))


def lose_worker(scene: Scene, rng: random.Random) -> bool:
    """Kill one of two workers: the batch goes on."""
    folder, outputs = _folders(scene)
    with started_scheduler(folder) as up, started_workers(folder, up.address, N_WORKERS):
        with _batch(scene, outputs, up.address) as process:
            _let_it_work(process, outputs, rng)
            hit = process.poll() is None and _kill_one_worker(up.address)
        _after(scene, outputs, process.returncode, "a worker")
    return hit


def lose_workers(scene: Scene, rng: random.Random) -> bool:
    """Kill all workers: others come, and the batch goes on with them."""
    folder, outputs = _folders(scene)
    with started_scheduler(folder) as up:
        with started_workers(folder, up.address, N_WORKERS):
            process = _batch(scene, outputs, up.address)
            _let_it_work(process, outputs, rng)
        hit = process.poll() is None  # the end of the block took the workers along
        with started_workers(folder, up.address, N_WORKERS):
            end_of(process)
            _after(scene, outputs, process.returncode, "all workers")
    return hit


def lose_scheduler(scene: Scene, rng: random.Random) -> bool:
    """Kill the scheduler: the batch ends with a sentence, and resumes once it is back."""
    folder, outputs = _folders(scene)
    with (
        started_scheduler(folder) as up,
        started_workers(folder, up.address, N_WORKERS),
        _batch(scene, outputs, up.address) as process,
    ):
        _let_it_work(process, outputs, rng)
        hit = process.poll() is None
        up.process.send_signal(signal.SIGKILL)
        end_of(process)
    port = int(up.address.rpartition(":")[2])
    with started_scheduler(folder, port), started_workers(folder, up.address, N_WORKERS):
        _after(scene, outputs, process.returncode, "the scheduler")
    return hit


def _folders(scene: Scene) -> tuple[Path, Path]:
    outputs = scene.outputs()
    folder = outputs.with_name(f"{outputs.name}_dask")
    folder.mkdir()
    return folder, outputs


def _batch(scene: Scene, outputs: Path, address: str) -> subprocess.Popen[bytes]:
    command = scene.order(outputs, "--dask", address)
    at = command.index("--trabajos")  # of this machine
    return started(command[:at] + command[at + 2 :], scene.temporary)


def _let_it_work(process: subprocess.Popen[bytes], outputs: Path, rng: random.Random) -> None:
    """Wait until the first report is there, and a moment more."""
    wait_for(lambda: process.poll() is not None or list(outputs.glob("2025/0001/*.html")))
    time.sleep(rng.uniform(0.0, 0.5))


def _kill_one_worker(address: str) -> bool:
    from mipg_helpers.reporting.executors_cluster import dask_cluster

    with dask_cluster(address, 1) as connected:
        workers = list(connected._client.run(os.getpid).values())
    with suppress(ProcessLookupError):
        os.kill(workers[0], signal.SIGKILL)
        return True
    return False


def _after(scene: Scene, outputs: Path, code: int, what: str) -> None:
    wait_until_gone(scene.temporary)
    if code not in CODES:
        scene.note(f"dask, {what} lost: the batch ended with {code}")
    scene.look(outputs, f"dask, {what} lost")
    scene.resume(outputs, f"dask, {what} lost")
