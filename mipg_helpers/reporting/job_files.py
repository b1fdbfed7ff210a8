"""The documents of one report: page, PDF, and the copy for the archive when it is asked for.

A PDF that cannot be made leaves the page and a warning; so does a copy for the archive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mipg_helpers.errors import RenderError
from mipg_helpers.reporting.norms import (
    ARCHIVAL,
    NO_CUMPLE,
    NORMAS,
    SIN_VERIFICAR,
    Norma,
    Verdict,
    archival_name,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mipg_helpers.reporting.jobs import Job
    from mipg_helpers.reporting.walk import Document


@dataclass(slots=True)
class JobFiles:
    """What was written for a job; `verdicts` has one entry per PDF, by its format."""

    paths: list[Path] = field(default_factory=list)
    avisos: tuple[str, ...] = ()
    verdicts: tuple[tuple[str, Verdict], ...] = ()


def write_documents(job: Job, document: Document, private: Path) -> JobFiles:
    """Write the documents of a job into a private folder.

    Raises
    ------
    RenderError
        If the page may not be shown, or if no document at all can be written.
    """
    made = JobFiles()
    _tell(made, job, *document["meta"]["avisos"])
    if "html" in job.formats:
        _write_page(made, document, private / f"{job.stem}.html")
    if "pdf" in job.formats:
        try:
            _write_pdf(made, job, document, private)
        except RenderError as error:
            if not made.paths:
                raise
            _tell(made, job, f"sin PDF. {error}")
    if job.norma in ARCHIVAL:
        try:
            _write_archive(made, job, document, private)
        except RenderError as error:
            if not made.paths:
                raise
            _tell(made, job, f"sin copia de archivo. {error}")
    return made


def _write_page(made: JobFiles, document: Document, path: Path) -> None:
    from mipg_helpers.reporting.checks import check_reader_text
    from mipg_helpers.reporting.html import render_html

    page = render_html(document)
    check_reader_text(page)
    path.write_bytes(page)
    made.paths.append(path)


def _write_pdf(made: JobFiles, job: Job, document: Document, private: Path) -> None:
    from mipg_helpers.reporting.pdf import render_pdf

    pdf = render_pdf(document)
    _keep(made, private / f"{job.stem}.pdf", pdf)
    if job.norma:
        _check(made, job, "accesible", pdf)
    else:
        made.verdicts += (("pdf", Verdict(NORMAS["accesible"].etiqueta)),)


def _write_archive(made: JobFiles, job: Job, document: Document, private: Path) -> None:
    from mipg_helpers.reporting.pdf import render_archive

    pdf = render_archive(document, job.norma)
    _keep(made, private / archival_name(job.stem, job.norma), pdf)
    _check(made, job, job.norma, pdf)


def _keep(made: JobFiles, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    made.paths.append(path)


def _check(made: JobFiles, job: Job, norma: Norma, pdf: bytes) -> None:
    """Note what the checker says of a file; the operator hears of all that is not approved."""
    from mipg_helpers.reporting.pdf_check import check_pdf

    verdict = check_pdf(pdf, norma)
    made.verdicts += (("pdf" if norma == "accesible" else norma, verdict),)
    if verdict.veredicto == NO_CUMPLE:
        _tell(made, job, f"no cumple {verdict.perfil}: {verdict.detalle}")
    elif verdict.veredicto == SIN_VERIFICAR:  # the same for all reports: said once
        made.avisos += (f"norma del PDF sin verificar: {verdict.detalle}",)


def _tell(made: JobFiles, job: Job, *avisos: str) -> None:
    made.avisos += tuple(f"{job.name}: {aviso}" for aviso in avisos)
