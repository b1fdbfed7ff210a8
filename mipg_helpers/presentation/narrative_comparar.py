"""The sentences of a comparison about the own entidad: the summary, the closer look, the method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative, rows_comparar
from mipg_helpers.presentation.narrative_comparar_findings import most_common, own_rises, reference
from mipg_helpers.presentation.narrative_comparar_set import why_no_spread, why_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.comparison_profile import Comparison, Distribution

METHOD = (
    (
        "Los puntajes son los oficiales del FURAG: se leen del archivo y nunca se recalculan. Una "
        "celda vacía quiere decir que el dato no aplica: no es un cero y no entra en las cuentas."
    ),
    (
        "Mediana, promedio, cuartiles, puestos, cambios y brechas comunes son cálculo propio. Los "
        "cuartiles se interpolan entre los puntajes vecinos."
    ),
    "De una entidad con formulario MECI solo cuenta Control Interno.",
    (
        "Un cambio se mide entre dos vigencias con la misma metodología, la misma para todo el "
        "conjunto, y nunca a través de un quiebre. No dice a qué se debe."
    ),
    (
        "Las entidades del conjunto responden formularios distintos cuando son de distinto orden o "
        "naturaleza: compare con cuidado lo que no es de un mismo grupo par."
    ),
    "Esta comparación apoya decisiones. No certifica el cumplimiento de ninguna política.",
)


def summary(comparison: Comparison) -> list[str]:
    """Say in words where the entidad stands, what is common and who rose."""
    if not comparison.politicas:
        return why_nothing(comparison)
    return narrative.paragraphs(
        _standing(comparison),
        narrative.sentences([most_common(comparison), own_rises(comparison)]),
    )


def placed(comparison: Comparison) -> list[Distribution]:
    """List the politicas in which the entidad can be set against the median of the set."""
    return [
        row
        for row in comparison.distribuciones
        if row.own.puntos is not None and row.mediana_puntos is not None
    ]


def above(rows: Sequence[Distribution]) -> int:
    """Count those in which the entidad is at the median or above it."""
    return sum((row.own.puntos or 0.0) >= (row.mediana_puntos or 0.0) for row in rows)


def _standing(comparison: Comparison) -> str:
    rows = placed(comparison)
    if not rows:
        if all(row.mediana_puntos is None for row in comparison.distribuciones):
            return " ".join(why_no_spread(comparison))
        return "La entidad no tiene puntaje en las políticas que se comparan."
    if len(rows) == 1:
        return _only(rows[0])
    n = above(rows)
    lead = (
        f"En {'una' if n == 1 else formats.integer(n)} de {len(rows)} políticas la entidad iguala "
        "o supera la mediana del conjunto (cálculo propio)."
    )
    if n == 0:
        lead = (
            f"En las {len(rows)} políticas la entidad está por debajo de la mediana del conjunto."
        )
    ranked = [row for row in rows if row.posicion is not None]
    if not ranked:
        return lead
    best = min(ranked, key=lambda row: ((row.posicion or 0) / row.n, row.posicion or 0))
    worst = max(ranked, key=lambda row: ((row.posicion or 0) / row.n, row.posicion or 0))
    return narrative.sentences(
        [lead, f"Su mejor puesto es en {_placed(best)} y el más bajo, en {_placed(worst)}."]
    )


def _only(row: Distribution) -> str:
    points = formats.score_text(row.own, unit=True)
    median = formats.points(row.mediana_puntos or 0.0)
    place = "" if row.posicion is None else f", puesto {_place(row)}"
    return (
        f"En {row.politica.nombre} la entidad tiene {points}{place}; la mediana del conjunto es "
        f"{median} (cálculo propio)."
    )


def _placed(row: Distribution) -> str:
    return f"{row.politica.nombre} ({_place(row)})"


def _place(row: Distribution) -> str:
    return rows_comparar.place_of(row.posicion, row.n)


def detalle(comparison: Comparison) -> list[str]:
    """Say which politica is looked at, and why that one."""
    found = comparison.detalle
    if found is None:
        return ["La entidad no tiene un puesto en el conjunto en ninguna política."]
    lead = f"Se mira de cerca {narrative.of_politica(found.politica)}"
    if found.es_pedida:
        return [f"{lead}."]
    if len(comparison.politicas) == 1:
        return [f"{lead}, la única con puntaje en el conjunto."]
    why = "es donde la entidad tiene su puesto más bajo"
    return [f"{lead}: {why}. El parámetro «politica_detalle» del cuaderno elige otra."]


def method(comparison: Comparison) -> list[str]:
    """Say how the figures were made."""
    yard = comparison.yardstick
    return narrative.paragraphs(
        f"Brecha común: más de la mitad de las entidades con puntaje está por debajo de "
        f"{reference(comparison)}. Solo se miden y se describen las políticas y los subíndices con "
        f"puntaje de {formats.plural(yard.minimo_grupo, 'entidad', 'entidades')} o más del "
        "conjunto.",
        comparison.explicacion_tramo,
    )
