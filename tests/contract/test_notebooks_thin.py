"""Rules of the house: a notebook orders results and words; the package does the work.

The rules are plain functions over notebook JSON, so that each can be seen to fail on a bad cell.
"""

import ast
import io
import json
import re
import tokenize
from itertools import pairwise
from pathlib import Path

import pytest

from mipg_helpers.reference import load_catalog

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
MOST_CODE_LINES = 60
WORK = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Lambda,
    ast.For,
    ast.While,
    ast.If,
    ast.Try,
    ast.With,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.JoinedStr,
)
FOREIGN = {"open", "print", "pd", "plt", "np", "os", "sys", "warnings", "subprocess", "get_ipython"}
SIMPLE = (str, int, float, bool)
HEADING = re.compile(r"^(#{1,6}) (.+)$")


def code_cells(nb):
    return [cell for cell in nb["cells"] if cell["cell_type"] == "code"]


def text_of(cell):
    return "".join(cell["source"])


def parameter_cells(nb):
    return [c for c in code_cells(nb) if "parameters" in c["metadata"].get("tags", ())]


def headings(nb):
    """List (level, words) of every heading, in order."""
    lines = [
        line
        for cell in nb["cells"]
        if cell["cell_type"] == "markdown"
        for line in text_of(cell).splitlines()
    ]
    return [(len(found[1]), found[2]) for line in lines if (found := HEADING.match(line))]


def foreign_imports(nb):
    found = []
    for node in ast.walk(ast.parse("\n".join(map(text_of, code_cells(nb))))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    return [name for name in found if name.split(".")[0] != "mipg_helpers"]


def work_done(nb):
    """Name what only the package may do: definitions, loops, conditions, files, other libraries."""
    tree = ast.parse("\n".join(map(text_of, code_cells(nb))))
    nodes = [type(node).__name__ for node in ast.walk(tree) if isinstance(node, WORK)]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return nodes + sorted(FOREIGN.intersection(names))


def parameter_faults(source):
    """Tell the lines that papermill's inspector, which reads lines, would not understand."""
    faults = []
    for line in source.splitlines():
        try:
            (node,) = ast.parse(line).body
            value = ast.literal_eval(node.value)
        except (SyntaxError, ValueError, AttributeError):
            faults.append(line)
            continue
        comment = [t for t in tokens(line) if t.type == tokenize.COMMENT]
        simple = isinstance(node, ast.Assign) and isinstance(value, SIMPLE)
        if not (simple and comment and line.count("=") == 1):
            faults.append(line)
    return faults


def tokens(line):
    return list(tokenize.generate_tokens(io.StringIO(line).readline))


def displayed_objects(cell):
    """Count the expressions a cell displays or throws away; assignments and imports are none."""
    return sum(isinstance(node, ast.Expr) for node in ast.parse(text_of(cell)).body)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.name)
def nb(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def test_there_are_notebooks():
    assert {"politica.ipynb", "entidad.ipynb"} <= {path.name for path in NOTEBOOKS}


def test_notebook_is_committed_without_outputs_or_counts(nb):
    assert [cell["outputs"] for cell in code_cells(nb) if cell["outputs"]] == []
    assert [c["execution_count"] for c in code_cells(nb) if c["execution_count"] is not None] == []


def test_notebook_keeps_the_kernel_papermill_asks_for(nb):
    assert nb["metadata"]["kernelspec"]["name"] == "python3"


def test_notebook_says_its_language_and_title(nb):
    assert nb["metadata"]["lang"] == "es"
    assert nb["metadata"]["title"] == headings(nb)[0][1]


def test_cells_have_stable_distinct_ids(nb):
    assert (nb["nbformat"], nb["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in nb["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]{1,64}", name) for name in ids)


def test_notebook_imports_only_our_package(nb):
    assert foreign_imports(nb) == []


def test_notebook_does_no_work(nb):
    assert work_done(nb) == []


def test_notebook_has_one_cell_of_simple_parameters(nb):
    (cell,) = parameter_cells(nb)
    assert parameter_faults(text_of(cell)) == []


def test_defaults_are_those_of_the_priority_rule(nb):
    (cell,) = parameter_cells(nb)
    tree = ast.parse(text_of(cell))
    defaults = {node.targets[0].id: ast.literal_eval(node.value) for node in tree.body}
    rule = load_catalog().priority_rule()
    expected = {"minimo_grupo": rule.minimo_grupo, "umbral_alta": rule.umbral_alta}
    shared = defaults.keys() & expected.keys()
    assert {name: defaults[name] for name in shared} == {name: expected[name] for name in shared}


def test_notebook_is_short(nb):
    lines = [line for cell in code_cells(nb) for line in text_of(cell).splitlines() if line.strip()]
    assert len(lines) <= MOST_CODE_LINES


def test_headings_start_at_one_and_skip_no_level(nb):
    levels = [level for level, _ in headings(nb)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(levels) <= 3
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_headings_are_constant_words_without_numbers(nb):
    words = [text for _, text in headings(nb)]
    assert len(set(words)) == len(words)
    assert [text for text in words if re.search(r"[\d{}$`]", text)] == []


def test_each_cell_displays_at_most_one_object(nb):
    assert [cell["id"] for cell in code_cells(nb) if displayed_objects(cell) > 1] == []


def notebook_with(source):
    cell = {"cell_type": "code", "source": [source], "metadata": {"tags": ["parameters"]}}
    return {"cells": [cell]}


@pytest.mark.parametrize(
    "source",
    [
        "import pandas",
        "from os import path",
        "import mipg_helpers_extra",
    ],
)
def test_rule_sees_a_foreign_import(source):
    assert foreign_imports(notebook_with(source)) != []


@pytest.mark.parametrize(
    "source",
    [
        "def f(): pass",
        "for i in x: pass",
        "try:\n    x\nexcept ValueError:\n    pass",
        "[x for x in y]",
        "open('a')",
        "plt.show()",
        "f'{x}'",
    ],
)
def test_rule_sees_work(source):
    assert work_done(notebook_with(source)) != []


@pytest.mark.parametrize(
    "line",
    [
        "x: int | None = None  # entero",
        "x = y = 1  # dos nombres",
        "x = [1, 2]  # lista",
        "x = leer()  # llamada",
        "x = 1",
        "x = 1  # igual que y = 2",
    ],
)
def test_rule_sees_a_parameter_that_papermill_cannot_read(line):
    assert parameter_faults(line) == [line]
