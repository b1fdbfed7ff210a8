"""The sentences of a comparison about what it finds: common gaps, and who rose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative
from mipg_helpers.presentation.narrative_comparar_set import why_no_spread, why_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.comparison_profile import CommonGap, Comparison, Mejoras


def reference(comparison: Comparison) -> str:
    """Name what the common gaps are measured against."""
    kind, points = comparison.yardstick.referencia, comparison.yardstick.puntos
    return {
        "todas": (
            "la mediana de todas las entidades cargadas con puntaje en la vigencia, de cualquier "
            "orden y naturaleza"
        ),
        "mejor": "el puntaje más alto del conjunto",
        "puntos": f"{formats.with_unit(formats.official_points(points))}, el valor que se eligió",
    }[kind]


def common(comparison: Comparison) -> list[CommonGap]:
    """List where most of the set is below the reference, worst first."""
    return [gap for gap in comparison.brechas if gap.es_comun]


def gaps(comparison: Comparison) -> list[str]:
    """Introduce the common gaps, or say that there are none and which is the widest spread."""
    if not comparison.politicas:
        return why_nothing(comparison)
    lead = f"La referencia es {reference(comparison)}.{_by_construction(comparison)}"
    measured = [gap for gap in comparison.brechas if gap.debajo_pct is not None]
    if not measured:
        return [lead, *why_no_spread(comparison)]
    found = common(comparison)
    if not found:
        most = measured[0]
        near = (
            f" La más extendida es {_gap_name(most)}: {formats.percent(most.debajo_pct or 0.0)} "
            "está por debajo."
            if most.debajo_pct
            else ""
        )
        return [
            (
                f"{lead} En ninguna política ni subíndice está por debajo más de la mitad del "
                f"conjunto.{near}"
            )
        ]
    politicas = sum(gap.nivel == "politica" for gap in found)
    said = [
        formats.plural(politicas, "política", "políticas") if politicas else "",
        formats.plural(len(found) - politicas, "subíndice", "subíndices")
        if len(found) > politicas
        else "",
    ]
    return [
        (
            f"{lead} Más de la mitad del conjunto está por debajo en "
            f"{formats.enumerated([text for text in said if text])}. Lo que es común se puede "
            "atender en común: con el departamento, el sector o la entidad líder de la política."
        )
    ]


def _by_construction(comparison: Comparison) -> str:
    """Warn of a share that says nothing: that of a set below its own median, or its own best."""
    if comparison.yardstick.referencia == "mejor":
        return " Por eso casi todo el conjunto está por debajo: lo que dice algo es la brecha."
    same = comparison.conjunto.criterio == comparison.yardstick.referencia
    return " Como es la del mismo conjunto, cerca de la mitad está por debajo." if same else ""


def most_common(comparison: Comparison) -> str:
    """Tell the widest common gap in a sentence; empty where there is none."""
    found = common(comparison)
    if not found:
        return ""
    most = found[0]
    return (
        f"La brecha más común es {_gap_name(most)}: {formats.percent(most.debajo_pct or 0.0)} del "
        f"conjunto está por debajo de la referencia."
    )


def _gap_name(gap: CommonGap) -> str:
    if gap.nivel == "politica":
        return gap.nombre
    return f"«{gap.nombre}» ({gap.nombre_politica})"


def mejoras(comparison: Comparison) -> list[str]:
    """Say between which vigencias rises are measured, or why they are not."""
    if not comparison.politicas:
        return why_nothing(comparison)
    compared = [item for item in comparison.mejoras if item.n]
    if not compared:
        return _not_compared(comparison.mejoras)
    years = sorted({item.desde for item in compared if item.desde is not None})
    rose = [item for item in compared if item.mejoras]
    lead = (
        f"Cambios desde {formats.enumerated([str(year) for year in years])} hasta "
        f"{comparison.vigencia}, medidos con la misma metodología."
    )
    if not rose:
        return [f"{lead} Ninguna entidad del conjunto subió en ninguna política."]
    others = [item for item in comparison.mejoras if not item.n]
    left = "; ".join(item.politica.nombre_corto or item.politica.nombre for item in others)
    return narrative.paragraphs(
        f"{lead} Quien más subió puede contar qué hizo: es a quien conviene preguntar.",
        narrative.sentences([f"Sin comparación: {left}.", *_not_compared(others)])
        if others
        else "",
    )


def _not_compared(items: Sequence[Mejoras]) -> list[str]:
    reasons = dict.fromkeys(
        narrative.full_stop(item.explicacion or formats.motivo_text(item.motivo)) for item in items
    )
    return [reason for reason in reasons if reason] or ["No hay cambios que mostrar."]


def own_rises(comparison: Comparison) -> str:
    """Tell in how many politicas the entidad changed more than the median of the set."""
    moved = [
        item
        for item in comparison.mejoras
        if item.own_cambio_puntos is not None and item.mediana_cambio_puntos is not None
    ]
    if not moved:
        return ""
    n = sum((item.own_cambio_puntos or 0.0) > (item.mediana_cambio_puntos or 0.0) for item in moved)
    if len(moved) == 1:
        verb = "supera" if n else "no supera"
        return f"El cambio de la entidad {verb} la mediana de los cambios del conjunto."
    count = {0: "ninguna", 1: "una"}.get(n, formats.integer(n))
    return (
        f"De {len(moved)} políticas comparables, en "
        f"{count} el cambio de la entidad supera la mediana de los cambios del conjunto."
    )
