"""The tables of an analyst: names joined, official figures as read, nothing beyond a MECI form."""

import pandas as pd
import pytest

from mipg_helpers import abrir
from mipg_helpers.lab import api_joins

VIGENCIA = 2025
WHO = pd.DataFrame(
    {
        "entidad_id": ["A", "B"],
        "vigencia": [VIGENCIA, VIGENCIA],
        "nombre_entidad": ["UNA", "OTRA"],
        "departamento": "",
        "orden": "",
        "grupo_par": "",
        "es_meci": [False, True],
    }
)


@pytest.fixture(scope="module")
def datos(sample):
    return abrir(sample / "tidy")


def rows(**columns):
    return pd.DataFrame(columns)


def test_scores_are_those_of_the_tidy_table(datos, sample_space):
    frame = datos.puntajes(entidad="0001", vigencia=VIGENCIA, nivel="todos")
    tidy = sample_space.store.indices(entidad_id="0001", vigencias=[VIGENCIA])
    expected = tidy.set_index("indice")["puntaje_puntos"].sort_index()
    found = frame.set_index("indice")["puntaje_puntos"].sort_index()
    pd.testing.assert_series_equal(found, expected)


def test_a_level_is_asked_for_and_not_mixed_with_another(datos):
    frame = datos.puntajes(
        entidad="0001", vigencia=VIGENCIA, politica="defensa_juridica", nivel="indice"
    )
    assert set(frame["nivel"]) == {"indice"}
    assert set(frame["politica"]) == {"defensa_juridica"}


def test_politicas_of_a_vigencia_come_in_official_order(datos, sample_space):
    frame = datos.puntajes(entidad="0001", vigencia=VIGENCIA)
    order = [item.politica for item in sample_space.catalog.politicas(VIGENCIA)]
    assert list(frame["politica"]) == order
    assert list(datos.matriz(VIGENCIA))[4:] == order


def test_names_are_those_of_their_vigencia(datos, sample_space):
    frame = datos.puntajes(entidad="0001", politica="servicio_ciudadania")
    expected = {
        year: sample_space.catalog.politica("servicio_ciudadania", year).nombre
        for year in frame["vigencia"]
    }
    assert dict(zip(frame["vigencia"], frame["nombre_politica"], strict=True)) == expected


def test_a_meci_form_is_assessed_on_control_interno_only(datos):
    frame = datos.puntajes(entidad="0102", vigencia=VIGENCIA, nivel="todos")
    # The dimension is measured too: control interno is all there is in it.
    outside = frame[(frame["politica"] != "control_interno") & (frame["indice"] != "d7")]
    assert outside["puntaje_puntos"].isna().all()
    assert (frame["politica"] == "control_interno").any()
    assert frame.loc[frame["indice"] == "control_interno", "puntaje_puntos"].notna().all()


def test_a_figure_beyond_the_meci_form_is_taken_away_with_its_reason(sample_space):
    frame = rows(entidad_id=["A", "B"], vigencia=VIGENCIA, indice="integridad",
                 puntaje_puntos=[50.0, 60.0], motivo="")  # fmt: skip
    frame["es_meci"] = [False, True]
    kept = api_joins.without_unassessed(frame, sample_space.catalog)
    assert kept["motivo"].tolist() == ["", "solo_meci"]
    assert kept["puntaje_puntos"].isna().tolist() == [False, True]
    assert frame["puntaje_puntos"].notna().all()


def test_a_year_without_its_own_row_takes_the_last_name_of_the_entidad():
    joined = api_joins.with_entidad(rows(entidad_id=["A"], vigencia=[VIGENCIA + 1]), WHO)
    assert joined["nombre_entidad"].tolist() == ["UNA"]


def test_a_year_that_is_not_registered_takes_the_names_of_the_one_before(sample_space):
    frame = rows(vigencia=[2040], indice=["gobierno_digital"])
    named = api_joins.with_indice_names(frame, sample_space.catalog)
    assert named["nombre"].tolist() == ["Gobierno Digital"]


def test_an_index_without_a_name_is_called_by_its_id(sample_space):
    frame = rows(vigencia=[VIGENCIA], indice=["i999"])
    assert api_joins.with_indice_names(frame, sample_space.catalog)["nombre"].tolist() == ["i999"]


def test_a_search_wants_every_word_in_any_order_without_accents(datos):
    found = datos.buscar("GOBERNACION norte ejemplo")
    assert found["entidad_id"].tolist() == ["0002"]
    assert found["ultima_vigencia"].tolist() == [VIGENCIA]
    assert datos.buscar("0001")["entidad_id"].tolist() == ["0001"]
    assert datos.buscar("no existe").attrs["motivo"] == "Ningún nombre contiene esas palabras."


def test_errors_of_the_load_come_first(datos):
    order = datos.hallazgos()["gravedad"].map({"error": 0, "aviso": 1})
    assert order.is_monotonic_increasing


def test_texts_equal_but_for_case_and_points_are_written_alike_and_counted_as_one(datos):
    frame = datos.recomendaciones("0001", VIGENCIA)
    repeated = frame[frame["n_politicas"] > 1].groupby("texto_comun")
    assert (repeated["politica"].nunique() == repeated["n_politicas"].first()).all()
    assert repeated["texto"].nunique().max() == 2


def test_the_whole_country_is_read_when_nobody_is_named(datos):
    assert {"0001", "0002"} <= set(datos.recomendaciones()["entidad_id"])
    assert {"0001", "0002"} <= set(datos.responsables()["entidad_id"])
    assert set(datos.metas()["entidad_id"]) == {"0001"}
