"""Resolve the label of a score whose level may not be known: IDI, dimension, politica, index.

"Talento Humano" is a dimension and a politica, "Gestión del Conocimiento" even an index: a
name alone is accepted only when a single level has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import fold
from mipg_helpers.reference.names import AMBIGUOUS, UNKNOWN, LabelError
from mipg_helpers.reference.suggest import did_you_mean
from mipg_helpers.sources.measures import classify_label

if TYPE_CHECKING:
    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.measures import Measure

#: How a level is called in a column of levels.
_LEVEL_WORDS = {
    "idi": "idi",
    "dimension": "dimension",
    "politica": "politica",
    "indice": "indice",
    "subindice": "indice",
}
#: Columns that name a score, the most specific first, and the level that each implies.
_NAMING = {"indice": "", "politica": "politica", "dimension": "dimension"}


def read_label(table: Table, row: int) -> tuple[str, str]:
    """Give code and name of a row as one label, and the level that the row states.

    A table may have one column for any level or one per level; the most specific cell that
    is not blank names the row. Either text is "" when nothing is said.
    """
    campo = next((name for name in _NAMING if table.text(row, name)), "indice")
    label = " ".join(filter(None, (table.text(row, "codigo"), table.text(row, campo))))
    stated = _LEVEL_WORDS.get(fold(table.text(row, "nivel")), "")
    return label, stated or _NAMING[campo]


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
