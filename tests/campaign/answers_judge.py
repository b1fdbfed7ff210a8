"""Try one case of answers or plans as an operator would, and judge what the books say after it."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from campaign.answers import answers
from campaign.answers_desk import BACK, GOOD, SUBJECT, prepare
from campaign.corpus import ENTIDAD
from campaign.hostile import chosen, try_all
from campaign.judge import (
    REFUSALS,
    Verdict,
    faults_of,
    in_own_process,
    listing,
    make_outputs,
    run_order,
)
from campaign.search import problems_in
from campaign.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from campaign.corpus import Case
    from campaign.judge import Ended

TABLES = ("valores", "envios", "recibidos", "parejas")
BOOKS = ("plan.sqlite", "evidencias.sqlite")
REPORTS = ("seguimiento", "seguimiento_politica", "preparacion_politica")
#: How an account tells that something was understood otherwise, or waits for a person.
TOLD = ("Problemas (", "Conflictos sin decidir (", "versión anterior")
#: Marks that a screen would obey.
SCREEN = ("\x1b", "\x07", "\x08", "\x00", "\u202e")
#: What the good workbook says that must be in the plan, at least.
TAKEN = 20

Rows = dict[str, set[tuple[object, ...]]]


def run_answers(root: Path, *, every: int = 1, tell: Callable[[str], object] = print) -> Tally:
    """Try every case of answers and plans, each on a copy of one desk."""
    tally = Tally("Respuestas y planes hostiles")
    prepare(root / "mesa")
    try_all(tally, len(chosen(answers(), every)), partial(_try_number, root, every), tell)
    return tally


def _try_number(root: Path, every: int, number: int) -> Verdict:
    place = root / f"respuesta-{number:03d}" / "caso"
    place.parent.mkdir(parents=True)
    return try_answer(chosen(answers(), every)[number], root / "mesa", place)


def try_answer(case: Case, mesa: Path, root: Path, *, outputs: bool = True) -> Verdict:
    """Lay out a desk, write what comes back, take it in, make outputs, and look at everything."""
    verdict = Verdict(case.label)
    started = time.monotonic()
    shutil.copytree(mesa, root)
    case.write(root)
    beside, came, before = listing(root.parent), _files(root / BACK), said_in_books(root / "plan")
    ended = in_own_process(lambda: run_order(_words(case, root)), root / "orden.txt")
    verdict.peak_mb = ended.peak_mb
    verdict.problems += [*faults_of(ended), *_ill_told(ended, listing(root / BACK))]
    verdict.outcome = _outcome(ended)
    after = said_in_books(root / "plan")
    verdict.problems += lost(before, after)
    if not case.options:
        verdict.problems += _not_taken(after)
        _again(case, root, after, verdict)
    if outputs and case.goes_on and (ended.code == 0 or not case.options):
        make_outputs(root, verdict, ENTIDAD, REPORTS)
        verdict.problems += lost(after, said_in_books(root / "plan"))
    if _files(root / BACK) != came:
        verdict.problems.append("what came in was changed")
    if listing(root.parent) != beside:
        verdict.problems.append("something was written beside the folder of the case")
    shutil.rmtree(root / "plan" / "recibidos", ignore_errors=True)  # as they came, hostile
    verdict.problems += problems_in(root / "plan", private=str(root.parent))
    verdict.seconds = time.monotonic() - started
    shutil.rmtree(root)
    return verdict


def _words(case: Case, root: Path) -> list[str]:
    where = ["--datos", str(root / "tidy")]
    if not case.options:
        return ["recibir", str(root / BACK), *where]
    files = [path for path in sorted((root / BACK).iterdir()) if path.suffix in {".csv", ".xlsx"}]
    plans = [word for path in files if path.name != GOOD for word in ("--leer", str(path))]
    return ["plan", *SUBJECT, *where, "--salida", str(root / "salidas"), *plans, *case.options]


def _outcome(ended: Ended) -> str:
    if ended.code in REFUSALS:
        return "rechazado"
    if ended.code:
        return "mal"
    return "reparado" if any(mark in ended.printed for mark in TOLD) else "cargado"


def _ill_told(ended: Ended, names: Iterable[str]) -> list[str]:
    """Find a refusal that names none of the files, and what a screen would obey."""
    found = [f"printed the mark {mark!r}" for mark in SCREEN if mark in ended.printed]
    if ended.code and "«" not in ended.printed and not any(n in ended.printed for n in names):
        found.append(f"refused without naming the file: {ended.printed[-200:]}")
    return found


def said_in_books(folder: Path) -> Rows:
    """Give every row of the books of a desk, by book and table; a broken book has none."""
    rows: Rows = {}
    for name in BOOKS:
        with closing(sqlite3.connect(folder / name)) as book:
            if book.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                continue
            there = {name for (name,) in book.execute("SELECT name FROM sqlite_master")}
            for table in there.intersection(TABLES):
                rows[f"{name} {table}"] = set(book.execute(f"SELECT * FROM {table}"))  # noqa: S608
    return rows


def lost(before: Rows, after: Rows) -> list[str]:
    """Tell what was said before and is not any more: the books only ever grow."""
    return [
        f"{name}: {len(rows - after.get(name, set()))} rows are lost"
        for name, rows in before.items()
        if not rows <= after.get(name, set())
    ]


def _not_taken(after: Rows) -> list[str]:
    """Check that the good workbook beside was taken in, whatever else came."""
    taken = [row for row in after["plan.sqlite valores"] if GOOD in row and "tomado" in row]
    return [] if len(taken) >= TAKEN else [f"of the good workbook {len(taken)} cells were taken"]


def _again(case: Case, root: Path, after: Rows, verdict: Verdict) -> None:
    """Receive the same once more: it changes nothing."""
    ended = in_own_process(lambda: run_order(_words(case, root)), root / "orden.txt")
    verdict.problems += [f"again: {fault}" for fault in faults_of(ended)]
    if said_in_books(root / "plan") != after:
        verdict.problems.append("received again, it changed the books")


def _files(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
