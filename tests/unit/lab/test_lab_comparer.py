"""The comparison without a browser: controls are set as a person would, and the outcome is read."""

import pytest

from mipg_helpers.errors import ParameterError
from mipg_helpers.lab.comparer import Comparacion, code_of, comparar, taken_along
from mipg_helpers.presentation import sections_comparar
from mipg_helpers.reporting.profiles_comparison import ComparisonData, ComparisonQuestion

MAIN, GOVERNORATE = "0001", "0002"


@pytest.fixture(scope="module")
def source(sample_space):
    return ComparisonData(sample_space)


@pytest.fixture
def made(source):
    return Comparacion(source, ComparisonQuestion(MAIN, 2025))


def summary(made):
    return made.controls.summary.widget.value


def test_controls_begin_at_what_the_cell_says(made):
    panel = made.controls
    assert (panel.entidad.value, panel.vigencia.value, panel.conjunto.value) == (
        MAIN, 2025, "grupo_par",
    )  # fmt: skip
    assert "55 entidades" in summary(made)


def test_another_set_is_compared_at_once(made):
    made.controls.conjunto.widget.value = "todas"
    assert "465 entidades" in summary(made)
    made.controls.conjunto.widget.value = "departamento"
    assert "Departamento Ejemplo Norte" in summary(made)


def test_values_of_the_set_are_listed_with_their_size(made):
    made.controls.conjunto.widget.value = "departamento"
    labels = [label for label, _ in made.controls.valor.widget.options]
    assert labels[0] == "El de la entidad"
    assert any(label.startswith("Departamento Ejemplo Sur (") for label in labels)


def test_another_value_is_forgotten_with_its_set(made):
    made.controls.conjunto.widget.value = "departamento"
    made.controls.valor.widget.value = "Departamento Ejemplo Sur"
    made.controls.conjunto.widget.value = "naturaleza_juridica"
    assert made.selection.valor == ""


def test_only_the_controls_that_count_are_seen(made):
    panel = made.controls
    assert panel.list_box.layout.display == "none"
    panel.conjunto.widget.value = "lista"
    panel.referencia.widget.value = "puntos"
    seen = (panel.list_box, panel.valor.widget, panel.puntos)
    assert [part.layout.display for part in seen] == [None, "none", None]


def test_an_own_list_grows_by_what_is_picked_and_can_be_emptied(made):
    panel = made.controls
    panel.conjunto.widget.value = "lista"
    assert "Agregue entidades" in summary(made)
    panel.add.search.value = "gobernacion ejemplo norte"
    panel.add.list.index = 0
    assert panel.own_list.value == GOVERNORATE
    assert "2 entidades" in summary(made)
    panel.empty.click()
    assert panel.own_list.value == ""


def test_an_unknown_name_of_the_list_is_said_without_losing_the_panel(made):
    panel = made.controls
    panel.conjunto.widget.value = "lista"
    panel.own_list.value = "nadie"
    assert "«nadie» no está en los datos cargados" in summary(made)
    panel.own_list.value = GOVERNORATE
    assert "2 entidades" in summary(made)


def test_nothing_of_the_former_set_stays_when_a_list_is_wrong(made):
    panel = made.controls
    panel.conjunto.widget.value = "lista"
    areas = [*panel.areas.values(), panel.code]
    assert not [area for area in areas if "<p" in area.widget.value or "load_" in area.widget.value]


def test_view_in_front_follows_the_reference(made):
    panel = made.controls
    before = panel.areas["brechas"].widget.value
    panel.referencia.widget.value = "mejor"
    assert panel.areas["brechas"].widget.value != before
    assert "el puntaje más alto del conjunto" in panel.areas["brechas"].widget.value


def test_state_does_not_leak_from_one_entidad_to_the_next(source):
    def walk(*entidades):
        made = Comparacion(source, ComparisonQuestion(MAIN, 2025))
        for entidad in entidades:
            made.controls.entidad._on_change(entidad)
        return summary(made), made.controls.areas["brechas"].widget.value

    assert walk(MAIN) == walk(GOVERNORATE, MAIN) == walk("0102", MAIN)


def test_what_cannot_be_had_is_said_and_comes_back_when_it_can(made):
    made.controls.politica.widget.value = "compras"
    made.controls.vigencia.widget.value = 2018
    assert "Cambio en lo elegido" in summary(made)
    made.controls.vigencia.widget.value = 2025
    assert made.controls.politica.value == "compras"
    assert "Cambio en lo elegido" not in summary(made)


def test_code_of_a_view_makes_the_same_view(made, sample, monkeypatch):
    made.controls.conjunto.widget.value = "departamento"
    view = sections_comparar.VIEWS[0]
    lines = code_of(view, made.selection).splitlines()
    monkeypatch.setenv("MIPG_DATOS", str(sample / "tidy"))
    names = {}
    exec("\n".join(lines[:-1]), names)  # noqa: S102  the lines that a person would copy
    shown = eval(lines[-1], names)  # noqa: S307  the same
    assert shown.blocks == view.show(made.data()).blocks


def test_only_what_counts_is_taken_along():
    question = ComparisonQuestion(
        MAIN, 2025, "todas", valor="Sur", lista="0002", referencia="mejor", meta_puntos=70
    )
    assert taken_along(question) == (("conjunto", "todas"), ("referencia", "mejor"))


def test_static_form_is_the_document_of_the_cell(made):
    bundle = made._repr_mimebundle_()
    assert bundle["text/html"].startswith('<div lang="es-CO"><h1>')
    assert "application/vnd.jupyter.widget-view+json" not in bundle


def test_a_view_is_shown_by_its_name_and_an_unknown_one_is_refused(made):
    assert made.ver("matriz").blocks[0]["type"] == "figure"
    with pytest.raises(ParameterError, match="brechas"):
        made.ver("mapa")


def test_what_cannot_be_compared_is_refused_in_the_cell(sample_space):
    with pytest.raises(ParameterError, match="conjunto"):
        comparar(MAIN, 2025, conjunto="vecinos", workspace=sample_space)
    with pytest.raises(ParameterError, match="referencia"):
        comparar(MAIN, 2025, referencia="media", workspace=sample_space)


def test_the_workbook_stands_beside_the_report(made, tmp_path):
    made.notebooks = tmp_path / "notebooks"
    path = made.exportar()
    assert path == tmp_path / "outputs" / "2025" / MAIN / "comparar.xlsx"
    assert path.is_file()
    made.controls.export.click()
    assert "El libro quedó en" in made.controls.outcome.widget.value
