"""Every real PDF of the sample before two checkers of PDF/UA-1 and PDF/A-2a."""

import pytest
from document_checkers import broken_rules, verapdf_verdicts

#: Committee, politica, the leaders of its plan; and the committee of an entidad without a plan.
FOLLOW_UPS = 6
#: The second checker is slow; in the short form it sees one in so many.
EVERY = 5


@pytest.fixture(scope="module")
def pdfs(sample_reports, unusual_reports, follow_up_reports):
    folders = (sample_reports, unusual_reports, follow_up_reports)
    return sorted(path for folder in folders for path in folder.rglob("*.pdf"))


def test_there_is_one_of_each_report(pdfs):
    assert len(pdfs) == 34 + FOLLOW_UPS


def test_first_checker_finds_nothing(pdfs):
    broken = {path: broken_rules(path.read_bytes()) for path in pdfs}
    assert {path: rules for path, rules in broken.items() if rules} == {}


def test_second_checker_agrees(pdfs, thorough):
    asked = pdfs if thorough else pdfs[::EVERY]
    verdicts = verapdf_verdicts(*asked)
    assert "false" not in verdicts, verdicts
    assert verdicts.count("true") == 2 * len(asked)


def test_no_report_is_longer_than_it_should(pdfs):
    import pikepdf

    lengths = {}
    for path in pdfs:
        with pikepdf.open(path) as pdf:
            lengths[path.parent.name, path.stem] = len(pdf.pages)
    assert max(lengths.values()) <= 7, lengths
