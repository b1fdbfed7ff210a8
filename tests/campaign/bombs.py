"""Workbooks that cost far more than they weigh, or bring along what a workbook need not."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from campaign.books import parts_of, rows_xml
from workbook_builders import (
    CONTENT_TYPES,
    SHARED_STRINGS,
    official_header,
    official_rows,
    package,
    sheet_xml,
)

if TYPE_CHECKING:
    from collections.abc import Callable

BOMBS: dict[str, Callable[[], bytes]] = {}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1 << 20
TITLES = [["Resultados vigencia 2025"], ["Función Pública"]]


def bomb(write: Callable[[], bytes]) -> Callable[[], bytes]:
    BOMBS[write.__name__] = write
    return write


def results_parts() -> dict[str, str | bytes | None]:
    """Give the parts of a sound results workbook of six entidades."""
    rows = [*TITLES, official_header(2025), *official_rows(2025, 6)]
    return parts_of({"Territorio": rows})


def with_parts(**more: str | bytes) -> bytes:
    """Zip a sound workbook with one part more or changed; ``__`` stands for a slash."""
    return package({**results_parts(), **{k.replace("__", "/"): v for k, v in more.items()}})


@bomb
def proporcion() -> bytes:
    return with_parts(**{"xl__media__image1.bin": b"\0" * (420 * MEGABYTE)})


@bomb
def anidada() -> bytes:
    inner = b"\0" * (60 * MEGABYTE)
    for level in range(5):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(3):
                archive.writestr(f"nivel{level}_{copy}.zip", inner)
        inner = buffer.getvalue()
    return with_parts(**{"xl__embeddings__objeto.zip": inner})


@bomb
def muchas_partes() -> bytes:
    parts = results_parts() | {f"xl/media/vacio{n}.xml": "" for n in range(5000)}
    return package(parts)


@bomb
def trescientas_hojas() -> bytes:
    rows = [*TITLES, official_header(2025), *official_rows(2025, 1)]
    return package(parts_of({f"Hoja{n}": rows[:3] for n in range(299)} | {"Territorio": rows}))


@bomb
def filas_declaradas() -> bytes:
    """Ten million rows said, six there."""
    parts = results_parts()
    sheet = str(parts[SHEET]).replace("<sheetData>", '<dimension ref="A1:CV10000000"/><sheetData>')
    return package(parts | {SHEET: sheet})


@bomb
def filas_vacias() -> bytes:
    """A million rows that are there, without a cell."""
    parts = results_parts()
    empty = "".join(f'<row r="{n}"/>' for n in range(20, 1_000_000))
    return package(
        parts | {SHEET: str(parts[SHEET]).replace("</sheetData>", f"{empty}</sheetData>")}
    )


@bomb
def celda_final() -> bytes:
    parts = results_parts()
    stray = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return package(
        parts | {SHEET: str(parts[SHEET]).replace("</sheetData>", f"{stray}</sheetData>")}
    )


@bomb
def celdas_dispersas() -> bytes:
    parts = results_parts()
    stray = "".join(
        f'<row r="{n}"><c r="ZZ{n}"><v>1</v></c></row>' for n in range(1000, 900_000, 997)
    )
    return package(
        parts | {SHEET: str(parts[SHEET]).replace("</sheetData>", f"{stray}</sheetData>")}
    )


@bomb
def estilos() -> bytes:
    formats = '<xf numFmtId="0"/>' * 2_000_000
    sheet = f'<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>'
    return with_parts(**{"xl__styles.xml": f'<?xml version="1.0"?>{sheet}'})


@bomb
def textos_compartidos() -> bytes:
    texts = "<si><t/></si>" * 3_000_000
    return package(
        {
            **results_parts(),
            "xl/sharedStrings.xml": f'<?xml version="1.0"?><sst xmlns="{MAIN}">{texts}</sst>',
        }
    )


@bomb
def texto_enorme() -> bytes:
    text = "ñ" * (30 * MEGABYTE)
    return package(
        {**results_parts(), "xl/sharedStrings.xml": SHARED_STRINGS.replace("Entidad", text)}
    )


@bomb
def celda_enorme() -> bytes:
    rows = [*TITLES, official_header(2025), *official_rows(2025, 6)]
    rows[3][1] = "ALCALDÍA " + "x" * (5 * MEGABYTE)
    return package(parts_of({"Territorio": rows}))


@bomb
def entidades_en_estilos() -> bytes:
    levels = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "xxxxxxxxxx">'
        for n in range(10)
    )
    sheet = f'<styleSheet xmlns="{MAIN}">&e9;</styleSheet>'
    return with_parts(**{"xl__styles.xml": f'<?xml version="1.0"?><!DOCTYPE s [{levels}]>{sheet}'})


@bomb
def entidad_externa_en_textos() -> bytes:
    return package(results_parts() | {"xl/sharedStrings.xml": (
        '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f'<sst xmlns="{MAIN}"><si><t>&x;</t></si></sst>'
    )})  # fmt: skip


@bomb
def con_macros() -> bytes:
    kinds = CONTENT_TYPES.replace(
        "spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml"
    )
    return package(
        {
            **results_parts(),
            "[Content_Types].xml": kinds,
            "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 64,
        }
    )


@bomb
def libro_externo() -> bytes:
    target = r"\\ejemplo.test\x"
    link = f'<Relationship Id="r" Target="{target}" TargetMode="External"/>'
    links = f"<Relationships>{link}</Relationships>"
    return with_parts(**{
        "xl__externalLinks__externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>',
        "xl__externalLinks___rels__externalLink1.xml.rels": links,
    })  # fmt: skip


@bomb
def combinadas() -> bytes:
    parts = results_parts()
    merged = "".join(f'<mergeCell ref="A{n}:CV{n}"/>' for n in range(100, 300_000))
    sheet = str(parts[SHEET]).replace(
        "</worksheet>", f"<mergeCells>{merged}</mergeCells></worksheet>"
    )
    return package(parts | {SHEET: sheet})


@bomb
def combinada_total() -> bytes:
    parts = results_parts()
    sheet = str(parts[SHEET]).replace(
        "</worksheet>",
        '<mergeCells count="1"><mergeCell ref="A4:XFD1048576"/></mergeCells></worksheet>',
    )
    return package(parts | {SHEET: sheet})


@bomb
def columnas() -> bytes:
    header = [*official_header(2025), *[f"Extra {n}" for n in range(16_000)]]
    return package(parts_of({"Territorio": [*TITLES, header, *official_rows(2025, 6)]}))


@bomb
def formula_sin_valor() -> bytes:
    parts = results_parts()
    sheet = str(parts[SHEET]).replace(
        "<v>50.25</v>", "<f>WEBSERVICE(&quot;http://ejemplo.test&quot;)</f>"
    )
    return package(parts | {SHEET: sheet})


@bomb
def profundidad() -> bytes:
    deep = "<a>" * 200_000 + "</a>" * 200_000
    return package({**results_parts(), SHEET: sheet_xml(rows_xml([["Entidad"]]), deep)})


@bomb
def atributos() -> bytes:
    many = " ".join(f'a{n}="x"' for n in range(200_000))
    return package({**results_parts(), SHEET: sheet_xml(f"<row r='1' {many}/>")})


@bomb
def nombres_repetidos() -> bytes:
    return package(results_parts(), extra=[(SHEET, sheet_xml(rows_xml([["otra", "hoja"]])))])


@bomb
def parte_cifrada() -> bytes:
    data = bytearray(package(results_parts()))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.find(mark)
        while place != -1:
            data[place + (6 if mark == b"PK\x03\x04" else 8)] |= 1
            place = data.find(mark, place + 4)
    return bytes(data)


@bomb
def cortado_a_la_mitad() -> bytes:
    data = package(results_parts())
    return data[: len(data) // 2]


@bomb
def basura_delante() -> bytes:
    return b"MZ" + b"\0" * 4096 + package(results_parts())


@bomb
def basura_detras() -> bytes:
    return package(results_parts()) + b"PK\x05\x06" + b"\xff" * 40
