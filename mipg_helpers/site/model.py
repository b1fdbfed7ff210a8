"""What a site says: frozen records that pages print and other parts of the site read.

How the parts speak with each other:

* ``content.collect(space, entidades=…, vigencia=…, outputs=…, …) -> SiteContent`` reads nothing
  heavy. ``SiteContent.entidades`` lists who is in the site (`EntidadEntry`);
  ``content.entidad(entidad_id)`` builds everything one entidad says (`EntidadSite`) and keeps only
  the last one in memory; ``content.fingerprint(entidad_id)`` changes when its pages may change and
  ``content.shared_fingerprint()`` when those of the whole site may; ``content.scores()`` gives the
  official scores of every entidad, by entidad_id and indice ("idi", a dimension "d3", a politica).
* ``pages.render_entidad(content, entidad_id, downloads=(), menu=()) -> dict[path, bytes]`` and
  ``pages.render_shared(content, downloads=(), menu=()) -> dict[path, bytes]`` print. Paths are
  relative to the root of the site, with ``/``. A page of another part is printed inside the same
  frame: ``render.render_page(render.frame_of(content, menu), page, template, values)``, or
  ``render.render_blocks(frame, page, blocks)`` for one made of blocks alone.
* ``content.files(entidad_id) -> tuple[SiteFile, ...]``: what is copied beside the pages (reports,
  documents of leaders), with the sha256 that the copy must have.

Where things are: with one entidad its home is ``index.html``; with several, the home of all is
``index.html`` and each entidad lives in ``entidades/<id>/`` (`EntidadEntry.prefix`). Inside that:
``index.html``, ``politicas/<politica>.html``, ``dimensiones/<d3>.html``, ``planes.html``,
``historial.html``, ``datos.html``, ``informes/``, ``documentos/``. Shared: ``que-es-mipg.html``,
``metodologia.html``, ``acerca.html``, ``accesibilidad.html``, ``estatico/sitio.css``.

Nothing here is formatted text and nothing is computed: figures are those of the profiles.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from mipg_helpers.analysis.follow_up_profile import FollowUp
    from mipg_helpers.analysis.plans_612 import Planes612Profile
    from mipg_helpers.analysis.profile import (
        DimensionResult,
        Entidad,
        EntidadProfile,
        PoliticaResult,
        Profile,
        Score,
    )

HOME = "index.html"
STATIC = "estatico"
STYLE = f"{STATIC}/sitio.css"
QUE_ES, METODOLOGIA, ACERCA, ACCESIBILIDAD = (
    "que-es-mipg.html",
    "metodologia.html",
    "acerca.html",
    "accesibilidad.html",
)
#: Pages that other parts print; they are linked when they are passed as `menu`.
BUSCAR, MATRIZ = "buscar.html", "matriz.html"


@dataclass(frozen=True, slots=True)
class Link:
    """A place of the site, by its path from the root, or an address of the web."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file of data that readers may take; `path` from the root of the site."""

    label: str
    path: str
    n_bytes: int
    description: str


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file that is copied into the site; `sha256` is that of the file when it was listed."""

    path: str  # in the site
    source: Path
    sha256: str
    n_bytes: int


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the run and its documents: page, PDF, copies for the archive."""

    nombre: str  # as the batch names it: 0001/AAAA/gobierno_digital
    informe: str  # kind, as in informes.toml
    titulo: str
    politica: str  # "" for one of the whole entidad
    alcance: str  # "" for one that follows no plan
    corrida: int
    files: tuple[SiteFile, ...]


@dataclass(frozen=True, slots=True)
class FailedReport:
    """A report of the run that could not be made."""

    nombre: str
    titulo: str
    error: str


@dataclass(frozen=True, slots=True)
class Noticia:
    """A piece of news of a leader; texts already harmless, `enlace` https or ""."""

    fecha: date
    titulo: str
    texto: str
    enlace: str


@dataclass(frozen=True, slots=True)
class Documento:
    """A document a leader added."""

    titulo: str
    file: SiteFile


