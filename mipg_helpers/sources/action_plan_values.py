"""Turn one row of an entity-wide action plan into the cells of a plan.

Values are taken as the file has them: nothing is recomputed, and progress keeps the meaning of
its source (progress of the activity against its schedule, at the end of the quarter). Columns
without field, and cells that cannot be read, are kept beside the action as they were found.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.reference.plan_cells import CellKey, number_text
from mipg_helpers.sources.action_plan_layout import PERSONAL
from mipg_helpers.sources.action_plan_shift import kind_of
from mipg_helpers.sources.findings import finding_at
from mipg_helpers.sources.plan_model import PlanRow
from mipg_helpers.sources.plan_values import column_dates, percent_scale, read_date, read_percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.reference.plan_cells import Cells
    from mipg_helpers.sources.action_plan_layout import ActionColumn, ActionTable
    from mipg_helpers.sources.action_plan_rows import ActionRow
    from mipg_helpers.sources.model import Finding, Severity
    from mipg_helpers.sources.plan_values import DateColumn, Scale

TIPO_PLAN = "accion_institucional"
#: The field of the plan that each column of the table holds.
FIELDS = {
    "avance_actividad_pct": "avance",
    "explicacion_actividad": "reporte",
    "fecha_fin": "fecha_fin",
    "fecha_inicio": "fecha_inicio",
    "n_cantidad_programada": "meta",
    "nombre_actividad": "accion",
    "nombre_bp": "plan",
    "nombre_centro_gestor": "dependencia",
    "nombre_indicador": "indicador",
    "nombre_nivel": "plan",
    "nombre_producto": "producto",
    "nombre_subdireccion": "dependencia",
    "peso_pct": "peso",
}
#: Says what is to be delivered where the column of products cannot be read.
INSTEAD_OF_PRODUCT = "nombre_meta"
PERCENTS, DATES = ("peso_pct", "avance_actividad_pct"), ("fecha_inicio", "fecha_fin")

_MEND = "corrija la celda en una copia del archivo y vuelva a cargarlo; lo demás sí se cargó"


@dataclass(frozen=True, slots=True)
class Scales:
    """How the percentages and dates of each column are written, over all sheets together."""

    percents: Mapping[tuple[str, int], Scale]
    dates: Mapping[str, DateColumn]


class Use(NamedTuple):
    """A column, the field of the plan that it holds ("" for none) and its cut-off."""

    column: ActionColumn
    campo: str
    corte: str


@dataclass(slots=True)
class RowReader:
    """What every row needs to know, and the findings that the rows leave.

    `cortes` gives the cut-off of columns without quarter, by name of the sheet.
    """

    vigencia_plan: int
    scales: Scales
    cortes: Mapping[str, dt.date]
    findings: list[Finding] = field(default_factory=list)
    _uses: dict[str, tuple[Use, ...]] = field(default_factory=dict)

    def read(self, action: ActionRow, accion_id: str) -> PlanRow:
        """Read one action under the id that it has been given."""
        row = _Row(self, action, accion_id)
        row.read()
        return PlanRow(
            fila=action.row + 1,
            accion_id=accion_id,
            cells=row.cells,
            columns=row.columns,
            extra=row.extra,
            hoja=action.table.sheet.hoja,
        )

    def uses(self, table: ActionTable) -> tuple[Use, ...]:
        """List the columns that are looked at; money and data of persons are not."""
        found = self._uses.get(table.sheet.hoja)
        if found is None:
            found = tuple(
                Use(column, campo, day.isoformat() if day else "")
                for column in table.columns
                for campo, day in [(field_of(table, column), self.corte(table, column))]
                if campo or is_kept_as_extra(column)
            )
            self._uses[table.sheet.hoja] = found
        return found

    def corte(self, table: ActionTable, column: ActionColumn) -> dt.date | None:
        """Give the day that a column with progress speaks of; None when nobody says it."""
        if column.trimestre:
            return quarter_end(self.vigencia_plan, column.trimestre)
        return self.cortes.get(table.sheet.hoja)


def settle_scales(actions: Sequence[ActionRow]) -> Scales:
    """Decide scale and order of each column from the rows that hold actions."""
    percents: dict[tuple[str, int], list[object]] = {}
    dates: dict[str, list[object]] = {}
    for action in actions:
        for column in action.table.columns:
            value = action.cells.raw(action.row, column)
            if column.campo in PERCENTS:
                percents.setdefault((column.campo, column.trimestre), []).append(value)
            elif column.campo in DATES:
                dates.setdefault(column.campo, []).append(value)
    return Scales(
        {key: percent_scale(values) for key, values in percents.items()},
        {campo: column_dates(values) for campo, values in dates.items()},
    )


def quarter_end(vigencia_plan: int, trimestre: int) -> dt.date:
    month = 3 * trimestre
    return dt.date(vigencia_plan, month, calendar.monthrange(vigencia_plan, month)[1])


def field_of(table: ActionTable, column: ActionColumn) -> str:
    """Name the field of the plan that a column holds in this table, "" when none."""
    if column.campo == INSTEAD_OF_PRODUCT and takes_meta_as_product(table):
        return "producto"
    return FIELDS.get(column.campo, "")


def takes_meta_as_product(table: ActionTable) -> bool:
    return table.column("nombre_producto") is None and table.column(INSTEAD_OF_PRODUCT) is not None


def is_kept_as_extra(column: ActionColumn) -> bool:
    """Tell whether a column without field is kept: money and data of persons are not."""
    return kind_of(column.campo) != "cop" and column.campo != PERSONAL


@dataclass(slots=True)
class _Row:
    """One row while it is read."""

    reader: RowReader
    action: ActionRow
    accion_id: str
    cells: Cells = field(default_factory=dict)
    columns: Cells = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    def read(self) -> None:
        self.cells[CellKey(self.accion_id, "tipo_plan")] = TIPO_PLAN
        for column, campo, corte in self.reader.uses(self.action.table):
            if not campo:
                self._keep(column)
            elif campo in {"avance", "peso"}:
                self._percent(column, campo, corte)
            elif column.campo in DATES:
                self._date(column)
            else:
                self._text(column, campo, corte)

    def _put(self, campo: str, column: ActionColumn, text: str, corte: str = "") -> None:
        key = CellKey(self.accion_id, campo, corte)
        if text:
            self.cells[key] = text
            self.columns[key] = column.letter

    def _text(self, column: ActionColumn, campo: str, corte: str) -> None:
        row, cells = self.action.row, self.action.cells
        if campo == "plan":
            self._put(campo, column, self.action.nombre_proyecto)
        elif campo == "dependencia":
            self._dependencia(column, cells.merged_text(row, column))
        elif campo == "reporte" and corte:
            self._put(campo, column, cells.block(row, column), corte)
        elif campo == "reporte":
            self._keep(column)
        else:
            self._put(campo, column, cells.text(row, column))

    def _dependencia(self, column: ActionColumn, text: str) -> None:
        """Join the unit and its office, once where both say the same."""
        key = CellKey(self.accion_id, "dependencia")
        said = self.cells.get(key, "")
        if text and said and text != said:
            self.cells[key] = f"{said} / {text}"
            self.columns[key] += f"+{column.letter}"
        else:
            self._put("dependencia", column, said or text)

    def _date(self, column: ActionColumn) -> None:
        value = self.action.cells.raw(self.action.row, column)
        order = self.reader.scales.dates[column.campo]
        reading = read_date(value, order.order, order.years)
        if reading.fecha is not None:
            self._put(column.campo, column, reading.fecha.isoformat())
        elif reading.problem:
            asked = f"{reading.suggestion} {_MEND}".strip()
            self._tell("fecha sin leer", reading.problem, column, value, accion=asked)
            self._keep(column)

    def _percent(self, column: ActionColumn, campo: str, corte: str) -> None:
        value = self.action.cells.raw(self.action.row, column)
        scale = self.reader.scales.percents[column.campo, column.trimestre]
        points, problem = read_percent(value, scale)
        if points is not None and (corte or campo == "peso"):
            self._put(campo, column, number_text(points), corte if campo == "avance" else "")
        else:
            self._keep(column)
        if problem and points is not None:
            self._tell(
                "porcentaje mayor que 100",
                problem,
                column,
                value,
                gravedad="aviso",
                accion="revise si es sobreejecución o un error de digitación",
            )
        elif problem and scale.kind != "indecisa":
            self._tell("porcentaje sin leer", problem, column, value, accion=_MEND)

    def _keep(self, column: ActionColumn) -> None:
        if text := self.action.cells.block(self.action.row, column):
            self.extra[column.title] = text

    def _tell(
        self,
        tipo: str,
        mensaje: str,
        column: ActionColumn,
        value: object,
        *,
        gravedad: Severity = "error",
        accion: str,
    ) -> None:
        self.reader.findings.append(
            finding_at(
                self.action.table.sheet,
                tipo,
                mensaje,
                row=self.action.row + 1,
                column=column.index,
                header=column.title,
                value=value,
                gravedad=gravedad,
                accion=accion,
            )
        )
