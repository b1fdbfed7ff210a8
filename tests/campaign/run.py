"""Try to break the workbench, and print what came of it: ``make campaign``.

The long form runs everything and writes the table to ``docs/reliability.md``; ``--corta`` runs a
sample of each part, as the tests do, and writes nothing; ``--solo PARTE`` runs one part and leaves
the others in the table as they were. The exit code is 1 when anything was lost, wrong or let out.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from campaign.answers_judge import run_answers  # noqa: E402  the folder is put on the path first
from campaign.faults import run_faults  # noqa: E402
from campaign.hostile import SHORT, run_hostile  # noqa: E402
from campaign.load import run_load  # noqa: E402
from campaign.tally import Tally, table, total  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RECORD = ROOT / "docs" / "reliability.md"
#: What each part counted when it last ran, and where: the table is written from it.
FIGURES = RECORD.with_suffix(".json")
BEGIN, END = "<!-- tabla: make campaign -->", "<!-- fin de la tabla -->"


def parts(*, short: bool) -> dict[str, Callable[[Path], Tally]]:
    """Name the parts, in the order in which they run."""
    return {
        "hostiles": lambda root: run_hostile(root, every=SHORT if short else 1, tell=say),
        "respuestas": lambda root: run_answers(root, every=SHORT if short else 1, tell=say),
        "fallas": lambda root: run_faults(root / "fallas", short=short, tell=say),
        "carga": lambda root: run_load(root / "carga", short=short, tell=say),
    }


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corta", action="store_true", help="a sample of each part")
    parser.add_argument("--solo", action="append", default=[], help="only this part")
    asked = parser.parse_args(arguments)
    done = {}
    for name, run in parts(short=asked.corta).items():
        if asked.solo and name not in asked.solo:
            continue
        say(f"{name} …")
        with tempfile.TemporaryDirectory(prefix="campana-") as folder:
            done[name] = run(Path(folder))
        if not asked.corta:  # a campaign that is cut short keeps the parts that ended
            keep(name, done[name])
    say(table(list(done.values())))
    if not asked.corta:
        record()
    return 0 if total(list(done.values())).is_clean else 1


def keep(name: str, tally: Tally) -> None:
    """Keep what a part counted, with the day, the machine and the code that was tried."""
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    kept[name] = {**run_on(), **vars(tally)}
    FIGURES.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def run_on() -> dict[str, str]:
    """Tell day, class of machine and commit of a run."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "machine": (
            f"{_cores()} núcleos, {_memory_gb()} GB, {platform.system()} {platform.machine()}, "
            f"Python {platform.python_version()}"
        ),
        "code": commit.stdout.strip() or "sin control de versiones",
    }


def record() -> None:
    """Put the table into the document."""
    kept = json.loads(FIGURES.read_text(encoding="utf-8"))
    found, runs = [], defaultdict(list)
    absent = [name for name in parts(short=False) if name not in kept]
    for name in parts(short=False):
        if part := dict(kept.get(name, {})):
            runs[part.pop("day"), part.pop("machine"), part.pop("code")].append(part["name"])
            found.append(Tally(**part))
    told = "\n".join(
        f"- {'; '.join(names)}: {day}, {machine}, código `{code}`."
        for (day, machine, code), names in runs.items()
    )
    if absent:
        told += f"\n- Todavía no se han corrido enteras: {', '.join(absent)}."
    figures = "".join(f"- {note}.\n" for note in total(found).notes)
    new = f"{BEGIN}\n\n{told}\n\n{table(found)}\n\n{figures.rstrip()}\n\n{END}"
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
