"""Which item comes first: a formula of ours, printed in every report, never an official one.

Points = sum of weight x component, with the components the rule names: the gaps to the own
target, to the mean and to the best of the group, and the fall since the last comparable
vigencia, each floored at 0. A component that cannot be computed gives its weight to the others
in proportion.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mipg_helpers.analysis.gaps import NOISE
from mipg_helpers.analysis.profile import (
    Change,
    Gap,
    GapReference,
    Motivo,
    Priority,
    PriorityLevel,
    PriorityRule,
    Score,
    Sensitivity,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.reference import Catalog

#: Component of the rule -> gap it is taken from. ``descenso`` comes from the change.
_GAP_COMPONENTS: dict[str, GapReference] = {
    "brecha_meta": "meta",
    "brecha_media": "media_grupo",
    "brecha_mejor": "mejor_grupo",
}
_FALL = "descenso"
_LEVELS: tuple[PriorityLevel, ...] = ("alta", "media", "baja", "sin_brecha", "sin_dato")


def rule_from(catalog: Catalog, **overrides: float) -> PriorityRule:
    """Take the rule of the reference tables, with what the analyst changed for this report.

    Parameters
    ----------
    overrides
        ``umbral_alta``, ``umbral_media`` in points; ``minimo_grupo``, a number of entidades.
    """
    defaults = catalog.priority_rule()
    values = {
        "umbral_alta": defaults.umbral_alta,
        "umbral_media": defaults.umbral_media,
        "minimo_grupo": defaults.minimo_grupo,
    }
    unknown = sorted(set(overrides) - set(values))
    if unknown:
        raise TypeError(f"unknown overrides: {', '.join(unknown)}")
    values |= overrides
    return PriorityRule(
        defaults.pesos, values["umbral_alta"], values["umbral_media"], int(values["minimo_grupo"])
    )


def find_priority(
    score: Score, gaps: Sequence[Gap], change: Change, rule: PriorityRule
) -> Priority:
    """Weigh the components that exist and name the level.

    Returns
    -------
    ``sin_dato`` without a score, and also when there is no reference to measure a gap against
    and no fall: not having fallen does not say that nothing is missing. ``sin_brecha`` when
    every component is 0.
    """
    if score.puntos is None:
        return Priority("sin_dato", None, (), score.motivo)
    components = _components(gaps, change)
    available = [(name, weight) for name, weight in rule.pesos if name in components and weight > 0]
    total = math.fsum(weight for _, weight in available)
    used = tuple((name, components[name], weight / total) for name, weight in available)
    if not any(name != _FALL for name, _, _ in used) and not components.get(_FALL):
        return Priority("sin_dato", None, (), _why_nothing(gaps))
    points = math.fsum(value * weight for _, value, weight in used)
    return Priority(_level(points, rule), points, used)


def sensitivity(
    priorities: Iterable[Priority], rule: PriorityRule, thresholds: Iterable[float]
) -> tuple[Sensitivity, ...]:
    """Count the items of high priority under the rule's threshold and under each other one."""
    points = [item.puntos for item in priorities if item.puntos is not None]
    return tuple(
        Sensitivity(threshold, sum(_is_high(value, threshold) for value in points))
        for threshold in sorted({*thresholds, rule.umbral_alta})
    )


def urgency(priority: Priority) -> tuple[int, float]:
    """Give a sort key: most urgent first, those without data last."""
    return _LEVELS.index(priority.nivel), -(priority.puntos or 0.0)


def _components(gaps: Sequence[Gap], change: Change) -> dict[str, float]:
    by_reference = {gap.referencia: gap.brecha_puntos for gap in gaps}
    values = {name: by_reference.get(reference) for name, reference in _GAP_COMPONENTS.items()}
    fall = None if change.cambio_puntos is None else -change.cambio_puntos
    values[_FALL] = fall
    return {name: max(value, 0.0) for name, value in values.items() if value is not None}


def _why_nothing(gaps: Sequence[Gap]) -> Motivo:
    """Tell why there is no reference; the group's reason says more than a missing target."""
    motivos = {gap.referencia: gap.motivo for gap in gaps}
    return motivos.get("media_grupo") or motivos.get("meta") or "sin_grupo"


def _level(points: float, rule: PriorityRule) -> PriorityLevel:
    if points == 0:
        return "sin_brecha"
    if _is_high(points, rule.umbral_alta):
        return "alta"
    return "media" if _reaches(points, rule.umbral_media) else "baja"


def _is_high(points: float, threshold: float) -> bool:
    # Without any gap nothing is urgent, even under a threshold of 0.
    return points > 0 and _reaches(points, threshold)


def _reaches(points: float, threshold: float) -> bool:
    # Shared weights are binary fractions: 15 points may come out as 14.999999999999998.
    return points >= threshold - NOISE
