"""Data that readers may take: each table as CSV for programs and as a workbook for people.

CSV: RFC 4180, UTF-8, comma, decimal point, dates as ISO, column names of the dictionary; a text
that a spreadsheet would compute gets an apostrophe. Beside them, one dictionary and one file of
sources and licence. Workbooks have the same rows under the names that people read.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.cells_text import csv_text, plain
from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.site.downloads_about import about_all, about_entidad
from mipg_helpers.site.downloads_plans import actions_table, plans_612_table
from mipg_helpers.site.downloads_scores import (
    all_scores_table,
    gaps_table,
    recommendations_table,
    scores_table,
)
from mipg_helpers.site.model import Download
from mipg_helpers.site.write_xlsx import table_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.site.content import SiteContent
    from mipg_helpers.site.downloads_model import About, Table, Value
    from mipg_helpers.site.model import EntidadSite

FOLDER = "datos/"
DICTIONARY, SOURCES = "diccionario.csv", "fuentes-y-licencia.csv"
#: Columns of identifiers and digests, in which the shape of a number says nothing of a person.
CODES = frozenset({"entidad_id", "accion_id", "recomendacion_ids", "fuente_sha256"})
_DICTIONARY_HEADER = ("tabla", "campo", "etiqueta", "tipo", "unidad", "origen", "descripcion")
_SOURCES_HEADER = ("asunto", "texto", "sha256", "vigencias", "fecha_cargue")


@dataclass(frozen=True, slots=True)
class Downloads:
    """Files by path from the root of the site, and how the page of data lists them."""

    files: dict[str, bytes]
    listed: tuple[Download, ...]


def entidad_downloads(
    site: EntidadSite,
    catalog: Catalog,
    *,
    licencia: str = "",
    clean: Callable[[str], str] = harmless,
) -> Downloads:
    """Write the data of one entidad.

    Parameters
    ----------
    licencia
        What the entidad says about reusing its own data; "" where it has not decided.
    clean
        What every text but identifiers and digests goes through before it is written.
    """
    tables = (
        scores_table(site, catalog),
        gaps_table(site, catalog),
        recommendations_table(site, catalog),
        actions_table(site, catalog),
        plans_612_table(site, catalog),
    )
    return _downloads(tables, about_entidad(site, licencia), site.entry.prefix, clean)


def shared_downloads(
    content: SiteContent, *, licencia: str = "", clean: Callable[[str], str] = harmless
) -> Downloads:
    """Write the official scores of all entidades; nothing for a site of one."""
    if content.is_single:
        return Downloads({}, ())
    tables = (all_scores_table(content),)
    return _downloads(tables, about_all(content, licencia), "", clean)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Write rows as CSV; equal rows give equal bytes."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return stream.getvalue().encode()


def _downloads(
    tables: Sequence[Table], about: About, prefix: str, clean: Callable[[str], str]
) -> Downloads:
    found: list[tuple[Download, bytes]] = []

    def add(name: str, label: str, description: str, content: bytes) -> None:
        path = f"{prefix}{FOLDER}{name}"
        found.append((Download(label, path, len(content), description), content))

    for raw in tables:
        table = _cleaned(raw, clean)
        header = [column.campo for column in table.columns]
        for kind, made in (
            ("xlsx", table_workbook(table, about)),
            ("csv", csv_bytes(header, table.rows)),
        ):
            add(f"{table.name}.{kind}", table.title, table.description, made)
    add(DICTIONARY, "Diccionario de datos", "Qué es cada columna.", _dictionary(tables))
    add(SOURCES, "Fuentes y licencia", "De dónde salen y cómo citarlos.", _about(about))
    return Downloads(
        {listed.path: content for listed, content in found}, tuple(listed for listed, _ in found)
    )


def _cleaned(table: Table, clean: Callable[[str], str]) -> Table:
    """Pass every line of every text through `clean`, but for codes."""
    is_code = [column.campo in CODES for column in table.columns]

    def cell(value: Value) -> Value:
        if not isinstance(value, str):
            return value
        return "\n".join(filter(None, map(clean, value.splitlines())))

    rows = [
        [value if code else cell(value) for code, value in zip(is_code, row, strict=True)]
        for row in table.rows
    ]
    return replace(table, rows=rows)


def _dictionary(tables: Sequence[Table]) -> bytes:
    return csv_bytes(
        _DICTIONARY_HEADER,
        [
            (table.name, c.campo, c.etiqueta, c.tipo, c.unidad, c.origen, c.descripcion)
            for table in tables
            for c in table.columns
        ],
    )


def _about(about: About) -> bytes:
    notes = [(matter, text, None, None, None) for matter, text in about.notes]
    files = [
        ("Archivo", item.archivo, item.sha256, item.vigencias, item.fecha_cargue)
        for item in about.sources
    ]
    return csv_bytes(_SOURCES_HEADER, [*notes, *files])


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return csv_text(plain(value))
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:.15g}"
