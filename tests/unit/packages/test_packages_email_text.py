from dataclasses import replace

import pytest
from analysis_builders import inputs, profile
from follow_up_builders import SCORES, WHOLE, action, follow_up
from packages_builders import HOSTILE, small_entidad

from mipg_helpers.packages.email_text import committee_email, leader_email
from mipg_helpers.packages.model import Leader, Missing
from mipg_helpers.packages.tasks import clipped, leader_tasks, unit_name, who_answers

OWNERS = """
entidad | vigencia | politica         | lider   | responsable | apoyo
A       | 2026     | gobierno_digital | Oficina TIC | Grupo de Datos | Prensa
"""
BOOK = "plan-oficina-tic.xlsx"


@pytest.fixture(scope="module")
def entidad():
    return small_entidad()


@pytest.fixture(scope="module")
def leader():
    led = profile(inputs(SCORES, responsables=OWNERS))
    return Leader("oficina-tic", "oficina-tic", "Oficina TIC", (led,), 1)


def email(leader, entidad, plan=None, missing=(), *, has_reports=True, libro=BOOK):
    return leader_email(
        leader, entidad, plan, archivo="a.zip", libro=libro if plan else "",
        has_reports=has_reports, missing=missing,
    )  # fmt: skip


def test_email_greets_the_post_and_names_the_file(leader, entidad):
    lines = email(leader, entidad).splitlines()
    assert lines[0].startswith("Asunto: MIPG: resultados de 2025")
    assert lines[lines.index("Señores") + 1] == "Oficina TIC"
    assert "«a.zip»" in email(leader, entidad)


def test_email_says_by_when_the_workbook_comes_back(leader, entidad):
    text = email(leader, entidad, follow_up())
    assert BOOK in text
    assert "a más tardar el 31 de diciembre de 2026" in text


def test_without_a_plan_no_workbook_is_spoken_of(leader, entidad):
    assert "libro" not in email(leader, entidad)


def test_email_lists_only_what_comes(leader, entidad):
    assert "carpeta informes" in email(leader, entidad)
    assert "carpeta informes" not in email(leader, entidad, has_reports=False)


def test_workbook_that_does_not_come_is_to_be_asked_for(leader, entidad):
    text = email(leader, entidad, follow_up(), libro="")
    assert "carpeta plan" not in text
    assert "1. Leer" in text
    assert "2. El libro de Excel del plan no viene en este envío. Pedirlo" in text


def test_email_says_which_unit_answers(leader, entidad):
    assert "- Gobierno Digital: Grupo de Datos. Apoyo: Prensa." in email(leader, entidad)


def test_nobody_in_charge_is_to_be_appointed():
    assert who_answers([profile(inputs(SCORES))]) == ["Gobierno Digital: Por designar"]


def test_email_tells_what_is_missing(leader, entidad):
    text = email(leader, entidad, missing=[Missing("Informe (PDF)", "No está.")])
    assert "Qué falta en este envío\n- Informe (PDF)." in text


def test_email_never_carries_personal_data(leader, entidad):
    typed = replace(leader, nombre="Oficina TIC ana@x.gov.co 3001234567 /home/ana/plan")
    text = email(typed, entidad)
    assert "ana@" not in text
    assert "3001234567" not in text
    assert "/home" not in text


def test_invented_data_are_marked(leader, entidad):
    real = replace(entidad, entidad=replace(entidad.entidad, es_ficticia=False))
    assert "DATOS FICTICIOS" in email(leader, entidad)
    assert "FICTICIOS" not in email(leader, real)


def test_committee_is_asked_for_the_same_decisions(entidad):
    text = committee_email(
        entidad, ["Aprobar el plan"], archivo="comite.zip", has_reports=True, missing=()
    )
    assert "1. Aprobar el plan." in text
    assert "Próxima fecha: 31 de agosto de 2026" in text


def test_actions_that_wait_are_to_be_reviewed(leader):
    waiting = follow_up((action(estado="por_aprobar"),))
    assert any("espera aprobación" in task for task in leader_tasks(leader, waiting, BOOK))
    assert not any("aprobación" in task for task in leader_tasks(leader, follow_up((WHOLE,)), BOOK))


def test_leader_of_actions_only_is_not_sent_to_read_reports(leader):
    tasks = leader_tasks(replace(leader, politicas=()), follow_up(), BOOK)
    assert tasks[0] == "Leer el resumen."


@pytest.mark.parametrize(
    ("text", "expected"),
    [("corto", "corto"), ("una palabra larga", "una palabra…"), ("x" * 30, "x" * 14 + "…")],
)
def test_long_names_are_cut(text, expected):
    assert clipped(text, 15) == expected


def test_name_of_a_unit_is_one_short_line():
    assert len(unit_name(HOSTILE)) <= 90
    assert unit_name("Oficina\nTIC") == "Oficina TIC"
