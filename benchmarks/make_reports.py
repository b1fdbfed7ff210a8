"""Make reports one way in one process, after one that is not counted, and print the seconds each.

``python make_reports.py WAY N TIDY_FOLDER``; started by ``reports.py``.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "politica.ipynb"
POLITICAS = ("gobierno_digital", "integridad", "control_interno", "compras", "participacion")
BIN = Path(sys.executable).parent


def parameters(number: int) -> dict[str, Any]:
    return {"entidad": "0001", "vigencia": 2025, "politica": POLITICAS[number % len(POLITICAS)]}


def command_lines(number: int, folder: Path, _: Path) -> None:
    """Run papermill and nbconvert as they come, from the shell."""
    executed = folder / "informe.ipynb"
    given = [text for pair in parameters(number).items() for text in ("-p", *map(str, pair))]
    # Codes are text: papermill's -p would make a number of "0001".
    given[given.index("0001") - 2] = "-r"
    for command in (
        [BIN / "papermill", NOTEBOOK, executed, *given],
        [BIN / "jupyter", "nbconvert", "--to", "html", executed],
    ):
        subprocess.run(command, check=True, capture_output=True, cwd=NOTEBOOK.parent)


def one_process(number: int, folder: Path, tidy: Path) -> None:
    """Run papermill's own engine and a new HTMLExporter in one warm process."""
    from nbconvert import HTMLExporter

    from mipg_helpers.reporting.execute import run_notebook

    executed = folder / "informe.ipynb"
    run_notebook(NOTEBOOK, executed, parameters(number), data_folder=tidy, engine="kernel")
    page, _ = HTMLExporter().from_filename(str(executed))
    (folder / "informe.html").write_text(page, encoding="utf-8")


def ours(number: int, folder: Path, tidy: Path, *, pdf: bool = False) -> None:
    """Fork from a warm process, then our document model and page."""
    from mipg_helpers.reporting.execute import run_notebook

    executed = folder / "informe.ipynb"
    book = run_notebook(NOTEBOOK, executed, parameters(number), data_folder=tidy, engine="rapido")
    _print(book, folder, pdf=pdf)


def floor(number: int, folder: Path, tidy: Path, *, pdf: bool = False) -> None:
    """Do the notebook's own work with plain calls in this process: nothing can be faster."""
    os.environ["MIPG_DATOS"] = str(tidy)
    book = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = _outputs("".join(cell["source"]), names)
            if "parameters" in cell["metadata"].get("tags", ()):
                names |= parameters(number)
    _print(book, folder, pdf=pdf)


def _outputs(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "celda", "exec"), names)
    if last is None:
        return []
    shown = eval(compile(ast.Expression(last.value), "celda", "eval"), names)
    data = shown._repr_mimebundle_()
    data, metadata = data if isinstance(data, tuple) else (data, {})
    kind = {"output_type": "execute_result", "execution_count": 1}
    return [{**kind, "data": data, "metadata": metadata}]


def _print(book: dict[str, Any], folder: Path, *, pdf: bool) -> None:
    from mipg_helpers.reporting.document import document_from_notebook
    from mipg_helpers.reporting.html import render_html
    from mipg_helpers.reporting.pdf import render_pdf

    document = document_from_notebook(book)
    (folder / "informe.html").write_bytes(render_html(document))
    if pdf:
        (folder / "informe.pdf").write_bytes(render_pdf(document))


WAYS = {
    "ordenes": command_lines,
    "un_proceso": one_process,
    "mipg": ours,
    "piso": floor,
    "mipg_pdf": lambda *given: ours(*given, pdf=True),
    "piso_pdf": lambda *given: floor(*given, pdf=True),
}


def main(way: str, count: int, tidy: Path) -> None:
    os.environ["MIPG_DATOS"] = str(tidy)
    with tempfile.TemporaryDirectory() as name:
        WAYS[way](0, Path(name), tidy)
        start = time.perf_counter()
        for number in range(count):
            WAYS[way](number, Path(name), tidy)
        print(json.dumps({"segundos": (time.perf_counter() - start) / count}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]).resolve())
