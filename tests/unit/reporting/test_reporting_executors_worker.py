from dataclasses import replace

import pytest
from batch_builders import draw_job, draw_result
from builders import NOTEBOOKS

from mipg_helpers.reporting import executors_worker
from mipg_helpers.reporting.executors_worker import (
    DataPlace,
    Refusal,
    differences,
    run_chunk,
    terms_for,
)
from mipg_helpers.reporting.locks import folder_lock

BOOK = NOTEBOOKS / "politica.ipynb"


@pytest.fixture(autouse=True)
def _stranger():
    executors_worker._AGREED.clear()


def terms(outputs, sample, run=draw_result, **changes):
    job = draw_job(outputs, notebook=BOOK)
    return replace(terms_for([job], DataPlace(sample / "tidy"), shared=outputs, run=run), **changes)


def test_leader_agrees_with_itself(tmp_path, sample):
    assert differences(terms(tmp_path, sample)) == ()


@pytest.mark.parametrize("name", ["python", "pandas", "el programa", "las tablas de referencia"])
def test_each_difference_is_named(tmp_path, sample, name):
    asked = terms(tmp_path, sample)
    other = tuple((n, "otra" if n == name else value) for n, value in asked.expected)
    [difference] = differences(replace(asked, expected=other))
    assert difference.startswith(f"{name}: ")
    assert difference.endswith("(se esperaba otra)")


def test_data_that_are_not_there_are_a_difference(tmp_path, sample):
    asked = terms(tmp_path, sample, data=DataPlace(tmp_path / "nada"))
    [difference] = differences(asked)
    assert difference.startswith("los datos: no está")


def test_folder_of_reports_that_is_not_the_same_is_a_difference(tmp_path, sample):
    with folder_lock(tmp_path):
        asked = terms(tmp_path, sample)
        (tmp_path / "otra").mkdir()
        [difference] = differences(replace(asked, shared=tmp_path / "otra"))
    assert difference.startswith("la carpeta de informes: no está")


def test_worker_that_differs_makes_nothing(tmp_path, sample):
    job = draw_job(tmp_path, notebook=BOOK)
    asked = terms(tmp_path, sample, expected=(("python", "otra"),))
    assert isinstance(run_chunk((job,), asked), Refusal)
    assert not job.target.exists()


def test_agreement_is_looked_at_once_per_batch(tmp_path, sample, monkeypatch):
    asked = terms(tmp_path, sample)
    assert not differences(asked)
    monkeypatch.setattr(executors_worker, "describe", None)
    assert not differences(asked)


def test_notebook_in_its_place_is_used(tmp_path, sample):
    job = draw_job(tmp_path, notebook=BOOK)
    [result] = run_chunk((job,), terms(tmp_path, sample))
    assert result.job.notebook == BOOK


def test_notebook_that_is_not_here_comes_from_the_leader(tmp_path, sample, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    far = tmp_path / "otra" / "politica.ipynb"
    asked = terms(tmp_path, sample, notebooks=((str(far), BOOK.read_bytes()),))
    [result] = run_chunk((draw_job(tmp_path, notebook=far),), asked)
    assert result.job.notebook.name == "politica.ipynb"
    assert result.job.notebook.read_bytes() == BOOK.read_bytes()


def test_tables_of_the_worker_take_the_place_of_the_leaders(tmp_path, sample):
    job = draw_job(tmp_path, notebook=BOOK)
    [result] = run_chunk((job,), terms(tmp_path, sample))
    assert result.job.data_folder == sample / "tidy"
