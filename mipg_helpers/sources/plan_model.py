"""The types that every reader of plans shares: a mapping of columns, a row, a parsed plan.

Nothing here opens a file. Which column holds which field is said in a `PlanMapping`: exact
matches are certain, likeness only proposes, and a person confirms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mipg_helpers.reference.plan_cells import Cells
    from mipg_helpers.sources.model import Finding

How = Literal["exacta", "propuesta", "confirmada", "sin campo"]


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of a file and the field of the plan that it holds.

    `columna` is the letter as Excel shows it and `vez` tells repeated headers apart by their
    order (1 for the first). `campo` is a column of the plan or one of the reader (`id_propio`,
    `numero`, `corte`: the day of the follow-up of the row); with `como` "sin campo" it is "",
    "sin_campo" (known and kept aside) or "dato_personal" (never read). `corte` is ISO text for
    fields with one value per cut-off. `puntaje` is the likeness, 0 to 100.
    """

    columna: str
    encabezado: str
    campo: str
    como: How
    puntaje: float = 100.0
    corte: str = ""
    vez: int = 1

    @property
    def is_read(self) -> bool:
        """Tell whether the column is read into its field; proposals are not until confirmed."""
        return bool(self.campo) and self.como in {"exacta", "confirmada"}


@dataclass(frozen=True, slots=True)
class PlanMapping:
    """Which column of a file holds which field, for every column with a header, in file order."""

    columns: tuple[MappedColumn, ...]

    @property
    def is_settled(self) -> bool:
        """Tell whether no column still waits for somebody to confirm a proposal."""
        return not any(column.como == "propuesta" for column in self.columns)

    def of(self, campo: str) -> tuple[MappedColumn, ...]:
        """List the columns that hold a field; proposals do not count until confirmed."""
        return tuple(column for column in self.used() if column.campo == campo)

    def used(self) -> Iterator[MappedColumn]:
        """Give the columns that are read into fields."""
        return (column for column in self.columns if column.is_read)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action as read from one row.

    Parameters
    ----------
    fila
        Row as Excel shows it.
    cells
        Canonical text by address; every address bears the id of this action.
    columns
        The column, by its letter, from which each cell was read; several letters joined by "+".
    extra
        Text as read, by header, of columns without field and of cells that could not be
        interpreted: nothing that was read is lost.
    hoja
        Sheet of the row, where the plan stands on several; "" otherwise.
    """

    fila: int
    accion_id: str
    cells: Cells
    columns: Cells
    extra: dict[str, str]
    hoja: str = ""


@dataclass(slots=True)
class ParsedPlan:
    """What a plan of the entidad gave. `decisions` says in Spanish how doubtful columns were read.

    A plan that must be refused is an exception; `ok` tells whether nothing was left out.
    """

    archivo: str
    sha256: str
    hoja: str
    rows: tuple[PlanRow, ...]
    mapping: PlanMapping
    decisions: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Tell whether every value was read: no finding of severity ``error``."""
        return not any(finding.gravedad == "error" for finding in self.findings)

    @property
    def cells(self) -> Cells:
        """Gather the cells of all rows."""
        return {key: value for row in self.rows for key, value in row.cells.items()}
