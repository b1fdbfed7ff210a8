"""The official scores of one vigencia as a matrix, from which any set is cut in a moment.

Made once per vigencia; choosing another set, politica or reference only takes rows and columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mipg_helpers.analysis.profile import Motivo, Score
from mipg_helpers.analysis.scores import meci_indices

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import numpy as np
    import pandas as pd

    from mipg_helpers.reference import Catalog

#: What the table of scores must bring.
COLUMNS = ["entidad_id", "vigencia", "indice", "codigo", "puntaje_puntos", "motivo_vacio"]

_KINDS: tuple[Motivo, ...] = ("", "vacio", "no_aplica", "solo_meci", "error_formula")
_VALUE, _NO_ROW, _EMPTY, _MECI = range(4)
_NONE = tuple(Score(None, motivo) for motivo in _KINDS)


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """Scores of every entidad (rows, by id) in every index (columns, by id).

    `puntos` is missing (NaN) exactly where `causas` is not 0; `causas` numbers why. `codigos`
    is the code that the files give an index; "" where they give none, or several.
    """

    vigencia: int
    filas: Mapping[str, int]
    columnas: Mapping[str, int]
    puntos: np.ndarray[Any, Any]
    causas: np.ndarray[Any, Any]
    codigos: Mapping[str, str]

    def score(self, entidad_id: str, indice: str) -> Score:
        """Look up one score; without a row it says that the files do not bring it."""
        return self.scores(indice, [entidad_id])[0]

    def scores(self, indice: str, entidad_ids: Sequence[str]) -> list[Score]:
        """Look up the scores of many entidades in one index, in their order."""
        place = self.columnas.get(indice)
        if place is None:
            return [_NONE[_NO_ROW]] * len(entidad_ids)
        # Lists of plain numbers: taking thousands of cells one by one costs ten times as much.
        points, causes = self.puntos[:, place].tolist(), self.causas[:, place].tolist()
        rows = (self.filas.get(name) for name in entidad_ids)
        return [
            _NONE[_NO_ROW] if row is None
            else _NONE[causes[row]] if causes[row]
            else Score(points[row])
            for row in rows
        ]  # fmt: skip

    def column(self, indice: str, entidad_ids: Iterable[str] | None = None) -> np.ndarray[Any, Any]:
        """Give the scores of an index in the order of `entidad_ids` (None: of everybody).

        NaN where there is no score.
        """
        import numpy as np

        place = self.columnas.get(indice)
        if entidad_ids is None:
            return self.puntos[:, place] if place is not None else np.empty(0)
        rows = np.array([self.filas.get(name, -1) for name in entidad_ids], dtype=int)
        if place is None:
            return np.full(len(rows), np.nan)
        return np.where(rows < 0, np.nan, self.puntos[rows, place])

    def has(self, indice: str) -> bool:
        """Tell whether anybody has a score."""
        import numpy as np

        return indice in self.columnas and not bool(np.isnan(self.column(indice)).all())


def build_table(
    scores: pd.DataFrame, entidades: pd.DataFrame, vigencia: int, catalog: Catalog
) -> ScoreTable:
    """Arrange the scores of one vigencia.

    Parameters
    ----------
    scores
        One row per (entidad_id, vigencia, indice), unique, in any order. Needs `COLUMNS`; other
        vigencias are left out.
    entidades
        One row per (entidad_id, vigencia); ``es_meci`` says for whom only the indices of Control
        Interno count.
    """
    import numpy as np
    import pandas as pd

    now = scores[(scores["vigencia"] == vigencia).to_numpy(dtype=bool)]
    rows, names = pd.factorize(now["entidad_id"], sort=True)
    columns, indices = pd.factorize(now["indice"], sort=True)
    shape = (len(names), len(indices))
    puntos, causas = np.full(shape, np.nan), np.full(shape, _NO_ROW, dtype=np.int8)
    found = now["puntaje_puntos"].to_numpy(dtype=float)
    puntos[rows, columns] = found
    causas[rows, columns] = np.where(np.isnan(found), _causes(now["motivo_vacio"]), _VALUE)
    table = ScoreTable(
        vigencia,
        {str(name): place for place, name in enumerate(names)},
        {str(name): place for place, name in enumerate(indices)},
        puntos,
        causas,
        _codes(now),
    )
    _leave_out_meci(table, entidades, catalog)
    return table


def _causes(motivos: pd.Series) -> np.ndarray[Any, Any]:
    """Give each reason its number; an empty cell without one means that it does not apply."""
    import numpy as np

    causes = np.full(len(motivos), _EMPTY, dtype=np.int8)
    for number, motivo in enumerate(_KINDS):
        if motivo:
            causes[(motivos == motivo).to_numpy(dtype=bool)] = number
    return causes


def _codes(rows: pd.DataFrame) -> dict[str, str]:
    """Keep the code of an index where the files agree on one."""
    pairs = rows[["indice", "codigo"]].drop_duplicates()
    found: dict[str, set[str]] = {}
    for indice, codigo in pairs.itertuples(index=False, name=None):
        if codigo:
            found.setdefault(str(indice), set()).add(str(codigo))
    return {indice: min(codes) for indice, codes in found.items() if len(codes) == 1}


def _leave_out_meci(table: ScoreTable, entidades: pd.DataFrame, catalog: Catalog) -> None:
    """Blank what a MECI form carries beyond Control Interno: it is not assessed."""
    import numpy as np

    same = (entidades["vigencia"] == table.vigencia).to_numpy(dtype=bool)
    meci = entidades.loc[same & entidades["es_meci"].to_numpy(dtype=bool), "entidad_id"]
    rows = [table.filas[name] for name in set(meci) if name in table.filas]
    inside = _inside(table.columnas, meci_indices(catalog, table.vigencia))
    outside = [place for place in table.columnas.values() if place not in inside]
    if rows and outside:
        cells = np.ix_(rows, outside)
        table.puntos[cells], table.causas[cells] = np.nan, _MECI


def _inside(columns: Mapping[str, int], scope: Collection[str]) -> set[int]:
    return {place for name, place in columns.items() if name in scope}
