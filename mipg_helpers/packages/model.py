"""What a package is made of: files, what is missing, and the e-mail that goes with it.

Plain frozen records. A path inside a package is made here, never taken from data as it came.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import Profile

#: Folders inside a package.
REPORTS, PLAN = "informes", "plan"


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file of a package; `path` is relative, with ``/``."""

    path: str
    titulo: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def n_bytes(self) -> int:
        return len(self.data)

    @property
    def formato(self) -> str:
        return self.path.rpartition(".")[2].upper()


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the package should hold and does not, and why (a sentence in Spanish)."""

    titulo: str
    motivo: str


@dataclass(frozen=True, slots=True)
class Leader:
    """A unit that leads politicas, and its actions in the plan, wherever they belong.

    `nombre` is as the entidad typed it; `stem` names its files; `clave` is its key in the
    reports of seguimiento. Politicas are in official order.
    """

    clave: str
    stem: str
    nombre: str
    politicas: tuple[Profile, ...]
    n_acciones: int

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(profile.politica.politica for profile in self.politicas)


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that is sent to one reader; equal packages give equal bytes."""

    nombre: str  # of its folder
    archivo: str  # of its zip, which travels alone and hence says the vigencia
    titulo: str
    para: str
    files: tuple[PackageFile, ...]
    missing: tuple[Missing, ...]
    correo: str


def zip_name(nombre: str, vigencia: int) -> str:
    return f"{nombre}-{vigencia}.zip"
