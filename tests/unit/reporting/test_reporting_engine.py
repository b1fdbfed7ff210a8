"""A report leaves no trace in the next, and how it died is said and kept."""

import os
import signal
import time
from pathlib import Path

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from mipg_helpers.errors import NotebookRunError
from mipg_helpers.reporting.engine.parent import warm_process
from mipg_helpers.reporting.execute import run_notebook

# Every warning of the interpreter inside a notebook is the notebook's affair.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def notebook(*sources, tags=()):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for cell in cells:
        cell.metadata.tags = list(tags)
    spec = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})


def run(book, folder, **options):
    source, target = folder / "in.ipynb", folder / "out.ipynb"
    nbformat.write(book, source)
    options = {"engine_name": "mipg", "progress_bar": False, **options}
    try:
        papermill.execute_notebook(str(source), str(target), cwd=str(folder), **options)
    finally:
        run.saved = nbformat.read(target, 4)
        # papermill marks an error with text cells of its own.
        run.saved.cells = [cell for cell in run.saved.cells if cell.cell_type == "code"]
    return run.saved


def test_failed_cell_is_papermills_error_and_stops(tmp_path):
    with pytest.raises(PapermillExecutionError, match="ValueError: no sirve"):
        run(notebook("a = 1", "raise ValueError('no sirve')", "b = 2"), tmp_path)
    assert [cell.get("execution_count") for cell in run.saved.cells] == [1, 2, None]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "signal SIGKILL"),
        ("import ctypes; ctypes.string_at(0)", "signal SIGSEGV"),
        ("import os; os._exit(3)", "exit status 3"),
    ],
)
def test_death_is_named_and_what_was_printed_is_kept(tmp_path, code, words):
    with pytest.raises(DeadKernelError, match=words):
        run(notebook(f"print('antes')\n{code}", "b = 2"), tmp_path)
    died, after = run.saved.cells
    assert died.outputs[0].text.startswith("antes")
    assert (died.metadata.papermill.status, after.metadata.papermill.status) == (
        "failed",
        "pending",
    )


@pytest.mark.parametrize(
    "code", ["while True: pass", "import time; time.sleep(60)", "sum(range(10**12))"]
)
def test_time_limit_holds_in_python_and_in_c(tmp_path, code):
    start = time.monotonic()
    with pytest.raises(CellTimeoutError):
        run(notebook(code), tmp_path, execution_timeout=1)
    assert time.monotonic() - start < 20


def test_memory_limit_is_a_clean_error(tmp_path):
    with pytest.raises(PapermillExecutionError, match="MemoryError"):
        run(notebook("b'x' * 4_000_000_000"), tmp_path, memory=2_000_000_000)


def test_nothing_the_report_started_outlives_it(tmp_path):
    code = "import subprocess\nprint(subprocess.Popen(['sleep', '600']).pid)"
    done = run(notebook(code), tmp_path)
    pid = int(done.cells[-1].outputs[0].text)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _is_running(pid):
        time.sleep(0.05)
    assert not _is_running(pid)


def _is_running(pid):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


LEAKS = {
    "variable": ("leaked = 1", "'leaked' in globals()"),
    "module state": ("import json; json.leaked = 1", "import json; hasattr(json, 'leaked')"),
    "environment": ("import os; os.environ['LEAKED'] = '1'", "'LEAKED' in os.environ"),
    "folder": ("import os; os.chdir('/')", "import os; os.getcwd() == '/'"),
    "pandas option": (
        "import pandas as pd; pd.set_option('display.precision', 1)",
        "import pandas as pd; pd.get_option('display.precision') == 1",
    ),
    "rcParams": (
        "import matplotlib as mpl; mpl.rcParams['font.size'] = 77",
        "import matplotlib as mpl; mpl.rcParams['font.size'] == 77",
    ),
    "warnings filter": (
        "import warnings; warnings.simplefilter('ignore', ResourceWarning)",
        "import warnings; warnings.filters[0][2] is ResourceWarning",
    ),
    "attribute of a module": ("import sys; sys.leaked = 1", "import sys; hasattr(sys, 'leaked')"),
    "path": ("import sys; sys.path.insert(0, '/leaked')", "'/leaked' in sys.path"),
    "decimal context": (
        "import decimal; decimal.getcontext().prec = 3",
        "import decimal; decimal.getcontext().prec == 3",
    ),
    "umask": ("import os; _ = os.umask(0o777)", "import os; (os.umask(0o22)) == 0o777"),
    "randomness": (
        "import random; random.seed(7)",
        "import random; random.random() == random.Random(7).random()",
    ),
}


