"""``cargue.json``: what was loaded, from which files, with which reference tables.

Paths of source files are kept relative to the folder of tidy tables where possible, so a
project that is moved or cloned stays valid.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from mipg_helpers.errors import ConfigError

SIDECAR = "cargue.json"

#: Raised when the tables on disk change shape, so that older ones are refused.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One source file as it was when it was read.

    `filas` counts its rows by table; a file that was refused has none and is kept here so
    that mending it makes the load stale. `ruta` is relative to the folder of tidy tables.
    """

    archivo: str
    ruta: str
    sha256: str
    n_bytes: int
    mtime_ns: int
    tipo: str
    vigencias: tuple[int, ...] = ()
    filas: dict[str, int] = field(default_factory=dict)
    es_ficticio: bool = False


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What ``cargue.json`` says.

    `counts` holds rows by table; `origenes` the files and folders given to the load,
    relative like `StoredFile.ruta`; `declaraciones` the ``fuentes.toml`` files in force;
    `opciones` the options of the command line to repeat.
    """

    files: tuple[StoredFile, ...]
    counts: dict[str, int]
    fecha_cargue: date
    huella_referencia: str
    es_ficticio: bool
    versiones: dict[str, str] = field(default_factory=dict)
    origenes: tuple[str, ...] = ()
    declaraciones: tuple[StoredFile, ...] = ()
    opciones: tuple[str, ...] = ()


def relative_path(path: Path, folder: Path) -> str:
    """Say where `path` is, seen from `folder`; absolute only across Windows drives."""
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def record_file(path: Path, folder: Path, *, tipo: str, sha256: str = "") -> StoredFile:
    """Describe a source file as it is now, seen from the folder of tidy tables."""
    state = path.stat()
    return StoredFile(
        archivo=path.name,
        ruta=relative_path(path, folder),
        sha256=sha256 or hash_file(path),
        n_bytes=state.st_size,
        mtime_ns=state.st_mtime_ns,
        tipo=tipo,
    )


def hash_file(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def info_text(info: StoreInfo) -> str:
    """Write the sidecar's text: sorted keys, so that two equal loads give equal bytes."""
    content = {"formato": FORMAT, **asdict(info), "fecha_cargue": info.fecha_cargue.isoformat()}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_info(folder: Path) -> StoreInfo:
    """Read the sidecar of a folder of tidy tables.

    Raises
    ------
    ConfigError
        If there is none, or it was written by another version of the workbench.
    """
    path = folder / SIDECAR
    if not path.is_file():
        raise ConfigError(
            f"carpeta '{folder}'",
            "no hay datos cargados",
            hint=f"cargue los archivos con: mipg cargar data/raw --datos {folder}",
        )
    try:
        return _info_from(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ConfigError(
            f"archivo '{path}'",
            "no corresponde a esta versión del programa o está dañado",
            hint=f"vuelva a cargar con: mipg cargar data/raw --datos {folder}",
        ) from None


def _info_from(content: dict[str, Any]) -> StoreInfo:
    if content.pop("formato") != FORMAT:
        raise ValueError(FORMAT)
    return StoreInfo(
        **{
            **content,
            "fecha_cargue": date.fromisoformat(content["fecha_cargue"]),
            "files": tuple(_file_from(item) for item in content["files"]),
            "declaraciones": tuple(_file_from(item) for item in content["declaraciones"]),
            "origenes": tuple(content["origenes"]),
            "opciones": tuple(content["opciones"]),
        }
    )


def _file_from(item: dict[str, Any]) -> StoredFile:
    return StoredFile(**{**item, "vigencias": tuple(item["vigencias"])})
