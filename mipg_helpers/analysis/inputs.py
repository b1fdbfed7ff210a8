"""What the analysis is given: the tidy tables of one store, already in memory.

Nothing here opens a file; the frames are read, never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from mipg_helpers.analysis.profile import SourceFile


@dataclass(frozen=True, slots=True)
class Inputs:
    """Tidy tables (see ``reference/campos.csv``) and what is known about their files.

    `indices` must hold every row of the entidad. `peer_scores` has only the columns
    `peers.SCORE_COLUMNS`, each (entidad_id, vigencia, indice) once, and must hold at least, of
    every entidad, this one included: in the vigencia of the report the IDI, dimensiones,
    politicas and the sub-indices of the politica; in the earlier vigencias the index whose
    trend is shown (the politica, or ``idi`` in the institutional report). An index whose peers
    were left out would be described as if the entidad were alone. `entidades` must hold every
    entidad of those vigencias. The other three tables need only the rows of the entidad.
    `avisos` are the loader's sentences about these data.
    """

    entidades: pd.DataFrame
    indices: pd.DataFrame
    peer_scores: pd.DataFrame
    recomendaciones: pd.DataFrame
    responsables: pd.DataFrame
    metas: pd.DataFrame
    sources: tuple[SourceFile, ...] = ()
    avisos: tuple[str, ...] = ()
