"""Handmade sites: an entidad with its pages, and folders of pages and reports as publication
takes them. Also what a test asks of a page. All figures are invented.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import follow_up_builders
import plans_612_builders
import profile_builders as made
from batch_builders import draw_job, draw_key, draw_result

from mipg_helpers.reporting.manifest import Manifest
from mipg_helpers.site.model import (
    Added,
    DimensionSite,
    EntidadEntry,
    EntidadSite,
    PoliticaSite,
    Report,
    SiteFile,
    dimension_path,
    politica_path,
)
from mipg_helpers.site.render import Frame
from mipg_helpers.site.theme_file import read_theme

if TYPE_CHECKING:
    from lxml.html import HtmlElement

KEYS = ("gobierno_digital", "integridad", "control_interno")
SHA = "cd" * 32


def frame(**changes: object) -> Frame:
    base = Frame("Alcaldía de Ejemplo", 2025, is_single=True, es_ficticia=True, tema=read_theme())
    return replace(base, **changes)


def site_file(path: str = "informes/integridad.pdf", n_bytes: int = 118_400) -> SiteFile:
    return SiteFile(path, Path("salida") / path, SHA, n_bytes)


def report(informe: str = "politica", politica: str = "integridad", alcance: str = "") -> Report:
    files = (site_file("informes/integridad.html"), site_file())
    titulo = "Informe de la política"
    return Report(f"0001/2025/{politica}", informe, titulo, politica, alcance, 1, files)


def entidad_site(prefix: str = "", *, hostile: bool = False, plan: bool = False) -> EntidadSite:
    """Build an entidad with three politicas, in a site of its own or below `prefix`."""
    profile = made.entidad_hostile() if hostile else made.entidad_profile()
    pages = tuple(politica_site(key, prefix, hostile=hostile) for key in KEYS)
    return EntidadSite(
        entry=EntidadEntry(profile.entidad, prefix, profile.idi),
        profile=profile,
        politicas=pages,
        dimensiones=tuple(
            DimensionSite(
                row,
                dimension_path(prefix, row.dimension),
                tuple(p for p in profile.politicas if p.politica.dimension == row.dimension),
            )
            for row in profile.dimensiones
        ),
        follow_up=follow_up_builders.follow_up() if plan else None,
        planes_612=plans_612_builders.build(),
        reports=(replace(report("institucional", ""), files=(site_file("informes/i.pdf"),)),),
        failed=(),
    )


def politica_site(key: str, prefix: str = "", *, hostile: bool = False, **changes: object):
    profile = made.profile(key)
    if hostile:
        bad = made.hostile()
        profile = replace(bad, politica=replace(bad.politica, politica=key))
    base = PoliticaSite(profile, politica_path(prefix, key), (report(politica=key),), Added())
    return replace(base, **changes)


def parsed(page: bytes) -> HtmlElement:
    """Read a page as a browser does."""
    from lxml import html

    return html.document_fromstring(page)


def words(page: bytes) -> str:
    """Give the words of the main part of a page."""
    return " ".join(parsed(page).find(".//main").text_content().split())


def headings(page: bytes) -> list[str]:
    """List the headings of the main part of a page, with their level."""
    main = parsed(page).find(".//main")
    found = [element for element in main.iter() if element.tag in {"h1", "h2", "h3", "h4"}]
    return [f"{element.tag} {' '.join(element.text_content().split())}" for element in found]


def addresses(page: bytes) -> list[str]:
    """List every address of a page, those of its style and pictures too."""
    found = [value for _, attribute, value, _ in parsed(page).iterlinks() if attribute != "xmlns"]
    return [value for value in found if not value.startswith("data:")]


# Folders of pages and reports, for publication.

PAGE = """<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>{title}</title></head>
<body><main id="contenido"><h1>{title}</h1>{body}</main></body></html>
"""


def page(body: str = "", title: str = "Página") -> bytes:
    return PAGE.format(title=title, body=body).encode()


def write_site(folder: Path, **pages: bytes) -> set[str]:
    """Write pages by name (`uno` is uno.html) and list their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in pages.items():
        (folder / f"{name}.html").write_bytes(content)
    return {f"{name}.html" for name in pages}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


REPORT = """<!doctype html>
<html lang="es-CO"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Informe</title><meta name="mipg:informe" content="politica">
<meta name="mipg:entidad_id" content="{entidad}"><meta name="mipg:vigencia" content="2025">
<meta name="mipg:politica" content="{politica}"></head>
<body><main><h1>Informe</h1><p>{text}</p></main></body></html>
"""


def report_page(entidad: str, politica: str, text: str = "Todo bien") -> bytes:
    return REPORT.format(entidad=entidad, politica=politica, text=text).encode()


def keep_reports(outputs: Path, entidad: str, *, ended: bool = True, **contents: bytes | None):
    """Write reports of politicas as a batch does; None: the report failed."""
    with Manifest(outputs) as manifest:
        corrida = manifest.start_run({}, {}, planned=len(contents), pending=len(contents))
        for politica, content in contents.items():
            job = draw_job(outputs, politica, entidad_id=entidad, target=outputs / "2025" / entidad)
            if content is None:
                result = draw_result(job, b"", ok=False, outputs=(), error="no se pudo")
            else:
                result = draw_result(job, content)
            manifest.record(result, draw_key(), corrida)
        if ended:
            manifest.end_run(corrida)


def inodes(folder: Path) -> dict[str, int]:
    """Give the file behind each path of a site: the same one is no new file."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_ino
        for path in folder.rglob("*")
        if path.is_file()
    }


def record_of(site: Path) -> dict[str, object]:
    return json.loads((site / "publicacion.json").read_text(encoding="utf-8"))
