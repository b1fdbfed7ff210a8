from pathlib import Path

import pytest

from mipg_helpers.reporting.batch import read_manifest, run_batch, write_manifest
from mipg_helpers.reporting.jobs import Job, JobResult, run_job, safe_name


def job(tmp_path, notebook="no_existe.ipynb", politica="integridad"):
    return Job(
        informe="politica",
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


def test_failure_is_returned_and_leaves_nothing_behind(tmp_path):
    result = run_job(job(tmp_path))
    assert not result.ok
    assert "no_existe.ipynb" in result.error
    assert list((tmp_path / "salida" / "2025" / "0001").iterdir()) == []


def test_one_failure_does_not_stop_the_others(tmp_path):
    jobs = [job(tmp_path, politica="integridad"), job(tmp_path, politica="compras")]
    assert [result.job.politica for result in run_batch(jobs, workers=1)] == [
        "integridad",
        "compras",
    ]


def test_manifest_keeps_the_newest_of_each_job_and_the_rest(tmp_path):
    first = JobResult(job(tmp_path, politica="compras"), ok=True, seconds=1.0)
    failed = JobResult(job(tmp_path), ok=False, seconds=1.0, error="falló")
    mended = JobResult(job(tmp_path), ok=True, seconds=1.0)
    write_manifest(tmp_path, [first, failed], version="1")
    write_manifest(tmp_path, [mended], version="1")
    states = {name: entry["estado"] for name, entry in read_manifest(tmp_path).items()}
    assert states == {"0001/2025/compras": "listo", "0001/2025/integridad": "listo"}


def test_manifest_names_outputs_relative_to_the_folder(tmp_path):
    output = tmp_path / "2025" / "0001" / "integridad.html"
    result = JobResult(job(tmp_path), ok=True, seconds=1.0, outputs=((output, "abc"),))
    write_manifest(tmp_path, [result], version="1")
    entry = read_manifest(tmp_path)["0001/2025/integridad"]
    assert entry["archivos"] == {"2025/0001/integridad.html": "abc"}


def test_unreadable_manifest_counts_as_none(tmp_path):
    Path(tmp_path, "manifiesto.json").write_text("{", encoding="utf-8")
    assert read_manifest(tmp_path) == {}
