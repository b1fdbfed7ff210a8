"""Word the refusal of files that are no .xlsx workbook: what they seem to be, what to do.

A person sees a name and an icon; the first bytes and the parts inside say what the file is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.file_kinds import (
    OLE2_SIGNATURE,
    ZIP_SIGNATURE,
    describe_head,
    looks_like_text,
    read_head,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

RESAVE = "ábralo en Excel, guárdelo de nuevo como .xlsx y vuelva a intentarlo"
CHECK_FILE = "revise que sea el archivo correcto"


def check_signature(path: Path) -> None:
    """Refuse a file whose first bytes are not those of a zip package.

    Raises
    ------
    SourceFileError
        Naming what the file seems to be.
    """
    place = f"«{path.name}»"
    head = read_head(path)
    if head.startswith(ZIP_SIGNATURE):
        return
    if path.name.startswith("~$"):
        raise SourceFileError(
            place,
            "es el archivo temporal que Excel deja mientras un libro está abierto",
            hint="cierre el libro en Excel e indique el archivo sin «~$»",
        )
    if head.startswith(OLE2_SIGNATURE):
        raise _ole2_error(path, place)
    found = describe_head(head)
    hint = CHECK_FILE
    if found.startswith(("una página", "un archivo XML")):
        hint = RESAVE
    elif not found and looks_like_text(head):
        found = "un archivo de texto o CSV"
        hint = "cámbiele la extensión a .csv o guárdelo desde Excel como .xlsx"
    problem = f"no es un libro de Excel: parece {found}" if found else "no es un libro de Excel"
    raise SourceFileError(place, problem, "un libro .xlsx", hint)


def describe_package(names: Collection[str], mimetype: bytes, place: str) -> SourceFileError:
    """Word the refusal of a zip package without a workbook, by the parts it holds.

    Parameters
    ----------
    names
        Names of the parts in lower case.
    mimetype
        Content of the part ``mimetype``, where LibreOffice says what it wrote.
    place
        How the message names the file.
    """
    found, hint = "un archivo comprimido (.zip)", "descomprímalo e indique los libros que contiene"
    if "xl/workbook.bin" in names:
        found, hint = "un libro binario de Excel (.xlsb)", "guárdelo en Excel como .xlsx"
    elif mimetype:
        is_calc = b"spreadsheet" in mimetype
        found = "una hoja de LibreOffice (.ods)" if is_calc else "un documento de LibreOffice"
        hint = "guárdelo como libro de Excel (.xlsx)"
    elif "word/document.xml" in names:
        found, hint = "un documento de Word (.docx)", CHECK_FILE
    elif "ppt/presentation.xml" in names:
        found, hint = "una presentación (.pptx)", CHECK_FILE
    elif "[content_types].xml" in names:
        return SourceFileError(
            place, "el libro está incompleto: le falta «xl/workbook.xml»", hint=RESAVE
        )
    return SourceFileError(
        place, f"no es un libro de Excel: parece {found}", "un libro .xlsx", hint
    )


def _ole2_error(path: Path, place: str) -> SourceFileError:
    # Names inside the old container are UTF-16; that this one is present is enough.
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return SourceFileError(
            place,
            "el libro está protegido con contraseña de apertura",
            "un libro sin contraseña",
            "ábralo en Excel y quite la contraseña en Archivo, Información, Proteger libro",
        )
    return SourceFileError(
        place,
        "es un libro antiguo de Excel (.xls) u otro documento de Office anterior a 2007",
        "un libro .xlsx",
        "ábralo en Excel y guárdelo como libro de Excel (.xlsx)",
    )
