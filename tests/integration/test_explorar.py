"""The explorer in documents: in batch, ordered from a notebook, and saved with its controls."""

import json
import tomllib

import pytest
from builders import NOTEBOOKS
from lab_builders import ENTIDAD, POLITICA, VIGENCIA
from lxml import html

from mipg_helpers.lab.static import WIDGET_MIME
from mipg_helpers.lab.to_report import to_report
from mipg_helpers.presentation import blocks
from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
from mipg_helpers.reporting.jobs import plan_jobs, run_job
from mipg_helpers.reporting.profiles_exploration import Selection
from mipg_helpers.reporting.settings import WATCHED_VARIABLE

#: A politica that does not apply, a MECI form, and an entidad alone in its group.
UNUSUAL = (("0003", "mejora_normativa"), ("0102", "integridad"), ("9329", POLITICA))
VIEWS = (
    "Resumen", "Resultado y tendencia", "Posición en el grupo", "Brechas con la referencia",
    "Subíndices", "Puntajes del grupo", "¿Y si se cierran las brechas?",
    "Recomendaciones oficiales", "Método y fuentes",
)  # fmt: skip


def outline(page):
    return [found.text_content() for found in html.fromstring(page).iterfind(".//main//h2")]


@pytest.mark.parametrize(("entidad", "politica"), UNUSUAL)
def test_an_incomplete_entidad_has_its_report_too(sample_space, tmp_path, entidad, politica):
    (job,) = plan_jobs(
        sample_space, select_kinds(read_report_kinds(NOTEBOOKS), ["explorar"]),
        entidades=[entidad], vigencia=VIGENCIA, outputs=tmp_path, politicas=[politica],
        engine="rapido",
    )  # fmt: skip
    result = run_job(job)
    assert (result.ok, result.error, result.avisos) == (True, "", ())
    assert {path.suffix for path, _ in result.outputs} == {".html", ".pdf"}


@pytest.fixture(scope="module")
def ordered(sample_space, tmp_path_factory):
    """Order the report of a selection, as the button does, in a project folder of its own."""
    folder = tmp_path_factory.mktemp("pedido") / "notebooks"
    folder.symlink_to(NOTEBOOKS)
    chosen = Selection(ENTIDAD, VIGENCIA, POLITICA, "departamento", "mejor_grupo", 12.5)
    return to_report("explorar", chosen, sample_space, folder), folder.parent / "outputs"


def test_an_order_gives_both_documents_and_its_parameters(ordered):
    written, outputs = ordered
    assert [words for words, _ in written.links] == [
        "Informe en HTML",
        "Informe en PDF",
        "Parámetros del informe",
    ]
    target = outputs / str(VIGENCIA) / ENTIDAD
    assert sorted(path.suffix for path in target.iterdir()) == [".html", ".pdf", ".toml"]


def test_document_says_what_was_chosen(ordered):
    (page,) = ordered[1].rglob("*.html")
    content = page.read_bytes()
    assert outline(content) == list(VIEWS)
    words = html.fromstring(content).text_content()
    assert "El mejor puntaje del Departamento Ejemplo" in words
    assert "No es el grupo par oficial" in words
    assert "12,5 puntos o más" in words


def test_file_of_parameters_repeats_the_order(ordered):
    (path,) = ordered[1].rglob("*.toml")
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text)["parametros"] == {
        "grupo": "departamento",
        "referencia": "mejor_grupo",
        "umbral": 12.5,
    }
    assert "mipg informe --entidad=0001 --vigencia=2025 --politica=gobierno_digital" in text


@pytest.fixture(scope="module")
def saved(sample, tmp_path_factory):
    """Run the notebook in a kernel with somebody watching, and save it with its controls."""
    import nbclient
    import nbformat
    from traitlets.config import Config

    book = nbformat.read(NOTEBOOKS / "explorar.ipynb", as_version=4)
    quiet = Config({"KernelManager": {"transport_encryption": "auto"}})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MIPG_DATOS", str(sample / "tidy"))
        patch.setenv(WATCHED_VARIABLE, str(NOTEBOOKS / "explorar.ipynb"))
        place = {"metadata": {"path": str(NOTEBOOKS)}}
        nbclient.NotebookClient(book, resources=place, config=quiet).execute()
    path = tmp_path_factory.mktemp("guardado") / "explorar.ipynb"
    nbformat.write(book, path)
    return path


def test_a_watched_kernel_shows_controls_and_the_static_form(saved):
    cells = json.loads(saved.read_text(encoding="utf-8"))["cells"]
    (output,) = cells[-1]["outputs"]
    assert {WIDGET_MIME, blocks.MIME, "text/html", "text/plain"} <= set(output["data"])


def test_a_notebook_saved_with_controls_prints_without_them(saved):
    from mipg_helpers.reporting.exporters import MipgHtmlExporter

    page, _ = MipgHtmlExporter().from_filename(str(saved))
    assert outline(page) == list(VIEWS)
    text = page.decode()
    assert "widget" not in text
    assert "<script" not in text
