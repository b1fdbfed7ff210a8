"""A list that is too long to read, with a field that filters it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from mipg_helpers.lab.panel_style import LABEL_WIDTH, WIDE
from mipg_helpers.presentation.formats import integer
from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mipg_helpers.lab.choices import Choice

#: Of a long list only so many are sent to the browser; the rest is found by typing more.
MOST_SHOWN = 50


class SearchList:
    """A list with a field that filters it, without regard to accents, case or order of words.

    Parameters
    ----------
    label
        What is chosen, as the label of the field.
    choices
        Any number of rows, with distinct values.
    value
        The value chosen at first; None: nothing is chosen.
    on_change
        Called with the new value when another one is chosen; never while filtering.
    handle
        Name of the control, without ``mipg-``.
    """

    def __init__(
        self,
        label: str,
        choices: Sequence[Choice],
        *,
        value: object,
        on_change: Callable[[Any], None],
        handle: str,
        rows: int = 6,
    ) -> None:
        self._on_change = on_change
        self._filling = False
        self._value: object = None
        self.search = ipywidgets.Text(
            description=f"Buscar {label.lower()}",
            placeholder="Escriba parte del nombre o el código",
            style={"description_width": LABEL_WIDTH},
            layout=WIDE,
        )
        self.search.add_class("mipg-buscar")
        self.list = ipywidgets.Select(
            description=f"Elegir {label.lower()}",
            options=(),
            rows=rows,
            style={"description_width": LABEL_WIDTH},
            layout=WIDE,
        )
        self.list.add_class("mipg-lista")
        self.found = ipywidgets.HTML()
        self.found.add_class("mipg-hallados")
        self.widget = ipywidgets.VBox([self.search, self.list, self.found])
        self.widget.add_class(f"mipg-{handle}")
        self.search.observe(self._filter, "value")
        self.list.observe(self._pick, "index")
        self.set_choices(choices, value)

    @property
    def value(self) -> object:
        """The value chosen; setting it chooses without calling back."""
        return self._value

    @value.setter
    def value(self, value: object) -> None:
        self._value = value
        self._fill()

    def set_choices(self, choices: Sequence[Choice], value: object) -> None:
        """Replace the rows and what is chosen, without calling back."""
        self._choices = list(choices)
        self._folded = [fold(f"{choice.label} {choice.words}") for choice in self._choices]
        self._value = value
        self._fill()

    def _filter(self, _change: object) -> None:
        self._fill()

    def _fill(self) -> None:
        """Show what fits the words typed; what is chosen stays chosen, seen or not."""
        words = fold(self.search.value).split()
        fit = [
            choice
            for choice, folded in zip(self._choices, self._folded, strict=True)
            if all(word in folded for word in words)
        ]
        shown = fit[:MOST_SHOWN]
        if not words:  # the one chosen is in sight before anything is typed
            chosen = [choice for choice in self._choices if choice.value == self._value]
            shown = [*(one for one in chosen if one not in shown), *shown][:MOST_SHOWN]
        values = [choice.value for choice in shown]
        self._filling = True
        try:
            self.list.index = None
            self.list.options = [(choice.label, choice.value) for choice in shown]
            self.list.index = values.index(self._value) if self._value in values else None
        finally:
            self._filling = False
        self.found.value = f"<small>{escape(_found(len(fit), len(shown)))}</small>"

    def _pick(self, change: dict[str, Any]) -> None:
        if self._filling or change["new"] is None:
            return
        value = self.list.options[change["new"]][1]
        if value != self._value:
            self._value = value
            self._on_change(value)


def _found(n_fit: int, n_shown: int) -> str:
    if not n_fit:
        return "Ninguna coincide: revise lo escrito"
    if n_fit > n_shown:
        return f"Se muestran {n_shown} de {integer(n_fit)}: escriba más para acortar la lista"
    return "1 en la lista" if n_fit == 1 else f"{integer(n_fit)} en la lista"
