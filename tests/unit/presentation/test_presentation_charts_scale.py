import pytest

from mipg_helpers.presentation.charts_scale import points_scale


def test_the_axis_shows_the_whole_scale_by_default():
    scale = points_scale([33.3, 88.2], 0, 200)
    assert scale.ticks == (0, 20, 40, 60, 80, 100)
    assert (scale(0), scale(50), scale(100)) == (0, 100, 200)
    assert scale.note == ""


@pytest.mark.parametrize(
    ("lowest", "start"), [(0, 0), (64.9, 0), (65, 50), (85, 80), (94, 90), (100, 90)]
)
def test_bunched_scores_get_a_shorter_axis_that_says_so(lowest, start):
    scale = points_scale([lowest, 100], 0, 200)
    assert scale.start == start
    assert scale.note == (f"El eje empieza en {start} puntos." if start else "")


def test_every_score_stays_on_the_axis():
    scale = points_scale([66.0, 99.14], 10, 110)
    assert scale.low <= scale(66.0) <= scale(99.14) <= scale.high


def test_missing_scores_are_not_zeros():
    assert points_scale([None, 96.0], 0, 1).start == 90


def test_no_scores_give_the_whole_scale():
    assert points_scale([], 0, 1).start == 0
