"""What each kind of workbook that comes back is received with: its reader, merge and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.conflicts import PLAN_PAPER
from mipg_helpers.plan_workbook.merge import merge
from mipg_helpers.plan_workbook.read import read_returned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mipg_helpers.plan_workbook.conflicts import Paper
    from mipg_helpers.plan_workbook.merge import Merged
    from mipg_helpers.plan_workbook.model import Returned
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.forms import Form


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of workbook; `orden` is the command that writes it, `problemas` the file of problems.

    `merge` takes what `plan_workbook.merge.merge` takes.
    """

    read: Callable[[Path, Catalog], Returned]
    merge: Callable[..., Merged]
    form: Callable[[Catalog], Form]
    paper: Paper
    orden: str
    problemas: str


PLAN = Kind(
    read=read_returned,
    merge=merge,
    form=lambda catalog: catalog,
    paper=PLAN_PAPER,
    orden="mipg plan",
    problemas="problemas.csv",
)
