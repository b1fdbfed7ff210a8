"""The report of seguimiento: its outline in each case, its sentences, its tables."""

import re
from dataclasses import replace
from datetime import date

import pytest
from follow_up_builders import CORTES, action, actions, change, follow_up, plan
from report_builders import assert_golden, outline, report, words

from mipg_helpers.analysis.follow_up_profile import Columna, LightRule, PlanFile
from mipg_helpers.analysis.plan import CellKey
from mipg_helpers.presentation import (
    cover_follow_up,
    finding_texts,
    narrative_decisions,
    narrative_follow_up,
    narrative_running_plan,
    progress_formats,
    progress_rows,
    tables_changes,
    tables_findings,
    tables_follow_up,
)
from mipg_helpers.presentation.display_text import span_text

LINK = "https://www.villa.gov.co/2026/acta.pdf"
GAPS = """
entidad | vigencia | indice           | puntos
A       | 2025     | gobierno_digital | 60
B       | 2025     | gobierno_digital | 80
C       | 2025     | gobierno_digital | 85
A       | 2025     | transparencia    | 20
B       | 2025     | transparencia    | 90
C       | 2025     | transparencia    | 95
"""
PLAN = actions(
    f"""
id | politica | dependencia | inicio | fin | estado | avances
a1 | gobierno_digital | Sistemas | | | en_ejecucion | 2026-09-30=52,{LINK}
a2 | gobierno_digital | Sistemas | | 2026-09-15 | en_ejecucion | 2026-09-30=80,{LINK}
a3 | gobierno_digital | General | | 2026-10-20 | en_ejecucion |
a4 | gobierno_digital | General | | | terminada | 2026-09-30=100,{LINK}
a5 | gobierno_digital | Sistemas | 2026-10-15 | | por_aprobar |
a6 | integridad | Talento Humano | | | cancelada |
a7 | integridad | Talento Humano | | | en_ejecucion | 2026-09-30=10
"""
)
CHANGES = (
    change("a1", "accion", "", "Texto de a1", "2026-07-05"),
    change("a7", "accion", "", "Texto de a7", "2026-08-01"),
    change("a1", "avance", "", "52", "2026-10-02", corte="2026-09-30"),
    change("a1", "estado", "nueva", "en_ejecucion", "2026-08-02"),
    change("a1", "fecha_fin", "2026-11-30", "2026-12-31", "2026-08-02"),
)
FILES = (PlanFile("libro.xlsx", "ab" * 32, date(2026, 10, 2), "Libro de la dependencia: Sistemas"),)
CASES = {
    "comite": (PLAN, "comite"),
    "politica": (PLAN, "politica:gobierno_digital"),
    "lider": (PLAN, "lider:talento-humano"),
    "sin_plan": ((), "comite"),
    "sin_acciones": (PLAN, "politica:transparencia"),
    "sin_reportes": (actions("id | avances\na1 |\na2 |"), "comite"),
}


def made(name="comite", **changes):
    acciones, alcance = CASES[name]
    given = {
        "scores": GAPS,
        "changes": CHANGES,
        "files": FILES,
        "conflicts": (CellKey("a1", "meta"),),
    }
    return follow_up(acciones, alcance, **(given | changes))


@pytest.mark.parametrize("name", CASES)
def test_report_keeps_its_outline(name):
    assert_golden(f"esquema_seguimiento_{name}.txt", outline(report("seguimiento", made(name))))


@pytest.mark.parametrize("name", CASES)
def test_no_sentence_promises_certifies_or_calls_a_figure_official(name):
    texts = [text.casefold() for text in words(report("seguimiento", made(name)))]
    wrong = re.compile(r"certifica que|garantiza un|\bnone\b|\bnan\b|[{}]|\.\.|\S  \S")
    assert [text for text in texts if wrong.search(text) and "\n" not in text] == []


def test_summary_counts_who_did_not_report_beside_the_mean():
    (told,) = narrative_follow_up.summary(made())
    assert "llevan un avance promedio de" in told
    assert "No tienen reporte 1 de las 5 acciones que debían darlo" in told
    assert "promedio conservador" in told


def test_summary_without_reports_gives_no_mean():
    (told,) = narrative_follow_up.summary(made("sin_reportes"))
    assert "ninguna acción tiene avance reportado" in told
    assert "%" not in told


def test_summary_says_how_many_can_be_compared_with_time():
    found = follow_up(
        actions("id | inicio | avances\na1 | - | 2026-09-30=33\na2 | | 2026-09-30=51")
    )
    (told,) = narrative_follow_up.summary(found)
    assert "Solo una acción tiene fechas para comparar" in told
    assert "1 punto porcentual por encima" in told


