"""Folders of reports made by hand, packages and decks, for the tests of the packages."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pptx
from analysis_builders import entidad_profile, inputs
from batch_builders import draw_job, draw_key
from follow_up_builders import actions

from mipg_helpers.packages.model import Missing, Package, PackageFile
from mipg_helpers.packages.slides import render_slides
from mipg_helpers.packages.slides_model import Deck
from mipg_helpers.reporting.jobs import JobResult
from mipg_helpers.reporting.manifest import Manifest

if TYPE_CHECKING:
    from pathlib import Path

    from mipg_helpers.analysis.profile import EntidadProfile
    from mipg_helpers.packages.slides_model import Slide
    from mipg_helpers.reporting.jobs import Job

DAY = date(2026, 6, 22)
HOSTILE = '=cmd|"/c calc"!A1 <b>negrita</b>\x00\x1b ' + "x" * 400
DIGITAL, MANAGEMENT = (
    "secretaria-de-tecnologias-de-la-informacion",
    "secretaria-de-gestion-administrativa",
)
#: Two leaders share a text: who leads `conocimiento` is helped by who leads `gobierno_digital`.
SHARED_PLAN = actions(
    """
id               | politica         | dependencia | accion
00000000000000a1 | gobierno_digital | Sistemas    | Publicar los datos abiertos de la entidad
00000000000000b1 | conocimiento     | Talento     | Acción reservada de quien lidera conocimiento
"""
)


def draw_reports(outputs: Path, *jobs: Job, ok: bool = True) -> None:
    """Write two documents per job, as a batch would, and note them in the manifest."""
    with Manifest(outputs) as manifest:
        corrida = manifest.start_run({}, {}, planned=len(jobs), pending=len(jobs))
        for job in jobs:
            job.target.mkdir(parents=True, exist_ok=True)
            written = []
            for ending in ("html", "pdf"):
                path, content = job.target / f"{job.stem}.{ending}", f"{job.stem}.{ending}".encode()
                path.write_bytes(content)
                written.append((path, hashlib.sha256(content).hexdigest()))
            result = JobResult(
                job, ok, 1.0, outputs=tuple(written), error="" if ok else "celda 3: falló"
            )
            manifest.record(result, draw_key(), corrida)


def leader_jobs(outputs: Path, clave: str, *politicas: str) -> list[Job]:
    """Draw the jobs of the reports of a leader and of his politicas."""
    scope = f"lider:{clave}"
    return [
        *(draw_job(outputs, politica) for politica in politicas),
        draw_job(
            outputs, "", informe="seguimiento_lider", alcance=scope,
            parameters=(("alcance", scope),),
        ),
    ]  # fmt: skip


def committee_jobs(outputs: Path) -> list[Job]:
    return [draw_job(outputs, "", informe=name) for name in ("institucional", "seguimiento")]


def draw_package(
    nombre: str = "lider-sistemas", text: bytes = b"uno", *missing: Missing
) -> Package:
    return Package(
        nombre=nombre,
        archivo=f"{nombre}-2025.zip",
        titulo="Paquete",
        para="Sistemas",
        files=(
            PackageFile("indice.html", "Índice (HTML)", text),
            PackageFile("informes/integridad.pdf", "Informe (PDF)", b"dos"),
        ),
        missing=missing,
        correo="Asunto: prueba\n",
    )


def small_entidad(**tables: str) -> EntidadProfile:
    """Build the profile of an entidad with two dimensions; one of them does not apply."""
    scores = """
entidad | vigencia | indice           | puntos
A       | 2025     | idi              | 61.25
A       | 2025     | d3               | 60.5
A       | 2025     | d4               |
A       | 2025     | gobierno_digital | 60
A       | 2025     | integridad       | 70
B       | 2025     | gobierno_digital | 90
C       | 2025     | gobierno_digital | 95
B       | 2025     | d3               | 80
C       | 2025     | d3               | 90
"""
    return entidad_profile(inputs(scores, **tables))


def deck_of(*slides: Slide, aviso: str = "") -> Deck:
    return Deck("Título", "Entidad", "MIPG", aviso, slides)


def opened(data: bytes) -> pptx.presentation.Presentation:
    return pptx.Presentation(BytesIO(data))


def rendered(*slides: Slide, aviso: str = "") -> pptx.presentation.Presentation:
    """Write a deck and open it again."""
    return opened(render_slides(deck_of(*slides, aviso=aviso), DAY))


def parts_of(data: bytes) -> dict[str, bytes]:
    """Read every part of a zip, and of the workbooks inside it."""
    with ZipFile(BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    for name, content in list(found.items()):
        if name.endswith(".xlsx"):
            found |= {f"{name}/{inner}": text for inner, text in parts_of(content).items()}
    return found
