"""What the warm process does once, so that no report pays for it: imports and first uses."""

from __future__ import annotations

import importlib

#: Imported before the fork; the PDF compiler must never be among them.
MODULES = (
    "mipg_helpers.analysis.build",
    "mipg_helpers.presentation.charts",
    "mipg_helpers.presentation.sections",
    "mipg_helpers.reporting.profiles",
    "mipg_helpers.store.parquet",
)


def warm_reports() -> None:
    """Import what the reports use, open the reference tables, draw once, group once."""
    import pandas as pd

    for name in MODULES:
        importlib.import_module(name)
    from mipg_helpers.presentation.charts_canvas import drawing
    from mipg_helpers.reference import load_catalog

    load_catalog()
    with drawing(40.0) as canvas:
        canvas.text(10.0, 10.0, "Puntaje: 61,3")
        canvas.svg()
    pd.DataFrame({"a": ["x", "y"], "b": [1.0, 2.0]}).groupby("a")["b"].mean()
