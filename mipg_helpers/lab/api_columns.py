"""What each column of a frame is, also after what the analyst did with it.

A mean keeps the name of the column it was made of, and must not be printed as official. A figure
is called so only where its row says whose it is and it stands, digit by digit, among those that
were loaded; anything else is a calculation.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from mipg_helpers.reference.query_tables import ColumnaConsulta

if TYPE_CHECKING:
    import pandas as pd

    from mipg_helpers.reporting.settings import Workspace

FIGURES = frozenset({"cambio", "grupo", "oficial", "porcentaje", "puntos"})
#: Figures that are nobody's calculation: years, counts, dates.
PLAIN = frozenset({"ano", "entero", "fecha"})
#: A row with one of these is about one entidad or one index; a summary of many has none.
IDENTITY = frozenset({"entidad_id", "nombre_entidad", "indice", "nombre", "codigo"})
#: What pandas calls its summaries, in the words of a reader.
SUMMARIES = {
    "count": "cuántos",
    "max": "máximo",
    "mean": "promedio",
    "median": "mediana",
    "min": "mínimo",
    "nunique": "distintos",
    "size": "cuántos",
    "std": "desviación",
    "sum": "suma",
}
_NUMBERS = frozenset({"entero", "puntos"})


class Columns:
    """The dictionary of one load, and the figures it was read with."""

    def __init__(self, space: Workspace) -> None:
        self._space = space

    @cached_property
    def _known(self) -> dict[str, ColumnaConsulta]:
        """Describe the columns of the dictionary, and those of a matrix of politicas."""
        catalog = self._space.catalog
        described = dict(catalog.consulta_columnas)
        score = described["puntaje_puntos"]
        for year in catalog.vigencias:
            for info in catalog.politicas(year):
                described[info.politica] = score._replace(etiqueta=info.nombre_corto)
        return described

    @cached_property
    def _loaded(self) -> frozenset[float]:
        """Every figure that was read: scores and targets."""
        store = self._space.store
        scores = store.indices(columns=["puntaje_puntos"])["puntaje_puntos"]
        metas = store.metas()
        read = [scores, metas["linea_base_puntos"], metas["meta_puntos"]]
        return frozenset(float(value) for one in read for value in one.dropna().unique())

    def describe(self, frame: pd.DataFrame) -> list[ColumnaConsulta]:
        """Say of each column of a frame what it is, in its order.

        Parameters
        ----------
        frame
            As the analyst has it: an index with a name is what a ``groupby`` leaves.
        """
        grouped = any(name is not None for name in frame.index.names)
        rows_are_named = not grouped and bool(IDENTITY.intersection(map(str, frame.columns)))
        return [
            self._describe(name_of(label), frame.iloc[:, place], rows_are_named=rows_are_named)
            for place, label in enumerate(frame.columns)
        ]

    def _describe(self, name: str, values: pd.Series, *, rows_are_named: bool) -> ColumnaConsulta:
        kind, known = kind_of(values), self._known.get(name)
        if known is None or not _fits(known.formato, kind):
            return _own(name, kind, known)
        if known.formato != "oficial" or (rows_are_named and self._are_read(values)):
            return known
        return known._replace(
            formato="puntos",
            tipo="propio",
            etiqueta=f"{known.etiqueta.removesuffix(' oficial')} (calculado)",
        )

    def _are_read(self, values: pd.Series) -> bool:
        return {float(value) for value in values.dropna()} <= self._loaded


def name_of(label: object) -> str:
    """Name a column; one of several levels by all of them."""
    parts = label if isinstance(label, tuple) else (label,)
    return " ".join(str(part) for part in parts if part not in ("", None))


def kind_of(values: pd.Series) -> str:
    """Tell how the values of a column of nobody's are written."""
    from pandas.api import types

    if types.is_bool_dtype(values):
        return "logico"
    if types.is_integer_dtype(values):
        return "entero"
    if types.is_float_dtype(values):
        return "puntos"
    return "fecha" if types.is_datetime64_any_dtype(values) else "texto"


def _fits(formato: str, kind: str) -> bool:
    """Tell whether a column may still be written as the dictionary says."""
    if formato in FIGURES or formato in {"ano", "entero"}:
        return kind in _NUMBERS
    return kind == formato if formato in {"fecha", "logico"} else True


def _own(name: str, kind: str, known: ColumnaConsulta | None) -> ColumnaConsulta:
    told = [SUMMARIES.get(word, word) for word in name.replace("_", " ").split()]
    words = " ".join(told) or "valor"
    label = known.etiqueta if known else words[:1].upper() + words[1:]
    return ColumnaConsulta(
        name, kind, "propio" if kind in FIGURES else "referencia", "", label, "", ""
    )
