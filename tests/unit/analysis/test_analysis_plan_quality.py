"""What a plan lacks, of what FURAG asks and of common sense."""

from datetime import date

import pytest
from follow_up_builders import WHOLE, action, actions, follow_up, rules_found

GAPS = """
entidad | vigencia | indice           | puntos
A       | 2025     | gobierno_digital | 60
B       | 2025     | gobierno_digital | 60
C       | 2025     | gobierno_digital | 60
A       | 2025     | integridad       | 20
B       | 2025     | integridad       | 90
C       | 2025     | integridad       | 95
A       | 2025     | transparencia    | 84
B       | 2025     | transparencia    | 90
C       | 2025     | transparencia    | 95
"""
REPORTED = "2026-09-30=50,https://x.gov.co/a.pdf"


def quality(accion, **changes):
    return follow_up((accion,), **changes).calidad


def good(**changes):
    return action(avances=actions(f"id | avances\na | {REPORTED}")[0].avances, **changes)


def told(accion, **changes):
    return [(f.regla, f.campo) for f in quality(accion, **changes)]


def test_whole_action_has_no_finding():
    assert told(good()) == []


@pytest.mark.parametrize("campo", ["accion", "producto", "indicador", "fecha_inicio", "fecha_fin"])
def test_missing_column_is_named(campo):
    empty = None if campo.startswith("fecha") else ""
    assert ("falta_campo", campo) in told(good(**{campo: empty}))


def test_owner_is_missing_only_without_post_and_unit():
    assert told(good(responsable="")) == []
    assert told(good(responsable="", dependencia="")) == [("falta_campo", "responsable")]


def test_end_before_start():
    changed = good(fecha_inicio=date(2026, 8, 1), fecha_fin=date(2026, 7, 1))
    assert ("fin_antes_de_inicio", "fecha_fin") in told(changed)


def test_date_outside_the_year_of_the_plan_is_quoted():
    (finding,) = quality(good(fecha_fin=date(2027, 1, 31)))
    assert (finding.regla, finding.valor) == ("fuera_de_vigencia", "2027-01-31")


@pytest.mark.parametrize("campo", ["unidad", "meta", "linea_base", "formula"])
def test_sheet_of_the_indicator(campo):
    assert told(good(**{campo: ""})) == [(f"indicador_sin_{campo}", campo)]


def test_without_indicator_its_sheet_is_not_asked_for():
    assert told(good(indicador="", unidad="", meta="")) == [("falta_campo", "indicador")]


@pytest.mark.parametrize(
    ("regla", "campo"),
    [
        ("sin_metodo_causa", "metodo_causa"),
        ("sin_causa", "causa"),
        ("sin_criterio_eficacia", "criterio_eficacia"),
    ],
)
def test_what_furag_asks_of_improvement_plans_only(regla, campo):
    assert told(good(**{campo: ""})) == [(regla, campo)]
    assert told(good(**{campo: "", "tipo_plan": "decreto_612"})) == []


def test_action_without_recommendation_finding_or_question():
    assert told(good(recomendacion_ids=())) == [("sin_origen", "recomendacion_ids")]
    assert told(good(recomendacion_ids=(), codigo_pregunta="GDI252")) == []
    assert told(good(recomendacion_ids=(), hallazgo="No se publica")) == []


def test_finished_action_needs_progress_evidence_and_verification():
    assert told(action(estado="terminada")) == [
        ("sin_verificacion", "eficacia"),
        ("terminada_sin_avance", "avance"),
        ("terminada_sin_evidencia", "evidencia"),
        ("sin_seguimiento", "avance"),
    ]


def test_complete_action_that_is_still_open():
    (item,) = actions("id | avances\na | 2026-09-30=100,https://x.gov.co/a.pdf")
    assert told(item) == [("completa_sin_terminar", "estado")]


def test_progress_that_falls_is_told_at_its_cut_off():
    (item,) = actions("id | avances\na | 2026-06-30=60 2026-09-30=40 2026-12-31=50")
    falls = [f for f in quality(item, corte="2026-12-31") if f.regla == "avance_baja"]
    assert [(str(f.corte), f.valor) for f in falls] == [("2026-09-30", "40")]


def test_progress_over_a_hundred_is_told():
    (item,) = actions("id | avances\na | 2026-09-30=130,https://x.gov.co/a.pdf")
    assert ("avance_mayor_100", "avance") in told(item)


@pytest.mark.parametrize("estado", ["rechazada", "cancelada"])
def test_rejected_action_needs_a_reason_and_nothing_else(estado):
    assert told(good(estado=estado, accion="")) == [("sin_motivo", "motivo_estado")]
    assert told(good(estado=estado, motivo_estado="Se unió a otra")) == []


def test_repeated_text_is_told_once_with_the_others():
    first, second = good(), good()
    found = follow_up(
        (first, action("a2", avances=second.avances, accion="publicar EL inventario de datos."))
    ).calidad
    assert [(f.regla, f.accion_id, f.otras) for f in found] == [("texto_repetido", "a1", ("a2",))]


def weights(*pesos):
    rows = "\n".join(f"a{i} | {peso} | {REPORTED}" for i, peso in enumerate(pesos))
    found = follow_up(actions(f"id | peso | avances\n{rows}")).calidad
    return [f for f in found if f.regla.startswith("pesos")]


def test_weights_of_some_actions_only():
    (finding,) = weights(50, "", "")
    assert (finding.regla, finding.accion_id, finding.otras) == ("pesos_incompletos", "a1", ("a2",))


def test_weights_that_do_not_add_up():
    (finding,) = weights(50, 30)
    assert (finding.regla, finding.valor, finding.accion_id) == ("pesos_no_suman", "80", "")


def test_weights_that_add_up_but_for_rounding():
    assert weights("33,3", "33,3", "33,3") == []


def test_politica_nobody_reported_about():
    assert rules_found(quality(WHOLE)) == ["sin_seguimiento"]
    assert rules_found(quality(action(fecha_inicio=date(2026, 11, 1)))) == []


def test_gap_without_action_and_the_urgent_one():
    found = follow_up((good(),), scores=GAPS).calidad
    gaps = [(f.regla, f.politica) for f in found if f.regla.endswith("_accion")]
    assert gaps == [
        ("prioridad_alta_sin_accion", "integridad"),
        ("brecha_sin_accion", "transparencia"),
    ]


def test_action_that_serves_another_politica_answers_its_gap():
    serving = good(otras_politicas=("integridad", "transparencia"))
    assert rules_found(follow_up((serving,), scores=GAPS).calidad) == []


def test_gaps_of_other_politicas_do_not_concern_the_report_of_one():
    found = follow_up((good(),), "politica:gobierno_digital", scores=GAPS).calidad
    assert rules_found(found) == []
