"""The first draft of a plan, and drafting again when data arrive."""

from dataclasses import replace
from datetime import date

import pytest
from plan_book_builders import ENTIDAD, VIGENCIA_PLAN, accion, profile_with

from mipg_helpers.analysis.plan import Plan, accion_of
from mipg_helpers.plan_workbook.draft import draft_612, draft_plan
from mipg_helpers.reference import load_catalog

CATALOG = load_catalog()


def plan_of(*acciones):
    return Plan(ENTIDAD, VIGENCIA_PLAN, acciones, ())


def draft(*profiles, plan=None):
    return draft_plan(profiles, plan or plan_of(), CATALOG)


def test_each_recommendation_becomes_an_action():
    (one, other) = draft(profile_with("Adoptar el código", "Medir el clima")).nuevas
    assert (one.hallazgo, other.accion) == ("Adoptar el código", "Medir el clima")
    assert (one.tipo_plan, one.politica, one.estado) == ("mejoramiento", "integridad", "nueva")
    assert (one.unidad, one.linea_base) == ("documento", "")
    assert one.fecha_fin == date(2026, 11, 30)


def test_action_is_answered_by_post_and_unit():
    (one,) = draft(profile_with("Adoptar el código")).nuevas
    assert (one.responsable, one.dependencia) == (
        "Profesional especializado",
        "Oficina de Sistemas",
    )


def test_base_line_and_target_of_the_proposal_are_those_of_the_action():
    report = profile_with("Adoptar el código")
    proposed = replace(report.acciones[0], linea_base="40", meta="60")
    (one,) = draft(replace(report, acciones=(proposed,))).nuevas
    assert (one.linea_base, one.meta) == ("40", "60")


def test_every_cell_says_which_recommendation_it_comes_from():
    drafted = draft(profile_with("Adoptar el código"))
    assert {(s.origen.archivo, s.origen.fila) for s in drafted.said} == {
        ("recomendaciones.xlsx", 5)
    }
    accion_id = drafted.nuevas[0].accion_id
    cells = {s.key: s.valor for s in drafted.said}
    assert accion_of(accion_id, cells) == drafted.nuevas[0]


def test_text_of_several_politicas_is_one_action_under_the_most_urgent():
    drafted = draft(
        profile_with("Capacitar al equipo", politica="talento_humano", nivel="baja"),
        profile_with("Capacitar al  equipo.", politica="compras", nivel="alta"),
    )
    (one,) = drafted.nuevas
    assert (one.politica, one.otras_politicas) == ("compras", ("talento_humano",))


def test_nothing_is_required_of_a_politica_that_the_form_does_not_assess():
    meci = replace(profile_with("Adoptar el código"), case="fuera_de_meci", acciones=())
    assert draft(meci).nuevas == ()


def test_action_in_the_plan_is_not_proposed_again():
    report = profile_with("Adoptar el código", "Medir el clima")
    first, _ = draft(report).nuevas
    again = draft(report, plan=plan_of(first))
    assert [one.accion for one in again.nuevas] == ["Medir el clima"]


def test_shared_action_stays_where_it_is_when_urgency_changes():
    texts = ("talento_humano", "alta"), ("compras", "baja")
    before = [profile_with("Capacitar", politica=name, nivel=nivel) for name, nivel in texts]
    after = [
        profile_with("Capacitar", politica="talento_humano", nivel="baja"),
        profile_with("Capacitar", politica="compras", nivel="alta"),
    ]
    plan = plan_of(*draft(*before).nuevas)
    assert draft(*after, plan=plan).nuevas == ()


def test_action_without_its_recommendation_is_named():
    gone = accion(recomendacion_ids=("ffff",))
    drafted = draft(profile_with("Adoptar el código"), plan=plan_of(gone))
    assert drafted.sin_recomendacion == (gone,)


@pytest.mark.parametrize("changes", [{"tipo_plan": "decreto_612"}, {"recomendacion_ids": ()}])
def test_actions_of_other_origin_need_no_recommendation(changes):
    own = accion(**{"recomendacion_ids": ("ffff",), **changes})
    assert draft(profile_with("Adoptar el código"), plan=plan_of(own)).sin_recomendacion == ()


def test_unit_of_measure_that_is_not_in_the_list_is_another_one():
    report = profile_with("Adoptar el código")
    odd = replace(report, acciones=(replace(report.acciones[0], unidad="Unidad rara"),))
    assert draft(odd).nuevas[0].unidad == "otra"


def test_the_twelve_plans_of_the_decree_are_proposed_once():
    profiles = [profile_with("Adoptar el código", politica="compras")]
    first = draft_612(profiles, plan_of(), CATALOG)
    assert len(first.nuevas) == 12
    assert draft_612(profiles, plan_of(*first.nuevas), CATALOG).nuevas == ()


def test_the_source_of_a_plan_of_the_decree_is_the_law():
    first = draft_612([profile_with("Adoptar el código")], plan_of(), CATALOG)
    assert {one.origen.archivo for one in first.said} == {
        "Decreto 612 de 2018; Ley 1474 de 2011, art. 74"
    }
