"""The tidy tables as an analyst reads them: names joined, columns of the dictionary, no more.

Every function reads the rows asked for and returns a new frame with the columns that
``reference/consulta_tablas.csv`` states, in that order. Official figures stay as read; what a
MECI form carries beyond Control Interno is not assessed and has no score, as in the reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.recommendations import fold_text
from mipg_helpers.errors import ParameterError, ReferenceDataError, listed
from mipg_helpers.lab import api_joins as joined
from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    import pandas as pd

    from mipg_helpers.reporting.settings import Workspace

NIVELES = ("politica", "indice", "dimension", "idi")
ALL_LEVELS = "todos"


#: Where an empty frame keeps why it is empty, for whoever shows it.
REASON = "motivo"


def in_order(
    space: Workspace, tabla: str, frame: pd.DataFrame, why_empty: str = ""
) -> pd.DataFrame:
    """Give a frame the columns of its table, in their order, and rows counted from 0."""
    columns = list(space.catalog.consulta_tablas[tabla].columnas)
    return explained(frame[columns].reset_index(drop=True), why_empty)


def explained(frame: pd.DataFrame, why_empty: str) -> pd.DataFrame:
    """Note in a frame without rows why it has none; pandas carries it on."""
    frame.attrs = {REASON: why_empty} if frame.empty and why_empty else {}
    return frame


def check_vigencia(space: Workspace, vigencia: int | None) -> None:
    """Refuse a vigencia that is not loaded, or that is written as a text."""
    loaded = {int(year) for year in space.store.entidades()["vigencia"]}
    if vigencia is None or vigencia in loaded:
        return
    if str(vigencia) in map(str, loaded):
        raise ReferenceDataError("vigencia", f"'{vigencia}' es un texto", "un número, sin comillas")
    raise ReferenceDataError("vigencia", f"«{vigencia}» no está cargada", listed(loaded))


def puntajes(
    space: Workspace,
    *,
    entidad_id: str | None,
    vigencia: int | None,
    politica: str | None,
    nivel: str,
) -> pd.DataFrame:
    """Read scores with the names of entidad, index, politica and dimension (see `Datos`)."""
    if nivel not in (*NIVELES, ALL_LEVELS):
        raise ParameterError("nivel", f"«{nivel}» no existe", listed((*NIVELES, ALL_LEVELS)))
    check_vigencia(space, vigencia)
    wanted = [politica] if politica and nivel == "politica" else None
    rows = space.store.indices(
        entidad_id=entidad_id, vigencias=None if vigencia is None else [vigencia], indices=wanted
    )
    if nivel != ALL_LEVELS:
        rows = rows[rows["nivel"] == nivel]
    if politica:
        rows = rows[rows["politica"] == politica]
    named = joined.with_entidad(
        rows.rename(columns={"motivo_vacio": "motivo"}), space.store.entidades(vigencia)
    )
    for join in (
        joined.with_indice_names,
        joined.with_politica_names,
        joined.with_dimension_names,
        joined.without_unassessed,
    ):
        named = join(named, space.catalog)
    # Codes are numbered in official order; where none is confirmed the id decides.
    named = named.sort_values(["vigencia", "entidad_id", "nivel", "codigo", "indice"])
    return in_order(space, "puntajes", named, "No hay puntajes de ese nivel en los datos cargados.")


def matriz(space: Workspace, vigencia: int) -> pd.DataFrame:
    """Spread the scores of the politicas: one row per entidad, one column per politica."""
    rows = puntajes(space, entidad_id=None, vigencia=vigencia, politica=None, nivel="politica")
    wide = rows.pivot_table(
        index="entidad_id", columns="indice", values="puntaje_puntos", aggfunc="first"
    )
    order = [item.politica for item in space.catalog.politicas(vigencia)]
    wide = wide.reindex(columns=[name for name in order if name in set(rows["indice"])])
    who = entidades(space, vigencia)[list(space.catalog.consulta_tablas["matriz"].columnas)]
    who = who[who["entidad_id"].isin(set(rows["entidad_id"]))]
    return who.merge(wide, on="entidad_id", how="left", validate="1:1")


def entidades(space: Workspace, vigencia: int | None) -> pd.DataFrame:
    """Read who each entidad is, by vigencia and id."""
    check_vigencia(space, vigencia)
    return in_order(space, "entidades", space.store.entidades(vigencia))


def recomendaciones(
    space: Workspace, *, entidad_id: str | None, vigencia: int | None
) -> pd.DataFrame:
    """Read the official texts, with how many politicas of the entidad bring the same one."""
    check_vigencia(space, vigencia)
    rows = space.store.recomendaciones(entidad_id, vigencia)
    rows = rows.rename(columns={"orden": "orden_archivo"})
    same = rows.assign(folded=rows["texto"].map(fold_text)).groupby([*joined.KEY, "folded"])
    rows["texto_comun"] = same["texto"].transform("first")
    rows["n_politicas"] = same["politica"].transform("nunique").astype("int64")
    named = _named_politicas(space, rows)
    return in_order(space, "recomendaciones", named, "No se cargaron recomendaciones.")


def responsables(space: Workspace, entidad_id: str | None) -> pd.DataFrame:
    """Read the units in charge."""
    rows = space.store.responsables(entidad_id)
    named = _named_politicas(space, rows)
    return in_order(space, "responsables", named, "No se cargó una tabla de responsables.")


def metas(space: Workspace, entidad_id: str | None) -> pd.DataFrame:
    """Read the targets of the entidad."""
    rows = joined.with_entidad(space.store.metas(entidad_id), space.store.entidades())
    named = joined.with_indice_names(rows, space.catalog)
    return in_order(space, "metas", named, "No se cargaron metas de la entidad.")


def hallazgos(space: Workspace) -> pd.DataFrame:
    """Read what the load found: errors first, then in the order in which it was found."""
    rows = space.store.hallazgos()
    first = rows["gravedad"].map({"error": 0}).fillna(1)
    ordered = rows.loc[first.sort_values(kind="stable").index]
    return in_order(space, "hallazgos", ordered, "El cargue no dejó hallazgos.")


def buscar(space: Workspace, texto: str) -> pd.DataFrame:
    """Find the entidades whose name holds every word, by name; each as of its last vigencia."""
    rows = space.store.entidades()
    folded = rows["nombre_entidad"].map(fold)
    holds = folded.map(lambda name: all(word in name for word in fold(texto).split()))
    code = rows["entidad_id"] == texto.strip()
    found = rows[holds.astype(bool) | code].sort_values(["nombre_entidad", "vigencia"])
    last = found.drop_duplicates("entidad_id", keep="last")
    last = last.rename(columns={"vigencia": "ultima_vigencia"})
    return in_order(space, "buscar", last, "Ningún nombre contiene esas palabras.")


def _named_politicas(space: Workspace, rows: pd.DataFrame) -> pd.DataFrame:
    named = joined.with_entidad(rows, space.store.entidades())
    return joined.with_politica_names(named, space.catalog)
