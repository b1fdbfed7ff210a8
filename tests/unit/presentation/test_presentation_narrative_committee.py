"""The decisions proposed to the committee."""

from dataclasses import replace

import profile_builders as made

from mipg_helpers.presentation import narrative_committee as said


def leveled(level):
    profile = made.entidad_profile()
    rows = [replace(row, priority=replace(row.priority, nivel="baja")) for row in profile.politicas]
    rows[1] = replace(rows[1], priority=replace(rows[1].priority, nivel=level))
    return replace(profile, politicas=tuple(rows))


def test_plans_of_high_priority_come_first_most_urgent_first():
    first = said.decisions(made.entidad_profile())[0]
    assert first.startswith(
        "Aprobar los planes de mejoramiento de 2026 de las 7 políticas de prioridad alta: Gestión "
        "de la Información Estadística;"
    )


def test_without_high_priority_those_of_medium_are_proposed():
    assert said.decisions(leveled("media"))[0] == (
        "Aprobar el plan de mejoramiento de 2026 de la política de prioridad media: Integridad."
    )


def test_without_proposed_actions_a_plan_is_to_be_written_first():
    profile = replace(leveled("media"), acciones_prioritarias=())
    assert said.decisions(profile)[0].startswith("Formular el plan de mejoramiento de 2026")


def test_nothing_urgent_proposes_no_plan():
    assert not any("Aprobar" in text for text in said.decisions(leveled("baja")))


def test_politicas_without_owner_are_named():
    assert (
        "Designar la dependencia responsable de la política que no lo tiene: Gestión de la "
        "Información Estadística."
    ) in said.decisions(made.entidad_profile())


def test_without_a_table_of_owners_they_are_to_be_confirmed():
    profile = made.entidad_profile()
    nobody = tuple(replace(row, lider="", responsable="") for row in profile.politicas)
    told = said.decisions(replace(profile, politicas=nobody))
    assert any(text.startswith("Confirmar la dependencia responsable") for text in told)
    assert not any("Designar" in text for text in told)


def test_everybody_has_an_owner():
    profile = made.entidad_profile(politicas_sin_responsable=())
    assert not any("Designar" in text for text in said.decisions(profile))


def test_politicas_without_target_are_named():
    profile = made.entidad_profile()
    rows = list(profile.politicas)
    gaps = (made.gap("meta", None, 71.2, "sin_meta"), *rows[0].gaps[1:])
    rows[0] = replace(rows[0], gaps=gaps)
    assert (
        "Fijar una meta para la política que no la tiene: Gestión Estratégica del Talento Humano."
    ) in said.decisions(replace(profile, politicas=tuple(rows)))


def test_no_target_at_all_is_one_decision():
    profile = made.entidad_profile()
    rows = tuple(replace(row, gaps=row.gaps[1:]) for row in profile.politicas)
    assert any(
        text.startswith("Fijar una meta para cada política")
        for text in said.decisions(replace(profile, politicas=rows))
    )


def test_follow_up_names_the_next_date():
    assert said.decisions(made.entidad_profile())[-1].endswith("es el 30 de junio de 2026.")
    assert said.decisions(made.entidad_profile(deadlines=()))[-1] == (
        "Acordar las fechas de seguimiento de los planes de mejoramiento."
    )
