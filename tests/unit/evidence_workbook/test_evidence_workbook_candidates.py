"""Unmet options taken to the plan: only those chosen, once, with their code."""

import pytest
from evidence_builders import usual
from readiness_builders import CATALOG, ENTIDAD, VIGENCIA

from mipg_helpers.analysis.plan import Plan
from mipg_helpers.errors import ParameterError
from mipg_helpers.evidence_workbook.candidates import draft_candidates

EMPTY = Plan(ENTIDAD, VIGENCIA + 1, (), ())


def drafted(*chosen, plan=EMPTY):
    return draft_candidates(usual(), plan, CATALOG, chosen)


def test_actions_bear_the_code_and_the_place_of_their_pregunta():
    draft = drafted("GTH201")
    assert [one.codigo_pregunta for one in draft.nuevas] == ["GTH201"]
    assert {(one.origen.archivo, one.origen.hoja) for one in draft.said} == {
        ("banco.xlsx", "Preguntas")
    }


def test_politica_takes_all_of_its_preguntas():
    codes = {one.codigo_pregunta for one in drafted("talento_humano").nuevas}
    assert codes == {"GTH201", "GTH202"}


def test_code_may_be_written_in_small_letters():
    assert drafted("gth201") == drafted("GTH201")


def test_action_that_the_plan_has_is_not_proposed_again():
    plan = Plan(ENTIDAD, VIGENCIA + 1, drafted("GTH201").nuevas, ())
    assert drafted("GTH201", plan=plan).nuevas == ()


def test_unknown_code_is_refused_with_the_likely_one():
    with pytest.raises(ParameterError, match="GTH209") as caught:
        drafted("GTH209")
    assert "GTH20" in caught.value.hint
