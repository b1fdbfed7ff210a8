"""The explorer without a browser: controls are set as a person would, and the outcome is read."""

import pytest
from lab_builders import ENTIDAD, POLITICA, explorer, open_at, run_cell, seen

from mipg_helpers.errors import ParameterError, ReferenceDataError
from mipg_helpers.lab.explorer import VIEWS
from mipg_helpers.reporting.profiles_exploration import Selection
from mipg_helpers.reporting.settings import WATCHED_VARIABLE

MECI, ALONE = "0102", "9329"


@pytest.fixture
def made(sample_space):
    return open_at(sample_space)


def title(made):
    return made.controls.summary.widget.value.partition("</h3>")[0].rpartition(">")[2]


def shown(made, vista):
    return made.controls.areas[vista].widget.value


def test_controls_begin_at_what_the_cell_says(made):
    panel = made.controls
    chosen = (panel.entidad.value, panel.vigencia.value, panel.politica.value, panel.grupo.value)
    assert chosen == (ENTIDAD, 2025, "gobierno_digital", "grupo_par")
    assert title(made).startswith("Gobierno Digital, vigencia 2025: ALCALDÍA DE VILLA MUESTRA")


def test_chart_follows_the_vigencia(made):
    before = shown(made, "tendencia")
    made.controls.vigencia.widget.value = 2024
    assert "vigencia 2024" in title(made)
    assert shown(made, "tendencia") != before


def test_entidad_is_found_by_part_of_its_name_and_everything_follows(made):
    panel = made.controls
    panel.entidad.search.value = "cuenca modelo"
    panel.entidad.list.index = 0
    assert "CUENCA MODELO" in title(made)
    assert "no se le evalúa a la entidad" in panel.summary.widget.value


def test_threshold_and_reference_change_what_is_pointed_out(made):
    panel = made.controls
    panel.tabs.selected_index = list(VIEWS).index("brechas")
    before = shown(made, "brechas").count("Señalada")
    panel.umbral.children[0].value = "50"
    assert shown(made, "brechas").count("Señalada") < before
    panel.referencia.widget.value = "mejor_grupo"
    assert "frente al mejor puntaje del grupo par" in shown(made, "brechas")


def test_a_group_is_offered_only_where_the_data_say_it(made):
    labels = [label for label, _ in made.controls.grupo.widget.options]
    assert labels[0].startswith("Grupo par: ALCALDÍA GRUPO")
    assert not [label for label in labels if label.startswith("Sector")]


def test_what_cannot_be_had_is_said_and_comes_back_when_it_can(sample_space):
    made = open_at(sample_space, grupo="departamento")
    panel = made.controls
    panel.vigencia.widget.value = 2018
    there = panel.grupo.value
    panel.vigencia.widget.value = 2025
    assert panel.grupo.value == "departamento"
    assert "Cambio en lo elegido" not in panel.summary.widget.value
    assert there in {"departamento", "grupo_par"}


def test_a_vigencia_without_the_entidad_gives_way_to_its_latest(made):
    made.wanted = Selection(ENTIDAD, 1999, POLITICA)
    assert made.selection.vigencia == 2025
    assert "no tiene datos de la vigencia 1999" in made.choices.settle(made.wanted)[1][0]


def test_a_politica_that_a_vigencia_lacks_gives_way_to_one_it_has(made):
    made.controls.politica.list.value = "integridad"
    made.controls.vigencia.widget.value = 2018
    assert made.selection.politica == "gobierno_digital"
    assert "no trae la política que estaba elegida" in made.controls.summary.widget.value
    made.controls.vigencia.widget.value = 2024
    assert made.selection.politica == "integridad"


def test_nothing_of_one_selection_stays_in_the_next(made):
    first = seen(made)
    panel = made.controls
    panel.entidad.search.value = MECI
    panel.entidad.list.index = 0
    panel.referencia.widget.value = "mejor_grupo"
    assert seen(made) != first
    panel.entidad.search.value = "villa muestra"
    panel.entidad.list.index = 0
    panel.referencia.widget.value = "media_grupo"
    assert seen(made) == first


def test_a_new_explorer_sees_the_same_as_one_that_was_moved(made, sample_space):
    made.controls.vigencia.widget.value = 2023
    made.controls.grupo.widget.value = "naturaleza_juridica"
    other = explorer(sample_space, vigencia=2023, grupo="naturaleza_juridica")
    assert seen(made) == seen(other)
    assert made.shown() == other.shown()


@pytest.mark.parametrize("vista", VIEWS)
def test_code_that_is_shown_makes_the_view(made, vista, sample, monkeypatch):
    monkeypatch.setenv("MIPG_DATOS", str(sample / "tidy"))
    made.wanted = Selection(ENTIDAD, 2024, POLITICA, "departamento", "percentil_75", 7.5)
    assert run_cell(made.codigo(vista)) == made.ver(vista)


def test_code_follows_the_view_in_front_and_the_selection(made):
    panel = made.controls
    panel.tabs.selected_index = list(VIEWS).index("posicion")
    panel.vigencia.widget.value = 2024
    assert "show_position" in panel.code.widget.value
    assert "2024" in panel.code.widget.value


def test_views_behind_are_empty_until_they_come_to_the_front(made):
    panel = made.controls
    panel.tabs.selected_index = 1
    panel.tabs.selected_index = 0
    panel.vigencia.widget.value = 2024
    assert "<svg" not in shown(made, "posicion")


def test_static_form_is_that_of_the_current_selection(made):
    made.controls.vigencia.widget.value = 2024
    (cover,) = [block for block in made.shown().blocks if block["type"] == "cover"]
    assert cover["identity"]["vigencia"] == "2024"


def test_an_entidad_alone_in_its_group_is_explored(sample_space):
    alone = open_at(sample_space, entidad=ALONE)
    assert "única" in alone.controls.summary.widget.value


@pytest.mark.parametrize(
    ("chosen", "error"),
    [
        ({"entidad": "nadie"}, ReferenceDataError),
        ({"vigencia": 1999}, ReferenceDataError),
        ({"politica": "inventada"}, ReferenceDataError),
        ({"grupo": "municipio"}, ParameterError),
        ({"referencia": "moda"}, ParameterError),
        ({"umbral": 0.0}, ParameterError),
    ],
)
def test_what_does_not_exist_is_refused_before_anything_is_shown(sample_space, chosen, error):
    with pytest.raises(error):
        explorer(sample_space, **chosen)


def test_somebody_who_watches_may_choose_instead(sample_space, monkeypatch):
    monkeypatch.setenv(WATCHED_VARIABLE, "/casa/explorar.ipynb")
    made = explorer(sample_space, entidad="7777", vigencia=1999)
    assert "«7777» no está en los datos cargados" in made.controls.summary.widget.value
    assert made.controls.entidad.value == made.choices.entidades[0].value


def test_an_unknown_view_is_refused_with_those_there_are(made):
    with pytest.raises(ParameterError, match="posicion"):
        made.ver("mapa")
