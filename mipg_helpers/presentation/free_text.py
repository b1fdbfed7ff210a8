"""Texts that leaders typed, as a report may show them.

A report never shows data of persons, the disk of somebody's computer, or an address that runs
something: those are replaced by a word in brackets, and a finding says where they stand.
"""

from __future__ import annotations

import re
import unicodedata

from mipg_helpers.presentation import narrative
from mipg_helpers.reference.personal import hide_in_text

OWN_DISK, UNSAFE, PROGRAM = "(ruta de un equipo)", "(enlace inseguro)", "(texto de un programa)"
#: Where a cell holds nothing a reader could use.
NO_TEXT = "sin texto"

_UNSAFE = re.compile(r"\b(?:javascript|vbscript|data|file|blob)\s*:\S*|file://\S*", re.IGNORECASE)
_DISK = re.compile(
    r"\b[a-z]:\\\S*|\\\\[\w.$-]+\\\S*"
    r"|(?<![\w/:.])/(?:home|root|tmp|users|mnt|media|opt|srv|usr|var|private|work)/\S+",
    re.IGNORECASE,
)
_RUNS = re.compile(r"\b(?:javascript|vbscript)\s*:\S*|file://\S*", re.IGNORECASE)
# Marks of programs, which stop a page before it leaves (see `reporting.checks`).
_PROGRAM = re.compile(
    r"\b(In|Out)\s?\[[\d\s*]*\]|Traceback \(most recent call last\)|url\(|@import\b"
    r"|No description has been provided for this image|lang=[\"']en\b|(?<!\S)on\w+\s*=",
    re.IGNORECASE,
)


def harmless(text: str) -> str:
    r"""Write a typed text on one line, without personal data, own disks or unsafe addresses.

    Examples
    --------
    >>> harmless("Ver javascript:alert(1) o\nC:\\Users\\x\\acta.pdf")
    'Ver (enlace inseguro) o (ruta de un equipo)'
    """
    before, line = "", " ".join("".join(c if c.isprintable() else " " for c in text).split())
    while line != before:  # what is left may join into another one
        before, line = line, hide_in_text(line)
        for pattern, instead in ((_UNSAFE, UNSAFE), (_DISK, OWN_DISK), (_PROGRAM, PROGRAM)):
            line = pattern.sub(instead, line)
        line = " ".join(line.split())
    return line


def inert(text: str) -> str:
    r"""Write a text of the data as it stands, but for what would stop a page before it leaves.

    Official texts keep every other word and line break; "Big data: usos" is no address.

    Examples
    --------
    >>> inert("Publique el acta de C:\\Users\\x en la web, no en file:///x")
    'Publique el acta de (ruta de un equipo) en la web, no en (enlace inseguro)'
    """
    if not text.isascii():  # what nobody sees must not hide a word from us
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    for pattern, instead in ((_RUNS, UNSAFE), (_DISK, OWN_DISK), (_PROGRAM, PROGRAM)):
        text = pattern.sub(instead, text)
    return text


def start_of(text: str, most: int) -> str:
    """Quote enough of a typed text to recognise it."""
    return narrative.excerpt(harmless(text), most) or NO_TEXT
