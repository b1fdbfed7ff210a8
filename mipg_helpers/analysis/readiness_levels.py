"""Self-assessments as levels: what the entidad says of itself, never a published figure.

The five bands of the workbook are levels, no fifths of a group. Blanks never enter a mean,
and the share of activities filled in always goes with it.
"""

from __future__ import annotations

from collections import Counter
from statistics import fmean
from typing import TYPE_CHECKING

import pandas as pd

from mipg_helpers.analysis.readiness_profile import AutodiagnosticoResult, NivelAutodiagnostico
from mipg_helpers.analysis.rows import rows_about, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.analysis.rows import Row
    from mipg_helpers.reference.records import BandaAutodiagnostico


def read_levels(
    autodiagnosticos: pd.DataFrame,
    entidad_id: str,
    vigencia: int,
    nombres: Mapping[str, str],
    bandas: Sequence[BandaAutodiagnostico],
) -> tuple[AutodiagnosticoResult, ...]:
    """Sum the self-assessments up, one per politica: the last one up to `vigencia`.

    Parameters
    ----------
    autodiagnosticos
        Tidy table, one row per (entidad_id, vigencia, politica, orden); ``puntaje_puntos``
        0 to 100, missing where it was left blank.
    nombres
        Names of the politicas wanted, in the order in which they are given back.
    """
    rows = [
        row
        for row in rows_of(rows_about(autodiagnosticos, entidad_id))
        if int(row.vigencia) <= vigencia
    ]
    last: dict[str, int] = {}
    for row in rows:
        last[row.politica] = max(last.get(row.politica, 0), int(row.vigencia))
    return tuple(
        _result(
            politica,
            nombre,
            last[politica],
            [
                row
                for row in rows
                if row.politica == politica and int(row.vigencia) == last[politica]
            ],
            bandas,
        )
        for politica, nombre in nombres.items()
        if politica in last
    )


def level_of(puntos: float, bandas: Sequence[BandaAutodiagnostico]) -> BandaAutodiagnostico:
    """Find the band of a value: between the end of one and the start of the next, the next."""
    return next(banda for banda in bandas if puntos <= banda.hasta_puntos)


def _result(
    politica: str,
    nombre: str,
    vigencia: int,
    rows: Sequence[Row],
    bandas: Sequence[BandaAutodiagnostico],
) -> AutodiagnosticoResult:
    components: dict[str, list[Row]] = {}
    for row in rows:
        components.setdefault(row.componente, []).append(row)
    return AutodiagnosticoResult(
        politica,
        nombre,
        vigencia,
        _level("", rows, bandas),
        tuple(_level(name, items, bandas) for name, items in components.items()),
    )


def _level(
    nombre: str, rows: Sequence[Row], bandas: Sequence[BandaAutodiagnostico]
) -> NivelAutodiagnostico:
    filled = [float(row.puntaje_puntos) for row in rows if not pd.isna(row.puntaje_puntos)]
    mean = fmean(filled) if filled else None
    banda = None if mean is None else level_of(mean, bandas)
    counts = Counter(level_of(puntos, bandas).nivel for puntos in filled)
    return NivelAutodiagnostico(
        nombre=nombre,
        n_actividades=len(rows),
        n_calificadas=len(filled),
        calificadas_pct=100 * len(filled) / len(rows),
        media_puntos=mean,
        nivel=banda.nivel if banda else None,
        etiqueta=banda.etiqueta if banda else "",
        por_nivel=tuple((item.etiqueta, counts[item.nivel]) for item in bandas),
    )
