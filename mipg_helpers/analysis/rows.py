"""How the analysis takes rows out of the tidy tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from mipg_helpers.analysis.profile import Source

if TYPE_CHECKING:
    import pandas as pd

#: A row of a tidy table, its cells as attributes; pandas has no public type for it.
Row: TypeAlias = Any


def rows_of(table: pd.DataFrame) -> list[Row]:
    """List the rows of a table in its order."""
    return list(table.itertuples(index=False))


def rows_about(table: pd.DataFrame, entidad_id: str, vigencia: int | None = None) -> pd.DataFrame:
    """Select the rows of one entidad, in one vigencia or in all."""
    mine = (table["entidad_id"] == entidad_id).to_numpy(dtype=bool)
    if vigencia is not None:
        mine &= (table["vigencia"] == vigencia).to_numpy(dtype=bool)
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
