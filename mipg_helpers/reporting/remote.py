"""A folder of remote storage, named by an fsspec URL. The door of fsspec.

Credentials and addresses of servers come from the environment, as each storage documents them
(``AWS_PROFILE``, ``AWS_ENDPOINT_URL``, ...); a URL with a password is refused, because the order
is kept in the manifest.
"""

from __future__ import annotations

import re
import secrets
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ConfigError, MipgError, ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

URL = re.compile(r"[a-z][a-z0-9+.-]*://.*[^/].*")
PASSWORD = re.compile(r"://[^/@]*:[^/@]*@")

#: Names of objects that we read or write, part by part; anything else in a listing is left alone.
SAFE_PART = re.compile(r"[A-Za-z0-9_=-][A-Za-z0-9_.=-]{0,200}")

#: An object appears whole or not at all, and folders are only a way of naming; elsewhere a file
#: is written beside its place and renamed.
OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "memory"})

#: How the storages call the time of the last change.
TIMES = ("LastModified", "last_modified", "mtime", "updated", "created")

INSTALL = "instale lo que falta con: pip install -r requirements.lock"


@dataclass(frozen=True, slots=True)
class RemoteState:
    """An object: its size, the time of its last change, and its mark where the storage has one."""

    n_bytes: int
    mtime_ns: int
    mark: str = ""


def is_remote(text: str) -> bool:
    """Tell a URL from a folder of this machine."""
    return "://" in text


class RemoteFolder:
    """A folder of remote storage. It can be sent to another process."""

    def __init__(self, url: str) -> None:
        if not URL.fullmatch(url):
            raise ParameterError("carpeta remota", f"'{url}' no es una dirección", "s3://…")
        if PASSWORD.search(url):
            raise ParameterError(
                "carpeta remota",
                "la dirección lleva una contraseña",
                hint="déjela en las variables de entorno o en el archivo de credenciales",
            )
        self.url = url.rstrip("/")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RemoteFolder) and other.url == self.url

    def __hash__(self) -> int:
        return hash(self.url)

    def __reduce__(self) -> tuple[type[RemoteFolder], tuple[str]]:
        return RemoteFolder, (self.url,)

    def states(self) -> Mapping[str, RemoteState]:
        """List every object with a name that we would give, in order; none where nothing is."""
        with self._told():
            self._fs.invalidate_cache()
            found = self._fs.find(self._root, detail=True)
        start = len(self._root.strip("/")) + 1
        places = {path.strip("/")[start:]: info for path, info in sorted(found.items())}
        return {place: _state(info) for place, info in places.items() if is_safe(place)}

    def state(self, place: str) -> RemoteState:
        with self._told():
            return _state(self._fs.info(self._path(place)))

    def read(self, place: str) -> bytes | None:
        """Read an object; None where there is none."""
        with self._told():
            try:
                content: bytes = self._fs.cat_file(self._path(place))
            except FileNotFoundError:
                return None
        return content

    def fetch(self, place: str, path: Path) -> bool:
        """Copy an object to a file; False where there is none."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._told():
            try:
                self._fs.get_file(self._path(place), str(path))
            except FileNotFoundError:
                return False
        return True

    def send(self, path: Path, place: str) -> None:
        """Write an object, whole or not at all."""
        final = self._path(place)
        with self._told():
            if self._is_object_store:
                self._fs.put_file(str(path), final)
                return
            folder, _, name = final.rpartition("/")
            self._fs.makedirs(folder, exist_ok=True)
            private = f"{folder}/.{secrets.token_hex(4)}-{name}"
            self._fs.put_file(str(path), private)
            self._fs.mv(private, final)

    def create(self, place: str, content: bytes) -> bool:
        """Write an object that must not be there yet; False where it is.

        Only as exclusive as the storage: S3 and Google decide it themselves, others look first.
        """
        path = self._path(place)
        with self._told():
            if not self._is_object_store:
                self._fs.makedirs(path.rpartition("/")[0], exist_ok=True)
            try:
                self._fs.pipe_file(path, content, mode="create")
            except FileExistsError:
                return False
        return True

    def delete(self, place: str) -> None:
        with self._told():
            self._fs.rm_file(self._path(place))

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        try:
            import fsspec
        except ImportError:
            raise ConfigError(
                f"carpeta '{self.url}'",
                "falta fsspec para leer almacenamiento remoto",
                hint=INSTALL,
            ) from None
        with self._told():
            fs, root = fsspec.url_to_fs(self.url, use_listings_cache=False)
        return fs, str(root).rstrip("/")

    @property
    def _fs(self) -> Any:  # noqa: ANN401  fsspec has no types
        return self._opened[0]

    @property
    def _root(self) -> str:
        return self._opened[1]

    @property
    def _is_object_store(self) -> bool:
        return self.url.partition("://")[0] in OBJECT_STORES

    def _path(self, place: str) -> str:
        if not is_safe(place):
            raise ValueError(f"not a name of ours: {place!r}")
        return f"{self._root}/{place}"

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Word whatever the storage complains of; each has exceptions of its own."""
        try:
            yield
        except (MipgError, FileExistsError):
            raise
        except ImportError as error:
            raise ConfigError(f"carpeta '{self.url}'", str(error), hint=INSTALL) from None
        except Exception as error:  # noqa: BLE001  see above
            raise ConfigError(
                f"carpeta '{self.url}'",
                f"el almacenamiento respondió {type(error).__name__}: {error}",
                hint="revise la dirección, la conexión y las credenciales",
            ) from None


def is_safe(place: str) -> bool:
    """Tell whether a place is named as we name: no part is empty or begins with a dot."""
    return all(SAFE_PART.fullmatch(part) for part in place.split("/"))


def _state(info: Mapping[str, Any]) -> RemoteState:
    mark = str(info.get("ETag") or info.get("etag") or "")
    return RemoteState(int(info["size"] or 0), _time(info), mark)


def _time(info: Mapping[str, Any]) -> int:
    """Read the time of the last change, in whole seconds: all that a listing and a look agree on.

    A time that is not told equals no other: the content then decides.
    """
    told = next((info[name] for name in TIMES if info.get(name) is not None), None)
    if isinstance(told, str):
        told = datetime.fromisoformat(told)
    if isinstance(told, datetime):
        told = told.timestamp()
    return int(told) * 10**9 if told is not None else -time.monotonic_ns()
