"""What a batch says while it runs."""

from pathlib import Path

from mipg_helpers.cli.output import Progress
from mipg_helpers.reporting.jobs import Job, JobResult


def result(politica, *avisos, error=""):
    job = Job("politica", Path("p.ipynb"), "0001", 2025, politica, (), Path(), Path("out"))
    return JobResult(job, not error, 0.1, error=error, avisos=avisos)


def shown(capsys, *results):
    with Progress(len(results)) as progress:
        for one in results:
            progress.advance(one)
    return progress, "".join(capsys.readouterr())


def test_a_warning_that_many_reports_bring_is_said_once(capsys):
    _, text = shown(capsys, result("integridad", "Igual"), result("compras", "Igual", "Otro"))
    assert text.count("Aviso: Igual") == 1
    assert "Aviso: Otro" in text


def test_a_failure_is_named_once_and_its_remedy_is_a_sentence(capsys):
    error = "0001/2025/integridad, 'salida': no hay espacio\nSugerencia: libere espacio"
    _, text = shown(capsys, result("integridad", error=error))
    assert "integridad: FALLÓ. 'salida': no hay espacio. Sugerencia: libere espacio" in text


def test_a_failure_is_said_in_one_line_and_counted(capsys):
    progress, text = shown(capsys, result("integridad", error="Se rompió\nla celda 3"))
    assert "0001/2025/integridad: FALLÓ. Se rompió la celda 3" in text
    assert progress.failed == ["0001/2025/integridad"]
