"""The reports of one entidad, from the manifest of the folder they were written to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.reporting.jobs import FORMATS, LIDER
from mipg_helpers.reporting.manifest import Manifest
from mipg_helpers.site.model import FailedReport, Report, SiteFile

if TYPE_CHECKING:
    from pathlib import Path

    from mipg_helpers.reporting.manifest import Reported
    from mipg_helpers.reporting.outdated import DataNow
    from mipg_helpers.site.model import EntidadEntry

#: What readers call each kind of report; one added later is called by its name.
TITLES = {
    "politica": "Informe de la política",
    "institucional": "Informe institucional para el comité",
    "declaracion": "Declaración de la política",
    "modelo": "Adecuación de la entidad al modelo",
    "planes_612": "Planes institucionales (Decreto 612)",
    "seguimiento": "Seguimiento del plan para el comité",
    "seguimiento_politica": "Seguimiento del plan de la política",
    "seguimiento_lider": "Seguimiento del plan por líder",
}


#: Kinds of reports that stay in the entidad, by the first word of their name: answers not sent
#: yet and evidence nobody approved, and what an analyst looks at while working.
INTERNAL = {"preparacion", "inicio", "explorar", "comparar", "calidad", "recetario"}

#: What is said of a report that failed without a word, and before what changed since.
FAILED, OUTDATED = "falló", "muestra datos anteriores: cambió:"


@dataclass(frozen=True, slots=True)
class EntidadReports:
    """The reports that were made, and those that failed or show other data, by name."""

    made: tuple[Report, ...]
    failed: tuple[FailedReport, ...]

    @property
    def of_entidad(self) -> tuple[Report, ...]:
        """List those of the whole entidad, then those of its leaders."""
        own = [report for report in self.made if not report.politica]
        return tuple(sorted(own, key=lambda report: report.alcance.startswith(LIDER)))

    @property
    def files(self) -> tuple[SiteFile, ...]:
        return tuple(file for report in self.made for file in report.files)

    def of_politica(self, politica: str) -> tuple[Report, ...]:
        """List those of one politica, its main report first."""
        own = [report for report in self.made if report.politica == politica]
        return tuple(sorted(own, key=lambda report: report.informe != "politica"))


def read_reports(outputs: Path, entry: EntidadEntry, vigencia: int, now: DataNow) -> EntidadReports:
    """Read the reports of an entidad; none where no batch was ever run.

    A report that shows other data than those loaded `now` counts as one that failed: the pages
    around it would contradict it.

    Raises
    ------
    ConfigError
        If the manifest cannot be read.
    """
    with Manifest(outputs, read_only=True) as manifest:
        every = manifest.reports(entry.entidad_id, vigencia)
    found = [item for item in every if item.informe.partition("_")[0] not in INTERNAL]
    problems = {item.nombre: _problem(item, entry.entidad_id, now) for item in found}
    made = (_report(one, outputs, entry.prefix) for one in found if not problems[one.nombre])
    return EntidadReports(
        made=tuple(report for report in made if report.files),
        failed=tuple(
            FailedReport(item.nombre, title_of(item.informe), problems[item.nombre])
            for item in found
            if problems[item.nombre]
        ),
    )


def _problem(item: Reported, entidad_id: str, now: DataNow) -> str:
    """Say why a report is none to show; "" for one that is whole and of today's data."""
    if item.known.estado != "listo":
        return item.known.error or FAILED
    changed = now.why_outdated(entidad_id, item)
    return f"{OUTDATED} {changed}" if changed else ""


def title_of(informe: str) -> str:
    """Say what readers call a kind of report."""
    return TITLES.get(informe, informe.replace("_", " ").capitalize())


def _report(item: Reported, outputs: Path, prefix: str) -> Report:
    current = item.known.current
    usual = [current[formato] for formato in FORMATS if formato in current]
    return Report(
        nombre=item.nombre,
        informe=item.informe,
        titulo=title_of(item.informe),
        politica=item.politica,
        alcance=item.alcance,
        corrida=item.known.corrida,
        files=tuple(
            SiteFile(
                path=f"{prefix}informes/{file.archivo.rpartition('/')[2]}",
                source=outputs / file.archivo,
                sha256=file.sha256,
                n_bytes=file.n_bytes,
            )
            for file in (*usual, *item.known.copies)
        ),
    )
