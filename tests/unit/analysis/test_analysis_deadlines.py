from datetime import date

from mipg_helpers.analysis.deadlines import next_deadlines
from mipg_helpers.reference import load_catalog


def test_deadlines_come_after_the_report_soonest_first():
    found = next_deadlines(load_catalog(), 2026, date(2026, 9, 30))
    dates = [item.fecha for item in found]
    assert dates == sorted(dates)
    assert dates
    assert min(dates) > date(2026, 9, 30)


def test_all_milestones_of_the_year_are_ahead_of_an_early_report():
    found = next_deadlines(load_catalog(), 2026, date(2025, 12, 31))
    assert len(found) == len(load_catalog().calendar(2026))


def test_after_the_year_of_the_plan_nothing_is_left():
    assert next_deadlines(load_catalog(), 2026, date(2027, 1, 1)) == ()
