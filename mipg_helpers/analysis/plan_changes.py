"""What changed in a plan, cell by cell, since the cut-off before.

From the log of everything that was said of the plan: several changes of one cell are one, from
what it said before to what it says now; a cell that came back to its old value did not change.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from mipg_helpers.analysis.follow_up_profile import ActionChanges, CellChange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from mipg_helpers.analysis.follow_up_profile import ActionProgress
    from mipg_helpers.analysis.plan import CellKey
    from mipg_helpers.analysis.plan_cuts import Cut


def group_changes(
    changes: Iterable[CellChange],
    items: Sequence[ActionProgress],
    cut: Cut | None,
    columns: Mapping[str, int],
) -> tuple[ActionChanges, ...]:
    """Gather what changed in the actions of the scope since the cut-off before.

    What is reported for a cut-off arrives after it: those columns are compared as they stand
    for both cut-offs. Other columns: as they were at the end of the previous one.

    Parameters
    ----------
    changes
        Everything that was ever taken into the plan, with moments in the time of the entidad.
    items
        The actions of the scope; the result follows their order.
    cut
        The cut-off; without one before it, what came after the plan was first written.
    columns
        Place of each column, to order the cells of an action.

    Returns
    -------
    One entry per action that changed. Cells said together with a new action are not listed.
    """
    log = sorted(changes, key=lambda change: change.momento)
    if not log or cut is None:
        return ()
    first_moment, since = log[0].momento, cut.anterior

    def is_later(moment: datetime) -> bool:
        return moment > first_moment if since is None else moment.date() > since

    born = _births(log)
    found = _since(log, born, is_later)
    if since is not None:
        found = _between(log, found, since.isoformat(), cut.corte.isoformat())
    new = {accion_id for accion_id, moment in born.items() if is_later(moment)}
    by_action: dict[str, list[CellChange]] = defaultdict(list)
    for change in found:
        if change.antes != change.despues:
            by_action[change.key.accion_id].append(change)
    return tuple(
        made
        for item in items
        if (made := _of_action(item, by_action, columns, is_new=item.accion.accion_id in new))
    )


def _since(
    log: Iterable[CellChange],
    born: Mapping[str, datetime],
    is_later: Callable[[datetime], bool],
) -> list[CellChange]:
    """Make one change of all those of a cell; what came with its action is none."""
    cells: dict[CellKey, CellChange] = {}
    for change in log:
        if is_later(change.momento) and change.momento != born[change.key.accion_id]:
            first = cells.get(change.key, change)
            cells[change.key] = replace(change, antes=first.antes)
    return list(cells.values())


def _between(
    log: Iterable[CellChange], found: Iterable[CellChange], before: str, after: str
) -> list[CellChange]:
    """Compare the columns with one value per cut-off as they stand for both cut-offs."""
    last = {change.key: change for change in log}
    compared = []
    for key, change in last.items():
        if key.corte == after:
            old = last.get(key._replace(corte=before))
            compared.append(replace(change, antes=old.despues if old else ""))
    return [*(change for change in found if change.key.corte != after), *compared]


def _births(log: Iterable[CellChange]) -> dict[str, datetime]:
    """Say when each action was first written: all that was said then came with it."""
    born: dict[str, datetime] = {}
    for change in log:
        born.setdefault(change.key.accion_id, change.momento)
    return born


def _of_action(
    item: ActionProgress,
    by_action: Mapping[str, Sequence[CellChange]],
    columns: Mapping[str, int],
    *,
    is_new: bool,
) -> ActionChanges | None:
    accion = item.accion
    cells = sorted(
        by_action.get(accion.accion_id, ()),
        key=lambda change: (change.key.corte, columns.get(change.key.campo, len(columns))),
    )
    if not cells and not is_new:
        return None
    return ActionChanges(
        accion_id=accion.accion_id,
        politica=accion.politica,
        nombre_politica=item.nombre_politica,
        texto=accion.accion,
        es_nueva=is_new,
        cambios=tuple(cells),
    )
