"""The rule for "nobody is there to click", and the base of every object with controls.

What a cell shows always carries its static form: blocks for our documents, HTML and plain text.
The controls come on top of it only in the kernel of a document that a person has open. A report
made by the fast engine, by papermill or by nbconvert therefore needs no widgets, no kernel of
its own and no script; and a notebook saved with its controls still prints the static form.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from mipg_helpers.reporting.settings import WATCHED_VARIABLE

if TYPE_CHECKING:
    from ipywidgets import Widget

    from mipg_helpers.presentation.display import Displayed

#: Under which a front-end looks for controls.
WIDGET_MIME = "application/vnd.jupyter.widget-view+json"


def somebody_watches() -> bool:
    """Tell whether a person has the document of this kernel open, so that controls make sense.

    Jupyter Server names the document in the environment of the kernels that it starts; nobody
    else does, and `mipg_helpers.reporting.execute` takes the name away for a report that is
    made from such a kernel.
    """
    return bool(os.environ.get(WATCHED_VARIABLE)) and find_spec("ipywidgets") is not None


class Interactive(ABC):
    """An object of a cell that can be clicked where somebody is there, and printed anywhere."""

    @abstractmethod
    def shown(self) -> Displayed:
        """Give what the current selection shows, as a document prints it."""

    @abstractmethod
    def panel(self) -> Widget:
        """Build the controls, once; the same widget every time it is asked for."""

    def _repr_mimebundle_(self, **wanted: object) -> dict[str, Any]:
        bundle = self.shown()._repr_mimebundle_(**wanted)
        if somebody_watches():
            view = self.panel()._repr_mimebundle_()
            bundle[WIDGET_MIME] = view[WIDGET_MIME]
        return bundle
