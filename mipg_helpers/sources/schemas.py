"""The contracts of the tidy tables: the door to pandera.

Each contract is made from the data dictionary (``reference/campos.csv``), so dictionary and
check cannot disagree. All failures of all files are found in one pass and become findings
with their cell; what is valid stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mipg_helpers.sources.broken_keys import key_columns, split_broken_keys
from mipg_helpers.sources.cleaning import cell_text
from mipg_helpers.sources.findings import quoted
from mipg_helpers.sources.model import Finding
from mipg_helpers.store.columns import column_types, conform

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    import pandas as pd
    from pandera.pandas import Check, Column, DataFrameSchema

    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.records import FieldInfo

#: The figure a row exists for: without it the row means nothing.
FIGURES = {"indices": "puntaje_puntos", "metas": "meta_puntos"}

OUT_OF_RANGE = "fuera de escala"
NOT_ALLOWED = "valor no permitido"
BLANK = "celda obligatoria vacía"
REASON = "motivo sin puntaje"


def contract(table: str, catalog: Catalog) -> DataFrameSchema:
    """Make the pandera contract of a tidy table from the data dictionary."""
    import pandera.pandas as pa

    types = column_types(table, catalog)
    columns = {field.campo: _column(field, types[field.campo]) for field in catalog.fields(table)}
    checks = [_reason_check()] if table == "indices" else []
    return pa.DataFrameSchema(columns, checks=checks, strict=True, ordered=True)


def validate(
    table: str, frame: pd.DataFrame, catalog: Catalog
) -> tuple[pd.DataFrame, list[Finding]]:
    """Keep what fulfils the contract of a table and report the rest.

    Parameters
    ----------
    frame
        Rows of one or more files, with the columns of the table in any order.

    Returns
    -------
    The valid rows, in the order given, with exactly the columns of the table; and the
    findings. A file in which a key is missing or repeated loses all its rows of this table.
    A row whose figure is invalid is left out; an invalid secondary value is left blank.
    """
    whole = conform(frame, table, catalog)
    sound, findings = split_broken_keys(table, whole, key_columns(table, catalog))
    failures = _failures(contract(table, catalog), sound)
    if failures.empty:
        return sound, findings
    findings += _failure_findings(table, sound, failures, catalog)
    return _without(table, sound, failures, catalog), findings


def _column(field: FieldInfo, dtype: str) -> Column:
    import pandera.pandas as pa

    is_text = field.tipo == "texto"
    checks: list[Check] = []
    if field.minimo is not None or field.maximo is not None:
        checks.append(_range_check(field))
    if field.valores:
        allowed = [*field.valores, *([""] if field.admite_vacio else [])]
        checks.append(pa.Check.isin(allowed, error=NOT_ALLOWED))
    elif is_text and not field.admite_vacio:
        checks.append(pa.Check(lambda texts: texts != "", error=BLANK))
    nullable = field.admite_vacio and not is_text
    return pa.Column(dtype, checks, nullable=nullable)


def _range_check(field: FieldInfo) -> Check:
    import pandera.pandas as pa

    low = float("-inf") if field.minimo is None else field.minimo
    high = float("inf") if field.maximo is None else field.maximo
    return pa.Check.in_range(low, high, error=OUT_OF_RANGE)


def _reason_check() -> Check:
    """Require a reason of every missing score, and of no other."""
    import pandera.pandas as pa

    return pa.Check(
        lambda rows: rows["puntaje_puntos"].isna() == (rows["motivo_vacio"] != ""), error=REASON
    )


def _failures(schema: DataFrameSchema, frame: pd.DataFrame) -> pd.DataFrame:
    """Run the contract and give its failures: row, column ("" for the row itself), check."""
    import pandas as pd
    from pandera.errors import SchemaErrors

    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return pd.DataFrame({"index": [], "column": [], "check": []})
    of_rows = cases["schema_context"] != "Column"
    cases["column"] = cases["column"].mask(of_rows, "")
    cases["check"] = cases["check"].mask(cases["check"] == "not_nullable", BLANK)
    failures: pd.DataFrame = cases[["index", "column", "check"]]
    return failures.drop_duplicates(ignore_index=True)


def _failure_findings(
    table: str, frame: pd.DataFrame, failures: pd.DataFrame, catalog: Catalog
) -> Iterator[Finding]:
    fields = {field.campo: field for field in catalog.fields(table)}
    rows = frame.loc[failures["index"]].to_dict("records")
    for row, campo, check in zip(rows, failures["column"], failures["check"], strict=True):
        field = fields.get(campo)
        value = "" if field is None else cell_text(row[campo])
        drops_row = _drops_row(table, field)
        yield Finding(
            archivo=row["fuente_archivo"],
            hoja=row["fuente_hoja"],
            fila=int(row["fuente_fila"]),
            columna=_place(row, field, table),
            valor=value,
            tipo=check,
            gravedad="error",
            mensaje=_sentence(check, field, value),
            accion="la fila no se cargó; corrija la celda"
            if drops_row
            else "el valor no se cargó y el resto de la fila sí; corrija la celda",
        )


def _sentence(check: str, field: FieldInfo | None, value: str) -> str:
    if field is None:
        return "hay puntaje y motivo de vacío a la vez, o falta el motivo de un puntaje vacío"
    name = f"«{field.etiqueta}»"
    if check == OUT_OF_RANGE:
        return f"{name}: {quoted(value)} está fuera de {_limits(field)}"
    if check == NOT_ALLOWED:
        return f"{name}: {quoted(value)} no es {' ni '.join(field.valores)}"
    return f"{name}: la celda está vacía"


def _limits(field: FieldInfo) -> str:
    low = "" if field.minimo is None else f"{field.minimo:g}"
    high = "" if field.maximo is None else f"{field.maximo:g}"
    return f"{low}–{high}" if low and high else f"los valores desde {low}"


def _place(row: dict[Hashable, Any], field: FieldInfo | None, table: str) -> str:
    """Name the column: its letter where the table keeps it, else what it holds."""
    letter = str(row.get("fuente_columna", ""))
    if field is None or field.campo == FIGURES.get(table):
        return letter
    return field.etiqueta


def _drops_row(table: str, field: FieldInfo | None) -> bool:
    return field is None or not field.admite_vacio or field.campo == FIGURES.get(table)


def _without(
    table: str, frame: pd.DataFrame, failures: pd.DataFrame, catalog: Catalog
) -> pd.DataFrame:
    fields = {field.campo: field for field in catalog.fields(table)}
    kept, dropped = frame.copy(), set()
    for campo, indexes in failures.groupby("column")["index"]:
        field = fields.get(str(campo))
        if field is None or _drops_row(table, field):
            dropped |= set(indexes)
        else:
            kept.loc[list(indexes), field.campo] = "" if field.tipo == "texto" else float("nan")
    return kept.drop(index=sorted(dropped)).reset_index(drop=True)
