"""Run jobs on the workers of a Dask cluster.

Jobs go out in chunks of a few, never more than the workers are about to need. What a lost worker
had is given to another by the scheduler; a chunk under whose hands several workers died is tried
again at the end, report by report and alone, so that the one that kills workers fails by itself.
"""

from __future__ import annotations

import time
from concurrent.futures import CancelledError
from dataclasses import replace
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import MAX_LISTED, ConfigError
from mipg_helpers.reporting.executors import CLOSED, WINDOW, failed
from mipg_helpers.reporting.executors_worker import Refusal, Terms, run_chunk
from mipg_helpers.system_errors import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mipg_helpers.reporting.jobs import Job, JobResult

#: Reports per task: few, so that little is lost with a worker and the last ones end together.
CHUNK = 2

#: A cluster without any worker for this long is given up.
IDLE_SECONDS = 60
#: How often the number of workers is asked for.
LOOK_SECONDS = 5

Chunk = tuple["Job", ...]


class DaskBatch:
    """The executor of one batch (see `executors`).

    On Ctrl-C no further chunk starts; those handed out end, and are yielded, first. A second
    Ctrl-C does not wait for them.
    """

    def __init__(self, client: Any, address: str, terms: Terms) -> None:  # noqa: ANN401
        self._client, self._address, self._terms = client, address, terms
        self._pending: dict[Any, Chunk] = {}
        self._suspects: list[Job] = []
        self._stop: BaseException | None = None
        self._n_workers, self._looked, self._idle_since = 0, -inf, inf

    def __call__(self, jobs: Iterable[Job]) -> Iterator[JobResult]:
        try:
            yield from self._run(_chunks(iter(jobs), CHUNK))
            suspects, self._suspects = self._suspects, []
            yield from self._run(_chunks(iter(suspects), 1), alone=True)
        finally:
            if self._client.status == "running":
                self._client.cancel(list(self._pending))
        if self._stop is not None:
            raise self._stop

    def _run(self, chunks: Iterator[Chunk], *, alone: bool = False) -> Iterator[JobResult]:
        while True:
            window = 1 if alone else WINDOW * max(1, self._count_workers())
            while self._stop is None and len(self._pending) < window:
                chunk = next(chunks, None)
                if chunk is None:
                    break
                self._pending[self._submit(chunk)] = chunk
            if not self._pending:
                return
            try:
                done = self._wait()
            except KeyboardInterrupt as interrupt:
                if self._stop is not None:
                    raise
                self._stop = interrupt
                continue
            for future in done:
                yield from self._results(future, self._pending.pop(future), alone=alone)

    def _submit(self, chunk: Chunk) -> Any:  # noqa: ANN401
        """Hand a chunk out; what the leader calls a folder is named from the root."""
        jobs = tuple(
            replace(
                job,
                notebook=job.notebook.resolve(),
                target=job.target.resolve() if self._terms.shared else job.target,
            )
            for job in chunk
        )
        return self._client.submit(run_chunk, jobs, self._terms, pure=False)

    def _results(self, future: Any, chunk: Chunk, *, alone: bool) -> Iterator[JobResult]:  # noqa: ANN401
        from distributed import KilledWorker

        if future.status == "error":
            error = future.exception()
            if isinstance(error, KilledWorker) and not alone:
                self._suspects += chunk
                return
            killed = isinstance(error, KilledWorker)
            problem = CLOSED if killed else told(error)
            yield from (failed(job, problem) for job in chunk)
            return
        if future.status != "finished":
            raise self._lost()
        answer = future.result()
        if isinstance(answer, Refusal):
            # A worker that came later; its chunk stays to be done.
            self._stop = refusal(self._address, {"un trabajador nuevo": answer.reasons})
            return
        for job, result in zip(chunk, answer, strict=True):
            outputs = tuple((job.target / path.name, sha256) for path, sha256 in result.outputs)
            yield replace(result, job=job, outputs=outputs)

    def _wait(self) -> Iterable[Any]:
        import distributed

        wait: Any = distributed.wait
        while True:
            try:
                with self._client.as_current():
                    found = wait(list(self._pending), LOOK_SECONDS, "FIRST_COMPLETED")
            except TimeoutError:
                self._count_workers()
            except CancelledError:
                raise self._lost() from None
            else:
                done: Iterable[Any] = found.done
                return done

    def _count_workers(self) -> int:
        """Ask now and then how many workers there are; give up on a cluster without any."""
        now = time.monotonic()
        if now - self._looked < LOOK_SECONDS:
            return self._n_workers
        try:
            self._n_workers, self._looked = len(self._client.nthreads()), now
        except (OSError, TimeoutError):
            raise self._lost() from None
        self._idle_since = inf if self._n_workers else min(self._idle_since, now)
        if now - self._idle_since > IDLE_SECONDS:
            raise no_workers(self._address)
        return self._n_workers

    def _lost(self) -> ConfigError:
        return ConfigError(
            f"programador de Dask '{self._address}'",
            "dejó de responder durante el lote",
            hint="lo escrito queda completo; cuando vuelva, siga con: mipg lote --reanudar",
        )


def _chunks(jobs: Iterator[Job], size: int) -> Iterator[Chunk]:
    while chunk := tuple(islice(jobs, size)):
        yield chunk


def refusal(address: str, refused: Mapping[str, Sequence[str]]) -> ConfigError:
    """Say which workers are not like this process, and in what."""
    lines = [f"- {worker}: {'; '.join(reasons)}" for worker, reasons in sorted(refused.items())]
    rest = [f"- y {len(lines) - MAX_LISTED} más"] if len(lines) > MAX_LISTED else []
    return ConfigError(
        f"clúster de Dask '{address}'",
        "\n".join(["hay trabajadores que no son como este equipo:", *lines[:MAX_LISTED], *rest]),
        hint="instale en todos la misma versión, deles los mismos datos y reinícielos",
    )


def no_workers(address: str) -> ConfigError:
    return ConfigError(
        f"clúster de Dask '{address}'",
        "no tiene trabajadores",
        hint=f"inícielos con: dask worker {address} --nthreads 1 --nworkers N",
    )
