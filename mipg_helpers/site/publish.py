"""Publish a site: build it beside the one there is, prove it, and only then change places.

Pages are printed only for entidades whose data, reports or rules changed; the rest is taken over
from the previous build. The site a reader sees is always a whole one, old or new, and the one
before it is kept.
"""

from __future__ import annotations

import hashlib
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError, RenderError
from mipg_helpers.reporting.keys_data import digest
from mipg_helpers.reporting.locks import folder_lock
from mipg_helpers.site.checks import check_site, lost_anchors
from mipg_helpers.site.checks_reports import check_report
from mipg_helpers.site.publish_build import Build
from mipg_helpers.site.publish_entries import KeptEntries
from mipg_helpers.site.publish_held import held_path, held_text, read_held, write_held
from mipg_helpers.site.publish_parts import make_entidad, make_shared, site_menu
from mipg_helpers.site.publish_record import Part, Publication, read_record, write_record
from mipg_helpers.site.publish_swap import new_folder, previous_site, settle, take_place
from mipg_helpers.site.search import SearchEntry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mipg_helpers.site.privacy import Held
    from mipg_helpers.site.publish_content import ReviewedContent
    from mipg_helpers.site.publish_missing import Missing

#: Key of the whole site among the entidades.
SHARED = ""
#: Missing reports named when a publication is refused; with a whole country there are thousands.
MOST_SAID = 20


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication did."""

    site: Path
    n_files: int
    n_bytes: int
    n_bytes_written: int
    changed: tuple[str, ...]  # paths written anew
    removed: tuple[str, ...]
    printed: tuple[str, ...]  # entidades whose pages were printed
    is_same: bool  # the site already was as it should be, and was not touched
    missing: tuple[Missing, ...]
    held: tuple[Held, ...]
    held_list: Path


def publish(content: ReviewedContent, site: Path, *, though_missing: bool = False) -> Published:
    """Publish a site, or leave everything as it was.

    Parameters
    ----------
    site
        Folder of the site; it becomes the new build as a whole.
    though_missing
        Publish also when reports failed or are missing; the site then says which.

    Raises
    ------
    RenderError
        If reports are missing and nobody said to publish so, or with everything that is wrong
        with the build.
    ConfigError
        If the folder is something else, or a batch or another publication is at work.
    """
    _refuse_place(site, content.outputs)
    with ExitStack() as stack:
        for folder in {content.outputs.resolve(), site.absolute().parent.resolve()}:
            stack.enter_context(folder_lock(folder))
        settle(site)
        return _Publication(content, site).make(though_missing=though_missing)


def _refuse_place(site: Path, outputs: Path) -> None:
    """Refuse a folder whose move would take the reports along."""
    place = site.absolute().resolve()
    if outputs.resolve().is_relative_to(place):
        problem = "contiene la carpeta de informes"
        raise ConfigError(f"carpeta '{site}'", problem, hint="escoja otra con --sitio")


class _Publication:
    """One publication, from what there was to what there is."""

    def __init__(self, content: ReviewedContent, site: Path) -> None:
        self._content, self._site = content, site
        previous = read_record(site)
        read_record(previous_site(site))  # what is there will be moved away: it must be ours
        held = read_held(site, previous.retenido) if previous else None
        if previous is None or held is None or previous.interna != content.interna:
            previous, held = None, None
        self._previous, self._held_before = previous, held or []
        content.reviewed = self._reviewed()
        self._held: list[Held] = []
        self._printed: list[str] = []
        self._entries, self._found = KeptEntries(site), list[SearchEntry]()
        self._parts: dict[str, Part] = {}

    def make(self, *, though_missing: bool) -> Published:
        self._missing = tuple(self._content.missing())
        if self._missing and not though_missing:
            raise _refusal(self._missing)
        self._menu = site_menu(self._content, self._missing)
        build = Build(new_folder(self._site), self._site, self._previous)
        try:
            for entry in self._content.entidades:
                self._entidad(build, entry.entidad_id)
            self._shared(build)
            self._prove(build)
            return self._finish(build)
        finally:
            shutil.rmtree(build.folder, ignore_errors=True)

    def _entidad(self, build: Build, entidad_id: str) -> None:
        content = self._content
        rules = content.rules_digest(entidad_id)
        huella = digest([content.fingerprint(entidad_id), rules, repr(self._menu)])
        kept = self._entries.read(huella)
        if kept is not None and self._keep(build, entidad_id, huella):
            self._found += kept
            return
        made = make_entidad(content, entidad_id, self._menu)
        reports = content.reports(entidad_id)
        own = {file.path for file in reports.files}
        documents = [file for file in content.files(entidad_id) if file.path not in own]
        files = build.put(made.files)
        files |= build.copy(reports.files, link=True)
        files |= build.copy(documents, link=False)
        build.n_bytes_written += self._entries.write(huella, made.entries)
        self._printed.append(entidad_id)
        self._found += made.entries
        self._held += [*made.held, *content.held.get(entidad_id, [])]
        self._parts[entidad_id] = Part(huella, rules, files)

    def _shared(self, build: Build) -> None:
        content = self._content
        rules = content.rules_digest(SHARED)
        entidades = [part.huella for part in self._parts.values()]
        said = (repr(self._menu), repr(self._missing), *entidades)
        huella = digest([content.shared_fingerprint(), rules, *said])
        if self._keep(build, SHARED, huella):
            return
        made = make_shared(content, self._found, self._missing, self._menu)
        self._held += made.held
        self._parts[SHARED] = Part(huella, rules, build.put(made.files))

    def _keep(self, build: Build, name: str, huella: str) -> bool:
        """Take over what was published of an entidad if nothing about it changed."""
        part = self._part_before(name)
        if part is None or part.huella != huella or not build.can_keep(part):
            return False
        build.keep(part)
        self._held += [one for one in self._held_before if one.entidad_id == name]
        self._parts[name] = part
        return True

    def _part_before(self, name: str) -> Part | None:
        if self._previous is None:
            return None
        return self._previous.entidades.get(name) if name else self._previous.compartido

    def _reviewed(self) -> dict[str, set[str]]:
        """Name the documents that the rules in force let pass before."""
        if self._previous is None:
            return {}
        return {
            name: {file.sha256 for file in part.archivos.values()}
            for name, part in self._previous.entidades.items()
            if name in self._ids and part.reglas == self._content.rules_digest(name)
        }

    @property
    def _ids(self) -> set[str]:
        return {entry.entidad_id for entry in self._content.entidades}

    def _prove(self, build: Build) -> None:
        """Read what is new; everything, where something that pages may link is gone."""
        owners = {path: name for name, part in self._parts.items() for path in part.archivos}
        reports = {
            file.path
            for entry in self._content.entidades
            for file in self._content.reports(entry.entidad_id).files
        }
        gone = bool(build.removed) or lost_anchors(self._site, build.folder, build.changed)
        problems = check_site(
            build.folder,
            build.files.keys(),
            pages=list(build.files) if gone else build.changed,
            reports=reports,
            rules_of=lambda path: self._content.rules(owners[path]),
        )
        problems += self._strangers(build)
        if problems:
            raise _failure(problems)

    def _strangers(self, build: Build) -> Iterator[str]:
        """Say which of the new reports are not what their place says."""
        changed = set(build.changed)
        for entidad_id in self._printed:
            for report in self._content.reports(entidad_id).made:
                if any(file.path in changed for file in report.files):
                    yield from check_report(
                        build.folder, report, entidad_id, self._content.vigencia
                    )

    def _finish(self, build: Build) -> Published:
        """Change places, unless the site already is what was built."""
        held = held_text(self._held)
        record = Publication(
            vigencia=self._content.vigencia,
            interna=self._content.interna,
            faltan=tuple(one.titulo for one in self._missing),
            retenido=hashlib.sha256(held).hexdigest(),
            compartido=self._parts.pop(SHARED),
            entidades=self._parts,
        )
        if record != self._previous:
            build.n_bytes_written += write_record(build.folder, record)
            # Before the site: a list that belongs to no site makes the next build a whole one.
            write_held(self._site, held)
            take_place(build.folder, self._site)
        self._entries.keep_only([part.huella for part in record.entidades.values()])
        return Published(
            site=self._site,
            n_files=len(build.files),
            n_bytes=sum(file.n_bytes for file in build.files.values()),
            n_bytes_written=build.n_bytes_written,
            changed=tuple(build.changed),
            removed=tuple(build.removed),
            printed=tuple(self._printed),
            is_same=record == self._previous,
            missing=self._missing,
            held=tuple(self._held),
            held_list=held_path(self._site),
        )


def _refusal(missing: tuple[Missing, ...]) -> RenderError:
    lines = [f"  {one}" for one in missing[:MOST_SAID]]
    if len(missing) > MOST_SAID:
        lines.append(f"  y {len(missing) - MOST_SAID} más")
    return RenderError(
        "sitio",
        "\n".join([f"no se publicó: faltan informes ({len(missing)})", *lines]),
        hint="complételos con «mipg lote», o publique sin ellos con --aunque-falten; los enlaces "
        "del sitio público de la entidad no se retienen si tema.toml dice la sede ([contacto])",
    )


def _failure(problems: list[str]) -> RenderError:
    lines = "\n".join(f"  {one}" for one in problems)
    return RenderError(
        "sitio",
        f"no se publicó; el anterior sigue igual. Problemas ({len(problems)}):\n{lines}",
    )
