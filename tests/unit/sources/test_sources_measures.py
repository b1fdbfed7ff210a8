import pytest

from mipg_helpers.reference import LabelError, load_catalog
from mipg_helpers.sources.measures import Measure, classify_label

CATALOG = load_catalog()


def classify(label, vigencia):
    return [measure.indice for measure in classify_label(label, vigencia, CATALOG)]


@pytest.mark.parametrize(
    ("label", "vigencia", "indice"),
    [
        ("Índice de Desempeño Institucional", 2025, "idi"),
        ("IDI", 2019, "idi"),
        ("D3  Gestión para Resultados con Valores", 2025, "d3"),
        ("D04 Evaluación de Resultados", 2025, "d4"),
        ("D2 Direcciona-\nmiento Estratégico y Planeación", 2025, "d2"),
        ("POL07 Índice de Gobierno Digital", 2025, "gobierno_digital"),
        ("POL06 Índice de Gobierno Digital", 2021, "gobierno_digital"),
        ("pol 9 Índice Defensa Jurídica", 2025, "defensa_juridica"),
        ("i23 Implementación Lineamientos de Política", 2025, "i23"),
        ("I11 Gobernanza", 2024, "i11"),
        ("i28 (definición cambia en 2025)", 2024, "i28_accion_repeticion"),
        ("i28 (definición cambia en 2025)", 2025, "i28_patrimonio_publico"),
        ("Índice de Gobierno Digital", 2022, "gobierno_digital"),
    ],
)
def test_label_measures_what_it_says_in_its_vigencia(label, vigencia, indice):
    assert classify(label, vigencia) == [indice]


def test_politica_and_its_index_are_told_apart():
    assert classify("POL15 Índice de Transparencia", 2025) == ["transparencia"]
    assert classify("I48 " + CATALOG.indice_name("i48", 2025), 2025) == ["i48"]


def test_code_is_kept_as_published():
    (measure,) = classify_label("POL 07 Índice de Seguridad Digital", 2021, CATALOG)
    assert measure == Measure("politica", "seguridad_digital", "POL07", "seguridad_digital", "D3")


def test_name_of_two_levels_gives_both():
    assert set(classify("Control Interno", 2025)) == {"d7", "control_interno"}


def test_wording_may_settle_the_level():
    assert classify("Política de Control Interno", 2025) == ["control_interno"]
    assert classify("Dimensión Control Interno", 2025) == ["d7"]


@pytest.mark.parametrize("label", ["Observaciones", "7", "I99 Índice inventado", ""])
def test_what_the_catalog_does_not_hold_is_nothing(label):
    assert classify(label, 2025) == []


def test_code_of_another_politica_is_refused():
    with pytest.raises(LabelError, match="nombre y código no concuerdan"):
        classify("POL06 Índice de Gobierno Digital", 2025)


def test_code_alone_is_refused_where_the_numbering_is_not_confirmed():
    with pytest.raises(LabelError, match="no está confirmada"):
        classify("POL07", 2022)
