"""Try to break the workbench, and print what came of it: ``make campaign``.

The long form runs everything and writes the table to ``docs/reliability.md``; ``--corta`` runs a
sample of each part, as the tests do; ``--solo PARTE`` runs one part. The exit code is 1 when
anything was lost, wrong or let out.
"""

from __future__ import annotations

import argparse
import platform
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from campaign.faults import run_faults  # noqa: E402  the folder is put on the path first
from campaign.hostile import SHORT, run_hostile  # noqa: E402
from campaign.load import run_load  # noqa: E402
from campaign.tally import Tally, table, total  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RECORD = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- tabla: make campaign -->", "<!-- fin de la tabla -->"


def parts(*, short: bool) -> dict[str, Callable[[Path], Tally]]:
    """Name the parts, in the order in which they run."""
    return {
        "hostiles": lambda root: run_hostile(root, every=SHORT if short else 1, tell=say),
        "fallas": lambda root: run_faults(root / "fallas", short=short, tell=say),
        "carga": lambda root: run_load(root / "carga", short=short, tell=say),
    }


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corta", action="store_true", help="a sample of each part")
    parser.add_argument("--solo", action="append", default=[], help="only this part")
    asked = parser.parse_args(arguments)
    done = []
    for name, run in parts(short=asked.corta).items():
        if asked.solo and name not in asked.solo:
            continue
        say(f"{name} …")
        with tempfile.TemporaryDirectory(prefix="campana-") as folder:
            done.append(run(Path(folder)))
    say(table(done))
    if not (asked.corta or asked.solo):
        record(done)
    return 0 if total(done).is_clean else 1


def record(done: Sequence[Tally]) -> None:
    """Put the table into the document, with date and class of machine."""
    machine = f"{_cores()} núcleos, {_memory_gb()} GB, {platform.system()} {platform.machine()}"
    when = datetime.now(UTC).date().isoformat()
    versions = f"Python {platform.python_version()}"
    figures = "".join(f"- {note}.\n" for note in total(done).notes)
    told = f"{when}, {machine}, {versions}.\n\n{table(done)}\n\n{figures}"
    new = f"{BEGIN}\n\n{told.rstrip()}\n\n{END}"
    text = RECORD.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    RECORD.write_text(pattern.sub(lambda _: new, text), encoding="utf-8")


def _cores() -> int:
    import os

    return len(os.sched_getaffinity(0))


def _memory_gb() -> int:
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    return round(int(lines[0].split()[1]) / 1e6)


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  the command speaks to whoever runs it


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
