"""Measure whether a long batch grows: memory, descriptors, processes, temporary files.

``python benchmarks/endurance.py --informes 2000`` runs ``mipg lote --todas`` on the sample, HTML
only, and watches it from outside. Reports come and go; what is measured are the processes that
stay: the one that leads, its workers, and the warm ones that reports are forked from.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from measuring import decimal, mipg_command, options, print_table, record
from sample import VIGENCIA, load_sample

#: A process that has lived for so long is no report.
STAYS_SECONDS = 8.0
#: The early state is measured from report 200 on, over as many reports as the late one.
EARLY, SPAN = 200, 60
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6
TICKS = os.sysconf("SC_CLK_TCK")
ROLES = {"engine.zygote": "calientes", "spawn_main": "trabajadores", "tracker": "otros"}


@dataclass(frozen=True, slots=True)
class Moment:
    """What a batch held when `done` reports were ready."""

    done: int
    memory_mb: dict[str, float]
    descriptors: int
    processes: int
    temporary: int


def family(leader: int) -> list[Path]:
    """List the places in /proc of a process and of all that descend from it."""
    parents = defaultdict(list)
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parent = int(_fields(place)[1])
        except OSError:
            continue
        parents[parent].append(int(place.name))
    found, level = [leader], [leader]
    while level := [child for parent in level for child in parents[parent]]:
        found += level
    return [Path("/proc", str(pid)) for pid in found]


def observe(leader: int, done: int, temporary: Path) -> Moment:
    """Look at the processes that stay."""
    memory: dict[str, float] = defaultdict(float)
    descriptors = processes = 0
    for place in family(leader):
        try:
            if _age(place) < STAYS_SECONDS and place.name != str(leader):
                continue
            command = (place / "cmdline").read_text()
            role = next((r for word, r in ROLES.items() if word in command), "líder")
            memory[role] += int((place / "statm").read_text().split()[1]) * PAGE_MB
            descriptors += len(list((place / "fd").iterdir()))
            processes += 1
        except OSError:  # it ended while we looked
            continue
    return Moment(done, dict(memory), descriptors, processes, len(list(temporary.iterdir())))


def _fields(place: Path) -> list[str]:
    """Read /proc/PID/stat from the state on; the name before it may hold anything."""
    return (place / "stat").read_text().rpartition(")")[2].split()


def _age(place: Path) -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME) - int(_fields(place)[19]) / TICKS


def count_done(outputs: Path) -> int:
    path = outputs / "manifiesto.sqlite"
    if not path.is_file():
        return 0
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=30)) as base:
        try:
            return int(base.execute("SELECT coalesce(max(listos), 0) FROM corridas").fetchone()[0])
        except sqlite3.OperationalError:  # its tables are about to be made
            return 0


def watch(tidy: Path, folder: Path, count: int) -> tuple[list[Moment], float]:
    """Run the batch and look at it about twice a second, until it ends."""
    temporary, outputs = folder / "temporales", folder / "informes"
    temporary.mkdir()
    words = ["lote", "--todas", "--vigencia", VIGENCIA, "--formato", "html", "--limite", count]
    command = mipg_command(*words, "--datos", tidy, "--salida", outputs)
    environment = {**os.environ, "TMPDIR": str(temporary)}
    moments, start = [], time.monotonic()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            moments.append(observe(process.pid, count_done(outputs), temporary))
            if moments[-1].done // 100 > moments[max(0, len(moments) - 2)].done // 100:
                print(f"  {moments[-1].done} informes", flush=True)
            time.sleep(0.5)
    if process.returncode:
        sys.exit(f"el lote terminó con código {process.returncode}")
    left = [path.name for path in (*temporary.iterdir(), *outputs.glob("*/*/.en-curso-*"))]
    if left:
        sys.exit(f"quedaron archivos temporales: {left}")
    return moments, time.monotonic() - start


def summary(moments: list[Moment], low: int, span: int = SPAN) -> dict[str, float]:
    """Give the medians of what was held while `span` reports from `low` on were made."""
    chosen = [one for one in moments if low <= one.done <= low + span]
    if not chosen:
        sys.exit(f"no se alcanzó a mirar el lote en el informe {low}")
    roles = sorted({role for one in chosen for role in one.memory_mb})
    memory = {role: median(one.memory_mb.get(role, 0.0) for one in chosen) for role in roles}
    return {
        "informes": low,
        **{f"{role}_mb": value for role, value in memory.items()},
        "total_mb": median(sum(one.memory_mb.values()) for one in chosen),
        "descriptores": median(one.descriptors for one in chosen),
        "procesos": median(one.processes for one in chosen),
        "temporales": median(one.temporary for one in chosen),
    }


def main() -> None:
    parser = options(__file__, "Mide si un lote largo crece")
    parser.add_argument("--informes", type=int, default=2000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        tidy = load_sample(Path(name))
        moments, elapsed = watch(tidy, Path(name), chosen.informes)
    early, late = summary(moments, EARLY), summary(moments, chosen.informes - SPAN)
    rows = [(key, decimal(early[key], 0), decimal(late.get(key, 0), 0)) for key in early]
    print_table(("lo que retiene el lote", "al principio", "al final"), rows)
    growth = 100 * (late["total_mb"] / early["total_mb"] - 1)
    print(f"\nmemoria: {decimal(growth, 1)} % más; {decimal(elapsed / 60, 1)} minutos")
    found = {"al_principio": early, "al_final": late, "crecimiento_pct": growth}
    record(chosen, {**found, "segundos": elapsed, "por_informe": elapsed / chosen.informes})


if __name__ == "__main__":
    main()
