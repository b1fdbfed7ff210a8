"""What leaders add to the page of their politica: documents, and news in ``noticias.csv``.

A folder per politica, ``<sitio>/<entidad_id>/<politica>/``: every document of a known kind is
published under a name of ours; ``noticias.csv`` has the columns fecha, titulo, texto and enlace.
What cannot be published is left out and said. Texts go through `free_text`.
"""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.reference.labels import fold, slug
from mipg_helpers.site.model import Added, Documento, Noticia, SiteFile

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
    noticias = tuple(sorted(_news(folder / NEWS_FILE, avisos), key=_newest_first))
    return Added(noticias, tuple(_documents(folder, prefix, avisos)), tuple(avisos))


def added_digest(folder: Path) -> str:
    """Digest the folder of one entidad: it changes when anything in it does."""
    if not folder.is_dir():
        return ""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
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
    rows = _rows(path.read_bytes())
    header = [fold(cell) for cell in next(rows, [])]
    if not {"fecha", "titulo"} <= set(header):
        avisos.append(f"{NEWS_FILE}: faltan columnas; se esperaba {', '.join(COLUMNS)}")
        return
    for number, cells in enumerate(rows, start=2):
        row = dict(zip(header, cells, strict=False))
        if any(cell.strip() for cell in cells):
            yield from _one(row, f"{NEWS_FILE}, fila {number}", avisos)


def _rows(content: bytes) -> Iterator[list[str]]:
    """Read a CSV as a spreadsheet writes it: UTF-8 or Windows, comma or semicolon."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return csv.reader(io.StringIO(text), delimiter=delimiter)


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
    yield Noticia(fecha, titulo, harmless(row.get("texto", "")), enlace)


def _date(text: str) -> date | None:
    from mipg_helpers.sources.plan_values import read_date

    return read_date(text).fecha
