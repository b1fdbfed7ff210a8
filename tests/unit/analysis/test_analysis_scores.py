import pytest
from analysis_builders import entidades, indices, score

from mipg_helpers.analysis.scores import find_entidad, meci_indices, read_scores, report_case
from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import load_catalog

FULL = "entidad | vigencia\nA | 2025"
MECI = "entidad | vigencia | meci\nA | 2024 |\nA | 2025 | si"


def own(scores, labels=FULL):
    return read_scores(indices(scores), entidades(labels), "A", load_catalog())


def test_score_is_read_digit_by_digit_with_its_cell():
    found = own("entidad | vigencia | indice | puntos\nA | 2025 | d3 | 30.2").score(2025, "d3")
    assert found.puntos == 30.2
    assert (found.source.archivo, found.source.fila, found.source.columna) == (
        "resultados.xlsx",
        4,
        "K",
    )


def test_empty_official_cell_does_not_apply_and_is_not_zero():
    found = own("entidad | vigencia | indice | puntos\nA | 2025 | compras |").score(2025, "compras")
    assert (found.puntos, found.motivo) == (None, "no_aplica")
    assert found.source is not None


def test_cell_with_an_error_says_so():
    table = "entidad | vigencia | indice | puntos\nA | 2025 | compras | error"
    assert own(table).score(2025, "compras").motivo == "error_formula"


def test_zero_is_a_score():
    table = "entidad | vigencia | indice | puntos\nA | 2025 | compras | 0"
    found = own(table).score(2025, "compras")
    assert (found.puntos, found.motivo) == (0.0, "")


def test_index_without_a_column_is_missing_without_a_cell():
    found = own("entidad | vigencia | indice | puntos").score(2025, "compras")
    assert (found.puntos, found.motivo, found.source) == (None, "vacio", None)


def test_scores_of_others_are_not_ours():
    found = own("entidad | vigencia | indice | puntos\nB | 2025 | compras | 70")
    assert found.vigencias() == ()


def test_meci_form_is_assessed_on_control_interno_only_in_its_vigencia():
    found = own(
        """
        entidad | vigencia | indice          | puntos
        A       | 2024     | integridad      | 70
        A       | 2025     | integridad      | 71
        A       | 2025     | control_interno | 72
        A       | 2025     | d7              | 73
        A       | 2025     | i64             | 74
        A       | 2025     | idi             | 75
        """,
        MECI,
    )
    assert found.score(2024, "integridad").puntos == 70
    assert [found.score(2025, name).puntos for name in ("control_interno", "d7", "i64")] == [
        72,
        73,
        74,
    ]
    assert [found.score(2025, name).motivo for name in ("integridad", "idi", "d1")] == [
        "solo_meci"
    ] * 3
    assert found.outside_meci == ((2025, "idi"), (2025, "integridad"))


@pytest.mark.parametrize("vigencia", load_catalog().vigencias)
def test_meci_form_reaches_control_interno_in_every_vigencia(vigencia):
    scope = meci_indices(load_catalog(), vigencia)
    assert {"control_interno", "d7"} <= scope
    assert not {"idi", "d1", "integridad"} & scope


@pytest.mark.parametrize(
    ("puntos", "motivo", "case"),
    [
        (0.0, "", "evaluada"),
        (None, "no_aplica", "no_aplica"),
        (None, "solo_meci", "fuera_de_meci"),
        (None, "vacio", "sin_resultado"),
        (None, "error_formula", "sin_resultado"),
    ],
)
def test_case_follows_from_the_score(puntos, motivo, case):
    assert report_case(score(puntos, motivo)) == case


@pytest.mark.parametrize(
    ("vigencia", "nombre"), [(2025, "B"), (2024, "A"), (2018, "A"), (2030, "B")]
)
def test_entidad_is_identified_as_of_the_vigencia(vigencia, nombre):
    table = entidades("entidad | vigencia | nombre\nA | 2025 | B\nA | 2023 | A")
    assert find_entidad(table, "A", vigencia).nombre == nombre


def test_unknown_entidad_is_refused():
    with pytest.raises(ReferenceDataError, match="'Z' no está en los datos cargados"):
        find_entidad(entidades(FULL), "Z", 2025)
