"""What changed in a plan between two cut-offs, cell by cell, from the log of the book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mipg_helpers.analysis.follow_up_profile import CellChange

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, tzinfo

    from mipg_helpers.reference.plan_cells import CellKey
    from mipg_helpers.store.plan_book_records import Said


def list_changes(said: Iterable[Said], zone: tzinfo) -> tuple[CellChange, ...]:
    """List every value that was taken and the one before it, in the order they were noted."""
    last: dict[CellKey, Said] = {}
    changes = []
    for one in said:
        if one.resultado == "tomado":
            change = _change(last.get(one.key), one)
            changes.append(replace(change, momento=change.momento.astimezone(zone)))
            last[one.key] = one
    return tuple(changes)


def compare_cut_offs(
    said: Iterable[Said], before: datetime, after: datetime, corte_anterior: str, corte: str
) -> tuple[CellChange, ...]:
    """List the cells that changed from one cut-off to the next, by cell.

    Columns with one value per cut-off are compared as they stand for both cut-offs, whenever
    they were reported: what is said of a cut-off arrives after it. The change bears the
    address of the later one. Other columns: as they were at the end of both days.

    Parameters
    ----------
    said
        All that was said of the plan, in the order it was noted.
    before, after
        The ends of both days.
    corte_anterior, corte
        The cut-offs as cells name them, ISO.
    """
    taken = [one for one in said if one.resultado == "tomado"]
    last = {one.key: one for one in taken}
    changes = [
        _change(last.get(key._replace(corte=corte_anterior)), one)
        for key, one in last.items()
        if key.corte == corte
    ]
    old, new = _fold(taken, before), _fold(taken, after)
    changes += [_change(old.get(key), one) for key, one in new.items()]
    return tuple(sorted((c for c in changes if c.antes != c.despues), key=lambda c: c.key))


def _fold(taken: Iterable[Said], until: datetime) -> dict[CellKey, Said]:
    return {
        one.key: one
        for one in taken
        if not one.key.corte and one.momento is not None and one.momento <= until
    }


def _change(old: Said | None, new: Said) -> CellChange:
    if new.momento is None:
        raise ValueError("changes are read from the book, which notes the moment of each value")
    return CellChange(
        key=new.key,
        antes=old.valor if old else "",
        despues=new.valor,
        origen=new.origen.archivo or new.origen.clase,
        momento=new.momento,
    )
