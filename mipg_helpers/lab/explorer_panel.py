"""The controls of the explorer: what is chosen on top, what it shows below.

After every change the whole panel is made from the selection, so that nothing of the former one
stays: lists, figures, the view in front, its code. The views behind are made when they come to
the front. Handles: ``mipg-entidad``, ``mipg-politica`` (searchable lists), ``mipg-vigencia``,
``mipg-grupo``, ``mipg-referencia``, ``mipg-informe`` (drop-down lists), ``mipg-umbral``,
``mipg-resumen`` and ``mipg-vista-<clave>`` (areas), ``mipg-vistas`` (tabs), ``mipg-codigo``
(area), ``mipg-ver-codigo``, ``mipg-llevar`` (button), ``mipg-llevado`` (area of its outcome),
``mipg-enlaces`` (links to what was written).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import MipgError
from mipg_helpers.lab import widgets
from mipg_helpers.lab.choices import REFERENCES, Choice
from mipg_helpers.lab.explorer import code_of
from mipg_helpers.lab.table_area import TableArea
from mipg_helpers.lab.to_report import REPORTS, to_report
from mipg_helpers.presentation import sections_explorar

if TYPE_CHECKING:
    from collections.abc import Callable

    from mipg_helpers.lab.explorer import Exploracion
    from mipg_helpers.presentation.sections_explorar import View

MOST_POINTS = 100.0
LEAST_POINTS = 0.5


class ExplorerPanel:
    """Controls and areas of one explorer; `widget` is the whole."""

    def __init__(self, explorer: Exploracion) -> None:
        self._explorer = explorer
        chosen = explorer.selection
        self.entidad = widgets.SearchList(
            "Entidad",
            explorer.choices.entidades,
            value=chosen.entidad,
            on_change=self._choose("entidad"),
            handle="entidad",
        )
        self.politica = widgets.SearchList(
            "Política", (), value=None, on_change=self._choose("politica"), handle="politica"
        )
        self.vigencia = self._list("Vigencia", "vigencia")
        self.grupo = self._list("Comparar con", "grupo")
        self.referencia = self._list("Referencia", "referencia")
        self.umbral = widgets.number_field(
            "Umbral (puntos)",
            value=chosen.umbral,
            least=LEAST_POINTS,
            most=MOST_POINTS,
            on_change=self._choose("umbral"),
            handle="umbral",
        )
        self.summary = widgets.Area("resumen")
        self.areas = {view.clave: _area(view) for view in sections_explorar.VIEWS}
        self.tabs = widgets.tabs(
            [(view.titulo, self.areas[view.clave].widget) for view in sections_explorar.VIEWS],
            handle="vistas",
        )
        self.tabs.observe(lambda _: self._show_view(), "selected_index")
        self.code = widgets.Area("codigo")
        self.informe = widgets.DropList(
            "Informe",
            [Choice(words, name) for name, words in REPORTS.items()],
            value="explorar",
            on_change=lambda _: self._forget_report(),
            handle="informe",
        )
        self.send = widgets.button("Llevar al informe", on_click=self._to_report, handle="llevar")
        self.outcome = widgets.Area("llevado")
        self.links = widgets.Links("enlaces")
        self.widget = widgets.panel(
            widgets.row(self.entidad.widget, self.politica.widget),
            widgets.row(self.vigencia.widget, self.grupo.widget),
            widgets.row(self.referencia.widget, self.umbral),
            self.summary.widget,
            self.tabs,
            widgets.row(
                widgets.toggle("Ver el código", self.code.widget, handle="ver-codigo"),
                self.informe.widget,
                self.send,
                least="14em",
            ),
            self.code.widget,
            self.outcome.widget,
            self.links.widget,
        )
        self._refresh()

    @property
    def view(self) -> View:
        """The view in front."""
        return sections_explorar.VIEWS[self.tabs.selected_index or 0]

    def _list(self, label: str, name: str) -> widgets.DropList:
        return widgets.DropList(label, (), value=None, on_change=self._choose(name), handle=name)

    def _choose(self, name: str) -> Callable[[Any], None]:
        """Make what happens when a control is changed: a new wish, and all is shown anew."""

        def choose(value: object) -> None:
            change: dict[str, Any] = {name: value}
            self._explorer.wanted = replace(self._explorer.wanted, **change)
            self._refresh()

        return choose

    def _refresh(self) -> None:
        choices = self._explorer.choices
        chosen, notes = choices.settle(self._explorer.wanted)
        self.vigencia.set_choices(choices.vigencias(chosen.entidad), chosen.vigencia)
        self.politica.set_choices(
            choices.politicas(chosen.entidad, chosen.vigencia), chosen.politica
        )
        self.grupo.set_choices(choices.grupos(chosen.entidad, chosen.vigencia), chosen.grupo)
        self.referencia.set_choices([Choice(*pair) for pair in REFERENCES], chosen.referencia)
        for area in self.areas.values():
            area.clear()
        self._forget_report()
        try:
            shown = sections_explorar.show_summary(self._explorer.data(), notes)
        except MipgError as error:
            self.summary.show_error(str(error))
            return
        self.summary.show(shown)
        self._show_view()

    def _show_view(self) -> None:
        view, chosen = self.view, self._explorer.selection
        self.areas[view.clave].show(view.on_screen(self._explorer.data()))
        self.code.show_code(code_of(view, chosen), label=f"Código de la vista «{view.titulo}»")

    def _forget_report(self) -> None:
        self.outcome.clear()
        self.links.show([])

    def _to_report(self) -> None:
        self.links.show([])
        self.outcome.say("Se está escribiendo el informe; tarda unos segundos")
        self.send.disabled = True
        try:
            written = to_report(
                str(self.informe.value),
                self._explorer.selection,
                self._explorer.explorer.space,
                self._explorer.notebooks,
            )
        except MipgError as error:
            self.outcome.show_error(str(error))
        else:
            self.outcome.say(written.words)
            self.links.show(written.links)
        finally:
            self.send.disabled = False


def _area(view: View) -> widgets.Area:
    handle = f"vista-{view.clave}"
    return TableArea(handle) if view.es_larga else widgets.Area(handle)
