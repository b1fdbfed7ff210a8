"""Find the header of a plan, in one row or in two, on whichever sheet holds the plan.

The row is found by what it says, never by where it stands. Which headers mean something is
asked of a `Recognise` function, so the same search serves the known column names and those that
a person confirmed. Nothing is interpreted here beyond that.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from mipg_helpers.sources.cleaning import cell_text, column_letter, one_line
from mipg_helpers.sources.findings import finding_at
from mipg_helpers.sources.headers import HEADER_WITHIN, header_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mipg_helpers.sources.model import Finding, Severity, Sheet

    #: Gives the field of a header, "" when it is not known.
    Recognise = Callable[["HeaderColumn"], str]

#: A header row has at least so many columns; a title over the table has fewer.
MIN_COLUMNS = 3
#: The field without which there is no plan.
ACCION = "accion"

_SEPARATOR = " / "


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """One column of a table: its 0-based position and its header texts, from top to bottom."""

    position: int
    texts: tuple[str, ...]

    @property
    def letra(self) -> str:
        return column_letter(self.position)

    @property
    def encabezado(self) -> str:
        """Join the texts of a header of two rows, as it is shown and kept."""
        return _SEPARATOR.join(self.texts)

    @property
    def key(self) -> str:
        """Write the header in the form in which headers are compared."""
        return header_key(self.encabezado)


@dataclass(frozen=True)
class PlanTable:
    """The table of a plan: where its header stands, and the cells below it."""

    sheet: Sheet
    first: int  # 0-based first and last row of the header
    last: int
    columns: tuple[HeaderColumn, ...]

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Name every row below the header with a cell of its own: merged parts do not count."""
        return tuple(filter(self._has_own_cell, range(self.last + 1, len(self.sheet.cells))))

    def _has_own_cell(self, row: int) -> bool:
        return any(
            cell_text(cell) and self.merged_from(row, place) is None
            for place, cell in enumerate(self.sheet.cells[row])
        )

    def value(self, row: int, position: int) -> object:
        """Give a raw cell; a cell merged with one above gives what that one says."""
        above = self.merged_from(row, position)
        cells = self.sheet.cells[row if above is None else above]
        return cells[position] if position < len(cells) else None

    def values(self, position: int) -> list[object]:
        """Give the raw cells of a column, one per row."""
        return [self.value(row, position) for row in self.rows]

    def merged_from(self, row: int, position: int) -> int | None:
        """Name the row of the table whose merged cell covers this one, None for its own cell."""
        return self._covered.get((row, position))

    def is_wide(self, row: int, position: int) -> bool:
        """Tell whether a cell is merged with its neighbours to the right, as titles are."""
        return (row, position) in self._wide

    @cached_property
    def _wide(self) -> frozenset[tuple[int, int]]:
        return frozenset((top, left) for top, left, _, right in self.sheet.merged if right > left)

    @cached_property
    def _covered(self) -> dict[tuple[int, int], int]:
        return {
            (row, left): top
            for top, left, bottom, _ in self.sheet.merged
            if top > self.last
            for row in range(top + 1, bottom + 1)
        }

    def finding(
        self,
        tipo: str,
        mensaje: str,
        *,
        row: int | None = None,
        column: HeaderColumn | None = None,
        value: object = "",
        gravedad: Severity = "error",
        accion: str = "",
    ) -> Finding:
        """Build a finding about a row (0-based) and column of this table."""
        return finding_at(
            self.sheet,
            tipo,
            mensaje,
            row=None if row is None else row + 1,
            column=None if column is None else column.position,
            header="" if column is None else column.encabezado,
            value=value,
            gravedad=gravedad,
            accion=accion,
        )


def find_tables(sheets: Sequence[Sheet], recognise: Recognise) -> list[PlanTable]:
    """Find the best table of each sheet that has one, the best of the file first.

    A table needs a column of actions and two more fields. One that knows more columns comes
    first; between equals, a header of one row, the upper row and the earlier sheet.
    """
    found = [(score, table) for sheet in sheets for score, table in _candidates(sheet, recognise)]
    ranked = sorted(found, key=lambda item: (-item[0], item[1].last - item[1].first))
    best: dict[str, PlanTable] = {}
    for _, table in ranked:
        best.setdefault(table.sheet.hoja, table)
    return list(best.values())


def with_unnamed(table: PlanTable) -> PlanTable:
    """Add the columns that have cells and no header, so that nothing in them is lost."""
    named = {column.position for column in table.columns}
    held = {
        position
        for row in table.rows
        for position, cell in enumerate(table.sheet.cells[row])
        if position not in named and cell_text(cell)
    }
    unnamed = (HeaderColumn(p, (f"columna {column_letter(p)} sin encabezado",)) for p in held)
    columns = sorted((*table.columns, *unnamed), key=lambda column: column.position)
    return replace(table, columns=tuple(columns))


def _candidates(sheet: Sheet, recognise: Recognise) -> Iterator[tuple[int, PlanTable]]:
    for row in range(min(HEADER_WITHIN, len(sheet.cells))):
        scores = []
        for last in (row, row + 1):
            if last < len(sheet.cells) and all(map(_is_wording, sheet.cells[row : last + 1])):
                table = PlanTable(sheet, row, last, _columns(sheet, row, last))
                scores.append((_score(table, recognise), table))
        # Two rows only where the second one adds a field: it may well be the first action.
        best = max(scores, key=lambda item: item[0], default=None)
        if best is not None and best[0]:
            yield best


def _score(table: PlanTable, recognise: Recognise) -> int:
    if len(table.columns) < MIN_COLUMNS:
        return 0
    campos = [campo for column in table.columns if (campo := recognise(column))]
    if ACCION not in campos or len(set(campos)) < MIN_COLUMNS:
        return 0
    return len(campos)


def _is_wording(cells: Sequence[object]) -> bool:
    """Tell whether a row consists of texts, as headers do; cut-offs may be dates in them."""
    filled = [cell for cell in cells if cell_text(cell)]
    return bool(filled) and all(isinstance(cell, str | dt.date) for cell in filled)


def _columns(sheet: Sheet, first: int, last: int) -> tuple[HeaderColumn, ...]:
    top, bottom = _texts(sheet, first), _texts(sheet, last)
    if first == last:
        return tuple(HeaderColumn(j, (text,)) for j, text in enumerate(top) if text)
    spread = _spread(sheet, first, top, bottom)
    columns = []
    for position, pair in enumerate(zip(spread, bottom, strict=True)):
        texts = tuple(dict.fromkeys(text for text in pair if text))
        if texts:
            columns.append(HeaderColumn(position, texts))
    return tuple(columns)


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [one_line(cell_text(cell)) for cell in sheet.cells[row]]


def _spread(sheet: Sheet, row: int, top: Sequence[str], bottom: Sequence[str]) -> list[str]:
    """Carry the text of a group of columns over all its columns.

    A merged cell says how far it reaches. Without merges the text reaches over blank cells, as
    long as the row below goes on naming columns.
    """
    spread = list(top)
    for first, left, last, right in sheet.merged:
        if first <= row <= last:
            spread[left : right + 1] = [top[left]] * (right + 1 - left)
    if sheet.merged:
        return spread
    for place in range(1, len(spread)):
        if not spread[place] and bottom[place] and bottom[place - 1]:
            spread[place] = spread[place - 1]
    return spread
