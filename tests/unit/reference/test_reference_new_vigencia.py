"""An invented vigencia, with a renamed politica and two new sub-indices, is rows only."""

import pytest
from reference_builders import invented_vigencia

from mipg_helpers.reference import load_catalog


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    return load_catalog(invented_vigencia(tmp_path_factory.mktemp("invented") / "reference"))


def test_vigencia_is_registered(catalog):
    assert catalog.vigencias[-1] == 2026
    assert len(catalog.politicas(2026)) == 19


def test_new_name_resolves_with_and_without_vigencia(catalog):
    label = "POL07 Índice de Transformación Digital Pública"
    assert catalog.resolve_politica(label, 2026) == "gobierno_digital"
    assert catalog.resolve_politica("Transformación Digital Pública") == "gobierno_digital"


def test_each_vigencia_keeps_its_name(catalog):
    names = [catalog.indice_name("gobierno_digital", v) for v in (2025, 2026)]
    assert names == ["Gobierno Digital", "Transformación Digital Pública"]


def test_new_sub_indices_are_found(catalog):
    assert len(catalog.indices(2026)) == 68
    item = catalog.resolve_indice("I72", "Presupuesto orientado a resultados", 2026)
    assert (item.indice, item.politica) == ("i72", "presupuesto")


def test_series_goes_on_inside_the_span(catalog):
    assert catalog.comparability("gobierno_digital", 2022, 2026).es_comparable
    assert not catalog.comparability("gobierno_digital", 2021, 2026).es_comparable


def test_calendar_of_its_plan_has_the_yearly_milestones(catalog):
    assert catalog.calendar(2027)
