"""A frame as a table to read: labels, decimal comma, reasons, and whose each figure is."""

import numpy as np
import pandas as pd
import pytest

from mipg_helpers import abrir
from mipg_helpers.presentation.display_text import span_text, to_text

VIGENCIA = 2025


@pytest.fixture(scope="module")
def datos(sample):
    return abrir(sample / "tidy")


@pytest.fixture(scope="module")
def puntajes(datos):
    return datos.puntajes(vigencia=VIGENCIA, politica="gobierno_digital")


def shown(datos, frame, **options):
    (block,) = datos.tabla(frame, "Título", **options).blocks
    return block


def labels(block):
    return [column["label"] for column in block["columns"]]


def cells(block):
    return [[span_text(cell) for cell in row] for row in block["rows"]]


def test_official_score_keeps_its_digits_and_is_called_official(datos, puntajes):
    block = shown(datos, puntajes.head(1)[["nombre_entidad", "puntaje_puntos"]])
    assert labels(block) == ["Entidad", "Puntaje oficial"]
    assert cells(block) == [["ALCALDÍA DE VILLA MUESTRA (FICTICIA)", "62,4"]]
    assert block["note"] == "Oficial: puntaje oficial."


@pytest.mark.parametrize(
    "summarise",
    [
        lambda frame: frame.groupby("departamento")["puntaje_puntos"].median(),
        lambda frame: frame.groupby("departamento", as_index=False)["puntaje_puntos"].max(),
        lambda frame: frame.groupby("nombre")["puntaje_puntos"].max(),
        lambda frame: frame.groupby("departamento")[["nombre_entidad", "puntaje_puntos"]].max(),
        lambda frame: frame.groupby("nombre", as_index=False)["puntaje_puntos"].mean(),
        lambda frame: frame.assign(puntaje_puntos=frame["puntaje_puntos"] + 0.001),
        lambda frame: frame["puntaje_puntos"].rename("puntaje_puntos"),
    ],
    ids=["grouped", "flat", "by index", "best of each", "mean", "changed", "nobody's"],
)
def test_what_the_analyst_made_of_scores_is_never_called_official(datos, puntajes, summarise):
    block = shown(datos, summarise(puntajes))
    assert "Puntaje (calculado)" in labels(block)
    assert "Oficial" not in block["note"]
    assert "Cálculo propio: puntaje (calculado)." in block["note"]


def test_a_matrix_has_the_short_names_of_the_politicas(datos):
    block = shown(datos, datos.matriz(VIGENCIA)[["nombre_entidad", "gobierno_digital"]].head(2))
    assert labels(block) == ["Entidad", "Gobierno Digital"]
    assert block["note"] == "Oficial: Gobierno Digital."


def test_a_missing_score_says_why_where_the_table_knows(datos):
    frame = datos.puntajes(entidad="0102", vigencia=VIGENCIA).head(1)
    assert cells(shown(datos, frame[["nombre", "puntaje_puntos", "motivo"]]))[0][1] == "solo MECI"
    assert cells(shown(datos, frame[["nombre", "puntaje_puntos"]]))[0][1] == "sin dato"


def test_missing_is_never_written_as_zero(datos):
    frame = pd.DataFrame({"nombre": ["a", "b"], "razon": [np.nan, np.inf]})
    assert [row[1] for row in cells(shown(datos, frame))] == ["sin dato", "sin dato"]


def test_years_have_no_thousands_point(datos):
    block = shown(datos, datos.entidades(VIGENCIA).head(1)[["nombre_entidad", "vigencia"]])
    assert cells(block)[0][1] == "2025"


def test_own_columns_are_written_by_what_they_hold(datos):
    frame = pd.DataFrame(
        {
            "mi_razon": [0.25],
            "cuántas": [1234],
            "es_alta": [True],
            "el_dia": pd.to_datetime(["2026-06-22"]),
            "texto": ["dos\n líneas"],
        }
    )
    block = shown(datos, frame)
    assert labels(block) == ["Mi razon", "Cuántas", "Es alta", "El dia", "Texto oficial"]
    assert cells(block) == [["0,3", "1.234", "sí", "22/06/2026", "dos líneas"]]


def test_a_known_name_with_other_contents_is_written_by_what_it_holds(datos):
    frame = pd.DataFrame({"nombre": ["a"], "puntaje_puntos": ["alto"], "fecha_fin": ["ayer"]})
    assert cells(shown(datos, frame)) == [["a", "alto", "ayer"]]


def test_columns_of_several_levels_and_repeated_names_are_told_apart(datos, puntajes):
    wide = puntajes.groupby("departamento")[["puntaje_puntos"]].agg(["mean", "count"])
    assert labels(shown(datos, wide)) == [
        "Departamento",
        "Puntaje puntos promedio",
        "Puntaje puntos cuántos",
    ]
    twice = pd.DataFrame([[1.0, 2.0]], columns=["a", "a"])
    assert cells(shown(datos, twice)) == [["1,0", "2,0"]]


def test_a_long_table_is_cut_and_says_so(datos, puntajes):
    block = shown(datos, puntajes[["nombre_entidad"]], filas=3)
    assert len(block["rows"]) == 3
    assert block["note"] == "Se muestran 3 de 465 filas."


def test_a_table_without_rows_says_what_the_analyst_wrote(datos, puntajes):
    block = shown(datos, puntajes.head(0), si_vacia="Ninguna.")
    assert (block["type"], block["title"], span_text(block["c"])) == (
        "callout",
        "Título",
        "Ninguna.",
    )


def test_a_table_that_was_empty_from_the_start_says_why(datos):
    frame = datos.acciones("0001", VIGENCIA)
    kept = frame[frame["avance_pct"].isna()].sort_values("accion")[["accion"]]
    block = shown(datos, kept, si_vacia="Todas tienen avance.")
    assert span_text(block["c"]) == "No hay un plan de 2026 de la entidad en el libro del plan."


def test_the_text_of_the_data_is_only_text(datos):
    frame = pd.DataFrame({"nombre": ["<script>alert(1)</script>"], "x": ["=1+1"]})
    html = datos.tabla(frame, "<b>")._repr_mimebundle_()["text/html"]
    assert "<script" not in html
    assert "<b>" not in html


def test_the_frame_itself_is_left_as_it_was(datos, puntajes):
    before = puntajes.copy()
    datos.tabla(puntajes, "Título")
    pd.testing.assert_frame_equal(puntajes, before)


def test_dictionary_lists_every_table_and_the_columns_of_one(datos, sample_space):
    text = to_text(datos.diccionario().blocks)
    for known in sample_space.catalog.consulta_tablas.values():
        assert known.llamada in text
    block = datos.diccionario("mejoras").blocks[-1]
    assert [row[0] for row in cells(block)] == list(
        sample_space.catalog.consulta_tablas["mejoras"].columnas
    )
