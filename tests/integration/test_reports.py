"""From the sample to documents: every report of an entidad, and the cases that are not usual."""

import hashlib
import re
import sqlite3
import subprocess

import pytest
from builders import NOTEBOOKS, mipg_here
from lxml import html

from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
from mipg_helpers.reporting.jobs import plan_jobs, run_job

MAIN = "0001"
VIGENCIA = 2025


def page_of(folder, stem, entidad=MAIN):
    return html.fromstring((folder / str(VIGENCIA) / entidad / f"{stem}.html").read_bytes())


def words(element):
    return re.sub(r"\s+", " ", element.text_content())


@pytest.fixture(scope="session")
def stems(sample_space):
    return [p.politica for p in sample_space.catalog.politicas(VIGENCIA)] + ["institucional"]


def test_one_command_writes_twenty_reports_in_both_formats(sample_reports, stems):
    folder = sample_reports / str(VIGENCIA) / MAIN
    assert len(stems) == 20
    assert {p.name for p in folder.iterdir()} == {
        f"{s}.{e}" for s in stems for e in ("html", "pdf")
    }


def test_manifest_vouches_for_every_file(sample_reports):
    with sqlite3.connect(sample_reports / "manifiesto.sqlite") as base:
        hashes = dict(base.execute("SELECT archivo, sha256 FROM archivos"))
    assert len(hashes) == 40
    for name, digest in hashes.items():
        assert hashlib.sha256((sample_reports / name).read_bytes()).hexdigest() == digest


def test_every_page_is_small_spanish_and_speaks_of_its_politica(sample_reports, sample_space):
    for info in sample_space.catalog.politicas(VIGENCIA):
        path = sample_reports / str(VIGENCIA) / MAIN / f"{info.politica}.html"
        page = html.fromstring(path.read_bytes())
        assert path.stat().st_size <= 150_000
        assert page.get("lang") == "es"
        assert info.nombre in words(page.find(".//h1"))


def test_html_and_pdf_carry_the_same_numbers(sample_reports, stems):
    number = re.compile(r"\d+,\d+")
    for stem in stems:
        pdf = sample_reports / str(VIGENCIA) / MAIN / f"{stem}.pdf"
        text = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
        ).stdout
        page = page_of(sample_reports, stem)
        tables = {n for cell in page.iter("td", "th") for n in number.findall(words(cell))}
        assert tables
        assert tables <= set(number.findall(text)), stem


def test_reports_say_that_the_sample_is_fictitious(sample_reports, stems):
    for stem in stems:
        assert "ficticio" in words(page_of(sample_reports, stem)).lower()


def jobs_for(space, folder, *, entidad, politicas=(), only="politica", **parameters):
    kinds = [k for k in select_kinds(read_report_kinds(NOTEBOOKS)) if k.por == only]
    return plan_jobs(
        space, kinds, entidades=[entidad], vigencia=VIGENCIA, outputs=folder,
        politicas=politicas, parameters=parameters,
    )  # fmt: skip


def test_a_then_b_then_a_gives_the_same_bytes(sample_space, tmp_path):
    first, other, again = (
        jobs_for(sample_space, tmp_path / str(i), entidad=entidad, politicas=["gobierno_digital"])
        for i, entidad in enumerate([MAIN, "0002", MAIN])
    )
    results = [run_job(job) for job in (*first, *other, *again)]
    digests = [[digest for _, digest in result.outputs] for result in results]
    assert all(result.ok for result in results)
    assert digests[0] == digests[2] != digests[1]


def test_job_of_an_unknown_parameter_never_starts(sample, tmp_path):
    done = mipg_here(
        "informe", "--entidad", MAIN, "--vigencia", "2025", "--politica", "integridad",
        "--parametro", "umbral_altta=20", "--datos", sample / "tidy", "--salida", tmp_path,
    )  # fmt: skip
    assert done.returncode == 15
    assert "parámetro desconocido 'umbral_altta' (¿quiso decir 'umbral_alta'?)" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--entidad", "9999", "--vigencia", "2025"], "9999"),
        (["--entidad", MAIN, "--vigencia", "2031"], "2031"),
        (["--entidad", MAIN, "--vigencia", "2025", "--politica", "gobierno_dijital"], "¿Quiso"),
        (["--entidad", MAIN, "--vigencia", "2025", "--parametro", "umbral_alta=mucho"], "'mucho'"),
        (["--entidad", MAIN, "--vigencia", "2025", "--parametro", "minimo_grupo=0"], "'0' no sir"),
        (["--entidad", MAIN, "--vigencia", "2025", "--parametro", "fecha_informe=ayer"], "'ayer'"),
    ],
)
def test_value_outside_the_data_is_refused_before_anything_runs(
    sample, tmp_path, arguments, message
):
    done = mipg_here("informe", *arguments, "--datos", sample / "tidy", "--salida", tmp_path)
    assert done.returncode in {14, 15}
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())
