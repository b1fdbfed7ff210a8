"""Jobs, results and keys for the tests of the batch; no notebook runs."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from mipg_helpers.reporting.jobs import Job, JobResult
from mipg_helpers.reporting.keys import JobKey
from mipg_helpers.reporting.keys_data import digest
from mipg_helpers.reporting.manifest_decisions import Decision, Plan

if TYPE_CHECKING:
    from pathlib import Path


def draw_job(outputs: Path, politica: str = "integridad", **changes: object) -> Job:
    """A job whose notebook does not exist: it fails at once when it runs."""
    values = {
        "informe": "politica",
        "notebook": outputs / "no_existe.ipynb",
        "entidad_id": "0001",
        "vigencia": 2025,
        "politica": politica,
        "parameters": (("vigencia", 2025),),
        "data_folder": outputs,
        "target": outputs / "2025" / "0001",
        "formats": ("html",),
    }
    return Job(**{**values, **changes})


def draw_key(inputs: str = "datos", **parts: str) -> JobKey:
    text = json.dumps({"codigo": inputs, **parts})
    return JobKey(inputs, digest([text]), text)


def draw_result(job: Job, content: bytes = b"<html>", **changes: object) -> JobResult:
    """A report that was made: its document is written."""
    job.target.mkdir(parents=True, exist_ok=True)
    path = job.target / f"{job.stem}.html"
    path.write_bytes(content)
    outputs = ((path, hashlib.sha256(content).hexdigest()),)
    return JobResult(job, **{"ok": True, "seconds": 1.0, "outputs": outputs, **changes})


def draw_plan(*jobs: Job) -> Plan:
    return Plan(tuple(Decision(job, True, "", draw_key()) for job in jobs), len(jobs))
