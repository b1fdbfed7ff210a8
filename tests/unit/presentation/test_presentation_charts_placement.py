from itertools import combinations
from math import dist

from profile_builders import POLITICAS

from mipg_helpers.presentation.charts_canvas import Box
from mipg_helpers.presentation.charts_placement import place_names

SHEET = Box(0, 0, 468, 300)
NAMES = [row[2] for row in POLITICAS.values()]


def boxes_for(spots, names=NAMES):
    return [place.box for place in place_names(names, spots, 8.0, SHEET)]


def test_a_lonely_name_stands_close_to_its_mark():
    (place,) = place_names(["Compras"], [(200, 100)], 8.0, SHEET)
    assert not place.is_far
    assert abs(place.x - 207) < 0.5


def test_a_crowd_of_nineteen_names_does_not_overlap():
    spots = [(200 + 9 * (i % 5), 150 + 7 * (i // 5)) for i in range(19)]
    boxes = boxes_for(spots)
    assert not any(one.overlaps(two) for one, two in combinations(boxes, 2))


def test_marks_at_one_spot_still_get_separate_names():
    boxes = boxes_for([(240, 150)] * 19)
    assert not any(one.overlaps(two) for one, two in combinations(boxes, 2))


def test_names_stay_inside_the_sheet_at_its_corners():
    spots = [(3, 3), (465, 3), (3, 297), (465, 297)]
    assert all(box.inside(SHEET) for box in boxes_for(spots, NAMES[:4]))


def test_names_do_not_cover_marks():
    spots = [(100 + 12 * i, 100) for i in range(10)]
    marks = [Box(x - 3, y - 3, x + 3, y + 3) for x, y in spots]
    for box in boxes_for(spots, NAMES[:10]):
        assert not any(box.overlaps(mark) for mark in marks)


def test_a_far_name_has_a_leader_that_ends_at_its_box():
    far = [place for place in place_names(NAMES, [(240, 150)] * 19, 8.0, SHEET) if place.is_far]
    x, y = far[0].nearest((240, 150))
    assert far[0].box.left <= x <= far[0].box.right
    assert far[0].box.top <= y <= far[0].box.bottom


def test_a_name_does_not_stand_nearer_to_another_mark():
    spots = [(100, 100), (118, 104), (130, 96)]
    for i, place in enumerate(place_names(NAMES[:3], spots, 8.0, SHEET)):
        near = [dist(place.nearest(spot), spot) for spot in spots]
        assert place.is_far or near.index(min(near)) == i
