"""The controls that every notebook of the lab is made of: labelled, in Spanish, by keyboard.

Only plain ipywidgets, so that the browser gives what it gives to every form: a label that
names its control, a focus that is seen, arrow keys in the lists. What a view shows goes through
`Area`, which prints a `Displayed` as escaped HTML: nothing of the data is ever a script.

Handles, stable for style sheets and browser tests, are CSS classes on the outermost element of
a control (``.mipg-entidad``); inside it stand the elements of ipywidgets:

====================  ====================================================================
class                 element
====================  ====================================================================
``mipg-panel``        the whole of an object with controls
``mipg-<control>``    a control; its ``input``, ``select`` or ``button`` is inside
``mipg-buscar``       in a searchable list: the field that filters
``mipg-lista``        in a searchable list: the ``select`` with what was found
``mipg-hallados``     in a searchable list: how many were found, in words
``mipg-area``         what a view shows; ``data-vista`` of the element inside names it
``mipg-error``        the area when it shows an error
====================  ====================================================================
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from mipg_helpers.lab.panel_style import KEYS, LABEL_WIDTH, STYLE, WIDE
from mipg_helpers.lab.search_list import SearchList
from mipg_helpers.presentation import display_html
from mipg_helpers.presentation.formats import official_points
from mipg_helpers.reporting.html import font_faces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ipywidgets import Widget

    from mipg_helpers.lab.choices import Choice
    from mipg_helpers.presentation.display import Displayed

__all__ = [
    "LABEL_WIDTH",
    "WIDE",
    "Area",
    "DropList",
    "Links",
    "SearchList",
    "button",
    "column",
    "number_field",
    "panel",
    "row",
    "tabs",
    "toggle",
]

#: JupyterLab's own look of tables, headings and links, for what stands inside a control.
LAB_STYLE = "jp-RenderedHTMLCommon"


class DropList:
    """A list of a few rows that opens; parameters as those of `SearchList`."""

    def __init__(
        self,
        label: str,
        choices: Sequence[Choice],
        *,
        value: object,
        on_change: Callable[[Any], None],
        handle: str,
    ) -> None:
        self._on_change = on_change
        self._filling = False
        self.widget = ipywidgets.Dropdown(
            description=label, style={"description_width": LABEL_WIDTH}, layout=WIDE
        )
        self.widget.add_class(f"mipg-{handle}")
        self.widget.observe(self._pick, "value")
        self.set_choices(choices, value)

    @property
    def value(self) -> object:
        """The value chosen."""
        return self.widget.value

    def set_choices(self, choices: Sequence[Choice], value: object) -> None:
        """Replace the rows and what is chosen, without calling back."""
        self._filling = True
        try:
            options = tuple((choice.label, choice.value) for choice in choices)
            if options != self.widget.options:
                self.widget.options = options
            self.widget.value = value
        finally:
            self._filling = False

    def _pick(self, change: dict[str, Any]) -> None:
        if not self._filling:
            self._on_change(change["new"])


def number_field(
    label: str,
    *,
    value: float,
    least: float,
    most: float,
    on_change: Callable[[float], None],
    handle: str,
) -> Widget:
    """Make a field for points from `least` to `most`; what is typed counts when it is left.

    A field of numbers of the browser would read "12,5" as 125 where its language is English.
    """
    limits = f"un número de {official_points(least)} a {official_points(most)}"
    field = ipywidgets.Text(
        description=label,
        value=official_points(value),
        continuous_update=False,
        style={"description_width": LABEL_WIDTH},
        layout=WIDE,
    )
    problem = ipywidgets.HTML()

    def read(change: dict[str, Any]) -> None:
        number = _number(change["new"])
        fits = least <= number <= most
        problem.value = "" if fits else f'<small role="alert">Escriba {escape(limits)}</small>'
        if fits:
            on_change(number)

    field.observe(read, "value")
    made = ipywidgets.VBox([field, problem], layout=WIDE)
    made.add_class(f"mipg-{handle}")
    return made


def _number(text: str) -> float:
    """Read a number with decimal comma or point; what is none lies outside every range."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return float("nan")


def button(label: str, *, on_click: Callable[[], None], handle: str) -> Widget:
    """Make a button that says what it does."""
    made = ipywidgets.Button(description=label, layout={"width": "auto"})
    made.add_class(f"mipg-{handle}")
    made.on_click(lambda _button: on_click())
    return made


