"""What the warm process does once, so that no report pays for it: imports and first uses.

Nothing done here may be seen in a report: the state it leaves is caches only.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import warnings

#: Imported before the fork; the PDF compiler must never be among them.
MODULES = (
    "mipg_helpers.analysis.build",
    "mipg_helpers.presentation.charts",
    "mipg_helpers.presentation.sections",
    "mipg_helpers.presentation.sections_entidad",
    "mipg_helpers.reporting.profiles",
    "mipg_helpers.store.parquet",
)

#: What both kinds of report show, by module; each is called with a profile and displayed.
SHOWN = {
    "mipg_helpers.presentation.charts": (
        "plot_trend",
        "plot_indices",
        "plot_position",
        "plot_heat_strip",
    ),
    "mipg_helpers.presentation.sections": (
        "cover",
        "key_figures",
        "describe_summary",
        "table_indices",
        "table_gaps",
        "list_recommendations",
        "table_plan",
        "table_responsables",
        "table_politicas",
        "describe_method",
        "table_sources",
    ),
}


def warm_reports() -> None:
    """Import what the reports use, open the reference tables and rehearse a report."""
    for name in MODULES:
        importlib.import_module(name)
    # A warning that is shown here would not be shown again in a report. Where nothing is loaded,
    # or it cannot be read, there is nothing to rehearse with: the report itself will say so.
    with warnings.catch_warnings(action="ignore"), contextlib.suppress(Exception):
        _rehearse()
    from mipg_helpers.store.parquet import release_memory

    gc.collect()
    release_memory()


def _rehearse() -> None:
    """Build and show one policy of one entidad of the newest vigencia, and throw it away."""
    from mipg_helpers.reporting.profiles import load_profile
    from mipg_helpers.reporting.settings import open_workspace

    space = open_workspace()
    entidades = space.store.entidades()
    vigencia = int(entidades["vigencia"].max())
    entidad = str(entidades.loc[entidades["vigencia"] == vigencia, "entidad_id"].iloc[0])
    detailed = max(
        (item.politica for item in space.catalog.politicas(vigencia)),
        key=lambda politica: len(space.catalog.span_indices(vigencia, politica)),
    )
    profile = load_profile(entidad, vigencia, detailed, workspace=space)
    for module, names in SHOWN.items():
        for name in names:
            shown = getattr(importlib.import_module(module), name)(profile)
            shown._repr_mimebundle_()
