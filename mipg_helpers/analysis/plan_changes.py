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
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from mipg_helpers.analysis.follow_up_profile import ActionProgress
    from mipg_helpers.analysis.plan import CellKey


def group_changes(
    changes: Iterable[CellChange],
    items: Sequence[ActionProgress],
    since: date | None,
    columns: Mapping[str, int],
) -> tuple[ActionChanges, ...]:
    """Gather what changed in the actions of the scope.

    Parameters
    ----------
    changes
        Everything that was ever taken into the plan, with moments in the time of the entidad.
    items
        The actions of the scope; the result follows their order.
    since
        Keep what came after this day; None: after the plan was first written.
    columns
        Place of each column, to order the cells of an action.

    Returns
    -------
    One entry per action that changed. Cells said together with a new action are not listed.
    """
    log = sorted(changes, key=lambda change: change.momento)
    if not log:
        return ()
    first_moment = log[0].momento

    def is_later(moment: datetime) -> bool:
        return moment > first_moment if since is None else moment.date() > since

    born = _births(log)
    by_action: dict[str, dict[CellKey, CellChange]] = defaultdict(dict)
    for change in log:
        if not is_later(change.momento) or change.momento == born[change.key.accion_id]:
            continue
        cells = by_action[change.key.accion_id]
        first = cells.get(change.key, change)
        cells[change.key] = replace(change, antes=first.antes)
    new = {accion_id for accion_id, moment in born.items() if is_later(moment)}
    return tuple(
        made
        for item in items
        if (made := _of_action(item, by_action, columns, is_new=item.accion.accion_id in new))
    )


def _births(log: Iterable[CellChange]) -> dict[str, datetime]:
    """Say when each action was first written: all that was said then came with it."""
    born: dict[str, datetime] = {}
    for change in log:
        born.setdefault(change.key.accion_id, change.momento)
    return born


def _of_action(
    item: ActionProgress,
    by_action: Mapping[str, Mapping[CellKey, CellChange]],
    columns: Mapping[str, int],
    *,
    is_new: bool,
) -> ActionChanges | None:
    accion = item.accion
    cells = [
        change
        for change in by_action.get(accion.accion_id, {}).values()
        if change.antes != change.despues
    ]
    if not cells and not is_new:
        return None
    cells.sort(key=lambda change: (change.key.corte, columns.get(change.key.campo, len(columns))))
    return ActionChanges(
        accion_id=accion.accion_id,
        politica=accion.politica,
        nombre_politica=item.nombre_politica,
        texto=accion.accion,
        es_nueva=is_new,
        cambios=tuple(cells),
    )
