import pytest

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import load_catalog

BASE = "no_comparable_base"
BREAK = "no_comparable_quiebre"
REDEFINED = "no_comparable_redefinido"
ABSENT = "no_existia"


@pytest.mark.parametrize(
    ("indice", "desde", "hasta"),
    [
        ("idi", 2018, 2021),
        ("idi", 2022, 2025),
        ("d3", 2019, 2020),
        ("gobierno_digital", 2018, 2021),
        ("gobierno_digital", 2023, 2025),
        ("compras", 2022, 2023),
        ("i23", 2023, 2025),
        ("i01", 2023, 2025),
        ("i28_accion_repeticion", 2023, 2024),
        ("idi", 2024, 2024),
    ],
)
def test_comparable_inside_a_span(indice, desde, hasta):
    verdict = load_catalog().comparability(indice, desde, hasta)
    assert (verdict.es_comparable, verdict.motivo) == (True, "")


@pytest.mark.parametrize(
    ("indice", "desde", "hasta", "motivo"),
    [
        ("idi", 2021, 2022, BREAK),
        ("idi", 2018, 2025, BREAK),
        ("d7", 2020, 2023, BREAK),
        ("gobierno_digital", 2021, 2023, BREAK),
        ("i28_patrimonio_publico", 2021, 2025, BREAK),
        ("idi", 2017, 2018, BASE),
        ("control_interno", 2017, 2021, BASE),
        ("idi", 2017, 2025, BASE),
        ("i28_patrimonio_publico", 2024, 2025, REDEFINED),
        ("i28_patrimonio_publico", 2023, 2025, REDEFINED),
        ("i28_accion_repeticion", 2024, 2025, REDEFINED),
        ("compras", 2020, 2021, ABSENT),
        ("compras", 2018, 2025, ABSENT),
        ("estadistica", 2018, 2019, ABSENT),
        ("mejora_normativa", 2017, 2018, ABSENT),
        ("i08", 2020, 2025, ABSENT),
    ],
)
def test_not_comparable_with_its_reason(indice, desde, hasta, motivo):
    verdict = load_catalog().comparability(indice, desde, hasta)
    assert (verdict.es_comparable, verdict.motivo) == (False, motivo)


def test_the_order_of_the_vigencias_does_not_count():
    catalog = load_catalog()
    assert catalog.comparability("idi", 2023, 2021) == catalog.comparability("idi", 2021, 2023)


def test_redefinition_says_what_changed():
    verdict = load_catalog().comparability("i28_patrimonio_publico", 2024, 2025)
    assert "cambió de nombre y de contenido en 2025" in verdict.explicacion


def test_absence_names_politica_and_vigencia():
    verdict = load_catalog().comparability("compras", 2020, 2021)
    assert "Compras y Contratación Pública" in verdict.explicacion
    assert "2020" in verdict.explicacion


@pytest.mark.parametrize("vigencia", [2017, 2021, 2024])
def test_every_verdict_is_a_sentence(vigencia):
    for indice in ("idi", "d3", "compras", "i28_patrimonio_publico"):
        text = load_catalog().comparability(indice, vigencia, 2025).explicacion
        assert text.endswith(".")
        assert text[0].isupper()


def test_unknown_index_is_refused():
    with pytest.raises(ReferenceDataError, match="'i99' no es un índice registrado"):
        load_catalog().comparability("i99", 2023, 2024)


def test_unregistered_vigencia_is_refused():
    with pytest.raises(ReferenceDataError, match="la vigencia 2030 no está registrada"):
        load_catalog().comparability("idi", 2025, 2030)
