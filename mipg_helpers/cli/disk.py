"""What the operating system refuses, in Spanish: no space, no permission, no such place."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from mipg_helpers.errors import ConfigError

_AGAIN = "y repita la orden; lo que ya estaba escrito queda completo"
#: What the system says -> what is wrong, and what to do.
REASONS = {
    errno.ENOSPC: ("no hay espacio en el disco", f"libere espacio {_AGAIN}"),
    errno.EDQUOT: ("se acabó la cuota de disco", f"libere espacio {_AGAIN}"),
    errno.EROFS: ("el disco es de solo lectura", f"elija otra carpeta {_AGAIN}"),
    errno.EACCES: ("no hay permiso", f"pida el permiso o elija otra carpeta {_AGAIN}"),
    errno.EPERM: ("no hay permiso", f"pida el permiso o elija otra carpeta {_AGAIN}"),
    errno.ENOTDIR: ("hay un archivo donde debería haber una carpeta", f"cambie el nombre {_AGAIN}"),
    errno.EEXIST: ("hay un archivo donde debería haber una carpeta", f"cambie el nombre {_AGAIN}"),
    errno.EISDIR: ("es una carpeta y no un archivo", "indique un archivo"),
    errno.ENOENT: ("no existe", "revise el nombre"),
    errno.ENAMETOOLONG: ("el nombre es demasiado largo", f"elija una ruta más corta {_AGAIN}"),
    errno.EMFILE: ("hay demasiados archivos abiertos", f"cierre otros programas {_AGAIN}"),
    errno.EIO: ("el disco falló", f"revise el disco {_AGAIN}"),
}
#: What SQLite calls the same, by the word after its name.
_OF_A_BOOK = {
    "FULL": errno.ENOSPC,
    "READONLY": errno.EROFS,
    "CANTOPEN": errno.EACCES,
    "IOERR": errno.EIO,
}
OTHER = ("el sistema no lo permitió", f"revise la carpeta {_AGAIN}")


def explain(error: OSError) -> ConfigError:
    """Word an error of the system; the place is what it concerned, as seen from here."""
    code = error.errno or 0
    problem, hint = REASONS.get(code, OTHER)
    if code not in REASONS:
        problem = f"{problem} ({errno.errorcode.get(code, type(error).__name__)})"
    return ConfigError(_place(error.filename), problem, hint=hint)


def of_a_book(error: Exception) -> OSError | None:
    """Take as the system's what SQLite says of the disk; None for any other error."""
    words = str(getattr(error, "sqlite_errorname", "")).split("_")
    code = _OF_A_BOOK.get(words[1]) if len(words) > 1 else None
    return OSError(code, str(error)) if code else None


def _place(name: object) -> str:
    if not isinstance(name, str | bytes | os.PathLike):
        return "disco"
    path = Path(os.fsdecode(name))
    here = Path.cwd()
    return f"'{path.relative_to(here) if path.is_relative_to(here) else path}'"
