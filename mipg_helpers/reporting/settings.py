"""Where the tidy tables and the reference tables are: read once, at the edge.

``MIPG_DATOS`` names the folder of tidy tables and ``MIPG_REFERENCIA`` another folder of
reference tables (a copy with rows added, for a vigencia that the package does not know yet).
Everything below receives the opened objects as arguments.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mipg_helpers.reference import Catalog
    from mipg_helpers.store import Store

DATA_VARIABLE = "MIPG_DATOS"
REFERENCE_VARIABLE = "MIPG_REFERENCIA"
#: Jupyter Server sets it for the kernel of a document that a person opened.
WATCHED_VARIABLE = "JPY_SESSION_NAME"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The opened inputs of a report."""

    store: Store
    catalog: Catalog


def open_catalog() -> Catalog:
    """Open the reference tables in force."""
    from mipg_helpers.reference import load_catalog

    folder = os.environ.get(REFERENCE_VARIABLE)
    return load_catalog(Path(folder) if folder else None)


def open_workspace(folder: Path | None = None) -> Workspace:
    """Open the tidy tables of `folder` (default: ``MIPG_DATOS`` or the usual places).

    Raises
    ------
    ConfigError
        If nothing was loaded, or the tables are older than their sources or than the
        reference tables; the hint is the command that mends it.
    """
    from mipg_helpers.store import Store, default_folder

    catalog = open_catalog()
    store = Store(folder or default_folder())
    store.check(catalog)
    return Workspace(store, catalog)
