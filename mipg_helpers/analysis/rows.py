"""How the analysis takes rows out of the tidy tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from mipg_helpers.analysis.profile import Source

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

#: A row of a tidy table, its cells as attributes; pandas has no public type for it.
Row: TypeAlias = Any


def rows_of(table: pd.DataFrame) -> list[Row]:
    """List the rows of a table in its order."""
    return list(table.itertuples(index=False))


def holds(table: pd.DataFrame, column: str, value: object) -> np.ndarray:
    """Mark the rows whose `column` holds `value`, by position."""
    # A copy, because the frame's own buffer is read-only and callers combine marks.
    return (table[column] == value).to_numpy(dtype=bool, copy=True)


def rows_about(table: pd.DataFrame, entidad_id: str, vigencia: int | None = None) -> pd.DataFrame:
    """Select the rows of one entidad, in one vigencia or in all."""
    mine = holds(table, "entidad_id", entidad_id)
    if vigencia is not None:
        mine &= holds(table, "vigencia", vigencia)
    return table[mine]


def source_of(row: Row) -> Source:
    """Read the provenance columns of a row; tables of whole rows have no column letter."""
    return Source(
        str(row.fuente_archivo),
        str(row.fuente_hoja),
        int(row.fuente_fila),
        str(getattr(row, "fuente_columna", "")),
        str(row.fuente_sha256),
    )
