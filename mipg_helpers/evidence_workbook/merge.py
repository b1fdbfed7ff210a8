"""Bring what many returned evidence workbooks say together with the book, cell by cell.

Pure, and by the rules of `plan_workbook.merge`. Besides, a review is of the evidence that its
author had before the eyes: it is not taken when that evidence has changed since, and evidence
that changes waits for review again. So the order in which workbooks come in makes no
difference.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mipg_helpers.evidence_workbook.changes import read_changes
from mipg_helpers.evidence_workbook.layout import ENLACE
from mipg_helpers.plan_workbook.merge import Merged, merge_said
from mipg_helpers.plan_workbook.returned_changes import same
from mipg_helpers.reference.evidence_tables import DECISION, ESTADO
from mipg_helpers.sources.model import Finding
from mipg_helpers.store.evidence_book import CUMPLE, row_name
from mipg_helpers.store.plan_book_records import Origin, Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mipg_helpers.plan_workbook.model import Returned
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.plan_cells import CellKey

#: What a review is about: when one of them changes, the review no longer holds.
REVIEWED = (CUMPLE, ENLACE, "fecha")
CHANGED = "la evidencia cambió después de la revisión"


def merge_evidence(
    current: Mapping[CellKey, str],
    returns: Iterable[Returned],
    catalog: Catalog,
    *,
    disputed: Iterable[Said] = (),
    settled: frozenset[tuple[CellKey, str, str]] = frozenset(),
    past: Mapping[CellKey, Sequence[str]] | None = None,
) -> Merged:
    """Merge returned workbooks into the book; see `plan_workbook.merge.merge`."""
    sent = {returned.sha256: returned for returned in returns}
    read = [read_changes(returned, catalog) for _, returned in sorted(sent.items())]
    said = [one for changes in read for one in changes.said]
    known: dict[str, Any] = {"disputed": tuple(disputed), "settled": settled, "past": past}
    reported = merge_said(current, (one for one in said if not _is_review(one)), **known)
    reviews = [
        _against(one, sent[one.origen.sha256], reported.cells) for one in said if _is_review(one)
    ]
    reviewed = merge_said(reported.cells, reviews, **known)
    again = pending_again(current, (*reported.changes, *reviewed.changes))
    cells = {**reviewed.cells, **{one.key: one.valor for one in again}}
    problems = [problem for changes in read for problem in changes.problems]
    problems += [_stale(one, sent[one.origen.sha256]) for one in reviews if one.motivo == CHANGED]
    return Merged(
        {key: value for key, value in cells.items() if value},
        (*reported.said, *reviewed.said, *again),
        tuple(problems),
    )


def pending_again(current: Mapping[CellKey, str], taken: Sequence[Said]) -> tuple[Said, ...]:
    """Undo the reviews of `current` whose evidence changes, unless it is reviewed again."""
    reviewed = {one.key.accion_id for one in taken if one.key.campo == ESTADO}
    changed = {one.key.accion_id for one in taken if one.key.campo in REVIEWED} - reviewed
    return tuple(
        Said(key, "", value, "tomado", Origin("propuesta"), CHANGED)
        for key, value in sorted(current.items())
        if key.campo in DECISION and key.accion_id in changed
    )


def _is_review(said: Said) -> bool:
    return said.key.campo in DECISION


def _against(said: Said, returned: Returned, cells: Mapping[CellKey, str]) -> Said:
    """Refuse a review of evidence that is not there any more."""
    addresses = [said.key._replace(campo=campo) for campo in REVIEWED]
    is_current = all(same(returned.base.get(key, ""), cells.get(key, "")) for key in addresses)
    if is_current or said.resultado == "rechazado":
        return said
    return replace(said, resultado="rechazado", motivo=CHANGED)


def _stale(said: Said, returned: Returned) -> Finding:
    place = said.origen
    return Finding(
        archivo=returned.archivo,
        hoja=place.hoja,
        fila=place.fila,
        columna=place.columna,
        valor=row_name(said.key.accion_id),
        tipo="revisión anterior",
        gravedad="error",
        mensaje="la evidencia cambió después de enviarse este libro; la revisión no se tomó",
        accion="revise la evidencia de hoy en el libro que escribe «mipg preparar»",
    )
