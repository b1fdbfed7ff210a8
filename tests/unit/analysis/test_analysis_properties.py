"""Rules that hold for any scores, not only for the drawn ones."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from analysis_builders import inputs, peer_table, profile, rule
from hypothesis import given, settings
from hypothesis import strategies as st

from mipg_helpers.analysis.peers import PeerGroup, peer_stats
from mipg_helpers.analysis.priorities import find_priority
from mipg_helpers.analysis.profile import Change, Gap, Score

POINTS = st.integers(0, 1000).map(lambda tenths: tenths / 10)
GROUP = PeerGroup("grupo_par", "G", frozenset(str(place) for place in range(99)))
SCORES = st.lists(POINTS, min_size=2, max_size=30)


def found(scores, own):
    return peer_stats(GROUP, scores, own, minimum=1)


@given(SCORES)
def test_place_percentile_and_quintile_stay_in_their_ranges(scores):
    stats = found(scores, scores[0])
    assert 1 <= stats.posicion <= len(scores)
    assert 0 <= stats.percentil <= 100
    assert stats.quintil is None or 1 <= stats.quintil <= 5


@given(SCORES)
def test_a_higher_score_never_has_a_worse_place(scores):
    by_score = [found(scores, own) for own in sorted(scores)]
    for lower, higher in pairwise(by_score):
        assert lower.posicion >= higher.posicion
        assert lower.percentil <= higher.percentil
        assert (lower.quintil or 0) <= (higher.quintil or 0)


@given(SCORES)
def test_percentiles_of_a_group_balance_around_fifty(scores):
    percentiles = [found(scores, own).percentil for own in scores]
    assert math.fsum(percentiles) / len(percentiles) == pytest.approx(50)


@given(SCORES, st.randoms(use_true_random=False))
def test_order_of_the_peers_does_not_matter(scores, random):
    shuffled = scores.copy()
    random.shuffle(shuffled)
    assert found(shuffled, scores[0]) == found(scores, scores[0])


@given(SCORES)
def test_mean_lies_between_worst_and_best(scores):
    stats = found(scores, scores[0])
    assert stats.minimo_puntos <= stats.media_puntos <= stats.mejor_puntos
    assert stats.minimo_puntos <= stats.mediana_puntos <= stats.mejor_puntos


@given(st.lists(POINTS, min_size=3, max_size=8), POINTS)
@settings(max_examples=15, deadline=None)
def test_an_entidad_of_another_group_changes_nothing(scores, other):
    table = peer_table("planeacion", 2025, scores)
    groups = "entidad | vigencia | grupo\n" + "\n".join(
        f"{chr(ord('A') + place)} | 2025 | G" for place in range(len(scores))
    )
    stranger = f"{table}\nZ | 2025 | planeacion | {other}"
    alone = profile(inputs(table, entidades=groups), "planeacion")
    assert profile(inputs(stranger, entidades=f"{groups}\nZ | 2025 | H"), "planeacion") == alone


@given(st.lists(st.one_of(st.none(), POINTS), min_size=4, max_size=4), st.one_of(st.none(), POINTS))
def test_weights_in_use_add_up_to_one_and_points_stay_in_scale(distances, fall):
    names = ("meta", "media_grupo", "mejor_grupo", "vigencia_anterior")
    gaps = [Gap(name, None, value) for name, value in zip(names, distances, strict=True)]
    drop = None if fall is None else -fall
    priority = find_priority(Score(50.0), gaps, Change(2025, 2024, drop), rule())
    if priority.puntos is not None:
        assert math.fsum(weight for *_, weight in priority.componentes) == pytest.approx(1)
        assert 0 <= priority.puntos <= 100 + 1e-9
