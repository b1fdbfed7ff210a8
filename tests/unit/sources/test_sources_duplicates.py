import pandas as pd
import pytest
from ingest_builders import indices_of, kinds_of

from mipg_helpers.sources.duplicates import settle_duplicates

KEY = ["entidad_id", "vigencia", "indice"]
COMPARED = ["puntaje_puntos", "motivo_vacio"]


def settle(*frames):
    return settle_duplicates("indices", pd.concat(frames, ignore_index=True), KEY, COMPARED)


def book(*scores, **more):
    rows = [(f"{n:04d}", 2021, "idi", score) for n, score in enumerate(scores)]
    return indices_of(*rows, **more)


def other_book(*scores, **more):
    other = {"fuente_archivo": "b.csv", "fuente_sha256": "b" * 64, "fuente_columna": "H"}
    return book(*scores, **{**other, **more})


def test_rows_of_one_file_are_left_alone():
    settled, findings = settle(book(61.3, 50.0))
    assert (len(settled), findings) == (2, [])


def test_equal_value_in_two_files_is_kept_once_and_said_once():
    settled, (finding,) = settle(book(61.3, 50.0), other_book(61.3, 50.0))
    assert settled["fuente_archivo"].tolist() == ["a.xlsx", "a.xlsx"]
    assert finding.gravedad == "aviso"
    assert "2 filas de la tabla indices están repetidas" in finding.mensaje


def test_different_values_leave_both_files_and_name_both_cells():
    settled, (finding,) = settle(book(61.3, 50.0), other_book(64.3))
    assert settled["entidad_id"].tolist() == ["0001"]
    assert finding.gravedad == "error"
    assert "«61.3» en «a.xlsx», hoja «Hoja», fila 4, columna F" in finding.mensaje
    assert "«64.3» en «b.csv», hoja «Hoja», fila 4, columna H" in finding.mensaje


def test_not_applicable_and_a_score_are_different():
    settled, findings = settle(book(None), other_book(50.0))
    assert settled.empty
    assert kinds_of(findings) == ["valores distintos entre archivos"]


def test_not_applicable_twice_is_the_same():
    settled, findings = settle(book(None), other_book(None))
    assert settled["puntaje_puntos"].isna().tolist() == [True]
    assert kinds_of(findings) == ["duplicado"]


def test_figure_with_fewer_decimals_is_the_same_and_the_finer_stays():
    settled, findings = settle(other_book(65.0, 61.6), book(64.96, 61.57))
    assert settled["puntaje_puntos"].tolist() == [64.96, 61.57]
    assert kinds_of(findings) == ["duplicado"]


@pytest.mark.parametrize(("one", "other"), [(64.9, 65.0), (61.0, 61.4), (61.57, 61.58)])
def test_figures_that_differ_in_their_own_decimals_are_different(one, other):
    assert "valores distintos entre archivos" in kinds_of(settle(book(one), other_book(other))[1])


def test_group_statistics_of_the_other_file_are_kept():
    settled, _ = settle(book(61.57), other_book(61.6, grupo_media_puntos=58.2))
    assert settled[["puntaje_puntos", "grupo_media_puntos"]].to_numpy().tolist() == [[61.57, 58.2]]


def test_three_files_of_which_one_differs_leave_nothing():
    third = other_book(70.0, fuente_archivo="c.csv", fuente_sha256="c" * 64)
    assert settle(book(61.3), other_book(61.3), third)[0].empty
