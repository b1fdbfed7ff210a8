"""Write the workbooks of the sample so that each run gives the same bytes."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xlsxwriter.workbook import Workbook

#: Any fixed moment will do; XlsxWriter would otherwise write the present one.
_CREATED = datetime(2026, 1, 2, tzinfo=UTC)

FONT = {"font_name": "Arial", "font_size": 9}
HEADER = {**FONT, "bold": True, "text_wrap": True, "border": 1, "bg_color": "#DCE6F1"}


@contextmanager
def open_workbook(path: Path) -> Iterator[Workbook]:
    """Open a new workbook in which text is text: neither formulas nor links are made of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties(
            {
                "title": "Datos ficticios de muestra",
                "comments": "Ninguna cifra corresponde a una entidad real.",
                "created": _CREATED,
            }
        )
        yield book
