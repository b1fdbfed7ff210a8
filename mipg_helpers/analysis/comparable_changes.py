"""How far every entidad moved between two vigencias that may be compared; own calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.gaps import NOISE
from mipg_helpers.errors import ReferenceDataError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from mipg_helpers.reference import Catalog

NOT_BEFORE = "No hay puntajes de una vigencia anterior en los datos cargados."


def last_comparable(
    catalog: Catalog, indice: str, vigencia: int, scored: Iterable[int]
) -> tuple[int | None, str]:
    """Name the last earlier vigencia with which an index may be compared.

    Parameters
    ----------
    scored
        Vigencias in which somebody has a score of the index.

    Returns
    -------
    The vigencia and no reason; or None and why there is none.
    """
    earlier = sorted(year for year in scored if year < vigencia)
    if not earlier:
        return None, NOT_BEFORE
    verdicts = {year: catalog.comparability(indice, year, vigencia) for year in earlier}
    comparable = [year for year in earlier if verdicts[year].es_comparable]
    return (comparable[-1], "") if comparable else (None, verdicts[earlier[-1]].explicacion)


def check_comparable(catalog: Catalog, indice: str, desde: int, hasta: int) -> None:
    """Refuse two vigencias that must not be compared.

    Raises
    ------
    ReferenceDataError
        With the reason of the reference tables.
    """
    verdict = catalog.comparability(indice, desde, hasta)
    if not verdict.es_comparable:
        place = f"vigencias {desde} y {hasta}"
        raise ReferenceDataError(place, f"no se comparan. {verdict.explicacion}")


def changes_between(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Subtract the earlier score of each entidad from the present one.

    Parameters
    ----------
    now, before
        One row per entidad_id, unique, of one index in one vigencia each; ``puntaje_puntos``:
        points, 0 to 100, may be missing.

    Returns
    -------
    The rows of `now` with a score in both, plus ``puntaje_anterior_puntos`` and
    ``cambio_puntos`` (points, -100 to 100; positive: it rose); the widest rise first, ties by
    entidad_id.
    """
    earlier = before[["entidad_id", "puntaje_puntos"]].rename(
        columns={"puntaje_puntos": "puntaje_anterior_puntos"}
    )
    both = now.merge(earlier, on="entidad_id", validate="1:1")
    both = both.dropna(subset=["puntaje_puntos", "puntaje_anterior_puntos"])
    change = both["puntaje_puntos"] - both["puntaje_anterior_puntos"]
    # Published figures have few decimals: equal rises must tie, whatever subtracting leaves.
    both["cambio_puntos"] = change.where(change.abs() >= NOISE, 0.0).round(9)
    order = ["cambio_puntos", "entidad_id"]
    return both.sort_values(order, ascending=[False, True]).reset_index(drop=True)
