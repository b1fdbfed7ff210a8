"""The door to pyarrow: frames to Parquet files and back, reading only the rows asked for.

Nothing here knows what a table means. Files are sorted and cut into row groups small
enough that the smallest and largest value of a group tell whether it can hold a wanted row.
Reading uses one thread and no read-ahead, so that a process which read tables may be forked.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

#: About fifty entidades, or one indice of the whole country: a report touches few groups.
ROWS_PER_GROUP = 5_000


def to_table(frame: pd.DataFrame) -> pa.Table:
    """Convert a frame once, to be sorted and written in more than one order."""
    return pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)


def write_file(table: pa.Table, path: Path, order: Sequence[str]) -> None:
    """Write a table sorted by `order` and make sure that it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if order:
        table = table.sort_by([(column, "ascending") for column in order])
    with path.open("wb") as sink:
        pq.write_table(table, sink, row_group_size=ROWS_PER_GROUP, compression="zstd")
        sink.flush()
        os.fsync(sink.fileno())


def release_memory() -> None:
    """Give the memory of tables that are gone back to the system, before a process is forked."""
    pa.default_memory_pool().release_unused()


def rows_of(table: pa.Table, column: str, value: object) -> pa.Table:
    """Keep the rows in which `column` holds `value`."""
    return table.filter(pc.equal(table[column], value))


def read_files(
    paths: Iterable[Path],
    wanted: Mapping[str, Collection[object] | None],
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Read the rows that hold one of the wanted values in every named column.

    Parameters
    ----------
    paths
        Files of the same table, at least one.
    wanted
        Column to values; None: any value.
    columns
        Columns to read; None: all.

    Returns
    -------
    The rows in the order of the files. Text columns are ``str``, nullable numbers
    ``float64`` with NaN.
    """
    parts = [_read_file(path, wanted, columns) for path in paths]
    frame: pd.DataFrame = pa.concat_tables(parts).to_pandas(use_threads=False)
    return frame


def _read_file(
    path: Path,
    wanted: Mapping[str, Collection[object] | None],
    columns: Sequence[str] | None,
) -> pa.Table:
    conditions = {name: values for name, values in wanted.items() if values is not None}
    with pq.ParquetFile(path, pre_buffer=False) as file:
        groups = _possible_groups(file.metadata, conditions)
        read = None if columns is None else [*columns, *(c for c in conditions if c not in columns)]
        table = file.read_row_groups(groups, columns=read, use_threads=False)
    for name, values in conditions.items():
        kind = table.schema.field(name).type
        table = table.filter(pc.is_in(table[name], pa.array(list(values), kind)))
    return table if columns is None else table.select(list(columns))


def _possible_groups(
    metadata: pq.FileMetaData, conditions: Mapping[str, Collection[object]]
) -> list[int]:
    positions = {metadata.schema.column(i).name: i for i in range(metadata.num_columns)}
    return [
        group
        for group in range(metadata.num_row_groups)
        if all(
            _may_hold(metadata.row_group(group).column(positions[name]).statistics, values)
            for name, values in conditions.items()
        )
    ]


def _may_hold(statistics: pq.Statistics | None, values: Collection[object]) -> bool:
    if statistics is None or not statistics.has_min_max:
        return True
    low, high = statistics.min, statistics.max
    return any(low <= value <= high for value in values)
