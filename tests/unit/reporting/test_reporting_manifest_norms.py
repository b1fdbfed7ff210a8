import sqlite3
from dataclasses import replace

import pytest
from batch_builders import draw_job, draw_key, draw_result

from mipg_helpers.reporting.manifest import Manifest
from mipg_helpers.reporting.manifest_decisions import decide_one
from mipg_helpers.reporting.norms import Verdict

KEEPS = Verdict("PDF/A-1b", "cumple", "", "verificador 1")
USUAL = Verdict("PDF/UA-1 y PDF/A-2a")


def archived(outputs, copy=KEEPS, usual=USUAL, norma="pdfa-1b"):
    """A report of which there are a PDF and its copy."""
    job = draw_job(outputs, formats=("pdf",), norma=norma)
    result = draw_result(job)
    files = []
    for name in ("integridad.pdf", "integridad_pdfa-1b.pdf"):
        path = job.target / name
        path.write_bytes(name.encode())
        files.append((path, name))
    return replace(result, outputs=tuple(files), verdicts=(("pdf", usual), ("pdfa-1b", copy)))


def record(outputs, result):
    with Manifest(outputs) as manifest:
        corrida = manifest.start_run({}, {}, planned=1, pending=1)
        manifest.record(result, draw_key(), corrida)
        return manifest.known(result.job.name)


def why(outputs, job):
    with Manifest(outputs, read_only=True) as manifest:
        return decide_one(job, draw_key(), manifest.known(job.name), manifest.written)


def verdicts(known):
    return {file.formato: file.verdict for file in known.archivos}


def test_every_pdf_comes_back_with_what_is_known_of_it(tmp_path):
    known = record(tmp_path, archived(tmp_path))
    assert verdicts(known) == {"pdf": USUAL, "pdfa-1b": KEEPS}


def test_verdict_is_of_the_file_that_was_looked_at(tmp_path):
    result = archived(tmp_path)
    record(tmp_path, result)
    other = replace(result, outputs=((result.outputs[1][0], "otra huella"),), verdicts=())
    assert verdicts(record(tmp_path, other))["pdfa-1b"] is None


def test_file_that_breaks_its_norma_does_not_travel(tmp_path):
    broken = replace(KEEPS, veredicto="no cumple", detalle="regla")
    known = record(tmp_path, archived(tmp_path, broken))
    assert [file.may_travel for file in known.archivos] == [True, False]


def test_manifest_of_before_keeps_working(tmp_path):
    record(tmp_path, archived(tmp_path))
    base = sqlite3.connect(tmp_path / "manifiesto.sqlite")
    base.execute("DROP TABLE normas")
    base.close()
    with Manifest(tmp_path, read_only=True) as manifest:
        known = manifest.known("0001/2025/integridad")
    assert verdicts(known) == {"pdf": None, "pdfa-1b": None}
    assert verdicts(record(tmp_path, archived(tmp_path)))["pdfa-1b"] == KEEPS


@pytest.mark.parametrize(
    ("norma", "usual", "reason"),
    [
        ("", USUAL, ""),
        ("pdfa-1b", KEEPS, ""),
        ("pdfa-1b", USUAL, "se pidió verificar la norma de su PDF"),
        ("accesible", USUAL, "se pidió verificar la norma de su PDF"),
        ("pdfa-1a", KEEPS, "falta en formato pdfa-1a"),
    ],
)
def test_norma_that_is_new_is_the_reason_to_write_again(tmp_path, norma, usual, reason):
    result = archived(tmp_path, usual=usual)
    record(tmp_path, result)
    assert why(tmp_path, replace(result.job, norma=norma)) == reason


def test_copy_that_somebody_edited_is_written_again(tmp_path):
    result = archived(tmp_path, usual=KEEPS)
    record(tmp_path, result)
    result.outputs[1][0].write_bytes(b"otra cosa")
    assert why(tmp_path, result.job).startswith("integridad_pdfa-1b.pdf fue modificado")
    result.outputs[1][0].unlink()
    assert why(tmp_path, result.job) == "falta integridad_pdfa-1b.pdf"
