"""Say what marking an option of the form tells about the entidad, by the table of patterns.

The form has no column for it: "Ninguna de las anteriores" is an option like any other, spelt in
several ways. A pattern speaks of the text of an option, of the text of its pregunta or of the
type of pregunta, and is compared by whole words, without case, accents or punctuation. The first
pattern that fits decides; an option that fits none is ``positiva``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.reference.rows import Files, Row

TABLE = "opciones_clases.csv"
DEFAULT = "positiva"
CLASSES = ("positiva", "parcial", "negativa", "no_aplica", "abierta")

_SCOPES = ("opcion", "pregunta", "tipo")
_WAYS = ("igual", "empieza", "termina", "contiene")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class OptionPattern:
    """One row of the table; `patron` stands between spaces, so that it ends where a word ends."""

    ambito: str
    como: str
    patron: str
    clase: str

    def fits(self, words: str) -> bool:
        """Tell whether the pattern fits words joined by `joined_words`."""
        if self.como == "igual":
            return words == self.patron
        if self.como == "empieza":
            return words.startswith(self.patron)
        return words.endswith(self.patron) if self.como == "termina" else self.patron in words


def joined_words(text: str) -> str:
    """Reduce a text to its words, each between spaces: ``"No. ¿Cuál?"`` -> ``" no cual "``."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


def option_class(
    patterns: Sequence[OptionPattern], *, opcion: str, pregunta: str, tipo: str
) -> str:
    """Give the class of an option by the first pattern that fits it."""
    said: Mapping[str, str] = {
        "opcion": joined_words(opcion),
        "pregunta": joined_words(pregunta),
        "tipo": joined_words(tipo),
    }
    fitting = (pattern.clase for pattern in patterns if pattern.fits(said[pattern.ambito]))
    return next(fitting, DEFAULT)


def read_patterns(files: Files) -> tuple[OptionPattern, ...]:
    """Read the patterns in their order."""
    rows = files.table(TABLE, "orden ambito como patron clase fuente nota", "orden")
    return tuple(_pattern(row) for row in sorted(rows, key=lambda row: row.integer("orden")))


def _pattern(row: Row) -> OptionPattern:
    for campo, allowed in (("ambito", _SCOPES), ("como", _WAYS), ("clase", CLASSES)):
        if row[campo] not in allowed:
            raise row.error(campo, f"'{row[campo]}' no es válido", ", ".join(allowed))
    return OptionPattern(
        row["ambito"], row["como"], joined_words(row.required("patron")), row["clase"]
    )
