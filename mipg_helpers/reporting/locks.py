"""One batch at a time on a folder of reports.

The operating system holds the lock and lets go of it when the process ends, however it ends:
the file that a killed run leaves behind locks nothing. Where there are no such locks (Windows)
the file itself is the lock, and one whose process is gone counts as left behind.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ConfigError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = ".lote.bloqueo"


@contextmanager
def folder_lock(outputs: Path) -> Iterator[None]:
    """Hold the folder while a batch writes into it.

    Raises
    ------
    ConfigError
        If another process holds it; the message says which and since when.
    """
    outputs.mkdir(parents=True, exist_ok=True)
    path = outputs / FILE
    descriptor = _open(path)
    try:
        _take(descriptor, path, outputs)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(this_process()).encode(), 0)
        yield
        # Emptied, not removed: a third process may be waiting to lock this very file.
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def this_process() -> dict[str, Any]:
    """Say who we are, for whoever finds the lock taken."""
    return {
        "proceso": os.getpid(),
        "equipo": socket.gethostname(),
        "desde": datetime.now().astimezone().strftime("%Y-%m-%d %H:%M"),
    }


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)


def _take(descriptor: int, path: Path, outputs: Path) -> None:
    if sys.platform == "win32":
        if is_alive(_read(path)):
            raise _refusal(outputs, _read(path))
    else:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise _refusal(outputs, _read(path)) from None


def _read(path: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError):
        return holder_of(path.read_bytes())
    return {}


def holder_of(content: bytes) -> dict[str, Any]:
    """Read who wrote a lock last; nothing where it is empty or damaged."""
    with contextlib.suppress(ValueError):
        found = json.loads(content)
        if isinstance(found, dict):
            return found
    return {}


def is_alive(holder: dict[str, Any]) -> bool:
    """Tell whether the process that wrote the file still runs; on another machine: we assume so."""
    if not holder or holder.get("proceso") == os.getpid():
        return False
    if holder.get("equipo") != socket.gethostname():
        return True
    try:
        os.kill(int(holder["proceso"]), 0)
    except PermissionError:
        return True
    except (OSError, KeyError, ValueError):
        return False
    return True


def _refusal(outputs: Path, holder: dict[str, Any]) -> ConfigError:
    who = "otro proceso"
    if holder:
        who = (
            f"el proceso {holder.get('proceso')} en el equipo {holder.get('equipo')}, "
            f"desde {holder.get('desde')}"
        )
    return ConfigError(
        f"carpeta '{outputs}'",
        f"otro lote está escribiendo aquí ({who})",
        hint="espere a que termine o escriba en otra carpeta con --salida",
    )
