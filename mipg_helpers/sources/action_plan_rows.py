"""Tell the rows that hold actions from blank rows, levels above them, titles and totals.

Every row below the header is accounted for. A flat table has one activity per row. A table by
levels marks each level in a column of classes; its actions are the rows of products, without
class, under the row of their project.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.cleaning import cell_text, missing_reason, one_line
from mipg_helpers.sources.findings import finding_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.sources.action_plan_layout import ActionColumn, ActionTable
    from mipg_helpers.sources.model import Finding

PROJECT = "pr"
#: Dimension, line or axis, programme, indicator, project.
_CLASSES = frozenset({"d", "l", "e", "p", "i", PROJECT})

BLANK, LEVEL, UNFINISHED, OTHER = (
    "en blanco",
    "de niveles superiores",
    "con código y sin nombre de actividad",
    "de títulos, totales o notas",
)


@dataclass(frozen=True)
class Cells:
    """The cells of a table by row and column, cleaned."""

    table: ActionTable

    def raw(self, row: int, column: ActionColumn | None) -> object:
        """Give a cell as found, None where there is no such column."""
        cells = self.table.sheet.cells[row]
        return None if column is None or column.index >= len(cells) else cells[column.index]

    def block(self, row: int, column: ActionColumn | None) -> str:
        """Give a cell's text with its line breaks, "" when it holds a missing mark."""
        text = cell_text(self.raw(row, column))
        return "" if missing_reason(text) else text

    def text(self, row: int, column: ActionColumn | None) -> str:
        """Give a cell's text on one line, "" when it holds a missing mark."""
        return one_line(self.block(row, column))

    def merged_text(self, row: int, column: ActionColumn | None) -> str:
        """Give a cell's text, or that of the merged cell that covers it."""
        if column is None:
            return ""
        return self.text(self._top.get((row, column.index), row), column)

    @cached_property
    def _top(self) -> dict[tuple[int, int], int]:
        wanted = {column.index for column in self.table.columns if column.campo}
        return {
            (row, left): top
            for top, left, bottom, right in self.table.sheet.merged
            if left == right and left in wanted
            for row in range(top + 1, bottom + 1)
        }


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row (0-based) that holds an action, and the project above it in a table by levels."""

    cells: Cells
    row: int
    codigo: str
    nombre: str
    codigo_proyecto: str = ""
    nombre_proyecto: str = ""

    @property
    def table(self) -> ActionTable:
        return self.cells.table


@dataclass(slots=True)
class Scan:
    """The rows of a table: its actions, and how many rows of each other kind it has."""

    actions: list[ActionRow] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


def scan_rows(table: ActionTable) -> Scan:
    """Look at every row below the header once."""
    scan = Scan()
    cells = Cells(table)
    rows = range(table.first_row, len(table.sheet.cells))
    filled = [row for row in rows if any(map(cell_text, table.sheet.cells[row]))]
    scan.others[BLANK] = len(rows) - len(filled)
    if table.is_hierarchy:
        _scan_levels(cells, filled, scan)
    else:
        _scan_flat(cells, filled, scan)
    return scan


def _scan_flat(cells: Cells, rows: Sequence[int], scan: Scan) -> None:
    table = cells.table
    codigo, nombre = table.column("codigo_actividad"), table.column("nombre_actividad")
    codigo_bp, nombre_bp = table.column("codigo_bp"), table.column("nombre_bp")
    for row in rows:
        found = ActionRow(
            cells,
            row,
            cells.text(row, codigo),
            cells.text(row, nombre),
            cells.text(row, codigo_bp),
            cells.text(row, nombre_bp),
        )
        _add(found, scan)


def _scan_levels(cells: Cells, rows: Sequence[int], scan: Scan) -> None:
    table = cells.table
    clase, nivel = table.column("clase"), table.column("nombre_nivel")
    codigo, nombre = table.column("codigo_actividad"), table.column("nombre_actividad")
    project = ("", "")
    for row in rows:
        level = fold(cells.text(row, clase))
        code = cells.text(row, codigo)
        if level:
            scan.others[LEVEL] += 1
            project = (code, cells.text(row, nivel)) if level == PROJECT else ("", "")
            if level not in _CLASSES:
                scan.findings.append(_unknown_class(cells, row))
            continue
        # The code of a product begins with that of its project; another one is no child of it.
        above = project if project[0] and code.startswith(project[0]) else ("", "")
        found = ActionRow(cells, row, code, cells.text(row, nombre), *above)
        if _add(found, scan) and not above[0]:
            scan.findings.append(_without_project(found))


def _add(found: ActionRow, scan: Scan) -> bool:
    """Keep a row with an action; tell one that has a code and no name; count the others."""
    has_code = any(map(str.isdigit, found.codigo))
    if found.nombre and (has_code or not found.table.is_hierarchy):
        scan.actions.append(found)
        return True
    scan.others[UNFINISHED if has_code else OTHER] += 1
    if has_code:
        scan.findings.append(_without_name(found))
    return False


def _without_name(found: ActionRow) -> Finding:
    column = found.table.column("nombre_actividad")
    return finding_at(
        found.table.sheet,
        "acción sin nombre",
        f"la fila trae el código «{found.codigo}» y no dice qué se va a hacer",
        row=found.row + 1,
        column=column.index if column else None,
        header=column.encabezado if column else "",
        accion="no se cargó; escriba el nombre de la actividad y vuelva a cargar",
    )


def _without_project(found: ActionRow) -> Finding:
    return finding_at(
        found.table.sheet,
        "acción sin proyecto",
        f"el código «{found.codigo}» no es del proyecto que está encima",
        row=found.row + 1,
        value=found.codigo,
        gravedad="aviso",
        accion="se cargó sin nombre de proyecto; revise el orden de las filas",
    )


def _unknown_class(cells: Cells, row: int) -> Finding:
    clase = cells.table.column("clase")
    return finding_at(
        cells.table.sheet,
        "clase desconocida",
        "la clase de la fila no es ninguna de las conocidas",
        row=row + 1,
        column=clase.index if clase else None,
        header=clase.encabezado if clase else "",
        value=cells.text(row, clase),
        gravedad="aviso",
        accion="la fila no se leyó como acción; si lo es, deje la clase en blanco",
    )
