"""Cells to text, and text to the few kinds of value the tidy tables hold.

Every reader cleans through these functions, so that a blank, a code or a decimal comma
means the same in every file. Nothing here knows a file or a column: whoever calls adds the
place to the message. An empty cell is never turned into a number.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from functools import lru_cache
from typing import Literal

MissingReason = Literal["", "vacio", "no_aplica", "error_formula"]

#: What `sources.workbook` writes into a cell whose formula has no computed value.
UNCOMPUTED = "#FÓRMULA"

#: Width to which SIGEP codes are padded: numeric cells lost their zeros in Excel.
SIGEP_WIDTH = 4
#: A longer number in that column is another identifier, most often the NIT.
MAX_SIGEP_DIGITS = 6

# Spaces that look like a space but do not compare like one, and marks that do not show at all.
_SPACES = dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2002\u2003\u2007\u2009\u202f\u3000"), " ")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_CHARACTERS = _SPACES | _UNSEEN

_NOT_APPLICABLE = frozenset({"-", "–", "—", "n/a", "na", "n.a.", "n.a", "no aplica", "$ -", "$-"})
_EXCEL_ERRORS = frozenset(
    {
        "#N/A",
        "#N/D",
        "#DIV/0!",
        "#¡DIV/0!",
        "#VALUE!",
        "#¡VALOR!",
        "#REF!",
        "#¡REF!",
        "#NAME?",
        "#¿NOMBRE?",
        "#NUM!",
        "#¡NUM!",
        "#NULL!",
        "#¡NULO!",
        UNCOMPUTED,
    }
)

#: The longest official name has some 130 letters.
MOST_NAME_LETTERS = 500

_POINTS = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+")
_WHOLE = re.compile(r"[0-9]+")
_FLOAT_OF_WHOLE = re.compile(r"([0-9]+)[.,]0")


def cell_text(value: object) -> str:
    """Turn a raw cell into text: NFC, ordinary spaces, trimmed; line breaks inside are kept.

    A whole number loses the ``.0`` that spreadsheet readers add; None becomes ``""``.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.isascii() and value.isalnum() else _clean_text(value)
    if isinstance(value, bool):
        return "VERDADERO" if value else "FALSO"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else _float_text(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time.min:
        return value.date().isoformat()
    return str(value)


def one_line(text: str) -> str:
    """Collapse line breaks and repeated spaces: for names, codes and quoted values."""
    return " ".join(text.split())


def missing_reason(text: str) -> MissingReason:
    """Say why a cleaned text holds no value, or ``""`` when it does hold one."""
    if not text:
        return "vacio"
    if text.upper() in _EXCEL_ERRORS:
        return "error_formula"
    return "no_aplica" if one_line(text).lower() in _NOT_APPLICABLE else ""


def parse_points(text: str) -> float:
    """Read a score with decimal comma or point: ``"68,4"`` is 68.4, ``"68,4,1"`` is no number.

    Raises
    ------
    ValueError
        If the text is not one plain decimal number. The range is checked by the caller.
    """
    if not _POINTS.fullmatch(text):
        raise ValueError(f"not a decimal number: {text!r}")
    return float(text.replace(",", "."))


@lru_cache(maxsize=1024)
def parse_year(text: str) -> int:
    """Read a four-digit year, with or without the thousands mark of exports (``"2.021"``).

    Raises
    ------
    ValueError
        If the text is not four digits after dropping the mark.
    """
    digits = _without_thousands(text)
    if not re.fullmatch(r"[12][0-9]{3}", digits):
        raise ValueError(f"not a year: {text!r}")
    return int(digits)


def name_problem(nombre: str) -> tuple[str, str, str] | None:
    """Say what is wrong with the name of an entidad (kind, message, remedy); None when nothing is.

    Every page, document and address book repeats the name: a cell filled to its end is none.
    """
    if not nombre:
        mensaje = "la fila no tiene nombre de entidad; no se cargó"
        return "nombre faltante", mensaje, "complete el nombre de la entidad"
    if len(nombre) > MOST_NAME_LETTERS:
        mensaje = f"el nombre de la entidad tiene {len(nombre)} letras; la fila no se cargó"
        accion = f"corrija el nombre: hasta {MOST_NAME_LETTERS} letras"
        return "nombre larguísimo", mensaje, accion
    return None


def clean_sigep(text: str) -> str:
    """Read a SIGEP code as text: thousands marks dropped, padded to four digits; ``""`` stays.

    Raises
    ------
    ValueError
        If the text is not a number of at most six digits.
    """
    if not text:
        return ""
    digits = _without_thousands(text.lstrip("'"))
    if not _WHOLE.fullmatch(digits) or len(digits.lstrip("0")) > MAX_SIGEP_DIGITS:
        raise ValueError(f"not a SIGEP code: {text!r}")
    return digits.lstrip("0").rjust(SIGEP_WIDTH, "0")


def column_letter(index: int) -> str:
    """Name a 0-based column as Excel does: 0 is ``"A"``, 26 is ``"AA"``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=16384)  # names and codes come back in row after row
def _clean_text(value: str) -> str:
    # Excel escapes a carriage return inside a cell as _x000D_, and the readers leave it so.
    text = value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text.translate(_CHARACTERS)).strip()


def _float_text(value: float) -> str:
    # The words, not a float: a "NaN" typed into a file must not pass for an empty cell.
    if math.isnan(value):
        return "NaN"
    return repr(value) if math.isfinite(value) else "INF"


def _without_thousands(text: str) -> str:
    if _THOUSANDS.fullmatch(text):
        return text.replace(".", "").replace(",", "")
    whole = _FLOAT_OF_WHOLE.fullmatch(text)
    return whole[1] if whole else text
