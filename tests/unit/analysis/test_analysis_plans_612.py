"""The twelve plans of Decreto 612."""

from datetime import date

import pytest
from plans_612_builders import CATALOG, IN_TIME, LATE, PROPOSED, build, published

from mipg_helpers.analysis.plan import Accion, Avance
from mipg_helpers.analysis.plans_612 import publication_id, resolve_612


def state(profile, numero):
    return profile.planes[numero - 1].publicacion


def test_the_publication_of_each_of_the_twelve_plans_is_proposed():
    assert [accion.plan for accion in PROPOSED] == [p.plan for p in CATALOG.planes_612()]
    assert {accion.fecha_fin for accion in PROPOSED} == {date(2026, 1, 31)}


def test_the_unit_in_charge_of_the_politica_answers():
    assert PROPOSED[1].dependencia == "Unidad de Contratación"
    assert not PROPOSED[0].dependencia


def test_without_a_book_nothing_is_said_of_the_publication():
    assert {item.publicacion for item in build().planes} == {"sin_dato"}
    assert not build().hay_plan


@pytest.mark.parametrize(
    ("changes", "today", "expected"),
    [
        ({}, IN_TIME, "pendiente"),
        ({}, LATE, "vencida"),
        ({"estado": "terminada"}, LATE, "sin_fecha"),
        ({"estado": "terminada", "fecha_estado": IN_TIME}, LATE, "a_tiempo"),
        ({"estado": "terminada", "fecha_estado": LATE}, LATE, "tarde"),
        ({"estado": "cancelada"}, LATE, "sin_dato"),
    ],
)
def test_state_of_the_publication(changes, today, expected):
    assert state(build(published(2, **changes), today=today), 2) == expected


def test_moving_the_end_of_the_action_does_not_move_the_date_of_the_law():
    late = published(2, estado="terminada", fecha_estado=LATE, fecha_fin=date(2026, 3, 1))
    assert state(build(late), 2) == "tarde"


def test_activities_stand_under_their_plan():
    activity = Accion("x", "decreto_612", "compras", plan="plan anual de adquisiciones 2026")
    profile = build(*PROPOSED, activity)
    assert profile.planes[1].actividades == (activity,)


def test_an_activity_of_an_unknown_plan_is_kept_apart():
    activity = Accion("x", "decreto_612", "compras", plan="Plan de Compras")
    assert build(activity).otras == (activity,)


def test_actions_of_other_plans_do_not_enter():
    other = Accion("x", "mejoramiento", "compras", plan="Plan Anual de Adquisiciones")
    assert not build(other).hay_plan


def test_the_evidence_is_the_last_one_reported():
    said = published(2, avances=(Avance(date(2026, 3, 31), 100.0, "", "https://sede/paa"),))
    assert build(said).planes[1].evidencia == "https://sede/paa"


@pytest.mark.parametrize(
    ("text", "numero"),
    [
        ("PINAR", 1),
        ("plan institucional de archivos de la entidad - pinar", 1),
        ("PLAN ANUAL DE ADQUISICIONES", 2),
        ("Plan de Incentivos  Institucionales 2026", 7),
        ("PETI", 10),
        ("Plan de Seguridad y Privacidad de la Información", 12),
        ("Plan de Tratamiento de Riesgos de Seguridad y Privacidad de la Información", 11),
        ("Plan de compras", None),
        ("Plan Estratégico", None),
        ("", None),
    ],
)
def test_names_of_the_plans(text, numero):
    found = resolve_612(text, CATALOG)
    assert (found.numero if found else None) == numero


def test_publications_keep_their_id_from_year_to_year_apart():
    assert publication_id("0001", 2026, 2) == PROPOSED[1].accion_id
    assert publication_id("0001", 2027, 2) != PROPOSED[1].accion_id
