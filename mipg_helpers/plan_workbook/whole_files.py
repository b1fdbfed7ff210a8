"""Write the files of the plan whole or not at all, and make every workbook with the same care."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from mipg_helpers.errors import RenderError
from mipg_helpers.system_errors import reason

#: Options of XlsxWriter for every workbook: no text is ever computed or linked.
SAFE_OPTIONS = {
    "in_memory": True,  # also gives every part of the package the same fixed time
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def replace_file(path: Path, data: bytes) -> None:
    """Write beside the place and rename, so that nobody ever sees half a file.

    Raises
    ------
    RenderError
        If it cannot be written; what was there stays, and nothing else is left.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(temporary).chmod(0o644)  # mkstemp makes files that only their owner may read
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise RenderError(
            f"«{path.name}»",
            f"no se puede escribir el archivo ({reason(error)})",
            hint="ciérrelo si está abierto en Excel y revise los permisos de la carpeta",
        ) from None
