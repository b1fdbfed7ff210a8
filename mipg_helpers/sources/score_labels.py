"""Resolve the label of a score whose level may not be known: IDI, dimension, politica, index.

"Talento Humano" is a dimension and a politica, "Gestión del Conocimiento" even an index: a
name alone is accepted only when a single level has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import fold
from mipg_helpers.reference.names import AMBIGUOUS, UNKNOWN, LabelError
from mipg_helpers.reference.suggest import did_you_mean
from mipg_helpers.sources.cleaning import cell_text, missing_reason, one_line
from mipg_helpers.sources.measures import classify_label

if TYPE_CHECKING:
    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.measures import Measure

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
        cells = self.table.sheet.cells[row]
        text = cell_text(cells[position]) if position < len(cells) else ""
        return "" if missing_reason(text) else one_line(text)


def resolve_score(label: str, level: str, vigencia: int, catalog: Catalog) -> Measure:
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
    found = [
        measure
        for measure in classify_label(label, vigencia, catalog)
        if level in ("", measure.nivel)
    ]
    if not found:
        raise LabelError(
            UNKNOWN,
            f"no se reconoce «{label}» en la vigencia {vigencia}",
            hint=did_you_mean(label, _names(level, vigencia, catalog)),
        )
    if len(found) > 1:
        levels = " y ".join(measure.nivel for measure in found)
        problem = f"«{label}» nombra a la vez {levels}"
        raise LabelError(AMBIGUOUS, problem, hint="indique el nivel o el código")
    return found[0]


def _names(level: str, vigencia: int, catalog: Catalog) -> list[str]:
    names = {
        "dimension": [item.nombre for item in catalog.dimensiones(vigencia)],
        "politica": [item.nombre for item in catalog.politicas(vigencia)],
        "indice": [item.nombre for item in catalog.indices(vigencia)],
    }
    return names.get(level) or [name for some in names.values() for name in some]


def _rank(label: str, order: tuple[str, ...]) -> int:
    return order.index(label) if label in order else 0
