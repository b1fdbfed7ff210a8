"""Pages of every kind in a real browser: nothing for axe to say, nothing asked of the network."""

import io

import matplotlib as mpl
import pandas as pd
import pytest
from document_builders import (
    HOSTILE,
    PNG,
    chart,
    chart_table,
    code,
    document_with,
    markdown,
    notebook,
    report,
    shown,
    text_document,
    wide_table,
)
from matplotlib.figure import Figure

from mipg_helpers.presentation import blocks as b
from mipg_helpers.reporting.document import document_from_notebook
from mipg_helpers.reporting.html import render_html

pytestmark = pytest.mark.browser


def ordinary():
    """Build what an analyst's own notebook gives: frames, a Styler, charts in two forms."""
    frame = pd.DataFrame({"politica": ["Integridad", "Compras"], "puntos": [61.3, None]})
    with mpl.rc_context({"svg.fonttype": "path"}):
        figure = Figure(figsize=(5, 2.5))
        figure.subplots().plot([1, 2], [61.3, 65.5])
        file = io.StringIO()
        figure.savefig(file, format="svg")
    wide = pd.DataFrame({f"columna_{i}": range(12) for i in range(14)})
    return document_from_notebook(
        notebook(
            markdown("# Exploración\n\n- uno\n- dos\n\n|a|b|\n|-|-|\n|1|2|\n\n> cita"),
            code(shown({"text/html": frame._repr_html_()})),
            code(shown({"text/html": frame.style._repr_html_()})),
            code(shown({"text/html": wide._repr_html_()})),
            code(shown({"image/svg+xml": file.getvalue(), "text/plain": "<Figure>"})),
            code(shown({"image/png": PNG})),
            code(shown({"text/plain": "a  b\n" + "columna " * 40})),
        )
    )


PAGES = {
    "report": report,
    "ordinary notebook": ordinary,
    "almost empty": lambda: text_document(b.paragraph("Hola")),
    "chart": lambda: document_with(chart(), chart_table(), chart(), chart_table()),
    "tables": lambda: document_with(
        *[wide_table(n) for n in (2, 4, 9, 14)],
        b.table(
            caption="Palabras largas",
            columns=[(f"Responsabilidades{i}", "left") for i in range(3)],
            rows=[["Telecomunicaciones/Sistematización"] * 3],
        ),
    ),
    "tones": lambda: document_with(
        *[b.callout(tone, "Título", "Texto") for tone in ("info", "ok", "warning", "danger")],
        notice="Datos ficticios",
        facts=[("Entidad", "Alcaldía"), ("Vigencia", "2025")],
    ),
    "hostile": lambda: document_with(
        b.table(
            caption=HOSTILE[2], columns=[("a", "left"), ("b", "left")], rows=[list(HOSTILE[:2])]
        ),
        *[b.paragraph(text) for text in HOSTILE],
        b.key_figures([{"label": text, "value": text, "detail": text} for text in HOSTILE[:4]]),
        title=HOSTILE[10],
        facts=[(text, text) for text in HOSTILE],
    ),
}


@pytest.fixture(scope="module", params=PAGES)
def visit(request, open_page, tmp_path_factory):
    path = tmp_path_factory.mktemp("paginas") / "pagina.html"
    path.write_bytes(render_html(PAGES[request.param]()))
    return open_page(path)


def test_axe_finds_nothing(visit):
    assert visit.violations == []


def test_page_asks_the_network_for_nothing(visit):
    assert visit.requests == []


def test_page_fits_the_screen(visit):
    assert visit.too_wide == []


def test_checker_sees_a_bad_page(open_page, tmp_path):
    """Prove that an empty answer means something."""
    path = tmp_path / "mala.html"
    page = "<html><img src='x.png'><p style='width:2000px;color:#ccc'>a</p></html>"
    path.write_text(page, encoding="utf-8")
    visit = open_page(path)
    assert any("image-alt" in line for line in visit.violations)
    assert visit.requests
    assert visit.too_wide


def test_skip_link_is_the_first_stop_and_leads_to_the_text(browser, tmp_path):
    path = tmp_path / "pagina.html"
    path.write_bytes(render_html(report()))
    page = browser.new_page()
    page.goto(path.as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Saltar al contenido"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#contenido"
    page.close()


def test_fonts_of_the_page_are_its_own(browser, tmp_path):
    path = tmp_path / "pagina.html"
    path.write_bytes(render_html(report()))
    page = browser.new_page()
    page.goto(path.as_uri())
    loaded = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].map(f => f.family + f.status))"
    )
    assert sorted(loaded) == ["MIPG Sansloaded"] * 2
    page.close()
