"""Batches that are killed: start one, end it at a moment, and see what it left."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from builders import ROOT, mipg_here

from mipg_helpers.reporting.locks import FILE as LOCK
from mipg_helpers.reporting.manifest import FILE, Manifest

if TYPE_CHECKING:
    from collections.abc import Sequence

#: In the environment of a batch, hence of all its processes: tells them from those of others.
MARK = "MIPG_PRUEBA_DE_CORTES"
POLITICAS = (
    "compras", "control_interno", "defensa_juridica", "gobierno_digital", "integridad",
    "planeacion", "talento_humano", "transparencia",
)  # fmt: skip
NAMES = tuple(f"0001/2025/{politica}" for politica in POLITICAS)
#: What each process of a batch is called in its command line; the leader is the one we start.
ROLES = {"worker": b"spawn_main", "engine": b"engine.zygote"}
WAIT_SECONDS = 30
#: A batch that takes longer than this waits for something that never comes.
MOST_SECONDS = 180


def order(
    sample: Path, outputs: Path, *more: str, politicas: Sequence[str] = POLITICAS
) -> list[str]:
    """Order reports of the sample entidad, on two workers."""
    chosen = [word for politica in politicas for word in ("--politica", politica)]
    return [
        "lote", "--entidad", "0001", "--vigencia", "2025", *chosen, "--formato", "html",
        "--datos", str(sample / "tidy"), "--salida", str(outputs), "--trabajos", "2", *more,
    ]  # fmt: skip


def undisturbed(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Give an order that nobody disturbs, a batch without workers that have to start first."""
    return mipg_here(*arguments, *(["--trabajos", "1"] if arguments[0] == "lote" else []))


def living(mark: object) -> list[int]:
    """List the processes of a batch, however they descend from it."""
    wanted, found = f"{MARK}={mark}".encode(), []
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted in (place / "environ").read_bytes().split(b"\0"):
                found.append(int(place.name))
    return found


def started(arguments: list[str], temporary: Path) -> subprocess.Popen[bytes]:
    """Start a command whose processes can all be found again."""
    environment = {**os.environ, MARK: str(temporary), "TMPDIR": str(temporary)}
    code = "from mipg_helpers.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def kill_at(moment: float, arguments: list[str], temporary: Path) -> bool:
    """Start a command, kill it at a moment, and wait until nothing of it runs; tell if it hit.

    A command that had ended before was not hit.
    """
    with started(arguments, temporary) as process:
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
    wait_until_gone(temporary)
    return process.returncode == -signal.SIGKILL


class Within(NamedTuple):
    """How a batch ended, and whether one of its processes was killed."""

    code: int
    hit: bool


def kill_within(role: str, moment: float, arguments: list[str], temporary: Path) -> Within:
    """Start a batch and kill one of its other processes, at a moment or as soon as there is one."""
    hit = False
    with started(arguments, temporary) as process:
        time.sleep(moment)
        while not hit and process.poll() is None:
            hit = _kill_one(role, process.pid, temporary)
            time.sleep(0.02)
        end_of(process)
    wait_until_gone(temporary)
    return Within(process.returncode, hit)


def end_of(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end of a batch and give its code; one that never ends is killed."""
    with suppress(subprocess.TimeoutExpired):
        return process.wait(MOST_SECONDS)
    process.kill()
    return process.wait()


def _kill_one(role: str, leader: int, temporary: Path) -> bool:
    for pid in living(temporary):
        with suppress(OSError):
            command = Path("/proc", str(pid), "cmdline").read_bytes()
            if pid != leader and ROLES[role] in command:
                os.kill(pid, signal.SIGKILL)
                return True
    return False


def wait_until_gone(temporary: Path) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while survivors := living(temporary):
        assert time.monotonic() < deadline, f"outlived the batch: {survivors}"
        time.sleep(0.02)


def finished(outputs: Path) -> tuple[dict[str, int], bool]:
    """Tell of every finished report which run made it, and of the last run whether it ended."""
    with Manifest(outputs, read_only=True) as manifest:
        known = {name: manifest.known(name) for name in NAMES}
        last = manifest.last_run()
    runs = {name: found.corrida for name, found in known.items() if found}
    return runs, last is not None and bool(last.fin)


def has_begun(outputs: Path) -> bool:
    with Manifest(outputs, read_only=True) as manifest:
        return manifest.last_run() is not None


def documents(outputs: Path) -> dict[str, str]:
    """Hash everything in a folder of reports but the manifest and the lock."""
    return {
        path.relative_to(outputs).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in outputs.rglob("*")
        if path.is_file() and path.name not in {FILE, LOCK} and not path.name.startswith(FILE)
    }


def attempts(outputs: Path) -> dict[str, int]:
    with closing(sqlite3.connect(outputs / FILE)) as base:
        return dict(base.execute("SELECT nombre, intentos FROM informes"))


def is_sound(outputs: Path) -> bool:
    """Ask the manifest whether it is whole."""
    if not (outputs / FILE).is_file():
        return True
    with closing(sqlite3.connect(outputs / FILE)) as base:
        return base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
