"""Make the reports of a plan that are not yet as they should be, and note what came of them.

The process that calls this leads: it decides, hands jobs to a bounded number of workers and is
the only one that writes the manifest. Workers are spawned, never forked: the PDF compiler must
not exist before a fork. They end with the process that leads, however it ends.
"""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING

from mipg_helpers.reporting.jobs import PRIVATE, Job, JobResult, run_job
from mipg_helpers.reporting.keys_code import library_versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from mipg_helpers.reporting.manifest import Manifest
    from mipg_helpers.reporting.manifest_decisions import Plan

#: Jobs handed to the pool and not yet ended, per worker: one runs, one is ready.
WINDOW = 2

#: A job under whose hands the pool broke this often is taken for the cause.
MOST_BREAKS = 2


def run_batch(jobs: Iterable[Job], *, workers: int) -> Iterator[JobResult]:
    """Yield the result of every job as it ends; a job that fails does not stop the others.

    Jobs are taken from the iterable only when a worker is about to need them. On Ctrl-C no
    further job starts; those that run end, and are yielded, first.
    """
    if workers <= 1:
        yield from map(run_job, jobs)
        return
    waiting, breaks = deque[Job](), dict[str, int]()
    source = iter(jobs)
    while True:
        try:
            yield from _run_pool(source, waiting, workers=workers)
        except _BrokenError as broken:
            for job in broken.jobs:
                breaks[job.name] = breaks.get(job.name, 0) + 1
                if breaks[job.name] < MOST_BREAKS:
                    waiting.append(job)
                else:
                    problem = f"{job.name}: el proceso que hacía el informe se cerró"
                    yield JobResult(job, ok=False, seconds=0.0, error=problem)
        else:
            return


def _run_pool(source: Iterator[Job], waiting: deque[Job], *, workers: int) -> Iterator[JobResult]:
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_follow_leader)
    pending: dict[Future[JobResult], Job] = {}
    interrupted = False
    try:
        while True:
            while len(pending) < WINDOW * workers:
                job = waiting.popleft() if waiting else next(source, None)
                if job is None:
                    break
                try:
                    pending[pool.submit(run_job, job)] = job
                except BrokenProcessPool:
                    raise _BrokenError([*pending.values(), job]) from None
            if not pending:
                break
            try:
                done = wait(pending, return_when=FIRST_COMPLETED).done
            except KeyboardInterrupt:
                interrupted, source = True, iter(())
                waiting.clear()
                pending = {future: job for future, job in pending.items() if not future.cancel()}
                continue
            for future in done:
                if isinstance(future.exception(), BrokenProcessPool):
                    raise _BrokenError(list(pending.values()))
                del pending[future]
                yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)
    if interrupted:
        raise KeyboardInterrupt


class _BrokenError(Exception):
    """A worker died; `jobs` were with the pool."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.jobs = jobs


def _follow_leader() -> None:
    """End this worker when the process that leads is gone; leave Ctrl-C to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leader = parent_process()
    if leader is not None:
        threading.Thread(target=_end_with, args=[leader.sentinel], daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def default_workers() -> int:
    return max(1, os.cpu_count() or 1)


def make_reports(
    plan: Plan,
    manifest: Manifest,
    *,
    order: Mapping[str, Any],
    workers: int,
    limit: int | None = None,
    stop_on_failure: bool = False,
) -> Iterator[JobResult]:
    """Make the pending reports of a plan, in a folder that the caller has locked.

    Every result is in the manifest before it is yielded. The run counts as ended when nothing
    of its plan is left to do; otherwise it can be resumed.

    Parameters
    ----------
    order
        The options of the command, to repeat it.
    limit
        Make at most this many.
    stop_on_failure
        Start nothing more after the first failure; what runs then still ends.
    """
    keys = {decision.job.name: decision.key for decision in plan.pending}
    corrida = manifest.start_run(
        order, library_versions(), planned=plan.n_planned, pending=len(keys)
    )
    failed = False

    def next_jobs() -> Iterator[Job]:
        for decision in plan.pending[:limit]:
            if failed and stop_on_failure:
                return
            yield decision.job

    n_done = 0
    for result in run_batch(next_jobs(), workers=min(workers, len(plan.pending[:limit]))):
        manifest.record(result, keys[result.job.name], corrida)
        n_done += 1
        failed = failed or not result.ok
        yield result
    if n_done == len(keys):
        manifest.end_run(corrida)


def remove_leftovers(outputs: Path) -> int:
    """Remove the private folders of killed runs, in a folder that the caller has locked."""
    found = list(outputs.glob(f"*/*/{PRIVATE}*"))
    for folder in found:
        shutil.rmtree(folder, ignore_errors=True)
    return len(found)
