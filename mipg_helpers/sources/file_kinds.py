"""Recognise what a file really is from its first bytes, whatever its name says.

Only used to word a refusal: a reader that meets the wrong kind of file can then say what
it met instead of quoting a technical error.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.system_errors import reason

if TYPE_CHECKING:
    from pathlib import Path

ZIP_SIGNATURE = b"PK\x03\x04"
OLE2_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: How many bytes are needed to recognise a file.
HEAD_BYTES = 4096

_SIGNATURES = (
    (b"%PDF", "un PDF"),
    (b"\x89PNG", "una imagen PNG"),
    (b"\xff\xd8\xff", "una imagen JPEG"),
    (b"GIF8", "una imagen GIF"),
    (b"PAR1", "una tabla Parquet"),
    (b"SQLite format 3", "una base de datos SQLite"),
    (b"Rar!", "un archivo comprimido RAR"),
    (b"7z\xbc\xaf", "un archivo comprimido 7z"),
    (b"\x1f\x8b", "un archivo comprimido gzip"),
    (b"{\\rtf", "un documento RTF"),
    (OLE2_SIGNATURE, "un libro antiguo de Excel (.xls) o un documento protegido"),
    (ZIP_SIGNATURE, "un libro de Excel (.xlsx) u otro archivo comprimido"),
)


def named(path: Path) -> str:
    """Give the name of a file as a text, also where a system allows names that are none."""
    return os.fsencode(path.name).decode(errors="replace")


def is_text(path: Path) -> bool:
    """Tell whether a path, its folders included, can be written down and read again."""
    return os.fsencode(path).decode(errors="replace") == str(path)


def read_head(path: Path) -> bytes:
    """Read the first bytes of a file.

    Raises
    ------
    SourceFileError
        If the file is not there, is a folder, cannot be opened or is empty, or if its path
        is no text: a record could not name it.
    """
    place = f"«{named(path)}»"
    if not is_text(path):
        raise SourceFileError(
            place,
            "su nombre o el de su carpeta tiene letras que no se pueden leer",
            hint="cambie ese nombre y repita la orden",
        )
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except FileNotFoundError:
        raise SourceFileError(
            place, "el archivo no existe", hint="revise el nombre y la carpeta"
        ) from None
    except IsADirectoryError:
        raise SourceFileError(
            place, "es una carpeta", "un archivo", "indique los archivos que contiene"
        ) from None
    except OSError as error:
        raise SourceFileError(
            place,
            f"no se puede abrir ({reason(error)})",
            hint="cierre el archivo en Excel y revise los permisos",
        ) from None
    if not head:
        raise SourceFileError(
            place, "el archivo está vacío (0 bytes)", hint="descárguelo o cópielo de nuevo"
        )
    return head


def describe_head(head: bytes) -> str:
    """Name in Spanish what a file seems to be, or ``""`` for plain text and unknown bytes."""
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:512].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<style")):
        return "una página HTML"
    if start.startswith(b"<"):
        return "una página HTML" if b"<html" in head.lower() else "un archivo XML"
    if start.startswith((b"{", b"[")):
        return "un archivo JSON"
    return ""


def looks_like_text(head: bytes) -> bool:
    """Tell whether the first bytes are text: a UTF byte-order mark, or no control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\n\r\x0c" for byte in head)
