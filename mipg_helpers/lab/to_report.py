"""From what is on the screen to a report: its parameters in a small file, and its documents.

The report is made by ``mipg informe`` itself, in a process of its own: the same checks, the same
lock, the same record. The file of parameters is written only when the report is, so that it
never speaks of documents that are not there.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import NotebookRunError
from mipg_helpers.plan_workbook.whole_files import replace_file
from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
from mipg_helpers.reporting.jobs import plan_jobs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reporting.jobs import Job
    from mipg_helpers.reporting.profiles_exploration import Selection
    from mipg_helpers.reporting.settings import Workspace

#: Reports that a selection can become, by name, and what they are called on the screen.
REPORTS = {
    "explorar": "Esta exploración, con sus vistas",
    "politica": "El informe de la política para su líder",
}

OUTPUTS = "outputs"
#: Files and programs may read clocks that differ by so much.
CLOCK_SECONDS = 1.0
#: Lines of what the command said that are shown when it fails.
MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: a sentence, and for each file its words and its path from the notebook."""

    words: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A report to write: which, of whom, and the parameters besides entidad, vigencia, politica.

    `politica` is "" for a report of a whole entidad.
    """

    informe: str
    entidad: str
    vigencia: int
    politica: str = ""
    parametros: tuple[tuple[str, Any], ...] = ()


def to_report(
    informe: str, selection: Selection, space: Workspace, notebooks: Path | None = None
) -> Written:
    """Write a report of a selection, HTML and PDF, and the file of its parameters.

    Parameters
    ----------
    informe
        One of `REPORTS`. Only an exploration takes group, reference and threshold along.
    notebooks
        As in `write_report`.

    Raises
    ------
    MipgError
        If a parameter is wrong, or the report could not be made; nothing is left then.
    """
    order = Order(
        informe,
        selection.entidad,
        selection.vigencia,
        selection.politica,
        tuple(_parameters(informe, selection).items()),
    )
    return write_report(order, space, notebooks)


def write_report(order: Order, space: Workspace, notebooks: Path | None = None) -> Written:
    """Write the report of an order, HTML and PDF, and the file of its parameters.

    Parameters
    ----------
    notebooks
        Folder of the notebooks; None: the folder in which this runs. The report goes to the
        folder of outputs beside it.

    Raises
    ------
    MipgError
        If a parameter is wrong, or the report could not be made; nothing is left then.
    """
    folder = (notebooks or Path()).absolute()
    outputs = folder.parent / OUTPUTS
    job = _job(order, space, folder, outputs)
    command = _command(job, order)
    kept = job.target / f"{job.stem}.toml"
    started = time.time()
    _run([*command, f"--datos={space.store.folder.absolute()}", f"--cuadernos={folder}",
          f"--salida={outputs}"])  # fmt: skip
    replace_file(kept, _order_text(job, order, command).encode())
    files = [("Informe en HTML", job.target / f"{job.stem}.html"),
             ("Informe en PDF", job.target / f"{job.stem}.pdf"),
             ("Parámetros del informe", kept)]  # fmt: skip
    return Written(
        f"El informe quedó en {job.target}",
        tuple((words, os.path.relpath(path)) for words, path in files if _is_new(path, started)),
    )


def _is_new(path: Path, started: float) -> bool:
    """Tell whether a document is of this run; one of a former run may lie there."""
    return path.is_file() and path.stat().st_mtime >= started - CLOCK_SECONDS


def _job(order: Order, space: Workspace, notebooks: Path, outputs: Path) -> Job:
    """Check the parameters before a process is started, and learn where the report will be."""
    kinds = select_kinds(read_report_kinds(notebooks), [order.informe])
    (job,) = plan_jobs(
        space,
        kinds,
        entidades=[order.entidad],
        vigencia=order.vigencia,
        politicas=[order.politica] if order.politica else [],
        outputs=outputs,
        parameters=dict(order.parametros),
    )
    return job


def _parameters(informe: str, selection: Selection) -> dict[str, Any]:
    """Give what the report takes besides entidad, vigencia and politica."""
    if informe != "explorar":
        return {}
    names = ("grupo", "referencia", "umbral")
    return {name: getattr(selection, name) for name in names}


def _command(job: Job, order: Order) -> list[str]:
    return [
        "informe",
        f"--entidad={job.entidad_id}",
        f"--vigencia={job.vigencia}",
        *([f"--politica={job.politica}"] if job.politica else []),
        f"--informe={job.informe}",
        *(f"--parametro={name}={value}" for name, value in order.parametros),
    ]


def _run(arguments: Sequence[str]) -> None:
    start = "import sys; from mipg_helpers.cli import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", start, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    if done.returncode:
        raise NotebookRunError(
            "", f"El informe no se escribió. {_said(done.stderr or done.stdout)}"
        )


def _said(text: str) -> str:
    """Give the last lines of what the command said, as a person who did not type it reads them."""
    lines = [line.removeprefix("Error: ").rstrip() for line in text.splitlines() if line.strip()]
    return "\n".join(lines[-MOST_LINES:])


def _order_text(job: Job, order: Order, command: Sequence[str]) -> str:
    """Write the parameters, and above them the command that makes the report again."""
    typed = "".join(c if c.isprintable() else "?" for c in shlex.join(["mipg", *command]))
    lines = [
        "# Parámetros de un informe que se pidió desde un cuaderno. Se escribe otra vez con:",
        f"# {typed}",
        f"informe = {_literal(job.informe)}",
        f"entidad = {_literal(job.entidad_id)}",
        f"vigencia = {job.vigencia}",
        *([f"politica = {_literal(job.politica)}"] if job.politica else []),
    ]
    if order.parametros:
        given = (f"{name} = {_literal(value)}" for name, value in order.parametros)
        lines += ["", "[parametros]", *given]
    return "\n".join(lines) + "\n"


def _literal(value: object) -> str:
    # The escapes of JSON are those of TOML, which also refuses a bare DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
