"""What leaders add to the page of their politica: documents, and news in ``noticias.csv``.

A folder per politica, ``<sitio>/<entidad_id>/<politica>/``: every document of a known kind is
published under a name of ours; ``noticias.csv`` has the columns fecha, titulo, texto and enlace.
What cannot be published is left out and said, and what is too long is cut: nothing that a
leader adds stops the site of everybody. Texts go through `free_text`.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.presentation import formats, narrative
from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.reference.labels import fold, slug
from mipg_helpers.site.model import Added, Documento, Noticia, SiteFile
from mipg_helpers.sources.text_files import read_text_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

NEWS_FILE = "noticias.csv"
COLUMNS = ("fecha", "titulo", "texto", "enlace")
#: Kinds of documents that are published.
KINDS = frozenset(
    {".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".csv", ".txt", ".png", ".jpg"}
)
MOST_BYTES = 20_000_000
#: What a page takes of the news of one politica, newest first, and of each title and text.
MOST_NEWS, MOST_TITLE, MOST_TEXT = 100, 200, 1_000
#: Rows of which each is told what is wrong with it; of the others, how many they are.
MOST_TOLD = 20


def read_added(folder: Path, prefix: str) -> Added:
    """Read what a leader put in a folder; nothing where there is none.

    Parameters
    ----------
    prefix
        Folder of the documents in the site, with its last ``/``.
    """
    if not folder.is_dir() or folder.is_symlink():
        return Added()
    avisos: list[str] = []
    noticias = sorted(_news(folder / NEWS_FILE, avisos), key=_newest_first)
    if len(avisos) > MOST_TOLD:
        more = formats.plural(len(avisos) - MOST_TOLD, "fila", "filas")
        avisos[MOST_TOLD:] = [f"{NEWS_FILE}: y {more} más por corregir"]
    if len(noticias) > MOST_NEWS:
        count = formats.integer(len(noticias))
        avisos.append(f"{NEWS_FILE}: de {count} noticias se publican las {MOST_NEWS} más recientes")
    documentos = tuple(_documents(folder, prefix, avisos))
    return Added(tuple(noticias[:MOST_NEWS]), documentos, tuple(avisos))


def added_digest(folder: Path) -> str:
    """Digest the folder of one entidad: it changes when anything in it does."""
    if not folder.is_dir():
        return ""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            digest.update(os.fsencode(path.relative_to(folder)) + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _newest_first(item: Noticia) -> tuple[int, str]:
    return -item.fecha.toordinal(), item.titulo


def _documents(folder: Path, prefix: str, avisos: list[str]) -> Iterator[Documento]:
    taken: set[str] = set()
    for path in sorted(folder.iterdir(), key=lambda item: fold(item.name)):
        if path.name.startswith((".", "~$")) or fold(path.name) == NEWS_FILE:
            continue
        why = _refused(path)
        if why:
            avisos.append(f"'{harmless(path.name)}' no se publica: {why}")
            continue
        content = path.read_bytes()
        name = _free_name(slug(path.stem) or "documento", path.suffix.lower(), taken)
        titulo = harmless(" ".join(path.stem.replace("_", " ").split())) or name
        sha256 = hashlib.sha256(content).hexdigest()
        yield Documento(titulo, SiteFile(prefix + name, path, sha256, len(content)))


def _refused(path: Path) -> str:
    if path.is_symlink() or not path.is_file():
        return "no es un archivo"
    if path.suffix.lower() not in KINDS:
        return f"solo se publican archivos {', '.join(sorted(KINDS))}"
    if path.stat().st_size > MOST_BYTES:
        return f"pesa más de {MOST_BYTES // 1_000_000} MB"
    return ""


def _free_name(stem: str, suffix: str, taken: set[str]) -> str:
    name, number = f"{stem}{suffix}", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{suffix}"
    taken.add(name)
    return name


def _news(path: Path, avisos: list[str]) -> Iterator[Noticia]:
    if not path.is_file() or path.is_symlink():
        return
    try:
        sheet, findings = read_text_table(path)
    except SourceFileError as error:
        avisos.append(" ".join(str(error).split()))
        return
    header, *rows = [[str(cell or "") for cell in row] for row in sheet.cells]
    columns = [fold(name) for name in header]
    if not {"fecha", "titulo"} <= set(columns):
        avisos.append(f"{NEWS_FILE}: faltan columnas; se esperaba {', '.join(COLUMNS)}")
        return
    avisos += [
        f"{NEWS_FILE}, fila {one.fila}: {one.mensaje}" for one in findings if one.fila is not None
    ]
    for number, cells in enumerate(rows, start=2):
        if any(cell.strip() for cell in cells):
            row = dict(zip(columns, cells, strict=False))
            yield from _one(row, f"{NEWS_FILE}, fila {number}", avisos)


def _one(row: dict[str, str], place: str, avisos: list[str]) -> Iterator[Noticia]:
    fecha, titulo = _date(row.get("fecha", "")), harmless(row.get("titulo", ""))
    if fecha is None or not titulo:
        what = "la fecha no se entiende" if fecha is None else "no tiene título"
        avisos.append(f"{place}: {what}; se esperaba AAAA-MM-DD o DD/MM/AAAA, y un título")
        return
    enlace = row.get("enlace", "").strip()
    if enlace and not enlace.startswith("https://"):
        avisos.append(f"{place}: el enlace no se publica; se esperaba una dirección https://")
        enlace = ""
    texto = harmless(row.get("texto", ""))
    if len(titulo) > MOST_TITLE or len(texto) > MOST_TEXT:
        most = f"{MOST_TITLE} letras del título y {formats.integer(MOST_TEXT)} del texto"
        avisos.append(f"{place}: es muy larga y se cortó; se publican hasta {most}")
        titulo, texto = narrative.excerpt(titulo, MOST_TITLE), narrative.excerpt(texto, MOST_TEXT)
    yield Noticia(fecha, titulo, texto, enlace)


def _date(text: str) -> date | None:
    from mipg_helpers.sources.plan_values import read_date

    return read_date(text).fecha
