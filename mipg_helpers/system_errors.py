"""What the operating system refuses, in Spanish: no space, no permission, no such place.

Every layer words it here, whether it caught the error itself or got it from another process.
"""

from __future__ import annotations

import builtins
import errno
import os
import re
from contextlib import suppress
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
#: How Python writes an error of the system.
_WORDS = re.compile(r"\[Errno (?P<code>[0-9]{1,5})\] [^:]*(?:: '(?P<place>[^']+)')?")
OTHER = ("el sistema no lo permitió", f"revise la carpeta {_AGAIN}")


def told(error: Exception, who: str = "") -> str:
    """Say what went wrong: what the system refuses in Spanish, the rest with its class.

    `who` names the report or file that it concerns; it goes first.
    """
    refused = error if isinstance(error, OSError) else of_a_book(error)
    if refused is not None and _is_of_a_disk(refused):
        return str(explain(refused, who))
    words = f"{type(error).__name__}: {error}"
    return f"{who}: {words}" if who else words


def explain(error: OSError, who: str = "") -> ConfigError:
    """Word an error of the system; the place is what it concerned, as seen from here."""
    place = _place(error.filename)
    _, hint = REASONS.get(error.errno or 0, OTHER)
    return ConfigError(f"{who}, {place}" if who else place, reason(error), hint=hint)


def reason(error: OSError) -> str:
    """Say why alone, for a message that has its own place and advice."""
    code = error.errno or 0
    problem, _ = REASONS.get(code, OTHER)
    if code in REASONS:
        return problem
    return f"{problem} ({errno.errorcode.get(code, type(error).__name__)})"


def of_a_book(error: Exception) -> OSError | None:
    """Take as the system's what SQLite says of the disk; None for any other error."""
    words = str(getattr(error, "sqlite_errorname", "")).split("_")
    code = _OF_A_BOOK.get(words[1]) if len(words) > 1 else None
    return OSError(code, str(error)) if code else None


def of_words(name: str, value: str) -> OSError | None:
    """Make again an error of which only class and text came back; None if it is none of these."""
    kind, words = getattr(builtins, name, None), _WORDS.match(value)
    if not words or not isinstance(kind, type) or not issubclass(kind, OSError):
        return None
    error = OSError(int(words["code"]), value, words["place"])
    return error if _is_of_a_disk(error) else None


def _is_of_a_disk(error: OSError) -> bool:
    """Tell these from a call that took too long or a lost connection, which Python counts in."""
    return error.errno in REASONS or bool(error.filename)


def _place(name: object) -> str:
    """Name a place from here, or from the home of whoever runs this, without telling that home."""
    if not isinstance(name, str | bytes | os.PathLike):
        return "disco"
    path = Path(os.fsdecode(name))
    with suppress(OSError):  # the folder in which this runs may be gone
        if path.is_relative_to(Path.cwd()):
            return f"'{path.relative_to(Path.cwd())}'"
    with suppress(RuntimeError):  # a system may know of no home
        if path.is_relative_to(Path.home()):
            return f"'{Path('~', path.relative_to(Path.home()))}'"
    return f"'{path}'"
