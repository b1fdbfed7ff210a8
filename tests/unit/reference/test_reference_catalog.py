import doctest
import time

import pytest
from reference_builders import append_rows, copy_reference, replace_text

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import IDI, IDI_NAME, catalog, load_catalog
from mipg_helpers.reference.catalog import Catalog
from mipg_helpers.reference.rows import read_files

WITHOUT_INDEX = {"planeacion", "presupuesto", "fortalecimiento", "seguimiento_evaluacion"}


def test_vigencias_are_registered_without_holes():
    assert load_catalog().vigencias == tuple(range(2017, 2026))


@pytest.mark.parametrize("vigencia", range(2017, 2026))
def test_every_vigencia_has_seven_dimensions_in_order(vigencia):
    found = [item.dimension for item in load_catalog().dimensiones(vigencia)]
    assert found == ["D1", "D2", "D3", "D4", "D5", "D6", "D7"]


@pytest.mark.parametrize(
    ("vigencia", "n"),
    [(2017, 16), (2018, 17), (2019, 18), (2020, 18), (2021, 19), (2022, 19), (2025, 19)],
)
def test_number_of_politicas_follows_the_model(vigencia, n):
    assert len(load_catalog().politicas(vigencia)) == n


def test_politica_tells_its_code_dimension_and_leader():
    item = load_catalog().politica("gobierno_digital", 2025)
    assert (item.codigo, item.dimension, item.modulo_furag) == ("POL07", "D3", "GDI")
    assert (item.lider_nacional, item.aplica_meci) == ("MinTIC", False)


def test_politica_bears_the_name_of_its_vigencia():
    found = load_catalog()
    names = [found.politica("servicio_ciudadania", v).nombre for v in (2021, 2025)]
    assert names == ["Servicio al Ciudadano", "Servicio a las Ciudadanías"]


def test_only_control_interno_applies_to_meci():
    items = load_catalog().politicas(2025)
    assert [item.politica for item in items if item.aplica_meci] == ["control_interno"]


@pytest.mark.parametrize("vigencia", [2017, 2022])
def test_unconfirmed_numbering_gives_no_code(vigencia):
    found = load_catalog()
    assert not found.vigencia(vigencia).numeracion_confirmada
    assert {item.codigo for item in found.politicas(vigencia)} == {""}


def test_unknown_politica_is_refused_with_a_suggestion():
    with pytest.raises(ReferenceDataError) as caught:
        load_catalog().politica("gobierno_digtal", 2025)
    assert "¿Quiso decir «gobierno_digital»" in str(caught.value)


def test_politica_outside_its_time_is_refused():
    with pytest.raises(ReferenceDataError, match="'compras' no existía en la vigencia 2020"):
        load_catalog().politica("compras", 2020)


def test_unregistered_vigencia_is_refused_with_the_list():
    with pytest.raises(ReferenceDataError, match="la vigencia 2026 no está registrada") as caught:
        load_catalog().politicas(2026)
    assert "2025" in caught.value.expected


def test_indices_of_2025_are_66_with_their_holes():
    codes = [item.codigo for item in load_catalog().indices(2025)]
    holes = {"I38", "I39", "I45", "I69"}
    assert codes == [f"I{n:02d}" for n in range(1, 71) if f"I{n:02d}" not in holes]


def test_four_politicas_have_no_index():
    found = load_catalog()
    bare = {p.politica for p in found.politicas(2025) if not found.indices(2025, p.politica)}
    assert bare == WITHOUT_INDEX


def test_defensa_juridica_also_holds_i70():
    codes = [item.codigo for item in load_catalog().indices(2025, "defensa_juridica")]
    assert codes == ["I25", "I26", "I27", "I28", "I29", "I70"]


def test_only_2025_has_the_complete_list_of_indices():
    found = load_catalog()
    assert [v for v in found.vigencias if found.vigencia(v).indices_completos] == [2025]


def test_span_names_what_a_file_of_an_incomplete_vigencia_may_bring():
    found = load_catalog()
    ids = {item.indice for item in found.span_indices(2022, "defensa_juridica")}
    assert {"i25", "i70", "i28_accion_repeticion", "i28_patrimonio_publico"} <= ids
    assert not found.indices(2022)


def test_span_does_not_reach_over_the_break():
    ids = {item.indice for item in load_catalog().span_indices(2020)}
    assert {"gd2021_procesos"} <= ids
    assert "i11" not in ids


@pytest.mark.parametrize(
    ("indice", "vigencia", "name"),
    [
        (IDI, 2018, IDI_NAME),
        ("d3", 2024, "Gestión para Resultados con Valores"),
        ("compras", 2025, "Compras y Contratación Pública"),
        ("i28_accion_repeticion", 2024, "Gestión de la acción de repetición"),
        ("i01", 2023, "Calidad de la planeación estratégica del talento humano"),
    ],
)
def test_index_of_any_level_has_a_name(indice, vigencia, name):
    assert load_catalog().indice_name(indice, vigencia) == name


def test_name_of_an_index_outside_its_span_is_refused():
    with pytest.raises(ReferenceDataError, match="'i11' no es un índice de la vigencia 2019"):
        load_catalog().indice_name("i11", 2019)


def test_span_is_explained():
    info = load_catalog().vigencia(2020)
    assert info.etiqueta_tramo == "Vigencias 2018 a 2021"
    assert "comparables entre sí" in info.explicacion_tramo


def test_same_contents_give_the_same_catalog():
    assert load_catalog() is load_catalog()


def test_changed_folder_gives_another_catalog(tmp_path):
    folder = copy_reference(tmp_path / "reference")
    before = load_catalog(folder)
    append_rows(folder, "alias_politicas.csv", "Zona Digital,gobierno_digital,Prueba,")
    after = load_catalog(folder)
    assert after.resolve_politica("zona digital") == "gobierno_digital"
    assert before.fingerprint != after.fingerprint


def test_fingerprint_does_not_depend_on_the_place(tmp_path):
    folder = copy_reference(tmp_path / "reference")
    assert load_catalog(folder).fingerprint == load_catalog().fingerprint
    assert load_catalog(folder).folder == folder


def test_fingerprint_sees_the_settings_too(tmp_path):
    folder = copy_reference(tmp_path / "reference")
    replace_text(folder, "prioridad.toml", "minimo_grupo = 5", "minimo_grupo = 8")
    assert load_catalog(folder).fingerprint != load_catalog().fingerprint


def test_opening_is_quick():
    files = read_files(load_catalog().folder)
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        Catalog(load_catalog().folder, files)
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.2  # some 20 ms on an idle machine; the limit leaves room for a busy one


def test_examples_of_the_docstrings_hold():
    assert doctest.testmod(catalog).failed == 0
