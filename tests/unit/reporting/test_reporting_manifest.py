import sqlite3

import pytest
from batch_builders import draw_job, draw_key, draw_result

from mipg_helpers.errors import ConfigError
from mipg_helpers.reporting.jobs import JobResult
from mipg_helpers.reporting.manifest import FILE, Manifest
from mipg_helpers.reporting.manifest_decisions import UNSEEN, Decision, settle


@pytest.fixture
def manifest(tmp_path):
    with Manifest(tmp_path) as opened:
        yield opened


def record(manifest, result, key=None):
    corrida = manifest.start_run({}, {}, planned=1, pending=1)
    manifest.record(result, key or draw_key(), corrida)


def cell(manifest, column, nombre="0001/2025/integridad"):
    query = f"SELECT {column} FROM informes WHERE nombre = ?"  # noqa: S608 - columns of our own
    return sqlite3.connect(manifest.path).execute(query, [nombre]).fetchone()[0]


def test_unknown_report_is_none(manifest):
    assert manifest.known("0001/2025/integridad") is None


def test_report_comes_back_with_its_documents(manifest, tmp_path):
    result = draw_result(draw_job(tmp_path))
    record(manifest, result)
    known = manifest.known("0001/2025/integridad")
    assert (known.estado, known.clave, known.insumos) == ("listo", draw_key().key, "datos")
    [file] = known.archivos
    assert (file.archivo, file.formato) == ("2025/0001/integridad.html", "html")
    assert (file.sha256, file.n_bytes) == (result.outputs[0][1], 6)


def test_newest_record_stays(manifest, tmp_path):
    job = draw_job(tmp_path)
    record(manifest, JobResult(job, ok=False, seconds=1.0, error="falló"))
    record(manifest, draw_result(job))
    assert manifest.known(job.name).estado == "listo"


def test_failure_keeps_the_documents_of_the_key_they_were_made_for(manifest, tmp_path):
    job = draw_job(tmp_path)
    record(manifest, draw_result(job))
    record(manifest, JobResult(job, ok=False, seconds=1.0, error="falló"), draw_key("otros"))
    known = manifest.known(job.name)
    assert (known.estado, known.error) == ("fallido", "falló")
    assert [file.clave for file in known.archivos] == [draw_key().key]


def test_attempts_count_for_one_key(manifest, tmp_path):
    failed = JobResult(draw_job(tmp_path), ok=False, seconds=1.0, error="falló")
    record(manifest, failed)
    record(manifest, failed)
    assert cell(manifest, "intentos") == 2
    record(manifest, failed, draw_key("otros"))
    assert cell(manifest, "intentos") == 1


def test_interrupted_run_has_no_end(manifest):
    manifest.start_run({"vigencia": "2025"}, {}, planned=2, pending=2)
    assert (manifest.last_run().fin, manifest.last_run().orden) == ("", {"vigencia": "2025"})


def test_run_that_ended_says_when(manifest):
    manifest.end_run(manifest.start_run({}, {}, planned=2, pending=2))
    assert manifest.last_run().fin


def test_result_is_on_disk_at_once(manifest, tmp_path):
    record(manifest, draw_result(draw_job(tmp_path)))
    with Manifest(tmp_path, read_only=True) as reader:
        assert reader.known("0001/2025/integridad").estado == "listo"


def test_reading_makes_no_file(tmp_path):
    with Manifest(tmp_path / "salida", read_only=True) as manifest:
        assert manifest.last_run() is None
    assert not (tmp_path / "salida").exists()


def test_closing_leaves_one_file(tmp_path):
    with Manifest(tmp_path) as manifest:
        record(manifest, draw_result(draw_job(tmp_path)))
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [FILE]


@pytest.mark.parametrize("read_only", [True, False])
def test_damaged_manifest_is_refused_with_its_remedy(tmp_path, read_only):
    (tmp_path / FILE).write_bytes(b"no es una base de datos" * 99)
    with pytest.raises(ConfigError, match=r"(?s)está dañado .*bórrelo"):
        Manifest(tmp_path, read_only=read_only)


def test_manifest_of_a_run_killed_at_its_start_counts_as_none(tmp_path):
    (tmp_path / FILE).touch()
    for read_only in (True, False):
        with Manifest(tmp_path, read_only=read_only) as manifest:
            assert manifest.last_run() is None


def test_report_left_alone_takes_the_new_inputs(manifest, tmp_path):
    job = draw_job(tmp_path)
    record(manifest, draw_result(job))
    plan = settle([Decision(job, False, UNSEEN, draw_key("otros"))], manifest)
    assert (plan.pending, plan.n_planned) == ((), 1)
    assert manifest.inputs(job.name) == "otros"


def test_reports_of_an_entidad_come_with_what_they_are_about(manifest, tmp_path):
    job = draw_job(tmp_path)
    values = (("vigencia", 2025), ("alcance", "lider:juridica"))
    follow = draw_job(
        tmp_path, "", informe="seguimiento_lider", parameters=values, alcance="lider:juridica"
    )
    other = draw_job(tmp_path, entidad_id="0002")
    for one in (job, follow, other):
        manifest.record(draw_result(one), draw_key(), 1)
    found = manifest.reports("0001", 2025)
    assert [(item.informe, item.politica, item.alcance) for item in found] == [
        ("politica", "integridad", ""),
        ("seguimiento_lider", "", "lider:juridica"),
    ]
    assert found[0].known.archivos[0].formato == "html"
    assert manifest.reports("0001", 2024) == ()
