"""Settle which table of a file is the plan and what its columns hold, before any row is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.sources.cleaning import cell_text
from mipg_helpers.sources.findings import finding_at
from mipg_helpers.sources.headers import header_key
from mipg_helpers.sources.plan_columns import (
    POLITICA_FROM,
    KnownColumns,
    apply_confirmed,
    doubles,
    field_labels,
    map_columns,
)
from mipg_helpers.sources.plan_header import ACCION, find_tables, with_unnamed
from mipg_helpers.sources.plan_personal import without_personal
from mipg_helpers.sources.plan_refusals import (
    SAVE_COLUMNS,
    gone,
    no_table,
    refuse_doubled,
    refuse_linked,
    refuse_shifted,
    unconfirmed,
)
from mipg_helpers.sources.plan_values import read_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from mipg_helpers.sources.model import Finding, Sheet
    from mipg_helpers.sources.plan_header import HeaderColumn, PlanTable, Recognise
    from mipg_helpers.sources.plan_model import MappedColumn, PlanMapping

#: Kinds of plan whose actions need not belong to a politica.
WITHOUT_POLITICA = frozenset({"accion_institucional", "decreto_612"})

_CORTE_LABELS = frozenset({"fecha de corte", "fecha corte", "corte", "con corte a"})


@dataclass(frozen=True, slots=True)
class Settled:
    """The table of a plan and its columns, with what was odd and what was decided about them."""

    table: PlanTable
    mapping: PlanMapping
    findings: list[Finding]
    decisions: tuple[str, ...]


class _Found(NamedTuple):
    """The table that was chosen, and those on other sheets."""

    table: PlanTable
    others: tuple[PlanTable, ...]


def propose(sheets: Sequence[Sheet], known: KnownColumns) -> Settled:
    """Say what the headers mean, for certain or only by likeness.

    Raises
    ------
    SourceFileError
        If no sheet has a table that looks like a plan, or it is one of several linked tables.
    """
    refuse_linked(sheets)
    found = _find(sheets, known.campo) or _find(sheets, known.likely)
    if found is None:
        raise no_table(sheets, known, known.catalog)
    return _settled(found, map_columns(found.table, known), (), known)


def settle(
    sheets: Sequence[Sheet], confirmed: PlanMapping | None, known: KnownColumns, tipo_plan: str
) -> Settled:
    """Find the table and settle its columns, by a confirmed mapping or by what is certain.

    Raises
    ------
    SourceFileError
        If no sheet has the table.
    LayoutError
        If a needed column is not certain, a confirmed one is gone or cells are of another kind
        than their headers.
    """
    if confirmed is not None:
        return _confirmed(sheets, confirmed, known)
    proposal = propose(sheets, known)
    missing = _missing(proposal.mapping, tipo_plan)
    if missing:
        raise unconfirmed(proposal.table, proposal.mapping, missing, known.catalog)
    refuse_shifted(proposal.table, proposal.mapping, known)
    return proposal


def stated_corte(table: PlanTable) -> dt.date | None:
    """Read the cut-off that a title row states, as "Fecha de corte: 30/06/…"."""
    for row in table.sheet.cells[: table.first]:
        for place, cell in enumerate(row):
            label, _, rest = cell_text(cell).partition(":")
            if header_key(label) in _CORTE_LABELS:
                after = next((value for value in row[place + 1 :] if cell_text(value)), None)
                return read_date(rest.strip() or after).fecha
    return None


def _missing(mapping: PlanMapping, tipo_plan: str) -> list[str]:
    """Name the needed fields without certain column, as far as a column may be the one."""
    missing = [] if mapping.of(ACCION) else [ACCION]
    may_be = any(column.campo in POLITICA_FROM for column in mapping.columns)
    is_read = any(mapping.of(campo) for campo in POLITICA_FROM)
    if may_be and not is_read and tipo_plan not in WITHOUT_POLITICA:
        missing.append("politica")
    return missing


def _confirmed(sheets: Sequence[Sheet], confirmed: PlanMapping, known: KnownColumns) -> Settled:
    actions = {header_key(c.encabezado) for c in confirmed.of(ACCION)}
    headers = {header_key(c.encabezado) for c in confirmed.columns}

    def recognise(column: HeaderColumn) -> str:
        if column.key in actions:
            return ACCION
        return column.key if column.key in headers else known.likely(column)

    found = _find(sheets, recognise) or _find(sheets, known.likely)
    if found is None:
        raise no_table(sheets, known, known.catalog)
    table = found.table
    applied = apply_confirmed(table, confirmed)
    lost = [column for column in applied.gone if column.is_read]
    if lost:
        raise gone(table, lost)
    refuse_doubled(table, doubles(applied.mapping, known).values(), known.catalog)
    if not applied.mapping.of(ACCION):
        raise unconfirmed(table, applied.mapping, [ACCION], known.catalog)
    return _settled(found, applied.mapping, applied.new, known)


def _settled(
    found: _Found, mapping: PlanMapping, new: Sequence[HeaderColumn], known: KnownColumns
) -> Settled:
    table = found.table
    settled, findings = without_personal(table, mapping)
    findings += [
        *_waiting(table, settled, field_labels(known.catalog)),
        *_new(table, new),
        *_not_read(found),
    ]
    rows = f"las filas {table.first + 1} y {table.last + 1}"
    rows = rows if table.first != table.last else f"la fila {table.last + 1}"
    hoja = table.sheet.hoja
    said = f"hoja «{hoja}», encabezados en {rows}" if hoja else f"encabezados en {rows}"
    hidden = f"la hoja «{hoja}» está oculta; se leyó porque ninguna visible tiene un plan"
    return Settled(table, settled, findings, (said, hidden) if table.sheet.hidden else (said,))


def _find(sheets: Sequence[Sheet], recognise: Recognise) -> _Found | None:
    """Find the best table on the visible sheets; on hidden ones only if these have none."""
    for hidden in (False, True):
        tables = find_tables([sheet for sheet in sheets if sheet.hidden is hidden], recognise)
        if tables:
            return _Found(with_unnamed(tables[0]), tuple(tables[1:]))
    return None


def _waiting(
    table: PlanTable, mapping: PlanMapping, labels: Mapping[str, str]
) -> Iterator[Finding]:
    """Tell the columns that nobody has confirmed: they are kept aside and not read."""
    by_letter = {column.letra: column for column in table.columns}
    for mapped in mapping.columns:
        if mapped.como == "propuesta":
            tipo, why, what = _why(mapped, mapping, labels[mapped.campo])
            yield table.finding(
                tipo,
                f"{why}; no se leyó y quedó aparte con su encabezado",
                row=table.last,
                column=by_letter[mapped.columna],
                gravedad="aviso",
                accion=f"guarde las columnas con «{SAVE_COLUMNS}» y {what}",
            )


def _why(mapped: MappedColumn, mapping: PlanMapping, label: str) -> tuple[str, str, str]:
    """Say why a column waits, and what its confirmation must say."""
    same = [
        c.columna for c in mapping.columns if c.campo == mapped.campo and c.corte == mapped.corte
    ]
    if len(same) > 1:
        why = f"varias columnas ({', '.join(same)}) dicen «{label}»"
        return "columna duplicada", why, "diga en ellas cuál es, o el corte de cada una"
    why = f"la columna se parece a «{label}» ({mapped.puntaje:.0f} de 100)"
    return "columna propuesta", why, 'escriba campo = "" si no lo es'


def _new(table: PlanTable, columns: Sequence[HeaderColumn]) -> Iterator[Finding]:
    for column in columns:
        yield table.finding(
            "columna nueva",
            f"la columna «{column.encabezado}» no está en las columnas confirmadas; quedó aparte",
            row=table.last,
            column=column,
            gravedad="aviso",
            accion="agréguela a plan_columnas.toml si llena un campo del plan",
        )


def _not_read(found: _Found) -> Iterator[Finding]:
    for other in found.others:
        yield finding_at(
            other.sheet,
            "hoja no leída",
            f"la hoja «{other.sheet.hoja}» también tiene una tabla de plan y no se leyó; se leyó "
            f"«{found.table.sheet.hoja}»",
            accion="deje en un archivo aparte la hoja que también quiera cargar",
        )
