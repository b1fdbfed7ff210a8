"""What the documents that leaders add say of persons, inside and in their properties.

Texts, tables and office documents are read; PDF and pictures cannot be, and are published as
their leader gave them.
"""

from __future__ import annotations

import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING

from mipg_helpers.site.privacy import NAME, find_held
from mipg_helpers.sources.personal_data import personal_kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mipg_helpers.site.privacy import Rules

PLAIN = frozenset({".txt", ".csv"})
OFFICE = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})
#: Parts with texts; the sheets themselves hold numbers, whose digits look like anything.
_TEXTS = re.compile(
    r"docProps/.*\.xml|word/.*\.xml|xl/(?:sharedStrings|comments.*)\.xml"
    r"|ppt/(?:slides|notesSlides|comments)/.*\.xml|content\.xml|meta\.xml"
)
_AUTHORS = re.compile(
    r"<(dc:creator|cp:lastModifiedBy|meta:initial-creator)\b[^>]*>([^<]+)<", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
#: More than this in one part is no document that a person wrote.
MOST_PART_BYTES = 30_000_000
UNREADABLE = "un contenido que no se puede revisar"


def held_in_document(path: Path, rules: Rules) -> str:
    """Say what kind of datum keeps a document from being published; "" when none was found."""
    suffix = path.suffix.lower()
    if rules.interna or suffix not in PLAIN | OFFICE:
        return ""
    if suffix in PLAIN:
        return find_held(path.read_bytes().decode("utf-8", "replace"), rules)
    try:
        return next((kind for part in _parts(path) if (kind := _kind(part, rules))), "")
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        return UNREADABLE


def _parts(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as file:
        for entry in file.infolist():
            if not _TEXTS.fullmatch(entry.filename):
                continue
            if entry.file_size > MOST_PART_BYTES:
                raise ValueError(entry.filename)
            with file.open(entry) as part:
                yield part.read(MOST_PART_BYTES).decode("utf-8", "replace")


def _kind(part: str, rules: Rules) -> str:
    authors = (unescape(found[2]) for found in _AUTHORS.finditer(part))
    if any(personal_kind(author) == NAME for author in authors):
        return f"{NAME} en las propiedades"
    return find_held(unescape(_TAG.sub(" ", part)), rules)
