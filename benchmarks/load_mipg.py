"""Load a results workbook as ``mipg cargar`` does, up to the tidy frames; print the seconds.

Run by ``ingest.py`` in a process of its own; imports are no part of the measurement.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path

from peak_memory import peak_mb

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.preflight import check_workbook
from mipg_helpers.sources.results import tidy_results
from mipg_helpers.sources.workbook import read_workbook


def main(path: Path) -> None:
    for package in ("pandas", "python_calamine"):
        import_module(package)
    catalog = load_catalog()
    before = time.perf_counter()
    check_workbook(path)  # once more than needed, to know its share
    cpu, start = time.process_time(), time.perf_counter()
    sheets = read_workbook(path)
    read = time.perf_counter()
    parsed = tidy_results(sheets, Declared(ficticio=True), catalog)
    end, cpu = time.perf_counter(), time.process_time() - cpu
    if parsed.entidades is None or parsed.indices is None:
        sys.exit("el libro no dio tablas")
    measured = {
        "segundos": end - start,
        "segundos_cpu": cpu,
        "revision_previa": start - before,
        "lectura": read - start - (start - before),
        "ordenado": end - read,
        "entidades": len(parsed.entidades),
        "puntajes": len(parsed.indices),
        "memoria_mb": peak_mb(),
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
