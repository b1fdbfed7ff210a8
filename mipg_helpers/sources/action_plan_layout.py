"""Find the table of an entity-wide action plan and say what each of its columns holds.

The header row moves from one quarter to the next and may span several merged rows. Columns with
one value per quarter name it ("Trimestre II"), or repeat one name in every block of a quarter;
these take the quarter of the column to their left. Which headers mean which field is data:
``reference/layouts/plan_accion.csv``. Names of fields follow the grammar of columns, so they
also say what kind of value must stand under them (``codigo_``, ``nombre_``, ``fecha_`` …).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.sources.cleaning import UNCOMPUTED, cell_text, column_letter, one_line
from mipg_helpers.sources.findings import finding_at
from mipg_helpers.sources.headers import find_header, header_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Finding, Sheet

LAYOUT = "plan_accion"
REQUIRED = ("codigo_actividad", "nombre_actividad")
#: Other plans too have activities with a code; these tell the plan of projects apart.
_ANY_OF = frozenset({"avance_actividad_pct", "clase", "codigo_bp"})
QUARTERLY = frozenset(
    {
        "avance_actividad_pct",
        "avance_producto_pct",
        "explicacion_actividad",
        "explicacion_producto",
        "n_ejecucion_fisica",
    }
)
#: Given to a column of names, e-mails or phones: its cells are never looked at.
PERSONAL = "dato_personal"
ROMAN = ("", "I", "II", "III", "IV")

_QUARTER = re.compile(r"\s+trim(?:estre)?\.?\s+(iv|i{1,3}|[1-4])$")
#: A block of a quarter holds the amount, its explanation and the progress.
_BLOCK_WIDTH = 3
#: Merged cells higher than this above the data are no header of two or three rows.
_MAX_DEPTH = 3


@dataclass(frozen=True, slots=True)
class ActionColumn:
    """A column with a header. `campo` is "" when the layout does not know it, or `PERSONAL`.

    `trimestre` is 1 to 4, or 0 where the column is of no quarter; `vez` counts equal headers.
    """

    index: int
    encabezado: str
    campo: str
    trimestre: int = 0
    vez: int = 1
    read_as: str = ""  # the header of another column, where a person confirmed that it fits

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def label(self) -> str:
        """Name the column in a message, with its quarter where the header does not say it."""
        quarter = f", trimestre {ROMAN[self.trimestre]}" if self.lacks_quarter else ""
        return f"{self.letter} «{self.encabezado}»{quarter}"

    @property
    def title(self) -> str:
        """Name what the column holds, apart from others of the same header."""
        if self.read_as:
            return self.read_as
        if self.lacks_quarter:
            return f"{self.encabezado} (Trimestre {ROMAN[self.trimestre]})"
        return self.encabezado if self.vez == 1 else f"{self.encabezado} ({self.vez})"

    @property
    def lacks_quarter(self) -> bool:
        """Tell whether the quarter comes from the block and not from the header."""
        return bool(self.trimestre) and not _QUARTER.search(header_key(self.encabezado))


@dataclass(frozen=True, slots=True)
class ActionTable:
    """The table of one sheet: its columns and the 0-based first row of its data."""

    sheet: Sheet
    header_row: int
    first_row: int
    columns: tuple[ActionColumn, ...]

    @property
    def is_hierarchy(self) -> bool:
        """Tell whether rows of several levels are told apart by a column of classes."""
        return self.column("clase") is not None

    def column(self, campo: str, trimestre: int = 0) -> ActionColumn | None:
        return next(
            (c for c in self.columns if c.campo == campo and c.trimestre == trimestre), None
        )

    def of(self, campo: str) -> tuple[ActionColumn, ...]:
        return tuple(column for column in self.columns if column.campo == campo)


def find_action_tables(
    sheets: Sequence[Sheet], catalog: Catalog
) -> tuple[list[ActionTable], list[Finding]]:
    """Find the table of an action plan on every sheet that has one, in workbook order."""
    keys = {column.campo: column.claves for column in catalog.layout(LAYOUT)}
    campos = {key: campo for campo, claves in keys.items() for key in claves}
    tables: list[ActionTable] = []
    findings: list[Finding] = []
    for sheet in sheets:
        header = find_header(sheet, [keys[campo] for campo in REQUIRED])
        if header is None:
            continue
        table = _read_table(sheet, header.index, campos)
        if _ANY_OF.isdisjoint(column.campo for column in table.columns):
            continue
        columns, odd = _settle(table)
        tables.append(replace(table, columns=columns))
        findings += [] if sheet.hidden else odd
    return tables, findings


def _read_table(sheet: Sheet, header_row: int, campos: Mapping[str, str]) -> ActionTable:
    last_row = _last_header_row(sheet, header_row)
    texts = _header_texts(sheet, header_row, last_row)
    columns = []
    for index, text in enumerate(texts):
        if not text and not _has_values(sheet, index, last_row + 1):
            continue
        key = header_key(text)
        quarter = _QUARTER.search(key)
        campo = campos.get(_QUARTER.sub("", key) if quarter else key, "")
        is_quarterly = quarter is not None and campo in QUARTERLY
        trimestre = _quarter_number(quarter[1]) if quarter and is_quarterly else 0
        columns.append(ActionColumn(index, text, campo, trimestre))
    return ActionTable(sheet, header_row, last_row + 1, tuple(columns))


def _has_values(sheet: Sheet, index: int, first_row: int) -> bool:
    return any(index < len(row) and cell_text(row[index]) for row in sheet.cells[first_row:])


def _last_header_row(sheet: Sheet, header_row: int) -> int:
    bottoms = [
        bottom
        for top, _, bottom, _ in sheet.merged
        if top <= header_row <= bottom < header_row + _MAX_DEPTH
    ]
    return max(bottoms, default=header_row)


def _header_texts(sheet: Sheet, first: int, last: int) -> list[str]:
    """Join the different texts of each header, top to bottom; a merged cell speaks for all."""
    width = len(sheet.cells[first])
    parts: list[dict[str, None]] = [{} for _ in range(width)]
    spans = [span for span in sheet.merged if span[0] <= last and span[2] >= first]
    for row in range(first, last + 1):
        texts = [one_line(cell_text(cell)) for cell in sheet.cells[row][:width]]
        for top, left, bottom, right in spans:
            if top <= row <= bottom:
                said = one_line(cell_text(sheet.cells[top][left]))
                texts[left : right + 1] = [said] * (min(right, width - 1) - left + 1)
        for index, text in enumerate(texts):
            parts[index][text] = None
    return [" ".join(filter(None, said)) for said in parts]


def _quarter_number(text: str) -> int:
    return int(text) if text.isdecimal() else ROMAN.index(text.upper())


def _settle(table: ActionTable) -> tuple[tuple[ActionColumn, ...], list[Finding]]:
    """Give repeated names their quarter, and tell what no name settles."""
    settled: list[ActionColumn] = []
    findings: list[Finding] = []
    taken: set[tuple[str, int]] = set()
    times: dict[str, int] = {}
    for found in table.columns:
        times[found.encabezado] = times.get(found.encabezado, 0) + 1
        column = replace(found, vez=times[found.encabezado])
        if column.campo in QUARTERLY and not column.trimestre:
            column = replace(column, trimestre=_quarter_to_the_left(column, settled))
        if column.campo and (column.campo, column.trimestre) in taken:
            findings.append(_repeated(table.sheet, column))
            column = replace(column, campo="", trimestre=0)
        if column.encabezado in ("", UNCOMPUTED):
            findings.append(_nameless(table.sheet, column))
            column = replace(column, encabezado=f"(columna {column.letter})", vez=1)
        taken.add((column.campo, column.trimestre))
        settled.append(column)
    return tuple(settled), findings


def _quarter_to_the_left(column: ActionColumn, before: Sequence[ActionColumn]) -> int:
    near = (c for c in reversed(before) if column.index - c.index < _BLOCK_WIDTH)
    return next((c.trimestre for c in near if c.trimestre), 0)


def _repeated(sheet: Sheet, column: ActionColumn) -> Finding:
    return finding_at(
        sheet,
        "encabezado repetido",
        "el encabezado se repite y no se sabe de qué trimestre es; vale la primera columna",
        column=column.index,
        header=column.encabezado,
        accion="no se cargó; se conservó como columna sin campo",
    )


def _nameless(sheet: Sheet, column: ActionColumn) -> Finding:
    is_formula = column.encabezado == UNCOMPUTED
    what = "es una fórmula sin valor calculado" if is_formula else "está en blanco y trae datos"
    return finding_at(
        sheet,
        "columna sin encabezado",
        f"el encabezado {what}; no se sabe qué trae la columna",
        column=column.index,
        gravedad="aviso",
        accion="escriba el encabezado y vuelva a cargar; se conservó como columna sin campo",
    )
