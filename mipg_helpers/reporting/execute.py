"""Run a notebook with papermill and say clearly what went wrong when it fails.

The door of papermill. The executed notebook is the only result: documents are made from it
(see `mipg_helpers.reporting.document`).
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import NotebookRunError
from mipg_helpers.reporting.settings import DATA_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: A cell that takes longer than this is stopped.
CELL_SECONDS = 300


def run_notebook(
    notebook: Path, output: Path, parameters: Mapping[str, Any], *, data_folder: Path
) -> dict[str, Any]:
    """Execute `notebook` into `output` and return the executed notebook as JSON.

    Parameters
    ----------
    parameters
        Checked values (`mipg_helpers.reporting.parameters.check_parameters`).
    data_folder
        Folder of tidy tables the notebook reads; handed over in the environment.

    Raises
    ------
    NotebookRunError
        If a cell fails or the kernel dies. `output` then holds the notebook with the error.
    """
    import papermill
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    # A kernel on loopback needs no encryption warning in every report.
    quiet = Config({"KernelManager": {"transport_encryption": "auto"}})
    try:
        with _environment({DATA_VARIABLE: str(data_folder.resolve())}):
            papermill.execute_notebook(
                str(notebook),
                str(output),
                parameters=dict(parameters),
                cwd=str(notebook.parent),
                progress_bar=False,
                log_output=False,
                request_save_on_cell_execute=False,
                execution_timeout=CELL_SECONDS,
                shutdown_kernel="immediate",
                config=quiet,
            )
    except PapermillExecutionError as error:
        raise NotebookRunError(
            f"{notebook.name}, celda {error.cell_index + 1}",
            _cell_problem(error.ename, error.evalue),
            hint=f"el cuaderno con el error quedó en {output.name}",
        ) from None
    except DeadKernelError:
        raise NotebookRunError(notebook.name, "el núcleo de Python se cerró solo") from None
    except CellTimeoutError:
        raise NotebookRunError(
            notebook.name, f"una celda pasó de {CELL_SECONDS} segundos"
        ) from None
    executed: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return executed


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
