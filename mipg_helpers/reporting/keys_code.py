"""What makes a report besides the data: the package's code, the libraries, the notebook.

Also tells whether a notebook shows nothing but the slice of data that `keys` knows how to cut;
one with code of its own may read anything, and is then tied to the whole load.
"""

from __future__ import annotations

import ast
import hashlib
import json
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import mipg_helpers

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Their code decides what a report says or how it looks. The tables that ``reference`` holds
#: have a fingerprint of their own, because another folder may take their place.
PARTS = ("analysis", "errors.py", "lab", "presentation", "reference", "reporting", "store")

#: Modules that only decide when a report is made, or that no report uses.
COORDINATION = frozenset(
    {"batch", "catalogue", "destinations", "diagnosis", "executors", "executors_cluster",
     "executors_dask", "executors_worker", "job_files", "jobs", "keys", "keys_code", "keys_data",
     "keys_peers", "locks", "manifest", "manifest_decisions", "manifest_norms", "outdated",
     "pdf_check", "remote", "remote_data", "remote_outputs", "written"}
)  # fmt: skip

#: The reference tables.
REFERENCE_DATA = frozenset({".csv", ".toml"})

#: A new release of one of these may change a figure, a line or a byte.
LIBRARIES = (
    "mipg-workbench", "ipykernel", "jinja2", "lxml", "matplotlib", "mistune", "numpy", "pandas",
    "papermill", "pikepdf", "pyarrow", "typst",
)  # fmt: skip

_CHARTS = "mipg_helpers.presentation.charts"
_PROFILES = "mipg_helpers.reporting.profiles"

#: What a notebook may call so that its report shows only the slice cut for its kind; None: all.
_KNOWN: dict[str, dict[str, frozenset[str] | None]] = {
    "politica": {
        _PROFILES: frozenset({"load_profile"}),
        "mipg_helpers.presentation.sections": None,
        "mipg_helpers.presentation.sections_declaracion": None,
        _CHARTS: frozenset({"plot_heat_strip", "plot_indices", "plot_position", "plot_trend"}),
    },
    "entidad": {
        _PROFILES: frozenset({"load_entidad_profile"}),
        "mipg_helpers.presentation.sections_entidad": None,
        _CHARTS: None,
    },
    "seguimiento": {
        _PROFILES: frozenset({"load_follow_up"}),
        "mipg_helpers.presentation.sections_seguimiento": None,
        _CHARTS: frozenset({"plot_progress"}),
    },
}

#: Arguments that change who is compared: the slice is cut for the group of the reports.
_WIDER = frozenset({"grupo"})

#: The kinds of slices: of one politica, of a whole entidad, of what a plan answers.
Slice = Literal["politica", "entidad", "seguimiento"]


@cache
def code_fingerprint(package: Path = Path(mipg_helpers.__file__).parent) -> str:
    """Hash the files of the package that a report depends on, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(_code_files(package)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(package).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _code_files(package: Path) -> Iterator[Path]:
    for part in PARTS:
        root = package / part
        for path in [root] if root.is_file() else root.rglob("*"):
            compiled = "__pycache__" in path.parts
            table = part == "reference" and path.suffix in REFERENCE_DATA
            coordination = path.parent.name == "reporting" and path.stem in COORDINATION
            if path.is_file() and not (compiled or table or coordination):
                yield path


@cache
def library_versions() -> dict[str, str]:
    """Name the version of Python and of each library; "" where it is not installed."""
    found = {"python": platform.python_version()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


@cache
def notebook_fingerprint(notebook: Path) -> str:
    """Hash what a notebook says: cells and tags, not the outputs of somebody's last look."""
    content = _read(notebook)
    cells = [
        [cell["cell_type"], "".join(cell["source"]), cell.get("metadata", {}).get("tags", [])]
        for cell in content["cells"]
    ]
    kernel = content.get("metadata", {}).get("kernelspec", {}).get("name", "")
    return hashlib.sha256(json.dumps([kernel, cells]).encode()).hexdigest()


@cache
def shows_only_its_slice(notebook: Path, por: Slice) -> bool:
    """Tell whether every code cell only shows ``f(profile)`` with the functions of this kind.

    The parameters cell may hold any literal. A notebook that computes, reads or imports
    anything else gets False.
    """
    names: set[str] = set()
    for cell in _read(notebook)["cells"]:
        parameters = "parameters" in cell.get("metadata", {}).get("tags", ())
        if cell["cell_type"] != "code" or parameters:
            continue
        try:
            statements = ast.parse("".join(cell["source"])).body
        except SyntaxError:  # a magic or a shell line
            return False
        if not all(_is_known(statement, names, _KNOWN[por]) for statement in statements):
            return False
    return True


def _is_known(
    statement: ast.stmt, names: set[str], known: dict[str, frozenset[str] | None]
) -> bool:
    """Judge one statement; the names it imports are added to `names`."""
    if isinstance(statement, ast.ImportFrom) and statement.module in known:
        allowed = known[statement.module]
        names |= {alias.asname or alias.name for alias in statement.names}
        return allowed is None or all(alias.name in allowed for alias in statement.names)
    if isinstance(statement, ast.Assign):
        targets = [target.id for target in statement.targets if isinstance(target, ast.Name)]
        return targets == ["profile"] and _is_call(statement.value, names)
    return isinstance(statement, ast.Expr) and _is_call(statement.value, names)


def _is_call(value: ast.expr, names: set[str]) -> bool:
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Name)):
        return False
    if any(keyword.arg in _WIDER for keyword in value.keywords):
        return False
    given = [*value.args, *(keyword.value for keyword in value.keywords)]
    return value.func.id in names and all(isinstance(a, ast.Name | ast.Constant) for a in given)


def _read(notebook: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(notebook.read_text(encoding="utf-8"))
    return content
