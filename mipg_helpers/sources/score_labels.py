"""Resolve the label of a score whose level may not be known: IDI, dimension, politica, index.

"Talento Humano" is a dimension and a politica, "Gestión del Conocimiento" even an index: a
name alone is accepted only when a single level has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.reference import IDI, IDI_NAME
from mipg_helpers.reference.labels import fold, normalise_label, split_label
from mipg_helpers.reference.names import AMBIGUOUS, UNKNOWN, LabelError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table

#: How a level is called in a column of levels, in a header or at the beginning of a name.
_LEVEL_WORDS = {
    "idi": "idi",
    "dimension": "dimension",
    "dimensiones": "dimension",
    "politica": "politica",
    "politicas": "politica",
    "indice": "indice",
    "subindice": "indice",
}
_CODE_LEVELS = {"POL": "politica", "I": "indice", "D": "dimension"}
_LEVELS = ("dimension", "politica", "indice")


@dataclass(frozen=True, slots=True)
class ScoreName:
    nivel: str
    indice: str


class LabelCells:
    """The cells that name the score of each row: code, name, and what tells the level.

    A table may have one column for any level or one per level; the most specific cell that
    is not blank names the row.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        keys = {key for column in table.layout if column.campo == "indice" for key in column.claves}
        self._places = {
            label: position
            for position, label in reversed(list(enumerate(table.header.labels)))
            if label in keys
        }

    def read(self, row: int) -> str:
        """Give code and name of a row as one label; "" when it has neither."""
        name = self._named(row)[1]
        return " ".join(filter(None, (self.table.text(row, "codigo"), name)))

    def level(self, row: int) -> str:
        """Give the level that the row states, "" when it states none."""
        stated = _LEVEL_WORDS.get(fold(self.table.text(row, "nivel")), "")
        if stated:
            return stated
        header = _LEVEL_WORDS.get(self._named(row)[0], "")
        # A column headed "Índice" holds names of every level in the template.
        return "" if header == "indice" else header

    def _named(self, row: int) -> tuple[str, str]:
        order = ("indice", "politica", "politicas", "dimension", "dimensiones")
        ranked = sorted(self._places, key=lambda label: (label not in order, _rank(label, order)))
        for label in ranked:
            text = self._text(row, self._places[label])
            if text:
                return label, text
        return "", ""

    def _text(self, row: int, position: int) -> str:
        from mipg_helpers.sources.cleaning import cell_text, missing_reason, one_line

        cells = self.table.sheet.cells[row]
        text = cell_text(cells[position]) if position < len(cells) else ""
        return "" if missing_reason(text) else one_line(text)


def resolve_score(label: str, level: str, vigencia: int, catalog: Catalog) -> ScoreName:
    """Find the index that a label names.

    Parameters
    ----------
    label
        Code, name or both.
    level
        ``idi``, ``dimension``, ``politica`` or ``indice`` where the file states it, else "".

    Raises
    ------
    LabelError
        If no level has it, more than one has, or code and name disagree.
    """
    parts = split_label(label)
    if level == IDI or normalise_label(label) in {IDI, normalise_label(IDI_NAME)} | {
        normalise_label(f"{IDI} {IDI_NAME}")
    }:
        return ScoreName(IDI, IDI)
    level = level or _CODE_LEVELS.get(parts.prefijo, "") or _first_word_level(label)
    if level:
        return _RESOLVERS[level](label, vigencia, catalog)
    found = []
    for candidate in _LEVELS:
        try:
            found.append(_RESOLVERS[candidate](label, vigencia, catalog))
        except LabelError as error:
            unknown = error
    if not found:
        raise unknown
    if len(found) > 1:
        levels = " y ".join(name.nivel for name in found)
        raise LabelError(
            AMBIGUOUS,
            f"«{label}» nombra a la vez {levels}",
            hint="indique el nivel o el código",
        )
    return found[0]


def _dimension(label: str, vigencia: int, catalog: Catalog) -> ScoreName:
    dimension = catalog.resolve_dimension(label, vigencia)
    indices = {info.dimension: info.indice for info in catalog.dimensiones(vigencia)}
    return ScoreName("dimension", indices[dimension])


def _politica(label: str, vigencia: int, catalog: Catalog) -> ScoreName:
    return ScoreName("politica", catalog.resolve_politica(label, vigencia))


def _indice(label: str, vigencia: int, catalog: Catalog) -> ScoreName:
    parts = split_label(label)
    info = catalog.resolve_indice(parts.codigo, parts.nombre, vigencia)
    if info is None:
        raise LabelError(UNKNOWN, f"no se reconoce el índice «{label}» en la vigencia {vigencia}")
    return ScoreName("indice", info.indice)


_RESOLVERS: dict[str, Callable[[str, int, Catalog], ScoreName]] = {
    "dimension": _dimension,
    "politica": _politica,
    "indice": _indice,
}


def _first_word_level(label: str) -> str:
    word = fold(label).partition(" ")[0]
    # "Índice de Gobierno Digital" is how files call a politica: that word tells nothing.
    return _LEVEL_WORDS.get(word, "") if word in {"dimension", "politica"} else ""


def _rank(label: str, order: tuple[str, ...]) -> int:
    return order.index(label) if label in order else 0
