"""Run a notebook with papermill and say clearly what went wrong when it fails.

The door of papermill. The executed notebook is the only result: documents are made from it
(see `mipg_helpers.reporting.document`).
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Literal

from mipg_helpers.errors import NotebookRunError
from mipg_helpers.reporting.engine.fit import UnsuitableError, notices
from mipg_helpers.reporting.settings import DATA_VARIABLE, WATCHED_VARIABLE
from mipg_helpers.system_errors import explain, of_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

#: ``rapido`` forks each report from a warm process, ``kernel`` starts a Jupyter kernel for each;
#: ``auto`` takes the first where it can be had, and says so where it cannot.
EngineName = Literal["auto", "rapido", "kernel"]
ENGINES: tuple[EngineName, ...] = ("auto", "rapido", "kernel")

#: Names of the engines for papermill; None is its own. Ours falls back by itself.
PAPERMILL_NAMES: dict[EngineName, str | None] = {"auto": "mipg", "rapido": "mipg", "kernel": None}

#: What the validator of notebooks imports when it can, and notebooks do not need.
GRAMMARS = "rfc3987_syntax"

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
    # A report that is asked for from an open document is not watched itself: no controls in it.
    with _environment({DATA_VARIABLE: str(data_folder.resolve()), WATCHED_VARIABLE: None}):
        if engine != "kernel" and sys.platform == "linux":
            from mipg_helpers.reporting.engine.parent import begin_warming

            begin_warming()  # gets ready while papermill is imported
        _import_validator()
        return _run(notebook, output, parameters, engine)


def _import_validator() -> None:
    """Import the validator of notebooks without its grammars of web addresses.

    ``jsonschema`` takes a package that builds 38 grammars, two seconds of every process that makes
    reports, to check addresses; it does without where that is not installed. The schema of
    notebooks has no address.
    """
    if "jsonschema" in sys.modules or GRAMMARS in sys.modules:
        return
    sys.modules[GRAMMARS] = None  # type: ignore[assignment]  # how an import is made to fail
    try:
        importlib.import_module("jsonschema")
    finally:
        del sys.modules[GRAMMARS]


def _run(
    notebook: Path, output: Path, parameters: Mapping[str, Any], engine: EngineName
) -> dict[str, Any]:
    """Execute a notebook; what goes wrong is told in Spanish."""
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    try:
        return _execute(notebook, output, parameters, engine)
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
    except UnsuitableError as reason:
        raise NotebookRunError(
            notebook.name,
            f"no se puede ejecutar con el motor 'rapido': {reason}",
            hint="use --motor auto, que en ese caso toma el kernel ordinario",
        ) from None


def engine_notices(executed: Mapping[str, Any], notebook: Path) -> list[str]:
    """Tell the operator, in a line, when ``auto`` had to take the ordinary kernel and why."""
    return [f"{notebook.name}: {notice}" for notice in notices(executed)]


def _execute(
    notebook: Path, output: Path, parameters: Mapping[str, Any], engine: EngineName
) -> dict[str, Any]:
    """Do what `papermill.execute_notebook` does, in its own steps, and write once at the end.

    papermill writes with indents, which for our documents takes longer than making a chart.
    """
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.engines import papermill_engines
    from papermill.exceptions import PapermillExecutionError
    from papermill.execute import (
        load_notebook_node,
        parameterize_notebook,
        prepare_notebook_metadata,
        raise_for_execution_errors,
        remove_error_markers,
    )
    from papermill.iorw import write_ipynb
    from papermill.utils import chdir

    name = PAPERMILL_NAMES[engine]
    book = load_notebook_node(str(notebook))
    if parameters:
        book = parameterize_notebook(book, dict(parameters), engine_name=name)
    # Names only: whoever is handed the notebook need not learn where it was made.
    book = prepare_notebook_metadata(book, notebook.name, output.name)
    book = remove_error_markers(book)
    kernel = papermill_engines.nb_kernel_name(engine_name=name, nb=book)
    try:
        with chdir(str(notebook.parent)):
            book = papermill_engines.execute_notebook_with_engine(
                name, book, kernel, **_options(engine)
            )
    except (DeadKernelError, CellTimeoutError):
        with suppress(PapermillExecutionError):
            raise_for_execution_errors(book, str(output))  # writes the cell that is marked
            write_ipynb(book, str(output))  # an ordinary kernel dies without a mark
        raise
    raise_for_execution_errors(book, str(output))
    output.write_text(json.dumps(book, ensure_ascii=False) + "\n", encoding="utf-8")
    executed: dict[str, Any] = book
    return executed


def _options(engine: EngineName) -> dict[str, Any]:
    """Choose the options of an engine; what an ordinary kernel takes also serves a fallback."""
    from traitlets.config import Config

    options: dict[str, Any] = {
        "execution_timeout": CELL_SECONDS,
        "progress_bar": False,
        "autosave_cell_every": 0,
    }
    if engine == "rapido":
        return {**options, "fallback": False}
    # A kernel on loopback needs no encryption warning in every report, nor a slow goodbye.
    quiet = Config({"KernelManager": {"transport_encryption": "auto"}})
    return {**options, "config": quiet, "shutdown_kernel": "immediate"}


def _cell_problem(name: str, value: str) -> str:
    """Word a failed cell: ours and the system's stand alone, others keep their class."""
    import mipg_helpers.errors

    ours = isinstance(getattr(mipg_helpers.errors, name, None), type)
    if ours:
        return value
    refused = of_words(name, value)
    return str(explain(refused)) if refused else f"{name}: {value}"


@contextmanager
def _environment(values: Mapping[str, str | None]) -> Iterator[None]:
    """Set environment variables for the kernels started inside, and put the old ones back."""
    before = {name: os.environ.get(name) for name in values}
    _set(values)
    try:
        yield
    finally:
        _set(before)


def _set(values: Mapping[str, str | None]) -> None:
    """Make the variables as wanted; None takes one away."""
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
