"""The preparation of an entidad: scopes, units, what does not apply."""

import pytest
import readiness_builders as made

from mipg_helpers.errors import ParameterError, ReferenceDataError

FORM = """
código | tipo
GTH201 | múltiple
CIN201 | múltiple
EMI08  | múltiple
INT201 | múltiple
"""
OPTIONS = """
código | n | clase    | marcada
GTH201 | 1 | positiva | x
CIN201 | 1 | positiva | x
EMI08  | 1 | positiva |
INT201 | 1 | positiva |
"""


def build(**changes):
    return made.build(FORM, OPTIONS, **changes)


def codes(profile):
    return [item.codigo_pregunta for item in profile.preguntas]


def test_preguntas_follow_the_official_order_of_their_politicas():
    assert codes(build()) == ["GTH201", "INT201", "CIN201", "EMI08"]


def test_module_of_no_politica_is_a_group_of_its_own():
    assert [group.clave for group in build().politicas][-1] == ""


def test_politica_without_preguntas_is_named():
    assert "Mejora Normativa" in build().politicas_sin_preguntas


def test_report_of_a_politica_holds_its_preguntas_only():
    profile = build(politica="integridad")
    assert (codes(profile), profile.nombre_politica) == (["INT201"], "Integridad")
    assert (profile.n_banco, profile.politicas_sin_preguntas) == (4, ())


def test_unknown_politica_is_refused():
    with pytest.raises(ReferenceDataError, match="integrida"):
        build(politica="integrida")


def test_pregunta_goes_to_the_unit_of_its_politica():
    assert made.of_code(build(), "CIN201").unidad == "Oficina de Control"


def test_pregunta_of_no_politica_has_no_unit():
    assert made.of_code(build(), "EMI08").unidad == ""
    assert build().unidades[-1].clave == ""


def test_unit_that_a_person_assigned_wins():
    given = made.inputs(FORM, OPTIONS, asignaciones={"EMI08": "Ambiente", "CIN201": "Ambiente"})
    assert codes(made.profile_of(given, unidad="ambiente")) == ["CIN201", "EMI08"]


def test_unit_has_the_name_that_a_person_gave_it():
    given = made.inputs(FORM, OPTIONS, unit=lambda name: name.replace("Oficina de", "OF."))
    assert made.of_code(made.profile_of(given), "CIN201").unidad == "OF. Control"


def test_report_of_a_unit_bears_its_whole_name():
    profile = build(unidad="talento-humano")
    assert (profile.unidad, codes(profile)) == ("Talento Humano", ["GTH201", "INT201"])


def test_unit_without_preguntas_is_refused_with_those_there_are():
    with pytest.raises(ParameterError, match="Oficina de Control"):
        build(unidad="Almacén")


def test_meci_form_asks_for_control_interno_only():
    profile = build(meci=True)
    assert (codes(profile), profile.n_fuera_de_meci) == (["CIN201"], 3)
    assert "solo_meci" in profile.supuestos


def test_without_a_bank_there_is_nothing_but_a_profile():
    profile = made.build("código", "código | n | clase")
    assert (profile.hay_banco, profile.preguntas, profile.politicas) == (False, (), ())
    assert profile.politicas_sin_preguntas == ()


def test_without_answers_everything_waits():
    profile = made.build(FORM, OPTIONS.replace("x", ""))
    assert (profile.tiene_respuestas, profile.total.n_sin_responder) == (False, 4)
    assert (profile.total.cobertura_pct, profile.acciones) == (None, ())


def test_answers_of_another_entidad_are_not_looked_at():
    given = made.inputs(FORM, OPTIONS)
    other = given.respuestas.assign(entidad_id="0002")
    profile = made.profile_of(made.inputs(FORM, OPTIONS, respuestas=other))
    assert not profile.tiene_respuestas


def test_code_that_the_bank_does_not_have_is_found():
    profile = build(others="código | respuesta\nZZZ999 | Sí")
    assert [(one.regla, one.codigo_pregunta) for one in profile.hallazgos] == [
        ("codigo_sin_banco", "ZZZ999")
    ]


def test_answer_that_is_no_option_is_quoted_without_personal_data():
    profile = build(others="código | respuesta\nINT201 | Lo sabe ana@ejemplo.co")
    assert [one.valor for one in profile.hallazgos] == ["Lo sabe (dato personal)"]


def test_number_asked_for_is_no_answer_out_of_place():
    profile = made.build(
        "código | tipo\nTRA207 | numérica",
        "código | n | clase",
        others="código | respuesta\nTRA207 | 3",
    )
    assert (made.of_code(profile, "TRA207").sin_opcion, profile.hallazgos) == ((), ())


def test_contradiction_and_double_answers_are_to_be_mended():
    options = """
    código | n | opción | clase | marcada
    GTH201 | 1 | Plan | positiva | x
    GTH201 | 2 | Ninguna | negativa | x
    INT201 | 1 | Sí | positiva | x
    INT201 | 2 | En parte | parcial | x
    """
    profile = made.build("código | tipo\nGTH201 | múltiple\nINT201 | única", options)
    assert [(one.regla, one.valor) for one in profile.hallazgos] == [
        ("contradiccion", "Plan / Ninguna"),
        ("varias_en_unica", "Sí / En parte"),
    ]


def test_assumptions_name_what_the_reader_must_know():
    options = OPTIONS + "INT201 | 2 | parcial | x\n"
    form = FORM.replace("GTH201 | múltiple", "GTH201 | múltiple | sí").replace(
        "código | tipo", "código | tipo | cortada"
    )
    assert made.build(form, options).supuestos == (
        "solo_respondidas",
        "opciones_conocidas",
        "parcial_no_cuenta",
        "evidencia_por_texto",
    )


def test_bank_that_says_which_demand_evidence_decides():
    form = "código | tipo | evidencia\nGTH200 | única | no"
    options = (
        "código | n | opción | clase | marcada\n"
        "GTH200 | 1 | Sí, y cuenta con las evidencias | positiva | x"
    )
    profile = made.build(form, options)
    assert not profile.preguntas[0].exige_evidencia
    assert "evidencia_por_texto" not in profile.supuestos


def test_same_data_give_the_same_profile():
    assert build() == build()
