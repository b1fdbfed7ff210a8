"""The ordinary kernel takes over where a fork cannot serve, and the operator is told."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from parity_builders import FOLDER

from mipg_helpers.errors import NotebookRunError
from mipg_helpers.reporting.engine import fit, parent
from mipg_helpers.reporting.engine.fit import UnsuitableError, require_fit
from mipg_helpers.reporting.execute import engine_notices, run_notebook

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def metadata(**spec):
    return {"metadata": {"kernelspec": {"name": "python3", "language": "python", **spec}}}


def simple(folder):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print('hola')")])
    book.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "P"}
    nbformat.write(book, folder / "simple.ipynb")
    return folder / "simple.ipynb"


def execute(notebook, folder, engine):
    return run_notebook(notebook, folder / "o.ipynb", {}, data_folder=folder, engine=engine)


def test_python_notebook_fits():
    require_fit(metadata(), "python3")


def test_other_system_does_not_fit(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(UnsuitableError, match="no es Linux"):
        require_fit(metadata(), "python3")


def test_other_language_does_not_fit():
    with pytest.raises(UnsuitableError, match="lenguaje 'R'"):
        require_fit(metadata(language="R"), "ir")


def test_other_environment_does_not_fit():
    with pytest.raises(UnsuitableError, match="kernel 'otro'"):
        require_fit(metadata(), "otro")


def test_notice_names_notebook_and_reason():
    book = metadata()
    fit.note_engine(book, "kernel", "porque sí")
    assert engine_notices(book, Path("a/b.ipynb")) == [
        "b.ipynb: se usó el kernel ordinario y no el motor rápido: porque sí"
    ]


def test_fast_engine_gives_no_notice(tmp_path):
    book = execute(simple(tmp_path), tmp_path, "auto")
    assert (book["metadata"]["mipg"], engine_notices(book, tmp_path)) == ({"motor": "rapido"}, [])


def test_widget_runs_the_notebook_again_in_a_kernel(tmp_path):
    book = execute(FOLDER / "controles.ipynb", tmp_path, "auto")
    texts = [o.text for cell in book["cells"] for o in cell.get("outputs", ()) if "text" in o]
    assert texts == ["antes\n", "después\n"]
    assert "celda 3 abre un control interactivo" in engine_notices(book, tmp_path)[0]


def test_widget_is_refused_where_the_fast_engine_was_asked_for(tmp_path):
    with pytest.raises(NotebookRunError, match="no se puede ejecutar con el motor 'rapido'"):
        execute(FOLDER / "controles.ipynb", tmp_path, "rapido")


@pytest.mark.parametrize(
    ("warmer", "words"),
    [
        ("os:no_existe", "no_existe"),
        ("zygote_warmers:start_thread", "2 hilos"),
        ("zygote_warmers:break_output", "la celda de prueba no mostró lo que debía"),
    ],
)
def test_unfit_warm_process_is_refused_saying_why(monkeypatch, warmer, words):
    monkeypatch.setenv("PYTHONPATH", str(FOLDER.parent))
    monkeypatch.setattr(parent, "WARMERS", (warmer,))
    monkeypatch.setattr(parent, "_zygotes", {})
    monkeypatch.setattr(parent, "_unfit", [])
    with pytest.raises(UnsuitableError, match=words):
        parent.warm_process()


def test_unfit_warm_process_leads_to_the_kernel(monkeypatch, tmp_path):
    monkeypatch.setattr(parent, "_unfit", ["no sirve"])
    book = execute(simple(tmp_path), tmp_path, "auto")
    assert engine_notices(book, tmp_path)[0].endswith("no sirve")


def test_papermill_command_line_takes_the_engine(tmp_path):
    command = ["-m", "papermill", simple(tmp_path), tmp_path / "out.ipynb", "--engine", "mipg"]
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    book = json.loads((tmp_path / "out.ipynb").read_text(encoding="utf-8"))
    assert book["metadata"]["mipg"] == {"motor": "rapido"}
    assert book["cells"][0]["outputs"][0]["text"] == ["hola\n"]
