"""Compare the returned rows with what was sent, cell by cell."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.cells_text import is_cut, plain
from mipg_helpers.plan_workbook.layout import ACCION, shown_value, writable_fields
from mipg_helpers.plan_workbook.model import Place
from mipg_helpers.plan_workbook.read_rows import NewIds, sort_rows
from mipg_helpers.plan_workbook.read_values import Reading, ValueReader
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.sources.cleaning import cell_text, column_letter
from mipg_helpers.sources.findings import finding_at, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.plan_workbook.control import Control, SentColumn
    from mipg_helpers.plan_workbook.read_rows import ReturnedRow
    from mipg_helpers.reference.forms import Form
    from mipg_helpers.reference.plan_cells import Cells
    from mipg_helpers.sources.model import Finding, Severity

_CLOSE = 1e-9


class CellReader:
    """Collects what the rows of one workbook say."""

    def __init__(
        self, control: Control, catalog: Form, labels: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._control, self._labels = control, labels
        self._campos = {campo.campo: campo for campo in catalog.plan_campos()}
        self._writable = writable_fields(catalog, control.rol)
        self._values = ValueReader(labels, control.vigencia_plan)
        self._ids = NewIds(control.envio_id)
        self.cells: Cells = {}
        self.raw: Cells = {}
        self.places: dict[CellKey, Place] = {}
        self.new_rows: list[str] = []
        self.missing_rows: list[str] = []
        self.findings: list[Finding] = []

    def read(self, rows: Sequence[ReturnedRow]) -> None:
        """Read all rows of the workbook, once."""
        known, new, unknown = sort_rows(rows, self._control)
        self.missing_rows = [id_ for _, id_ in self._control.rows if id_ not in known]
        for accion_id, found in known.items():
            self._read_sent(accion_id, found)
        for row in new:
            self._read_new(row)
        for row in unknown:
            self._keep_aside(row)
            mensaje = f"el identificador {quoted(row.id_text)} no es de los que se enviaron"
            self._tell_row(row, "identificador desconocido", mensaje, self._likely(row))

    def _read_sent(self, accion_id: str, rows: Sequence[ReturnedRow]) -> None:
        first, *others = rows
        disputed = {
            column
            for row in others
            for column, value in row.values.items()
            if cell_text(value) != cell_text(first.values.get(column))
        }
        for column, value in first.values.items():
            key = CellKey(accion_id, column.campo, column.corte)
            self._note_place(key, first, column)
            if column in disputed:
                self.raw[key] = plain(cell_text(value))
            else:
                self._read_cell(key, first, column, value)
        for column in first.columns.lost:
            key = CellKey(accion_id, column.campo, column.corte)
            if key in self._control.base:
                self.raw[key] = ""
        for row in others:
            self._keep_aside(row)
            place = f"hoja «{first.sheet.hoja}», fila {first.index + 1}"
            mensaje = f"el identificador se repite (también en {place}); no se tomó lo que difiere"
            hint = "para agregar una acción use una fila «(nueva)»; borre la copia"
            self._tell_row(row, "identificador repetido", mensaje, hint)

    def _read_new(self, row: ReturnedRow) -> None:
        accion_id = self._ids.id_for(row)
        for column, value in row.values.items():
            key = CellKey(accion_id, column.campo, column.corte)
            if plain(cell_text(value)):
                self._note_place(key, row, column)
                self._take(key, row, column, value)
        self.new_rows.append(accion_id)
        for campo, value in (("politica", row.politica), ("tipo_plan", self._only_kind(row))):
            key = CellKey(accion_id, campo)
            if value and key not in self.cells and key not in self.raw:
                self.cells[key] = value
                self.places[key] = Place(row.sheet.hoja, row.index + 1, "")

    def _read_cell(self, key: CellKey, row: ReturnedRow, column: SentColumn, value: object) -> None:
        base = self._control.base.get(key, "")
        sent = shown_value(self._campos[key.campo], base, self._labels) if base else ""
        if _is_same(sent, value):
            if base:
                self.cells[key] = base
        elif key.campo not in self._writable or (isinstance(sent, str) and is_cut(sent)):
            self.raw[key] = plain(cell_text(value))
            mensaje = f"la celda está bloqueada para quien llena este libro; decía {quoted(sent)}"
            hint = "no se tomó: pida el cambio a quien llena esa columna"
            self._tell(row, column, "celda bloqueada cambiada", mensaje, hint)
        else:
            self._take(key, row, column, value)

    def _take(self, key: CellKey, row: ReturnedRow, column: SentColumn, value: object) -> None:
        """Take a typed value, or keep it aside when it is not certain."""
        reading = self._values.read(self._campos[key.campo], value)
        if reading.problem:
            self.raw[key] = plain(cell_text(value))
            self._tell(row, column, reading.tipo, reading.problem, reading.hint)
            return
        if reading.text:
            self.cells[key] = reading.text
        self._warn(row, column, reading)

    def _warn(self, row: ReturnedRow, column: SentColumn, reading: Reading) -> None:
        if reading.warning:
            self._tell(row, column, reading.tipo, reading.warning, reading.hint, gravedad="aviso")
        if (row.index, row.columns.places[column]) in row.sheet.formulas:
            mensaje = "la celda tiene una fórmula; se tomó su valor calculado"
            hint = "escriba el valor, no una fórmula"
            self._tell(row, column, "fórmula en una celda", mensaje, hint, gravedad="aviso")

    def _keep_aside(self, row: ReturnedRow) -> None:
        """Keep what a row says that cannot be told which action it is."""
        accion_id = self._ids.id_for(row)
        for column, value in row.values.items():
            text = plain(cell_text(value))
            if text:
                key = CellKey(accion_id, column.campo, column.corte)
                self.raw[key] = text
                self._note_place(key, row, column)

    def _only_kind(self, row: ReturnedRow) -> str:
        """Give the kind of plan that all rows of a sheet share; without rows, of the workbook."""
        own = {id_ for politica, id_ in self._control.rows if politica == row.politica}
        ids = own or {id_ for _, id_ in self._control.rows}
        base = self._control.base
        kinds = {base.get(CellKey(id_, "tipo_plan"), "") for id_ in ids}
        return kinds.pop() if len(kinds) == 1 else ""

    def _likely(self, row: ReturnedRow) -> str:
        """Suggest which missing action a row may be: one that says the same."""
        base = self._control.base
        for accion_id in self.missing_rows:
            if base.get(CellKey(accion_id, ACCION)) == row.text:
                return f"¿es la acción {accion_id}? Escriba ese identificador en la columna Id"
        return "no se tomó; para una acción nueva deje la columna Id en blanco"

    def _note_place(self, key: CellKey, row: ReturnedRow, column: SentColumn) -> None:
        letter = column_letter(row.columns.places[column])
        self.places[key] = Place(row.sheet.hoja, row.index + 1, letter)

    def _tell_row(self, row: ReturnedRow, tipo: str, mensaje: str, accion: str) -> None:
        self.findings.append(
            finding_at(
                row.sheet,
                tipo,
                mensaje,
                row=row.index + 1,
                column=row.columns.id_place,
                header="Id",
                value=row.id_text,
                accion=accion,
            )
        )

    def _tell(
        self,
        row: ReturnedRow,
        column: SentColumn,
        tipo: str,
        mensaje: str,
        accion: str,
        *,
        gravedad: Severity = "error",
    ) -> None:
        self.findings.append(
            finding_at(
                row.sheet,
                tipo,
                mensaje,
                row=row.index + 1,
                column=row.columns.places[column],
                header=column.header,
                value=row.values[column],
                gravedad=gravedad,
                accion=accion,
            )
        )


def _is_same(sent: str | float | date, value: object) -> bool:
    """Tell whether a cell still shows what was sent; spreadsheets are free with spaces."""
    if isinstance(sent, date):
        day = value.date() if isinstance(value, datetime) else value
        return day == sent
    if isinstance(sent, float):
        if not isinstance(value, int | float) or isinstance(value, bool):
            return False
        return abs(value - sent) < _CLOSE
    text = plain(cell_text(value))
    return text == sent or text.split() == sent.split()