def probe(name):
    *setup, question = LEAKS[name][1].split("; ")
    return "\n".join(["import os, sys", *setup, question])


@pytest.mark.parametrize("name", list(LEAKS))
def test_no_state_leaks_into_the_next_report(tmp_path, name):
    run(notebook(LEAKS[name][0]), tmp_path)
    done = run(notebook(probe(name)), tmp_path)
    assert done.cells[-1].outputs[0].data["text/plain"] == "False"


@pytest.mark.parametrize("name", list(LEAKS))
def test_probe_sees_the_state_inside_one_report(tmp_path, name):
    done = run(notebook(LEAKS[name][0], probe(name)), tmp_path)
    assert done.cells[-1].outputs[0].data["text/plain"] == "True"


def test_two_reports_draw_different_random_numbers(tmp_path):
    book = notebook("import random, numpy\nrandom.random(), numpy.random.rand()")
    first, second = (run(book, tmp_path).cells[-1].outputs[0].data for _ in range(2))
    assert first != second


def test_exit_ends_the_report_after_its_cell(tmp_path):
    with pytest.raises(DeadKernelError, match="exit status 0"):
        run(notebook("exit()\nprint('sigue')", "b = 2"), tmp_path)
    assert run.saved.cells[0].outputs[0].text == "sigue\n"


def test_cell_at_which_a_report_died_is_marked(tmp_path):
    with pytest.raises(DeadKernelError):
        run(notebook("import os; os._exit(3)", "b = 2"), tmp_path)
    died, after = run.saved.cells
    assert died.outputs[-1].evalue == "Kernel died: exit status 3"
    assert after.outputs == []
    nbformat.validate(run.saved)


def test_notebook_of_a_dead_report_is_kept_and_marked(tmp_path):
    nbformat.write(notebook("import os; os._exit(3)", "b = 2"), tmp_path / "a.ipynb")
    with pytest.raises(NotebookRunError, match="exit status 3"):
        run_notebook(tmp_path / "a.ipynb", tmp_path / "b.ipynb", {}, data_folder=tmp_path)
    saved = nbformat.read(tmp_path / "b.ipynb", 4)
    nbformat.validate(saved)
    assert "papermill-error-cell" in saved.cells[0].source


def test_cell_that_the_system_refuses_is_told_in_spanish(tmp_path):
    nbformat.write(notebook("open('no_hay/a.csv')"), tmp_path / "in.ipynb")
    with pytest.raises(NotebookRunError, match=r"celda 1: 'no_hay/a\.csv': no existe"):
        run_notebook(tmp_path / "in.ipynb", tmp_path / "out.ipynb", {}, data_folder=tmp_path)


def test_warm_process_that_dies_during_a_report_fails_only_that_one(tmp_path):
    pid = warm_process().process.pid
    with pytest.raises(DeadKernelError, match="signal SIGKILL"):
        run(notebook(f"import os, time; os.kill({pid}, 9); time.sleep(60)"), tmp_path)
    assert run(notebook("1"), tmp_path).cells[-1].execution_count == 1


def test_warm_process_that_died_unnoticed_is_replaced(tmp_path, monkeypatch):
    zygote = warm_process()
    zygote.process.kill()
    monkeypatch.setattr(type(zygote), "is_alive", True)
    assert zygote._ask({}, []) is None
    monkeypatch.undo()
    assert run(notebook("1"), tmp_path).cells[-1].execution_count == 1


def test_figure_of_pyplot_is_shown_in_its_cell(tmp_path):
    code = "import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])"
    assert "image/png" in run(notebook(code), tmp_path).cells[-1].outputs[0].data


def test_dead_warm_process_is_replaced(tmp_path):
    zygote = warm_process()
    os.kill(zygote.process.pid, signal.SIGKILL)
    zygote.process.wait()
    assert run(notebook("1"), tmp_path).cells[-1].execution_count == 1


def test_no_descriptor_is_left_open(tmp_path):
    run(notebook("1"), tmp_path)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        run(notebook("1"), tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
