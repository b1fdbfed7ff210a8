"""What a page of beginning says is not there yet, and the command that brings it."""

import pytest

from mipg_helpers.analysis.home import COUNTED, Commands, LoadedVigencia, Missing, find_missing

COMMANDS = Commands("mipg cargar", "mipg plan")
WHOLE = dict.fromkeys(COUNTED, 3)


def lacks(*vigencias, comparable=(2024,)):
    found = find_missing(vigencias, 2025, comparable=comparable, commands=COMMANDS)
    return [(one.que, one.orden) for one in found]


def year(vigencia=2025, n_planes=1, **n_filas):
    return LoadedVigencia(vigencia, 10, {**WHOLE, **n_filas}, n_planes)


def test_nothing_lacks_where_everything_is_loaded():
    assert lacks(year()) == []


def test_vigencia_that_is_not_loaded_is_all_that_is_told():
    found = find_missing((year(2024),), 2025, comparable=(), commands=COMMANDS)
    assert found == (Missing("vigencia", "mipg cargar"),)


@pytest.mark.parametrize("table", COUNTED)
def test_table_without_rows_is_told(table):
    assert lacks(year(**{table: 0})) == [(table, "mipg cargar")]


def test_most_useful_comes_first_and_the_plan_has_its_own_command():
    found = lacks(year(n_planes=0, metas=0, respuestas=0), comparable=())
    assert found == [
        ("anterior", "mipg cargar"),
        ("metas", "mipg cargar"),
        ("plan", "mipg plan"),
        ("respuestas", "mipg cargar"),
    ]


def test_only_who_is_in_charge_is_taken_over_from_another_vigencia():
    assert lacks(year(responsables=0, metas=0), year(2024)) == [("metas", "mipg cargar")]
