import json
import subprocess
import sys

import pytest
from document_builders import code, markdown, notebook, shown

from mipg_helpers.errors import RenderError

CLASSES = ("MipgHtmlExporter", "MipgPdfExporter")


@pytest.fixture
def path(tmp_path):
    cells = [markdown("# Análisis propio"), code(shown({"text/plain": "'Listo'"}))]
    for number, cell in enumerate(cells):
        cell["id"] = f"c{number}"
    kernel = {"name": "python3", "display_name": "Python 3"}
    file = tmp_path / "mi_cuaderno.ipynb"
    file.write_text(json.dumps(notebook(*cells, kernelspec=kernel)), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "suffix", "start"),
    [("MipgHtmlExporter", ".html", b"<!doctype html>"), ("MipgPdfExporter", ".pdf", b"%PDF-1.7")],
)
def test_nbconvert_finds_the_exporter_by_its_class(path, name, suffix, start):
    target = f"mipg_helpers.reporting.exporters.{name}"
    command = [sys.executable, "-m", "nbconvert", "--to", target, str(path)]
    subprocess.run(command, check=True, capture_output=True)
    assert path.with_suffix(suffix).read_bytes().lstrip().startswith(start)


@pytest.mark.parametrize("name", CLASSES)
def test_menu_shows_a_spanish_label(name):
    from mipg_helpers.reporting import exporters

    assert getattr(exporters, name).export_from_notebook.startswith("Informe MIPG (")


def test_notebook_without_title_takes_the_name_of_its_file(path):
    from mipg_helpers.reporting.exporters import MipgHtmlExporter

    path.write_text(path.read_text(encoding="utf-8").replace("# An", "An"), encoding="utf-8")
    page, _ = MipgHtmlExporter().from_filename(str(path))
    assert b"<h1>mi cuaderno</h1>" in page


def test_notebook_that_never_ran_is_refused(path):
    from mipg_helpers.reporting.exporters import MipgHtmlExporter

    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][1] |= {"outputs": [], "execution_count": None}
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(RenderError, match="mi_cuaderno: el cuaderno no se ha ejecutado"):
        MipgHtmlExporter().from_filename(str(path))
