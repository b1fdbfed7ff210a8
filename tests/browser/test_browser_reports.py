"""Every real page of the sample in a real browser: accessible, offline, as wide as the screen."""

import pytest

pytestmark = pytest.mark.browser


def look_at_all(folder, open_page):
    pages = sorted(folder.rglob("*.html"))
    for page in pages:
        visit = open_page(page)
        assert visit.violations == [], page.name
        assert visit.requests == [], page.name
        assert visit.too_wide == [], page.name
    return len(pages)


def test_every_report_of_an_entidad(sample_reports, open_page):
    assert look_at_all(sample_reports, open_page) == 20


def test_reports_that_are_not_usual(unusual_reports, open_page):
    assert look_at_all(unusual_reports, open_page) == 14


def test_reports_of_seguimiento(follow_up_reports, open_page):
    assert look_at_all(follow_up_reports, open_page) == 6
