"""Refuse tidy tables that are older than what they were made from."""

from __future__ import annotations

import contextlib
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError, listed
from mipg_helpers.store.sidecar import hash_file

if TYPE_CHECKING:
    from mipg_helpers.store.sidecar import StoredFile, StoreInfo

#: Stands in a copy of tidy tables and says of what; the source files stayed where they were, so
#: only the reference tables can be compared.
COPY_MARK = "copia_de.txt"


def check_freshness(folder: Path, info: StoreInfo, huella_referencia: str) -> None:
    """Compare the load with the reference tables and the source files as they are now.

    A file of the same size and time is taken as unchanged; otherwise its hash decides, so
    a cloned or copied project is not asked to load again.

    Raises
    ------
    ConfigError
        With the command that mends it.
    """
    if info.huella_referencia != huella_referencia:
        raise _stale(folder, info, "las tablas de referencia cambiaron después del cargue")
    if (folder / COPY_MARK).is_file():
        return
    known = (*info.files, *info.declaraciones)
    missing = [file for file in known if not _path_of(file, folder).is_file()]
    if missing:
        names = listed(file.archivo for file in missing)
        raise _stale(folder, info, f"ya no está lo que se cargó: {names}")
    changed = [file for file in known if _has_changed(file, _path_of(file, folder))]
    if changed:
        names = listed(file.archivo for file in changed)
        raise _stale(folder, info, f"cambió después del cargue: {names}")


def reload_command(folder: Path, info: StoreInfo, start: Path | None = None) -> str:
    """Write the command that repeats the load, as typed in `start`; None: the current folder."""
    origins = [_as_typed(folder / origin, start) for origin in info.origenes] or ["data/raw"]
    place = _as_typed(folder, start)
    return shlex.join(["mipg", "cargar", *origins, "--datos", place, *info.opciones])


def _stale(folder: Path, info: StoreInfo, problem: str) -> ConfigError:
    with contextlib.suppress(OSError):
        origin = (folder / COPY_MARK).read_text(encoding="utf-8").strip()
        return ConfigError(
            f"datos cargados en '{origin}'",
            problem,
            hint="vuelva a cargar donde están los archivos de origen y copie de nuevo las tablas",
        )
    return ConfigError(
        f"datos cargados en '{_as_typed(folder)}'",
        problem,
        hint=f"vuelva a cargar con: {reload_command(folder, info)}",
    )


def _path_of(file: StoredFile, folder: Path) -> Path:
    return folder / file.ruta


def _has_changed(file: StoredFile, path: Path) -> bool:
    state = path.stat()
    if (state.st_size, state.st_mtime_ns) == (file.n_bytes, file.mtime_ns):
        return False
    return state.st_size != file.n_bytes or hash_file(path) != file.sha256


def _as_typed(path: Path, start: Path | None = None) -> str:
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()
