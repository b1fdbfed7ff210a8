"""What each kind of workbook that comes back is received with: its reader, merge and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.conflicts import PLAN_PAPER
from mipg_helpers.plan_workbook.merge import merge
from mipg_helpers.plan_workbook.read import read_returned

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from mipg_helpers.plan_workbook.conflicts import Paper
    from mipg_helpers.plan_workbook.merge import Merged
    from mipg_helpers.plan_workbook.model import Returned
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.forms import Form
    from mipg_helpers.reference.plan_cells import CellKey
    from mipg_helpers.store.plan_book_records import Said


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of workbook.

    `que` names what one is about, `orden` is the command that writes it, `problemas` the file
    of what could not be taken.

    `merge` takes what `plan_workbook.merge.merge` takes. `follow` gives what else changes when
    a person's decision does: the cells before it, and the decision. `objection` says why a value
    that a person decides on may not be taken.
    """

    read: Callable[[Path, Catalog], Returned]
    merge: Callable[..., Merged]
    follow: Callable[[Mapping[CellKey, str], Sequence[Said]], Sequence[Said]]
    objection: Callable[[CellKey, str], str]
    form: Callable[[Catalog], Form]
    paper: Paper
    que: Callable[[Returned], str]
    orden: str
    problemas: str


PLAN = Kind(
    read=read_returned,
    merge=merge,
    follow=lambda _cells, _decided: (),
    objection=lambda _key, _value: "",
    form=lambda catalog: catalog,
    paper=PLAN_PAPER,
    que=lambda returned: f"plan {returned.vigencia_plan}",
    orden="mipg plan",
    problemas="problemas.csv",
)
