"""From the tidy tables of the sample to a comparison."""

import pytest

from mipg_helpers.errors import ParameterError, ReferenceDataError
from mipg_helpers.reporting.parameters import check_parameters, read_parameters
from mipg_helpers.reporting.profiles_comparison import (
    ComparisonData,
    ComparisonQuestion,
    load_comparison,
)

MAIN = "0001"


@pytest.mark.parametrize("referencia", ["todas", "mejor"])
def test_a_report_that_reads_its_slice_says_what_the_panel_says(sample_space, referencia):
    asked = {"conjunto": "departamento", "referencia": referencia}
    report = load_comparison(MAIN, 2025, workspace=sample_space, **asked)
    panel = ComparisonData(sample_space).compare(ComparisonQuestion(MAIN, 2025, **asked))
    assert (report.filas, report.brechas, report.mejoras) == (
        panel.filas, panel.brechas, panel.mejoras,
    )  # fmt: skip


def test_a_list_takes_codes_and_names_once_each(sample_space):
    texts = "0002; gobernación de ejemplo norte (ficticia);\n0003;; "
    found = load_comparison(MAIN, 2025, conjunto="lista", lista=texts, workspace=sample_space)
    assert sorted(fila.entidad_id for fila in found.filas) == ["0001", "0002", "0003"]


def test_an_unknown_name_of_a_list_is_refused(sample_space):
    with pytest.raises(ReferenceDataError, match="nadie"):
        load_comparison(MAIN, 2025, conjunto="lista", lista="nadie", workspace=sample_space)


def test_a_vigencia_that_is_not_loaded_is_refused(sample_space):
    with pytest.raises(ParameterError, match="2017"):
        load_comparison(MAIN, 2017, workspace=sample_space)


def test_nothing_is_compared_across_the_break(sample_space):
    found = load_comparison(MAIN, 2022, workspace=sample_space)
    assert {item.n for item in found.mejoras} == {0}
    assert all(item.explicacion for item in found.mejoras)


def test_a_meci_entidad_is_compared_in_control_interno_only(sample_space):
    found = load_comparison("0102", 2025, workspace=sample_space)
    assert [item.politica for item in found.politicas] == ["control_interno"]


def test_files_of_the_scores_are_named(sample_space):
    found = load_comparison(MAIN, 2025, referencia="mejor", workspace=sample_space)
    assert {"Resultados_vig2025_territorio.xlsx"} <= {file.archivo for file in found.sources}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("conjunto", "vecinos", "vecinos"),
        ("valor", "Oeste", "Oeste"),
        ("referencia", "media", "media"),
        ("meta_puntos", 101.0, "101"),
        ("politica_detalle", "gobierno_dijital", "dijital"),
    ],
)
def test_wrong_parameters_are_refused_before_the_report_runs(sample_space, name, value, message):
    from builders import NOTEBOOKS

    declared = read_parameters(NOTEBOOKS / "comparar.ipynb")
    asked = {"conjunto": "departamento", name: value}
    with pytest.raises(ParameterError, match=message):
        check_parameters(asked, declared, sample_space, place="informe 'comparar'")