@pytest.mark.parametrize(
    ("ends", "value", "detail"),
    [
        (["2026-12-31"], "0", "Ninguna vence en los 30 días siguientes."),
        (["2026-10-15"], "0", "Una vence en los 30 días siguientes."),
        (["2026-09-01", "2026-10-15"], "1", "Otra vence en los 30 días siguientes."),
        (
            ["2026-09-01", "2026-10-15", "2026-10-15"],
            "1",
            "Otras 2 vencen en los 30 días siguientes.",
        ),
    ],
)
def test_figure_of_overdue_actions_tells_those_that_follow(ends, value, detail):
    rows = "\n".join(f"b{i} | {end}" for i, end in enumerate(ends))
    block = cover_follow_up.follow_up_figures(follow_up(actions(f"id | fin\n{rows}")))
    item = block["items"][-1]
    assert (item["value"], item["detail"]) == (value, detail)


def test_rule_of_the_light_is_printed_with_its_thresholds():
    rule = LightRule(-5, -20.5, 30)
    told = progress_formats.light_rule(rule)
    assert "no es oficial" in told
    assert "−5 puntos porcentuales" in told
    assert "−20,5" in told


def test_lights_are_counted_in_words():
    assert narrative_follow_up.lights(made())[0] == (
        "Acciones por semáforo: verde, 2; rojo, 2; sin reporte, 1; sin iniciar, 1; no cuenta, 1."
    )


def test_decisions_name_what_the_cut_off_left_open():
    told = narrative_decisions.decisions(made())
    starts = [sentence.split(" ")[0] for sentence in told]
    assert starts == ["Decidir", "Pedir", "Aprobar", "Incluir", "Decidir", "Pedir", "Reportar"]
    assert "General (1)" in told[1]
    assert "Transparencia" in told[3]
    assert "31 de diciembre de 2026" in told[-1]


def test_decisions_of_one_politica_do_not_repeat_its_name():
    told = narrative_decisions.decisions(made("politica"))
    assert not [sentence for sentence in told if "Gobierno Digital" in sentence]


def test_without_debts_nothing_is_to_decide():
    (item,) = actions(f"id | avances\na1 | 2026-12-31=100,{LINK}")
    found = follow_up((item,), corte="2026-12-31")
    assert narrative_decisions.decisions(found) == []


def test_changes_are_told_by_action_with_names_of_columns_and_values():
    table = tables_changes.changes_table(made())
    (row,) = [[span_text(cell) for cell in row] for row in table["rows"]]
    assert row[1] == (
        "Fin: 30/11/2026 → 31/12/2026. Estado: Nueva → En ejecución. "
        "Avance (%) al 30/09/2026: vacío → 52\u00a0%."
    )
    assert row[2] == "Libro de la dependencia: Sistemas (02/08/2026, 02/10/2026)"


def test_new_actions_are_counted():
    told = narrative_follow_up.changes(made())
    assert told.startswith("Cambiaron 3 celdas de una acción")
    assert told.endswith("es su primer corte. Hay 1 acción nueva.")


@pytest.mark.parametrize(
    ("column", "text", "shown"),
    [
        (Columna("x", "X", "fecha"), "2026-09-30", "30/09/2026"),
        (Columna("x", "X", "porcentaje"), "45.5", "45,5\u00a0%"),
        (Columna("x", "X", "lista", (("si", "Sí"),)), "si", "Sí"),
        (Columna("x", "X", "texto"), "javascript:alert(1)", "«(enlace inseguro)»"),
        (Columna("x", "X", "identificadores"), "a|b", "2 identificadores"),
        (Columna("x", "X", "texto"), "", "vacío"),
    ],
)
def test_values_of_cells_are_written_for_people(column, text, shown):
    assert progress_formats.cell_value(column, text) == shown


def test_equal_findings_share_a_row_that_names_each_action():
    found = made(scores=GAPS)
    table = tables_findings.evidence_table(found)
    (row,) = [r for r in table["rows"] if "misma evidencia" in span_text(r[0])]
    assert span_text(row[1]) == "3"
    assert all(name in span_text(row[2]) for name in ("a1", "a2", "a4"))


def test_every_rule_has_its_words():
    from typing import get_args

    from mipg_helpers.analysis.follow_up_profile import Regla

    assert set(finding_texts.WORDS) == set(get_args(Regla))


def test_finding_names_the_column_and_who_asks_for_it():
    (finding,) = follow_up((action(metodo_causa="", fecha_inicio=date(2026, 11, 1)),)).calidad
    found = follow_up((action(metodo_causa=""),))
    column = found.columna(finding.campo)
    assert "columna «Método de análisis de causa»" in finding_texts.what_was_found(finding, column)
    assert "FURAG CIN250" in finding_texts.what_to_do(finding)


