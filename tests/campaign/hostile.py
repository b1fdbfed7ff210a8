"""The first part of the campaign: every case of the corpus, tried and judged."""

from __future__ import annotations

import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from campaign.corpus import corpus
from campaign.judge import try_case
from campaign.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from campaign.corpus import Case
    from campaign.judge import Verdict

#: In the short form one case in so many of each family, at least one.
SHORT = 60
#: How far apart families begin, so that they do not all try the same text.
STEP = 7
TRACES = ("printed", "the process died", "ended with code")


def chosen(cases: Sequence[Case], every: int) -> list[Case]:
    """Take one case in `every` of each family, each family beginning at another place."""
    families: dict[str, list[Case]] = {}
    for case in cases:
        families.setdefault(case.family, []).append(case)
    picked = []
    for number, members in enumerate(families.values()):
        start = STEP * number % min(every, len(members))
        picked += members[start::every]
    return picked


def run_hostile(root: Path, *, every: int = 1, tell: Callable[[str], object] = print) -> Tally:
    """Try the corpus below `root`, as many cases at once as there are cores; count what came."""
    tally = Tally("Entradas hostiles")
    try_all(tally, len(chosen(corpus(), every)), partial(_try_number, root, every), tell)
    return tally


def try_all(
    tally: Tally,
    number: int,
    try_number: Callable[[int], Verdict],
    tell: Callable[[str], object],
) -> None:
    """Try so many cases, as many at once as there are cores, and count what came of them."""
    started = time.monotonic()
    # Forked while this process has one thread only; each worker keeps its own warm process.
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(len(os.sched_getaffinity(0)), context) as pool:
        for verdict in pool.map(try_number, range(number)):
            _count(verdict, tally, tell)
    tally.seconds = time.monotonic() - started


def _try_number(root: Path, every: int, number: int) -> Verdict:
    """Try a case in a folder that it has for itself, so that what it writes beside is its own."""
    place = root / f"caso-{number:03d}" / "caso"
    place.mkdir(parents=True)
    return try_case(chosen(corpus(), every)[number], place)


def _count(verdict: Verdict, tally: Tally, tell: Callable[[str], object]) -> None:
    tally.tried += 1
    tally.outcomes[verdict.outcome] += 1
    tally.reports += verdict.reports
    tally.lost += verdict.lost
    tally.peak_mb = max(tally.peak_mb, verdict.peak_mb)
    traces = [p for p in verdict.problems if any(word in p for word in TRACES)]
    tally.traces += bool(traces)
    tally.escapes += len(verdict.problems) > len(traces)
    for problem in verdict.problems:
        tally.problems.append(f"{verdict.label}: {problem}")
        tell(f"  {tally.problems[-1]}")