class Area:
    """A place of a panel that shows one `Displayed` at a time."""

    def __init__(self, handle: str) -> None:
        self._handle = handle
        self._html = ipywidgets.HTML(layout=WIDE)
        for name in ("mipg-area", f"mipg-{handle}", LAB_STYLE):
            self._html.add_class(name)
        #: What stands in a panel.
        self.widget = self._html

    def show(self, displayed: Displayed) -> None:
        """Put `displayed` in the place of what was there."""
        self._put(display_html.to_html(displayed.blocks))

    def show_error(self, words: str) -> None:
        """Say in words why there is nothing to show."""
        lines = "<br>".join(escape(line) for line in words.splitlines())
        self._put(f'<div role="alert" lang="es-CO"><p><strong>Error.</strong> {lines}</p></div>')
        self._html.add_class("mipg-error")

    def show_code(self, code: str, *, label: str) -> None:
        """Show lines to copy; the keyboard reaches them."""
        self._put(
            f'<pre tabindex="0" aria-label="{escape(label)}"><code>{escape(code)}</code></pre>'
        )

    def say(self, words: str) -> None:
        """Say in a line what is going on."""
        self._put(f'<p role="status" lang="es-CO">{escape(words)}</p>')

    def clear(self) -> None:
        self._put("")

    def _put(self, html: str) -> None:
        self._html.remove_class("mipg-error")
        self._html.value = f'<div data-vista="{escape(self._handle)}">{html}</div>'


class Links:
    """A place that links to files; JupyterLab opens those that lie in the folder it shows."""

    def __init__(self, handle: str) -> None:
        # Only an output of a cell has its addresses looked up from the folder of the notebook.
        self.widget = ipywidgets.Output()
        self.widget.add_class(f"mipg-{handle}")

    def show(self, links: Sequence[tuple[str, str]]) -> None:
        """Put links in the place of those that were there: words, and path from the notebook."""
        items = "".join(
            f'<li><a href="{escape(path)}">{escape(words)}</a></li>' for words, path in links
        )
        page = {"text/html": f'<ul lang="es-CO">{items}</ul>', "text/plain": _listed(links)}
        shown = {"output_type": "display_data", "data": page, "metadata": {}}
        self.widget.outputs = (shown,) if links else ()


def _listed(links: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{words}: {path}" for words, path in links)


def column(*parts: Widget, handle: str = "") -> Widget:
    """Stack parts; each takes the whole width, so that a narrow window needs no second layout."""
    made = ipywidgets.VBox(parts, layout=WIDE)
    if handle:
        made.add_class(f"mipg-{handle}")
    return made


def panel(*parts: Widget) -> Widget:
    """Stack the parts of an object with controls, with the style and the keys that they need."""
    # Charts are measured with the font of the reports; with another one their words would touch.
    faces = font_faces()
    style = ipywidgets.HTML(f"<style>{faces}{STYLE}</style>", layout={"display": "none"})
    # A script runs in an output of JupyterLab and nowhere else.
    keys = ipywidgets.Output(layout={"display": "none"})
    shown = {"text/html": KEYS, "text/plain": ""}
    keys.outputs = ({"output_type": "display_data", "data": shown, "metadata": {}},)
    return column(style, keys, *parts, handle="panel")


def row(*parts: Widget, least: str = "24em") -> Widget:
    """Set parts side by side, as many as fit; in a narrow window they stand one below another."""
    return ipywidgets.GridBox(
        parts,
        layout={
            "width": "auto",
            "grid_template_columns": f"repeat(auto-fit, minmax(min({least}, 100%), 1fr))",
            "grid_gap": "0 1.5em",
        },
    )


def tabs(parts: Sequence[tuple[str, Widget]], *, handle: str) -> Widget:
    """Put parts behind each other, each under its title; the arrow keys move between titles."""
    made = ipywidgets.Tab(
        children=[part for _, part in parts], titles=[title for title, _ in parts], layout=WIDE
    )
    made.add_class(f"mipg-{handle}")
    return made


def toggle(label: str, part: Widget, *, handle: str) -> Widget:
    """Make a button that shows and hides a part; hidden at first.

    An accordion of ipywidgets cannot be opened with the keyboard; a button can.
    """
    made = ipywidgets.ToggleButton(description=label, value=False, layout=WIDE)
    made.add_class(f"mipg-{handle}")
    part.layout.display = "none"

    def show(change: dict[str, Any]) -> None:
        part.layout.display = "" if change["new"] else "none"

    made.observe(show, "value")
    return made
