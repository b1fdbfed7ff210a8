"""Every notebook runs as a report, for an entidad as most are and for one that lacks much."""

import shutil

import pandas as pd
import pytest
from builders import NOTEBOOKS
from follow_up_builders import SAMPLE_PLAN, keep_plan

from mipg_helpers.errors import NotebookRunError
from mipg_helpers.reporting.checks import check_reader_text
from mipg_helpers.reporting.document import document_from_notebook
from mipg_helpers.reporting.execute import run_notebook
from mipg_helpers.reporting.html import render_html
from mipg_helpers.store.freshness import COPY_MARK

VIGENCIA = 2025
#: A mayoralty with everything; a corporation that fills in MECI only, without leaders or targets.
ENTIDADES = {"typical": "0001", "incomplete": "0102"}
EVIL = (
    '<script>alert(1)</script> =HYPERLINK("http://x") [x](javascript:alert(1)) #set page(fill: red)'
)


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    """Give the typical entidad a plan; the other one has none."""
    folder = tmp_path_factory.mktemp("plan")
    keep_plan(folder, SAMPLE_PLAN, entidad=ENTIDADES["typical"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MIPG_PLAN", str(folder))
        yield


def page_of(notebook, tidy, folder, **parameters):
    """Run a notebook without a kernel; its page has passed the checks of every report."""
    executed = run_notebook(
        notebook, folder / notebook.name, parameters, data_folder=tidy, engine="rapido"
    )
    document = document_from_notebook(executed)
    page = render_html(document)
    check_reader_text(page)
    return document, page.decode("utf-8")


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize("kind", ENTIDADES)
@pytest.mark.parametrize("notebook", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda p: p.stem)
def test_notebook_becomes_a_report(notebook, kind, sample, tmp_path):
    entidad = ENTIDADES[kind]
    document, page = page_of(
        notebook, sample / "tidy", tmp_path, entidad=entidad, vigencia=VIGENCIA
    )
    assert (document["identity"]["entidad_id"], document["identity"]["vigencia"]) == (
        entidad,
        str(VIGENCIA),
    )
    assert document["meta"]["avisos"] == []
    assert "<h2" in page


def test_first_page_runs_with_nothing_loaded(tmp_path):
    _, page = page_of(NOTEBOOKS / "inicio.ipynb", tmp_path / "nada", tmp_path)
    assert "mipg cargar data/raw --datos" in page
    assert "explorar.ipynb" in page


def test_quality_of_data_needs_data(tmp_path):
    with pytest.raises(NotebookRunError, match="no hay datos cargados"):
        page_of(NOTEBOOKS / "calidad.ipynb", tmp_path / "nada", tmp_path)


def test_what_a_hostile_file_says_stays_text(sample, tmp_path):
    tidy = tmp_path / "tidy"
    shutil.copytree(sample / "tidy", tidy)
    (tidy / COPY_MARK).write_text("datos", encoding="utf-8")
    path = tidy / "hallazgos" / "hallazgos.parquet"
    findings = pd.read_parquet(path)
    texts = ["hoja", "columna", "valor", "tipo", "mensaje", "accion"]
    findings[texts] = EVIL
    findings.to_parquet(path)
    _, page = page_of(NOTEBOOKS / "calidad.ipynb", tidy, tmp_path)
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "javascript:" not in page
