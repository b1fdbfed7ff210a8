"""Whole walks of a published site, as a reader makes them: by mouse or by keyboard, on a phone or
a desk, from a server or from a folder, with and without script.
"""

import shutil
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from builders import once

from mipg_helpers.site.content import collect
from mipg_helpers.site.preview import Preview
from mipg_helpers.site.publish import publish
from mipg_helpers.site.publish_content import ReviewedContent

pytestmark = pytest.mark.browser

#: All have their reports; the other only assesses Control Interno.
ENTIDAD, OTHER = "0001", "0102"
PLACE = "Villa Muestra"
POLITICA = "Participación Ciudadana en la Gestión Pública"
PHONE, DESK = 390, 1280
#: Not of the network: what a page carries inside, and the browser's own viewer of PDF.
INSIDE = ("data:", "chrome-extension://", "chrome://resources/")
#: A PDF cannot name its icon, so the browser looks for one where a server may have it.
NO_ICON = "participacion.pdf: favicon.ico"
#: More stops than any page has before what a walk looks for.
MOST_STOPS = 150
#: Any two of how, where and from what are met together in some walk.
WALKS = [
    ("mouse", DESK, "http"),
    ("mouse", PHONE, "file"),
    ("keyboard", DESK, "file"),
    ("keyboard", PHONE, "http"),
]
every_walk = pytest.mark.parametrize(("hand", "width", "served"), WALKS)


@pytest.fixture(scope="module")
def site(sample_space, sample_reports, tmp_path_factory) -> Path:
    """Publish two entidades of the sample, one with its 20 reports."""

    def make(folder: Path) -> None:
        shutil.copytree(sample_reports, folder)
        content = collect(sample_space, entidades=[ENTIDAD, OTHER], vigencia=2025, outputs=folder)
        publish(ReviewedContent(content, interna=False), folder / "sitio", though_missing=True)

    return once(tmp_path_factory, "recorridos", make) / "sitio"


@pytest.fixture(scope="module")
def addresses(site):
    """Give the address of the site by how it is served."""
    with Preview(site) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield {"http": server.address, "file": f"{site.as_uri()}/"}
        server.shutdown()
        thread.join()


class Reader(NamedTuple):
    """Somebody in front of the home of the site."""

    page: object
    hand: str

    def take(self, target) -> None:
        """Press a link or a button as this reader does."""
        if self.hand == "mouse":
            target.click()
        else:
            self.reach(target)
            self.page.keyboard.press("Enter")

    def reach(self, target) -> None:
        """Put the focus on something by Tab alone, or by a click."""
        if self.hand == "mouse":
            target.click()
            return
        target.wait_for()
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return
        pytest.fail(f"Tab never gets to {target}")

    def link(self, name: str):
        """Find the first link with these words, among those that can be seen."""
        return self.page.get_by_role("link", name=name).first

    def follow(self, name: str, ending: str) -> None:
        """Take a link and arrive at the page it promises."""
        self.take(self.link(name))
        self.page.wait_for_url(f"**/{ending}")

    def follow_menu(self, name: str, ending: str) -> None:
        """Take a link of the menu, which is folded on a phone."""
        fold = self.page.locator("nav.menu summary")
        if fold.is_visible():
            self.take(fold)
        self.take(self.page.locator("nav.menu").get_by_role("link", name=name))
        self.page.wait_for_url(f"**/{ending}")

    def download(self, target) -> tuple[str, bytes]:
        """Take a link to a file; its name and what came."""
        with self.page.expect_download() as coming:
            self.take(target)
        return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()

    def content(self) -> bytes:
        """Read what is at the address the browser is at; a PDF is shown by its own viewer."""
        address = urlsplit(self.page.url)
        if address.scheme == "file":
            return Path(address.path).read_bytes()
        answer = self.page.context.request.get(self.page.url)
        assert answer.headers["content-type"] == "application/pdf"
        return answer.body()

    def title(self) -> str:
        return self.page.locator("h1").inner_text()

    def is_too_wide(self) -> bool:
        wide = "document.documentElement.scrollWidth > innerWidth"
        return self.page.evaluate(wide)


def complaint(message) -> str:
    """Tell what a page said; of a missing icon, only which file it would be the icon of."""
    address = urlsplit(message.location["url"]).path
    if address == "/favicon.ico":
        return f"{Path(urlsplit(message.page.url).path).name}: favicon.ico"
    return f"{message.text} {address}"


