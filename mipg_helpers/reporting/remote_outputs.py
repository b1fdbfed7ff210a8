"""A folder of reports in remote storage.

A report is made in a private folder of the machine that makes it and its finished documents are
sent; an object appears whole or not at all. The manifest stays on the machine that leads, in a
mirror folder, and a copy of it is sent at the end: another machine takes up that copy.

What the lock is worth: on one machine no second batch writes to the same place. Between machines
an object says who writes; S3 and Google create it for one only, other storages nearly so. It is
no lease: what a killed machine leaves must be removed by hand. Two batches that write at once
all the same do harm to nobody's documents, which are the same bytes; they do work twice.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError, MipgError
from mipg_helpers.reporting.jobs import Job, JobResult, run_job
from mipg_helpers.reporting.locks import folder_lock, holder_of, is_alive, this_process
from mipg_helpers.reporting.manifest import FILE as MANIFEST
from mipg_helpers.reporting.manifest import Manifest
from mipg_helpers.reporting.remote import RemoteFolder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mipg_helpers.reporting.remote import RemoteState
    from mipg_helpers.reporting.written import State

LOCK = "lote.bloqueo"
MIRRORS = Path("outputs", ".remoto")


class RemoteOutputs:
    """Where the reports of an order go when ``--salida`` is a URL."""

    shared = None

    def __init__(self, url: str, mirrors: Path = MIRRORS) -> None:
        self.remote = RemoteFolder(url)
        name = re.sub(r"[^A-Za-z0-9]+", "-", self.remote.url)[-40:].strip("-")
        digest = hashlib.sha256(self.remote.url.encode()).hexdigest()[:12]
        self.folder = mirrors / f"{name}-{digest}"
        self.written = WrittenThere(self.remote)
        self.run = RemoteRun(self.remote, self.folder)

    def shown(self, folder: Path) -> str:
        """Name a folder of the mirror as the operator knows it."""
        place = folder.relative_to(self.folder).as_posix()
        return self.remote.url if place == "." else f"{self.remote.url}/{place}"

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Hold the folder while a batch writes into it; take up its manifest and leave it there."""
        with folder_lock(self.folder):
            self._take()
            try:
                self.look()
                yield
            finally:
                try:
                    self._send_manifest()
                finally:
                    self.remote.delete(LOCK)

    def look(self) -> None:
        """Take up the manifest that another machine left, when it knows of a later run."""
        with tempfile.TemporaryDirectory(prefix="mipg-manifiesto-") as private:
            there = Path(private)
            if self.remote.fetch(MANIFEST, there / MANIFEST) and (
                _last_run(there) > _last_run(self.folder)
            ):
                self.folder.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(there / MANIFEST, self.folder / f"{MANIFEST}.nuevo")
                (self.folder / f"{MANIFEST}.nuevo").replace(self.folder / MANIFEST)

    def _send_manifest(self) -> None:
        path = self.folder / MANIFEST
        if path.is_file():
            self.remote.send(path, MANIFEST)

    def _take(self) -> None:
        mine = json.dumps(this_process()).encode()
        if self.remote.create(LOCK, mine):
            return
        holder = holder_of(self.remote.read(LOCK) or b"")
        if not is_alive(holder):
            self.remote.delete(LOCK)
            if self.remote.create(LOCK, mine):
                return
        raise ConfigError(
            f"carpeta '{self.remote.url}'",
            f"otro lote está escribiendo aquí (el proceso {holder.get('proceso')} en el equipo "
            f"{holder.get('equipo')}, desde {holder.get('desde')})",
            hint=f"espere a que termine; si ya no corre, borre {self.remote.url}/{LOCK}",
        )


def _last_run(folder: Path) -> int:
    with Manifest(folder, read_only=True) as manifest:
        last = manifest.last_run()
    return last.corrida if last else 0


class WrittenThere:
    """The documents of a remote folder as they were when first asked for: one listing for all."""

    def __init__(self, remote: RemoteFolder) -> None:
        self._remote = remote

    def state(self, place: str) -> State | None:
        found = self._states.get(place)
        return None if found is None else (found.n_bytes, found.mtime_ns)

    def sha256(self, place: str) -> str:
        return hashlib.sha256(self._remote.read(place) or b"").hexdigest()

    @cached_property
    def _states(self) -> Mapping[str, RemoteState]:
        return self._remote.states()


@dataclass(frozen=True, slots=True)
class RemoteRun:
    """Make one report here and send its documents. It can be sent to another process.

    `mirror` is the folder that stands for the remote one in the targets of the jobs.
    """

    remote: RemoteFolder
    mirror: Path

    def __call__(self, job: Job) -> JobResult:
        with tempfile.TemporaryDirectory(prefix="mipg-informe-") as private:
            here = Path(private, "documentos")
            result = run_job(replace(job, target=here))
            try:
                states = self._send(job, here)
            except MipgError as failure:
                error = f"{job.name}: {failure}"
                return replace(result, job=job, ok=False, outputs=(), error=result.error or error)
        outputs = tuple((job.target / path.name, sha256) for path, sha256 in result.outputs)
        return replace(
            result,
            job=job,
            outputs=outputs,
            states=tuple(states[path.name] for path, _ in result.outputs),
        )

    def _send(self, job: Job, here: Path) -> dict[str, State]:
        """Send the documents, or the notebook of a report that failed; tell how they lie there."""
        folder = job.target.relative_to(self.mirror).as_posix()
        states: dict[str, State] = {}
        for path in sorted(path for path in here.rglob("*") if path.is_file()):
            place = f"{folder}/{path.relative_to(here).as_posix()}"
            self.remote.send(path, place)
            found = self.remote.state(place)
            states[path.name] = (found.n_bytes, found.mtime_ns)
        return states
