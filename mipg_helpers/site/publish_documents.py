"""What the documents that leaders add say of persons, inside and in their properties.

Texts, tables and office documents are read whole. Of PDF and pictures only what they say of
themselves is: author, notes, links, place. Their content is not, and the operator is told so.
"""

from __future__ import annotations

import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING

from mipg_helpers.reporting.pdf_properties import read_properties
from mipg_helpers.site.privacy import NAME, find_held
from mipg_helpers.site.publish_pictures import read_picture
from mipg_helpers.sources.personal_data import personal_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from mipg_helpers.site.privacy import Rules

OWN_NAME = f"{NAME} en las propiedades"
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
PLACE = "el lugar donde se tomó la imagen, en las propiedades"
PACKED = "archivos adjuntos dentro del PDF"
#: Documents whose content nobody reads, and what is said of each that is published.
PICTURES = frozenset({".png", ".jpg"})
UNREAD = {".pdf": "texto de PDF", **dict.fromkeys(PICTURES, "imagen")}


def held_in_document(path: Path, rules: Rules) -> str:
    """Say what kind of datum keeps a document from being published; "" when none was found."""
    suffix = path.suffix.lower()
    if rules.interna:
        return ""
    try:
        if suffix in PLAIN:
            return find_held(path.read_bytes().decode("utf-8", "replace"), rules)
        if suffix in OFFICE:
            return next((kind for part in _parts(path) if (kind := _kind(part, rules))), "")
        if suffix in PICTURES:
            return _held_in_picture(path, rules)
        return _held_in_pdf(path, rules) if suffix == ".pdf" else ""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        return UNREADABLE


def unread_content(path: Path, rules: Rules) -> str:
    """Name what of a document that may be published nobody has read; "" when it was."""
    return "" if rules.interna else UNREAD.get(path.suffix.lower(), "")


def _held_in_pdf(path: Path, rules: Rules) -> str:
    found = read_properties(path)
    if found is None:
        return ""
    if found.has_files:
        return PACKED
    return _held_in_properties(found.authors, found.texts, rules)


def _held_in_picture(path: Path, rules: Rules) -> str:
    found = read_picture(path)
    return PLACE if found.has_place else _held_in_properties(found.authors, found.texts, rules)


def _held_in_properties(authors: Iterable[str], texts: Iterable[str], rules: Rules) -> str:
    authors = tuple(authors)
    if any(personal_kind(author) == NAME for author in authors):
        return OWN_NAME
    kinds = (find_held(text, rules) for text in (*authors, *texts))
    return next((f"{kind} en las propiedades" for kind in kinds if kind), "")


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
        return OWN_NAME
    return find_held(unescape(_TAG.sub(" ", part)), rules)
