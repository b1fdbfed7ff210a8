"""Build the tidy frames `entidades` and `indices` column by column.

A country's file gives half a million rows: columns are repeated by position, never row by
row. The four columns that say where a row comes from are categorical, other texts plain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from mipg_helpers.sources.measures import Measure

ENTIDADES_COLUMNS = (
    "entidad_id",
    "vigencia",
    "codigo_sigep",
    "nombre_entidad",
    "orden",
    "sector",
    "naturaleza_juridica",
    "clasificacion_organica",
    "departamento",
    "municipio",
    "grupo_par",
    "tipo_formulario",
    "es_meci",
    "es_ficticia",
    "fuente_archivo",
    "fuente_sha256",
    "fuente_hoja",
    "fuente_fila",
)
#: Official statistics of the grupo par, which only the open-data table brings.
GROUP_COLUMNS = (
    "grupo_media_puntos",
    "grupo_maximo_puntos",
    "grupo_minimo_puntos",
    "grupo_quintil",
    "grupo_percentil",
)
INDICES_COLUMNS = (
    "entidad_id",
    "vigencia",
    "nivel",
    "indice",
    "codigo",
    "politica",
    "dimension",
    "puntaje_puntos",
    "motivo_vacio",
    *GROUP_COLUMNS,
    "fuente_archivo",
    "fuente_sha256",
    "fuente_hoja",
    "fuente_fila",
    "fuente_columna",
)
_MEASURE_FIELDS = ("nivel", "indice", "codigo", "politica", "dimension")


def text_column(texts: Sequence[str], codes: NDArray[np.intp]) -> pd.api.extensions.ExtensionArray:
    """Repeat texts by position: item i is ``texts[codes[i]]``."""
    return pd.array(list(texts), dtype="str").take(codes)


def source_column(texts: Sequence[str], codes: NDArray[np.intp]) -> pd.Categorical[str]:
    """Repeat texts by position as categories; texts may repeat."""
    categories = list(dict.fromkeys(texts))
    places = np.array([categories.index(text) for text in texts], dtype=np.intp)
    return pd.Categorical.from_codes(places[codes], pd.Index(categories))


def entidades_frame(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Build `entidades` from one mapping per row; fields not given are empty text.

    Grain and key: one row per (entidad_id, vigencia), in the order given.
    """
    columns = {column: [row.get(column, "") for row in rows] for column in ENTIDADES_COLUMNS}
    frame = pd.DataFrame(columns)
    kinds = {"vigencia": "int64", "fuente_fila": "int64", "es_meci": "bool", "es_ficticia": "bool"}
    return frame.astype({column: kinds.get(column, "str") for column in ENTIDADES_COLUMNS})


def measure_columns(
    measures: Sequence[Measure], codes: NDArray[np.intp]
) -> dict[str, pd.api.extensions.ExtensionArray]:
    """Give the columns that identify the index of each row: ``measures[codes[i]]``."""
    return {
        name: text_column([getattr(measure, name) for measure in measures], codes)
        for name in _MEASURE_FIELDS
    }


def indices_frame(columns: Mapping[str, object]) -> pd.DataFrame:
    """Build `indices` from its columns, in contract order; group statistics may be left out.

    Grain and key: one row per (entidad_id, vigencia, indice). ``puntaje_puntos`` is NaN where
    ``motivo_vacio`` says why.
    """
    frame = pd.DataFrame(dict(columns))
    for column in GROUP_COLUMNS:
        if column not in frame:
            frame[column] = np.nan
    return frame.loc[:, list(INDICES_COLUMNS)]
