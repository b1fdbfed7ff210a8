"""Progress of actions and of groups: who counts, by how much, against what."""

from datetime import date

import pytest
from follow_up_builders import actions, follow_up, plan

from mipg_helpers.analysis.plan_cuts import cut_at, cut_offs, expected_pct, latest_cut_off

JULY_1, SEP_30 = date(2026, 7, 1), date(2026, 9, 30)


def one(text, **changes):
    return follow_up(actions(text), **changes).acciones[0]


def total(text, **changes):
    return follow_up(actions(text), **changes).total


@pytest.mark.parametrize(
    ("inicio", "fin", "expected"),
    [
        (date(2026, 10, 1), date(2026, 12, 31), 0.0),
        (JULY_1, SEP_30, 100.0),
        (JULY_1, date(2026, 8, 1), 100.0),
        (date(2026, 9, 30), date(2026, 10, 1), 50.0),
        (None, SEP_30, None),
        (JULY_1, None, None),
        (SEP_30, JULY_1, None),
    ],
)
def test_expected_progress_is_the_share_of_days_that_passed(inicio, fin, expected):
    assert expected_pct(inicio, fin, SEP_30) == expected


def test_report_of_an_earlier_cut_off_is_not_this_one():
    item = one("id | avances\na1 | 2026-09-30=40", corte="2026-12-31")
    assert (item.avance_pct, item.anterior_pct, item.luz) == (None, 40, "sin_reporte")
    assert item.sin_reporte


def test_finished_action_need_not_report_again():
    item = one("id | estado | avances\na1 | terminada | 2026-09-30=100", corte="2026-12-31")
    assert (item.avance_pct, item.luz) == (100, "verde")


def test_missing_report_is_no_zero():
    found = total("id | avances\na1 | 2026-09-30=40\na2 |")
    assert (found.avance_pct, found.n_reportadas, found.n_sin_reporte) == (40, 1, 1)


def test_conservative_figure_counts_what_is_missing_as_nothing():
    assert total("id | avances\na1 | 2026-09-30=40\na2 |").conservador_pct == 20


def test_nothing_reported_has_no_progress_at_all():
    found = total("id | avances\na1 |")
    assert (found.avance_pct, found.esperado_pct, found.luz) == (None, None, "sin_reporte")
    assert found.conservador_pct == 0


def test_action_that_starts_later_owes_no_report():
    item = one("id | inicio | avances\na1 | 2026-10-01 |")
    assert (item.es_exigible, item.sin_reporte, item.luz) == (False, False, "sin_iniciar")


def test_progress_over_a_hundred_counts_as_a_hundred_and_is_kept_as_read():
    item = one("id | avances\na1 | 2026-09-30=120")
    assert (item.avance_pct, item.leido_pct) == (100, 120)


def test_rejected_and_cancelled_actions_do_not_count():
    found = total(
        "id | estado | avances\na1 | rechazada | 2026-09-30=90\na2 | cancelada |\n"
        "a3 | en_ejecucion | 2026-09-30=10"
    )
    assert (found.n_acciones, found.n_cuentan, found.avance_pct) == (3, 1, 10)


def test_weights_need_all_the_actions_of_the_politica():
    with_all = "id | peso | avances\na1 | 75 | 2026-09-30=100\na2 | 25 | 2026-09-30=0"
    found = total(with_all)
    assert (found.avance_pct, found.con_pesos) == (75, True)
    found = total(with_all.replace("| 25 |", "|  |"))
    assert (found.avance_pct, found.con_pesos) == (50, False)


def test_weight_of_a_cancelled_action_is_shared_by_the_others():
    found = total(
        "id | peso | estado | avances\na1 | 40 | en_ejecucion | 2026-09-30=50\n"
        "a2 | 40 | en_ejecucion | 2026-09-30=0\na3 | 20 | cancelada |"
    )
    assert found.avance_pct == 25


