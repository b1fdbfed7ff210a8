"""One row per entidad and vigencia, when several files describe the same one.

The wide workbook, the open-data table and the nation and territory books overlap. What one
leaves blank the other fills; where both speak and differ, the first read stays and is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.broken_keys import key_codes
from mipg_helpers.sources.findings import quoted
from mipg_helpers.sources.model import Finding
from mipg_helpers.store.columns import column_types

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from mipg_helpers.reference import Catalog

KEY = ["entidad_id", "vigencia"]
DIFFERENT = "dato distinto entre archivos"


def merge_entidades(
    entidades: pd.DataFrame, catalog: Catalog
) -> tuple[pd.DataFrame, list[Finding]]:
    """Join the rows of one entidad and vigencia.

    Returns
    -------
    One row per (entidad_id, vigencia), with the source of the first; a flag is true when
    any row says so. And one finding per pair of files and column that differ.
    """
    import pandas as pd

    again = pd.Series(key_codes(entidades, KEY)).duplicated(keep=False).to_numpy()
    if not again.any():
        return entidades, []
    rows = entidades[again]
    types = column_types("entidades", catalog)
    texts = [name for name, dtype in types.items() if dtype == "str" and name not in KEY]
    flags = [name for name, dtype in types.items() if dtype == "bool"]
    blanked = rows.assign(**{name: rows[name].mask(rows[name] == "") for name in texts})
    grouped = blanked.groupby(KEY, sort=False)
    joined = grouped.first()
    for flag in flags:
        joined[flag] = grouped[flag].any()
    joined = joined.reset_index()[list(entidades.columns)]
    joined[texts] = joined[texts].fillna("")
    whole = pd.concat([entidades[~again], joined.astype(entidades.dtypes)], ignore_index=True)
    return whole, list(_differences(rows, catalog))


def _differences(rows: pd.DataFrame, catalog: Catalog) -> Iterator[Finding]:
    for field in catalog.fields("entidades"):
        is_described = field.tipo == "texto" and not field.es_clave
        if not is_described or field.campo.startswith("fuente_") or field.campo == "nombre_entidad":
            continue  # names are compared by code in `identity`
        said = rows[rows[field.campo] != ""]
        said = said.assign(folded=said[field.campo].map(fold))
        several = said.drop_duplicates([*KEY, "folded"])
        several = several[several.duplicated(KEY, keep=False)]
        if several.empty:
            continue
        first, other = several[several[KEY[0]] == several[KEY[0]].iloc[0]].iloc[[0, 1]].iloc
        n = len(several.drop_duplicates(KEY))
        yield Finding(
            archivo=str(other["fuente_archivo"]),
            hoja=str(other["fuente_hoja"]),
            fila=int(other["fuente_fila"]),
            columna=field.etiqueta,
            valor=str(other[field.campo]),
            tipo=DIFFERENT,
            gravedad="aviso",
            mensaje=f"{n} entidades tienen otro «{field.etiqueta}» en otro archivo de la misma "
            f"vigencia, por ejemplo {first['entidad_id']}: {quoted(first[field.campo])} en "
            f"«{first['fuente_archivo']}» y {quoted(other[field.campo])} aquí",
            accion="se usó el primero; revise cuál es el vigente",
        )
