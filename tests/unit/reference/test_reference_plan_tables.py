"""Columns, states and lists of the plan."""

from datetime import date

import pytest
from reference_builders import append_rows, copy_reference

from mipg_helpers.analysis.plan import Accion, Avance
from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import load_catalog

CATALOG = load_catalog()


def test_every_column_of_the_plan_is_a_field_of_the_action_or_its_progress():
    known = {*Accion.__dataclass_fields__, *Avance.__dataclass_fields__, "avance"}
    assert {campo.campo for campo in CATALOG.plan_campos()} <= known


def test_every_field_of_an_action_is_a_column_of_the_plan():
    campos = {campo.campo for campo in CATALOG.plan_campos()}
    assert set(Accion.__dataclass_fields__) - {"avances"} <= campos


def test_only_known_states_follow_a_state():
    states = {estado.estado for estado in CATALOG.plan_estados()}
    assert {name for estado in CATALOG.plan_estados() for name in estado.siguientes} <= states


def test_states_are_a_list_of_the_plan_too():
    assert CATALOG.plan_lista("estados")[0].valor == "nueva"


def test_cut_offs_lie_in_the_year_of_the_plan():
    assert CATALOG.plan_rules().cut_offs(2026) == (date(2026, 9, 30), date(2026, 12, 31))


def test_unknown_list_is_refused_with_the_known_ones():
    with pytest.raises(ReferenceDataError, match="unidades"):
        CATALOG.plan_lista("unidad")


def test_spellings_of_a_list_hold_value_label_and_synonyms():
    spellings = CATALOG.plan_spellings("estados")
    assert {spellings[text] for text in ("en_ejecucion".replace("_", " "), "en progreso")} == {
        "en_ejecucion"
    }


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("nada,Propuesta,nueva,Prueba,", "no hay una lista «nada»"),
        ("estados,Dormida,dormida,Prueba,", "no está en la lista"),
        ("estados,en   progreso,nueva,Prueba,", "ya es el valor"),
    ],
)
def test_synonym_that_contradicts_the_lists_is_refused(tmp_path, row, problem):
    folder = copy_reference(tmp_path / "referencia")
    append_rows(folder, "plan_alias.csv", row)
    with pytest.raises(ReferenceDataError, match=problem):
        load_catalog(folder)
