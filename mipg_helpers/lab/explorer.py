"""What ``notebooks/explorar.ipynb`` calls: one politica of one entidad, to look at and to print."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from mipg_helpers.errors import ParameterError, ReferenceDataError, listed
from mipg_helpers.lab.choices import Choices
from mipg_helpers.lab.static import Interactive, somebody_watches
from mipg_helpers.presentation import sections_explorar
from mipg_helpers.reporting.profiles_exploration import Explorer, Selection
from mipg_helpers.reporting.settings import open_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from ipywidgets import Widget

    from mipg_helpers.analysis.exploration import Exploration
    from mipg_helpers.analysis.profile import PeerCriterion
    from mipg_helpers.lab.explorer_panel import ExplorerPanel
    from mipg_helpers.presentation.display import Displayed
    from mipg_helpers.presentation.sections_explorar import View
    from mipg_helpers.reporting.settings import Workspace

VIEWS = {view.clave: view for view in sections_explorar.VIEWS}


def explorar(
    entidad: str,
    vigencia: int,
    politica: str,
    *,
    grupo: str = "grupo_par",
    referencia: str = "media_grupo",
    umbral: float = 5.0,
    notebooks: Path | None = None,
    workspace: Workspace | None = None,
) -> Exploracion:
    """Open the explorer at a selection; in a cell it shows controls, in a document every view.

    Parameters
    ----------
    entidad
        SIGEP code with its zeros, or the exact name.
    politica
        Canonical id (``gobierno_digital``).
    grupo
        Who is compared: ``grupo_par``, ``departamento``, ``sector`` or ``naturaleza_juridica``.
    referencia
        What the scores are measured against: ``meta``, ``media_grupo``, ``mediana_grupo``,
        ``percentil_75``, ``mejor_grupo`` or ``vigencia_anterior``.
    umbral
        Points below the reference from which a gap is pointed out.
    notebooks
        Folder of the notebooks; None: the folder in which this runs.

    Raises
    ------
    ConfigError, ReferenceDataError, ParameterError
        If nothing is loaded, or what is asked for is not in what is loaded. Where somebody is
        there to choose, an entidad, vigencia or politica that is not loaded gives way to one
        that is, and the panel says so.
    """
    space = workspace or open_workspace()
    try:
        entidad_id = space.store.find_entidad(entidad, vigencia)
        space.catalog.politica(politica, vigencia)
    except ReferenceDataError:
        if not somebody_watches():
            raise
        entidad_id = entidad
    selection = Selection(
        entidad_id, vigencia, politica, cast("PeerCriterion", grupo), referencia, float(umbral)
    )
    made = Exploracion(Explorer(space), selection, notebooks)
    if not somebody_watches():
        made.explorer.explore(selection)  # a report is of what was asked for, or it is refused
    made.data()  # what cannot be shown is refused here, not in the first click
    return made


class Exploracion(Interactive):
    """An exploration in a cell: what its selection shows, and the controls to change it.

    The object keeps one thing, the selection; everything shown is made from it anew.
    """

    def __init__(
        self, explorer: Explorer, selection: Selection, notebooks: Path | None = None
    ) -> None:
        self.explorer = explorer
        self.choices = Choices(explorer.space)
        self.notebooks = notebooks
        self.wanted = selection

    @property
    def selection(self) -> Selection:
        """What is shown: what was chosen, as far as the data allow it."""
        return self.choices.settle(self.wanted)[0]

    def data(self) -> Exploration:
        """Give the figures of the current selection."""
        return self.explorer.explore(self.selection)

    def ver(self, vista: str) -> Displayed:
        """Show one view of the current selection, by its name.

        Raises
        ------
        ParameterError
            If there is no such view.
        """
        return find_view(vista).on_screen(self.data())

    def codigo(self, vista: str) -> str:
        """Write the lines that make one view of the current selection."""
        return code_of(find_view(vista), self.selection)

    def shown(self) -> Displayed:
        return sections_explorar.show_all(self.data())

    def panel(self) -> Widget:
        return self.controls.widget

    @cached_property
    def controls(self) -> ExplorerPanel:
        """The controls; built when somebody can click them."""
        from mipg_helpers.lab.explorer_panel import ExplorerPanel

        return ExplorerPanel(self)


def find_view(vista: str) -> View:
    """Find a view by its name (see `Exploracion.ver`)."""
    if vista not in VIEWS:
        raise ParameterError("vista", f"'{vista}' no existe", listed(VIEWS))
    return VIEWS[vista]


def code_of(view: View, selection: Selection) -> str:
    """Write the lines that show `view` of `selection`: two imports and one call."""
    whole = ", whole=True" if view.es_larga else ""
    return (
        f"from mipg_helpers.presentation.sections_explorar import {view.funcion}\n"
        "from mipg_helpers.reporting.profiles_exploration import load_exploration\n"
        f"{view.funcion}(load_exploration({selection.entidad!r}, {selection.vigencia!r}, "
        f"{selection.politica!r}, grupo={selection.grupo!r}, "
        f"referencia={selection.referencia!r}, umbral={selection.umbral!r}){whole})"
    )
