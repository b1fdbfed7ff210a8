"""Run a notebook with papermill and say clearly what went wrong when it fails.

The door of papermill. The executed notebook is the only result: documents are made from it
(see `mipg_helpers.reporting.document`).
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from mipg_helpers.errors import NotebookRunError
from mipg_helpers.reporting.settings import DATA_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: ``rapido`` forks each report from a warm process, ``kernel`` starts a Jupyter kernel for each;
#: ``auto`` takes the first where it can be had.
EngineName = Literal["auto", "rapido", "kernel"]
ENGINES: tuple[EngineName, ...] = ("auto", "rapido", "kernel")

#: Names of the engines for papermill; None is its own.
PAPERMILL_NAMES: dict[EngineName, str | None] = {"rapido": "mipg", "kernel": None}

#: A cell that takes longer than this is stopped.
CELL_SECONDS = 300


def run_notebook(
    notebook: Path,
    output: Path,
    parameters: Mapping[str, Any],
    *,
    data_folder: Path,
    engine: EngineName = "auto",
) -> dict[str, Any]:
    """Execute `notebook` into `output` and return the executed notebook as JSON.

    Parameters
    ----------
    parameters
        Checked values (`mipg_helpers.reporting.parameters.check_parameters`).
    data_folder
        Folder of tidy tables the notebook reads; handed over in the environment.
    engine
        How the cells are run; the outputs are the same.

    Raises
    ------
    NotebookRunError
        If a cell fails, takes too long or the process dies. `output` then holds the notebook
        with what it had shown.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    chosen = choose_engine(engine, notebook)
    try:
        with _environment({DATA_VARIABLE: str(data_folder.resolve())}):
            _execute(notebook, output, parameters, PAPERMILL_NAMES[chosen])
    except PapermillExecutionError as error:
        raise NotebookRunError(
            f"{notebook.name}, celda {error.cell_index + 1}",
            _cell_problem(error.ename, error.evalue),
            hint=f"el cuaderno con el error quedó en {output.name}",
        ) from None
    except DeadKernelError as error:
        raise NotebookRunError(
            notebook.name, f"el proceso del informe se cerró solo ({error})"
        ) from None
    except CellTimeoutError:
        raise NotebookRunError(
            notebook.name, f"una celda pasó de {CELL_SECONDS} segundos"
        ) from None
    executed: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return executed


def choose_engine(asked: EngineName, notebook: Path) -> EngineName:
    """Settle ``auto``: the fast engine on Linux for a Python notebook, else the kernel's."""
    if asked != "auto":
        return asked
    if sys.platform != "linux":
        return "kernel"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    language = content.get("metadata", {}).get("kernelspec", {}).get("language", "python")
    if language != "python":
        return "kernel"
    return "rapido" if _can_fork() else "kernel"


def _can_fork() -> bool:
    """Start the warm process if it is not there yet; False where it is not safe to fork."""
    from mipg_helpers.reporting.engine.papermill_engine import WARMERS
    from mipg_helpers.reporting.engine.parent import UnfitError, warm_process

    try:
        warm_process(WARMERS)
    except UnfitError:
        return False
    return True


def _execute(
    notebook: Path, output: Path, parameters: Mapping[str, Any], engine: str | None
) -> None:
    import papermill
    from traitlets.config import Config

    options: dict[str, Any] = {"execution_timeout": CELL_SECONDS}
    if engine is None:
        # A kernel on loopback needs no encryption warning in every report, nor a slow goodbye.
        options["config"] = Config({"KernelManager": {"transport_encryption": "auto"}})
        options["shutdown_kernel"] = "immediate"
    papermill.execute_notebook(
        str(notebook),
        str(output),
        parameters=dict(parameters),
        engine_name=engine,
        cwd=str(notebook.parent),
        progress_bar=False,
        log_output=False,
        request_save_on_cell_execute=False,
        **options,
    )


def _cell_problem(name: str, value: str) -> str:
    """Word a failed cell: our own messages stand alone, others keep the name of their class."""
    import mipg_helpers.errors

    ours = isinstance(getattr(mipg_helpers.errors, name, None), type)
    return value if ours else f"{name}: {value}"


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for the kernels started inside, and put the old ones back."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
