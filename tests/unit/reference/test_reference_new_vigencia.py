"""An invented vigencia, with a renamed politica and two new sub-indices, is rows only."""

import pytest
from reference_builders import (
    append_rows,
    invented_vigencia,
    repeated_vigencia,
    replace_text,
)

from mipg_helpers.reference import LabelError, load_catalog


@pytest.fixture(scope="module")
def catalog(tmp_path_factory):
    return load_catalog(invented_vigencia(tmp_path_factory.mktemp("invented") / "reference"))


@pytest.fixture(scope="module")
def succeeded(tmp_path_factory):
    """Replace a politica by another one that takes over its name and an alias."""
    folder = repeated_vigencia(tmp_path_factory.mktemp("succeeded") / "reference")
    text = (folder / "indices.csv").read_text(encoding="utf-8")
    old = [line for line in text.splitlines() if line.startswith("2026,")]
    new = [line.replace(",gobierno_digital,", ",sucesora,") for line in old]
    replace_text(folder, "indices.csv", "\n".join(old), "\n".join(new))
    start = "2026,gobierno_digital,"
    replace_text(folder, "politicas_vigencia.csv", start, "2026,sucesora,")
    row = "sucesora,Sucesora,Política Sucesora,,GDI,MinTIC,2026,no,Prueba,"
    append_rows(folder, "politicas.csv", row)
    append_rows(folder, "alias_politicas.csv", "Gel,sucesora,Prueba,")
    return load_catalog(folder)


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


@pytest.mark.parametrize("label", ["Gobierno Digital", "GEL"])
def test_inherited_name_is_read_by_its_vigencia(succeeded, label):
    found = [succeeded.resolve_politica(label, vigencia) for vigencia in (2025, 2026)]
    assert found == ["gobierno_digital", "sucesora"]


def test_inherited_name_without_vigencia_is_refused(succeeded):
    with pytest.raises(LabelError, match="nombra varias políticas según la vigencia"):
        succeeded.resolve_politica("Gobierno Digital")


def test_redefined_sub_index_with_the_same_name_is_read_by_its_vigencia(tmp_path):
    folder = repeated_vigencia(tmp_path / "reference")
    replace_text(folder, "indices.csv", "2026,i23,I23,", "2026,i23_nuevo,I23,")
    catalog = load_catalog(folder)
    name = "Implementación lineamientos de política"
    found = [catalog.resolve_indice(code, name, 2026).indice for code in ("I23", "")]
    assert found == ["i23_nuevo", "i23_nuevo"]
