"""The moment a new build becomes the site: at once, or not at all.

The new build first takes the place of the kept previous one, then both change places in one
step of the file system. Where that step does not exist, the site is away for an instant; a
process killed just then is mended by whoever looks next (`settle`).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: What a killed publication leaves begins so; it is removed by the next one.
WORKING = ".{}.en-curso-"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def previous_site(site: Path) -> Path:
    """Name the folder in which the previous build is kept."""
    return site.with_name(f"{site.name}.anterior")


def new_folder(site: Path) -> Path:
    """Make the folder of a new build beside the site, on the same disk, for its owner alone."""
    site.parent.mkdir(parents=True, exist_ok=True)
    folder = site.with_name(f"{WORKING.format(site.name)}{os.getpid()}")
    folder.mkdir(mode=0o700)
    return folder


def settle(site: Path) -> None:
    """Mend what a killed publication left; the caller holds the lock."""
    previous = previous_site(site)
    if not site.exists() and previous.exists():
        previous.rename(site)
    if site.parent.is_dir():
        for left in site.parent.glob(f"{WORKING.format(site.name)}*"):
            shutil.rmtree(left, ignore_errors=True)


def take_place(new: Path, site: Path) -> None:
    """Make `new` the site, which everybody may read, and keep the one before it."""
    new.chmod(0o755)
    if not site.exists():
        new.rename(site)
        return
    previous = previous_site(site)
    if previous.exists():
        old = new.with_name(f"{new.name}-viejo")
        previous.rename(old)
        shutil.rmtree(old, ignore_errors=True)
    new.rename(previous)
    if not _exchange(previous, site):
        previous.rename(new)
        site.rename(previous)
        try:
            new.rename(site)
        except BaseException:
            previous.rename(site)
            raise
    _flush(site.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; say whether this system can."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None).renameat2
    except AttributeError:
        return False
    done = rename(
        _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE)
    )
    return bool(done == 0)


def _flush(folder: Path) -> None:
    with contextlib.suppress(OSError):  # Windows cannot open a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
