from dataclasses import fields
from datetime import date

import pytest
from analysis_builders import TODAY, entidad_profile, inputs, profile, rule
from pandas.testing import assert_frame_equal

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import load_catalog

SCORES = """
entidad | vigencia | indice           | puntos
A       | 2024     | gobierno_digital | 55
A       | 2025     | idi              | 61.3
A       | 2025     | gobierno_digital | 50
A       | 2025     | i11              | 40
A       | 2025     | i12              | 88
B       | 2024     | gobierno_digital | 65
B       | 2025     | idi              | 70
B       | 2025     | gobierno_digital | 80
B       | 2025     | i11              | 90
B       | 2025     | i12              | 80
C       | 2024     | gobierno_digital | 60
C       | 2025     | gobierno_digital | 90
C       | 2025     | i11              | 70
C       | 2025     | i12              | 84
"""
TABLES = {
    "recomendaciones": """
        entidad | vigencia | politica         | texto
        A       | 2025     | gobierno_digital | Publicar los datos
        A       | 2025     | transparencia    | Publicar los datos
        A       | 2025     | transparencia    | Actualizar el índice
        B       | 2025     | gobierno_digital | De otra entidad
    """,
    "responsables": """
        entidad | vigencia | politica         | lider    | responsable
        A       | 2025     | gobierno_digital | Alcaldía | Archivo
        A       | 2026     | gobierno_digital | Alcaldía | Sistemas
    """,
    "metas": "entidad | vigencia | indice | meta\nA | 2025 | gobierno_digital | 75",
}


@pytest.fixture
def data():
    return inputs(SCORES, **TABLES)


def test_profile_says_everything_of_the_politica(data):
    found = profile(data)
    assert (found.entidad.entidad_id, found.vigencia, found.vigencia_plan) == ("A", 2025, 2026)
    assert (found.politica.codigo, found.case, found.score.puntos) == ("POL07", "evaluada", 50)
    assert found.peers.media_puntos == pytest.approx(220 / 3)
    assert [gap.brecha_puntos for gap in found.gaps] == [25, pytest.approx(70 / 3), 40, 5]
    assert found.trend.change.cambio_puntos == -5
    assert found.responsables.responsable == "Sistemas"
    assert [group.texto for group in found.recomendaciones] == ["Publicar los datos"]
    assert found.acciones[0].responsable == "Sistemas"


def test_trend_has_the_group_of_each_vigencia(data):
    means = [(point.media_grupo_puntos, point.n_grupo) for point in profile(data).trend.points]
    assert means == [(60, 3), (pytest.approx(220 / 3), 3)]


def test_what_does_not_apply_to_a_group_is_not_told_as_lacking_in_the_file():
    scores = "entidad | vigencia | indice | puntos\n" + "\n".join(
        f"{name} | 2025 | planeacion |" for name in "ABC"
    )
    assert profile(inputs(scores), "planeacion").peers.motivo == "grupo_pequeno"
    assert profile(inputs(scores), "integridad").peers.motivo == "vacio"


def test_trend_follows_the_entidad_from_one_group_to_another(data):
    labels = "entidad | vigencia | grupo\n" + "\n".join(
        f"{name} | {vigencia} | {group}"
        for vigencia, groups in ((2024, "GGG"), (2025, "GHH"))
        for name, group in zip("ABC", groups, strict=True)
    )
    found = profile(inputs(SCORES, entidades=labels), rule=rule(minimo_grupo=1))
    assert [point.n_grupo for point in found.trend.points] == [3, 1]


def test_politica_is_the_same_in_the_heat_strip_and_in_its_own_report(data):
    found = profile(data)
    (strip,) = [item for item in found.politicas if item.politica == found.politica]
    assert (strip.score, strip.peers, strip.gaps) == (found.score, found.peers, found.gaps)
    assert (strip.change, strip.priority) == (found.trend.change, found.priority)
    assert strip.n_recomendaciones == 1


def test_both_reports_agree_on_every_politica(data):
    assert profile(data).politicas == entidad_profile(data).politicas


def test_subindices_stand_worst_first_with_their_peers(data):
    found = profile(data).indices
    assert [item.indice for item in found[:2]] == ["i11", "i12"]
    assert found[0].peers.mejor_puntos == 90


def test_sensitivity_of_a_politica_counts_its_subindices(data):
    found = profile(data, rule=rule(umbral_alta=15.0)).method.sensitivity
    assert {item.umbral_alta: item.n_alta for item in found}[15.0] == 1


