"""Cover, identity and key figures."""

from dataclasses import replace

import profile_builders as made
import pytest

from mipg_helpers.analysis.profile import Change
from mipg_helpers.presentation import cover


def facts(block):
    return dict(block["facts"])


def test_cover_identifies_the_report_for_machines():
    identity = cover.politica_cover(made.typical())["identity"]
    assert {key: identity[key] for key in identity if key != "run_id"} == {
        "informe": "politica",
        "entidad_id": "9001",
        "politica": "gobierno_digital",
        "vigencia": "2025",
        "fecha": "2026-06-24",
    }


def test_institutional_cover_has_no_politica():
    identity = cover.entidad_cover(made.entidad_profile())["identity"]
    assert (identity["informe"], identity["politica"]) == ("institucional", "")


def test_run_id_depends_on_the_content_only():
    assert cover.run_id(made.typical()) == cover.run_id(made.typical())
    assert cover.run_id(made.typical()) != cover.run_id(made.small_group())


def test_run_id_depends_on_the_version():
    method = replace(made.METHOD, version="9.9.9")
    assert cover.run_id(made.typical()) != cover.run_id(made.profile(method=method))


def test_title_promises_a_plan_only_when_there_is_one():
    assert cover.politica_cover(made.typical())["title"] == (
        "Gobierno Digital: resultados FURAG 2025 y propuesta de plan de mejoramiento"
    )
    assert cover.politica_cover(made.not_applicable())["title"] == (
        "Mejora Normativa: resultados FURAG 2025"
    )


def test_facts_name_entidad_politica_group_and_both_vigencias():
    found = facts(cover.politica_cover(made.typical()))
    assert found["Política"] == "POL07 Gobierno Digital"
    assert found["Dimensión"] == "D3 Gestión para Resultados con Valores"
    assert found["Grupo par"] == "ALCALDÍA GRUPO 4"
    assert (found["Vigencia medida"], found["Vigencia del plan"]) == ("2025", "2026")


def test_code_that_is_not_confirmed_is_not_invented():
    politica = replace(made.politica("gobierno_digital"), codigo="")
    assert facts(cover.politica_cover(made.profile(politica=politica)))["Política"] == (
        "Gobierno Digital"
    )


def test_what_the_files_do_not_bring_is_said():
    entidad = made.entidad(codigo_sigep="", grupo_par="")
    found = facts(cover.politica_cover(made.profile(entidad=entidad)))
    assert found["Código SIGEP"] == found["Grupo par"] == "no está en los archivos cargados"


def test_only_fictitious_data_carry_the_notice():
    assert cover.politica_cover(made.typical())["notice"].startswith("DATOS FICTICIOS")
    real = made.profile(entidad=made.entidad(es_ficticia=False))
    assert cover.politica_cover(real)["notice"] == ""


def test_four_key_figures():
    items = cover.politica_figures(made.typical())["items"]
    assert [(item["label"], item["value"]) for item in items] == [
        ("Puntaje oficial", "61,3"),
        ("Cambio", "+4,2"),
        ("Puesto en el grupo", "28 de 41"),
        ("Distancia a la meta", "18,7"),
    ]


@pytest.mark.parametrize(
    ("change", "value", "detail"),
    [
        (Change(2025, 2024, -3.0), "−3,0", "Bajó frente a 2024, en puntos."),
        (Change(2025, 2024, 0.01), "0", "Igual que en 2024."),
        (Change(2022, 2021, None, "no_comparable_quiebre"), "No comparable", "Frente a 2021."),
        (Change(2025, None, None, "sin_anterior"), "Sin anterior", "No hay una vigencia anterior"),
    ],
)
def test_change_figure(change, value, detail):
    figure = cover.change_figure(change)
    assert figure["value"] == value
    assert figure["detail"].startswith(detail)


@pytest.mark.parametrize(
    ("builder", "value"),
    [
        (made.single_member, "Única del grupo"),
        (made.small_group, "Grupo pequeño"),
        (made.no_peers, "Sin grupo"),
    ],
)
def test_place_that_is_not_shown_gives_its_reason(builder, value):
    assert cover.position_figure(builder().peers)["value"] == value


def test_published_percentile_takes_the_place_of_a_position():
    peers = made.peers(61.3, posicion=None, oficial=True, percentil=70.4)
    figure = cover.position_figure(peers)
    assert (figure["label"], figure["value"]) == ("Percentil oficial", "70,4")


def test_without_target_the_distance_is_to_the_mean():
    profile = made.profile(gaps=made.gaps(61.3, made.peers(61.3), meta=None))
    figure = cover.distance_figure(profile.gaps, profile.peers)
    assert figure["label"] == "Distancia al promedio"
    assert figure["detail"] == "Puntos por debajo del promedio del grupo (65,8)."


def test_distance_beyond_the_target():
    gaps = made.gaps(61.3, made.peers(61.3), meta=60.0)
    figure = cover.distance_figure(gaps, made.peers(61.3))
    assert (figure["value"], figure["detail"]) == ("1,3", "Puntos por encima de la meta (60).")


def test_no_reference_at_all():
    assert cover.distance_figure((), made.peers(61.3))["value"] == "Sin referencia"


def test_meci_entidad_shows_control_interno_instead_of_an_idi():
    items = cover.entidad_figures(made.entidad_meci())["items"]
    assert (items[0]["label"], items[0]["value"]) == ("Control Interno", "72,05")


def test_institutional_figures_count_the_urgent_politicas():
    last = cover.entidad_figures(made.entidad_profile())["items"][-1]
    assert (last["value"], last["detail"]) == ("7", "De 18 políticas evaluadas.")
