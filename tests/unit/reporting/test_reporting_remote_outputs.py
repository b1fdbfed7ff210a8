import json
import os
from dataclasses import replace

import pytest
from batch_builders import draw_job, draw_key, draw_result

from mipg_helpers.errors import ConfigError
from mipg_helpers.reporting import remote_outputs
from mipg_helpers.reporting.locks import this_process
from mipg_helpers.reporting.manifest import FILE, Manifest
from mipg_helpers.reporting.norms import Verdict
from mipg_helpers.reporting.remote_outputs import LOCK, RemoteOutputs


@pytest.fixture
def outputs(tmp_path):
    return RemoteOutputs(f"file://{tmp_path}/lejos", tmp_path / "espejos")


@pytest.fixture
def made(monkeypatch):
    """Reports that are made without a notebook."""
    monkeypatch.setattr(remote_outputs, "run_job", draw_result)


def hold_and_record(outputs):
    with outputs.hold(), Manifest(outputs.folder, written=outputs.written) as manifest:
        corrida = manifest.start_run({}, {}, planned=1, pending=1)
        job = draw_job(outputs.folder)
        manifest.record(outputs.run(job), draw_key(), corrida)
    return job


def test_documents_are_sent_and_none_stays_here(outputs, made):
    job = draw_job(outputs.folder)
    result = outputs.run(job)
    assert [path for path, _ in result.outputs] == [job.target / "integridad.html"]
    assert list(outputs.remote.states()) == ["2025/0001/integridad.html"]
    assert not outputs.folder.exists()


def test_copy_for_the_archive_is_sent_with_its_verdict(outputs, monkeypatch):
    kept = Verdict("PDF/A-1b", "cumple")

    def make(job):
        result = draw_result(job)
        copy = job.target / "integridad_pdfa-1b.pdf"
        copy.write_bytes(b"%PDF-1.4")
        both = (*result.outputs, (copy, "huella"))
        return replace(result, outputs=both, verdicts=(("pdfa-1b", kept),))

    monkeypatch.setattr(remote_outputs, "run_job", make)
    job = draw_job(outputs.folder, norma="pdfa-1b")
    with outputs.hold(), Manifest(outputs.folder, written=outputs.written) as manifest:
        corrida = manifest.start_run({}, {}, planned=1, pending=1)
        manifest.record(outputs.run(job), draw_key(), corrida)
        [copy] = manifest.known(job.name).copies
    assert (copy.archivo, copy.verdict) == ("2025/0001/integridad_pdfa-1b.pdf", kept)
    assert copy.archivo in outputs.remote.states()


def test_failed_report_sends_its_notebook(outputs, monkeypatch):
    def fail(job):
        (job.target / "errores").mkdir(parents=True)
        (job.target / "errores" / "integridad.ipynb").write_text("{}")
        return draw_result(job, ok=False, outputs=(), error="falló")

    monkeypatch.setattr(remote_outputs, "run_job", fail)
    assert not outputs.run(draw_job(outputs.folder)).ok
    assert "2025/0001/errores/integridad.ipynb" in outputs.remote.states()


def test_storage_that_refuses_is_a_failure_of_the_report(outputs, made, tmp_path):
    (tmp_path / "lejos").write_text("no es una carpeta")
    result = outputs.run(draw_job(outputs.folder))
    assert not result.ok
    assert result.error.startswith("0001/2025/integridad: carpeta 'file://")


def test_state_is_that_of_the_sent_document(outputs, made):
    job = hold_and_record(outputs)
    with Manifest(outputs.folder, read_only=True) as manifest:
        [file] = manifest.known(job.name).archivos
    assert outputs.written.state(file.archivo) == (file.n_bytes, file.mtime_ns)
    assert outputs.written.sha256(file.archivo) == file.sha256
    assert outputs.written.state("2025/0001/otra.html") is None


def test_batch_leaves_the_manifest_beside_the_reports_and_no_lock(outputs, made):
    hold_and_record(outputs)
    assert sorted(outputs.remote.states()) == ["2025/0001/integridad.html", FILE]


def test_another_machine_takes_up_the_manifest(outputs, made, tmp_path):
    job = hold_and_record(outputs)
    other = RemoteOutputs(outputs.remote.url, tmp_path / "otro")
    other.look()
    with Manifest(other.folder, read_only=True) as manifest:
        assert manifest.known(job.name).estado == "listo"


def test_own_manifest_of_a_later_run_stays(outputs, made, tmp_path):
    hold_and_record(outputs)
    with Manifest(outputs.folder) as manifest:
        later = manifest.start_run({}, {}, planned=1, pending=1)
    outputs.look()
    with Manifest(outputs.folder, read_only=True) as manifest:
        assert manifest.last_run().corrida == later


def test_lock_of_another_machine_is_respected(outputs):
    holder = {"proceso": 1, "equipo": "otro", "desde": "hoy"}
    outputs.remote.create(LOCK, json.dumps(holder).encode())
    with pytest.raises(ConfigError, match=rf"(?s)el equipo otro.*borre .*/{LOCK}"), outputs.hold():
        pass


def test_lock_of_a_dead_process_of_this_machine_is_taken_over(outputs):
    gone = {**this_process(), "proceso": 2**22 + 1}
    outputs.remote.create(LOCK, json.dumps(gone).encode())
    with outputs.hold():
        assert json.loads(outputs.remote.read(LOCK))["proceso"] == os.getpid()


def test_folders_of_the_mirror_are_shown_as_the_operator_named_them(outputs):
    assert outputs.shown(outputs.folder / "2025" / "0001") == f"{outputs.remote.url}/2025/0001"
    assert outputs.shown(outputs.folder) == outputs.remote.url


def test_two_addresses_never_share_a_mirror(tmp_path):
    urls = ("s3://a/b", "s3://a-b", "s3://a/b/c", "gs://a/b")
    assert len({RemoteOutputs(url).folder for url in urls}) == len(urls)
