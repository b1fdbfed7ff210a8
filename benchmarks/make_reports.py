"""Make reports one way in one process and print the seconds each, as JSON.

``python make_reports.py WAY N TIDY_FOLDER``, started by ``reports.py``. What a process does only
once is not counted: the first report, and of a batch the time until every worker has made some.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from floor import run_plainly
from measuring import mipg_command
from sample import ENTIDAD, plan
from webpdf import command as webpdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from mipg_helpers.reporting.jobs import Format, Job

BIN = Path(sys.executable).parent
HTML: tuple[Format, ...] = ("html",)
HTML_AND_PDF: tuple[Format, ...] = ("html", "pdf")
#: Reports of a batch that end before counting begins.
WARMING = 4


def command_lines(job: Job) -> None:
    """Run papermill and nbconvert as they come, from the shell."""
    job.target.mkdir(parents=True, exist_ok=True)
    executed = job.target / f"{job.stem}.ipynb"
    given: list[object] = []
    for name in ("entidad", "vigencia", "politica"):
        # Codes are text: papermill's -p would make a number of "0001".
        given += ["-p" if name == "vigencia" else "-r", name, dict(job.parameters)[name]]
    commands = [
        [BIN / "papermill", job.notebook, executed, *given],
        [BIN / "jupyter", "nbconvert", "--to", "html", executed],
    ]
    if "pdf" in job.formats:
        commands.append(webpdf(executed))
    for command in commands:
        words = list(map(str, command))
        subprocess.run(words, check=True, capture_output=True, cwd=job.notebook.parent)


def one_process(job: Job) -> None:
    """Run papermill's own engine and a new HTMLExporter in one warm process."""
    from nbconvert import HTMLExporter
    from papermill import execute_notebook

    job.target.mkdir(parents=True, exist_ok=True)
    executed = job.target / f"{job.stem}.ipynb"
    execute_notebook(
        job.notebook, executed, dict(job.parameters), cwd=job.notebook.parent, progress_bar=False
    )
    exporter: Any = HTMLExporter
    page, _ = exporter().from_filename(str(executed))
    executed.with_suffix(".html").write_text(page, encoding="utf-8")


def floor(job: Job) -> None:
    """Make the documents of plain calls."""
    from mipg_helpers.reporting.document import document_from_notebook
    from mipg_helpers.reporting.html import render_html
    from mipg_helpers.reporting.pdf import render_pdf

    document = document_from_notebook(run_plainly(job))
    job.target.mkdir(parents=True, exist_ok=True)
    (job.target / f"{job.stem}.html").write_bytes(render_html(document))
    if "pdf" in job.formats:
        (job.target / f"{job.stem}.pdf").write_bytes(render_pdf(document))


def one_by_one(make: Callable[[Job], None], jobs: list[Job]) -> dict[str, float]:
    make(jobs[0])
    start = time.perf_counter()
    for job in jobs[1:]:
        make(job)
    return {"segundos": (time.perf_counter() - start) / (len(jobs) - 1)}


def at_once(make: Callable[[Job], None], jobs: list[Job]) -> dict[str, float]:
    """Make as many at a time as there are cores; command lines share nothing to warm up."""
    start = time.perf_counter()
    with ThreadPoolExecutor(cores()) as pool:
        list(pool.map(make, jobs[1:]))
    return {"segundos": (time.perf_counter() - start) / (len(jobs) - 1)}


def batch(workers: int, jobs: list[Job], *options: str) -> dict[str, float]:
    """Make them with ``mipg lote``, and take the time of each line that tells of a report."""
    words: list[object] = ["lote", "--vigencia", jobs[0].vigencia, "--trabajos", workers, *options]
    for entidad in dict.fromkeys(job.entidad_id for job in jobs):
        words += ["--entidad", entidad]
    words += ["--limite", len(jobs), "--formato", ",".join(jobs[0].formats)]
    for politica in dict.fromkeys(job.politica for job in jobs):
        words += ["--politica", politica]
    words += ["--datos", jobs[0].data_folder, "--salida", jobs[0].target.parents[1]]
    start = time.perf_counter()
    unbuffered = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = mipg_command(*words)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=unbuffered) as process:
        ends = [time.perf_counter() for line in process.stdout or () if line.startswith("[")]
    if process.returncode or len(ends) != len(jobs):
        sys.exit(f"el lote dio {len(ends)} informes y terminó con código {process.returncode}")
    steady = (ends[-1] - ends[WARMING - 1]) / (len(ends) - WARMING)
    return {"segundos": steady, "con_arranque": (time.perf_counter() - start) / len(ends)}


def cores() -> int:
    return os.cpu_count() or 1


Way = tuple[tuple[Any, ...], "Callable[[list[Job]], dict[str, float]]"]
WAYS: dict[str, Way] = {
    "ordenes": (HTML, partial(one_by_one, command_lines)),
    "ordenes_a_la_vez": (HTML, partial(at_once, command_lines)),
    "un_proceso": (HTML, partial(one_by_one, one_process)),
    "mipg_1": (HTML, partial(batch, 1)),
    "mipg_todos": (HTML, partial(batch, cores())),
    "dask": (HTML, lambda jobs: batch(cores(), jobs, "--dask", "local")),
    "piso": (HTML, partial(one_by_one, floor)),
    "ordenes_pdf": (HTML_AND_PDF, partial(one_by_one, command_lines)),
    "mipg_1_pdf": (HTML_AND_PDF, partial(batch, 1)),
    "mipg_todos_pdf": (HTML_AND_PDF, partial(batch, cores())),
    "piso_pdf": (HTML_AND_PDF, partial(one_by_one, floor)),
}


def main(way: str, count: int, tidy: Path) -> None:
    os.environ["MIPG_DATOS"] = str(tidy)
    formats, measure = WAYS[way]
    with tempfile.TemporaryDirectory() as folder:
        jobs = plan(tidy, Path(folder), formats=formats)
        first = next(i for i, job in enumerate(jobs) if job.entidad_id == ENTIDAD)
        print(json.dumps(measure(jobs[first : first + count])))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]).resolve())
