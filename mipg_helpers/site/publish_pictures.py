"""What a picture says of itself: who took it and where. What it shows cannot be read."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.Image import Exif
    from PIL.ImageFile import ImageFile

#: Places in the properties that cameras and programs write (Exif 2.32, IPTC-IIM 4.2).
GPS, DETAILS = 0x8825, 0x8769
AUTHORS = (0x013B, 0x9C9D)  # Artist, XPAuthor
TEXTS = (0x010E, 0x8298, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F)  # description, rights, title, comment…
OWNER, COMMENT, BY_LINE = 0xA430, 0x9286, (2, 80)
#: Texts that a PNG or JPEG keeps by name; others are dates and numbers of programs.
NAMED = frozenset({"title", "description", "comment", "copyright", "disclaimer"})
_CREATORS = re.compile(r"<dc:creator>(.*?)</dc:creator>", re.DOTALL)
_DESCRIBED = re.compile(r"<dc:(title|description|subject|rights)>(.*?)</dc:\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_PLACE = re.compile(r"exif:GPSL(?:atitude|ongitude)")


@dataclass(frozen=True, slots=True)
class PictureProperties:
    """Who made a picture, what else is written in it, and whether it says where."""

    authors: tuple[str, ...]
    texts: tuple[str, ...]
    has_place: bool


def read_picture(path: Path) -> PictureProperties:
    """Read the properties of a PNG or JPEG; its points are never decoded.

    Raises
    ------
    ValueError
        If it is no picture, or one so large that nobody should be sent it.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of a picture that is suspiciously large
            with Image.open(path, formats=("PNG", "JPEG")) as picture:
                return _properties(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, KeyError, TypeError, Warning) as error:
        raise ValueError(str(error)) from None


def _properties(picture: ImageFile) -> PictureProperties:
    from PIL.IptcImagePlugin import getiptcinfo

    exif = picture.getexif()
    details = exif.get_ifd(DETAILS)
    packet = _packet(picture)
    said = getiptcinfo(picture) or {}
    authors = [*_values(exif, *AUTHORS), _text(details.get(OWNER)), _text(said.get(BY_LINE))]
    authors += [_TAG.sub(" ", unescape(found)) for found in _CREATORS.findall(packet)]
    kept = {str(name).lower(): _text(value) for name, value in picture.info.items()}
    authors.append(kept.get("author", ""))
    texts = [*_values(exif, *TEXTS), _text(details.get(COMMENT))]
    texts += [_TAG.sub(" ", unescape(text)) for _, text in _DESCRIBED.findall(packet)]
    texts += [kept[name] for name in sorted(NAMED & kept.keys())]
    return PictureProperties(
        authors=tuple(" ".join(author.split()) for author in authors if author.strip()),
        texts=tuple(text for text in texts if text.strip()),
        has_place=bool(exif.get_ifd(GPS)) or bool(_PLACE.search(packet)),
    )


def _packet(picture: ImageFile) -> str:
    """Give the XMP of a picture, where PNG and JPEG keep it."""
    found = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or ""
    return _text(found)


def _values(exif: Exif, *places: int) -> Iterator[str]:
    return (_text(exif.get(place)) for place in places)


def _text(value: object) -> str:
    """Read a value as text: Windows keeps its own in UTF-16, others UTF-8 where ASCII is meant."""
    if isinstance(value, list | tuple):
        return " ".join(_text(item) for item in value)
    if isinstance(value, bytes):
        wide = value[1::2].count(0) > len(value) // 4
        value = value.decode("utf-16-le" if wide else "utf-8", "replace")
    text = "" if value is None else str(value).replace("\0", " ")
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
