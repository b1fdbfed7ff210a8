"""Explorers over the sample, what is seen in them, and code run as a cell would run it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from builders import NOTEBOOKS

from mipg_helpers.lab.explorer import Exploracion, explorar
from mipg_helpers.reporting.profiles_exploration import Explorer, Selection

if TYPE_CHECKING:
    from mipg_helpers.presentation.display import Displayed
    from mipg_helpers.reporting.settings import Workspace

ENTIDAD, VIGENCIA, POLITICA = "0001", 2025, "gobierno_digital"


_READERS: dict[Workspace, Explorer] = {}


def open_at(space: Workspace, **chosen: object) -> Exploracion:
    """Open an explorer whose figures another one may have read: that must make no difference."""
    reader = _READERS.setdefault(space, Explorer(space))
    asked = {"entidad": ENTIDAD, "vigencia": VIGENCIA, "politica": POLITICA, **chosen}
    return Exploracion(reader, Selection(**asked), NOTEBOOKS)


def explorer(space: Workspace, **chosen: object) -> Exploracion:
    """Open the explorer as a notebook does, at the usual selection but for what is given."""
    asked = {"entidad": ENTIDAD, "vigencia": VIGENCIA, "politica": POLITICA, **chosen}
    return explorar(**asked, workspace=space, notebooks=NOTEBOOKS)


def seen(made: Exploracion) -> dict[str, object]:
    """Give everything that a person sees in the controls, each view brought to the front."""
    panel = made.controls
    found: dict[str, object] = {
        "vigencias": panel.vigencia.widget.options,
        "politicas": panel.politica.list.options,
        "grupos": panel.grupo.widget.options,
        "resumen": panel.summary.widget.value,
    }
    for place, name in enumerate(panel.areas):
        panel.tabs.selected_index = place
        area = panel.areas[name]
        found[name] = (area._html.value, panel.code.widget.value)
    panel.tabs.selected_index = 0
    return found


def run_cell(source: str) -> Displayed:
    """Run the lines of a cell and give what its last expression shows."""
    *lines, last = ast.parse(source).body
    scope: dict[str, object] = {}
    exec(compile(ast.Module(lines, []), "celda", "exec"), scope)  # noqa: S102  our own lines
    assert isinstance(last, ast.Expr)
    return eval(compile(ast.Expression(last.value), "celda", "eval"), scope)  # noqa: S307  the same
