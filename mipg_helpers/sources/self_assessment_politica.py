"""Which politica a self-assessment workbook is about: its title, its sheet or its file says it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.reference.names import LabelError
from mipg_helpers.sources.findings import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Sheet
    from mipg_helpers.sources.preamble import Preamble

#: A title is a heading, not a paragraph: more words are not looked at.
MAX_WORDS = 25

_WORD = re.compile(r"[^\W_]+")


def find_politica(sheet: Sheet, preamble: Preamble, catalog: Catalog, vigencia: int) -> str:
    """Name the politica of a workbook.

    Raises
    ------
    SourceFileError
        If title, sheet and file name no politica, or name different ones.
    """
    places = {
        "el título": preamble.texts,
        "la hoja": (sheet.hoja,),
        "el nombre del archivo": (PurePath(sheet.archivo).stem,),
    }
    named = {
        place: found
        for place, texts in places.items()
        if (found := _named_in(texts, catalog, vigencia))
    }
    politicas = {politica for found in named.values() for politica in found}
    if len(politicas) == 1:
        return politicas.pop()
    if not politicas:
        raise SourceFileError(
            place_of(sheet),
            "no se reconoce de qué política es el autodiagnóstico",
            "el nombre de la política en el título, en la hoja o en el nombre del archivo",
            "ponga el nombre de la política al archivo, por ejemplo "
            "«autodiagnostico_gobierno_digital.xlsx»",
        )
    said = "; ".join(f"{place} dice {' y '.join(sorted(names))}" for place, names in named.items())
    raise SourceFileError(
        place_of(sheet),
        f"el archivo nombra políticas distintas: {said}",
        "una sola política por libro",
        "corrija el título o el nombre del archivo",
    )


def _named_in(texts: Iterable[str], catalog: Catalog, vigencia: int) -> set[str]:
    """Find the politicas that texts name; of names inside one another the longest counts."""
    return {politica for text in texts if (politica := _longest_name(text, catalog, vigencia))}


def _longest_name(text: str, catalog: Catalog, vigencia: int) -> str:
    for candidate in _candidates(text):
        try:
            return catalog.resolve_politica(candidate, vigencia)
        except LabelError:
            continue
    return ""


def _candidates(text: str) -> Iterator[str]:
    """Give every run of words of a heading, the longest first; a bare number is no name."""
    words = _WORD.findall(text)[:MAX_WORDS]
    for length in range(min(len(words), 12), 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if not any(word.isdecimal() for word in run):
                yield " ".join(run)
