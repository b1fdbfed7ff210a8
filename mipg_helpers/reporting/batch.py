"""Run many jobs on a bounded number of processes and keep the account of what came of them.

Workers are spawned, never forked: the PDF compiler must not exist before a fork.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from mipg_helpers.reporting.jobs import Job, JobResult, run_job

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MANIFEST = "manifiesto.json"


def run_batch(jobs: Sequence[Job], *, workers: int) -> Iterator[JobResult]:
    """Yield the result of every job as it ends; a job that fails does not stop the others."""
    if workers <= 1 or len(jobs) == 1:
        yield from map(run_job, jobs)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        pending: dict[Future[JobResult], Job] = {pool.submit(run_job, job): job for job in jobs}
        for future in as_completed(pending):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield JobResult(
                    pending[future],
                    ok=False,
                    seconds=0.0,
                    error=f"{pending[future].name}: el proceso que hacía los informes se cerró",
                )


def default_workers() -> int:
    return max(1, os.cpu_count() or 1)


def write_manifest(outputs: Path, results: Sequence[JobResult], *, version: str) -> Path:
    """Record the jobs of this run beside those of earlier runs; the newest of a job stays.

    The file is replaced whole, so a reader never sees half of it.
    """
    path = outputs / MANIFEST
    entries = read_manifest(outputs)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for result in results:
        entries[result.job.name] = _entry(result, outputs, version, now)
    outputs.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    content = json.dumps(dict(sorted(entries.items())), ensure_ascii=False, indent=1)
    temporary.write_text(content, encoding="utf-8")
    temporary.replace(path)
    return path


def read_manifest(outputs: Path) -> dict[str, Any]:
    """Read the account of earlier runs; an unreadable one counts as none."""
    try:
        entries = json.loads((outputs / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _entry(result: JobResult, outputs: Path, version: str, now: str) -> dict[str, Any]:
    job = result.job
    return {
        "informe": job.informe,
        "entidad_id": job.entidad_id,
        "vigencia": job.vigencia,
        "politica": job.politica,
        "estado": "listo" if result.ok else "fallido",
        "parametros": dict(job.parameters),
        "segundos": round(result.seconds, 2),
        "error": result.error,
        "avisos": list(result.avisos),
        "archivos": {
            path.relative_to(outputs).as_posix(): digest for path, digest in result.outputs
        },
        "version": version,
        "fecha": now,
    }
