"""An analyst's first minutes, in a real JupyterLab: begin, explore, change, take it to a report.

One walk is done once; the tests look at what it brought.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

import pytest
from lab_server_builders import running_lab

pytestmark = pytest.mark.browser

PATIENCE_MS, ONE_LOOK_MS = 120_000, 500
NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)"
CHART = ".mipg-vistas .mipg-area:visible svg"
#: What a server says although nothing is wrong, and why that is no matter here.
HARMLESS = (
    # A notebook without outputs has nothing that could be trusted or not.
    r"\[W .*\] Notebook notebooks/\w+\.ipynb is not trusted",
    # Jupyter counts its pings in milliseconds; tornado reads seconds and says what it does.
    r"\[W .*\] The websocket_ping_timeout \(90000\) cannot be longer than .*",
    r"\s+Setting websocket_ping_timeout=30000",
)


@dataclass
class Walk:
    """What was seen on the way, in order, and what went wrong on it."""

    headings: list[str] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)
    report: str = ""
    findings: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    log: str = ""


@pytest.fixture(scope="module")
def walk(browser, sample, tmp_path_factory):
    walk = Walk()
    folder = tmp_path_factory.mktemp("proyecto")
    with running_lab(folder, sample / "tidy") as lab:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        listen(page, walk, lab.address)
        page.goto(lab.url("/lab/workspaces/mipg/tree/notebooks/inicio.ipynb"))
        begin(page)
        explore(page, walk)
        take_to_report(page, walk)
        search_findings(page, walk)
        context.close()
        walk.log = lab.log()
    return walk


def listen(page, walk, address):
    """Note errors of the page, what it asks of others, and what the server refuses."""

    def tell(message):
        if message.type == "error":
            walk.console.append(message.text)

    page.on("console", tell)
    page.on("pageerror", lambda error: walk.console.append(str(error)))
    page.on("request", lambda asked: walk.asked.append(asked.url.replace(address, "")))
    page.on("response", lambda got: got.status >= 400 and walk.refused.append(got.url))


def run_all(page):
    """Run the notebook in front; as a person, again where its kernel was not there yet."""
    begun = page.locator(NOTEBOOK).locator(".jp-InputPrompt", has_text=re.compile(r"\[[\d*]+\]"))
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while not begun.count():
        assert time.monotonic() < deadline, "no cell was run"
        page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_timeout(ONE_LOOK_MS)


def begin(page):
    page.locator(NOTEBOOK).get_by_role("heading", name="Inicio").wait_for()
    run_all(page)
    page.locator(NOTEBOOK).get_by_role("link", name="explorar.ipynb").click()
    page.locator(NOTEBOOK).get_by_role("heading", name="Exploración").first.wait_for()


def explore(page, walk):
    """Look at a politica, then change vigencia, politica and entidad, one after the other."""
    run_all(page)
    look(page, walk, "Gobierno Digital, vigencia 2025: ALCALDÍA DE VILLA MUESTRA")
    page.locator(".mipg-vigencia select").select_option("2024")
    look(page, walk, "Gobierno Digital, vigencia 2024: ALCALDÍA DE VILLA MUESTRA")
    search(page, "politica", "integridad")
    look(page, walk, "Integridad, vigencia 2024: ALCALDÍA DE VILLA MUESTRA")
    search(page, "entidad", "gobernacion ejemplo norte")
    look(page, walk, "Integridad, vigencia 2024: GOBERNACIÓN DE EJEMPLO NORTE")


def search(page, name, words):
    """Type words in a searchable list and take the first row that they leave."""
    control = page.locator(f".mipg-{name}")
    control.locator(".mipg-buscar input").fill(words)
    control.locator(".mipg-hallados", has_text="1 en la lista").wait_for()
    control.locator(".mipg-lista select").select_option(index=0)


def look(page, walk, heading):
    """Wait until the panel speaks of the selection; keep its heading and its chart."""
    shown = page.locator(".mipg-resumen").get_by_role("heading", name=heading)
    shown.wait_for()
    walk.headings.append(shown.inner_text())
    walk.charts.append(page.locator(CHART).first.inner_html())


def take_to_report(page, walk):
    page.locator(".mipg-llevar").click()
    page.locator(".mipg-enlaces").get_by_role("link", name="HTML").click()
    frame = page.frame_locator(".jp-HTMLViewer iframe")
    frame.get_by_role("heading", level=1).wait_for()
    walk.report = frame.locator("body").inner_text()


def search_findings(page, walk):
    """Go back to the first page, from there to the findings, and search their table."""
    page.get_by_role("tab", name="inicio.ipynb").click()
    page.locator(NOTEBOOK).get_by_role("link", name="calidad.ipynb").click()
    page.locator(NOTEBOOK).get_by_role("heading", name="Calidad").first.wait_for()
    run_all(page)
    page.locator(".mipg-hallazgos").get_by_label("Buscar en la tabla").fill("formulario MECI")
    page.locator(".mipg-hallazgos", has_text="Filas 1 a 1 de 1 (de ").wait_for()
    walk.findings = page.locator(".mipg-hallazgos tbody tr:visible").all_inner_texts()


def test_chart_follows_every_control(walk):
    assert len(walk.headings) == 4
    assert len(set(walk.charts)) == 4


def test_report_is_about_what_was_on_the_screen(walk):
    assert "GOBERNACIÓN DE EJEMPLO NORTE (FICTICIA)" in walk.report
    assert re.search(r"Integridad: exploración\s+de los resultados FURAG 2024", walk.report)


def test_findings_are_searched_on_the_screen(walk):
    (found,) = [row for row in walk.findings if row.strip()]
    assert "Resultados_vig2024_territorio.xlsx" in found


def test_browser_met_no_error(walk):
    assert walk.console == []
    assert walk.refused == []


def test_page_asks_nobody_but_its_own_server(walk):
    own = ("/", "data:", "blob:")
    assert walk.asked
    assert [url for url in walk.asked if not url.startswith(own)] == []


def test_server_and_kernels_had_nothing_to_complain_about(walk):
    complaints = [line for line in walk.log.splitlines() if line.strip()]
    assert [line for line in complaints if not any(re.fullmatch(h, line) for h in HARMLESS)] == []
