"""Where the book of plans lies, and the copies of the files that came in.

A copy bears the name of its contents, never a name that came with the file.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError

if TYPE_CHECKING:
    import sqlite3

PLAN_VARIABLE = "MIPG_PLAN"
FILE = "plan.sqlite"
RECEIVED_FOLDER = "recibidos"

#: Endings that a copy keeps; any other file is kept under ".bin".
KEPT_SUFFIXES = frozenset([".xlsx", ".xlsm", ".xls", ".ods", ".csv"])

_NAME_LENGTH = 16


def plan_folder(tidy: Path) -> Path:
    """Name the folder of the book: ``MIPG_PLAN``, else ``plan`` beside the tidy tables."""
    stated = os.environ.get(PLAN_VARIABLE)
    return Path(stated) if stated else Path(tidy).absolute().parent / "plan"


def copy_path(folder: Path, sha256: str, name: str) -> Path:
    """Name the copy of a file that came in."""
    suffix = Path(name).suffix.lower()
    ending = suffix if suffix in KEPT_SUFFIXES else ".bin"
    return folder / RECEIVED_FOLDER / f"{sha256[:_NAME_LENGTH]}{ending}"


def keep_copy(folder: Path, source: Path, sha256: str) -> Path:
    """Keep a file as it came: whole, or not at all; once, however often it comes."""
    target = copy_path(folder, sha256, source.name)
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, private = tempfile.mkstemp(prefix=".llega-", dir=target.parent)
    try:
        with source.open("rb") as incoming, os.fdopen(descriptor, "wb") as kept:
            shutil.copyfileobj(incoming, kept)
            kept.flush()
            os.fsync(kept.fileno())
        Path(private).replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(private).unlink()
    return target


def trouble(path: Path, error: sqlite3.DatabaseError) -> ConfigError:
    if "locked" in str(error) or "busy" in str(error):
        return ConfigError(
            f"archivo '{path}'",
            "otro proceso está escribiendo en el plan",
            hint="espere a que termine y repita la orden; no se cambió nada",
        )
    if "readonly" in str(error):
        return ConfigError(
            f"archivo '{path}'",
            "no se puede escribir en él",
            hint="revise los permisos del archivo y de su carpeta",
        )
    return ConfigError(
        f"archivo '{path}'",
        "está dañado o es de otra versión del programa",
        hint="recupere la última copia de la carpeta del plan; los libros recibidos están en "
        f"'{path.parent / RECEIVED_FOLDER}'",
    )
