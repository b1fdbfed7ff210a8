"""Workbooks and delimited files made for a test, as the official ones are laid out."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.model import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from mipg_helpers.reference import Catalog

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

CONTENT_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_KIND}.sharedStrings+xml"/>'
    "</Types>"
)
SHARED_STRINGS = (
    f'<?xml version="1.0"?><sst xmlns="{_MAIN}" count="1" uniqueCount="1">'
    "<si><t>Entidad</t></si></sst>"
)
_ROOT_RELS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
    f'Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_WORKBOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Hoja" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_WORKBOOK_RELS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>"
)

IDENTIFICATION = (
    "Código Sigep",
    "Entidad",
    "Naturaleza Jurídica",
    "Departamento",
    "Municipio",
    "Grupo par",
    "Tipo Formulario",
)


def sheet_xml(rows: str, after: str = "") -> str:
    """Write the XML of a worksheet around its rows."""
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>'
        f"{after}</worksheet>"
    )


def package(
    parts: Mapping[str, str | bytes | None],
    *,
    extra: Iterable[tuple[str, str]] = (),
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """Zip a minimal workbook; `parts` replaces its parts, or leaves one out with None."""
    every: dict[str, str | bytes | None] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": _ROOT_RELS,
        "xl/workbook.xml": _WORKBOOK,
        "xl/_rels/workbook.xml.rels": _WORKBOOK_RELS,
        "xl/worksheets/sheet1.xml": sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'),
        "xl/sharedStrings.xml": SHARED_STRINGS,
        **parts,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in (*every.items(), *extra):
            if data is not None:
                archive.writestr(name, data)
    return buffer.getvalue()


def write_sheets(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    hidden: Sequence[str] = (),
    merged: Sequence[str] = (),
) -> Path:
    """Write sheets of plain cells; `merged` ranges belong to the first sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.save(path)
    return path


def sheet_of(*rows: Sequence[object], hoja: str = "Territorio", hidden: bool = False) -> Sheet:
    """Make a sheet as a reader gives it: all rows equally wide, no file behind it."""
    width = max((len(row) for row in rows), default=0)
    cells = [[*row, *[None] * (width - len(row))] for row in rows]
    return Sheet("resultados.xlsx", "a" * 64, hoja, cells, hidden)


def official_header(
    vigencia: int, *, n_indices: int = 0, catalog: Catalog | None = None
) -> list[str]:
    """Write the header of an official results sheet: identification, IDI, D, POL and indices."""
    catalog = catalog or load_catalog()
    header = [*IDENTIFICATION, "Índice de Desempeño Institucional"]
    header += [f"{d.dimension} {d.nombre}" for d in catalog.dimensiones(vigencia)]
    header += [f"{p.codigo} Índice de {p.nombre}".strip() for p in catalog.politicas(vigencia)]
    indices = catalog.indices(vigencia)[:n_indices]
    return header + [f"{i.codigo} {i.nombre}".strip() for i in indices]


def official_rows(
    vigencia: int, n_rows: int, *, n_indices: int = 0, catalog: Catalog | None = None
) -> list[list[object]]:
    """Write rows for `official_header`: SIGEP codes 1, 2 …; scores 50.25, 51.25 … by row."""
    header = official_header(vigencia, n_indices=n_indices, catalog=catalog)
    n_scores = len(header) - len(IDENTIFICATION)
    return [
        [
            f"{n:04d}",
            f"ALCALDÍA DE PRUEBA {n}",
            "ALCALDÍA",
            "Ejemplo",
            f"Prueba {n}",
            "ALCALDÍA GRUPO 4",
            "MIPG",
            *[49.25 + n] * n_scores,
        ]
        for n in range(1, n_rows + 1)
    ]


def results_book(
    path: Path,
    header: Sequence[object],
    rows: Sequence[Sequence[object]],
    *,
    sheet: str = "Territorio",
    title_rows: Sequence[Sequence[object]] = (["Resultados vigencia 2025"], ["Función Pública"]),
) -> Path:
    """Write an official results workbook: title rows, header, one row per entidad."""
    return write_sheets(path, {sheet: [*title_rows, header, *rows]})


def long_table(
    *,
    codigo: str = "0001",
    nombre: str = "ALCALDÍA DE PRUEBA",
    vigencia: str = "2021",
    n_rows: int = 1,
) -> str:
    """Write the open-data long table with `n_rows` entidades, named apart after the first."""
    lines = [
        "CÓDIGO_SIGEP;ENTIDAD;DEPARTAMENTO;MUNICIPIO;VIGENCIA;ID_ÍNDICE;ÍNDICE;PUNTAJE ENTIDAD"
    ]
    for n in range(n_rows):
        sigep = f"{int(codigo) + n:04d}" if codigo else ""
        name = nombre if n == 0 else nombre.replace("PRUEBA", f"PRUEBA {n}")
        lines.append(f"{sigep};{name};Ejemplo;Muestra;{vigencia};POL06;Gobierno Digital;61,5")
    return "\n".join(lines) + "\n"


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a text file byte for byte as given, without translating line ends."""
    path.write_bytes(text.encode(encoding))
    return path
