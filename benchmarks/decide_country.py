"""Decide every report of the country against a manifest, and print seconds and memory as JSON.

``python decide_country.py fill|decide TIDY OUTPUTS N`` is started by ``decisions.py``. ``fill``
decides with nothing made, and then notes every report as made, each with a small file in place of
its page; ``decide`` asks again, as a batch does that has nothing to do.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from peak_memory import peak_mb
from sample import plan

from mipg_helpers.reporting.jobs import JobResult
from mipg_helpers.reporting.manifest import Manifest
from mipg_helpers.reporting.manifest_decisions import Plan, decide, settle
from mipg_helpers.reporting.settings import open_workspace

if TYPE_CHECKING:
    from mipg_helpers.reporting.jobs import Job

PAGE = b"<!doctype html>"
SHA256 = hashlib.sha256(PAGE).hexdigest()


def note_made(settled: Plan, manifest: Manifest) -> None:
    """Write a page for every job and note it, as if it had been made."""
    run = manifest.start_run({}, {}, planned=settled.n_planned, pending=len(settled.pending))
    for decision in settled.pending:
        job: Job = decision.job
        job.target.mkdir(parents=True, exist_ok=True)
        page = job.target / f"{job.stem}.html"
        page.write_bytes(PAGE)
        result = JobResult(job, ok=True, seconds=0.0, outputs=((page, SHA256),))
        manifest.record(result, decision.key, run)
    manifest.end_run(run)


def main(step: str, tidy: Path, outputs: Path, count: int) -> None:
    start = time.perf_counter()
    jobs = plan(tidy, outputs)[:count]
    planned = time.perf_counter()
    gc.collect()
    before = peak_mb()
    with Manifest(outputs) as manifest:
        settled = settle(decide(jobs, open_workspace(tidy), manifest), manifest)
        decided = time.perf_counter()
        if step == "fill":
            note_made(settled, manifest)
    noted = time.perf_counter()
    measured = {
        "informes": len(jobs),
        "por_hacer": len(settled.pending),
        "planear": planned - start,
        "decidir": decided - planned,
        "anotar": noted - decided,
        "memoria_mb": peak_mb(),
        "memoria_al_planear_mb": before,
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]), int(sys.argv[4]))
