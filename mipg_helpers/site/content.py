"""Collect what a site says: whose it is at once, everything of one entidad when it is asked for.

Results come from the same profiles as the reports, reports from the manifest of their folder, and
news and documents from the folder of the site. Nothing is computed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.scores import find_entidad, read_scores
from mipg_helpers.reference import IDI
from mipg_helpers.reporting.jobs import safe_name
from mipg_helpers.reporting.outdated import DataNow
from mipg_helpers.reporting.profiles_all import load_profiles
from mipg_helpers.site.content_reports import read_reports
from mipg_helpers.site.fingerprints import Fingerprints
from mipg_helpers.site.model import (
    Added,
    DimensionSite,
    EntidadEntry,
    EntidadSite,
    PoliticaSite,
    SiteFile,
    dimension_path,
    documents_path,
    politica_path,
)
from mipg_helpers.site.news import read_added
from mipg_helpers.site.theme_file import read_theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from mipg_helpers.analysis.profile import Profile, Score
    from mipg_helpers.reporting.profiles_all import EntidadProfiles
    from mipg_helpers.reporting.settings import Workspace
    from mipg_helpers.site.content_reports import EntidadReports
    from mipg_helpers.site.theme_file import Tema

#: Folder of the entidades in a site of several.
ENTIDADES = "entidades"


def collect(
    space: Workspace,
    *,
    entidades: Sequence[str],
    vigencia: int,
    outputs: Path,
    site_folder: Path | None = None,
    tema: Path | None = None,
) -> SiteContent:
    """Collect a site of one entidad or of several.

    Parameters
    ----------
    entidades
        Codes or exact names.
    vigencia
        Year measured.
    outputs
        Folder of reports, with its manifest; without reports the site says so.
    site_folder
        Folder with what leaders add, by entidad and politica; None: nobody adds anything.
    tema
        The theme file; None: the one shipped.

    Raises
    ------
    ConfigError, ReferenceDataError
        If the theme cannot be used, or an entidad or the vigencia are not loaded.
    """
    ids = list(dict.fromkeys(space.store.find_entidad(text, vigencia) for text in entidades))
    return SiteContent(
        space, ids, vigencia, outputs=outputs, site_folder=site_folder, tema=read_theme(tema)
    )


class SiteContent:
    """A site: who is in it and, one entidad at a time, everything their pages say."""

    def __init__(
        self,
        space: Workspace,
        ids: Sequence[str],
        vigencia: int,
        *,
        outputs: Path,
        site_folder: Path | None,
        tema: Tema,
    ) -> None:
        self.space, self.catalog, self.vigencia = space, space.catalog, vigencia
        self.outputs, self.site_folder, self.tema = outputs, site_folder, tema
        self._scores = _read_scores(space, ids, vigencia)
        self.entidades = _entries(space, ids, vigencia, self._scores)
        self._by_id = {entry.entidad_id: entry for entry in self.entidades}
        self._fingerprints = Fingerprints(self)
        self._last: EntidadSite | None = None
        self._now = DataNow(space, vigencia, ids)

    @property
    def is_single(self) -> bool:
        """Tell whether the site is of one entidad, whose home is that of the site."""
        return len(self.entidades) == 1

    @property
    def nombre(self) -> str:
        """Name whose site it is: as the theme does, else as the entidades are called."""
        if self.tema.nombre:
            return self.tema.nombre
        if self.is_single:
            return self.entidades[0].entidad.nombre
        places = {entry.entidad.departamento for entry in self.entidades}
        return places.pop() if len(places) == 1 and "" not in places else "Resultados MIPG"

    @property
    def es_ficticia(self) -> bool:
        """Tell whether an entidad of the site is invented."""
        return any(entry.entidad.es_ficticia for entry in self.entidades)

    def entry(self, entidad_id: str) -> EntidadEntry:
        """Find an entidad of the site."""
        return self._by_id[entidad_id]

    def scores(self) -> Mapping[str, Mapping[str, Score]]:
        """Give the official IDI, dimensions and politicas of every entidad, by id and indice."""
        return self._scores

    def entidad(self, entidad_id: str) -> EntidadSite:
        """Build everything the pages of one entidad say; the last one asked for is kept."""
        if self._last is None or self._last.entry.entidad_id != entidad_id:
            self._last = None  # two of them are never in memory at once
            self._last = self._build(self.entry(entidad_id))
        return self._last

    def files(self, entidad_id: str) -> tuple[SiteFile, ...]:
        """List what is copied beside the pages of an entidad, without building them."""
        entry = self.entry(entidad_id)
        added = [
            self._added(entry, info.politica) for info in self.catalog.politicas(self.vigencia)
        ]
        documents = [document.file for item in added for document in item.documentos]
        return (*self.reports(entidad_id).files, *documents)

    def reports(self, entidad_id: str) -> EntidadReports:
        """Read what the manifest says of the reports of an entidad."""
        return read_reports(self.outputs, self.entry(entidad_id), self.vigencia, self._now)

    def fingerprint(self, entidad_id: str) -> str:
        """Digest all that the pages of an entidad may say; equal while they stay the same."""
        return self._fingerprints.of(entidad_id)

    def shared_fingerprint(self) -> str:
        """Digest all that the pages of the whole site may say."""
        return self._fingerprints.shared()

    def added_folder(self, entidad_id: str) -> Path | None:
        """Name the folder of what the leaders of an entidad add."""
        return self.site_folder / safe_name(entidad_id) if self.site_folder else None

    def _added(self, entry: EntidadEntry, politica: str) -> Added:
        folder = self.added_folder(entry.entidad_id)
        if folder is None:
            return Added()
        return read_added(folder / politica, documents_path(entry.prefix, politica))

    def _build(self, entry: EntidadEntry) -> EntidadSite:
        found = load_profiles(self.space, entry.entidad_id, self.vigencia)
        reports = self.reports(entry.entidad_id)
        return EntidadSite(
            entry=entry,
            profile=found.entidad,
            politicas=tuple(
                self._politica(entry, profile, reports)
                for profile in found.politicas
                if profile.case != "fuera_de_meci"
            ),
            dimensiones=_dimensiones(entry, found),
            follow_up=found.follow_up,
            planes_612=found.planes_612,
            reports=reports.of_entidad,
            failed=reports.failed,
        )

    def _politica(
        self, entry: EntidadEntry, profile: Profile, reports: EntidadReports
    ) -> PoliticaSite:
        politica = profile.politica.politica
        return PoliticaSite(
            profile=profile,
            path=politica_path(entry.prefix, politica),
            reports=reports.of_politica(politica),
            added=self._added(entry, politica),
        )


def _read_scores(
    space: Workspace, ids: Sequence[str], vigencia: int
) -> dict[str, dict[str, Score]]:
    catalog, entidades = space.catalog, space.store.entidades(vigencia)
    names = [
        IDI,
        *(info.indice for info in catalog.dimensiones(vigencia)),
        *(info.politica for info in catalog.politicas(vigencia)),
    ]
    rows = space.store.indices(vigencias=[vigencia], indices=names, entidad_ids=set(ids))
    by_id = dict(tuple(rows.groupby("entidad_id")))
    none = rows.iloc[:0]
    found = {name: read_scores(by_id.get(name, none), entidades, name, catalog) for name in ids}
    return {
        name: {indice: own.score(vigencia, indice) for indice in names}
        for name, own in found.items()
    }


def _entries(
    space: Workspace, ids: Sequence[str], vigencia: int, scores: Mapping[str, Mapping[str, Score]]
) -> tuple[EntidadEntry, ...]:
    """Name each entidad and its place in the site, in the order asked for."""
    entidades = space.store.entidades(vigencia)
    return tuple(
        EntidadEntry(
            entidad=find_entidad(entidades, name, vigencia),
            prefix=f"{ENTIDADES}/{safe_name(name)}/" if len(ids) > 1 else "",
            idi=scores[name][IDI],
        )
        for name in ids
    )


def _dimensiones(entry: EntidadEntry, found: EntidadProfiles) -> tuple[DimensionSite, ...]:
    """Put each dimension beside its politicas; a MECI form has those that it assesses."""
    profile = found.entidad
    return tuple(
        DimensionSite(
            result=row,
            path=dimension_path(entry.prefix, row.dimension),
            politicas=own,
        )
        for row in profile.dimensiones
        if (
            own := tuple(
                item
                for item in profile.politicas
                if item.politica.dimension == row.dimension and item.case != "fuera_de_meci"
            )
        )
    )
