"""Invented scores that behave like published ones.

A score is the level of the vigencia plus what the entidad, the politica and chance add to it,
between 10 and 100. Dimensions and the IDI are drawn near a weighted mean and never on the plain
mean of what hangs below, so that a recomputed figure would be seen to differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sample_population import SampleEntidad

    from mipg_helpers.reference import Catalog

#: Mean level by orden and vigencia, in points; the fall of 2022 imitates the change of method.
LEVELS = {
    "territorio": {2018: 59, 2019: 60, 2020: 62, 2021: 65, 2022: 58, 2023: 61, 2024: 64, 2025: 66},
    "nacion": {2018: 81, 2019: 82, 2020: 83, 2021: 86, 2022: 80, 2023: 82, 2024: 84, 2025: 85},
}

#: What the politica adds for everybody, in points.
_POLITICA = {
    "planeacion": 6.0,
    "presupuesto": 4.0,
    "control_interno": 4.0,
    "compras": 5.0,
    "servicio_ciudadania": 3.0,
    "defensa_juridica": -3.0,
    "gestion_documental": -5.0,
    "seguridad_digital": -4.0,
    "mejora_normativa": -6.0,
    "conocimiento": -7.0,
    "estadistica": -8.0,
}

#: What the sample must show, beside what chance gives: (código, vigencia) to points.
STORIES: Mapping[tuple[str, int], Mapping[str, float]] = {
    ("0001", 2019): {"planeacion": 86.2},
    ("0001", 2020): {"planeacion": 88.05},
    ("0001", 2021): {"planeacion": 90.5},
    ("0001", 2022): {"planeacion": 84.3},
    ("0001", 2023): {"planeacion": 90.42},
    ("0001", 2024): {
        "integridad": 71.4,
        "gobierno_digital": 78.65,
        "tramites": 55.12,
        "conocimiento": 47.3,
        "compras": 96.2,
        "planeacion": 93.14,
    },
    ("0001", 2025): {
        "integridad": 71.4,  # unchanged
        "gobierno_digital": 62.4,  # far down
        "participacion": 54.27,  # down, and below its group
        "tramites": 68.07,  # up
        "conocimiento": 41.83,  # near the end of its group
        "planeacion": 99.6,  # best of its group
        "compras": 100.0,  # no gap at all, nor in any of its indices
        "i08": 100.0,
        "i09": 100.0,
        "i10": 100.0,
        "transparencia": 74.26,
        "i48": 63.1,  # an index is not its politica
    },
    # A MECI entidad with a figure that is not asked of it: informative, never a gap.
    ("9384", 2024): {"transparencia": 61.2},
}


#: Points by id of dimension, politica or indice, and "idi"; None where it does not apply.
Scores = dict[str, float | None]
#: Scores by vigencia, then código SIGEP.
Drawn = dict[int, dict[str, Scores]]


@dataclass(frozen=True, slots=True)
class Model:
    """What is scored in one vigencia: id of each dimension, politica and indice, in order.

    `parents` leads from an indice to its politica and from a politica to its dimension.
    """

    vigencia: int
    dimensiones: tuple[str, ...]
    politicas: tuple[str, ...]
    indices: tuple[str, ...]
    parents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Traits:
    """What an entidad adds of its own, the same in every vigencia, in points."""

    general: float
    by_id: Mapping[str, float]


def model_of(catalog: Catalog, vigencia: int, indices: Sequence[tuple[str, str]] = ()) -> Model:
    """Take dimensions and politicas from the reference tables; `indices` pairs id and politica."""
    dimensiones = {info.dimension: info.indice for info in catalog.dimensiones(vigencia)}
    politicas = catalog.politicas(vigencia)
    parents = {info.politica: dimensiones[info.dimension] for info in politicas}
    return Model(
        vigencia=vigencia,
        dimensiones=tuple(dimensiones.values()),
        politicas=tuple(info.politica for info in politicas),
        indices=tuple(indice for indice, _ in indices),
        parents={**parents, **dict(indices)},
    )


def traits_of(entidad: SampleEntidad, ids: Iterable[str], *, seed: int) -> Traits:
    rng = Random(f"{seed}|rasgos|{entidad.codigo_sigep}")
    return Traits(entidad.nivel, {name: rng.gauss(0, 6.5) for name in ids})


def scores_of(entidad: SampleEntidad, model: Model, traits: Traits, *, seed: int) -> Scores:
    """Draw every score of an entidad in a vigencia, by id; None where it does not apply."""
    rng = Random(f"{seed}|puntajes|{entidad.codigo_sigep}|{model.vigencia}")
    level = LEVELS[entidad.orden][model.vigencia] + traits.general + rng.gauss(0, 1.5)
    story = STORIES.get((entidad.codigo_sigep, model.vigencia), {})
    scores: Scores = {}
    for politica in model.politicas:
        centre = level + _POLITICA.get(politica, 0.0) + traits.by_id.get(politica, 0.0)
        drawn = _points(rng, centre + rng.gauss(0, 3))
        applies = politica not in entidad.no_aplica
        if entidad.es_meci:  # only Control Interno is asked of it
            applies = politica == "control_interno"
        scores[politica] = story.get(politica, drawn if applies else None)
    for indice in model.indices:
        above = scores[model.parents[indice]]
        drawn = _points(rng, (above or 0.0) + traits.by_id.get(indice, 0.0) + rng.gauss(0, 4))
        applies = above is not None and indice not in entidad.no_aplica
        scores[indice] = story.get(indice, drawn) if applies else None
    for dimension in model.dimensiones:
        below = [name for name in model.politicas if model.parents[name] == dimension]
        scores[dimension] = _summary(rng, below, scores)
    scores["idi"] = None if entidad.es_meci else _summary(rng, model.dimensiones, scores)
    return scores


def _points(rng: Random, value: float) -> float:
    """Keep 10 to 100, with two decimals mostly, as the official files mix them."""
    decimals = rng.choices((2, 1, 0), weights=(80, 15, 5))[0]
    return float(round(min(100.0, max(10.0, value)), decimals))


def _summary(rng: Random, names: Sequence[str], scores: Mapping[str, float | None]) -> float | None:
    """Draw a figure near the weighted mean of `names`, visibly off their plain mean."""
    known = [(name, value) for name in names if (value := scores[name]) is not None]
    off = (0.45 + abs(rng.gauss(0, 0.9))) * rng.choice((-1, 1))
    if not known:
        return None
    weight = sum(_weight(name) for name, _ in known)
    mean = sum(_weight(name) * value for name, value in known) / weight
    plain = sum(value for _, value in known) / len(known)
    value = round(min(99.9, max(10.0, mean + off)), 2)
    return value if abs(value - plain) >= 0.3 else round(plain - abs(off), 2)


@lru_cache
def _weight(name: str) -> float:
    return Random(f"peso|{name}").uniform(0.5, 1.5)
