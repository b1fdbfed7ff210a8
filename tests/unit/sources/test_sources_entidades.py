import pandas as pd
from ingest_builders import entidades_of
from pandas.testing import assert_frame_equal

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.entidades import merge_entidades

CHITA = ("0001", 2021, "ALCALDÍA DE CHITA", "Boyacá")


def merge(*frames):
    return merge_entidades(pd.concat(frames, ignore_index=True), load_catalog())


def wide(**more):
    return entidades_of(CHITA, **more)


def open_table(**more):
    return entidades_of(CHITA, **{"fuente_archivo": "b.csv", "fuente_sha256": "b" * 64, **more})


def test_entidades_of_one_file_pass_unchanged():
    merged, findings = merge(wide())
    assert findings == []
    assert_frame_equal(merged, wide())


def test_blank_is_filled_from_the_other_file():
    merged, findings = merge(wide(grupo_par="ALCALDÍA GRUPO 4"), open_table(sector="Gobierno"))
    assert merged[["grupo_par", "sector", "fuente_archivo"]].to_numpy().tolist() == [
        ["ALCALDÍA GRUPO 4", "Gobierno", "a.xlsx"]
    ]
    assert findings == []


def test_meci_form_of_any_file_counts():
    assert merge(wide(), open_table(es_meci=True))[0]["es_meci"].tolist() == [True]


def test_different_data_keep_the_first_and_are_told():
    merged, (finding,) = merge(wide(municipio="Chita"), open_table(municipio="Tunja"))
    assert merged["municipio"].tolist() == ["Chita"]
    assert "0001: «Chita» en «a.xlsx» y «Tunja» aquí" in finding.mensaje
    assert (finding.archivo, finding.columna) == ("b.csv", "Municipio")


def test_another_spelling_is_no_difference():
    assert merge(wide(), open_table(departamento="BOYACA"))[1] == []


def test_other_vigencia_is_another_row():
    other = entidades_of(("0001", 2022, *CHITA[2:]), grupo_par="X")
    assert merge(wide(), other)[0]["grupo_par"].tolist() == ["", "X"]
