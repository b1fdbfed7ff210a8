"""Change the code a little and see whether a test notices: ``mutants.py --muestra 5 --semilla 7``.

A seeded sample of the changes of every module of `sources`, `analysis` and `plan_workbook` (or of
the packages and modules named) is tried, each on a copy of the tree outside it, with the unit
tests and cases that reach the changed function. Modules in which a silent error would publish a
wrong figure give twice as many.

What was tried is kept in the folder of ``--carpeta``, so that another run with the same folder
goes on where this one ended. Changes that cannot be told from the code as it is stand in
``equivalentes.csv``, with the reason, and are not tried. The exit code is 1 when any lives.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from campaign.mutant_runs import reach_of, try_mutant  # noqa: E402  the folder is on the path now
from campaign.mutations import Mutation, mutations_of  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Done = dict[str, object]

PACKAGES = ("sources", "analysis", "plan_workbook")
EQUIVALENT = Path(__file__).with_name("equivalentes.csv")
#: Beginnings of the names of modules whose silent errors would be published.
WEIGHTY = (
    "sources/cleaning", "sources/points", "sources/results", "sources/measures",
    "sources/plan_values", "sources/plan_dates", "sources/plan_percents", "sources/target_values",
    "analysis/gaps", "analysis/peers", "analysis/trends", "analysis/priorities", "analysis/scores",
    "analysis/recommendations", "analysis/plan_progress", "analysis/plan_quality",
    "analysis/coverage", "analysis/comparison", "analysis/comparable", "analysis/readiness",
    "plan_workbook/merge", "plan_workbook/read", "plan_workbook/returned_changes",
    "plan_workbook/conflicts",
)  # fmt: skip
KILLED, SURVIVED, TIMED_OUT, UNREACHED = "muere", "vive", "no termina", "sin prueba"


class Task(NamedTuple):
    """A change to try in a module, named by its path in the tree."""

    module: str
    mutation: Mutation

    @property
    def name(self) -> str:
        found = self.mutation
        return f"{self.module}|{found.function}|{found.original}|{found.mutant}"


def main(arguments: Sequence[str]) -> int:
    asked = _parser().parse_args(arguments)
    folder = asked.carpeta.resolve()
    if folder.is_relative_to(ROOT):
        sys.exit("la carpeta debe estar fuera del proyecto")
    copies = [_copy_of_tree(folder / f"copia-{number}") for number in range(1, asked.procesos + 1)]
    modules = _modules(copies[0], asked.partes)
    tasks = sample(copies[0], modules, size=asked.muestra, seed=asked.semilla)
    say(f"{len(tasks)} mutantes; se mira qué pruebas llegan a cada función …")
    reach = reach_of(copies[0], folder / "alcance.json")
    record = folder / "resultados.jsonl"
    # A change that lives is tried again: its test may have been written in the meantime.
    seen = {name for name, done in _read(record).items() if done["fin"] in {KILLED, TIMED_OUT}}
    waiting = [task for task in tasks if task.name not in seen]
    ends = time.monotonic() + asked.minutos * 60
    _try_all(waiting, copies, reach, record, ends)
    results = _read(record)
    done = [results[task.name] for task in tasks if task.name in results]
    _tell(done, n_asked=len(tasks))
    return int(any(item["fin"] in {SURVIVED, UNREACHED} for item in done))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("partes", nargs="*", default=PACKAGES, help="sources, analysis/gaps …")
    parser.add_argument("--muestra", type=int, default=2, help="changes per module")
    parser.add_argument("--semilla", type=int, default=7, help="another one, another sample")
    parser.add_argument("--minutos", type=float, default=60, help="begin no change after them")
    parser.add_argument("--procesos", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--carpeta", type=Path, default=Path("/tmp/mipg-mutantes"))  # noqa: S108
    return parser


def _modules(root: Path, parts: Iterable[str]) -> list[str]:
    """List the modules of packages ("analysis") and beginnings of names ("analysis/plan_")."""
    package = root / "mipg_helpers"
    found = {path for part in parts for path in package.glob(f"{part}*") if path.suffix == ".py"}
    found |= {path for part in parts for path in (package / part).glob("*.py")}
    return sorted(path.relative_to(root).as_posix() for path in found)


def sample(root: Path, modules: Iterable[str], *, size: int, seed: int) -> list[Task]:
    """Choose the changes of each module, and mix them, so that a short time sees all packages.

    The same seed chooses the same, and a change of the code leaves the rest of the sample as it
    was: the names are the dice. What is known to be equivalent is chosen and left out.
    """
    chosen: dict[str, Task] = {}
    for module in modules:
        found = (Task(module, item) for item in mutations_of((root / module).read_bytes()))
        tasks = {_throw(seed, task): task for task in found}
        is_weighty = module.removeprefix("mipg_helpers/").startswith(WEIGHTY)
        chosen |= {key: tasks[key] for key in sorted(tasks)[: size * 2 if is_weighty else size]}
    known = equivalents()
    return [chosen[key] for key in sorted(chosen) if chosen[key].name not in known]


def _throw(seed: int, task: Task) -> str:
    return hashlib.sha256(f"{seed}|{task.name}".encode()).hexdigest()


def equivalents() -> dict[str, str]:
    """Read the changes that make no difference, with the reason of each."""
    with EQUIVALENT.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        "|".join(row[field] for field in ("modulo", "funcion", "original", "mutante")): row["razon"]
        for row in rows
    }


def _copy_of_tree(folder: Path) -> Path:
    """Copy the files of the project as they are now, and nothing that git leaves out."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [
        "git",
        "-C",
        str(ROOT),
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        source, target = ROOT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    return folder


