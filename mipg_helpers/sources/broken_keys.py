"""Keys that do not identify: missing or repeated inside one file.

Nobody can tell which of two rows with one key is right, so such a file is refused for that
table. Repetitions between files are settled in `duplicates`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.errors import MAX_LISTED
from mipg_helpers.sources.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import pandas as pd

    from mipg_helpers.reference import Catalog

BROKEN_KEY = "clave rota"

_FILE = "fuente_sha256"


def key_columns(table: str, catalog: Catalog) -> list[str]:
    return [field.campo for field in catalog.fields(table) if field.es_clave]


def key_codes(frame: pd.DataFrame, columns: Sequence[str]) -> np.ndarray:
    """Give each row the number of its combination of values: equal keys, equal numbers.

    Far quicker than comparing texts row by row, and a country has half a million rows a year.
    """
    import numpy as np
    import pandas as pd

    codes = np.zeros(len(frame), dtype=np.int64)
    for column in columns:
        values, distinct = pd.factorize(frame[column])
        codes = codes * (len(distinct) + 1) + values
    return codes


def split_broken_keys(
    table: str, frame: pd.DataFrame, key: Sequence[str]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Leave out every row of a file whose key is missing or repeats, and say where.

    Parameters
    ----------
    frame
        Rows with the dtypes of the contract and their source columns.
    key
        Columns of the key; a blank text counts as missing.
    """
    import numpy as np
    import pandas as pd

    missing = np.zeros(len(frame), dtype=bool)
    for column in key:
        if frame[column].dtype == "str":
            missing |= (frame[column] == "").to_numpy(dtype=bool)
    codes = key_codes(frame, [_FILE, *key])
    repeated = pd.Series(codes).duplicated(keep=False).to_numpy() & ~missing
    broken = missing | repeated
    if not broken.any():
        return frame, []
    refused = set(frame.loc[broken, _FILE])
    findings = [
        finding
        for sha256 in dict.fromkeys(frame.loc[broken, _FILE])
        for finding in _findings(table, frame[broken & (frame[_FILE] == sha256)], key)
    ]
    return frame[~frame[_FILE].isin(refused)].reset_index(drop=True), findings


def _findings(table: str, rows: pd.DataFrame, key: Sequence[str]) -> Iterator[Finding]:
    """Report a file's broken keys: one finding per key, at most ten, then how many more."""
    groups = list(rows.groupby(list(key), sort=False))
    for values, group in groups[:MAX_LISTED]:
        first = group.iloc[0]
        shown = ", ".join(str(value) for value in values) if isinstance(values, tuple) else values
        places = ", ".join(str(row) for row in group["fuente_fila"].head(MAX_LISTED))
        is_missing = any(value == "" for value in values)
        problem = "le falta una parte" if is_missing else f"está en las filas {places}"
        yield Finding(
            archivo=first["fuente_archivo"],
            hoja=first["fuente_hoja"],
            fila=int(first["fuente_fila"]),
            columna=str(first.get("fuente_columna", "")),
            valor=str(shown),
            tipo=BROKEN_KEY,
            gravedad="error",
            mensaje=f"la clave ({shown}) de la tabla {table} {problem}",
            accion="no se cargó nada de este archivo en esa tabla; deje una sola fila por clave",
        )
    if len(groups) > MAX_LISTED:
        first = rows.iloc[0]
        yield Finding(
            archivo=first["fuente_archivo"],
            hoja=first["fuente_hoja"],
            fila=None,
            columna="",
            valor=str(len(groups)),
            tipo=BROKEN_KEY,
            gravedad="error",
            mensaje=f"hay {len(groups) - MAX_LISTED} claves rotas más en la tabla {table}",
            accion="corríjalas del mismo modo",
        )
