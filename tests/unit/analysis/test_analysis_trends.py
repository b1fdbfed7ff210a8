from analysis_builders import entidades, indices, stats

from mipg_helpers.analysis.scores import read_scores
from mipg_helpers.analysis.trends import build_trend, find_change
from mipg_helpers.reference import load_catalog

CATALOG = load_catalog()


def own(scores, labels="entidad | vigencia\nA | 2025"):
    return read_scores(indices(scores), entidades(labels), "A", CATALOG)


def series(indice, points, labels="entidad | vigencia\nA | 2025"):
    lines = [f"A | {vigencia} | {indice} | {p}" for vigencia, p in points.items()]
    return own("\n".join(["entidad | vigencia | indice | puntos", *lines]), labels)


def test_change_skips_a_vigencia_that_was_not_loaded():
    found = find_change(series("integridad", {2022: 60, 2024: 65}), "integridad", 2024, CATALOG)
    assert (found.desde, found.hasta, found.cambio_puntos, found.motivo) == (2022, 2024, 5, "")


def test_change_is_against_the_latest_of_several_vigencias():
    data = series("integridad", {2022: 60, 2023: 62, 2024: 65})
    found = find_change(data, "integridad", 2024, CATALOG)
    assert (found.desde, found.cambio_puntos) == (2023, 3)


def test_change_skips_a_vigencia_without_a_score():
    data = series("integridad", {2023: 60, 2024: "", 2025: 55})
    found = find_change(data, "integridad", 2025, CATALOG)
    assert (found.desde, found.cambio_puntos) == (2023, -5)


def test_change_across_the_methodological_break_is_not_measured():
    found = find_change(series("integridad", {2021: 60, 2022: 65}), "integridad", 2022, CATALOG)
    assert (found.desde, found.cambio_puntos) == (2021, None)
    assert found.motivo == "no_comparable_quiebre"
    assert "metodología" in found.explicacion


def test_change_from_the_base_line_of_2017_is_not_measured():
    found = find_change(series("integridad", {2017: 60, 2018: 65}), "integridad", 2018, CATALOG)
    assert found.motivo == "no_comparable_base"


def test_redefined_index_has_another_id_and_says_why_it_has_no_past():
    data = own("""
        entidad | vigencia | indice                 | puntos
        A       | 2024     | i28_accion_repeticion  | 90
        A       | 2025     | i28_patrimonio_publico | 70
    """)
    found = find_change(data, "i28_patrimonio_publico", 2025, CATALOG)
    assert (found.cambio_puntos, found.motivo) == (None, "no_comparable_redefinido")


def test_politica_that_did_not_exist_before_says_so():
    data = own("""
        entidad | vigencia | indice     | puntos
        A       | 2020     | integridad | 70
        A       | 2021     | compras    | 70
    """)
    found = find_change(data, "compras", 2021, CATALOG)
    assert (found.desde, found.motivo) == (None, "no_existia")


def test_first_vigencia_has_no_earlier_one():
    found = find_change(series("integridad", {2025: 60}), "integridad", 2025, CATALOG)
    assert (found.desde, found.cambio_puntos, found.motivo) == (None, None, "sin_anterior")


def test_earlier_cells_without_score_are_told():
    data = series("integridad", {2024: "", 2025: 60})
    found = find_change(data, "integridad", 2025, CATALOG)
    assert (found.desde, found.motivo) == (None, "sin_anterior")
    assert "no hay puntaje" in found.explicacion


def test_index_without_row_in_a_comparable_vigencia_is_told():
    data = own("""
        entidad | vigencia | indice     | puntos
        A       | 2024     | integridad | 70
        A       | 2025     | compras    | 70
    """)
    found = find_change(data, "compras", 2025, CATALOG)
    assert (found.motivo, "no hay puntaje" in found.explicacion) == ("sin_anterior", True)


def test_what_does_not_apply_now_has_no_change():
    found = find_change(series("integridad", {2024: 60, 2025: ""}), "integridad", 2025, CATALOG)
    assert (found.cambio_puntos, found.motivo) == (None, "no_aplica")


def test_trend_is_split_where_the_series_breaks():
    data = series("integridad", {2022: 65, 2021: 60, 2020: 58, 2026: 99})
    trend = build_trend(data, "integridad", 2022, CATALOG, lambda _: stats(50, 90))
    assert [point.vigencia for point in trend.points] == [2020, 2021, 2022]
    assert [(item.desde, item.hasta) for item in trend.breaks] == [(2021, 2022)]
    assert trend.points[0].tramo != trend.points[2].tramo


def test_trend_point_carries_the_group_and_the_name_of_its_vigencia():
    data = series("servicio_ciudadania", {2018: 60, 2025: 65})
    trend = build_trend(data, "servicio_ciudadania", 2025, CATALOG, lambda v: stats(v / 100, 90))
    names = [CATALOG.politica("servicio_ciudadania", v).nombre for v in (2018, 2025)]
    assert [point.nombre for point in trend.points] == names
    assert [point.media_grupo_puntos for point in trend.points] == [20.18, 20.25]


def test_empty_cell_is_a_point_without_a_value():
    data = series("integridad", {2024: "", 2025: 60})
    trend = build_trend(data, "integridad", 2025, CATALOG, lambda _: stats(50, 90))
    assert [point.score.puntos for point in trend.points] == [None, 60]


def test_vigencias_with_a_meci_form_do_not_stand_in_the_trend_of_other_politicas():
    data = series(
        "integridad", {2024: 50, 2025: 60}, "entidad | vigencia | meci\nA | 2024 | si\nA | 2025 |"
    )
    trend = build_trend(data, "integridad", 2025, CATALOG, lambda _: stats(50, 90))
    assert [point.vigencia for point in trend.points] == [2025]


def test_gobierno_digital_is_never_joined_with_another_politica_of_the_same_code():
    data = own("""
        entidad | vigencia | indice           | puntos | codigo
        A       | 2021     | gobierno_digital | 60     | POL06
        A       | 2023     | fortalecimiento  | 70     | POL06
        A       | 2023     | gobierno_digital | 80     | POL07
    """)
    digital = build_trend(data, "gobierno_digital", 2023, CATALOG, lambda _: stats(50, 90))
    other = build_trend(data, "fortalecimiento", 2023, CATALOG, lambda _: stats(50, 90))
    assert [point.score.puntos for point in digital.points] == [60, 80]
    assert [point.score.puntos for point in other.points] == [70]
