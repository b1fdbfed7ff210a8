"""The content of a site with its reports reviewed: which may be published, which are missing.

A report is reviewed by its HTML, from which its PDF was made too. One that may not be published
counts as one that is missing, so that the pages neither link it nor hide that it exists.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError
from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.reference import personal
from mipg_helpers.reporting.keys_data import digest
from mipg_helpers.reporting.manifest import Manifest
from mipg_helpers.reporting.plan_data import read_plan
from mipg_helpers.site import privacy
from mipg_helpers.site.checks_reports import identity_of
from mipg_helpers.site.content import SiteContent
from mipg_helpers.site.content_reports import EntidadReports
from mipg_helpers.site.model import FailedReport
from mipg_helpers.site.privacy import (
    ADDRESS,
    NAME,
    Held,
    Rules,
    excerpt,
    find_held,
    mask_text,
    page_text,
)
from mipg_helpers.site.publish_documents import held_in_document, unread_content
from mipg_helpers.site.publish_missing import Missing, missing_report
from mipg_helpers.sources.personal_data import personal_kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from mipg_helpers.analysis.plan import Accion
    from mipg_helpers.site.model import Added, EntidadEntry, Report

ADDED_VARIABLE, ADDED_FOLDER = "MIPG_APORTES", "aportes"

NOT_PUBLISHED, NOT_READ = "no se publica", "se publicó sin revisar su contenido"
#: What a leader added and cannot be published for its form; the words around it say why.
ADDED_KIND = "aporte que no se puede publicar"
#: Why a finished report is not where the manifest says.
GONE, CHANGED = "su archivo ya no está", "su archivo cambió después de escrito"


def added_folder(tidy: Path) -> Path | None:
    """Name the folder of what leaders add: ``MIPG_APORTES``, else ``aportes`` beside the tables.

    Raises
    ------
    ConfigError
        If the folder that was named is not there.
    """
    stated = os.environ.get(ADDED_VARIABLE)
    if stated and not Path(stated).is_dir():
        raise ConfigError(f"variable {ADDED_VARIABLE}", f"'{stated}' no es una carpeta")
    usual = Path(tidy).absolute().parent / ADDED_FOLDER
    return Path(stated) if stated else usual if usual.is_dir() else None


class ReviewedContent(SiteContent):
    """Content of which only what may be published is published; `held` lists the rest.

    `reviewed` gives, by entidad, the hashes of documents that the same rules let pass before.
    """

    def __init__(self, content: SiteContent, *, interna: bool = False) -> None:
        super().__init__(
            content.space,
            [entry.entidad_id for entry in content.entidades],
            content.vigencia,
            outputs=content.outputs,
            site_folder=content.site_folder,
            tema=content.tema,
        )
        self.interna = interna
        self.held: dict[str, list[Held]] = {}
        self.reviewed: Mapping[str, Collection[str]] = {}
        self._reports: dict[str, EntidadReports] = {}
        self._rules: dict[str, Rules] = {}

    def reports(self, entidad_id: str) -> EntidadReports:
        """Give the reports that may be published; those that may not count as failed."""
        if entidad_id not in self._reports:
            self._reports[entidad_id] = self._review(entidad_id)
        return self._reports[entidad_id]

    def rules(self, entidad_id: str = "") -> Rules:
        """Say what is held back in the pages of an entidad, or in those of the whole site."""
        if entidad_id not in self._rules:
            self._rules[entidad_id] = self._read_rules(entidad_id)
        return self._rules[entidad_id]

    def rules_digest(self, entidad_id: str) -> str:
        """Digest the rules and the program that applies them."""
        rules = self.rules(entidad_id)
        said = replace(rules, links=frozenset(), names=frozenset())
        return digest([_code(), repr(said), *sorted(rules.links), *sorted(rules.names)])

    def missing(self) -> Iterator[Missing]:
        """Name what a whole publication would have and this one has not."""
        names = {one.politica: one.nombre for one in self.catalog.politicas(self.vigencia)}
        for entry in self.entidades:
            found, nombre = self.reports(entry.entidad_id), harmless(entry.entidad.nombre)
            for failed in found.failed:
                yield missing_report(failed, entry, names)
            if not found.made and not found.failed:
                titulo = f"Todos los informes ({nombre})"
                yield Missing(f"{entry.entidad_id} ({nombre})", "no tiene ningún informe", titulo)
        with Manifest(self.outputs, read_only=True) as manifest:
            last = manifest.last_run()
        if last is not None and not last.fin:
            motivo = "no terminó; «mipg lote --reanudar» la completa"
            yield Missing(f"corrida {last.corrida}", motivo, "Informes que aún no se escriben")

    def _added(self, entry: EntidadEntry, politica: str) -> Added:
        """Leave out the documents of a leader that hold data of persons."""
        added, name = super()._added(entry, politica), entry.entidad_id
        rules, kept = self.rules(name), []
        for aviso in added.avisos:
            self._note(Held(name, politica, ADDED_KIND, aviso, NOT_PUBLISHED))
        for document in added.documentos:
            place, source = document.file.path, document.file.source
            kind = held_in_document(source, rules)
            unread = "" if kind else unread_content(source, rules)
            if not kind:
                kept.append(document)
            if kind or unread:
                done = NOT_PUBLISHED if kind else NOT_READ
                self._note(Held(name, place, kind or unread, "", done))
        return replace(added, documentos=tuple(kept))

    def _note(self, held: Held) -> None:
        """Note something once; what is added is read several times."""
        if held not in self.held.setdefault(held.entidad_id, []):
            self.held[held.entidad_id].append(held)

    def _review(self, entidad_id: str) -> EntidadReports:
        found = super().reports(entidad_id)
        made, failed = [], list(found.failed)
        for report in found.made:
            problem = self._problem(report, entidad_id)
            if problem:
                failed.append(FailedReport(report.nombre, report.titulo, problem))
            else:
                made.append(report)
        return EntidadReports(tuple(made), tuple(failed))

    def _problem(self, report: Report, entidad_id: str) -> str:
        """Say why a finished report cannot be published; "" when it can."""
        for file in report.files:
            try:
                state = file.source.stat()
            except OSError:
                return f"{GONE} ({file.source.name})"
            if state.st_size != file.n_bytes:
                return f"{CHANGED} ({file.source.name})"
        known = self.reviewed.get(entidad_id, ())
        if self.interna or all(file.sha256 in known for file in report.files):
            return ""
        kind, context = self._held_in(report, entidad_id)
        if not kind:
            return ""
        done = Held(entidad_id, report.nombre, kind, context, NOT_PUBLISHED)
        self.held.setdefault(entidad_id, []).append(done)
        return f"{NOT_PUBLISHED}: tiene {kind}"

    def _held_in(self, report: Report, entidad_id: str) -> tuple[str, str]:
        """Say what kind of datum a report shows, and the words around it."""
        pages = [file.source for file in report.files if file.source.suffix == ".html"]
        if not pages:
            return "solo PDF, y sin su HTML no se puede revisar", ""
        contents = [path.read_bytes() for path in pages]
        # The code of a report may be all digits.
        codes = (identity_of(content).get("run_id", "") for content in contents)
        rules = self.rules(entidad_id)
        rules = replace(rules, own=(*rules.own, *codes))
        for text in map(page_text, contents):
            kind = find_held(text, rules)
            if kind:
                # A datum may stand on several lines; then no words are shown.
                line = next((line for line in text.splitlines() if find_held(line, rules)), "")
                return kind, excerpt(mask_text(line, rules))
        return "", ""

    def _read_rules(self, entidad_id: str) -> Rules:
        own = tuple(text for _, text in self.tema.contacto)
        sede = next((text for text in own if text.startswith("https://")), "")
        rules = Rules(
            interna=self.interna,
            own=own,
            sede=sede,
            sitios_personales=self.catalog.plan_rules().sitios_personales,
        )
        if not entidad_id or self.interna:
            return rules
        acciones = read_plan(self.space, entidad_id, self.vigencia).plan.acciones
        return replace(
            rules,
            links=frozenset(link for accion in acciones for link in _links(accion)),
            names=frozenset(name for accion in acciones for name in _names(accion)),
        )


def _links(accion: Accion) -> Iterator[str]:
    for avance in accion.avances:
        yield from ADDRESS.findall(avance.evidencia)


def _names(accion: Accion) -> Iterator[str]:
    for text in (accion.responsable, accion.dependencia, accion.apoyo):
        if personal_kind(text) == NAME:
            yield text.strip()


@cache
def _code() -> str:
    modules = (privacy.__file__, personal.__file__)
    return digest([hashlib.sha256(Path(name).read_bytes()).hexdigest() for name in modules])
