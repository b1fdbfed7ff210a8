"""Run jobs several at a time and give back their results as they come.

An executor is a function from jobs to results: it takes jobs only when a worker is about to
need them, yields each result once, and lets no job stop another. Here is that of the processes
of this machine; `executors_dask` has that of a cluster.

Workers are spawned, never forked: the PDF compiler must not exist before a fork. They end with
the process that leads, however it ends.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING

from mipg_helpers.reporting.jobs import Job, JobResult, run_job

if TYPE_CHECKING:
    from collections.abc import Sequence

#: From jobs to results, in the order in which they end.
Executor = Callable[[Iterable[Job]], Iterator[JobResult]]

#: How a worker makes one report: it never raises, and it can be sent to another process.
RunOne = Callable[[Job], JobResult]

#: Jobs handed to the workers and not yet ended, per worker: one runs, one is ready.
WINDOW = 2

#: A job under whose hands the pool broke this often is taken for the cause.
MOST_BREAKS = 2

CLOSED = "el proceso que hacía el informe se cerró"


def run_batch(jobs: Iterable[Job], *, workers: int, run: RunOne = run_job) -> Iterator[JobResult]:
    """Yield the result of every job as it ends; a job that fails does not stop the others.

    On Ctrl-C no further job starts; those that run end, and are yielded, first.
    """
    if workers <= 1:
        yield from map(run, jobs)
        return
    waiting, breaks = deque[Job](), dict[str, int]()
    source = iter(jobs)
    while True:
        try:
            yield from _run_pool(source, waiting, workers=workers, run=run)
        except _BrokenError as broken:
            for job in broken.jobs:
                breaks[job.name] = breaks.get(job.name, 0) + 1
                if breaks[job.name] < MOST_BREAKS:
                    waiting.append(job)
                else:
                    yield failed(job, CLOSED)
        else:
            return


def failed(job: Job, problem: str) -> JobResult:
    """Make the result of a job that nobody could run."""
    return JobResult(job, ok=False, seconds=0.0, error=f"{job.name}: {problem}")


def _run_pool(
    source: Iterator[Job], waiting: deque[Job], *, workers: int, run: RunOne
) -> Iterator[JobResult]:
    pending: dict[Future[JobResult], Job] = {}
    interrupted = False
    with _pool_of(workers) as pool:
        while True:
            while len(pending) < WINDOW * workers:
                job = waiting.popleft() if waiting else next(source, None)
                if job is None:
                    break
                try:
                    pending[pool.submit(run, job)] = job
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
    if interrupted:
        raise KeyboardInterrupt


@contextmanager
def _pool_of(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Open a pool whose workers all end with it.

    A worker that was only starting when another died is not ended by the pool, which then waits
    for it without end. So every worker holds a pipe, and ends when a broken pool closes it.
    """
    context = get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, context, initializer=_follow_leader, initargs=(theirs,))
    try:
        yield pool
    except _BrokenError:
        ours.close()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        ours.close()
        theirs.close()


class _BrokenError(Exception):
    """A worker died; `jobs` were with the pool."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self.jobs = jobs


def _follow_leader(held: connection.Connection) -> None:
    """End this worker when the process that leads is gone or gives its pool up.

    Ctrl-C is left to that process. `held` is a pipe whose other end it closes.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leader = parent_process()
    if leader is not None:
        threading.Thread(target=_end_with, args=[leader.sentinel, held], daemon=True).start()


def _end_with(sentinel: int, held: connection.Connection) -> None:
    connection.wait([sentinel, held])
    os._exit(1)


def default_workers() -> int:
    return max(1, os.cpu_count() or 1)
