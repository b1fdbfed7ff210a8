"""Which official recommendations the actions of the plans cover, and which they do not.

A link is certain when the action carries the id of the recommendation, or when a person
confirmed it. Everything else is a suggestion with its score and the words that matched; no
score separates right from wrong, so a suggestion never counts as covered until confirmed.

The score is our own calculation: the weight of the word stems that both texts share, against
the weight of the stems of each (cosine, 0 to 100). A stem weighs more the fewer texts use it. Of an
action both what it does and the finding it answers are compared; the better score counts.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from mipg_helpers.analysis.plan import CANCELADA, RECHAZADA
from mipg_helpers.analysis.recommendations import fold_text
from mipg_helpers.reference.stems import stems_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mipg_helpers.analysis.plan import Accion, Plan
    from mipg_helpers.analysis.profile import RecomendacionGroup

Estado = Literal["cubierta", "por_confirmar", "sin_cubrir"]

#: A pair a person decided on: (id of the text, accion_id) -> it does cover, or it does not.
Decisions = dict[tuple[str, str], bool]

#: Suggestions below this score bring more noise than matches (benchmarks print both).
MIN_SCORE = 25.0
MOST_SUGGESTIONS = 3
#: What a score keeps when the action names no politica, or another one.
UNKNOWN_POLITICA, OTHER_POLITICA = 0.9, 0.75

_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An action that may cover a recommendation: score 0 to 100 and the words they share."""

    accion_id: str
    puntaje: float
    palabras: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecomendacionCubierta:
    """One official text and what the plans do about it."""

    texto_id: str
    group: RecomendacionGroup
    estado: Estado
    acciones: tuple[str, ...]  # certain links, in the order of the plan
    sugerencias: tuple[Suggestion, ...]  # best first; those a person rejected are gone


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Recommendations against actions, both ways."""

    recomendaciones: tuple[RecomendacionCubierta, ...]
    huerfanas: tuple[str, ...]  # actions of improvement that serve no recommendation
    compartidas: tuple[tuple[str, tuple[str, ...]], ...]  # accion_id, politicas it serves
    repetidas: tuple[tuple[str, ...], ...]  # accion_ids with the same text

    def count(self, estado: Estado) -> int:
        """Count the recommendations in a state."""
        return sum(item.estado == estado for item in self.recomendaciones)


def text_id(texto: str) -> str:
    """Identify a text whatever its vigencia, so that a decision is remembered next year."""
    return hashlib.sha256(fold_text(texto).encode()).hexdigest()[:_ID_LENGTH]


def with_matches(plan: Plan, groups: Sequence[RecomendacionGroup], decisions: Decisions) -> Plan:
    """Give each action the recommendations that a person said it attends to, and take the others.

    An action also serves the politicas of the texts that it attends to.
    """
    if not decisions:
        return plan
    by_text = {text_id(group.texto): group for group in groups}
    said: dict[str, list[tuple[RecomendacionGroup, bool]]] = defaultdict(list)
    for (texto, accion_id), attends in sorted(decisions.items()):
        if texto in by_text:
            said[accion_id].append((by_text[texto], attends))
    acciones = tuple(
        _matched(accion, said[accion.accion_id]) if accion.accion_id in said else accion
        for accion in plan.acciones
    )
    return replace(plan, acciones=acciones)


def _matched(accion: Accion, said: Sequence[tuple[RecomendacionGroup, bool]]) -> Accion:
    ids = dict.fromkeys(accion.recomendacion_ids)
    politicas = dict.fromkeys(accion.otras_politicas)
    for group, attends in said:
        if attends:
            ids |= dict.fromkeys(group.recomendacion_ids)
            politicas |= dict.fromkeys(p for p in group.politicas if p != accion.politica)
        else:
            ids = {name: None for name in ids if name not in group.recomendacion_ids}
    return replace(accion, recomendacion_ids=tuple(ids), otras_politicas=tuple(politicas))


def reconcile(
    groups: Sequence[RecomendacionGroup],
    acciones: Sequence[Accion],
    decisions: Decisions,
    siglas: Mapping[str, str],
) -> Reconciliation:
    """Match the recommendations of one entidad and vigencia with the actions of its plans.

    Rejected and cancelled actions cover nothing. An action is an orphan when no recommendation
    links to it, nor is it suggested for any; plans that are not of improvement have none.
    """
    alive = [accion for accion in acciones if accion.estado not in {RECHAZADA, CANCELADA}]
    index = _Index(alive, [group.texto for group in groups], siglas)
    matched = tuple(_match(group, alive, index, decisions) for group in groups)
    touched = {name for item in matched for name in item.acciones}
    touched |= {near.accion_id for item in matched for near in item.sugerencias}
    return Reconciliation(
        recomendaciones=matched,
        huerfanas=tuple(
            accion.accion_id
            for accion in alive
            if accion.tipo_plan == "mejoramiento" and accion.accion_id not in touched
        ),
        compartidas=_shared(alive, matched),
        repetidas=_repeated(alive),
    )


def _match(
    group: RecomendacionGroup, acciones: Sequence[Accion], index: _Index, decisions: Decisions
) -> RecomendacionCubierta:
    texto = text_id(group.texto)
    certain = tuple(
        accion.accion_id
        for accion in acciones
        if decisions.get(
            (texto, accion.accion_id), not set(accion.recomendacion_ids).isdisjoint(_ids(group))
        )
    )
    near = tuple(
        found
        for found in index.suggest(group)
        if (texto, found.accion_id) not in decisions and found.accion_id not in certain
    )
    estado: Estado = "cubierta" if certain else "por_confirmar" if near else "sin_cubrir"
    return RecomendacionCubierta(texto, group, estado, certain, () if certain else near)


def _ids(group: RecomendacionGroup) -> frozenset[str]:
    return frozenset(group.recomendacion_ids)


class _Index:
    """The actions by the stems of their words: what they do, and the finding they answer."""

    def __init__(
        self, acciones: Sequence[Accion], texts: Iterable[str], siglas: Mapping[str, str]
    ) -> None:
        said = [(a, text) for a in acciones for text in (f"{a.accion} {a.producto}", a.hallazgo)]
        stems = [stems_of(text, siglas) for _, text in said]
        every = [*filter(None, stems), *(stems_of(text, siglas) for text in texts)]
        counts = Counter(stem for words in every for stem in words)
        self._weight = {stem: math.log((1 + len(every)) / n) ** 2 for stem, n in counts.items()}
        self._acciones, self._siglas = [accion for accion, _ in said], siglas
        self._norms = [self._norm(words) for words in stems]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(stems):
            for stem in words:
                self._holding[stem].append(place)

    def suggest(self, group: RecomendacionGroup) -> list[Suggestion]:
        """List the actions most like a recommendation, best first."""
        words = stems_of(group.texto, self._siglas)
        norm = self._norm(words)
        common: dict[int, list[str]] = defaultdict(list)
        for stem in words:
            for place in self._holding.get(stem, ()):
                common[place].append(stem)
        best: dict[str, Suggestion] = {}
        for place, stems in common.items():
            accion = self._acciones[place]
            score = self._score(place, stems, norm) * _closeness(accion, group)
            known = best.get(accion.accion_id)
            if score >= MIN_SCORE and (known is None or score > known.puntaje):
                shared = tuple(words[stem] for stem in self._heaviest(stems))
                best[accion.accion_id] = Suggestion(accion.accion_id, score, shared)
        ranked = sorted(best.values(), key=lambda item: (-item.puntaje, item.accion_id))
        return ranked[:MOST_SUGGESTIONS]

    def _heaviest(self, stems: Iterable[str]) -> list[str]:
        return sorted(stems, key=lambda stem: -self._weight[stem])

    def _score(self, place: int, stems: Iterable[str], norm: float) -> float:
        shared = math.fsum(self._weight[stem] for stem in stems)
        return 100 * shared / (self._norms[place] * norm)

    def _norm(self, words: Iterable[str]) -> float:
        return math.sqrt(math.fsum(self._weight[stem] for stem in words)) or 1.0


def _closeness(accion: Accion, group: RecomendacionGroup) -> float:
    if not accion.politica:
        return UNKNOWN_POLITICA
    serving = {accion.politica, *accion.otras_politicas}
    return 1.0 if serving & set(group.politicas) else OTHER_POLITICA


def _shared(
    acciones: Sequence[Accion], matched: Sequence[RecomendacionCubierta]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    serving: dict[str, dict[str, None]] = defaultdict(dict)
    for accion in acciones:
        own = filter(None, (accion.politica, *accion.otras_politicas))
        serving[accion.accion_id] |= dict.fromkeys(own)
    for item in matched:
        for name in item.acciones:
            serving[name] |= dict.fromkeys(item.group.politicas)
    return tuple((name, tuple(found)) for name, found in serving.items() if len(found) > 1)


def _repeated(acciones: Sequence[Accion]) -> tuple[tuple[str, ...], ...]:
    same: dict[str, list[str]] = defaultdict(list)
    for accion in acciones:
        same[fold_text(accion.accion)].append(accion.accion_id)
    return tuple(tuple(names) for text, names in same.items() if text and len(names) > 1)
