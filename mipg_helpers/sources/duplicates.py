"""One key read twice, in two files or two rows: equal values stay once, others leave.

Nobody can tell which of two files is right, so neither wins silently. Two figures are also
equal when one is the other with fewer decimals: the same scores are published in a table
with one decimal and in a workbook with two.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from mipg_helpers.sources.broken_keys import key_codes
from mipg_helpers.sources.cleaning import cell_text
from mipg_helpers.sources.model import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

REPEATED = "duplicado"
CONTRADICTORY = "valores distintos entre archivos"

Row = dict[Any, Any]


def settle_duplicates(
    table: str, frame: pd.DataFrame, key: Sequence[str], compared: Sequence[str]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Leave one row per key.

    Parameters
    ----------
    frame
        Rows of several files with the dtypes of the contract.
    key, compared
        Columns that identify a row; columns whose values must agree.

    Returns
    -------
    The rows of keys seen once; of keys whose rows agree the most detailed one, completed
    with the figures that only the others bring; none of those that disagree. And the
    findings: one per set of files that agree, one per key that disagrees, naming the cells.
    """
    import pandas as pd

    again = pd.Series(key_codes(frame, key)).duplicated(keep=False).to_numpy()
    if not again.any():
        return frame, []
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in frame[again].to_dict("records"):
        groups[tuple(row[column] for column in key)].append(row)
    decimals = _decimals_of_files(frame[again].to_dict("records"), compared)
    agreed, settled, contradictions = [], [], []
    for values, rows in groups.items():
        if all(_same([(row[name], decimals[_file(row)]) for row in rows]) for name in compared):
            agreed.append(rows)
            settled.append(_completed(rows, decimals))
        else:
            contradictions.append(_contradiction(table, values, rows, compared))
    kept = pd.DataFrame(settled, columns=frame.columns).astype(frame.dtypes)
    whole = pd.concat([frame[~again], kept], ignore_index=True)
    return whole, [*_repetitions(table, agreed), *contradictions]


def _same(readings: Sequence[tuple[Any, int]]) -> bool:
    """Tell whether values, each with the decimals of its file, are one value."""
    if not all(isinstance(value, float) for value, _ in readings):
        return len({value for value, _ in readings}) == 1
    missing = [math.isnan(value) for value, _ in readings]
    if any(missing):
        return all(missing)
    finest, _ = max(readings, key=lambda reading: reading[1])
    return all(abs(value - finest) <= _half_unit(n) for value, n in readings if value != finest)


def _half_unit(decimals: int) -> float:
    # One decimal at least: a table of whole numbers only is one that happened to have them.
    return 0.5 * 10.0 ** -max(1, decimals) + 1e-9


def _decimals_of_files(rows: Sequence[Row], compared: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in compared:
            if isinstance(row[name], float):
                found[_file(row)] = max(found[_file(row)], _decimals(row[name]))
    return found


def _decimals(number: float) -> int:
    return len(repr(number).partition(".")[2].rstrip("0"))


def _file(row: Row) -> str:
    return str(row["fuente_sha256"])


def _completed(rows: Sequence[Row], decimals: Mapping[str, int]) -> Row:
    """Take the first row of the most detailed file, with its missing figures from the others."""
    best = max(rows, key=lambda row: decimals[_file(row)])
    lacking = [name for name, value in best.items() if _is_missing(value)]
    given = {
        name: next((row[name] for row in rows if not _is_missing(row[name])), best[name])
        for name in lacking
    }
    return {**best, **given}


def _is_missing(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _contradiction(
    table: str, values: Sequence[Any], rows: Sequence[Row], compared: Sequence[str]
) -> Finding:
    first = rows[0]
    readings = "; ".join(f"{_reading(row, compared)} en {_cell(row)}" for row in rows)
    return Finding(
        archivo=first["fuente_archivo"],
        hoja=first["fuente_hoja"],
        fila=int(first["fuente_fila"]),
        columna=first.get("fuente_columna", ""),
        valor=_reading(first, compared),
        tipo=CONTRADICTORY,
        gravedad="error",
        mensaje=f"({', '.join(map(str, values))}) tiene valores distintos en la tabla {table}: "
        f"{readings}",
        accion="no se cargó ninguno; deje solo el archivo que vale",
    )


def _reading(row: Row, compared: Sequence[str]) -> str:
    texts = [cell_text(row[column]) for column in compared]
    given = [text for text in texts if text not in ("", "NaN")]
    return f"«{' / '.join(given)}»" if given else "vacío"


def _cell(row: Row) -> str:
    sheet = f", hoja «{row['fuente_hoja']}»" if row["fuente_hoja"] else ""
    letter = f", columna {row['fuente_columna']}" if row.get("fuente_columna") else ""
    return f"«{row['fuente_archivo']}»{sheet}, fila {row['fuente_fila']}{letter}"


def _repetitions(table: str, groups: Sequence[Sequence[Row]]) -> list[Finding]:
    counted: dict[tuple[str, ...], int] = defaultdict(int)
    for rows in groups:
        counted[tuple(dict.fromkeys(row["fuente_archivo"] for row in rows))] += 1
    return [
        Finding(
            archivo=files[0],
            hoja="",
            fila=None,
            columna="",
            valor=str(n),
            tipo=REPEATED,
            gravedad="aviso",
            mensaje=f"{n} filas de la tabla {table} están repetidas con el mismo valor en "
            f"{' y '.join(f'«{file}»' for file in files)}; se cargaron una vez",
            accion="no hace falta corregir nada",
        )
        for files, n in counted.items()
    ]