def _try_all(
    tasks: Sequence[Task],
    copies: Sequence[Path],
    reach: Mapping[str, object],
    record: Path,
    ends: float,
) -> None:
    """Share the changes out, one process per copy of the tree."""
    children = []
    for number, copy in enumerate(copies):
        child = os.fork()
        if not child:
            for task in tasks[number :: len(copies)]:
                if time.monotonic() < ends:
                    _keep(record, _try_one(task, copy, reach))
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def _try_one(task: Task, copy: Path, reach: Mapping[str, object]) -> Done:
    path = copy / task.module
    source, times = path.read_bytes(), path.stat()
    changed = task.mutation.apply(source)
    path.write_bytes(changed)
    try:
        run = try_mutant(copy, task.module, task.mutation, reach)
    finally:
        path.write_bytes(source)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # what is compiled stays good
    diff = difflib.unified_diff(
        source.decode().splitlines(), changed.decode().splitlines(), lineterm="", n=0
    )
    return {
        "nombre": task.name, "modulo": task.module, "linea": task.mutation.line, "fin": run.end,
        "pruebas": run.n_tests, "segundos": round(run.seconds, 1), "vio": run.killer,
        "diferencia": list(diff)[3:],
    }  # fmt: skip


def _keep(record: Path, done: Done) -> None:
    with record.open("a", encoding="utf-8") as file:
        file.write(json.dumps(done, ensure_ascii=False) + "\n")
    if done["fin"] != KILLED:
        say(_told(done))


def _read(record: Path) -> dict[str, Done]:
    if not record.is_file():
        return {}
    lines = record.read_text(encoding="utf-8").splitlines()
    return {str(done["nombre"]): done for done in map(json.loads, lines)}


def _tell(done: Sequence[Done], *, n_asked: int) -> None:
    """Print those that live, and a table of the modules and packages."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in done:
        module = str(item["modulo"]).removeprefix("mipg_helpers/")
        for name in (module, module.partition("/")[0], "todo"):
            counts[name][str(item["fin"])] += 1
    for item in done:
        if item["fin"] in {SURVIVED, UNREACHED}:
            say(_told(item))
    say(f"{'':40} probados  mueren  viven  sin prueba  no terminan  puntaje")
    for name in sorted(counts, key=lambda name: (name == "todo", "/" not in name, name)):
        say(_row(name, counts[name]))
    if len(done) < n_asked:
        say(f"faltan {n_asked - len(done)} de {n_asked}; otra vez la misma orden sigue donde quedó")


def _row(name: str, ends: Counter[str]) -> str:
    seen = ends[KILLED] + ends[TIMED_OUT]
    score = f"{100 * seen / ends.total():.0f} %"
    return (
        f"{name:40} {ends.total():8} {ends[KILLED]:7} {ends[SURVIVED]:6} {ends[UNREACHED]:11} "
        f"{ends[TIMED_OUT]:12} {score:>8}"
    )


def _told(done: Done) -> str:
    lines: Iterator[str] = (f"    {line}" for line in done["diferencia"])
    head = f"{done['fin']}: {done['modulo']}:{done['linea']} ({done['pruebas']} pruebas)"
    return "\n".join((head, *lines))


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  the command speaks to whoever runs it


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
