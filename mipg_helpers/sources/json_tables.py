"""Read a JSON list of records as a sheet, so that its content passes the reader of its kind.

Only a flat list is read: one object per row, with texts, numbers, yes or no, and lists of texts
("opciones"), which become one column per place as in the workbook.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.model import Sheet
from mipg_helpers.sources.workbook import file_sha256

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MAX_JSON_BYTES = 50_000_000
MAX_RECORDS = 20_000
#: Longest list in one record; each place becomes a column.
MAX_ITEMS = 90
_SCALARS = (str, int, float, bool, type(None))


def read_json_table(path: Path) -> Sheet:
    """Read a JSON file into one sheet: the keys are the header, in Excel row 1.

    Raises
    ------
    SourceFileError
        If it is no JSON in UTF-8, or no list of flat objects, or too large.
    """
    records = _records(path)
    widths: dict[str, int] = {}
    for record in records:
        for key, value in record.items():
            widths[key] = max(widths.get(key, 0), _width(value))
    header: list[object] = [name for key, width in widths.items() for name in _names(key, width)]
    rows = [
        [item for key, width in widths.items() for item in _spread(record.get(key), width)]
        for record in records
    ]
    return Sheet(path.name, file_sha256(path), "", [header, *rows])


def _records(path: Path) -> Sequence[Mapping[str, object]]:
    if path.stat().st_size > MAX_JSON_BYTES:
        raise _refused(path, "el archivo es demasiado grande para una tabla en JSON")
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise _refused(path, "el archivo no es un JSON válido en UTF-8") from None
    if not isinstance(content, list) or not content or len(content) > MAX_RECORDS:
        raise _refused(path, "el JSON no es una lista de registros")
    for number, record in enumerate(content, start=1):
        if not isinstance(record, dict) or not all(map(_is_flat, record.values())):
            raise _refused(path, f"el registro {number} no es un objeto plano")
    return content


def _is_flat(value: object) -> bool:
    items = value if isinstance(value, list) else [value]
    return len(items) <= MAX_ITEMS and all(isinstance(item, _SCALARS) for item in items)


def _width(value: object) -> int:
    """Count the columns of a value; a list gets one to spare, for JSON cuts no list short."""
    return len(value) + 1 if isinstance(value, list) else 1


def _names(key: str, width: int) -> list[str]:
    name = "Opción" if key.lower() == "opciones" else key
    return [key] if width == 1 else [f"{name} {place}" for place in range(1, width + 1)]


def _spread(value: object, width: int) -> list[object]:
    items = value if isinstance(value, list) else [value]
    return [*items, *[None] * (width - len(items))]


def _refused(path: Path, problem: str) -> SourceFileError:
    return SourceFileError(
        f"«{path.name}»",
        problem,
        "una lista de objetos como {codigo, texto, tipo, opciones}",
        "guarde la tabla como libro de Excel o revise el JSON",
    )
