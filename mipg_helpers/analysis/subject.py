"""One entidad in one vigencia, with everything that measuring it needs.

The one place where score, peers, gaps, change and priority of an index are put together, so
that a politica, a sub-index, a dimension and the IDI are measured alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.analysis.gaps import Target, find_gaps, read_targets
from mipg_helpers.analysis.peers import (
    NO_GROUP,
    PeerGroup,
    find_groups,
    official_stats,
    peer_stats,
    scores_by_indice,
    without_stats,
)
from mipg_helpers.analysis.priorities import find_priority
from mipg_helpers.analysis.profile import (
    Change,
    Gap,
    PeerCriterion,
    PeerStats,
    Priority,
    PriorityRule,
    Score,
    Trend,
)
from mipg_helpers.analysis.rows import holds
from mipg_helpers.analysis.scores import OwnScores, meci_indices, read_scores
from mipg_helpers.analysis.trends import build_trend, find_change

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    from mipg_helpers.analysis.inputs import Inputs
    from mipg_helpers.reference import Catalog


@dataclass(frozen=True, slots=True)
class Subject:
    """The entidad as it is measured: its scores, its groups, its targets, and the rule.

    `group_scores` are those of the group in the vigencia of the report, by index.
    """

    entidad_id: str
    vigencia: int
    catalog: Catalog
    rule: PriorityRule
    own: OwnScores
    groups: Mapping[int, PeerGroup]
    group_scores: Mapping[str, np.ndarray]
    targets: Mapping[str, Target]

    @property
    def group(self) -> PeerGroup:
        """The group in the vigencia of the report."""
        return self.groups.get(self.vigencia, NO_GROUP)


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything said of one index in the vigencia of the report."""

    score: Score
    peers: PeerStats
    gaps: tuple[Gap, ...]
    change: Change
    priority: Priority


def open_subject(
    inputs: Inputs,
    entidad_id: str,
    vigencia: int,
    catalog: Catalog,
    rule: PriorityRule,
    *,
    grupo: PeerCriterion = "grupo_par",
) -> Subject:
    """Read from the tidy tables what concerns `entidad_id` in `vigencia`."""
    groups = find_groups(inputs.entidades, entidad_id, grupo)
    group, scope = groups.get(vigencia, NO_GROUP), meci_indices(catalog, vigencia)
    return Subject(
        entidad_id,
        vigencia,
        catalog,
        rule,
        read_scores(inputs.indices, inputs.entidades, entidad_id, catalog),
        groups,
        scores_by_indice(inputs.peer_scores, vigencia, group, scope),
        _usable_targets(read_targets(inputs.metas, entidad_id, vigencia), vigencia, catalog),
    )


def _usable_targets(
    targets: Mapping[str, Target], vigencia: int, catalog: Catalog
) -> dict[str, Target]:
    """Drop the targets set on the scale of another methodology: no distance to them means a thing.

    A target for a vigencia that is not registered yet is taken as one of the present scale.
    """
    return {
        indice: target
        for indice, target in targets.items()
        if target.vigencia not in catalog.vigencias
        or catalog.comparability(indice, vigencia, target.vigencia).es_comparable
    }


def measure(subject: Subject, indice: str) -> Measured:
    """Measure one index, of any level, in the vigencia of the report."""
    score = subject.own.score(subject.vigencia, indice)
    scores = subject.group_scores.get(indice, ())
    peers = _peers(subject, indice, subject.vigencia, scores)
    change = find_change(subject.own, indice, subject.vigencia, subject.catalog)
    earlier = Score(None) if change.desde is None else subject.own.score(change.desde, indice)
    gaps = find_gaps(score, peers, change, earlier, subject.targets.get(indice))
    return Measured(score, peers, gaps, change, find_priority(score, gaps, change, subject.rule))


def follow(subject: Subject, inputs: Inputs, indice: str) -> Trend:
    """Build the trend of one index, with the mean of the group of each vigencia."""
    rows = inputs.peer_scores[holds(inputs.peer_scores, "indice", indice)]

    def peers(vigencia: int) -> PeerStats:
        group = subject.groups.get(vigencia, NO_GROUP)
        scope = meci_indices(subject.catalog, vigencia)
        scores = scores_by_indice(rows, vigencia, group, scope).get(indice, ())
        return _peers(subject, indice, vigencia, scores)

    return build_trend(subject.own, indice, subject.vigencia, subject.catalog, peers)


def _peers(
    subject: Subject, indice: str, vigencia: int, scores: np.ndarray | tuple[()]
) -> PeerStats:
    """Describe the group, by the published statistics where the source brings them."""
    group = subject.groups.get(vigencia, NO_GROUP)
    own = subject.own.score(vigencia, indice)
    if own.motivo == "solo_meci":
        return without_stats(group, "solo_meci")
    published = subject.own.published_groups.get((vigencia, indice))
    if published and not group.es_elegido:
        official = official_stats(published, group, len(scores))
        if official:
            return official
    if own.motivo == "vacio" and group.miembros and not len(scores):
        # Nobody of the group has it: the file has no such column.
        return without_stats(group, "vacio")
    return peer_stats(group, scores, own.puntos, minimum=subject.rule.minimo_grupo)
