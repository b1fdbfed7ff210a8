"""A copy for the archive from the command line to the site and the packages."""

import sqlite3
from dataclasses import replace

import pytest
from builders import mipg_here

from mipg_helpers.packages.material import read_material
from mipg_helpers.packages.reports import collect_reports
from mipg_helpers.site.content import collect
from mipg_helpers.site.model import Page
from mipg_helpers.site.site_blocks import reports

MAIN, VIGENCIA, POLITICA = "0001", 2025, "integridad"
NAME, COPY = f"{MAIN}/{VIGENCIA}/{POLITICA}", f"{POLITICA}_pdfa-1b.pdf"


def mipg(command, sample, outputs, *options):
    return mipg_here(
        command, "--vigencia", str(VIGENCIA), "--datos", str(sample / "tidy"), "--salida",
        str(outputs), *options,
    )  # fmt: skip


@pytest.fixture(scope="module")
def archived(sample, tmp_path_factory):
    outputs = tmp_path_factory.mktemp("archivo")
    asked = ("--entidad", MAIN, "--politica", POLITICA, "--norma-pdf", "pdfa-1b")
    done = mipg("informe", sample, outputs, *asked)
    assert done.returncode == 0, done.stderr
    return outputs, done.stdout


def test_command_tells_the_verdicts_and_what_the_norma_does_not_give(archived):
    _, told = archived
    assert "PDF/UA-1 y PDF/A-2a: 1 PDF; 1 cumplen; 0 no cumplen" in told
    assert "PDF/A-1b: 1 PDF; 1 cumplen; 0 no cumplen" in told
    assert "no es la copia accesible" in told


def test_manifest_keeps_hash_profile_and_verdict_of_every_pdf(archived):
    outputs, _ = archived
    rows = sqlite3.connect(outputs / "manifiesto.sqlite").execute(
        "SELECT n.formato, n.perfil, n.veredicto FROM normas n JOIN archivos a"
        " USING (nombre, formato, sha256) ORDER BY n.formato"
    )
    assert rows.fetchall() == [
        ("pdf", "PDF/UA-1 y PDF/A-2a", "cumple"),
        ("pdfa-1b", "PDF/A-1b", "cumple"),
    ]


def test_site_links_the_copy_by_its_norma(archived, sample_space):
    outputs, _ = archived
    content = collect(sample_space, entidades=[MAIN], vigencia=VIGENCIA, outputs=outputs)
    [report] = content.reports(MAIN).made
    assert [file.path for file in report.files][-1] == f"informes/{COPY}"
    [item] = reports([report], Page("index.html", "Inicio", ()), lambda one: one.titulo)["items"]
    kinds = [file["kind"] for file in item["files"]]
    assert kinds == ["Página web", "PDF", "Copia de archivo (PDF/A-1b)"]


def test_package_carries_the_copy(archived, sample_space):
    outputs, _ = archived
    material = read_material(sample_space, MAIN, VIGENCIA, outputs)
    found = collect_reports(material, lambda _: True, ())
    assert (found.files[-1].path, found.missing) == (f"informes/{COPY}", [])
    assert found.files[-1].titulo.endswith("(copia de archivo PDF/A-1b)")


def test_package_leaves_out_a_report_of_other_data(archived, sample_space):
    outputs, _ = archived
    material = read_material(sample_space, MAIN, VIGENCIA, outputs)
    [one] = material.reports
    old = one.known.partes.replace('"entidad":"', '"entidad":"de ayer ')
    report = replace(one, known=replace(one.known, partes=old))
    found = collect_reports(replace(material, reports=(report,)), lambda _: True, ())
    [missing] = found.missing
    assert found.files == []
    assert missing.motivo.startswith("Muestra datos anteriores (los datos de la entidad): repita")


def test_batch_says_why_it_would_be_written_again(archived, sample):
    outputs, _ = archived

    def why(norma):
        asked = ("--solo", NAME, "--norma-pdf", norma, "--explicar")
        return mipg("lote", sample, outputs, *asked).stdout

    assert f"{NAME}: queda: sin cambios" in why("pdfa-1b")
    assert f"{NAME}: se hace: falta en formato pdfa-1a" in why("pdfa-1a")
    path = outputs / str(VIGENCIA) / MAIN / COPY
    path.write_bytes(path.read_bytes()[:-9])
    assert f"{COPY} fue modificado o está incompleto" in why("pdfa-1b")
