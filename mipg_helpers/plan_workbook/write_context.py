"""What every sheet of one workbook shares while it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.layout import ACCION, ID, N_NEW_ROWS, place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.plan_workbook.layout import Column
    from mipg_helpers.plan_workbook.model import WorkbookContent
    from mipg_helpers.plan_workbook.write_formats import Formats
    from mipg_helpers.reference import Catalog

AVISOS_WIDTH = 26
_ID_WIDTH = 10

FICTITIOUS = "DATOS FICTICIOS: entidad y plan inventados"


@dataclass(frozen=True, slots=True)
class Context:
    content: WorkbookContent
    catalog: Catalog
    columns: tuple[Column, ...]
    sheets: tuple[tuple[str, str], ...]  # (sheet name, politica)
    labels: Mapping[str, Mapping[str, str]]
    lists: Mapping[str, str]  # reference to the cells of each list, by name
    formats: Formats

    @property
    def places(self) -> tuple[int, ...]:
        """Give the 0-based place of each column."""
        return tuple(place_of(number) for number in range(len(self.columns)))

    @property
    def n_new_rows(self) -> int:
        """Give the rows that wait for a new action: only who writes actions gets them."""
        is_own = any(column.campo.campo == ACCION and column.is_writable for column in self.columns)
        return N_NEW_ROWS if is_own else 0


def width_of(column: Column) -> int:
    """Give the width of a column in characters; the id only has to be there."""
    return _ID_WIDTH if column.campo.campo == ID else column.campo.ancho
