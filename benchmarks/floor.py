"""The work of a notebook without a notebook: plain calls in this process.

Nothing that runs the same cells can be faster: this is the floor.
"""

from __future__ import annotations

import ast
import json
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mipg_helpers.reporting.jobs import Job


def run_plainly(job: Job) -> dict[str, Any]:
    """Run the cells of a job's notebook with ``exec`` and give the notebook with its outputs."""
    os.environ["MIPG_DATOS"] = str(job.data_folder)
    book: dict[str, Any] = json.loads(job.notebook.read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = _outputs("".join(cell["source"]), names)
            if "parameters" in cell["metadata"].get("tags", ()):
                names |= dict(job.parameters)
    return book


def _outputs(source: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    """Run one cell; the value of its last expression is its output."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "celda", "exec"), names)
    if not isinstance(last, ast.Expr):
        return []
    shown = eval(compile(ast.Expression(last.value), "celda", "eval"), names)
    data = shown._repr_mimebundle_()
    data, metadata = data if isinstance(data, tuple) else (data, {})
    kind = {"output_type": "execute_result", "execution_count": 1}
    return [{**kind, "data": data, "metadata": metadata}]
