"""Decide which reports of a plan must be made, and say why.

A report is left as it is when its key is the one it was made for and its documents are there,
whole and unedited. A document of the same size and time as when it was written is taken as
unedited; otherwise its hash decides.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.reporting.keys import PARTS, JobKey, KeyMaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mipg_helpers.reporting.jobs import Job
    from mipg_helpers.reporting.manifest import Known, KnownFile, Manifest
    from mipg_helpers.reporting.settings import Workspace
    from mipg_helpers.reporting.written import Written

NEVER = "no se ha escrito"
FORCED = "se pidió rehacer"
UNCHANGED = "sin cambios"
UNSEEN = "cambiaron datos que este informe no muestra"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a job runs, and the reason in Spanish."""

    job: Job
    runs: bool
    reason: str
    key: JobKey


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done of a plan of `n_planned` reports; the others stay as they are."""

    pending: tuple[Decision, ...]
    n_planned: int


def settle(decisions: Iterable[Decision], manifest: Manifest) -> Plan:
    """Keep what must run, and note of the rest that it was looked at."""
    pending, n_planned = [], 0
    for decision in decisions:
        n_planned += 1
        if decision.runs:
            pending.append(decision)
        elif decision.reason == UNSEEN:
            manifest.confirm(decision.job.name, decision.key.inputs)
    return Plan(tuple(pending), n_planned)


def decide(
    jobs: Iterable[Job],
    space: Workspace,
    manifest: Manifest,
    *,
    redo: bool = False,
    redone_since: int = 0,
) -> Iterator[Decision]:
    """Decide for each job, entidad by entidad.

    Parameters
    ----------
    redo
        Make them all again, except those that run number `redone_since` or a later one has
        made (0: none).
    """
    for job, key in KeyMaker(space).keys(jobs, manifest.inputs):
        found = manifest.known(job.name)
        if found is None:
            yield Decision(job, True, FORCED if redo else NEVER, key)
            continue
        # Equal inputs mean an equal key: it was not worked out again.
        whole = key if key.parts else JobKey(key.inputs, found.clave, found.partes)
        done_again = redone_since and found.corrida >= redone_since
        reason = (
            FORCED if redo and not done_again else decide_one(job, whole, found, manifest.written)
        )
        stays = UNCHANGED if key.inputs == found.insumos else UNSEEN
        yield Decision(job, bool(reason), reason or stays, whole)


def decide_one(job: Job, key: JobKey, found: Known, written: Written) -> str:
    """Say why a report known to the manifest must be made again; "" when it need not."""
    if found.estado == "fallido":
        return "falló la última vez"
    if key.key != found.clave:
        return _changes(key, found)
    files = found.current
    missing = [formato for formato in job.wanted if formato not in files]
    if missing:
        return f"falta en formato {' y '.join(missing)}"
    if job.norma and "pdf" in files and not files["pdf"].was_asked:
        return "se pidió verificar la norma de su PDF"
    return next(filter(None, (_damage(files[formato], written) for formato in job.wanted)), "")


def _changes(key: JobKey, found: Known) -> str:
    now, before = json.loads(key.parts), json.loads(found.partes)
    names = [PARTS[name] for name in PARTS if now.get(name) != before.get(name)]
    return f"cambió: {'; '.join(names)}"


def _damage(file: KnownFile, written: Written) -> str:
    name = file.archivo.rpartition("/")[2]
    state = written.state(file.archivo)
    if state is None:
        return f"falta {name}"
    if state == (file.n_bytes, file.mtime_ns):
        return ""
    if state[0] == file.n_bytes and written.sha256(file.archivo) == file.sha256:
        return ""
    return f"{name} fue modificado o está incompleto"
