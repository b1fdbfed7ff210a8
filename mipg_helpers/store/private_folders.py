"""Folders in which something is made out of sight, and the end of those that a killed run left.

Who makes something in such a folder holds it; the operating system lets go of it when the process
ends, however it ends. One that nobody holds was left behind, and the next who makes one removes it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def private_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """Give a new folder that only its owner may read, and remove it unless it was renamed.

    Parameters
    ----------
    parent
        Where it is made, and where those that were left behind are removed; it exists.
    prefix
        How its name begins, and theirs.
    """
    remove_left_behind(parent, prefix)
    folder, held = _make(parent, prefix)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if held is not None:
            os.close(held)


def remove_left_behind(parent: Path, prefix: str) -> None:
    """Remove the folders with this prefix that nobody holds; on Windows none, as none is held."""
    for folder in [path for path in parent.iterdir() if path.name.startswith(prefix)]:
        with contextlib.suppress(OSError):
            held = _hold(folder, wait=False)
            if held is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(held)


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Hold a folder, after waiting for whoever holds it."""
    held = _hold(folder, wait=True)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def _make(parent: Path, prefix: str) -> tuple[Path, int | None]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        # Somebody who cleans up may have come between the two steps: then it is gone.
        with contextlib.suppress(FileNotFoundError):
            held = _hold(folder, wait=True)
            if folder.exists():
                return folder, held


def _hold(folder: Path, *, wait: bool) -> int | None:
    """Hold a folder for as long as the descriptor is open; none where folders cannot be held."""
    if sys.platform == "win32":
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(descriptor)
        if wait:  # a file system without such locks
            return None
        raise
    return descriptor
