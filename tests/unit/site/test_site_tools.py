"""The pages of the tools: whole without script, and nothing in them but what is ours."""

import pytest
import site_builders as made

from mipg_helpers.site.content import collect
from mipg_helpers.site.tools import render_tools, tool_links


@pytest.fixture(scope="module")
def several(sample_space, tmp_path_factory):
    outputs = tmp_path_factory.mktemp("salida")
    return collect(sample_space, entidades=["0001", "0102"], vigencia=2025, outputs=outputs)


@pytest.fixture(scope="module")
def one(sample_space, tmp_path_factory):
    outputs = tmp_path_factory.mktemp("salida")
    return collect(sample_space, entidades=["0001"], vigencia=2025, outputs=outputs)


def test_every_tool_in_the_menu_is_printed(several):
    assert {link.path for link in tool_links(several)} <= set(render_tools(several))


def test_a_site_of_one_entidad_offers_the_search_only(one):
    assert [link.path for link in tool_links(one)] == ["buscar.html"]


def test_without_script_the_search_is_a_list_of_politicas(one):
    page = render_tools(one)["buscar.html"]
    places = [link for link in made.addresses(page) if link.startswith("politicas/")]
    assert len([place for place in places if place != "politicas/index.html"]) == 19


def test_without_script_the_search_of_several_is_a_list_of_entidades(several):
    places = made.addresses(render_tools(several)["buscar.html"])
    assert {"entidades/0001/index.html", "entidades/0102/index.html"} <= set(places)


def test_tools_are_hidden_until_their_script_shows_them(several):
    for name in ("buscar.html", "matriz.html"):
        assert made.parsed(render_tools(several)[name]).find(".//form").get("hidden") is not None


def test_everything_a_page_loads_is_there(several):
    files = render_tools(several)
    for name in ("buscar.html", "matriz.html"):
        tree = made.parsed(files[name])
        loaded = {script.get("src") for script in tree.findall(".//script")}
        loaded |= {link.get("href") for link in tree.findall(".//main/..//link")}
        assert {path for path in loaded if path.startswith("estatico/")} <= {
            *files,
            "estatico/sitio.css",
        }


def test_scripts_never_write_markup(several):
    for path, content in render_tools(several).items():
        if path.endswith(".js"):
            for word in (b"innerHTML", b"outerHTML", b"insertAdjacent", b"document.write", b"eval"):
                assert word not in content, path


def test_bars_are_as_long_as_their_score(several):
    style = render_tools(several)["estatico/herramientas.css"].decode()
    assert "td.b13{background-size:65% " in style
