"""Write all tables of a load together, or none of them.

The new folder is made beside the old one and takes its place by renaming. The former load
stays as ``<folder>.anterior``; an interruption at any point leaves one complete load.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError
from mipg_helpers.store.layout import FILES, INDICES, ORDERS, indices_path
from mipg_helpers.store.private_folders import holding, private_folder
from mipg_helpers.store.sidecar import SIDECAR, info_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from mipg_helpers.store.sidecar import StoreInfo


def previous_folder(folder: Path) -> Path:
    """Name the place where the former load is kept."""
    return folder.with_name(f"{folder.name}.anterior")


def write_tables(
    folder: Path,
    tables: Mapping[str, pd.DataFrame],
    info: StoreInfo,
    *,
    texts: Mapping[str, str] | None = None,
) -> None:
    """Replace the load in `folder` by these tables.

    Parameters
    ----------
    folder
        Where the tidy tables live; made when missing.
    tables
        Any of the tidy tables, with the columns and dtypes of their contract. Those not
        given are empty when read.
    info
        The sidecar; its counts are taken from the tables.
    texts
        Other files to keep beside the tables, as name to content (UTF-8).
    """
    folder = Path(folder)
    counted = replace(info, counts={name: len(frame) for name, frame in tables.items()})
    if folder.exists() and not folder.is_dir():
        raise ConfigError(f"'{folder}'", "es un archivo", "una carpeta para los datos cargados")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with private_folder(folder.parent, f"{folder.name}.nuevo-") as new:
        for name, frame in tables.items():
            _write_table(new, name, frame)
        for name, text in {**(texts or {}), SIDECAR: info_text(counted)}.items():
            _write_text(new / name, text)
        new.chmod(0o755)  # everybody may read the load
        with holding(folder.parent):  # of two loads at once, the later one stays
            _take_place(new, folder)


def _write_table(root: Path, name: str, frame: pd.DataFrame) -> None:
    from mipg_helpers.store import parquet

    if frame.empty:
        return  # a table without file is empty when read
    table = parquet.to_table(frame)
    if name != INDICES:
        parquet.write_file(table, root / FILES[name], ORDERS[name])
        return
    for vigencia in sorted(frame["vigencia"].unique().tolist()):
        rows = parquet.rows_of(table, "vigencia", vigencia)
        for arrangement, order in (("por_entidad", "entidad_id"), ("por_indice", "indice")):
            other = "indice" if order == "entidad_id" else "entidad_id"
            parquet.write_file(rows, indices_path(root, arrangement, vigencia), (order, other))


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as sink:
        sink.write(text)
        sink.flush()
        os.fsync(sink.fileno())


def _take_place(new: Path, folder: Path) -> None:
    previous = previous_folder(folder)
    if folder.exists():
        shutil.rmtree(previous, ignore_errors=True)
        folder.rename(previous)
    try:
        new.rename(folder)
    except BaseException:
        if not folder.exists() and previous.exists():
            previous.rename(folder)
        raise
    _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    # Windows cannot open a folder; there the rename is as safe as it gets.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
