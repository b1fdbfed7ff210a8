"""Decide whether two vigencias of one index may stand in the same series, and say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.reference.records import Comparability

if TYPE_CHECKING:
    from mipg_helpers.reference.tables import ModelTables


def compare(
    tables: ModelTables, indice: str, politica: str, desde: int, hasta: int
) -> Comparability:
    """Compare two registered vigencias of an index, in either order.

    Parameters
    ----------
    indice
        Id of any level.
    politica
        The politica it belongs to; "" for the IDI and the dimensions.
    """
    first, last = sorted((desde, hasta))
    for vigencia in (first, last):
        if politica and not _existed(tables, politica, vigencia):
            return _absent(tables, politica, vigencia)
    for quiebre in tables.quiebres:
        crossed = first <= quiebre.desde and quiebre.hasta <= last
        if crossed and quiebre.indice in ("", indice):
            return Comparability(
                es_comparable=False, motivo=quiebre.motivo, explicacion=quiebre.explicacion
            )
    info = tables.vigencias[first]
    return Comparability(es_comparable=True, motivo="", explicacion=info.explicacion_tramo)


def _existed(tables: ModelTables, politica: str, vigencia: int) -> bool:
    return any(item.politica == politica for item in tables.politicas[vigencia])


def _absent(tables: ModelTables, politica: str, vigencia: int) -> Comparability:
    names = [
        p.nombre for items in tables.politicas.values() for p in items if p.politica == politica
    ]
    return Comparability(
        es_comparable=False,
        motivo="no_existia",
        explicacion=(
            f"La política «{names[-1]}» no existía en el modelo con que se midió la "
            f"vigencia {vigencia}."
        ),
    )
