"""The documents of a job, really printed; the copies for the archive before two checkers."""

import sys
from io import BytesIO

import document_checkers
import pikepdf
import pytest
from batch_builders import draw_job
from document_builders import HOSTILE, chart, chart_table, document_with, report

from mipg_helpers.presentation import blocks as b
from mipg_helpers.reporting.job_files import write_documents
from mipg_helpers.reporting.pdf_check import check_pdf

HOLLOW = '<rect x="9" y="9" width="9" height="9" style="fill-opacity:0;stroke:#b4500a"/></svg>'
NORMAS = {"pdfa-1a": ("1", "A"), "pdfa-1b": ("1", "B")}


def job(tmp_path, **changes):
    return draw_job(tmp_path, **{"formats": ("html", "pdf"), **changes})


def hollow_chart():
    """A drawing with a shape that is not filled, as matplotlib says it."""
    drawing = chart()
    return {**drawing, "svg": drawing["svg"].replace("</svg>", HOLLOW)}


def claimed(path):
    with pikepdf.open(path) as pdf:
        metadata = pdf.open_metadata()
        return metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")


@pytest.fixture(scope="module", params=NORMAS)
def archived(request, tmp_path_factory):
    """A report with drawings, tables and hostile text, and its copy under one norma."""
    folder = tmp_path_factory.mktemp("copia")
    inside = [hollow_chart(), chart_table(), *map(b.paragraph, HOSTILE)]
    document = document_with(*inside)
    wanted = job(folder, norma=request.param)
    return wanted, write_documents(wanted, document, folder), folder


def test_what_was_mended_in_a_document_is_told(tmp_path):
    document = document_with(b.paragraph("Un carácter sin letra: 漢"))
    made = write_documents(job(tmp_path), document, tmp_path)
    assert [file.suffix for file in made.paths] == [".html", ".pdf"]
    (aviso,) = made.avisos
    assert aviso.startswith("0001/2025/integridad: ")
    assert "■" in aviso


def test_sound_document_gives_no_warning(tmp_path):
    made = write_documents(job(tmp_path), document_with(b.paragraph("Hola")), tmp_path)
    assert made.avisos == ()


def test_usual_pdf_is_not_checked_and_says_so(tmp_path):
    made = write_documents(job(tmp_path), document_with(b.paragraph("Hola")), tmp_path)
    [(formato, verdict)] = made.verdicts
    assert (formato, verdict.veredicto, verdict.detalle) == ("pdf", "sin verificar", "no se pidió")


def test_accessible_norma_checks_the_usual_pdf_and_writes_no_other(tmp_path):
    made = write_documents(job(tmp_path, norma="accesible"), report(), tmp_path)
    assert [path.name for path in made.paths] == ["integridad.html", "integridad.pdf"]
    assert [verdict.veredicto for _, verdict in made.verdicts] == ["cumple"]


def test_copy_stands_beside_the_accessible_file(archived):
    wanted, made, _ = archived
    names = ["integridad.html", "integridad.pdf", f"integridad_{wanted.norma}.pdf"]
    assert [path.name for path in made.paths] == names
    assert [wanted.formato(path) for path in made.paths] == ["html", "pdf", wanted.norma]


def test_checker_approves_both_and_says_which_norma(archived):
    wanted, made, _ = archived
    assert [formato for formato, _ in made.verdicts] == ["pdf", wanted.norma]
    assert {verdict.veredicto for _, verdict in made.verdicts} == {"cumple"}
    assert made.verdicts[1][1].perfil.casefold().replace("/", "") == wanted.norma


def test_metadata_claim_the_norma(archived):
    wanted, made, _ = archived
    assert claimed(made.paths[2]) == NORMAS[wanted.norma]
    assert made.paths[2].read_bytes().startswith(b"%PDF-1.4")


def test_second_checker_agrees_with_the_stricter_one(archived, monkeypatch):
    wanted, made, _ = archived
    if wanted.norma == "pdfa-1a":  # it holds all that 1b asks for
        monkeypatch.setattr(document_checkers, "STANDARDS", ("1a",))
        assert "true" in document_checkers.verapdf_verdicts(made.paths[2])


def test_copy_is_the_same_every_time(archived, tmp_path):
    wanted, made, _ = archived
    document = document_with(hollow_chart(), chart_table(), *map(b.paragraph, HOSTILE))
    again = write_documents(wanted, document, tmp_path)
    assert again.paths[2].read_bytes() == made.paths[2].read_bytes()


def test_copy_says_the_words_of_the_report(archived):
    _, made, _ = archived
    usual, copy = (document_checkers.pdf_text(path.read_bytes()) for path in made.paths[1:])
    assert usual == copy


def test_picture_with_transparency_leaves_the_report_without_a_copy(tmp_path):
    see_through = chart()
    see_through["svg"] = see_through["svg"].replace("</svg>", HOLLOW.replace("y:0", "y:0.5"))
    made = write_documents(job(tmp_path, norma="pdfa-1b"), document_with(see_through), tmp_path)
    assert [path.suffix for path in made.paths] == [".html", ".pdf"]
    assert [formato for formato, _ in made.verdicts] == ["pdf"]
    assert "sin copia de archivo. copia PDF/A-1b de" in made.avisos[-1]
    assert "una imagen tiene transparencia" in made.avisos[-1]


def test_without_the_checker_nothing_is_approved(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "page", None)
    made = write_documents(job(tmp_path, norma="pdfa-1b"), report(), tmp_path)
    assert {verdict.veredicto for _, verdict in made.verdicts} == {"sin verificar"}
    assert made.avisos[-1].startswith("norma del PDF sin verificar: falta el verificador")


def test_file_that_breaks_its_norma_is_named_with_its_rules():
    file = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(file)
    verdict = check_pdf(file.getvalue(), "pdfa-1b")
    assert verdict.veredicto == "no cumple"
    assert "PDFA1B-" in verdict.detalle
    assert verdict.verificador.startswith("page-validation ")


def test_what_is_no_pdf_keeps_nothing():
    assert check_pdf(b"hola", "accesible").veredicto == "no cumple"
