"""Give every frame the columns and dtypes of its table, as the data dictionary states them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from mipg_helpers.reference import Catalog

DTYPES = {"texto": "str", "entero": "int64", "decimal": "float64", "logico": "bool"}

#: Stands in a whole-number column where nothing is given.
NULLABLE_INTEGER = "float64"


def column_types(table: str, catalog: Catalog | None = None) -> dict[str, str]:
    """Name the columns of a tidy table in order, each with its dtype."""
    if catalog is None:
        from mipg_helpers.reference import load_catalog

        catalog = load_catalog()
    return {
        field.campo: NULLABLE_INTEGER
        if field.tipo == "entero" and field.admite_vacio
        else DTYPES[field.tipo]
        for field in catalog.fields(table)
    }


def empty_frame(table: str, catalog: Catalog | None = None) -> pd.DataFrame:
    """Make a frame of that table without rows."""
    import pandas as pd

    types = column_types(table, catalog)
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in types.items()})


def conform(frame: pd.DataFrame, table: str, catalog: Catalog | None = None) -> pd.DataFrame:
    """Order the columns, fill absent text with "" and set the dtypes of the contract.

    Columns that the table does not have are dropped; an absent number is missing, an absent
    flag false.

    Raises
    ------
    ValueError, TypeError
        If a value cannot be what its column holds: a fault of the reader, not of the file.
    """
    import pandas as pd

    types = column_types(table, catalog)
    columns = {}
    for name, dtype in types.items():
        if name not in frame:
            blank: object = {"str": "", "bool": False}.get(dtype, float("nan"))
            columns[name] = pd.Series(blank, index=frame.index, dtype=dtype)
        elif dtype == "str":
            columns[name] = frame[name].astype("str").fillna("")
        else:
            columns[name] = frame[name].astype(dtype)  # type: ignore[call-overload]
    return pd.DataFrame(columns, index=frame.index).reset_index(drop=True)
