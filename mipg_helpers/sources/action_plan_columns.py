"""Settle which columns of an entity-wide action plan may be read, before any row is.

Columns of persons are never looked at. Columns whose data stand under another header are left
out, read as what a person confirmed, or refuse the plan when it cannot do without them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mipg_helpers.errors import LayoutError
from mipg_helpers.sources.action_plan_layout import PERSONAL
from mipg_helpers.sources.action_plan_rows import scan_rows
from mipg_helpers.sources.action_plan_shift import LOOKS, find_shifts
from mipg_helpers.sources.cleaning import cell_text, missing_reason
from mipg_helpers.sources.findings import finding_at, refusal
from mipg_helpers.sources.personal_data import is_personal_header, personal_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.sources.action_plan_layout import ActionColumn, ActionTable
    from mipg_helpers.sources.action_plan_shift import Shift
    from mipg_helpers.sources.model import Finding, Sheet

#: Without these there is no action, no lasting id or no progress.
NEEDED = frozenset({"avance_actividad_pct", "codigo_actividad", "codigo_bp", "nombre_actividad"})


def settle_headers(
    tables: Sequence[ActionTable], *, confirm_shifted: bool
) -> tuple[list[ActionTable], list[Finding]]:
    """Take the fields of columns under suspicion away, or give them the confirmed ones.

    Raises
    ------
    LayoutError
        If a column that is needed is under suspicion and nobody confirmed where its data stand,
        or if headers seem to have moved along with all that follow: then no column is certain.
    """
    settled: list[ActionTable] = []
    findings: list[Finding] = []
    failures: list[Finding] = []
    for table in tables:
        shifts = find_shifts(table, [action.row for action in scan_rows(table).actions])
        has_moved = _have_moved(shifts)
        fields: dict[int, ActionColumn | None] = {}
        for shift in shifts:
            home = shift.home if confirm_shifted and not has_moved else None
            fields[shift.column.index] = home
            is_fatal = has_moved or (home is None and shift.column.campo in NEEDED)
            accion = _way_out(shift, home, has_moved=has_moved, is_fatal=is_fatal)
            finding = _shifted(table.sheet, shift, shifts, accion, is_read=home is not None)
            (failures if is_fatal else findings).append(finding)
        columns = (_under(column, fields) for column in table.columns)
        settled.append(replace(table, columns=tuple(columns)))
    if failures:
        raise refusal(LayoutError, [*failures, *(f for f in findings if f.gravedad == "error")])
    return settled, findings


def _have_moved(shifts: Sequence[Shift]) -> bool:
    """Tell whether a header too many or too few seems to have moved those that follow."""
    unexplained = [shift for shift in shifts if shift.home is None]
    return len(unexplained) > 1 or any(shift.beside for shift in unexplained)


def _way_out(shift: Shift, home: ActionColumn | None, *, has_moved: bool, is_fatal: bool) -> str:
    if has_moved:
        return "revise en una copia del archivo si falta o sobra un encabezado"
    if home is not None:
        return f"se leyó como «{home.encabezado}» porque así se confirmó"
    text = "corrija los encabezados en una copia del archivo"
    if shift.home:
        text += ", o confirme al cargar que las columnas están corridas"
    return text if is_fatal else f"la columna no se cargó; {text}"


def without_personal(tables: Sequence[ActionTable]) -> tuple[list[ActionTable], list[Finding]]:
    """Mark columns without field that are called or look like data of persons, and say so."""
    settled, findings = [], []
    for table in tables:
        personal = {c.index for c in table.columns if not c.campo and _is_personal(table, c)}
        columns = (replace(c, campo=PERSONAL) if c.index in personal else c for c in table.columns)
        settled.append(replace(table, columns=tuple(columns)))
        findings += [_personal(table.sheet, c) for c in table.columns if c.index in personal]
    return settled, findings


def _is_personal(table: ActionTable, column: ActionColumn) -> bool:
    if is_personal_header(column.encabezado):
        return True
    rows = table.sheet.cells[table.first_row :]
    texts = [cell_text(row[column.index]) for row in rows if column.index < len(row)]
    said = [text for text in texts if text and not missing_reason(text)]
    # Long numbers may be money or codes: alone they do not make a column personal.
    persons = sum(personal_kind(text) not in {"", "número de documento"} for text in said)
    return 2 * persons > len(said)


def _personal(sheet: Sheet, column: ActionColumn) -> Finding:
    return finding_at(
        sheet,
        "dato personal",
        "la columna contiene datos de personas; no se leyó ni se guarda",
        column=column.index,
        header=column.encabezado,
        gravedad="aviso",
        accion="retire la columna del archivo: solo se publican dependencias y cargos",
    )


def _under(column: ActionColumn, fields: Mapping[int, ActionColumn | None]) -> ActionColumn:
    if column.index not in fields:
        return column
    home = fields[column.index]
    if home is None:
        return replace(column, campo="", trimestre=0)
    return replace(column, campo=home.campo, trimestre=home.trimestre, read_as=home.title)


def _shifted(
    sheet: Sheet, shift: Shift, all_shifts: Sequence[Shift], accion: str, *, is_read: bool
) -> Finding:
    where = next((s.column for s in all_shifts if s.home == shift.column), None)
    likely = shift.home or shift.beside
    mensaje = f"bajo este encabezado hay {LOOKS[shift.look]}"
    mensaje += f"; parecen los datos de {likely.label}" if likely else ""
    mensaje += f" y los suyos parecen estar en {where.label}" if where else ""
    return finding_at(
        sheet,
        "columna corrida",
        mensaje,
        column=shift.column.index,
        header=shift.column.encabezado,
        value="; ".join(shift.examples),
        gravedad="aviso" if is_read else "error",
        accion=accion,
    )
