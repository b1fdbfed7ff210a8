"""Read a plan that the entidad already has, in whatever columns it uses.

The table is found by content. Columns with known names are read; names that are only alike are
proposed and wait for a person, whose answer is kept in ``plan_columnas.toml`` beside the file.
Nothing is guessed: what cannot be decided is told with its cell, and its text is kept aside.
Action plans of a whole entidad, with their quarters, have a reader of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.errors import DataValidationError, SourceFileError
from mipg_helpers.sources.action_plans import is_action_plan, read_action_plan
from mipg_helpers.sources.detect import read_sheets
from mipg_helpers.sources.findings import place_of
from mipg_helpers.sources.plan_checks import check_rows, check_units, check_years
from mipg_helpers.sources.plan_columns import PERSONAL, KnownColumns
from mipg_helpers.sources.plan_draft import PlanContext
from mipg_helpers.sources.plan_mapping_file import load_mapping, mapping_beside
from mipg_helpers.sources.plan_model import ParsedPlan, PlanMapping
from mipg_helpers.sources.plan_rows import PlanRows
from mipg_helpers.sources.plan_settle import WITHOUT_POLITICA, propose, settle, stated_corte
from mipg_helpers.sources.unit_aliases import aliases_beside

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Finding
    from mipg_helpers.sources.plan_header import PlanTable
    from mipg_helpers.sources.plan_model import PlanRow
    from mipg_helpers.sources.unit_aliases import UnitAliases


#: A plan of one entidad has some hundreds of actions; nobody can follow so many.
MOST_ACTIONS = 5_000


def read_plan(
    path: Path,
    *,
    entidad_id: str,
    vigencia_plan: int,
    catalog: Catalog,
    mapping: PlanMapping | None = None,
    tipo_plan: str = "",
    aliases: UnitAliases | None = None,
    confirm_shifted: bool = False,
) -> ParsedPlan:
    """Read the actions of a plan.

    Parameters
    ----------
    path
        A workbook or a delimited text.
    vigencia_plan
        Year in which the plan is carried out. Bare codes of politicas are read with the model
        of the year before, whose results the plan answers to.
    mapping
        Columns that a person confirmed. None: those of ``plan_columnas.toml`` beside the file,
        if it is there, else what the headers say for certain.
    tipo_plan
        Kind of plan of the rows that do not say it; "" leaves it open.
    aliases
        One name per unit. None: those of ``dependencias.csv`` beside the file, if it is there.
    confirm_shifted
        For an action plan of the entidad: see `read_action_plan`.

    Returns
    -------
    One row per action, in the order of the file, every id different.

    Raises
    ------
    SourceFileError
        If the file cannot be read, has no table of a plan or has it turned round.
    LayoutError
        If a column that is needed is not certain or not there, or cells stand under the header
        of others.
    DataValidationError
        If more than half of the rows have no politica, unless the kind of plan has none.
    ConfigError
        If the confirmed columns cannot be read.
    """
    sheets, findings = read_sheets(path)
    if mapping is None and is_action_plan(sheets, catalog):
        return read_action_plan(
            sheets,
            entidad_id=entidad_id,
            catalog=catalog,
            vigencia_plan=vigencia_plan,
            confirm_shifted=confirm_shifted,
        )
    known = KnownColumns(catalog, vigencia_plan)
    beside = mapping_beside(path) if mapping is None else None
    confirmed = load_mapping(beside, known) if beside else mapping
    found = settle(sheets, confirmed, known, tipo_plan)
    _check_size(found.table)
    units = aliases_beside(path) if aliases is None else aliases
    corte = stated_corte(found.table)
    context = PlanContext(
        entidad_id, vigencia_plan, tipo_plan, units, corte.isoformat() if corte else ""
    )
    reader = PlanRows(found.table, found.mapping, known, context)
    rows = reader.read()
    check_rows(found.table, rows, vigencia_plan, reader.problems)
    check_years(found.table, vigencia_plan, reader.problems)
    check_units(rows, units, reader.problems)
    findings += [*found.findings, *reader.problems.findings()]
    _require_politicas(found.table, rows, tipo_plan, findings)
    return ParsedPlan(
        archivo=found.table.sheet.archivo,
        sha256=found.table.sheet.sha256,
        hoja=found.table.sheet.hoja,
        rows=rows,
        mapping=found.mapping,
        decisions=(*_stated(beside, corte, tipo_plan), *found.decisions, *reader.decisions),
        unmapped=_unmapped(found.mapping),
        findings=findings,
    )


def propose_columns(path: Path, *, vigencia_plan: int, catalog: Catalog) -> PlanMapping:
    """Say which column of a plan holds which field, for a person to confirm.

    Raises
    ------
    SourceFileError
        If the file cannot be read or has no table that looks like a plan.
    """
    sheets, _ = read_sheets(path)
    return propose(sheets, KnownColumns(catalog, vigencia_plan)).mapping


def _stated(beside: Path | None, corte: dt.date | None, tipo_plan: str) -> Iterator[str]:
    """Tell what did not come from the columns of the table."""
    if beside is not None:
        yield f"columnas confirmadas en {beside.name}"
    if corte is not None:
        yield f"corte de las columnas sin otro: {corte:%d/%m/%Y}, dicho sobre la tabla"
    if not tipo_plan:
        yield "nadie dijo de qué clase es el plan: las acciones que no la traen quedaron sin clase"


def _unmapped(mapping: PlanMapping) -> tuple[str, ...]:
    return tuple(c.encabezado for c in mapping.columns if not c.is_read and c.campo != PERSONAL)


def _check_size(table: PlanTable) -> None:
    if len(table.rows) > MOST_ACTIONS:
        raise SourceFileError(
            place_of(table.sheet),
            f"tiene {len(table.rows)} filas y un plan no pasa de {MOST_ACTIONS}",
            "el plan de una entidad, con una acción por fila",
            "deje en el archivo solo las filas del plan",
        )


def _require_politicas(
    table: PlanTable, rows: Sequence[PlanRow], tipo_plan: str, findings: Sequence[Finding]
) -> None:
    """Refuse a plan in which more than half of the actions belong to no politica."""
    place = place_of(table.sheet)
    if not rows:
        raise DataValidationError(
            place, "la tabla no tiene ninguna acción", hint="llene la columna de las acciones"
        )
    named = sum(any(key.campo == "politica" for key in row.cells) for row in rows)
    if tipo_plan in WITHOUT_POLITICA or 2 * named >= len(rows):
        return
    raise DataValidationError(
        place,
        f"{len(rows) - named} de {len(rows)} acciones no tienen política",
        "la política, o el código de la pregunta, en al menos la mitad",
        "agregue la columna «Política»; si está solo en la primera fila de cada grupo, cópiela en "
        "todas; si el plan no es por políticas, diga de qué clase es",
        findings,
    )
