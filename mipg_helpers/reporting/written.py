"""The documents of a folder of reports as they are now, wherever that folder is."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

#: Bytes, and the time of the last change in nanoseconds.
State = tuple[int, int]


class Written(Protocol):
    """Answers about documents by their place inside the folder (``AAAA/0001/integridad.html``)."""

    def state(self, place: str) -> State | None:
        """Tell size and time of a document; None where there is none."""

    def sha256(self, place: str) -> str:
        """Hash a document."""


class WrittenHere:
    """The documents of a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def state(self, place: str) -> State | None:
        try:
            found = (self.folder / place).stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns

    def sha256(self, place: str) -> str:
        with (self.folder / place).open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
