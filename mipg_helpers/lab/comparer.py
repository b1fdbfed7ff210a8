"""What ``notebooks/comparar.ipynb`` calls: a set of entidades compared, to look at and to print."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mipg_helpers.analysis.comparison_set import COLUMNS
from mipg_helpers.errors import ParameterError, listed
from mipg_helpers.lab.comparer_choices import ComparerChoices
from mipg_helpers.lab.static import Interactive, somebody_watches
from mipg_helpers.lab.to_report import OUTPUTS, Order, Written, write_report
from mipg_helpers.presentation import sections_comparar
from mipg_helpers.reporting.profiles_comparison import ComparisonData, ComparisonQuestion
from mipg_helpers.reporting.settings import open_workspace

if TYPE_CHECKING:
    from ipywidgets import Widget

    from mipg_helpers.analysis.comparison_profile import Comparison
    from mipg_helpers.lab.comparer_panel import ComparerPanel
    from mipg_helpers.presentation.display import Displayed
    from mipg_helpers.presentation.sections_comparar import View
    from mipg_helpers.reporting.settings import Workspace

REPORT = "comparar"
VIEWS = {view.clave: view for view in sections_comparar.VIEWS}


def comparar(
    entidad: str,
    vigencia: int,
    *,
    conjunto: str = "grupo_par",
    valor: str = "",
    lista: str = "",
    politica_detalle: str = "",
    referencia: str = "todas",
    meta_puntos: float = 60.0,
    minimo_grupo: int | None = None,
    fecha_informe: str = "",
    notebooks: Path | None = None,
    workspace: Workspace | None = None,
) -> Comparacion:
    """Compare a set of entidades; in a cell it shows controls, in a document every view.

    Parameters
    ----------
    entidad
        The own entidad, marked in everything: SIGEP code with its zeros, or the exact name.
    conjunto, valor
        Who is compared: ``grupo_par``, ``departamento``, ``sector``, ``naturaleza_juridica`` or
        ``orden`` (`valor` names which; "": that of the entidad), ``lista`` or ``todas``.
    lista
        Codes or exact names separated by ``;``, for ``lista``.
    politica_detalle
        Canonical id of the politica that is looked at closely; "": that of the lowest place.
    referencia, meta_puntos
        What common gaps are measured against: ``todas`` (median of everybody), ``mejor`` (best of
        the set) or ``puntos`` (`meta_puntos`).
    minimo_grupo
        Fewest scores that are described; None: the value of the reference tables.
    fecha_informe
        ISO date printed on the report; empty: the date the data were loaded.
    notebooks
        Folder of the notebooks; None: the folder in which this runs.

    Raises
    ------
    ConfigError, ReferenceDataError, ParameterError
        If nothing is loaded, or what is asked for is not in what is loaded.
    """
    space = workspace or open_workspace()
    question = ComparisonQuestion(
        space.store.find_entidad(entidad, vigencia),
        vigencia,
        conjunto,
        valor,
        lista,
        politica_detalle,
        referencia,
        float(meta_puntos),
        minimo_grupo,
    )
    # With nobody to ask again, only the rows of this one question are read.
    source = ComparisonData(space, is_whole=somebody_watches())
    made = Comparacion(source, question, fecha_informe, notebooks)
    made.compare(question)  # what cannot be shown is refused here, not in the first click
    return made


class Comparacion(Interactive):
    """A comparison in a cell: what its selection shows, and the controls to change it.

    The object keeps one thing, the selection; everything shown is made from it anew.
    """

    def __init__(
        self,
        source: ComparisonData,
        selection: ComparisonQuestion,
        fecha_informe: str = "",
        notebooks: Path | None = None,
    ) -> None:
        self.source = source
        self.choices = ComparerChoices(source)
        self.fecha_informe, self.notebooks = fecha_informe, notebooks
        self.wanted = selection
        self._last: tuple[ComparisonQuestion, Comparison] | None = None

    @property
    def selection(self) -> ComparisonQuestion:
        """What is shown: what was chosen, as far as the data allow it."""
        return self.choices.settle(self.wanted)[0]

    def data(self) -> Comparison:
        """Give the figures of the current selection."""
        return self.compare(self.selection)

    def compare(self, question: ComparisonQuestion) -> Comparison:
        """Answer a question; the views of one selection are made from one answer."""
        if self._last is None or self._last[0] != question:
            found = self.source.compare(question, fecha_informe=self.fecha_informe)
            self._last = (question, found)
        return self._last[1]

    def ver(self, vista: str) -> Displayed:
        """Show one view of the current selection, by its name.

        Raises
        ------
        ParameterError
            If there is no such view.
        """
        if vista not in VIEWS:
            raise ParameterError("vista", f"'{vista}' no existe", listed(VIEWS))
        return VIEWS[vista].show(self.data())

    def exportar(self, path: Path | None = None) -> Path:
        """Write the workbook of the current selection; by default beside its report.

        Raises
        ------
        RenderError
            If the file cannot be written.
        """
        from mipg_helpers.lab.write_comparison import write_comparison
        from mipg_helpers.reporting.jobs import safe_name

        chosen = self.selection
        outputs = (self.notebooks or Path()).absolute().parent / OUTPUTS
        place = outputs / str(chosen.vigencia) / safe_name(chosen.entidad) / f"{REPORT}.xlsx"
        write_comparison(self.data(), path or place)
        return path or place

    def llevar_al_informe(self) -> Written:
        """Write the report of the current selection, HTML and PDF, as the batch does.

        Raises
        ------
        MipgError
            If it could not be made.
        """
        chosen = self.selection
        order = Order(REPORT, chosen.entidad, chosen.vigencia, parametros=taken_along(chosen))
        return write_report(order, self.source.space, self.notebooks)

    def shown(self) -> Displayed:
        return sections_comparar.show_all(self.compare(self.wanted))

    def panel(self) -> Widget:
        return self.controls.widget

    @cached_property
    def controls(self) -> ComparerPanel:
        """The controls; built when somebody can click them."""
        from mipg_helpers.lab.comparer_panel import ComparerPanel

        return ComparerPanel(self)


def taken_along(question: ComparisonQuestion) -> tuple[tuple[str, Any], ...]:
    """List the parameters that a report or a line of code needs to show the same comparison.

    Those at their default are left out, and so is what does not count for the set or the
    reference.
    """
    idle = {
        "valor": question.conjunto not in COLUMNS,
        "lista": question.conjunto != "lista",
        "meta_puntos": question.referencia != "puntos",
    }
    return tuple(
        (field.name, getattr(question, field.name))
        for field in fields(question)
        if field.default is not MISSING
        and getattr(question, field.name) != field.default
        and not idle.get(field.name, False)
    )


def code_of(view: View, question: ComparisonQuestion) -> str:
    """Write the lines that show `view` of a selection: two imports and one call."""
    given = "".join(f", {name}={value!r}" for name, value in taken_along(question))
    return (
        f"from mipg_helpers.presentation.sections_comparar import {view.funcion}\n"
        "from mipg_helpers.reporting.profiles_comparison import load_comparison\n"
        f"{view.funcion}(load_comparison({question.entidad!r}, {question.vigencia!r}{given}))"
    )
