import pandas as pd
import pytest
from ingest_builders import SOURCE, entidades_of, kinds_of

from mipg_helpers.sources.identity import (
    find_recognised,
    find_renamed,
    recognise_by_name,
    rename_ids,
    resolve_subjects,
)
from mipg_helpers.store.finding import EntidadNames

SLUG = "alcaldia-de-chita--boyaca"
CODED = ("0001", 2024, "ALCALDÍA DE CHITA", "BOYACÁ")
UNCODED = (SLUG, 2021, "Alcaldía  de Chita", "Boyacá")


def test_same_name_and_departamento_is_the_coded_entidad():
    entidades = entidades_of(CODED, UNCODED)
    known = recognise_by_name(entidades)
    assert known == {SLUG: "0001"}
    assert rename_ids(entidades, known)["entidad_id"].tolist() == ["0001", "0001"]


@pytest.mark.parametrize(
    "other",
    [
        ("0001", 2024, "ALCALDÍA DE CHITAGÁ", "BOYACÁ"),
        ("0001", 2024, "ALCALDÍA DE CHITA", "SANTANDER"),
    ],
)
def test_other_name_or_departamento_is_another_entidad(other):
    assert recognise_by_name(entidades_of(other, UNCODED)) == {}


def test_name_that_two_codes_bear_is_not_decided():
    assert recognise_by_name(entidades_of(CODED, ("0002", *CODED[1:]), UNCODED)) == {}


def test_blank_departamento_is_enough_when_one_code_bears_the_name():
    alone = ("alcaldia-de-chita", 2021, "Alcaldía de Chita", "")
    assert recognise_by_name(entidades_of(CODED, alone)) == {"alcaldia-de-chita": "0001"}
    namesake = ("0002", 2024, "ALCALDÍA DE CHITA", "SANTANDER")
    assert recognise_by_name(entidades_of(CODED, namesake, alone)) == {}


def test_recognition_is_said_once_per_file():
    entidades = entidades_of(CODED, UNCODED, (SLUG, 2020, *UNCODED[2:]))
    (finding,) = find_recognised(entidades, {SLUG: "0001"})
    assert "1 entidades sin código SIGEP" in finding.mensaje
    assert "Alcaldía  de Chita es 0001" in finding.mensaje


def test_code_that_changes_its_name_is_told_with_its_vigencias():
    (finding,) = find_renamed(entidades_of(CODED, ("0001", 2023, "ALCALDÍA DE TUNJA", "BOYACÁ")))
    assert finding.tipo == "código que cambia de nombre"
    assert "«ALCALDÍA DE TUNJA» en 2023, «ALCALDÍA DE CHITA» en 2024" in finding.mensaje


def test_another_spelling_of_the_same_name_is_no_change():
    entidades = entidades_of(CODED, ("0001", 2023, "Alcaldia de  Chita", "BOYACÁ"))
    assert list(find_renamed(entidades)) == []


def test_name_made_of_the_code_is_no_change():
    entidades = entidades_of(CODED, ("0001", 2023, "Entidad con código Sigep 0001", ""))
    assert list(find_renamed(entidades)) == []


# Tables of an entidad.


def resolve(text, *entidades, nombre="", departamento="", carpeta=""):
    row = {
        "entidad_id": text,
        "entidad_nombrada": nombre,
        "entidad_departamento": departamento,
        "fuente_fila": 5,
        **SOURCE,
    }
    names = EntidadNames(entidades_of(*(entidades or (CODED,))))
    frame, findings = resolve_subjects(pd.DataFrame([row]), names, {"a" * 64: carpeta})
    return frame["entidad_id"].tolist(), kinds_of(findings)


NAMESAKE = ("0002", 2024, "ALCALDÍA DE CHITA", "SANTANDER")


@pytest.mark.parametrize("text", ["0001", "1", "Alcaldía de Chita"])
def test_code_or_whole_name_is_resolved(text):
    assert resolve(text) == (["0001"], [])


def test_name_in_two_departamentos_is_left_out_and_told():
    assert resolve("Alcaldía de Chita", CODED, NAMESAKE) == ([], ["entidad ambigua"])


def test_departamento_of_the_file_decides():
    found = resolve("Alcaldía de Chita", CODED, NAMESAKE, departamento="Santander")
    assert found == (["0002"], [])


def test_folder_of_the_departamento_decides():
    assert resolve("Alcaldía de Chita", CODED, NAMESAKE, carpeta="SANTANDER") == (["0002"], [])


def test_departamento_of_an_entidad_loaded_without_one_does_not_matter():
    ministerio = ("0026", 2024, "MINISTERIO DE EJEMPLO", "")
    found = resolve("Ministerio de Ejemplo", ministerio, departamento="Bogotá D. C.")
    assert found == (["0026"], [])


def test_entidad_that_is_not_loaded_is_kept_and_told():
    assert resolve("ALCALDÍA DE TUNJA", departamento="Boyacá") == (
        ["alcaldia-de-tunja--boyaca"],
        ["entidad sin resultados cargados"],
    )


def test_part_of_a_name_is_not_the_entidad():
    assert resolve("ALCALDÍA DE CHIT")[1] == ["entidad sin resultados cargados"]


def test_file_of_another_entidad_than_declared_is_left_out():
    tunja = ("0003", 2024, "ALCALDÍA DE TUNJA", "BOYACÁ")
    assert resolve("0001", CODED, tunja, nombre="ALCALDÍA DE TUNJA") == (
        [],
        ["entidad contradictoria"],
    )


def test_printed_name_that_no_entidad_bears_does_not_contradict():
    assert resolve("0001", nombre="Municipio de Chita") == (["0001"], [])
