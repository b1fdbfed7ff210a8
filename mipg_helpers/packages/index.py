"""The index of a package: a page with links, and a table with the hash of every file."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from mipg_helpers.packages.model import PackageFile
from mipg_helpers.packages.summary import document_of
from mipg_helpers.plan_workbook.cells_text import csv_text
from mipg_helpers.presentation import blocks, formats
from mipg_helpers.presentation.cover import FICTITIOUS
from mipg_helpers.reporting.checks import check_reader_text
from mipg_helpers.reporting.html import render_html
from mipg_helpers.reporting.walk import walk_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mipg_helpers.analysis.profile import Entidad
    from mipg_helpers.packages.model import Missing
    from mipg_helpers.presentation.blocks import Block

PAGE, TABLE = "indice.html", "indice.csv"
HEADER = ("archivo", "contenido", "formato", "n_bytes", "sha256", "estado", "motivo")
#: Of a hash, what a person compares by eye; the table has it all.
SHOWN = 16
_KIB = 1024


def index_files(
    titulo: str,
    entidad: Entidad,
    fecha: date,
    files: Sequence[PackageFile],
    missing: Sequence[Missing],
) -> tuple[PackageFile, ...]:
    """List the files of a package and what is missing, as a page and as a table."""
    front = blocks.cover(
        title=titulo,
        subtitle=entidad.nombre,
        identity={
            "informe": "indice",
            "entidad_id": entidad.entidad_id,
            "fecha": fecha.isoformat(),
        },
        facts=[("Entidad", entidad.nombre), ("Fecha", formats.long_date(fecha))],
        notice=FICTITIOUS if entidad.es_ficticia else "",
    )
    document = document_of([front, *_missing_blocks(missing), _files_block(files)])
    _link(document["blocks"], {file.path for file in files})
    page = render_html(document)
    check_reader_text(page)
    table = _table(files, missing)
    return (PackageFile(PAGE, "Índice (HTML)", page), PackageFile(TABLE, "Índice (CSV)", table))


def size_text(n_bytes: int) -> str:
    """Write a size as people do: ``340 kB``, ``1,2 MB``."""
    if n_bytes < _KIB * _KIB:
        return f"{formats.integer(-(-n_bytes // _KIB))} kB"
    return f"{formats.points(n_bytes / _KIB / _KIB)} MB"


def _files_block(files: Sequence[PackageFile]) -> Block:
    return blocks.table(
        caption="Qué trae este paquete",
        columns=[
            ("Contenido", "left"),
            ("Archivo", "left"),
            ("Tamaño", "right"),
            ("Huella sha256", "left"),
        ],
        rows=[
            [file.titulo, file.path, size_text(file.n_bytes), [blocks.code(file.sha256[:SHOWN])]]
            for file in files
        ],
        note=f"Huella: los primeros {SHOWN} caracteres; la completa está en {TABLE}.",
        widths=[4, 4.4, 1.2, 2.2],
    )


def _missing_blocks(missing: Sequence[Missing]) -> list[Block]:
    if not missing:
        return []
    n = len(missing)
    what = "Falta un documento" if n == 1 else f"Faltan {formats.integer(n)} documentos"
    return [
        blocks.callout("warning", what, "Este paquete se armó incompleto."),
        blocks.table(
            caption="Qué falta y por qué",
            columns=[("Contenido", "left"), ("Por qué", "left")],
            rows=[[item.titulo, item.motivo] for item in missing],
        ),
    ]


def _link(found: list[Block], paths: set[str]) -> None:
    """Link the paths of the table: they are ours, and stand beside the page."""
    for table in (block for block in walk_blocks(found) if block["type"] == "table"):
        for row in table["rows"]:
            for cell in row:
                if len(cell) == 1 and cell[0].get("s") in paths:
                    cell[:] = [blocks.link(cell[0]["s"], cell[0]["s"])]


def _table(files: Sequence[PackageFile], missing: Sequence[Missing]) -> bytes:
    sink = StringIO(newline="")
    writer = csv.writer(sink, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for file in files:
        cells = [file.path, file.titulo, file.formato, file.n_bytes, file.sha256, "incluido", ""]
        writer.writerow([csv_text(str(cell)) for cell in cells])
    for item in missing:
        cells = ["", item.titulo, "", "", "", "falta", item.motivo]
        writer.writerow([csv_text(str(cell)) for cell in cells])
    return sink.getvalue().encode("utf-8-sig")
