"""Defects seen in real applications, held over the whole sample: from the cell to the report.

Smaller cases of the same kind stand in ``tests/cases`` and beside each module; here the whole
line is asked, from the official workbook to the frozen profile that every report prints.
"""

import pytest
from sample_builders import results_cells, rows_by_code

from mipg_helpers.cli.app import run
from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reporting.profiles import load_entidad_profile, load_profile

MAIN, SMALL, MECI_WITH_MORE = "0001", "0003", "9384"


@pytest.fixture
def row(sample):
    """Give the cells of an entidad as the official workbook prints them, by code."""

    def read(vigencia, codigo=MAIN):
        return rows_by_code(results_cells(sample / "raw", vigencia))[codigo]

    return read


@pytest.fixture
def entidad(sample_space):
    return lambda codigo, vigencia=2025: load_entidad_profile(
        codigo, vigencia, workspace=sample_space
    )


@pytest.fixture
def politica(sample_space):
    return lambda codigo, name, vigencia=2025: load_profile(
        codigo, vigencia, name, workspace=sample_space
    )


def test_official_figures_are_the_cells_and_never_recomputed(entidad, row):
    found, cells = entidad(MAIN), row(2025)
    assert found.idi.puntos == cells["Índice"]
    assert [item.score.puntos for item in found.dimensiones] == [
        cells[f"D{i}"] for i in range(1, 8)
    ]
    assert [item.score.puntos for item in found.politicas] == [
        cells[item.politica.codigo] for item in found.politicas
    ]


def test_an_index_is_never_printed_as_its_politica(politica, row):
    found, cells = politica(MAIN, "transparencia"), row(2025)
    scores = {item.codigo: item.score.puntos for item in found.indices}
    assert found.score.puntos == cells["POL15"]
    assert scores["I48"] == cells["I48"] != cells["POL15"]


def test_meci_form_with_other_figures_has_gaps_in_control_interno_only(entidad):
    found = entidad(MECI_WITH_MORE, 2024)
    assessed = [item.politica.politica for item in found.politicas if item.score.puntos is not None]
    assert assessed == ["control_interno"]
    assert found.idi.puntos is None
    others = [item for item in found.politicas if item.politica.politica != "control_interno"]
    assert not [gap for item in others for gap in item.gaps if gap.brecha_puntos is not None]


def test_a_blank_is_never_a_zero_nor_a_gap_nor_a_priority(entidad):
    blank = [item for item in entidad(SMALL).politicas if item.case == "no_aplica"]
    assert {item.politica.politica for item in blank} == {"presupuesto", "mejora_normativa"}
    for item in blank:
        assert (item.score.puntos, item.priority.puntos) == (None, None)
        assert [gap.brecha_puntos for gap in item.gaps] == [None] * 4


def test_a_blank_does_not_enter_the_mean_of_the_group(politica, sample):
    cells = rows_by_code(results_cells(sample / "raw", 2025)).values()
    group = [row["POL04"] for row in cells if row["Grupo"] == "ALCALDÍA GRUPO 6"]
    scored = [float(value) for value in group if str(value or "")[:1].isdigit()]
    found = politica(SMALL, "presupuesto").peers
    assert len(scored) < len(group)
    assert found.n == len(scored)
    assert found.media_puntos == pytest.approx(sum(scored) / len(scored))


def test_vigencias_are_joined_by_name_and_not_by_code(politica, row):
    scores = {p.vigencia: p.score.puntos for p in politica(MAIN, "gobierno_digital").trend.points}
    assert (scores[2021], scores[2023]) == (row(2021)["POL06"], row(2023)["POL07"])
    other = politica(MAIN, "fortalecimiento").trend.points
    assert other[-1].score.puntos == row(2025)["POL06"]


def test_a_redefined_index_has_no_change(politica):
    (found,) = [i for i in politica(MAIN, "defensa_juridica").indices if i.codigo == "I28"]
    assert (found.change.cambio_puntos, found.change.motivo) == (None, "no_comparable_redefinido")


def test_no_series_and_no_change_crosses_the_methodological_break(entidad):
    for item in (found := entidad(MAIN, 2022)).politicas:
        assert item.change.cambio_puntos is None
    assert [(gap.desde, gap.hasta) for gap in found.trend.breaks] == [(2021, 2022)]


@pytest.mark.parametrize("name", ["gobierno_digital", "servicio_ciudadania", "transparencia"])
def test_each_recommendation_stands_once_in_the_report_of_a_politica(politica, name):
    found = politica(MAIN, name)
    texts = [" ".join(item.texto.casefold().split()) for item in found.recomendaciones]
    assert len(set(texts)) == len(texts) <= found.n_recomendaciones_leidas
    assert len({item.accion_id for item in found.acciones}) == len(texts)


def test_labels_of_modules_are_those_of_the_registry(sample_space):
    modules = {p.modulo_furag: p.politica for p in sample_space.catalog.politicas(2025)}
    assert (modules["CCP"], modules["GTH"]) == ("compras", "talento_humano")
    assert not {"THI", "INF", "PER", "EMI", "FIN"} & set(modules)


@pytest.mark.parametrize("command", ["informe", "lote"])
def test_a_vigencia_is_never_assumed(command, sample, capsys):
    asked = [command, "--entidad", MAIN, "--datos", str(sample / "tidy")]
    assert run(asked) != 0
    assert "falta '--vigencia'" in capsys.readouterr().err


def test_a_part_of_a_name_is_no_entidad(entidad):
    with pytest.raises(ReferenceDataError, match="¿Quiso decir «ALCALDÍA DE VILLA "):
        entidad("ALCALDÍA DE VILLA")
