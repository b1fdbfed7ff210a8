"""Put a package where it can be taken from: whole, or not at all.

Everything is written into a private folder, which then takes the place of the former package.
An interruption at any point leaves one complete package.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.errors import RenderError
from mipg_helpers.packages.zips import zip_bytes
from mipg_helpers.reporting.jobs import safe_name
from mipg_helpers.system_errors import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mipg_helpers.packages.model import Package

#: Inside the folder of an entidad; and inside that of a package.
PACKAGES, CONTENTS, EMAIL = "paquetes", "contenido", "correo.txt"
PRIVATE, FORMER = ".en-curso-", ".anterior-"
_SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,120}")


def packages_folder(outputs: Path, vigencia: int, entidad_id: str) -> Path:
    """Name the folder of the packages of an entidad."""
    return outputs / str(vigencia) / safe_name(entidad_id) / PACKAGES


def write_package(package: Package, folder: Path) -> Path:
    """Write a package and give its folder: contents, zip and the text of the e-mail.

    Raises
    ------
    RenderError
        If it cannot be written; the former package stays as it was.
    """
    if not _SAFE.fullmatch(package.nombre):
        raise ValueError(f"unfit name of a package: {package.nombre!r}")
    target = folder / package.nombre
    try:
        with _private(folder) as new:
            _fill(new, package)
            new.chmod(0o755)  # whole: now others may read it
            _take_place(new, target)
    except OSError as error:
        why = f"no se pudo escribir ({reason(error)})"
        raise RenderError(f"paquete «{package.nombre}»", why) from None
    return target


def remove_leftovers(folder: Path) -> None:
    """Bring back a package whose change was interrupted, and remove what is waste."""
    for former in sorted(folder.glob(f"{FORMER}*")):
        target = folder / former.name.removeprefix(FORMER)
        if target.exists():
            shutil.rmtree(former, ignore_errors=True)
        else:
            former.rename(target)
    for private in folder.glob(f"{PRIVATE}*"):
        shutil.rmtree(private, ignore_errors=True)


@contextmanager
def _private(folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=PRIVATE, dir=folder))
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _fill(new: Path, package: Package) -> None:
    for file in package.files:
        path = new / CONTENTS / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    packed = ((f"{package.nombre}/{file.path}", file.data) for file in package.files)
    (new / package.archivo).write_bytes(zip_bytes(packed))
    (new / EMAIL).write_text(package.correo, encoding="utf-8", newline="\r\n")


def _take_place(new: Path, target: Path) -> None:
    former = target.with_name(f"{FORMER}{target.name}")
    if target.exists():
        shutil.rmtree(former, ignore_errors=True)
        target.rename(former)
    try:
        new.rename(target)
    except OSError:
        if former.exists() and not target.exists():
            former.rename(target)
        raise
    shutil.rmtree(former, ignore_errors=True)
