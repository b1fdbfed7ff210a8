"""The scope of a report, its groups, and the plan beside the gaps."""

from datetime import date

import pytest
from follow_up_builders import (
    LIGHT,
    VIGENCIA,
    action,
    actions,
    change,
    follow_up,
    plan,
)

from mipg_helpers.analysis.deadlines import next_deadlines
from mipg_helpers.analysis.follow_up import summarise_plan
from mipg_helpers.analysis.follow_up_profile import Columna
from mipg_helpers.analysis.plan import CellKey
from mipg_helpers.analysis.plan_scope import leaders_of
from mipg_helpers.errors import ParameterError, ReferenceDataError
from mipg_helpers.reference import load_catalog

PLAN = actions(
    """
id | politica         | dependencia           | avances
a1 | gobierno_digital | Oficina de Sistemas   | 2026-09-30=50
a2 | integridad       | Talento Humano        | 2026-09-30=30
a3 | integridad       | TALENTO  HUMANO       |
a4 | otra_cosa        | -                     | 2026-09-30=10
"""
)
OWNERS = """
entidad | vigencia | politica         | lider
A       | 2026     | gobierno_digital | Secretaría General
A       | 2026     | integridad       | Secretaría General
"""


def ids(found):
    return [item.accion.accion_id for item in found.acciones]


def names(groups):
    return [(group.clave, group.n_acciones) for group in groups]


def test_committee_sees_every_action_in_official_order():
    found = follow_up(PLAN)
    assert ids(found) == ["a2", "a3", "a1", "a4"]
    assert found.total.n_acciones == 4
    assert found.alcance.nombre == "Todo el plan"


def test_deadlines_are_those_of_the_year_of_the_plan():
    found = follow_up(PLAN)
    expected = next_deadlines(load_catalog(), found.vigencia_plan, found.fecha_informe)
    assert (found.deadlines, found.vigencia_plan) == (expected, found.vigencia + 1)
    assert expected


def test_unknown_column_keeps_its_identifier():
    found = follow_up(PLAN)
    assert found.columna("inventada") == Columna("inventada", "inventada", "texto")
    assert found.columna("accion").etiqueta != "accion"


def test_politica_sees_its_own_actions():
    found = follow_up(PLAN, "politica:integridad")
    assert (ids(found), found.alcance.nombre) == (["a2", "a3"], "Integridad")


def test_leader_sees_the_politicas_he_leads():
    found = follow_up(PLAN, "lider:secretaria-general", owners=OWNERS)
    assert (ids(found), found.alcance.nombre) == (["a2", "a3", "a1"], "Secretaría General")


def test_without_table_the_unit_in_charge_leads():
    assert ids(follow_up(PLAN, "lider:talento-humano")) == ["a2", "a3"]


def test_groups_by_dimension_unit_and_leader():
    found = follow_up(PLAN, owners=OWNERS)
    assert names(found.dimensiones) == [("", 1), ("D1", 2), ("D3", 1)]
    assert names(found.dependencias) == [
        ("jefe-de-la-oficina-de-sistemas", 1),
        ("oficina-de-sistemas", 1),
        ("talento-humano", 2),
    ]
    assert names(found.lideres) == [
        ("jefe-de-la-oficina-de-sistemas", 1),
        ("secretaria-general", 3),
    ]
    assert [group.nombre for group in found.dependencias][2] == "Talento Humano"


def test_leaders_of_a_plan_are_those_of_its_reports():
    assert leaders_of(plan(PLAN), {}, str) == (
        "jefe-de-la-oficina-de-sistemas", "oficina-de-sistemas", "talento-humano",
    )  # fmt: skip


def test_units_that_a_person_called_the_same_are_one_leader():

    def unit(name):
        return "Oficina de Sistemas" if "HUMANO" in name.upper() else name

    assert leaders_of(plan(PLAN[:3]), {}, unit) == ("oficina-de-sistemas",)
    found = follow_up(PLAN, "lider:oficina-de-sistemas", unit=unit)
    assert ids(found) == ["a2", "a3", "a1"]
    assert names(found.dependencias) == [("oficina-de-sistemas", 3)]


@pytest.mark.parametrize("alcance", ["", "todo", "lider:", "politica:", "comite:x"])
def test_scope_of_another_form_is_refused(alcance):
    for acciones in (PLAN, ()):
        with pytest.raises(ParameterError, match=rf"alcance.*'{alcance}' no sirve"):
            follow_up(acciones, alcance)


def test_unknown_leader_is_refused_with_those_there_are():
    with pytest.raises(ParameterError, match="talento-humano"):
        follow_up(PLAN, "lider:hacienda")


def test_unknown_politica_is_refused():
    with pytest.raises(ReferenceDataError, match="gobierno_dijital"):
        follow_up(PLAN, "politica:gobierno_dijital")


def test_cut_off_that_the_plan_does_not_have_is_refused():
    with pytest.raises(ParameterError, match="2026-09-30"):
        follow_up(PLAN, corte="2026-10-30")


def test_usual_cut_off_and_its_neighbours():
    found = follow_up(PLAN, corte="")
    assert (found.corte, found.corte_anterior, found.proximo_corte) == (
        date(2026, 9, 30), None, date(2026, 12, 31),
    )  # fmt: skip


@pytest.mark.parametrize("alcance", ["comite", "politica:integridad", "lider:talento-humano"])
def test_without_a_plan_there_is_nothing_to_follow(alcance):
    found = follow_up((), alcance)
    assert (found.hay_plan, found.corte, found.acciones, found.calidad) == (False, None, (), ())


def test_plan_without_cut_offs_is_followed_from_the_first_report():
    found = follow_up(actions("id | avances\na1 | 2026-08-31=10"), corte="", cortes=())
    assert found.corte == date(2026, 8, 31)


def test_states_are_counted_in_their_order():
    found = follow_up(actions("id | estado\na1 | terminada\na2 | nueva\na3 | terminada"))
    assert [(state.estado, state.n) for state in found.estados] == [("nueva", 1), ("terminada", 2)]


def test_conflicts_are_those_of_the_actions_shown():
    keys = (CellKey("a1", "meta"), CellKey("a2", "meta"), CellKey("zz", "meta"))
    assert follow_up(PLAN, conflicts=keys).n_conflictos == 2
    assert follow_up(PLAN, "politica:integridad", conflicts=keys).n_conflictos == 1


def test_same_plan_in_another_order_gives_the_same_follow_up():
    log = (
        change("a1", "meta", "1", "2", "2026-08-01"),
        change("a2", "meta", "", "2", "2026-08-02"),
    )
    first = follow_up(PLAN, changes=log)
    assert first == follow_up(tuple(reversed(PLAN)), changes=tuple(reversed(log)))


def summary(acciones, politica="integridad"):
    return summarise_plan(
        plan(acciones), politica=politica, vigencia=VIGENCIA, catalog=load_catalog(),
        light=LIGHT, fecha_informe=date(2026, 10, 5),
    )  # fmt: skip


def test_plan_beside_the_gaps_is_that_of_the_politica():
    found = summary(PLAN)
    assert (ids(found), found.total.avance_pct, found.corte) == (
        ["a2", "a3"], 30, date(2026, 9, 30),
    )  # fmt: skip


def test_action_that_also_serves_the_politica_is_shown_and_does_not_count():
    serving = action("b1", otras_politicas=("integridad",))
    found = summary((*PLAN, serving))
    assert (ids(found), found.total.n_acciones) == (["a2", "a3", "b1"], 2)


def test_politica_without_actions_has_no_plan_beside_its_gaps():
    assert summary(PLAN, "transparencia") is None
    assert summary(()) is None
