"""All profiles of an entidad at once are those of its reports one by one."""

import pytest
from follow_up_builders import SAMPLE_PLAN, keep_plan

from mipg_helpers.reporting import profiles
from mipg_helpers.reporting.profiles_612 import load_612_profile
from mipg_helpers.reporting.profiles_all import load_profiles


@pytest.fixture(scope="module")
def planned(sample_space, tmp_path_factory):
    """Give the workspace of the sample with a plan of the sample entidad."""
    folder = tmp_path_factory.mktemp("plan")
    keep_plan(folder, SAMPLE_PLAN, entidad="0001")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MIPG_PLAN", str(folder))
        yield sample_space


@pytest.mark.parametrize("entidad", ["0001", "0102"])
def test_they_equal_those_of_the_reports(planned, entidad):
    found = load_profiles(planned, entidad, 2025)
    assert found.entidad == profiles.load_entidad_profile(entidad, 2025, workspace=planned)
    assert found.planes_612 == load_612_profile(entidad, 2025, workspace=planned)
    for profile in found.politicas[5:8]:
        politica = profile.politica.politica
        assert profile == profiles.load_profile(entidad, 2025, politica, workspace=planned)


def test_the_plan_is_followed_as_in_its_report(planned):
    found = load_profiles(planned, "0001", 2025).follow_up
    assert found == profiles.load_follow_up("0001", 2025, workspace=planned)


def test_without_a_plan_there_is_nothing_to_follow(planned):
    assert load_profiles(planned, "0102", 2025).follow_up is None
