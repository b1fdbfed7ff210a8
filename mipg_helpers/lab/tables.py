"""A long table to search, sort and leaf through on the screen. The door of itables.

Its script comes from the installed package, never from the network, and lives in an output of a
widget, which is not saved with the notebook. Cells are text: nothing of them is ever markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Words of the table's own controls.
SPANISH: dict[str, Any] = {
    "search": "Buscar en la tabla:",
    "lengthMenu": "_MENU_ filas por página",
    "info": "Filas _START_ a _END_ de _TOTAL_",
    "infoEmpty": "Sin filas",
    "infoFiltered": "(de _MAX_ en total)",
    "zeroRecords": "Ninguna fila coincide con lo buscado",
    "emptyTable": "Sin filas",
    "decimal": ",",
    "thousands": ".",
    "aria": {
        "orderable": ": ordenar por esta columna",
        "orderableReverse": ": invertir el orden",
        "orderableRemove": ": quitar el orden",
        "paginate": {
            "first": "Primera página",
            "previous": "Página anterior",
            "next": "Página siguiente",
            "last": "Última página",
            "number": "Página ",
        },
    },
}
#: Rows on a page at first, and the other choices.
PAGE, PAGES = 10, [10, 25, 50, 100]


class SortableTable:
    """A place of a panel that shows some rows at a time, and lets all of them be found.

    Parameters
    ----------
    columns
        Title of each column and its share of the width, in percent.
    """

    def __init__(self, handle: str, columns: Mapping[str, int]) -> None:
        self._columns = columns
        self._program = ipywidgets.Output(outputs=(output(program()),))
        self._table = ipywidgets.Output()
        self.widget = ipywidgets.VBox([self._program, self._table], layout={"width": "100%"})
        self.widget.add_class(f"mipg-{handle}")

    def show(self, rows: Sequence[Sequence[str]]) -> None:
        """Put rows in the place of what was there."""
        self._table.outputs = (output(to_html(rows, self._columns)),)


def to_html(rows: Sequence[Sequence[str]], columns: Mapping[str, int]) -> str:
    """Write rows of text as a table that works where its program was shown before."""
    import pandas as pd
    from itables import to_html_datatable

    widths = [{"targets": n, "width": f"{share}%"} for n, share in enumerate(columns.values())]
    html: str = to_html_datatable(
        pd.DataFrame(rows, columns=list(columns), dtype="str"),
        connected=False,
        allow_html=False,
        showIndex=False,
        maxBytes=0,  # every row: what is left out could not be found
        language=SPANISH,
        warn_on_unexpected_option_type=False,  # it takes the words of a language for a flat list
        pageLength=PAGE,
        lengthMenu=PAGES,
        classes="display compact",
        style="table-layout:fixed;width:100%;overflow-wrap:anywhere",
        autoWidth=False,
        order=[],
        columnDefs=[*widths, {"targets": "_all", "className": "dt-left"}],
    )
    return html


def program() -> str:
    """Give the script of the tables, to be shown once before any of them."""
    from itables import options
    from itables.javascript import generate_init_offline_itables_html

    html: str = generate_init_offline_itables_html(options.dt_bundle)
    return html


def output(html: str) -> dict[str, object]:
    """Make an output of a cell of HTML."""
    return {
        "output_type": "display_data",
        "data": {"text/html": html, "text/plain": ""},
        "metadata": {},
    }
