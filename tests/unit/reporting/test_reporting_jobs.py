import errno

import pytest

from mipg_helpers.reporting import execute
from mipg_helpers.reporting.jobs import Job, run_job, safe_name


def job(tmp_path, notebook="no_existe.ipynb", politica="integridad", informe="politica"):
    return Job(
        informe=informe,
        notebook=tmp_path / notebook,
        entidad_id="0001",
        vigencia=2025,
        politica=politica,
        parameters=(("vigencia", 2025),),
        data_folder=tmp_path,
        target=tmp_path / "salida" / "2025" / "0001",
    )


@pytest.mark.parametrize("name", ["0001", "alcaldia-de-chita--boyaca"])
def test_plain_id_is_its_folder(name):
    assert safe_name(name) == name


@pytest.mark.parametrize("name", ["../../etc", "a/b", "", ".oculta", "a" * 200, "ñ"])
def test_other_ids_never_become_paths(name):
    assert safe_name(name).startswith("entidad-")


@pytest.mark.parametrize(
    ("informe", "politica", "name"),
    [
        ("politica", "compras", "0001/2025/compras"),
        ("institucional", "", "0001/2025/institucional"),
        ("ficha", "compras", "0001/2025/compras-ficha"),
    ],
)
def test_name_tells_entidad_vigencia_and_report(tmp_path, informe, politica, name):
    assert job(tmp_path, informe=informe, politica=politica).name == name


def test_failure_is_returned_and_leaves_nothing_behind(tmp_path):
    result = run_job(job(tmp_path))
    assert not result.ok
    assert "no_existe.ipynb" in result.error
    assert list((tmp_path / "salida" / "2025" / "0001").iterdir()) == []


def test_folder_that_cannot_be_made_is_a_failure_like_any_other(tmp_path):
    (tmp_path / "salida").write_text("no es una carpeta")
    result = run_job(job(tmp_path))
    assert (result.ok, result.outputs) == (False, ())
    assert "0001/2025/integridad" in result.error


def test_trace_that_a_full_disk_cut_short_is_not_kept(tmp_path, monkeypatch):
    def cut(_notebook, executed, *_, **__):
        executed.write_text('{"cells": [')
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(execute, "run_notebook", cut)
    result = run_job(job(tmp_path))
    assert not result.ok
    assert not (result.job.target / "errores").exists()


def test_disk_that_is_full_in_an_open_file_is_told_with_the_folder(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(execute, "run_notebook", full)
    monkeypatch.chdir(tmp_path)
    assert "'salida/2025/0001': no hay espacio en el disco" in run_job(job(tmp_path)).error


def test_full_disk_is_told_in_spanish_with_the_final_name(tmp_path, monkeypatch):
    def full(_notebook, executed, *_, **__):
        raise OSError(errno.ENOSPC, "No space left on device", str(executed))

    monkeypatch.setattr(execute, "run_notebook", full)
    monkeypatch.chdir(tmp_path)
    assert run_job(job(tmp_path)).error.startswith(
        "0001/2025/integridad, 'salida/2025/0001/integridad.ipynb': no hay espacio en el disco\n"
    )
