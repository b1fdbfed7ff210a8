"""Rules of the house: imports go down only, and each heavy library has one door."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "mipg_helpers"

# A module may import modules of its own layer and of the layers after it in this list.
LAYERS = [
    "cli",
    "lab",
    "packages",
    "site",
    "reporting",
    "evidence_workbook",
    "plan_workbook",
    "presentation",
    "analysis",
    "store",
    "sources",
    "reference",
    "toml_files",
    "system_errors",
    "errors",
]
SIDEWAYS = {"sources": {"store"}, "analysis": set()}  # ingest writes what store keeps
FORBIDDEN = {"analysis": {"store", "sources"}, "presentation": {"store", "sources"}}
# Records without any work in them, in which every layer speaks of a plan.
SPOKEN_BY_ALL = {
    "mipg_helpers.analysis.plan",
    "mipg_helpers.analysis.follow_up_profile",
    "mipg_helpers.analysis.readiness_profile",
}

DOORS = {
    "python_calamine": {"sources/workbook.py"},
    "openpyxl": {"sources/workbook.py"},
    "tomllib": {"toml_files.py"},
    "pptx": {"packages/slides*.py"},
    "xlsxwriter": {
        "plan_workbook/write*.py",
        "evidence_workbook/write*.py",
        "lab/write*.py",
        "site/write_xlsx.py",
    },
    "ipywidgets": {"lab/*.py"},
    "itables": {"lab/*.py"},
    "jupyterlab": {"cli/*.py", "lab/*.py"},
    "zipfile": {"sources/preflight.py", "packages/zips.py", "site/publish_documents.py"},
    "pandera": {"sources/schemas.py"},
    "pyarrow": {"store/*.py"},
    "matplotlib": {"presentation/charts*.py"},
    "rapidfuzz": {"reference/suggest.py"},
    "snowballstemmer": {"reference/stems.py"},
    "papermill": {"reporting/execute.py", "reporting/engine/papermill_engine.py"},
    "nbclient": {"reporting/execute.py", "reporting/engine/papermill_engine.py"},
    "ipykernel": {"reporting/engine/*.py"},
    "jupyter_client": {"reporting/engine/*.py"},
    "nbformat": set(),
    "nbconvert": {"reporting/exporters.py"},
    "mistune": {"reporting/markdown.py"},
    "lxml": {"reporting/html_tables.py", "reporting/svg.py"},
    "jinja2": {"reporting/html.py", "site/render.py"},
    "typst": {"reporting/pdf.py"},
    "pikepdf": {"reporting/pdf*.py"},
    "PIL": {"site/publish_pictures.py"},
    "page": {"reporting/pdf_check.py"},
    "typer": {"cli/*.py"},
    "rich": {"cli/*.py"},
    "distributed": {"reporting/executors_cluster.py", "reporting/executors_dask.py"},
    "dask": {"reporting/executors_cluster.py"},
    "fsspec": {"reporting/remote.py"},
    "s3fs": set(),
    "requests": set(),
    "urllib": set(),
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Name every module that a file imports, at any depth of its code."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def short(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_imports_go_down_only(path):
    layer = layer_of(path)
    if layer == "__init__":  # what an analyst begins with, when he asks for it
        names = {name for name in imported(path) if name.startswith("mipg_helpers")}
        assert names == {"mipg_helpers.lab.opening"}
        return
    allowed = set(LAYERS[LAYERS.index(layer) :]) | SIDEWAYS.get(layer, set())
    allowed -= FORBIDDEN.get(layer, set())
    names = imported(path) - SPOKEN_BY_ALL
    used = {name.split(".")[1] for name in names if name.startswith("mipg_helpers.")}
    assert used <= allowed, f"{short(path)} imports upwards: {sorted(used - allowed)}"


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_each_heavy_library_has_one_door(path):
    libraries = {name.split(".")[0] for name in imported(path)}
    relative = path.relative_to(PACKAGE)
    wrong = [
        library
        for library in libraries & DOORS.keys()
        if not any(relative.match(pattern) for pattern in DOORS[library])
    ]
    assert not wrong


def test_every_module_belongs_to_a_layer():
    assert {layer_of(path) for path in MODULES} <= {*LAYERS, "__init__"}


def test_nothing_prints_outside_the_command_line():
    printing = [
        short(path)
        for path in MODULES
        if layer_of(path) != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
    assert not printing


def test_importing_the_package_loads_no_other_library(python):
    loaded = python("import sys, mipg_helpers; print(*(n.split('.')[0] for n in sys.modules))")
    assert not {"pandas", "numpy", "matplotlib", "typer", "papermill"} & set(loaded.split())
