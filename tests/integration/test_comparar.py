"""The comparison as a document: a usual entidad, a MECI form, an own list, and everybody."""

import re
import subprocess

import pytest
from builders import NOTEBOOKS
from lxml import html

from mipg_helpers.presentation import sections_comparar
from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
from mipg_helpers.reporting.jobs import plan_jobs, run_job

HEADINGS = ["Resumen", *(view.titulo for view in sections_comparar.VIEWS)]
CASES = {
    "usual": ("0001", {}),
    "meci": ("0102", {}),
    "lista": ("0001", {"conjunto": "lista", "lista": "0002; 0003"}),
    "todas": ("0003", {"conjunto": "todas", "politica_detalle": "gobierno_digital"}),
}


@pytest.fixture(scope="module")
def made(sample_space, tmp_path_factory):
    """Make the report of every case, HTML and PDF, with the fast engine."""
    kinds = select_kinds(read_report_kinds(NOTEBOOKS), ["comparar"])
    found = {}
    for name, (entidad, parameters) in CASES.items():
        (job,) = plan_jobs(
            sample_space, kinds, entidades=[entidad], vigencia=2025, parameters=parameters,
            outputs=tmp_path_factory.mktemp(name), engine="rapido",
        )  # fmt: skip
        result = run_job(job)
        assert (result.ok, result.error, result.avisos) == (True, "", ())
        found[name] = {path.suffix: path for path, _ in result.outputs}
    return found


def words(made, name):
    page = html.fromstring(made[name][".html"].read_bytes())
    return re.sub(r"\s+", " ", page.text_content())


@pytest.mark.parametrize("name", CASES)
def test_document_has_every_section(made, name):
    page = html.fromstring(made[name][".html"].read_bytes())
    assert [found.text_content() for found in page.iterfind(".//main//h2")] == HEADINGS


@pytest.mark.parametrize("name", CASES)
def test_pdf_carries_the_numbers_of_the_page(made, name):
    done = subprocess.run(
        ["pdftotext", "-layout", str(made[name][".pdf"]), "-"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    number = re.compile(r"\d+,\d+")
    page = html.fromstring(made[name][".html"].read_bytes())
    cells = {n for cell in page.iter("td") for n in number.findall(cell.text_content())}
    assert cells <= set(number.findall(done.stdout))


def test_meci_is_compared_in_control_interno_only(made):
    assert "solo se les evalúa Control Interno" in words(made, "meci")
    assert "Gobierno Digital" not in words(made, "meci")


def test_a_small_list_shows_scores_but_no_statistics(made):
    text = words(made, "lista")
    assert "Se comparan 3 entidades" in text
    assert "al menos 5 entidades" in text


def test_everybody_is_still_a_readable_document(made):
    assert "Se muestran 16 de 465 entidades" in words(made, "todas")
    assert made["todas"][".html"].stat().st_size < 400_000
    done = subprocess.run(["pdfinfo", str(made["todas"][".pdf"])], check=True,
                          capture_output=True, text=True)  # fmt: skip
    assert int(re.search(r"Pages:\s+(\d+)", done.stdout)[1]) <= 10
