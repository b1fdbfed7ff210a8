"""The words of the report on the model."""

from functools import cache

import pytest
from modelo_builders import NO_OWNERS, OWNERS, compare
from report_builders import blocks_of, report, words

from mipg_helpers.presentation.narrative_modelo import pending, summary


@cache
def shown(before, owners=NO_OWNERS, meci=""):
    return report("modelo", compare(before, owners=owners, meci=meci))


@pytest.mark.parametrize(
    "case", [(2021,), (2024,), (2018, OWNERS), (2021, NO_OWNERS, "si")], ids=str
)
def test_every_case_gives_a_whole_report(case):
    kinds = [block["type"] for block in blocks_of(shown(*case))]
    assert kinds.count("cover") == 1
    assert "None" not in " ".join(words(shown(*case)))


def test_the_summary_counts_what_changed():
    assert "15 políticas cambiaron" in summary(compare())[0]


def test_a_model_that_stayed_is_said_to_have_stayed():
    assert "misma versión" in summary(compare(2024))[0]


def test_a_new_politica_has_to_be_adopted():
    assert any("Adoptar la política Compras" in task for task in pending(compare(2018)))


def test_a_table_that_was_not_loaded_is_not_taken_for_missing_leaders():
    assert "No se cargó la tabla" in summary(compare())[1]


def test_what_a_meci_entidad_need_not_do_is_said():
    assert "No exigible (MECI)" in words(shown(2021, NO_OWNERS, "si"))