def test_sensitivity_of_a_politica_without_subindices_counts_itself():
    scores = "entidad | vigencia | indice | puntos\n" + "\n".join(
        f"{name} | 2025 | planeacion | {p}" for name, p in zip("ABC", (10, 90, 95), strict=True)
    )
    assert {item.n_alta for item in profile(inputs(scores), "planeacion").method.sensitivity} == {1}


def test_method_tells_rule_criterion_and_span(data):
    method = profile(data).method
    assert method.rule == rule()
    assert (method.criterio_pares, method.fecha_informe) == ("grupo_par", TODAY)
    assert method.explicacion_tramo == load_catalog().vigencia(2025).explicacion_tramo


def test_entidad_profile_says_everything_of_the_entidad(data):
    found = entidad_profile(data)
    assert found.idi.puntos == 61.3
    assert found.peers.motivo == "grupo_pequeno"
    assert len(found.dimensiones) == 7
    assert (found.n_recomendaciones_leidas, found.n_recomendaciones_distintas) == (3, 2)
    assert [group.politicas for group in found.recomendaciones_compartidas] == [
        ("gobierno_digital", "transparencia")
    ]


def test_group_below_the_minimum_of_the_analyst_is_suppressed(data):
    assert profile(data, rule=rule(minimo_grupo=4)).peers.motivo == "grupo_pequeno"


def test_politica_that_did_not_exist_is_refused(data):
    with pytest.raises(ReferenceDataError, match="no existía en la vigencia 2020"):
        profile(data, "compras", 2020)


def test_unknown_entidad_is_refused(data):
    with pytest.raises(ReferenceDataError, match="no está en los datos cargados"):
        profile(data, entidad_id="Z")


def test_report_after_the_year_of_the_plan_says_so(data):
    late, usual = profile(data, fecha_informe=date(2027, 1, 5)), profile(data)
    assert "deben reprogramarse" in late.avisos[-1]
    assert usual.avisos == ()


def test_meci_form_with_other_figures_says_they_are_not_assessed():
    labels = "entidad | vigencia | grupo | meci\nA | 2024 | G | si\nA | 2025 | G | si"
    found = profile(inputs(SCORES, entidades=labels), "control_interno")
    assert ["informativos" in aviso for aviso in found.avisos] == [True]
    only_earlier = labels.replace("2025 | G | si", "2025 | G |")
    assert profile(inputs(SCORES, entidades=only_earlier), "control_interno").avisos == ()


def test_committee_sees_the_unit_in_charge_when_the_plan_runs(data):
    strip = {item.politica.politica: item.responsable for item in entidad_profile(data).politicas}
    assert strip["gobierno_digital"] == "Sistemas"


def test_loader_sentences_are_kept_each_once(data):
    from dataclasses import replace

    found = profile(replace(data, avisos=("uno", "dos", "uno")))
    assert found.avisos == ("uno", "dos")


def test_one_report_leaves_nothing_behind_for_the_next(data):
    first = profile(data)
    other = profile(data, entidad_id="B")
    assert profile(data) == first != other


def test_row_order_does_not_matter(data):
    from dataclasses import replace

    tables = {
        field.name: getattr(data, field.name).iloc[::-1]
        for field in fields(data)
        if field.name not in ("sources", "avisos")
    }
    shuffled = replace(data, **tables)
    assert profile(shuffled) == profile(data)
    assert entidad_profile(shuffled) == entidad_profile(data)


def test_tables_given_are_not_changed(data):
    before = {
        name: getattr(data, name).copy(deep=True) for name in ("indices", "entidades", *TABLES)
    }
    profile(data)
    entidad_profile(data)
    for name, frame in before.items():
        assert_frame_equal(getattr(data, name), frame)


def test_a_target_set_on_the_other_side_of_a_break_is_no_reference():
    scores = "entidad | vigencia | indice | puntos\nA | 2021 | gobierno_digital | 60"
    target = "entidad | vigencia | indice | meta\nA | 2025 | gobierno_digital | 75"
    own = profile(inputs(scores, metas=target), vigencia=2021)
    assert own.gaps[0].motivo == "sin_meta"


def test_a_target_for_a_vigencia_to_come_is_a_reference():
    target = "entidad | vigencia | indice | meta\nA | 2031 | gobierno_digital | 75"
    own = profile(inputs(SCORES, **{**TABLES, "metas": target}))
    assert own.gaps[0].vigencia_referencia == 2031
