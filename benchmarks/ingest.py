"""Measure loading the results workbook of a full country, side by side with pandas.

``python benchmarks/ingest.py`` makes the fictitious workbook in a temporary folder and loads it
in turn with ``load_mipg.py`` and ``load_pandas.py``, each time in a fresh process. Ours goes from
the file to tidy frames with provenance; the other only reads the cells as text.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
GENERATOR = HERE.parent / "data" / "sample" / "generar.py"
WAYS = {
    "mipg": "mipg: revisión previa, lectura y tablas ordenadas",
    "pandas": "pandas.read_excel con openpyxl: celdas como texto",
}
STAGES = {"revision_previa": "revisión previa", "lectura": "lectura", "ordenado": "ordenado"}
PACKAGES = ("pandas", "openpyxl", "python-calamine", "xlsxwriter")

Measured = dict[str, float]


def run_python(*arguments: object) -> str:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def compare(path: Path, rounds: int) -> dict[str, Measured]:
    """Alternate both ways, so that a busy machine hurts both alike; give the medians."""
    runs: dict[str, list[Measured]] = {name: [] for name in WAYS}
    for number in range(rounds):
        for name, done in runs.items():
            done.append(json.loads(run_python(HERE / f"load_{name}.py", path)))
            print(f"  ronda {number + 1}, {name}: {seconds(done[-1]['segundos'])}", flush=True)
    return {
        name: {key: median(one[key] for one in done) for key in done[0]}
        for name, done in runs.items()
    }


def machine() -> dict[str, str | int | None]:
    """Name the class of machine, never the machine."""
    return {
        "sistema": platform.system(),
        "arquitectura": platform.machine(),
        "nucleos": os.cpu_count(),
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
    }


def seconds(value: float) -> str:
    return f"{value:.2f} s".replace(".", ",")


def print_table(medians: dict[str, Measured], ratio: float) -> None:
    print(f"\n{'':<52}{'mediana':>10}{'CPU':>10}{'memoria':>10}")
    for name, label in WAYS.items():
        one = medians[name]
        clocks = f"{seconds(one['segundos']):>10}{seconds(one['segundos_cpu']):>10}"
        print(f"{label:<52}{clocks}{one['memoria_mb']:>7.0f} MB")
    for stage, label in STAGES.items():
        print(f"{'  de ello, ' + label:<52}{seconds(medians['mipg'][stage]):>10}")
    times = f"{ratio:.2f}".replace(".", ",")
    print(f"\nmipg tarda {times} veces lo que tarda pandas")


def record(options: argparse.Namespace, medians: dict[str, Measured], ratio: float) -> None:
    found = {
        "entidades": options.entidades,
        "rondas": options.rondas,
        "cociente": round(ratio, 3),
        "medianas": {
            name: {key: round(value, 3) for key, value in one.items()}
            for name, one in medians.items()
        },
        "maquina": machine(),
    }
    options.json.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(f"Registro: {options.json.name}")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Mide el cargue del libro de todo el país")
    parser.add_argument("--entidades", type=int, default=5400, help="filas del libro")
    parser.add_argument("--rondas", type=int, default=3, help="medidas de cada modo")
    parser.add_argument("--json", type=Path, default=HERE / "ingest.json", help="registro")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Resultados_vig2025_territorio.xlsx"
        run_python(GENERATOR, "--pais", path, "--entidades", options.entidades)
        size = f"{path.stat().st_size / 1e6:.1f}".replace(".", ",")
        print(f"Libro ficticio de {options.entidades} entidades, {size} MB")
        medians = compare(path, options.rondas)
    ratio = medians["mipg"]["segundos"] / medians["pandas"]["segundos"]
    print_table(medians, ratio)
    record(options, medians, ratio)


if __name__ == "__main__":
    main(sys.argv[1:])