@pytest.fixture
def reader(browser, addresses):
    """Open the home; in the end nothing was refused, failed or asked of anybody else."""
    contexts, said, asked, homes = [], [], [], []

    def start(hand: str, width: int, served: str, **options) -> Reader:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.on("console", lambda message: said.append(complaint(message)))
        context.on("weberror", lambda error: said.append(str(error.error)))
        context.on("request", lambda request: asked.append(request.url))
        homes.append(addresses[served])
        page = context.new_page()
        page.goto(f"{addresses[served]}index.html")
        return Reader(page, hand)

    yield start
    for context in contexts:
        context.close()
    assert [text for text in said if text != NO_ICON] == []
    assert any(url.endswith(".css") for url in asked)  # what is asked for is being seen
    assert [url for url in asked if not url.startswith((*homes, *INSIDE))] == []


def go_to_politica(one: Reader) -> None:
    """Walk from the home of the site to the page of the politica."""
    one.follow(PLACE.upper(), f"entidades/{ENTIDAD}/index.html")
    one.follow("Participación", "politicas/participacion.html")
    assert one.title() == POLITICA


@every_walk
def test_a_politica_is_found_with_its_report_and_its_pdf(reader, site, hand, width, served):
    one = reader(hand, width, served)
    go_to_politica(one)
    assert not one.is_too_wide()
    one.follow("Página web de Informe de la política", "informes/participacion.html")
    assert POLITICA in one.title()
    assert not one.is_too_wide()
    one.page.go_back()
    one.follow("PDF de Informe de la política", "informes/participacion.pdf")
    content = one.content()
    assert content.startswith(b"%PDF-")
    assert content == (site / "entidades" / ENTIDAD / "informes/participacion.pdf").read_bytes()


@every_walk
def test_the_data_are_downloaded(reader, site, hand, width, served):
    one = reader(hand, width, served)
    one.follow(PLACE.upper(), f"entidades/{ENTIDAD}/index.html")
    one.follow_menu("Datos", f"entidades/{ENTIDAD}/datos.html")
    name, content = one.download(one.link("CSV de Brechas"))
    assert name == "brechas.csv"
    assert content == (site / "entidades" / ENTIDAD / "datos" / name).read_bytes()
    assert "politica" in content.decode("utf-8-sig").splitlines()[0]


@every_walk
def test_search_without_accents_leads_to_the_politica(reader, hand, width, served):
    one = reader(hand, width, served)
    one.follow_menu("Buscar", "buscar.html")
    one.reach(one.page.locator("#consulta"))
    one.page.keyboard.type("participacion")
    one.page.keyboard.press("Enter")
    first = one.page.locator("#resultados a").first
    assert first.inner_text().startswith("Participación Ciudadana")
    assert not one.is_too_wide()
    one.take(first)
    one.page.wait_for_url("**/politicas/participacion.html")
    assert one.title() == POLITICA


@every_walk
def test_the_matrix_is_filtered_and_leads_to_an_entidad(reader, hand, width, served):
    one = reader(hand, width, served)
    one.follow_menu("Entidades y políticas", "matriz.html")
    rows = one.page.locator("#matriz tbody tr:visible")
    assert rows.count() == 2
    one.reach(one.page.locator("#texto"))
    one.page.keyboard.type("villa muestra")
    one.page.get_by_text("Se muestran 1 de 2 entidades.").wait_for()
    assert rows.count() == 1
    one.follow(PLACE.upper(), f"entidades/{ENTIDAD}/index.html")


@pytest.mark.parametrize(("hand", "width", "served"), WALKS[::2])
def test_without_script_a_report_is_reached(reader, hand, width, served):
    one = reader(hand, width, served, java_script_enabled=False)
    go_to_politica(one)
    one.follow("Página web de Informe de la política", "informes/participacion.html")
    assert POLITICA in one.title()


@pytest.mark.parametrize(("hand", "width", "served"), WALKS[1::2])
def test_without_script_the_search_is_a_plain_list(reader, hand, width, served):
    one = reader(hand, width, served, java_script_enabled=False)
    one.follow_menu("Buscar", "buscar.html")
    assert not one.page.locator("#formulario").is_visible()
    one.take(one.page.locator("main .index a", has_text=PLACE.upper()))
    one.page.wait_for_url(f"**/entidades/{ENTIDAD}/index.html")
