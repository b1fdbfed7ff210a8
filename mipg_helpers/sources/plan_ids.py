"""Give every action of a plan its stable id.

The entidad's own id identifies an action; a number that only counts rows does not, because it
moves when a row is inserted. Without own id the politica, the question and the text identify.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from mipg_helpers.reference.ids import foreign_action_id
from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.findings import quoted
from mipg_helpers.sources.plan_cell_reading import CellReading
from mipg_helpers.sources.plan_header import ACCION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.sources.plan_draft import DraftRow, PlanContext
    from mipg_helpers.sources.plan_problems import Problems

_OWN, _TEXT = "id", "texto"


def name_actions(drafts: Sequence[DraftRow], context: PlanContext, problems: Problems) -> list[str]:
    """Give one id per row, in order, all different, and tell repeated ids and texts.

    An own id that several rows bear identifies them together with their text; rows that are
    equal in that too are numbered.
    """
    bearers = Counter(fold(draft.own_id) for draft in drafts)
    keys = [_key(draft, is_unique=bearers[fold(draft.own_id)] == 1) for draft in drafts]
    _tell_repeated_ids(drafts, problems)
    _tell_repeated_texts(drafts, problems)
    seen: Counter[tuple[str, ...]] = Counter()
    ids = []
    for draft, key in zip(drafts, keys, strict=True):
        folded = tuple(map(fold, key))
        seen[folded] += 1
        again = (str(seen[folded]),) if seen[folded] > 1 else ()
        tipo = draft.get("tipo_plan")
        ids.append(foreign_action_id(context.entidad_id, context.vigencia_plan, tipo, *key, *again))
    return ids


def _key(draft: DraftRow, *, is_unique: bool) -> tuple[str, ...]:
    said = (draft.get("politica"), draft.get("codigo_pregunta"), draft.get(ACCION))
    if not draft.own_id:
        return (_TEXT, *said)
    return (_OWN, draft.own_id) if is_unique else (_OWN, draft.own_id, *said)


def _tell_repeated_ids(drafts: Sequence[DraftRow], problems: Problems) -> None:
    bearers = Counter(fold(draft.own_id) for draft in drafts if draft.own_id)
    for draft in drafts:
        if bearers[fold(draft.own_id)] > 1:
            problem = f"el id {quoted(draft.own_id)} está en varias acciones"
            hint = "dé a cada acción su propio id; mientras tanto las distingue su texto"
            found = CellReading("", "id repetido", problem, hint, "aviso", draft.own_id)
            problems.add(draft.row, None, found, group=(fold(draft.own_id),))


def _tell_repeated_texts(drafts: Sequence[DraftRow], problems: Problems) -> None:
    rows: dict[str, list[DraftRow]] = defaultdict(list)
    for draft in drafts:
        rows[fold(draft.get(ACCION))].append(draft)
    for same in (group for group in rows.values() if len(group) > 1):
        text = same[0].get(ACCION)
        problem = f"la misma acción está en varias filas: {quoted(text)}"
        hint = "revise si es una sola acción que sirve a varias políticas o recomendaciones"
        for draft in same:
            found = CellReading("", "texto repetido", problem, hint, "aviso", text)
            problems.add(draft.row, None, found, group=(fold(text),))
