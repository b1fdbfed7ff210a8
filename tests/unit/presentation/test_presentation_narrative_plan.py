"""Paragraphs about recommendations, actions and who is in charge."""

from dataclasses import replace

import profile_builders as made
import pytest
from profile_builders import RESPONSABLES

from mipg_helpers.presentation import narrative_plan as said

NOBODY = replace(RESPONSABLES, lider="", responsable="", apoyo="", delegado_cargo="")


def test_repeats_are_counted_once_and_said():
    (paragraph,) = said.recommendations(made.typical())
    assert "hizo 3 recomendaciones distintas" in paragraph
    assert "El archivo trae 6 filas" in paragraph


def test_without_repeats_nothing_is_said_of_them():
    profile = replace(made.typical(), n_recomendaciones_leidas=3)
    assert "filas" not in said.recommendations(profile)[0]


def test_one_recommendation_is_singular():
    profile = made.typical()
    one = replace(profile, recomendaciones=profile.recomendaciones[:1], n_recomendaciones_leidas=1)
    assert "hizo una recomendación a la entidad" in said.recommendations(one)[0]


def test_missing_file_is_not_taken_for_no_recommendations():
    profile = made.all_hundred()
    assert said.no_recommendations(profile).endswith("no trae ninguna para esta política.")
    assert said.no_recommendations(replace(profile, sources=())) == (
        "No se cargó el archivo de recomendaciones de la entidad para 2025."
    )


def test_plan_is_a_proposal_and_promises_nothing():
    lead, limits = said.plan(made.typical())
    assert "del 15 de julio de 2026 al 30 de noviembre de 2026" in lead
    assert limits == f"{said.PROPOSAL} {said.NO_PROMISE}"
    assert "no garantiza un puntaje mayor" in limits


def test_actions_without_owner_are_pointed_at():
    profile = made.typical()
    acciones = tuple(replace(accion, responsable="") for accion in profile.acciones)
    assert "necesitan uno antes de aprobar" in said.plan(replace(profile, acciones=acciones))[0]


@pytest.mark.parametrize(
    ("builder", "reason"),
    [
        (made.meci_other, "esta política no se le evalúa a la entidad"),
        (made.not_applicable, "esta política no aplica a la entidad"),
        (made.all_hundred, "sin recomendaciones oficiales cargadas"),
    ],
)
def test_no_plan_says_why(builder, reason):
    assert reason in said.plan(builder())[0]


def test_politica_without_owner_is_a_warning():
    profile = replace(made.typical(), responsables=NOBODY)
    assert "Conviene que el comité la designe" in said.no_owner(profile)


@pytest.mark.parametrize("builder", [made.meci_other, made.not_applicable])
def test_nobody_must_own_what_is_not_assessed(builder):
    assert said.no_owner(replace(builder(), responsables=NOBODY)) == ""


def test_leader_alone_is_somebody():
    leader = replace(NOBODY, lider="Secretaría de Planeación")
    assert said.no_owner(replace(made.typical(), responsables=leader)) == ""


def test_who_answers_is_the_responsable_else_the_leader():
    leader = replace(NOBODY, lider="Secretaría de Planeación")
    assert said.who_and_when(made.typical()).startswith("Responde por la política: Oficina de Sis")
    assert said.who_and_when(replace(made.typical(), responsables=leader)).startswith(
        "Responde por la política: Secretaría de Planeación."
    )


def test_unknown_owner_tells_a_missing_table_from_a_missing_name():
    profile = replace(made.all_hundred(), responsables=NOBODY)
    assert said.who_and_when(profile) == "No se cargó una tabla de responsables."
    table = replace(profile.sources[0], tipo="responsables")
    assert said.who_and_when(replace(profile, sources=(table,))) == (
        "La tabla de responsables no nombra a nadie para esta política."
    )


def test_inherited_owner_must_be_confirmed():
    inherited = replace(RESPONSABLES, es_heredado=True)
    profile = replace(made.typical(), responsables=inherited)
    assert said.inherited_owner(profile).endswith("confírmelo.")
    assert said.inherited_owner(made.typical()) == ""
