"""Make the reports of a plan that are not yet as they should be, and note what came of them.

The process that calls this leads: it decides, hands jobs to an executor (`executors`) and is
the only one that writes the manifest.
"""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

from mipg_helpers.reporting.executors import Executor, default_workers, run_batch
from mipg_helpers.reporting.jobs import PRIVATE, Job, JobResult
from mipg_helpers.reporting.keys_code import library_versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from mipg_helpers.reporting.manifest import Manifest
    from mipg_helpers.reporting.manifest_decisions import Plan

__all__ = ["default_workers", "make_reports", "remove_leftovers", "run_batch"]


def make_reports(
    plan: Plan,
    manifest: Manifest,
    *,
    order: Mapping[str, Any],
    workers: int = 1,
    execute: Executor | None = None,
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
    workers
        Processes of this machine, when no executor is given.
    execute
        Runs the jobs.
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
    execute = execute or partial(run_batch, workers=min(workers, len(plan.pending[:limit])))
    for result in execute(next_jobs()):
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
