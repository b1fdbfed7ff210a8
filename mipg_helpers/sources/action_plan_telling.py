"""Say in Spanish how an entity-wide action plan was read: columns, scales, rows left out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from mipg_helpers.sources.action_plan_layout import PERSONAL, ROMAN
from mipg_helpers.sources.action_plan_shift import kind_of
from mipg_helpers.sources.action_plan_values import (
    DATES,
    INSTEAD_OF_PRODUCT,
    field_of,
    takes_meta_as_product,
)
from mipg_helpers.sources.plan_model import MappedColumn, PlanMapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.sources.action_plan_layout import ActionColumn, ActionTable
    from mipg_helpers.sources.action_plan_rows import Scan
    from mipg_helpers.sources.action_plan_values import RowReader
    from mipg_helpers.sources.model import Sheet
    from mipg_helpers.sources.plan_model import How, PlanRow

#: The field of the reader for the id that the entidad itself gives to an action.
ID = "id_propio"


def action_mapping(table: ActionTable, reader: RowReader) -> PlanMapping:
    """Say which field of the plan each column holds."""
    return PlanMapping(tuple(_mapped(table, column, reader) for column in table.columns))


def _mapped(table: ActionTable, column: ActionColumn, reader: RowReader) -> MappedColumn:
    campo = ID if column.campo == "codigo_actividad" else field_of(table, column)
    how: How = "sin campo"
    if campo:
        how = "confirmada" if column.read_as else "exacta"
    corte = reader.corte(table, column) if campo in {"avance", "reporte"} else None
    return MappedColumn(
        columna=column.letter,
        encabezado=column.encabezado,
        campo=PERSONAL if column.campo == PERSONAL else campo,
        como=how,
        corte=corte.isoformat() if corte else "",
        vez=column.vez,
    )


def describe_reading(
    sheets: Sequence[Sheet],
    scans: Sequence[tuple[ActionTable, Scan]],
    reader: RowReader,
    rows: Sequence[PlanRow],
) -> tuple[str, ...]:
    """List the decisions taken, in the order in which a person would check them."""
    tables = [table for table, _ in scans]
    told = [_rows_sentence(table, scan) for table, scan in scans]
    told += _columns_sentences(tables, reader)
    told += list(_progress_sentences(tables[0], reader, rows))
    told += list(_left_out(sheets, tables))
    return tuple(told)


def _rows_sentence(table: ActionTable, scan: Scan) -> str:
    others = [f"{times} {what}" for what, times in scan.others.items() if times]
    left = f"; filas no leídas: {', '.join(others)}" if others else ""
    return (
        f"hoja «{table.sheet.hoja}»: encabezados en la fila {table.header_row + 1}, "
        f"{len(scan.actions)} acciones{left}"
    )


def _columns_sentences(tables: Sequence[ActionTable], reader: RowReader) -> list[str]:
    """Say scale and order of each column once; sheets of one workbook share them."""
    told: dict[tuple[str, int], str] = {}
    for table in tables:
        for column in table.columns:
            key = (column.campo, column.trimestre)
            scale = reader.scales.percents.get(key)
            if scale is not None and scale.n_values:
                told.setdefault(key, f"{column.label}: {scale.explanation}")
            elif column.campo in DATES and column.campo in reader.scales.dates:
                order = reader.scales.dates[column.campo]
                told.setdefault(key, f"{column.label}: {order.explanation}")
    return list(told.values())


def _progress_sentences(
    table: ActionTable, reader: RowReader, rows: Sequence[PlanRow]
) -> Iterator[str]:
    by_block = [column for column in table.columns if column.lacks_quarter]
    for name in dict.fromkeys(column.encabezado for column in by_block):
        same = [column for column in by_block if column.encabezado == name]
        blocks = ", ".join(f"{c.letter} al trimestre {ROMAN[c.trimestre]}" for c in same)
        yield f"«{name}» no dice el trimestre; por el bloque en que está pertenece {blocks}"
    cortes = sorted({key.corte for row in rows for key in row.cells if key.campo == "avance"})
    mapped = {reader.corte(table, column) for column in table.of("avance_actividad_pct")}
    empty = sorted(day for day in mapped if day and day.isoformat() not in cortes)
    if not mapped:
        yield "la tabla no trae columnas de avance"
        return
    if empty:
        days = ", ".join(f"{day:%d/%m/%Y}" for day in empty)
        yield f"sin avance en ninguna acción al corte de {days}"
    meaning = (
        "la ejecución física del producto"
        if table.is_hierarchy
        else "el de la actividad con respecto a su cronograma"
    )
    yield f"el avance es el que trae el archivo a cada corte ({meaning}); no se recalculó"
    fallen = sum(_falls(row) for row in rows)
    if fallen:
        yield f"en {fallen} acciones el avance baja de un corte al otro; revise si es acumulado"


def _falls(row: PlanRow) -> bool:
    said = sorted((key.corte, float(v)) for key, v in row.cells.items() if key.campo == "avance")
    return any(after < before for (_, before), (_, after) in pairwise(said))


def _left_out(sheets: Sequence[Sheet], tables: Sequence[ActionTable]) -> Iterator[str]:
    if takes_meta_as_product(tables[0]):
        (meta,) = tables[0].of(INSTEAD_OF_PRODUCT)
        yield f"el producto se tomó de {meta.label}: la de productos falta o quedó fuera"
    money = [c.label for c in tables[0].columns if kind_of(c.campo) == "cop"]
    if money:
        yield f"columnas de dinero, que no se leen: {', '.join(money)}"
    read = {table.sheet.hoja for table in tables}
    others = [f"«{s.hoja}»" for s in sheets if not s.hidden and s.hoja not in read]
    if others:
        yield f"hojas sin la tabla del plan, no leídas: {', '.join(others)}"
