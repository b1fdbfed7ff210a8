"""What a PDF of somebody else says of itself: properties, notes, links. Its pages are not read.

No library of ours gives the text of any PDF whatever, so nothing here speaks of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pikepdf

#: Notes and links looked at; a file with more was not made by a person.
MOST_NOTES = 20_000
#: Properties whose digits are dates, and names of programs.
BY_PROGRAMS = frozenset({"/CreationDate", "/ModDate", "/Producer", "/Creator", "/Trapped"})
DESCRIBED = ("dc:title", "dc:description", "dc:subject", "dc:rights")


@dataclass(frozen=True, slots=True)
class PdfProperties:
    """Who made a file, and every text that is not on its pages.

    `has_files`: others are packed inside it.
    """

    authors: tuple[str, ...]
    texts: tuple[str, ...]
    has_files: bool


def read_properties(path: Path) -> PdfProperties | None:
    """Read them; None where the extra ``report`` is not installed.

    Raises
    ------
    ValueError
        If the file cannot be opened: damaged, or closed with a password.
    """
    try:
        import pikepdf
    except ImportError:
        return None
    try:
        with pikepdf.open(path) as pdf:
            return _properties(pdf)
    except pikepdf.PasswordError:
        raise ValueError("password") from None
    except (pikepdf.PdfError, OSError, TypeError, AttributeError, KeyError, RuntimeError) as error:
        raise ValueError(str(error)) from None


def _properties(pdf: pikepdf.Pdf) -> PdfProperties:
    info = {str(name): str(value) for name, value in pdf.docinfo.items()}
    written = [value for name, value in info.items() if name not in BY_PROGRAMS]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        stated: Any = metadata.get("dc:creator") or []
        creators = [stated] if isinstance(stated, str) else list(stated)
        described = [str(metadata[name]) for name in DESCRIBED if name in metadata]
    authors = [info.get("/Author", ""), *map(str, creators)]
    notes = list(_notes(pdf))
    return PdfProperties(
        authors=tuple(author for author in authors if author.strip()),
        texts=(*written, *described, *notes),
        has_files=len(pdf.attachments) > 0,
    )


def _notes(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Give the words of notes, who wrote them, and where links lead."""
    n_seen = 0
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            n_seen += 1
            if n_seen > MOST_NOTES:
                raise ValueError("too many notes")
            yield from (str(note[key]) for key in ("/Contents", "/T") if key in note)
            if "/A" in note and "/URI" in note["/A"]:
                yield str(note["/A"]["/URI"])
