"""The file of a deck: what it says of itself, and bytes that depend on the deck alone.

The empty deck that the library brings names its maker and holds a picture and the settings of a
printer; the sheet inside a chart notes the moment it was made. None of that leaves.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from mipg_helpers.packages.slides_text import LANGUAGE, speak
from mipg_helpers.packages.zips import unzipped, zip_bytes

if TYPE_CHECKING:
    from mipg_helpers.packages.slides_model import Deck
    from mipg_helpers.packages.slides_text import Drawn

#: Parts that tell of the machine on which the empty deck was made.
_FOREIGN = re.compile(r"/(thumbnail|printerSettings)$")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_APPLICATION = re.compile(rb"<(Application|PresentationFormat|TotalTime|AppVersion)>[^<]*</\1>")
_PROPERTIES = "docProps/core.xml"


def file_bytes(shown: Drawn, deck: Deck, fecha: date) -> bytes:
    """Write a deck that names its entidad and the day of the report, and nobody else."""
    moment = datetime.combine(fecha, time())
    _describe(shown, deck, moment)
    _forget(shown)
    for part in _parts(shown):
        root = getattr(part, "_element", None)
        if root is not None:
            speak(root)
        book = getattr(part, "chart_workbook", None)
        if book is not None and book.xlsx_part is not None:
            book.update_from_xlsx_blob(_stable(book.xlsx_part.blob, moment))
    buffer = BytesIO()
    shown.save(buffer)
    return _stable(buffer.getvalue(), moment)


def _describe(shown: Drawn, deck: Deck, moment: datetime) -> None:
    properties = shown.core_properties
    properties.title, properties.subject = deck.titulo, deck.tema
    properties.author = properties.last_modified_by = deck.autor
    properties.language, properties.keywords = LANGUAGE, "MIPG; FURAG"
    properties.comments = properties.category = ""
    properties.created = properties.modified = moment
    properties.revision = 1


def _forget(shown: Drawn) -> None:
    for holder in (shown.part, shown.part.package):
        relations = holder._rels  # noqa: SLF001  the library only drops by name
        for name in [n for n, one in relations.items() if _FOREIGN.search(one.reltype)]:
            relations.pop(name)


def _parts(shown: Drawn) -> list[Drawn]:
    return list(shown.part.package.iter_parts())


def _stable(data: bytes, moment: datetime) -> bytes:
    """Pack a file of Office again: fixed times, and the day of the report as its date."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    files = [
        (name, _STAMP.sub(rb"\g<1>" + stamp + rb"\g<2>", content))
        if name == _PROPERTIES
        else (name, _APPLICATION.sub(b"", content) if name == "docProps/app.xml" else content)
        for name, content in unzipped(data)
    ]
    return zip_bytes(files)
