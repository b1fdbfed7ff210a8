"""Texts that leaders typed, as a report may show them.

A report never shows data of persons, the disk of somebody's computer, or an address that runs
something: those are replaced by a word in brackets, and a finding says where they stand.
"""

from __future__ import annotations

import re

from mipg_helpers.presentation import narrative
from mipg_helpers.reference.personal import hide_in_text

OWN_DISK, UNSAFE = "(ruta de un equipo)", "(enlace inseguro)"
#: Where a cell holds nothing a reader could use.
NO_TEXT = "sin texto"

_UNSAFE = re.compile(r"\b(?:javascript|vbscript|data|file|blob)\s*:\S*|file://\S*", re.IGNORECASE)
_DISK = re.compile(
    r"\b[a-z]:\\\S*|\\\\[\w.$-]+\\\S*"
    r"|(?<![\w/:.])/(?:home|root|tmp|users|mnt|media|opt|srv|usr|var|private|work)/\S+",
    re.IGNORECASE,
)
# Marks of programs, which stop a page before it leaves (see `reporting.checks`).
_PROGRAM = re.compile(
    r"\b(In|Out)\s?\[[\d\s*]*\]|Traceback \(most recent call last\)|url\(|@import\b"
    r"|No description has been provided for this image|lang=[\"']en\b",
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
        for pattern, instead in ((_UNSAFE, UNSAFE), (_DISK, OWN_DISK), (_PROGRAM, "")):
            line = pattern.sub(instead, line)
        line = " ".join(line.split())
    return line


def start_of(text: str, most: int) -> str:
    """Quote enough of a typed text to recognise it."""
    return narrative.excerpt(harmless(text), most) or NO_TEXT
