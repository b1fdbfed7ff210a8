"""What a worker of a cluster does: make sure that it is like the leader, then make reports.

Nothing of the cluster's library is needed here. The leader sends the notebooks along (a few
kilobytes); the data, the reference tables and the program must already be the same.
"""

from __future__ import annotations

import hashlib
import os
import threading
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.errors import MipgError
from mipg_helpers.reporting.keys_code import code_fingerprint, library_versions
from mipg_helpers.reporting.locks import FILE as LOCK
from mipg_helpers.store.sidecar import SIDECAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reporting.executors import RunOne
    from mipg_helpers.reporting.jobs import Job, JobResult

#: A report changes the environment of its process, so a worker makes one at a time.
_TURN = threading.Lock()

ABSENT = "no está"


@dataclass(frozen=True, slots=True)
class DataPlace:
    """The tidy tables: a folder that leader and workers share, or a URL and what it must hold."""

    folder: Path
    url: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What leader and workers must have in common during one batch.

    `shared` is the folder of reports where they are written straight into it, else None;
    `expected` is the leader's own description; `notebooks` pairs path and content.
    """

    data: DataPlace
    shared: Path | None
    run: RunOne
    notebooks: tuple[tuple[str, bytes], ...]
    expected: tuple[tuple[str, str], ...] = ()


#: The terms of the batch this worker is in, once it agreed with the leader.
_AGREED: set[Terms] = set()


def terms_for(jobs: Sequence[Job], data: DataPlace, *, shared: Path | None, run: RunOne) -> Terms:
    """State the terms of a batch, seen from the leader."""
    paths = sorted({job.notebook.resolve() for job in jobs})
    terms = Terms(
        data=replace(data, folder=data.folder.resolve()),
        shared=shared.resolve() if shared else None,
        run=run,
        notebooks=tuple((str(path), path.read_bytes()) for path in paths),
    )
    return replace(terms, expected=tuple(describe(terms).items()))


def describe(terms: Terms) -> dict[str, str]:
    """Describe everything that a report made here would depend on."""
    from mipg_helpers.reporting.settings import open_catalog

    found = {
        **library_versions(),
        "el programa": code_fingerprint()[:12],
        "las tablas de referencia": open_catalog().fingerprint[:12],
        "los datos": _hash(data_folder(terms.data) / SIDECAR),
    }
    if terms.shared:
        # The leader holds the lock during the whole batch; what stands in it is its own.
        found["la carpeta de informes"] = _hash(terms.shared / LOCK)
    return found


def differences(terms: Terms) -> tuple[str, ...]:
    """Say in what this worker differs from the leader; looked at once per batch."""
    if terms in _AGREED:
        return ()
    try:
        found = describe(terms)
    except MipgError as error:
        return (str(error),)
    reasons = tuple(
        f"{name}: {found.get(name) or ABSENT} (se esperaba {value or ABSENT})"
        for name, value in terms.expected
        if found.get(name) != value
    )
    if not reasons:
        _AGREED.clear()
        _AGREED.add(terms)
    return reasons


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer of a worker that is not like the leader; it made nothing."""

    reasons: tuple[str, ...]


def run_chunk(jobs: tuple[Job, ...], terms: Terms) -> tuple[JobResult, ...] | Refusal:
    """Make some reports, one after the other."""
    with _TURN:
        reasons = differences(terms)
        if reasons:
            return Refusal(reasons)
        # Dask has malloc give memory back at every occasion; a report ends and gives back all.
        os.environ.pop("MALLOC_TRIM_THRESHOLD_", None)
        folder, books = data_folder(terms.data), _notebooks(terms.notebooks)
        return tuple(
            terms.run(replace(job, data_folder=folder, notebook=books[str(job.notebook)]))
            for job in jobs
        )


def data_folder(data: DataPlace) -> Path:
    """Give the tables on this machine; remote ones are copied once."""
    if not data.url:
        return data.folder
    from mipg_helpers.reporting.remote_data import fetch_data

    return fetch_data(data.url, data.fingerprint)[0]


@cache
def _notebooks(notebooks: tuple[tuple[str, bytes], ...]) -> dict[str, Path]:
    return {path: _notebook(Path(path), content) for path, content in notebooks}


def _notebook(path: Path, content: bytes) -> Path:
    """Use the notebook in its place where it is the same; else the one the leader sent."""
    if path.is_file() and path.read_bytes() == content:
        return path
    from mipg_helpers.reporting.remote_data import keep_file

    return keep_file(f"cuadernos/{hashlib.sha256(content).hexdigest()[:32]}", path.name, content)


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    except OSError:
        return ""
