"""Search and matrix of a site in a real browser, opened from a folder as people do."""

import pytest
import site_search_builders as made

from mipg_helpers.site.content import collect
from mipg_helpers.site.pages import render_entidad, render_shared
from mipg_helpers.site.search import search_files
from mipg_helpers.site.search_entries import entidad_entries
from mipg_helpers.site.tools import render_tools, tool_links

pytestmark = pytest.mark.browser

SAMPLE = ("0001", "0003", "0102")
HOSTILE = "<img src=x onerror=alert(1)> zarigüeya </script>"
RUNNING = "javascript:alert(1)"


@pytest.fixture(scope="module")
def site(sample_space, tmp_path_factory):
    """Write a site of three entidades with its search, and two entries nobody should trust."""
    folder = tmp_path_factory.mktemp("sitio")
    content = collect(sample_space, entidades=SAMPLE, vigencia=2025, outputs=folder / "x")
    menu = tool_links(content)
    files = render_shared(content, menu=menu) | render_tools(content, menu=menu)
    entries = [made.entry(HOSTILE, HOSTILE), made.entry("Enlace malo", href=RUNNING)]
    for entry in content.entidades:
        files |= render_entidad(content, entry.entidad_id, menu=menu)
        entries += entidad_entries(content.entidad(entry.entidad_id))
    for path, page in (files | search_files(entries)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(page)
    return folder


@pytest.fixture
def opened(browser, site):
    """Open pages under their own strict policy; in the end nothing was refused or asked for."""
    contexts, said, asked = [], [], []

    def look(name, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / name).as_uri())
        return page

    yield look
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith((site.as_uri(), "data:"))] == []


def search(page, text):
    page.locator("#consulta").fill(text)
    page.keyboard.press("Enter")
    answer = page.locator("#resultados li").or_(page.get_by_text("No hay resultados"))
    answer.first.wait_for()  # no waiting by function: the policy of the page forbids it


def titles(page):
    return page.locator("#resultados a").all_inner_texts()


def names(page):
    return page.locator("#matriz tbody tr:visible th").all_inner_texts()


@pytest.mark.parametrize(
    "text", ["participacion", "PARTICIPACIÓN", "particip", "  ciudadana PARTIC "]
)
def test_a_politica_is_found_however_it_is_written(opened, text):
    page = opened("buscar.html")
    search(page, text)
    assert titles(page)[0].startswith("Participación Ciudadana")


def test_a_result_leads_to_its_page(opened):
    page = opened("buscar.html")
    search(page, "participacion villa muestra")
    page.locator("#resultados a").first.click()
    assert page.locator("h1").inner_text() == "Participación Ciudadana en la Gestión Pública"


def test_a_text_leads_to_its_place_in_the_page(opened):
    page = opened("buscar.html")
    search(page, "registro de vacantes definitivas")
    page.locator("#resultados a").first.click()
    page.wait_for_load_state()
    assert page.locator(":target").is_visible()


def test_every_word_must_be_there(opened):
    page = opened("buscar.html")
    search(page, "participacion inexistente")
    assert page.locator("#estado").inner_text().startswith("No hay resultados")
    assert titles(page) == []


def test_the_count_is_announced_and_more_can_be_shown(opened):
    page = opened("buscar.html")
    search(page, "publica")
    assert page.locator("[role=status]").inner_text().endswith("resultados.")
    assert len(titles(page)) == 20
    page.locator("#mas").click()
    page.locator("#resultados li").nth(20).wait_for()
    assert page.evaluate("document.activeElement.tagName") == "A"


def test_search_by_keyboard_only(opened):
    page = opened("buscar.html")
    page.wait_for_selector("#formulario:not([hidden])")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "consulta":
            break
    page.keyboard.type("participacion")
    page.keyboard.press("Enter")
    page.wait_for_selector("#resultados a")
    page.keyboard.press("Tab")  # to the button
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Participación")
    page.keyboard.press("Enter")
    page.wait_for_url("**/politicas/participacion.html")


def test_coming_back_finds_the_same_again(opened):
    page = opened("buscar.html")
    search(page, "participacion")
    before = titles(page)
    page.locator("#resultados a").first.click()
    page.go_back()
    page.wait_for_selector("#resultados a")
    assert page.locator("#consulta").input_value() == "participacion"
    assert titles(page) == before


def test_hostile_texts_stay_texts(opened):
    page = opened("buscar.html")
    search(page, "zarigueya")
    assert titles(page) == [HOSTILE]
    assert page.locator("#resultados img, #resultados script").count() == 0


def test_an_address_that_runs_something_is_no_link(opened):
    page = opened("buscar.html")
    search(page, "enlace malo")
    assert page.locator("#resultados a").first.get_attribute("href") is None


def test_without_script_the_search_is_a_list(opened):
    page = opened("buscar.html", java_script_enabled=False)
    assert not page.locator("#formulario").is_visible()
    page.locator("main .index a").first.click()
    assert page.locator("h1").inner_text().startswith("Desempeño")


def test_the_matrix_is_filtered_by_name_without_accents(opened):
    page = opened("matriz.html")
    page.locator("#texto").fill("pequena")
    assert len(names(page)) == 1
    assert page.locator("[role=status]").inner_text() == "Se muestran 1 de 3 entidades."
    page.locator("button[type=reset]").click()
    page.locator("#matriz tbody tr:visible").nth(2).wait_for()


def test_the_matrix_is_filtered_by_departamento_and_politica(opened):
    page = opened("matriz.html")
    page.locator("#departamento").select_option("Departamento Ejemplo Sur")
    page.locator("#politica").select_option("Gobierno Digital")
    assert len(names(page)) == 1
    heads = page.locator("#matriz thead th:visible").all_inner_texts()
    assert [head.strip() for head in heads] == [
        "Entidad",
        "Departamento",
        "IDI",
        "Gobierno Digital",
    ]


def test_the_matrix_is_put_in_order_by_keyboard(opened):
    page = opened("matriz.html")
    page.locator("#matriz thead th").nth(2).locator("button").focus()
    page.keyboard.press("Enter")
    head = page.locator("#matriz thead th").nth(2)
    assert head.get_attribute("aria-sort") == "descending"
    falling = names(page)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert "CUENCA MODELO" in falling[-1]
    assert "CUENCA MODELO" in names(page)[-1]  # it has no IDI: last either way
    assert names(page)[:2] == falling[:2][::-1]


def test_without_script_the_matrix_is_whole(opened):
    page = opened("matriz.html", java_script_enabled=False)
    assert len(names(page)) == len(SAMPLE)
    assert page.locator("#matriz button").count() == 0
    assert not page.locator("#filtros").is_visible()


@pytest.mark.parametrize("name", ["buscar", "matriz"])
def test_pages_of_tools_are_accessible_and_fit_the_screen(open_page, site, name):
    visit = open_page(site / f"{name}.html")
    assert visit.violations == []
    assert visit.too_wide == []
    assert [url for url in visit.requests if not url.startswith(site.as_uri())] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_and_narrowed_matrix_are_accessible(browser, site, violations_of, scheme):
    context = browser.new_context(
        color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 800}
    )
    page, found = context.new_page(), []
    page.goto((site / "buscar.html").as_uri())
    search(page, "participacion")
    found += violations_of(page)
    page.goto((site / "matriz.html").as_uri())
    page.locator("#politica").select_option("Gobierno Digital")
    page.locator("#matriz button:visible").last.click()
    found += violations_of(page)
    assert [(rule["id"], rule["nodes"][0]["html"][:90]) for rule in found] == []
    context.close()
