"""The controls of a comparison: what is compared on top, what it shows below.

After every change the whole panel is made from the selection, so that nothing of the former one
stays. The views behind are made when they come to the front. Handles: ``mipg-entidad`` and
``mipg-agregar`` (searchable lists), ``mipg-vigencia``, ``mipg-conjunto``, ``mipg-valor``,
``mipg-politica``, ``mipg-referencia`` (drop-down lists), ``mipg-puntos``, ``mipg-lista-propia``
(field), ``mipg-vaciar``, ``mipg-exportar``, ``mipg-llevar`` (buttons), ``mipg-resumen`` and
``mipg-vista-<clave>`` (areas), ``mipg-vistas`` (tabs), ``mipg-ver-codigo`` (button),
``mipg-codigo`` (area), ``mipg-llevado`` (area of the outcome),
``mipg-enlaces`` (links to what was written).
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import ipywidgets

from mipg_helpers.errors import MipgError
from mipg_helpers.lab import widgets
from mipg_helpers.lab.comparer import code_of
from mipg_helpers.lab.comparer_choices import REFERENCES
from mipg_helpers.presentation import sections_comparar

if TYPE_CHECKING:
    from collections.abc import Callable

    from mipg_helpers.lab.comparer import Comparacion
    from mipg_helpers.presentation.sections_comparar import View

SEPARATOR = "; "
EMPTY_LIST = (
    "Agregue entidades a la lista propia: búsquelas por su nombre o escriba sus códigos separados "
    "por punto y coma"
)


class ComparerPanel:
    """Controls and areas of one comparison; `widget` is the whole."""

    def __init__(self, comparer: Comparacion) -> None:
        self._comparer = comparer
        chosen = comparer.selection
        entidades = comparer.choices.entidades
        self.entidad = widgets.SearchList(
            "Entidad",
            entidades,
            value=chosen.entidad,
            on_change=self._choose("entidad"),
            handle="entidad",
        )
        self.add = widgets.SearchList(
            "Otra", entidades, value=None, on_change=self._add, handle="agregar"
        )
        self.own_list = _text_field("Lista propia", self._choose("lista"), "lista-propia")
        self.empty = widgets.button("Vaciar la lista", on_click=self._clear, handle="vaciar")
        self.list_box = widgets.column(self.add.widget, self.own_list, self.empty)
        self.vigencia = self._list("Vigencia", "vigencia")
        self.conjunto = self._list("Conjunto", "conjunto")
        self.valor = self._list("Cuál", "valor")
        self.politica = self._list("Política de cerca", "politica_detalle", "politica")
        self.referencia = self._list("Referencia", "referencia")
        self.puntos = widgets.number_field(
            "Valor (puntos)",
            value=chosen.meta_puntos,
            least=0.0,
            most=100.0,
            on_change=self._choose("meta_puntos"),
            handle="puntos",
        )
        self.summary = widgets.Area("resumen")
        views = sections_comparar.VIEWS
        self.areas = {view.clave: widgets.Area(f"vista-{view.clave}") for view in views}
        self.tabs = widgets.tabs(
            [(view.titulo, self.areas[view.clave].widget) for view in views], handle="vistas"
        )
        self.tabs.observe(lambda _: self._show_view(), "selected_index")
        self.code = widgets.Area("codigo")
        self.export = widgets.button("Exportar a Excel", on_click=self._export, handle="exportar")
        self.send = widgets.button("Llevar al informe", on_click=self._to_report, handle="llevar")
        self.outcome = widgets.Area("llevado")
        self.links = widgets.Links("enlaces")
        self.widget = self._laid_out()
        self._refresh()

    @property
    def view(self) -> View:
        """The view in front."""
        return sections_comparar.VIEWS[self.tabs.selected_index or 0]

    def _laid_out(self) -> ipywidgets.Widget:
        return widgets.panel(
            widgets.row(self.entidad.widget, self.list_box),
            widgets.row(self.vigencia.widget, self.politica.widget),
            widgets.row(self.conjunto.widget, self.valor.widget),
            widgets.row(self.referencia.widget, self.puntos),
            self.summary.widget,
            self.tabs,
            widgets.row(
                widgets.toggle("Ver el código", self.code.widget, handle="ver-codigo"),
                self.export,
                self.send,
                least="12em",
            ),
            self.code.widget,
            self.outcome.widget,
            self.links.widget,
        )

    def _list(self, label: str, name: str, handle: str = "") -> widgets.DropList:
        return widgets.DropList(
            label, (), value=None, on_change=self._choose(name), handle=handle or name
        )

    def _choose(self, name: str) -> Callable[[Any], None]:
        """Make what happens when a control is changed: a new wish, and all is shown anew."""

        def choose(value: object) -> None:
            change: dict[str, Any] = {name: value}
            if name == "conjunto":  # a departamento is no sector
                change["valor"] = ""
            self._comparer.wanted = replace(self._comparer.wanted, **change)
            self._refresh()

        return choose

    def _add(self, entidad_id: object) -> None:
        kept = [text.strip() for text in self._comparer.wanted.lista.split(";")]
        named = dict.fromkeys([*filter(None, kept), str(entidad_id)])
        self._choose("lista")(SEPARATOR.join(named))

    def _clear(self) -> None:
        self._choose("lista")("")

    def _refresh(self) -> None:
        comparer, choices = self._comparer, self._comparer.choices
        chosen, notes = choices.settle(comparer.wanted)
        self.vigencia.set_choices(choices.vigencias(chosen.entidad), chosen.vigencia)
        self.conjunto.set_choices(choices.conjuntos(chosen.vigencia), chosen.conjunto)
        self.valor.set_choices(choices.valores(chosen.vigencia, chosen.conjunto), chosen.valor)
        self.politica.set_choices(choices.politicas(chosen.vigencia), chosen.politica_detalle)
        self.referencia.set_choices(REFERENCES, chosen.referencia)
        self._show_controls(chosen.conjunto, chosen.referencia, chosen.lista)
        for area in (*self.areas.values(), self.code):
            area.clear()
        self._forget_written()
        if chosen.conjunto == "lista" and not chosen.lista.strip(" ;"):
            self.summary.say(EMPTY_LIST)
            return
        try:
            shown = sections_comparar.show_summary(comparer.data(), notes)
        except MipgError as error:
            self.summary.show_error(str(error))
            return
        self.summary.show(shown)
        self._show_view()

    def _show_controls(self, conjunto: str, referencia: str, lista: str) -> None:
        """Show only the controls that count for the set and the reference."""
        self.add.value = None
        if self.own_list.value != lista:
            self.own_list.value = lista
        self.list_box.layout.display = None if conjunto == "lista" else "none"
        no_value = conjunto in {"lista", "todas"}
        self.valor.widget.layout.display = "none" if no_value else None
        self.puntos.layout.display = None if referencia == "puntos" else "none"

    def _show_view(self) -> None:
        view, chosen = self.view, self._comparer.selection
        try:
            self.areas[view.clave].show(view.show(self._comparer.data()))
        except MipgError:  # the summary above says which
            return
        self.code.show_code(code_of(view, chosen), label=f"Código de la vista «{view.titulo}»")

    def _forget_written(self) -> None:
        self.outcome.clear()
        self.links.show([])

    def _export(self) -> None:
        def write() -> tuple[str, tuple[tuple[str, str], ...]]:
            path = self._comparer.exportar()
            return f"El libro quedó en {path}", (("Comparación en Excel", os.path.relpath(path)),)

        self._write("Se está escribiendo el libro", write)

    def _to_report(self) -> None:
        def write() -> tuple[str, tuple[tuple[str, str], ...]]:
            written = self._comparer.llevar_al_informe()
            return written.words, written.links

        self._write("Se está escribiendo el informe; tarda unos segundos", write)

    def _write(
        self, words: str, write: Callable[[], tuple[str, tuple[tuple[str, str], ...]]]
    ) -> None:
        """Write something, and say where it is or why it could not be."""
        self.links.show([])
        self.outcome.say(words)
        self.export.disabled = self.send.disabled = True
        try:
            said, links = write()
        except MipgError as error:
            self.outcome.show_error(str(error))
        else:
            self.outcome.say(said)
            self.links.show(links)
        finally:
            self.export.disabled = self.send.disabled = False


def _text_field(label: str, on_change: Callable[[str], None], handle: str) -> ipywidgets.Text:
    """Make a field whose text counts when it is left or Enter is pressed."""
    made = ipywidgets.Text(
        description=label,
        placeholder="Códigos o nombres exactos, separados por punto y coma",
        continuous_update=False,
        style={"description_width": widgets.LABEL_WIDTH},
        layout=widgets.WIDE,
    )
    made.add_class(f"mipg-{handle}")
    made.observe(lambda change: on_change(change["new"]), "value")
    return made
