"""Tell the workbooks of the evidence from those of the plan, when both come in together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.evidence_workbook.control import is_evidence_workbook
from mipg_helpers.evidence_workbook.kind import EVIDENCE_PAPER
from mipg_helpers.plan_workbook.conflicts import is_conflict_file
from mipg_helpers.sources.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def part_by_book(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Part files into those of the plan and those of the evidence, each in the order given.

    What cannot be read goes with the plan, where it is refused with its reason.
    """
    plan: list[Path] = []
    evidence: list[Path] = []
    for path in paths:
        (evidence if _is_evidence(path) else plan).append(path)
    return tuple(plan), tuple(evidence)


def _is_evidence(path: Path) -> bool:
    try:
        sheets = read_workbook(path)
    except Exception:  # noqa: BLE001  whatever is wrong with a file is told when it is received
        return False
    return is_evidence_workbook(sheets) or is_conflict_file(sheets, EVIDENCE_PAPER)
