"""Read the cells of a results workbook with pandas and openpyxl as text; print the seconds.

Run by ``ingest.py`` in a process of its own; imports are no part of the measurement.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path

import pandas as pd
from peak_memory import peak_mb

TITLE_AND_HEADER_ROWS = 3


def main(path: Path) -> None:
    import_module("openpyxl")
    cpu, start = time.process_time(), time.perf_counter()
    frame = pd.read_excel(path, sheet_name="Territorio", engine="openpyxl", header=None, dtype=str)
    end = time.perf_counter()
    measured = {
        "segundos": end - start,
        "segundos_cpu": time.process_time() - cpu,
        "entidades": len(frame) - TITLE_AND_HEADER_ROWS,
        "memoria_mb": peak_mb(),
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
