"""Run the parity notebooks under both engines and make their outputs comparable.

The notebooks of ``tests/parity/`` are joined into one, so that a single kernel start serves all
of them and what one leaves behind is there for the next under either engine. Those that end
their process (``salida_*.ipynb``) run alone.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

FOLDER = Path(__file__).parent / "parity"
ENGINES = {
    "kernel": {
        "engine_name": None,
        "config": Config({"KernelManager": {"transport_encryption": "auto"}}),
        "shutdown_kernel": "immediate",
    },
    "rapido": {"engine_name": "mipg", "fallback": False},
}
#: They need a kernel under either engine, so there is nothing to compare.
WITHOUT_PARITY = {"controles"}

#: They write to a descriptor and through Python; a kernel collects the two in different threads.
IN_ANY_ORDER = {"descriptores-03", "procesos-02"}

#: What two runs of one kernel may write differently, and what stands for it.
CHANGING = (
    (re.compile(r"ipykernel_\d+/\d+\.py"), "CELDA"),
    (re.compile(r"\b0x[0-9a-f]{6,}\b"), "DIRECCION"),
    (re.compile(r"\b[\d.]+(?:e[+-]?\d+)? (?:ns|[µμ]s|ms|s)\b"), "TIEMPO"),
)


def names():
    return sorted(path.stem for path in FOLDER.glob("*.ipynb"))


def together():
    """Name the notebooks that run as one."""
    return [n for n in names() if not n.startswith("salida_") and n not in WITHOUT_PARITY]


def read(name):
    return nbformat.read(FOLDER / f"{name}.ipynb", 4)


def joined(books):
    """Join notebooks into one; each cell keeps its id, which names notebook and place."""
    first, *others = books
    for book in others:
        first.cells += book.cells
    return first


def run(book, engine, folder, *, ends=False):
    """Run a notebook in a new `folder` and return its code cells by id.

    Only where its process `ends` papermill writes after each cell: with megabytes of outputs
    that takes longer than everything else.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    source, target = folder / "in.ipynb", folder / "out.ipynb"
    nbformat.write(book, source)
    # ipykernel does not watch the descriptors when it believes to be tested itself.
    os.environ.pop("PYTEST_CURRENT_TEST", None)
    # papermill raises for allowed errors too; what it saved is what we compare.
    with suppress(PapermillExecutionError, DeadKernelError):
        papermill.execute_notebook(
            str(source),
            str(target),
            cwd=str(folder),
            progress_bar=False,
            execution_timeout=60,
            request_save_on_cell_execute=ends,
            **ENGINES[engine],
        )
    return {cell["id"]: cell for cell in nbformat.read(target, 4).cells if cell.cell_type == "code"}


def normal(text):
    """Replace what differs between two runs of one kernel: paths of cells, addresses, times."""
    for pattern, stands in CHANGING:
        text = pattern.sub(stands, text)
    return text


def comparable(cell):
    """List what a cell shows; streams that follow each other are compared each as a whole.

    A kernel collects both streams apart and shows them in any order and number of pieces.
    """
    shown = []
    for output in cell.outputs:
        if output.output_type == "stream":
            if not shown or "streams" not in shown[-1]:
                shown.append({"streams": {"stdout": "", "stderr": ""}})
            shown[-1]["streams"][output.name] += normal(output.text)
            if cell["id"] in IN_ANY_ORDER:
                lines = shown[-1]["streams"][output.name].splitlines(keepends=True)
                shown[-1]["streams"][output.name] = "".join(sorted(lines))
        else:
            shown.append(_plain(dict(output)))
    return {"n": cell.execution_count, "shown": shown}


def _plain(value):
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return normal(value) if isinstance(value, str) else value


def differences():
    """Read the documented differences: id of a cell to the reason."""
    with (FOLDER / "diferencias.csv").open(encoding="utf-8", newline="") as file:
        return {row["celda"]: row["motivo"] for row in csv.DictReader(file)}
