"""Bring what many returned workbooks say together with the plan, cell by cell.

Pure. Each value is compared with what its author had before the eyes (the base) and with
what the plan says now. The same workbooks in any order give the same plan as long as nobody
contradicts anybody, and the same conflicts when somebody does; a workbook merged twice
changes nothing more. Conflicts are listed with everybody who said something, never decided.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.returned_changes import read_changes, same

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mipg_helpers.plan_workbook.model import Returned
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.plan_cells import CellKey, Cells
    from mipg_helpers.sources.model import Finding
    from mipg_helpers.store.plan_book_records import Said


@dataclass(frozen=True, slots=True)
class Merged:
    """The plan after the merge and everything that was said, taken or not.

    `said` holds each value with what became of it, file by file and row by row, so that new
    actions keep the order of their rows. `changes` are those that changed the plan, `disputed`
    those that a person decides.
    """

    cells: Cells
    said: tuple[Said, ...]
    problems: tuple[Finding, ...] = ()

    @property
    def changes(self) -> tuple[Said, ...]:
        return tuple(one for one in self.said if one.resultado == "tomado")

    @property
    def disputed(self) -> tuple[Said, ...]:
        return tuple(one for one in self.said if one.resultado == "disputado")


def merge(
    current: Mapping[CellKey, str],
    returns: Iterable[Returned],
    catalog: Catalog,
    *,
    disputed: Iterable[Said] = (),
    settled: frozenset[tuple[CellKey, str, str]] = frozenset(),
    past: Mapping[CellKey, Sequence[str]] | None = None,
) -> Merged:
    """Merge returned workbooks into the plan.

    Parameters
    ----------
    current
        The plan as it is now.
    returns
        Workbooks with what was sent in each of them as `base`.
    disputed
        Values already in dispute: who changes the same base joins the dispute.
    settled
        Changes about which a person decided already; they are not asked again.
    past
        What each cell said before, oldest first: who says late what the plan said since, and
        others changed knowingly, contradicts nobody.
    """
    read = [read_changes(returned, catalog) for returned in _unique(returns)]
    said = [one for changes in read for one in changes.said]
    problems = [problem for changes in read for problem in changes.problems]
    merged = merge_said(current, said, disputed=disputed, settled=settled, past=past)
    return replace(merged, problems=tuple(problems))


def merge_said(
    current: Mapping[CellKey, str],
    said: Iterable[Said],
    *,
    disputed: Iterable[Said] = (),
    settled: frozenset[tuple[CellKey, str, str]] = frozenset(),
    past: Mapping[CellKey, Sequence[str]] | None = None,
) -> Merged:
    """Merge values into the plan; those ``rechazado`` are kept as they are."""
    bases: dict[CellKey, set[str]] = defaultdict(set)
    for one in disputed:
        bases[one.key].add(one.base)
    by_key: dict[CellKey, list[Said]] = defaultdict(list)
    for one in sorted(said, key=_order):
        by_key[one.key].append(one)
    cells, result = dict(current), []
    for key, values in sorted(by_key.items()):
        said_since = [*(past or {}).get(key, ()), cells.get(key, "")]
        now, judged = _judge_cell(said_since, values, bases[key], settled)
        cells[key] = now
        result += judged
    result.sort(key=_place)
    return Merged({key: value for key, value in cells.items() if value}, tuple(result))


def _judge_cell(
    past: Sequence[str],
    values: Sequence[Said],
    disputed_bases: set[str],
    settled: frozenset[tuple[CellKey, str, str]],
) -> tuple[str, list[Said]]:
    """Decide what becomes of the values said of one cell; give its value after that.

    `past` is what the cell said, oldest first; the last one is what it says now.
    """
    now = past[-1]
    open_ones = [v for v in values if v.resultado != "rechazado" and v.change not in settled]
    fresh = [
        value
        for value in open_ones
        if same(value.base, now) and not same(value.valor, now) and value.base not in disputed_bases
    ]
    agreed = bool(fresh) and all(same(value.valor, fresh[0].valor) for value in fresh)
    taken = fresh[0] if agreed else None
    after = taken.valor if taken else now
    judged = []
    for value in values:
        if value.resultado == "rechazado":
            judged.append(value)
        elif value is taken:
            judged.append(replace(value, resultado="tomado"))
        elif same(value.valor, after) or _was_said_since(value, past):
            judged.append(replace(value, resultado="coincide"))
        elif value.change in settled:
            judged.append(replace(value, resultado="decidido"))
        else:
            judged.append(replace(value, resultado="disputado"))
    return after, judged


def _was_said_since(value: Said, past: Sequence[str]) -> bool:
    """Tell whether the plan came to say a value after its author looked."""
    seen = [place for place, text in enumerate(past) if same(text, value.base)]
    since = past[seen[-1] + 1 :] if seen else past
    return any(same(text, value.valor) for text in since)


def _unique(returns: Iterable[Returned]) -> list[Returned]:
    """Keep each file once, in an order that does not depend on how they were listed."""
    return [one for _, one in sorted({each.sha256: each for each in returns}.items())]


def _order(said: Said) -> tuple[CellKey, str, str, str, int]:
    origin = said.origen
    return said.key, said.valor, origin.sha256, origin.hoja, origin.fila or 0


def _place(said: Said) -> tuple[str, str, int, CellKey, str]:
    origin = said.origen
    return origin.sha256, origin.hoja, origin.fila or 0, said.key, said.valor
