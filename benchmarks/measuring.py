"""What every measurement shares: alternate rounds, medians, a table on the screen, a record.

A way is measured by a function that gives numbers by name. Ways take turns within a round, so
that a busy machine hurts all alike; of the rounds the median counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Measured = dict[str, float]

HERE = Path(__file__).resolve().parent
#: Versions that explain a record.
PACKAGES = (
    "distributed", "ipykernel", "matplotlib", "nbclient", "nbconvert", "openpyxl", "pandas",
    "papermill", "playwright", "pyarrow", "python-calamine", "typst",
)  # fmt: skip


def alternate(ways: Mapping[str, Callable[[], Measured]], rounds: int) -> dict[str, Measured]:
    """Measure every way once per round, in turn, and give the medians."""
    runs: dict[str, list[Measured]] = {name: [] for name in ways}
    for number in range(rounds):
        for name, way in ways.items():
            runs[name].append(way())
            told = " ".join(f"{key} {decimal(value)}" for key, value in runs[name][-1].items())
            print(f"  ronda {number + 1}, {name}: {told}", flush=True)
    return {
        name: {key: median(one[key] for one in done) for key in done[0]}
        for name, done in runs.items()
    }


def run_python(*arguments: object) -> str:
    """Run a script in a process of its own and give what it printed; stderr only if it fails."""
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nfalló: {' '.join(command)}")
    return done.stdout


def in_new_process(*arguments: object) -> Callable[[], Measured]:
    """Make a way of a script that prints its numbers as JSON in its last line."""

    def measure() -> Measured:
        found: Measured = json.loads(run_python(*arguments).splitlines()[-1])
        return found

    return measure


def mipg_command(*arguments: object) -> list[str]:
    """Give the command line that runs ``mipg`` with this very Python."""
    code = "import sys; from mipg_helpers.cli.app import run; sys.exit(run(sys.argv[1:]))"
    return [sys.executable, "-c", code, *map(str, arguments)]


def run_mipg(*arguments: object) -> str:
    """Run the command line and give what it told."""
    return run_python(*mipg_command(*arguments)[1:])


def machine() -> dict[str, str | int | None]:
    """Name the class of machine, never the machine."""
    return {
        "sistema": platform.system(),
        "arquitectura": platform.machine(),
        "nucleos": os.cpu_count(),
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
    }


def options(script: str, about: str, *, rounds: int = 0) -> argparse.ArgumentParser:
    """Begin the options of a script; its record bears the script's name."""
    parser = argparse.ArgumentParser(description=about)
    default = Path(script).with_suffix(".json")
    parser.add_argument("--json", type=Path, default=default, help="registro")
    if rounds:
        parser.add_argument("--rondas", type=int, default=rounds, help="medidas de cada manera")
    return parser


def decimal(value: float, digits: int = 2) -> str:
    """Write a number as people read it here: with a decimal comma."""
    return f"{value:.{digits}f}".replace(".", ",")


def seconds(value: float) -> str:
    return f"{decimal(value)} s"


def print_table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print the first column to the left, the others to the right."""
    lines = [tuple(heading), *map(tuple, rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(heading))]
    print()
    for first, *others in lines:
        cells = [text.rjust(width + 2) for text, width in zip(others, widths[1:], strict=True)]
        print(first.ljust(widths[0]) + "".join(cells))


def record(chosen: argparse.Namespace, found: Mapping[str, Any]) -> None:
    """Write what was found, with the machine and the options, beside the script."""
    asked = {key: value for key, value in vars(chosen).items() if not isinstance(value, Path)}
    content = {**asked, **found, "maquina": machine()}
    text = json.dumps(_rounded(content), ensure_ascii=False, indent=1)
    chosen.json.write_text(text + "\n", encoding="utf-8")
    print(f"\nRegistro: {chosen.json.name}", flush=True)


def _rounded(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return round(value, 3) if isinstance(value, float) else value
