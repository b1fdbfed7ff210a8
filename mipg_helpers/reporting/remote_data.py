"""Tidy tables that lie in remote storage: copied once to this machine, then read from there.

A copy is named by its fingerprint (the sidecar and the name, size and mark of every table), so
that a new load never mixes with an old one. The cache may be removed at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError
from mipg_helpers.reporting.remote import RemoteFolder
from mipg_helpers.store.freshness import COPY_MARK
from mipg_helpers.store.sidecar import SIDECAR

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = ".parquet"


def cache_folder(name: str) -> Path:
    """Give a folder of this user for copies, made when missing; others cannot read it."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "mipg" / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def fetch_data(url: str, fingerprint: str = "") -> tuple[Path, str]:
    """Copy the tables of `url` unless they are here; give the folder and its fingerprint.

    Parameters
    ----------
    fingerprint
        The copy that is wanted; "": as the storage has it now.

    Raises
    ------
    ConfigError
        If there is no load there, it is not the one wanted, or it changes while it is copied.
    """
    cache = cache_folder("datos")
    if fingerprint and (cache / fingerprint).is_dir():
        return cache / fingerprint, fingerprint
    remote = RemoteFolder(url)
    found, places = _look(remote)
    if fingerprint and found != fingerprint:
        raise ConfigError(f"datos en '{url}'", "cambiaron después de empezar el lote")
    folder = cache / found
    with _turn(cache / f"{found}.turno"):
        if not folder.is_dir():
            private = Path(tempfile.mkdtemp(prefix=f"{found}-", dir=cache))
            try:
                _copy(remote, places, private)
                if _look(remote)[0] != found:
                    raise ConfigError(f"datos en '{url}'", "cambiaron mientras se copiaban")
                private.replace(folder)
            finally:
                shutil.rmtree(private, ignore_errors=True)
    return folder, found


def _look(remote: RemoteFolder) -> tuple[str, list[str]]:
    """Fingerprint a remote load and list what it is made of."""
    sidecar = remote.read(SIDECAR)
    if sidecar is None:
        raise ConfigError(
            f"datos en '{remote.url}'",
            f"no hay datos cargados: falta {SIDECAR}",
            hint="cargue los archivos con 'mipg cargar' y copie allí la carpeta de tablas entera",
        )
    digest = hashlib.sha256(sidecar)
    places = [SIDECAR]
    for place, state in remote.states().items():
        if place.endswith(TABLE):
            places.append(place)
            digest.update(f"{place}\0{state.n_bytes}\0{state.mark or state.mtime_ns}\0".encode())
    return digest.hexdigest()[:32], places


def _copy(remote: RemoteFolder, places: list[str], folder: Path) -> None:
    for place in places:
        if not remote.fetch(place, folder / place):
            raise ConfigError(f"datos en '{remote.url}'", "cambiaron mientras se copiaban")
    (folder / COPY_MARK).write_text(remote.url + "\n", encoding="utf-8")


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    """Let the workers of one machine copy one after the other: all but the first find it done."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with path.open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    with contextlib.suppress(OSError):
        path.unlink()


def keep_file(name: str, file: str, content: bytes) -> Path:
    """Keep a file that another machine sent, in a folder of its own; it appears whole."""
    folder = cache_folder(name)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as private:
        private.write(content)
    Path(private.name).replace(folder / file)
    return folder / file
