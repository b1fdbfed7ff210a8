"""The one normaliser of labels: what makes two spellings of a header or a name equal.

All loaders compare labels through `normalise_label` and show them as they were found.
Nothing here knows a politica, a vigencia or a file.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Marks that word processors and PDF exports leave inside words; they carry no meaning.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# Hyphens of every kind become one; the dashes – and — are separators and stay.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011"), "-")
_FOOTNOTES = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹†‡"))
_QUOTES = dict.fromkeys(map(ord, "\"'«»“”‘’´`"))
_LIST_MARKS = str.maketrans({"_": " ", ",": " ", ";": " "})

# A word broken at the end of a line: "Direcciona- miento", "Ejecu-tado".
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\s*(?=[^\W\d_])")
_PREFIX = re.compile(
    r"^(?:indice de la politica de|politica de|indice de|indice|dimension de|dimension)\s+(?=\S)"
)
_EDGE = " \t.:*-–—"
_CODE = re.compile(
    r"^\s*(pol[ií]tica|pol|p|dimensi[oó]n|d|[ií]ndice|i)[\s.-]*0*(\d{1,3})(?![^\W_])(.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LIST_NUMBER = re.compile(r"^[\s(]*0*(\d{1,3})(?:[.)]\d{1,3})*(?![^\W_])(.*)$", re.DOTALL)
_CODE_PREFIXES = {"politica": "POL", "dimension": "D", "indice": "I"}
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Drop case, accents and repeated spaces: ``"  Nación  – MIPG"`` -> ``"nacion – mipg"``."""
    plain = unicodedata.normalize("NFKD", text.translate(_INVISIBLE))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(bare.lower().split())


def slug(text: str) -> str:
    """Write a text as an identifier: ``"Alcaldía de Chita"`` -> ``"alcaldia-de-chita"``."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


@lru_cache(maxsize=8192)  # the same few labels come back in every row of a file
def normalise_label(text: str) -> str:
    r"""Reduce a header or a name to the form in which labels are compared.

    Line breaks, non-breaking and repeated spaces become one space; words broken by a
    hyphen are joined again; case, accents, footnote marks, quotes, commas and underscores
    go; so do the prefixes "Política de", "Índice de", "Índice", "Dimensión de" and
    "Dimensión" when something follows them. The result is for comparing, never for showing.

    Examples
    --------
    >>> normalise_label("D2 Direcciona-\nmiento  Estratégico")
    'd2 direccionamiento estrategico'
    >>> normalise_label("Índice de Gobierno Digital⁴")
    'gobierno digital'
    """
    marked = text.translate(_FOOTNOTES).translate(_QUOTES).translate(_HYPHENS)
    folded = fold(marked.translate(_LIST_MARKS))
    return _without_prefix(_BROKEN_WORD.sub("", folded).strip(_EDGE))


class LabelParts(NamedTuple):
    """A label taken apart: ``"POL07 Índice de Gobierno Digital"`` -> ``("POL", 7, "Índice …")``.

    `prefijo` is "" for a bare or leading list number; `numero` is None without a number.
    """

    prefijo: str
    numero: int | None
    nombre: str

    @property
    def codigo(self) -> str:
        """Write the code as the catalog does: "POL07", "I23", "D3"; "" without a prefix."""
        if not self.prefijo or self.numero is None:
            return ""
        digits = 1 if self.prefijo == "D" else 2
        return f"{self.prefijo}{self.numero:0{digits}d}"


def split_label(text: str) -> LabelParts:
    """Take the leading code or list number of a label apart from its name.

    Examples
    --------
    >>> split_label("i23 Implementación Lineamientos de Política").codigo
    'I23'
    >>> split_label("2. Integridad")
    LabelParts(prefijo='', numero=2, nombre='Integridad')
    """
    plain = unicodedata.normalize("NFC", text)
    if code := _CODE.match(plain):
        word = fold(code[1])
        prefix = _CODE_PREFIXES.get(word, word.upper())
        return LabelParts(prefix, int(code[2]), _clean_name(code[3]))
    if number := _LIST_NUMBER.match(plain):
        return LabelParts("", int(number[1]), _clean_name(number[2]))
    return LabelParts("", None, plain.strip())


def _clean_name(text: str) -> str:
    return text.strip().lstrip(".):-–—°").strip()


def _without_prefix(label: str) -> str:
    shorter = _PREFIX.sub("", label).lstrip(_EDGE)
    return label if shorter == label else _without_prefix(shorter)
