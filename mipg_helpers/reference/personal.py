"""How data of persons look in running text: e-mails, telephones, identity numbers.

Readers use them to drop cells and reports to hide what slipped through (Ley 1581 de 2012). Names
of persons are no part of it: in running text they cannot be told from names of places.
"""

from __future__ import annotations

import re

#: Shown instead of the value.
HIDDEN = "(dato personal)"

# Each pattern looks at a text a bounded number of times, whatever stands in a cell: what is before
# the @ has a greatest length, and a run of figures is taken whole or not at all.
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+", re.IGNORECASE)
# Mobile and fixed Colombian numbers have ten digits since 2021; older fixed ones seven.
PHONE = re.compile(
    r"(?<!\d)(\+?57[\s.-]*)?(3\d{2}|60\d)[\s.-]*\d{3}[\s.-]*\d{2}[\s.-]*\d{2}(?!\d)"
    r"|\b(tel|tel[eé]fono|cel|celular|ext|extensi[oó]n)\b[\s.:]*\d{3,}",
    re.IGNORECASE,
)
DOCUMENT = re.compile(
    r"\b(c\.? ?c|c[eé]dula|documento)\b\.?[\s:#no.]*\d{5,}"
    r"|(?<![\d.])\d{1,3}(\.\d{3}){2,3}(?![\d.])|(?<!\d)\d{8,11}(?!\d)",
    re.IGNORECASE,
)
#: Kind of datum, as a reader is told.
KINDS = {
    "correo electrónico": EMAIL,
    "número de teléfono": PHONE,
    "número de documento": DOCUMENT,
}

# An amount of money has the shape of an identity number, and plans are full of both. So have
# dates without marks, in the names of files; and the long keys of addresses.
_NOT_PERSONAL = re.compile(
    r"\$\s*\d[\d.,]*|(?<![\d.,])[.,]*+\d[\d.,]*+\s*+(?:de\s++)?(?:pesos|cop|millones)\b"
    r"|(?<!\d)(?:20\d{2}[01]\d[0-3]\d|[0-3]\d[01]\d20\d{2})(?!\d)|https?://[^\s@]+",
    re.IGNORECASE,
)


def kind_in_text(text: str) -> str:
    """Say what kind of personal datum stands in a running text, in Spanish; empty when none.

    Examples
    --------
    >>> kind_in_text("Se giraron $12.500.000 y se avisó a planeacion@ejemplo.gov.co")
    'correo electrónico'
    """
    rest = _NOT_PERSONAL.sub(" ", text)
    return next((kind for kind, pattern in KINDS.items() if pattern.search(rest)), "")


def hide_in_text(text: str) -> str:
    """Write a running text without the personal data that `kind_in_text` sees.

    Examples
    --------
    >>> hide_in_text("Acta firmada por C.C. 79123456")
    'Acta firmada por (dato personal)'
    """
    pieces, end = [], 0
    for kept in _NOT_PERSONAL.finditer(text):
        pieces += [_hidden(text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*pieces, _hidden(text[end:])])


def _hidden(text: str) -> str:
    for pattern in KINDS.values():
        text = pattern.sub(HIDDEN, text)
    return text
