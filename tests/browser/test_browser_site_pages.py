"""One page of each type of a site, opened from a folder: accessible, offline, within the screen."""

import pytest
from follow_up_builders import SAMPLE_PLAN, keep_plan

from mipg_helpers.site.content import collect
from mipg_helpers.site.pages import render_entidad, render_shared

pytestmark = pytest.mark.browser

SHARED = ("index", "que-es-mipg", "metodologia", "acerca", "accesibilidad", "datos")
OWN = (
    "index",
    "politicas/index",
    "politicas/gobierno-digital",
    "dimensiones/d3",
    "planes",
    "historial",
)
#: A MECI form, and an entidad to which much does not apply.
UNUSUAL = ("entidades/0102/index", "entidades/0003/politicas/mejora-normativa")
TYPES = (*SHARED, *(f"entidades/0001/{name}" for name in OWN), *UNUSUAL)


@pytest.fixture(scope="module")
def site(sample_space, tmp_path_factory):
    """Write a site of three entidades, one of them with a plan."""
    folder = tmp_path_factory.mktemp("sitio")
    keep_plan(folder / "plan", SAMPLE_PLAN, entidad="0001")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MIPG_PLAN", str(folder / "plan"))
        content = collect(
            sample_space, entidades=["0001", "0003", "0102"], vigencia=2025, outputs=folder / "x"
        )
        pages = render_shared(content)
        for entry in content.entidades:
            pages |= render_entidad(content, entry.entidad_id)
    for path, page in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(page)
    return folder


@pytest.mark.parametrize("name", TYPES)
def test_a_page_of_each_type(site, open_page, name):
    visit = open_page(site / f"{name}.html")
    assert visit.violations == []
    assert visit.too_wide == []
    assert {url for url in visit.requests if not url.startswith(site.as_uri())} == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_strict_policy_lets_the_style_through_from_a_folder(browser, site, scheme):
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 700})
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto((site / "entidades/0001/politicas/gobierno-digital.html").as_uri())
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 22, 29)"}[scheme]
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert said == []
    context.close()


def test_every_page_type_passes_in_the_dark(browser, site, violations_of):
    found = []
    context = browser.new_context(color_scheme="dark", bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    for name in TYPES:
        page.goto((site / f"{name}.html").as_uri())
        found += [(name, rule["id"]) for rule in violations_of(page)]
    context.close()
    assert found == []
