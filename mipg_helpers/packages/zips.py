"""Zip files whose bytes depend on their contents alone: fixed order, times and permissions."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Unix, whatever machine writes it; the permissions below are read that way.
_UNIX, _READABLE = 3, 0o100644 << 16


def zip_bytes(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack named contents in the order given.

    Raises
    ------
    ValueError
        If a name is absolute, leaves its folder or comes twice.
    """
    buffer, seen = BytesIO(), set[str]()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files:
            _check(name, seen)
            entry = zipfile.ZipInfo(name)  # dated as early as the format allows
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def unzipped(data: bytes) -> list[tuple[str, bytes]]:
    """Read every file of a zip that we made, in its order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


def _check(name: str, seen: set[str]) -> None:
    parts = name.split("/")
    if "\\" in name or ":" in name or not all(parts) or {".", ".."} & set(parts) or name in seen:
        raise ValueError(f"unfit name in a zip: {name!r}")
    seen.add(name)