def test_weights_that_add_up_to_nothing_are_not_used():
    found = total("id | peso | avances\na1 | 0 | 2026-09-30=50\na2 | 0 | 2026-09-30=0")
    assert (found.avance_pct, found.con_pesos) == (25, False)


def test_politica_counts_by_its_number_of_actions():
    found = total(
        "id | politica | peso | avances\na1 | integridad | 90 | 2026-09-30=0\n"
        "a2 | integridad | 10 | 2026-09-30=0\na3 | gobierno_digital | | 2026-09-30=90"
    )
    assert found.avance_pct == pytest.approx(30)


def test_difference_compares_the_same_actions():
    found = total("id | inicio | fin | avances\na1 | - | - | 2026-09-30=10\na2 | | | 2026-09-30=40")
    assert (found.n_comparables, found.avance_pct) == (1, 25)
    assert found.diferencia_puntos == pytest.approx(40 - 50)


@pytest.mark.parametrize(
    ("percent", "luz"),
    [("40", "verde"), ("39,9", "amarillo"), ("25", "amarillo"), ("24,9", "rojo")],
)
def test_traffic_light_follows_the_thresholds(percent, luz):
    assert one(f"id | avances\na1 | 2026-09-30={percent}").luz == luz


def test_overdue_action_is_red_even_when_it_is_near():
    item = one("id | fin | avances\na1 | 2026-09-29 | 2026-09-30=95")
    assert (item.es_vencida, item.luz, item.dias_para_fin) == (True, "rojo", -1)


def test_action_that_ends_at_the_cut_off_is_due_and_not_overdue():
    item = one("id | fin | avances\na1 | 2026-09-30 | 2026-09-30=95")
    assert (item.es_vencida, item.es_por_vencer) == (False, True)


@pytest.mark.parametrize(("fin", "due"), [("2026-10-30", True), ("2026-10-31", False)])
def test_due_soon_is_within_the_days_of_the_rule(fin, due):
    assert one(f"id | fin | avances\na1 | {fin} | 2026-09-30=50").es_por_vencer is due


def test_complete_action_is_neither_overdue_nor_due():
    item = one("id | fin | avances\na1 | 2026-09-01 | 2026-09-30=100")
    assert (item.es_vencida, item.es_por_vencer) == (False, False)


def test_progress_without_dates_cannot_be_judged():
    item = one("id | inicio | avances\na1 | - | 2026-09-30=50")
    assert (item.esperado_pct, item.luz) == (None, "sin_fechas")


def test_progress_without_evidence_is_seen_and_none_at_all_is_not():
    assert one("id | avances\na1 | 2026-09-30=50").sin_evidencia
    assert not one("id | avances\na1 | 2026-09-30=50,https://x.gov.co/a.pdf").sin_evidencia
    assert not one("id | avances\na1 | 2026-09-30=0").sin_evidencia


def test_cut_offs_are_those_of_the_plan_and_those_reported():
    found = plan(actions("id | avances\na1 | 2026-08-31=5"))
    assert [str(day) for day in cut_offs(found)] == ["2026-08-31", "2026-09-30", "2026-12-31"]


@pytest.mark.parametrize(
    ("avances", "today", "expected"),
    [
        ("2026-09-30=5", date(2027, 1, 1), "2026-09-30"),
        ("", date(2026, 10, 5), "2026-09-30"),
        ("", date(2026, 7, 5), "2026-09-30"),
        ("", date(2027, 7, 5), "2026-12-31"),
        ("2026-12-31=", date(2026, 7, 5), "2026-09-30"),
    ],
)
def test_usual_cut_off_is_the_last_with_progress(avances, today, expected):
    found = plan(actions(f"id | avances\na1 | {avances}"))
    assert str(latest_cut_off(found, today)) == expected


def test_plan_without_any_cut_off_has_none():
    assert latest_cut_off(plan((), ()), SEP_30) is None


def test_cut_off_knows_the_one_before():
    assert cut_at([JULY_1, SEP_30], SEP_30, None).anterior == JULY_1
    assert cut_at([SEP_30], SEP_30, None).anterior is None
