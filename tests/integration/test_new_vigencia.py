"""A new vigencia, with a renamed politica and two new sub-indices, needs rows and no Python."""

import re

import openpyxl
import pytest
from builders import NOTEBOOKS, mipg_here
from lxml import html
from reference_builders import invented_vigencia

MAIN = "0001"


def next_year_workbook(source, target):
    """Turn the sample's last workbook into one of the year after, with its new columns."""
    book = openpyxl.load_workbook(source)
    sheet = book["Territorio"]
    headers = {cell.value: cell for cell in sheet[3] if cell.value}
    sheet["A2"] = "Resultados Territorio – Vigencia 2026"
    digital = next(text for text in headers if re.match(r"\s*POL07", text))
    headers[digital].value = "POL07 Índice de Transformación Digital Pública"
    width = max(cell.column for cell in headers.values())
    new = ["I71 Inteligencia artificial responsable", "I72 Presupuesto orientado a resultados"]
    for column, title in enumerate(new, start=width + 1):
        sheet.cell(3, column, title)
        for row in range(4, sheet.max_row + 1):
            sheet.cell(row, column, 40 + (row % 50))
    book.save(target)


@pytest.fixture(scope="module")
def reports(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("vigencia_nueva")
    raw = folder / "raw"
    raw.mkdir()
    earlier = sample / "raw" / "resultados" / "Resultados_vig2025_territorio.xlsx"
    (raw / earlier.name).write_bytes(earlier.read_bytes())
    next_year_workbook(earlier, raw / "Resultados_vig2026_territorio.xlsx")
    environment = {"MIPG_REFERENCIA": str(invented_vigencia(folder / "referencia"))}
    loaded = mipg_here("cargar", raw, "--datos", folder / "tidy", environment=environment)
    assert loaded.returncode == 0, loaded.stdout + loaded.stderr
    made = mipg_here(
        "lote", "--entidad", MAIN, "--vigencia", "2026", "--politica", "gobierno_digital",
        "--politica", "presupuesto", "--formato", "html", "--datos", folder / "tidy",
        "--salida", folder / "salida", "--cuadernos", NOTEBOOKS, environment=environment,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    pages = (folder / "salida" / "2026" / MAIN).glob("*.html")
    return {
        page.stem: re.sub(r"\s+", " ", html.fromstring(page.read_bytes()).text_content())
        for page in pages
    }


def test_report_uses_the_new_name_and_keeps_the_series(reports):
    page = reports["gobierno_digital"]
    assert "Transformación Digital Pública" in page
    assert "2025" in page


def test_new_sub_indices_are_in_their_reports(reports):
    assert "Inteligencia artificial responsable" in reports["gobierno_digital"]
    assert "Presupuesto orientado a resultados" in reports["presupuesto"]


def test_unregistered_vigencia_is_refused_by_the_packaged_tables(sample, tmp_path):
    source = sample / "raw" / "resultados" / "Resultados_vig2025_territorio.xlsx"
    next_year_workbook(source, tmp_path / "libro.xlsx")
    done = mipg_here("cargar", tmp_path / "libro.xlsx", "--datos", tmp_path / "tidy")
    assert done.returncode != 0
    assert "2026" in done.stdout + done.stderr
    assert not (tmp_path / "tidy").exists()
