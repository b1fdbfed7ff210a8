"""A row of a plan while it is read, and what every row of the plan shares."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.sources.plan_model import PlanRow

if TYPE_CHECKING:
    from mipg_helpers.sources.plan_model import PlanMapping
    from mipg_helpers.sources.unit_aliases import UnitAliases


@dataclass(frozen=True, slots=True)
class PlanContext:
    """Whose plan it is and of which year, as stated by who reads it.

    `corte` is the day stated above the table, ISO text, "" when it states none.
    """

    entidad_id: str
    vigencia_plan: int
    tipo_plan: str
    aliases: UnitAliases
    corte: str = ""


@dataclass(slots=True)
class DraftRow:
    """A row while it is read: text and column letters by (campo, corte)."""

    row: int
    own_id: str = ""
    id_letter: str = ""
    corte: str = ""
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    letters: dict[tuple[str, str], str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    def put(self, campo: str, corte: str, text: str, letter: str) -> None:
        """Add a text; below the one of another column of the same field, once if equal."""
        key = campo, corte
        before = self.texts.get(key, "")
        if text in before.split("\n"):
            return
        self.texts[key] = f"{before}\n{text}" if before else text
        self.letters[key] = f"{self.letters[key]}+{letter}" if before else letter

    def get(self, campo: str) -> str:
        return self.texts.get((campo, ""), "")


def finished(draft: DraftRow, accion_id: str) -> PlanRow:
    """Close a row, with every cell under the id of its action."""
    keys = {key: CellKey(accion_id, *key) for key in draft.texts}
    return PlanRow(
        fila=draft.row + 1,
        accion_id=accion_id,
        cells={keys[key]: text for key, text in draft.texts.items()},
        columns={keys[key]: letter for key, letter in draft.letters.items()},
        extra=draft.extra,
    )


def extra_names(mapping: PlanMapping) -> dict[str, str]:
    """Name every column by its header, repeated ones with their number, by letter."""
    times: dict[str, int] = defaultdict(int)
    names = {}
    for column in mapping.columns:
        times[column.encabezado] += 1
        n = times[column.encabezado]
        names[column.columna] = column.encabezado if n == 1 else f"{column.encabezado} ({n})"
    return names
