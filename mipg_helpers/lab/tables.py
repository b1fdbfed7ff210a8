"""Long tables with search and order, without network; the door of itables.

Only for the screen: a document prints the plain table of the same blocks. What the cells say is
text, never HTML. The program of the tables (about a megabyte) comes from the installed package
and goes to the browser once for each panel, when its first long table is shown.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from mipg_helpers.lab.widgets import WIDE, Area
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.display_text import span_text

if TYPE_CHECKING:
    from mipg_helpers.presentation.blocks import Block

#: Longer tables get search and pages.
LONG = 20

#: The words of DataTables, and the Spanish decimal comma, by which numbers are put in order.
SPANISH: dict[str, Any] = {
    "search": "Buscar en la tabla:",
    "lengthMenu": "Mostrar _MENU_ filas",
    "info": "Filas _START_ a _END_ de _TOTAL_",
    "infoEmpty": "Sin filas",
    "infoFiltered": "(de _MAX_ en total)",
    "zeroRecords": "Ninguna fila coincide",
    "emptyTable": "Sin filas",
    "decimal": ",",
    "thousands": ".",
    "paginate": {
        "first": "Primera", "last": "Última", "next": "Siguiente", "previous": "Anterior",
    },
    "aria": {
        "orderable": ": ordenar por esta columna",
        "orderableReverse": ": invertir el orden",
        "paginate": {
            "first": "Primera página", "last": "Última página",
            "next": "Página siguiente", "previous": "Página anterior",
        },
    },
}  # fmt: skip


def searchable_html(block: Block) -> str:
    """Write a table block as a table with search, order and pages; needs `library_html` once."""
    import pandas as pd
    from itables.javascript import to_html_datatable

    labels = [column["label"] for column in block["columns"]]
    rows = [[span_text(cell) for cell in row] for row in block["rows"]]
    right = [i for i, column in enumerate(block["columns"]) if column["align"] == "right"]
    left = [i for i in range(len(labels)) if i not in right]
    html: str = to_html_datatable(
        pd.DataFrame(rows, columns=labels, dtype=str),
        caption=escape(block["caption"]),
        connected=False,
        showIndex=False,
        allow_html=False,
        maxBytes=0,
        maxRows=0,
        style="table-layout:auto;width:100%;caption-side:top",
        language=SPANISH,
        warn_on_unexpected_option_type=False,  # it does not know that languages have parts
        pageLength=LONG,
        lengthMenu=[LONG, 50, 100, len(rows)],
        columnDefs=[
            {"targets": left, "className": "dt-left"},
            {"targets": right, "className": "dt-right", "type": "num-fmt"},
        ],
        display_logo_when_loading=False,
    )
    return html


def library_html() -> str:
    """Give the program of the tables, to be shown once before any of them."""
    from itables import options
    from itables.javascript import generate_init_offline_itables_html

    html: str = generate_init_offline_itables_html(options.dt_bundle)
    return html


class TableArea(Area):
    """An area whose long tables have search and pages; the rest is shown as elsewhere."""

    def __init__(self, handle: str) -> None:
        super().__init__(handle)
        self._library = ipywidgets.Output()
        self.table = ipywidgets.Output(layout=WIDE)
        self.widget = ipywidgets.VBox([self._html, self._library, self.table], layout=WIDE)

    def show(self, displayed: Displayed) -> None:
        """Put `displayed` in the place of what was there, its long tables last."""
        long = [b for b in displayed.blocks if b["type"] == "table" and len(b["rows"]) > LONG]
        super().show(Displayed([block for block in displayed.blocks if block not in long]))
        if long and not self._library.outputs:
            self._library.outputs = (_output(library_html()),)
        self.table.outputs = tuple(_output(searchable_html(block)) for block in long)

    def clear(self) -> None:
        super().clear()
        self.table.outputs = ()


def _output(html: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}
