"""Measure making one report in six ways, in turn, each time in a fresh process.

``python benchmarks/reports.py`` makes and loads the fictitious sample in a temporary folder. What
counts is the ratio of one way to another in the same run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from ingest import GENERATOR, HERE, machine, run_python, seconds

WAYS = {
    "ordenes": ("HTML: órdenes papermill y nbconvert", 1),
    "un_proceso": ("HTML: papermill y HTMLExporter en un proceso", 2),
    "mipg": ("HTML: mipg", 10),
    "piso": ("HTML: el trabajo propio del cuaderno (piso)", 10),
    "mipg_pdf": ("HTML y PDF: mipg", 10),
    "piso_pdf": ("HTML y PDF: piso", 10),
}
RATIOS = (("ordenes", "mipg"), ("un_proceso", "mipg"), ("mipg", "piso"), ("mipg_pdf", "piso_pdf"))


def load_sample(folder: Path) -> Path:
    run_python(GENERATOR, folder / "raw")
    code = "import sys; from mipg_helpers.cli.app import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "cargar", folder / "raw", "--datos", folder / "tidy"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "tidy"


def measure(tidy: Path, rounds: int) -> dict[str, float]:
    """Alternate the ways, so that a busy machine hurts all alike; give the medians."""
    runs: dict[str, list[float]] = {way: [] for way in WAYS}
    for number in range(rounds):
        for way, (_, count) in WAYS.items():
            found = json.loads(run_python(HERE / "make_reports.py", way, count, tidy))
            runs[way].append(found["segundos"])
            print(f"  ronda {number + 1}, {way}: {seconds(found['segundos'])}", flush=True)
    return {way: median(found) for way, found in runs.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description="Mide cuánto cuesta un informe")
    parser.add_argument("--rondas", type=int, default=3)
    parser.add_argument("--json", type=Path, default=HERE / "reports.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        medians = measure(load_sample(Path(name)), options.rondas)
    print(f"\n{'por informe':<50}{'mediana':>10}")
    for way, (label, _) in WAYS.items():
        print(f"{label:<50}{seconds(medians[way]):>10}")
    ratios = {f"{slow}/{fast}": round(medians[slow] / medians[fast], 2) for slow, fast in RATIOS}
    print()
    for pair, ratio in ratios.items():
        print(f"{pair:<30}{str(ratio).replace('.', ','):>8} veces")
    found = {"rondas": options.rondas, "maquina": machine(), "segundos": medians}
    options.json.write_text(
        json.dumps({**found, "cocientes": ratios}, ensure_ascii=False, indent=1) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