def test_missing_owner_is_asked_for_by_furag():
    found = follow_up((action(responsable="", dependencia="", fecha_inicio=date(2026, 11, 1)),))
    (finding,) = found.calidad
    assert "FURAG SYE201" in finding_texts.what_to_do(finding)


def test_tables_of_a_committee_are_cut_and_say_so():
    many = actions("id | fin\n" + "\n".join(f"b{i:02d} | 2026-09-01" for i in range(30)))
    table = tables_follow_up.late_table(follow_up(many))
    assert len(table["rows"]) == 12
    assert "18 filas más" in table["note"]


def test_groups_of_one_are_no_table():
    found = made("politica")
    assert tables_follow_up.groups_table(found.politicas, "Política", found) is None
    assert tables_follow_up.groups_table(found.dependencias, "Dependencia", found) is not None


def test_chart_goes_by_politica_when_actions_are_many():
    names = ("integridad", "compras")
    rows = "\n".join(f"{p}{i} | {p}" for i in range(15) for p in names)
    many = actions(f"id | politica\n{rows}")
    assert not progress_rows.is_by_action(follow_up(many))
    assert progress_rows.is_by_action(made())


def test_rows_of_the_chart_carry_the_number_of_the_table():
    found = made("politica")
    rows = progress_rows.progress_rows(found)
    table = tables_follow_up.actions_table(found)
    first = [span_text(row[0]).split(".")[0] for row in table["rows"]]
    assert [row.name.split(".")[0] for row in rows] == first


def summary_of(acciones, politica="gobierno_digital"):
    from follow_up_builders import LIGHT

    from mipg_helpers.analysis.follow_up import summarise_plan
    from mipg_helpers.reference import load_catalog

    return summarise_plan(
        plan(acciones, CORTES), politica=politica, vigencia=2025, catalog=load_catalog(),
        light=LIGHT, fecha_informe=date(2026, 10, 5),
    )  # fmt: skip


def test_running_plan_says_how_each_text_stands():
    told = narrative_running_plan.states_of_texts(summary_of(PLAN[:1]))
    assert told == {"r1": "En el plan: acción en ejecución, 52\u00a0% al 30/09/2026."}
    assert narrative_running_plan.states_of_texts(None) == {}


def test_running_plan_of_actions_without_report():
    told = narrative_running_plan.running_plan(summary_of(PLAN[2:3]))
    assert "Ninguna tiene avance reportado" in told[0]


def test_running_plan_counts_apart_the_actions_of_other_politicas():
    other = replace(PLAN[6], otras_politicas=("gobierno_digital",))
    told = narrative_running_plan.running_plan(summary_of((*PLAN[:2], other)))
    assert "tiene 2 acciones de esta política" in told[0]
    assert "1 acción de otras políticas" in told[0]


def test_committee_reads_one_by_one_only_the_changes_it_decides_about():
    causes = change("a1", "causa", "", "No había", "2026-08-02")
    cells = {}
    for name in ("comite", "politica"):
        table = tables_changes.changes_table(made(name, changes=(*CHANGES, causes)))
        cells[name] = span_text(table["rows"][-1][1])
    assert "Causa:" in cells["politica"]
    assert "Causa:" not in cells["comite"]
    assert "1 celda más de texto" in cells["comite"]


def test_many_findings_are_counted_by_politica_where_actions_have_no_number():
    rows = "\n".join(f"b{i:02d} | integridad | -" for i in range(25))
    many = actions(f"id | politica | causa\n{rows}\nc1 | compras | -")
    table = tables_findings.quality_table(follow_up(many))
    (row,) = [row for row in table["rows"] if "No dice la causa" in span_text(row[0])]
    assert "Integridad, 25" in span_text(row[2])


def test_proposals_that_are_in_the_running_plan_are_not_proposed_again():
    from profile_builders import PROFILES

    profile = PROFILES["typical"]()
    first = profile.acciones[0]
    running = summary_of((replace(PLAN[0], accion_id=first.accion_id, recomendacion_ids=()),))
    assert narrative_running_plan.pending(profile) is profile
    left = narrative_running_plan.pending(replace(profile, plan=running)).acciones
    assert left == profile.acciones[1:]


def test_running_plan_stands_in_the_report_of_its_politica_only():
    from profile_builders import PROFILES

    profile = PROFILES["typical"]()
    with_plan = replace(profile, plan=summary_of(PLAN[:2]))
    without, beside = (words(report("politica", one)) for one in (profile, with_plan))
    assert not [text for text in without if "plan de 2026 tiene" in text]
    assert [text for text in beside if "El plan de 2026 tiene 2 acciones" in text]
