"""The names that the tables of an analyst carry: of the entidad, the index and the politica.

A name is that of its vigencia. A year that is not registered (a target, a table of responsables
of the next one) takes the names of the nearest registered year before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.scores import meci_indices
from mipg_helpers.reference import IDI, IDI_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from mipg_helpers.reference import Catalog

KEY = ["entidad_id", "vigencia"]
WHO = [*KEY, "nombre_entidad", "departamento", "orden", "grupo_par", "es_meci"]


def with_entidad(rows: pd.DataFrame, entidades: pd.DataFrame) -> pd.DataFrame:
    """Join who the entidad was in that vigencia; without a row of its own, its last name."""
    joined = rows.merge(entidades[WHO], on=KEY, how="left", validate="m:1")
    last = entidades.drop_duplicates("entidad_id", keep="last").set_index("entidad_id")
    names = joined["entidad_id"].map(last["nombre_entidad"])
    joined["nombre_entidad"] = joined["nombre_entidad"].fillna(names)
    return joined


def with_indice_names(rows: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Join ``nombre``: what each index of any level was called in its vigencia."""
    return _joined(rows, ["indice"], "nombre", {y: _indices(catalog, y) for y in _years(rows)})


def with_politica_names(rows: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Join ``nombre_politica``; empty where there is no politica."""
    names = {year: _politicas(catalog, year) for year in _years(rows)}
    return _joined(rows, ["politica"], "nombre_politica", names)


def with_dimension_names(rows: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Join ``nombre_dimension``; empty where there is no dimension."""
    names = {year: _dimensiones(catalog, year) for year in _years(rows)}
    return _joined(rows, ["dimension"], "nombre_dimension", names)


def without_unassessed(rows: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Take away what a MECI form carries beyond Control Interno: it is not assessed."""
    meci = rows["es_meci"].fillna(value=False).astype(bool)
    rows = rows.copy()
    for year in sorted(set(rows.loc[meci, "vigencia"])):
        outside = ~rows["indice"].isin(meci_indices(catalog, int(year)))
        chosen = meci & (rows["vigencia"] == year) & outside
        rows.loc[chosen, "puntaje_puntos"] = float("nan")
        rows.loc[chosen, "motivo"] = "solo_meci"
    return rows


def _joined(
    rows: pd.DataFrame, by: list[str], name: str, names: Mapping[int, Mapping[str, str]]
) -> pd.DataFrame:
    import pandas as pd

    flat = [(year, key, text) for year, found in names.items() for key, text in found.items()]
    table = pd.DataFrame(flat, columns=["vigencia", *by, name])
    table = table.astype({"vigencia": rows["vigencia"].dtype, **dict.fromkeys([*by, name], "str")})
    joined = rows.merge(table, on=["vigencia", *by], how="left", validate="m:1")
    # What has no name has no such politica or dimension, or is called by its id.
    unnamed = joined[by[0]] if name == "nombre" else ""
    joined[name] = joined[name].fillna(unnamed)
    return joined


def _years(rows: pd.DataFrame) -> list[int]:
    return sorted({int(year) for year in rows["vigencia"]})


def _registered(catalog: Catalog, vigencia: int) -> int:
    before = [year for year in catalog.vigencias if year <= vigencia]
    return before[-1] if before else catalog.vigencias[0]


def _indices(catalog: Catalog, vigencia: int) -> dict[str, str]:
    year = _registered(catalog, vigencia)
    return {
        IDI: IDI_NAME,
        **{item.indice: item.nombre for item in catalog.dimensiones(year)},
        **{item.indice: item.nombre for item in catalog.span_indices(year)},
        **_politicas(catalog, vigencia),
    }


def _politicas(catalog: Catalog, vigencia: int) -> dict[str, str]:
    year = _registered(catalog, vigencia)
    return {item.politica: item.nombre for item in catalog.politicas(year)}


def _dimensiones(catalog: Catalog, vigencia: int) -> dict[str, str]:
    year = _registered(catalog, vigencia)
    return {item.dimension: item.nombre for item in catalog.dimensiones(year)}
