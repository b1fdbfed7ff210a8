"""Closing gaps: one sub-index at a time, the others stay, and nothing of the politica or IDI."""

import math
import re
from dataclasses import fields, replace

import profile_builders as made
import pytest

from mipg_helpers.analysis.what_if import ImaginedIndice, WhatIf, close_gaps
from mipg_helpers.errors import ParameterError, ReferenceDataError

OTHERS = (20.0, 40.0, 60.0, 90.0)


def one_indice(own=40.0, meta=None):
    """Give a profile with one sub-index of the politica, in a group of five."""
    row = made.indice_result(
        "i20", ("I20", "Uno", own), group=made.peers(own, list(OTHERS)), meta=meta
    )
    return made.profile(indices=(row,))


def imagined(referencia="media_grupo", **options):
    (row,) = close_gaps(one_indice(**options), ["i20"], referencia).indices
    return row


def test_the_gap_is_closed_exactly_at_the_reference():
    row = imagined()
    assert (row.score.puntos, row.supuesto_puntos, row.por_cerrar_puntos) == (40.0, 50.0, 10.0)


def test_place_is_that_of_the_reference_among_the_others_as_they_are():
    row = imagined()
    assert (row.hoy.posicion, row.supuesto.posicion, row.supuesto.n) == (3, 3, 5)
    assert imagined("mejor_grupo").supuesto.posicion == 1


def test_those_already_there_are_the_others_with_as_much_or_more():
    assert imagined().supuesto.n_ya_estan == 2
    assert imagined("mejor_grupo").supuesto.n_ya_estan == 1
    assert imagined().hoy.n_ya_estan == 3  # one of them with the same score


def test_a_reference_already_reached_changes_nothing():
    row = imagined(own=60.0)
    assert (row.supuesto_puntos, row.por_cerrar_puntos) == (60.0, 0.0)
    assert row.hoy == row.supuesto


def test_what_would_lack_to_the_target_is_measured_from_the_reference():
    assert imagined(meta=70.0).brecha_meta_puntos == 20.0
    assert imagined("meta", meta=70.0).brecha_meta_puntos == 0.0
    assert imagined().brecha_meta_puntos is None


def test_without_a_target_the_reason_stands_in_its_place():
    row = imagined("meta")
    assert (row.supuesto_puntos, row.por_cerrar_puntos, row.motivo) == (None, None, "sin_meta")


def test_without_the_scores_of_the_group_there_is_no_place():
    rows = close_gaps(made.official_peers()).indices
    assert rows
    assert {(row.hoy, row.supuesto) for row in rows} == {(None, None)}


def test_unasked_only_what_is_below_the_reference_is_imagined():
    profile = made.typical()
    below = [r.indice for r in profile.indices if (r.gaps[1].brecha_puntos or 0) > 0]
    assert [row.indice for row in close_gaps(profile).indices if row.por_cerrar_puntos] == below


def test_a_code_names_the_sub_index_as_well_as_its_id():
    profile = made.typical()
    by_code = close_gaps(profile, [profile.indices[0].codigo.lower()])
    assert by_code == close_gaps(profile, [profile.indices[0].indice])


def test_an_unknown_sub_index_is_refused_with_the_known_ones():
    with pytest.raises(ReferenceDataError, match="no está «I99»; se esperaba I"):
        close_gaps(made.typical(), ["I99"])


def test_an_unknown_reference_is_refused_with_the_known_ones():
    with pytest.raises(ParameterError, match="mejor_grupo, meta"):
        close_gaps(made.typical(), referencia="idi")


@pytest.mark.parametrize(
    ("build", "motivo"),
    [
        (made.meci_other, "solo_meci"),
        (made.not_applicable, "no_aplica"),
        (made.without_indices, "sin_subindices"),
    ],
)
def test_without_sub_indices_the_reason_is_given(build, motivo):
    assert close_gaps(build()).motivo == motivo


def test_the_result_has_no_room_for_a_score_of_the_politica_or_the_idi():
    names = {field.name for kind in (WhatIf, ImaginedIndice) for field in fields(kind)}
    assert not [name for name in names if re.search(r"idi|politica_|dimension|pronostico", name)]


def test_the_score_of_the_politica_plays_no_part():
    profile = made.typical()
    other = replace(profile, score=made.score(1.0))
    assert close_gaps(profile) == close_gaps(other)


@pytest.mark.parametrize("build", made.PROFILES.values(), ids=made.PROFILES)
def test_no_case_falls_or_leaves_the_scale(build):
    for row in close_gaps(build(), referencia="mejor_grupo").indices:
        if row.supuesto_puntos is not None:
            assert row.score.puntos <= row.supuesto_puntos <= 100
            assert math.isfinite(row.por_cerrar_puntos)
        if row.supuesto is not None:
            assert row.supuesto.posicion <= row.hoy.posicion
