"""Plans that the entidad had already, brought into the book; read again, only what changed.

The base of each value is what the same cell said when a file was read before, so that a file
that nobody touched never undoes what people wrote in the workbooks since.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.merge import Merged, merge_said
from mipg_helpers.plan_workbook.returned_changes import same
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.store.plan_book_records import Origin, Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mipg_helpers.sources.plan_model import ParsedPlan, PlanRow
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_records import Resultado

#: Before the header of a column without field, whose texts are kept beside the plan.
EXTRA = "otra:"


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """What one file gave to the book; `retiradas` are actions that it held before and not now."""

    parsed: ParsedPlan
    merged: Merged
    nuevas: tuple[str, ...] = ()
    retiradas: tuple[str, ...] = ()
    es_repetido: bool = False


def load_plan(
    book: PlanBook, entidad_id: str, vigencia_plan: int, parsed: ParsedPlan
) -> LoadedPlan:
    """Note what a plan says, inside `PlanBook.writing`; the same file twice notes nothing."""
    known = book.said(entidad_id, vigencia_plan)
    read_before = [one for one in known if one.origen.clase == "lectura"]
    current = book.cells(entidad_id, vigencia_plan)
    if any(one.origen.sha256 == parsed.sha256 for one in read_before):
        return LoadedPlan(parsed, Merged(current, ()), es_repetido=True)
    base = {one.key: one.valor for one in read_before}
    merged = merge_said(
        current,
        [said for row in parsed.rows for said in _said(row, parsed, base)],
        disputed=book.disputed(entidad_id, vigencia_plan),
        settled=book.settled(entidad_id, vigencia_plan),
        past=book.past(entidad_id, vigencia_plan),
    )
    book.add_said(entidad_id, vigencia_plan, merged.said)
    now, before = {row.accion_id for row in parsed.rows}, {key.accion_id for key in current}
    held = {o.key.accion_id for o in read_before if o.origen.archivo == parsed.archivo}
    return LoadedPlan(parsed, merged, tuple(sorted(now - before)), tuple(sorted(held - now)))


def _said(row: PlanRow, parsed: ParsedPlan, base: dict[CellKey, str]) -> Iterable[Said]:
    for key, value in row.cells.items():
        before = base.get(key, "")
        if not same(value, before):
            origin = _origin(parsed, row, row.columns.get(key, ""))
            yield Said(key, value, before, "tomado", origin)
    for header, text in row.extra.items():
        key = CellKey(row.accion_id, f"{EXTRA}{header}")
        result: Resultado = "rechazado"
        if text and text != base.get(key, ""):
            motive = "columna sin campo en el plan, o texto que no se pudo interpretar"
            yield Said(key, text, base.get(key, ""), result, _origin(parsed, row), motive)


def _origin(parsed: ParsedPlan, row: PlanRow, column: str = "") -> Origin:
    return Origin(
        clase="lectura",
        archivo=parsed.archivo,
        sha256=parsed.sha256,
        hoja=parsed.hoja,
        fila=row.fila,
        columna=column,
    )
