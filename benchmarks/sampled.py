"""Where the seconds of a command go: look many times a second at what the main thread does.

``python sampled.py cargar|lote ARGUMENTS...`` runs that command of ``mipg``, ``cells`` the plain
cells of every report of one entidad; the last line printed is JSON, stage to seconds. Looking
costs nothing worth mentioning, while a tracing profiler makes small functions seem slow.
"""

from __future__ import annotations

import contextlib
import json
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

INTERVAL = 0.003
OTHER = "lo demás"
#: Part of a file's path, name of a function or "", and the stage. The innermost frame that fits
#: a rule decides; of several rules the first.
Rule = tuple[str, str, str]
IMPORTS: Rule = ("<frozen importlib", "", "importar bibliotecas")
RULES: dict[str, Sequence[Rule]] = {
    "cargar": (
        IMPORTS,
        ("sources/preflight", "", "revisión previa del libro"),
        ("sources/cell_scan", "", "revisión previa del libro"),
        ("sources/workbook", "", "leer las celdas"),
        ("sources/schemas", "", "comprobar el contrato de las tablas"),
        ("sources/changes", "", "comparar con el cargue anterior"),
        ("store/writing", "", "escribir las tablas"),
        ("sources/", "", "ordenar: encabezados, filas, puntajes"),
    ),
    "lote": (
        IMPORTS,
        ("engine/", "warm_process", "preparar el proceso caliente (una vez)"),
        ("engine/papermill_engine", "", "celdas del cuaderno, en su proceso"),
        ("reporting/pdf", "", "PDF"),
        ("reporting/document", "", "modelo del documento"),
        ("reporting/html", "", "HTML"),
        ("reporting/checks", "", "comprobar identidad y texto"),
        ("papermill/", "", "papermill: preparar y guardar el cuaderno"),
        ("reporting/keys", "", "decidir qué se hace"),
        ("reporting/manifest", "", "manifiesto"),
        ("reporting/jobs", "plan_jobs", "planear"),
    ),
    "celdas": (
        IMPORTS,
        ("store/", "", "leer las tablas"),
        ("analysis/", "", "análisis"),
        ("presentation/charts", "", "gráficos"),
        ("presentation/", "", "tablas y textos"),
    ),
}


@contextlib.contextmanager
def watched(rules: Sequence[Rule]) -> Iterator[Counter[str]]:
    """Count the seconds of this thread by stage while the block runs."""
    found: Counter[str] = Counter()
    main, ended = threading.get_ident(), threading.Event()

    def look() -> None:
        before = time.perf_counter()
        while not ended.wait(INTERVAL):
            # C code may keep us from looking: what passed since then belongs to it.
            frame, now = sys._current_frames().get(main), time.perf_counter()
            found[stage_of(frame, rules)] += now - before  # type: ignore[assignment]
            before = now

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield found
    finally:
        ended.set()
        watcher.join()


def stage_of(frame: FrameType | None, rules: Sequence[Rule]) -> str:
    while frame is not None:
        place, name = frame.f_code.co_filename, frame.f_code.co_name
        for part, function, stage in rules:
            if part in place and function in {"", name}:
                return stage
        frame = frame.f_back
    return OTHER


def run_command(arguments: Sequence[str]) -> None:
    from mipg_helpers.cli.app import run

    with contextlib.redirect_stdout(sys.stderr):
        code = run(list(arguments))
    if code:
        sys.exit(code)


def run_cells(tidy: str, entidad: str) -> None:
    from floor import run_plainly
    from sample import plan

    for job in plan(Path(tidy), Path(tidy), entidades=[entidad]):
        run_plainly(job)


def main(what: str, arguments: Sequence[str]) -> None:
    commands: dict[str, Callable[[], None]] = {
        "cargar": lambda: run_command([what, *arguments]),
        "lote": lambda: run_command([what, *arguments]),
        "celdas": lambda: run_cells(*arguments),
    }
    with watched(RULES[what]) as found:
        commands[what]()
    print(json.dumps({stage: round(value, 3) for stage, value in found.most_common()}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