@dataclass(frozen=True, slots=True)
class Added:
    """What a leader added to the page of a politica; `avisos` says what was left out and why."""

    noticias: tuple[Noticia, ...] = ()
    documentos: tuple[Documento, ...] = ()
    avisos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PoliticaSite:
    """One politica: `profile` is that of its report; ``profile.plan`` is its running plan."""

    profile: Profile
    path: str
    reports: tuple[Report, ...]
    added: Added

    @property
    def politica(self) -> str:
        return self.profile.politica.politica

    @property
    def nombre(self) -> str:
        return self.profile.politica.nombre


@dataclass(frozen=True, slots=True)
class DimensionSite:
    result: DimensionResult
    path: str
    politicas: tuple[PoliticaResult, ...]


@dataclass(frozen=True, slots=True)
class EntidadEntry:
    """An entidad of the site, without anything that needs its profiles."""

    entidad: Entidad
    prefix: str  # "" or "entidades/0001/"
    idi: Score

    @property
    def entidad_id(self) -> str:
        return self.entidad.entidad_id

    @property
    def home(self) -> str:
        return self.prefix + HOME


@dataclass(frozen=True, slots=True)
class EntidadSite:
    """Everything the pages of one entidad say.

    `politicas` are those with a page, in official order: all but those a MECI form leaves out.
    """

    entry: EntidadEntry
    profile: EntidadProfile
    politicas: tuple[PoliticaSite, ...]
    dimensiones: tuple[DimensionSite, ...]
    follow_up: FollowUp | None  # None: no plan
    planes_612: Planes612Profile
    reports: tuple[Report, ...]  # of the whole entidad and of leaders
    failed: tuple[FailedReport, ...]

    def politica(self, politica: str) -> PoliticaSite | None:
        """Find the page of a politica; None when it has none."""
        return next((item for item in self.politicas if item.politica == politica), None)

    @property
    def files(self) -> tuple[SiteFile, ...]:
        """List what is copied beside the pages, each path once."""
        reports = [*self.reports, *(r for item in self.politicas for r in item.reports)]
        found = [file for report in reports for file in report.files]
        found += [d.file for item in self.politicas for d in item.added.documentos]
        return tuple({file.path: file for file in found}.values())


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page is and what it is called; `trail` are the pages above it, the home first."""

    path: str
    title: str
    trail: tuple[Link, ...] = ()
    entry: EntidadEntry | None = None  # None: a page of the whole site
    description: str = ""

    def href(self, path: str) -> str:
        """Write the address of another place as seen from this page."""
        return relative(self.path, path)


def relative(here: str, there: str) -> str:
    """Write a path of the site as seen from a page, an address of the web as it is.

    Examples
    --------
    >>> relative("politicas/compras.html", "estatico/sitio.css")
    '../estatico/sitio.css'
    """
    if there.startswith(("https://", "http://", "mailto:", "#")):
        return there
    target, mark, anchor = there.partition("#")
    if target == here and mark:
        return f"#{anchor}"
    return posixpath.relpath(target, posixpath.dirname(here) or ".") + mark + anchor


def politica_path(prefix: str, politica: str) -> str:
    """Name the page of a politica."""
    return f"{prefix}politicas/{politica.replace('_', '-')}.html"


def documents_path(prefix: str, politica: str) -> str:
    """Name the folder of the documents that a leader added."""
    return f"{prefix}documentos/{politica.replace('_', '-')}/"


def dimension_path(prefix: str, dimension: str) -> str:
    """Name the page of a dimension."""
    return f"{prefix}dimensiones/{dimension.lower()}.html"


def recomendacion_anchor(recomendacion_ids: Sequence[str]) -> str:
    """Name the place of an official text in the page of its politica."""
    return f"rec-{recomendacion_ids[0]}"


def accion_anchor(accion_id: str) -> str:
    """Name the place of an action in the page of its politica."""
    return f"accion-{accion_id}"
