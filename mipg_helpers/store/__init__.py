"""The only door to the tidy tables: Parquet files beside a sidecar that says what they hold.

Nobody above this package opens a source file; nobody but this package knows how tables lie
on disk.
"""

from __future__ import annotations

from mipg_helpers.store.loaded import Store, default_folder
from mipg_helpers.store.sidecar import StoredFile, StoreInfo
from mipg_helpers.store.writing import write_tables

__all__ = ["Store", "StoreInfo", "StoredFile", "default_folder", "write_tables"]
