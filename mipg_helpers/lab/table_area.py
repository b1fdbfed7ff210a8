"""An area of a panel whose long tables can be searched and ordered; for the screen only.

A document prints the plain table of the same blocks.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets

from mipg_helpers.lab.panel_style import WIDE
from mipg_helpers.lab.tables import SPANISH, output, program
from mipg_helpers.lab.widgets import Area
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.display_text import span_text

if TYPE_CHECKING:
    from mipg_helpers.presentation.blocks import Block

#: Longer tables get search and pages.
LONG = 20


class TableArea(Area):
    """An area whose long tables have search and pages; the rest is shown as elsewhere.

    The script of the tables (about a megabyte) goes to the browser when the first is shown.
    """

    def __init__(self, handle: str) -> None:
        super().__init__(handle)
        self._program = ipywidgets.Output()
        self.table = ipywidgets.Output(layout=WIDE)
        self.widget = ipywidgets.VBox([self._html, self._program, self.table], layout=WIDE)

    def show(self, displayed: Displayed) -> None:
        """Put `displayed` in the place of what was there, its long tables last."""
        long = [b for b in displayed.blocks if b["type"] == "table" and len(b["rows"]) > LONG]
        super().show(Displayed([block for block in displayed.blocks if block not in long]))
        if long and not self._program.outputs:
            self._program.outputs = (output(program()),)
        self.table.outputs = tuple(output(searchable_html(block)) for block in long)

    def clear(self) -> None:
        """Leave nothing of the former tables."""
        super().clear()
        self.table.outputs = ()


def searchable_html(block: Block) -> str:
    """Write a table block as a table with search, order and pages; `program` must be shown."""
    import pandas as pd
    from itables.javascript import to_html_datatable

    labels = [column["label"] for column in block["columns"]]
    rows = [[span_text(cell) for cell in row] for row in block["rows"]]
    right = [i for i, column in enumerate(block["columns"]) if column["align"] == "right"]
    left = [i for i in range(len(labels)) if i not in right]
    html: str = to_html_datatable(
        pd.DataFrame(rows, columns=labels, dtype="str"),
        caption=escape(block["caption"]),
        connected=False,
        showIndex=False,
        allow_html=False,
        maxBytes=0,  # every row: what is left out could not be found
        style="table-layout:auto;width:100%;caption-side:top",
        classes="display compact",
        language=SPANISH,
        warn_on_unexpected_option_type=False,  # it takes the words of a language for a flat list
        pageLength=LONG,
        lengthMenu=[LONG, 50, 100, len(rows)],
        columnDefs=[
            {"targets": left, "className": "dt-left"},
            {"targets": right, "className": "dt-right", "type": "num-fmt"},
        ],
    )
    return html
