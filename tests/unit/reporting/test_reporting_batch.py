import os
import subprocess
import sys

import pytest
from batch_builders import draw_job, draw_plan
from builders import ROOT

from mipg_helpers.errors import ConfigError
from mipg_helpers.reporting import locks
from mipg_helpers.reporting.batch import make_reports, remove_leftovers, run_batch
from mipg_helpers.reporting.jobs import JobResult
from mipg_helpers.reporting.manifest import Manifest


def names(results):
    return [result.job.politica for result in results]


@pytest.mark.parametrize("workers", [1, 2])
def test_one_failure_does_not_stop_the_others(tmp_path, workers):
    jobs = [draw_job(tmp_path, politica) for politica in ("integridad", "compras", "tramites")]
    results = list(run_batch(jobs, workers=workers))
    assert sorted(names(results)) == ["compras", "integridad", "tramites"]
    assert not any(result.ok for result in results)


def test_jobs_are_taken_as_they_are_needed(tmp_path):
    taken = []
    source = (taken.append(i) or draw_job(tmp_path, f"p{i}") for i in range(100))
    next(run_batch(source, workers=1))
    assert taken == [0]


def test_worker_that_the_broken_pool_forgets_is_not_waited_for(tmp_path):
    """One that is only starting when another dies is never ended by the pool itself."""
    code = """
import pathlib, sys
from concurrent.futures.process import _ExecutorManagerThread
from multiprocessing.process import BaseProcess
from batch_builders import draw_job
from cluster_builders import run_or_die
from mipg_helpers.reporting.executors import run_batch
if __name__ == "__main__":
    BaseProcess.terminate = _ExecutorManagerThread.shutdown_workers = lambda self: None
    jobs = [draw_job(pathlib.Path(sys.argv[1]), name) for name in ("veneno", "compras", "lenta")]
    print(*sorted(one.job.politica for one in run_batch(jobs, workers=2, run=run_or_die)))
"""
    (tmp_path / "lote.py").write_text(code)
    done = subprocess.run(
        [sys.executable, tmp_path / "lote.py", tmp_path], capture_output=True, text=True,
        check=True, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
    )  # fmt: skip
    assert done.stdout.split() == ["compras", "lenta", "veneno"]


def run(tmp_path, *politicas, **options):
    with Manifest(tmp_path) as manifest:
        plan = draw_plan(*(draw_job(tmp_path, politica) for politica in politicas))
        done = list(make_reports(plan, manifest, order={}, workers=1, **options))
        return names(done), bool(manifest.last_run().fin)


def test_run_whose_plan_is_done_has_ended(tmp_path):
    assert run(tmp_path, "compras", "tramites") == (["compras", "tramites"], True)


def test_limit_leaves_a_run_to_resume(tmp_path):
    assert run(tmp_path, "compras", "tramites", limit=1) == (["compras"], False)


def test_first_failure_may_stop_the_run(tmp_path):
    assert run(tmp_path, "compras", "tramites", stop_on_failure=True) == (["compras"], False)


def test_result_is_recorded_before_it_is_told(tmp_path):
    job = draw_job(tmp_path)
    with Manifest(tmp_path) as manifest:
        result = next(make_reports(draw_plan(job), manifest, order={}, workers=1))
        assert isinstance(result, JobResult)
        assert manifest.known(job.name).estado == "fallido"


def test_leftovers_of_killed_runs_are_removed_and_nothing_else(tmp_path):
    folder = tmp_path / "2025" / "0001"
    (folder / ".en-curso-abc").mkdir(parents=True)
    (folder / ".en-curso-abc" / "compras.html").write_text("a medias")
    (folder / "compras.html").write_text("listo")
    assert remove_leftovers(tmp_path) == 1
    assert [path.name for path in folder.iterdir()] == ["compras.html"]


def test_second_batch_on_a_folder_is_refused_and_told_who_holds_it(tmp_path):
    pattern = rf"otro lote está escribiendo aquí \(el proceso {os.getpid()} en el equipo"
    with (
        locks.folder_lock(tmp_path),
        pytest.raises(ConfigError, match=pattern),
        locks.folder_lock(tmp_path),
    ):
        pass


def test_lock_is_free_after_a_batch(tmp_path):
    for _ in range(2):
        with locks.folder_lock(tmp_path):
            pass


def test_lock_of_a_killed_process_locks_nothing(tmp_path):
    code = (
        "import os, pathlib, sys; from mipg_helpers.reporting.locks import folder_lock\n"
        "with folder_lock(pathlib.Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert "proceso" in (tmp_path / locks.FILE).read_text()
    with locks.folder_lock(tmp_path):
        pass


@pytest.mark.parametrize(
    ("holder", "alive"),
    [
        ({}, False),
        ({"proceso": 2**22 + 1, "equipo": locks.socket.gethostname()}, False),
        ({"proceso": 1, "equipo": locks.socket.gethostname()}, True),
        ({"proceso": 2**22 + 1, "equipo": "otro"}, True),
    ],
)
def test_file_of_a_process_that_is_gone_counts_as_left_behind(holder, alive):
    assert locks.is_alive(holder) is alive
