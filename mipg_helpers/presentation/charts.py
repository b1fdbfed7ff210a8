"""The charts of the reports; importing this module imports matplotlib.

Every function takes a result object and returns a figure with its text alternative, followed
by a table of the same numbers (left out with ``with_table=False`` where the report prints them
elsewhere). When there is nothing to draw it returns a callout that says why.
"""

from mipg_helpers.presentation.charts_dimensiones import plot_dimensiones
from mipg_helpers.presentation.charts_heat import plot_heat_strip
from mipg_helpers.presentation.charts_indices import plot_indices
from mipg_helpers.presentation.charts_position import plot_position
from mipg_helpers.presentation.charts_priority import plot_priority_map
from mipg_helpers.presentation.charts_progress import plot_progress
from mipg_helpers.presentation.charts_trend import plot_trend

__all__ = [
    "plot_dimensiones",
    "plot_heat_strip",
    "plot_indices",
    "plot_position",
    "plot_priority_map",
    "plot_progress",
    "plot_trend",
]
