"""Real pages of the sample in a real browser: accessible, offline, as wide as the screen."""

import pytest

pytestmark = pytest.mark.browser


#: Reports of one notebook differ in their figures; one in so many shows what its parts do.
EVERY = 7


def look_at(folder, open_page, *, every):
    pages = sorted(folder.rglob("*.html"))
    for page in pages[::every]:
        visit = open_page(page)
        assert visit.violations == [], page.name
        assert visit.requests == [], page.name
        assert visit.too_wide == [], page.name
    return len(pages)


def test_reports_of_an_entidad(sample_reports, open_page, thorough):
    assert look_at(sample_reports, open_page, every=1 if thorough else EVERY) == 20


def test_reports_that_are_not_usual(unusual_reports, open_page, thorough):
    assert look_at(unusual_reports, open_page, every=1 if thorough else 4) == 14


def test_reports_of_seguimiento(follow_up_reports, open_page, thorough):
    assert look_at(follow_up_reports, open_page, every=1 if thorough else 3) == 6
