"""Sentences about how the report was made: what is official, what is ours, its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.profile import Entidad, Method, PeerStats, PriorityRule, Sensitivity

#: Component of the priority rule -> how it is called in the formula.
COMPONENTS = {
    "brecha_meta": "brecha con la meta",
    "brecha_media": "brecha con el promedio del grupo",
    "brecha_mejor": "brecha con el mejor del grupo",
    "descenso": "descenso frente a la última vigencia comparable",
}

LIMITS = (
    "Los puntajes son los oficiales del FURAG: se leen del archivo y nunca se recalculan.",
    "El FURAG recoge las respuestas de la propia entidad.",
    "Una celda vacía del archivo oficial quiere decir que el dato no aplica. No es un cero.",
    "Brechas, cambios, prioridades y datos del grupo son cálculo propio, salvo si dicen «oficial».",
    "Los umbrales de prioridad son una regla de este informe. No son un semáforo oficial.",
    "Este informe apoya decisiones. No certifica el cumplimiento de la política ni de la norma.",
)


def component(name: str) -> str:
    """Name a component of the rule; one added later shows its identifier as words."""
    return COMPONENTS.get(name, name.replace("_", " "))


def weight(value: float) -> str:
    """Write a weight: ``0,4``; a shared-out one with two decimals."""
    return formats.points(value, 2).rstrip("0").rstrip(",")


def formula(rule: PriorityRule) -> str:
    """Print the rule with its weights."""
    terms = " + ".join(f"{weight(value)} × {component(name)}" for name, value in rule.pesos)
    return f"Puntos de prioridad = {terms}."


def thresholds(rule: PriorityRule) -> str:
    """Print the thresholds and what happens when a component is missing."""
    high, middle = (
        formats.official_points(value) for value in (rule.umbral_alta, rule.umbral_media)
    )
    return (
        f"La prioridad es alta desde {high} puntos, media desde {middle} y baja por debajo. "
        "Una brecha ya cerrada cuenta como 0. Cuando falta un componente, su peso se reparte entre "
        "los demás en proporción."
    )


def sensitivity(items: Sequence[Sensitivity], rule: PriorityRule, what: str) -> str:
    """Say how many `what` (``subíndices``, ``políticas``) would be of high priority otherwise.

    Empty `what`: the only item weighed is the politica itself.
    """
    if not what:
        return _sensitivity_of_one(items)
    if len(items) < 2:
        return ""
    if not any(item.n_alta for item in items):
        low, high = (formats.official_points(items[i].umbral_alta) for i in (0, -1))
        return f"Con umbrales de {low} a {high} puntos no hay {what} de prioridad alta."
    cases = [_case(item, rule) for item in items]
    return f"{what.capitalize()} de prioridad alta según el umbral: {formats.enumerated(cases)}."


def _case(item: Sensitivity, rule: PriorityRule) -> str:
    ours = " (el de este informe)" if item.umbral_alta == rule.umbral_alta else ""
    threshold = formats.with_unit(formats.official_points(item.umbral_alta))
    return f"{formats.integer(item.n_alta)} con {threshold}{ours}"


def _sensitivity_of_one(items: Sequence[Sensitivity]) -> str:
    high = [formats.official_points(item.umbral_alta) for item in items if item.n_alta]
    low = [formats.official_points(item.umbral_alta) for item in items if not item.n_alta]
    if not high or not low:
        every = [*high, *low]
        answer = "sería alta en todos los casos" if high else "no sería alta en ningún caso"
        return f"Con umbrales de {every[0]} a {every[-1]} puntos la prioridad {answer}."
    return (
        f"La prioridad sería alta con {_thresholds(high)} puntos; no lo sería con "
        f"{_thresholds(low)}."
    )


def _thresholds(numbers: Sequence[str]) -> str:
    """Name a run of thresholds by its ends: a list of decimal commas cannot be read."""
    if len(numbers) == 1:
        return f"un umbral de {numbers[0]}"
    joint = "y" if len(numbers) == 2 else "a"
    return f"umbrales de {numbers[0]} {joint} {numbers[-1]}"


def comparison(method: Method, peers: PeerStats, entidad: Entidad) -> str:
    """Say who the entidad is compared with and from how many on."""
    if method.criterio_pares == "ninguno":
        return "Los archivos cargados no traen un dato para formar un grupo de comparación."
    lead = narrative.why_this_group(peers, entidad) or (
        "La entidad se compara con su grupo par, el grupo oficial de entidades parecidas, en la "
        "misma vigencia."
    )
    if peers.oficial:
        return f"{lead} Los datos del grupo son los que publica la tabla oficial."
    n = formats.integer(method.rule.minimo_grupo)
    return (
        f"{lead} El promedio es el simple de las entidades del grupo con puntaje, incluida la "
        f"entidad. Con menos de {n} entidades no se muestran promedios ni puestos."
    )
