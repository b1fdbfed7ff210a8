import time

import pytest

from mipg_helpers.lab import widgets
from mipg_helpers.lab.choices import Choice
from mipg_helpers.lab.search_list import MOST_SHOWN
from mipg_helpers.presentation import blocks
from mipg_helpers.presentation.display import Displayed

TOWNS = [
    Choice("ALCALDÍA DE CHITA · Boyacá", "0001", "0001"),
    Choice("ALCALDÍA DE PUEBLO BONITO · Caldas", "0002", "0002"),
    Choice("GOBERNACIÓN DE BOYACÁ", "0003", "0003"),
]


@pytest.fixture
def chosen():
    return []


@pytest.fixture
def towns(chosen):
    return widgets.SearchList(
        "Entidad", TOWNS, value="0002", on_change=chosen.append, handle="entidad"
    )


def labels(searchable):
    return [label for label, _ in searchable.list.options]


def test_the_one_chosen_is_marked(towns):
    assert towns.list.label == "ALCALDÍA DE PUEBLO BONITO · Caldas"


def test_the_one_chosen_is_in_sight_in_a_list_that_is_cut():
    many = [Choice(str(n), n) for n in range(MOST_SHOWN * 2)]
    made = widgets.SearchList("N", many, value=99, on_change=print, handle="n")
    assert (labels(made)[0], made.list.index) == ("99", 0)


def test_words_are_found_without_accents_in_any_order(towns):
    towns.search.value = "boyaca alcaldia"
    assert labels(towns) == ["ALCALDÍA DE CHITA · Boyacá"]


def test_a_code_finds_its_entidad(towns):
    towns.search.value = "0003"
    assert labels(towns) == ["GOBERNACIÓN DE BOYACÁ"]


def test_filtering_chooses_nothing(towns, chosen):
    towns.search.value = "gober"
    towns.search.value = "nadie"
    towns.search.value = ""
    assert (towns.value, chosen) == ("0002", [])


def test_picking_tells_the_value_once(towns, chosen):
    towns.search.value = "chita"
    towns.list.index = 0
    assert (towns.value, chosen) == ("0001", ["0001"])


def test_nothing_found_is_said(towns):
    towns.search.value = "nadie"
    assert "Ninguna coincide" in towns.found.value


def test_new_rows_do_not_call_back(towns, chosen):
    towns.set_choices(TOWNS[:1], "0001")
    assert (towns.value, chosen) == ("0001", [])


def test_labels_of_both_controls_say_what_they_are_for(towns):
    assert (towns.search.description, towns.list.description) == (
        "Buscar entidad",
        "Elegir entidad",
    )


def test_six_thousand_rows_are_filtered_at_once(chosen):
    many = [Choice(f"ALCALDÍA DE PUEBLO {n}", f"{n:04}") for n in range(6000)]
    every = widgets.SearchList("Entidad", many, value="0000", on_change=chosen.append, handle="e")
    start = time.perf_counter()
    every.search.value = "pueblo 59"
    assert time.perf_counter() - start < 0.5
    assert len(every.list.options) == MOST_SHOWN
    assert "escriba más" in every.found.value


def test_a_drop_list_changes_its_rows_in_silence_and_speaks_when_picked(chosen):
    years = [Choice("2025", 2025), Choice("2024", 2024)]
    made = widgets.DropList("Vigencia", years, value=2025, on_change=chosen.append, handle="v")
    made.set_choices([Choice("2021", 2021), *years], 2024)
    made.widget.value = 2021
    assert chosen == [2021]


@pytest.fixture
def field(chosen):
    return widgets.number_field(
        "Umbral", value=5.0, least=0.5, most=100, on_change=chosen.append, handle="umbral"
    )


@pytest.mark.parametrize(("typed", "number"), [("12,5", 12.5), ("12.5", 12.5), (" 100 ", 100.0)])
def test_a_number_is_read_with_comma_or_point(field, chosen, typed, number):
    field.children[0].value = typed
    assert chosen == [number]


@pytest.mark.parametrize("typed", ["0", "100,5", "doce", "", "nan", "1.000,5"])
def test_what_is_no_number_of_the_range_is_told_and_changes_nothing(field, chosen, typed):
    field.children[0].value = typed
    assert chosen == []
    assert "Escriba un número de 0,5 a 100" in field.children[1].value
    field.children[0].value = "7"
    assert (chosen, field.children[1].value) == ([7.0], "")


def test_an_area_shows_text_of_the_data_as_text():
    area = widgets.Area("vista")
    area.show(Displayed([blocks.paragraph("<script>alert(1)</script>")]))
    assert "<script>" not in area.widget.value
    assert "&lt;script&gt;" in area.widget.value


def test_an_error_is_an_alert_until_something_is_shown():
    area = widgets.Area("vista")
    area.show_error("parámetro: <b>mal</b>\nSugerencia: otro")
    assert 'role="alert"' in area.widget.value
    assert "&lt;b&gt;mal&lt;/b&gt;<br>Sugerencia: otro" in area.widget.value
    area.show(Displayed([]))
    assert "alert" not in area.widget.value
    assert "mipg-error" not in area.widget._dom_classes


def test_a_hidden_part_is_shown_by_its_button():
    part = widgets.Area("codigo").widget
    shown = widgets.toggle("Ver el código", part, handle="ver")
    assert part.layout.display == "none"
    shown.value = True
    assert part.layout.display == ""


def test_a_click_is_told(chosen):
    made = widgets.button("Escribir", on_click=lambda: chosen.append("clic"), handle="b")
    made.click()
    assert chosen == ["clic"]


def test_links_escape_words_and_addresses():
    links = widgets.Links("enlaces")
    links.show([("<b>", 'a".html')])
    assert '<a href="a&quot;.html">&lt;b&gt;</a>' in links.widget.outputs[0]["data"]["text/html"]
    links.show([])
    assert links.widget.outputs == ()
