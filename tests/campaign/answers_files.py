"""Files that come back broken, and returned workbooks that cost far more than they weigh."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from campaign.answers_desk import LEADER, fill, rewrite
from campaign.bombs import BOMBS, results_parts
from workbook_builders import package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from openpyxl.workbook import Workbook

#: Of the files that no reader takes, those that people return.
BROKEN = (
    "vacio.xlsx", "informe.xlsx", "exportado.xls", "es_csv.xlsx", "antiguo.xls", "con_clave.xlsx",
    "~$resultados.xlsx", "binario.xlsb", "calc.ods", "acta.xlsx", "varios.xlsx", "cifrado.xlsx",
    "crc.xlsx", "entidades_xml.xlsx", "celda_perdida.xlsx", "ruta.xlsx",
)  # fmt: skip
#: Bombs whose parts go into a returned workbook as they are.
GRAFTED = (
    "proporcion", "anidada", "muchas_partes", "estilos", "textos_compartidos",
    "entidades_en_estilos", "entidad_externa_en_textos", "con_macros", "libro_externo",
)  # fmt: skip
SHEET = "xl/worksheets/sheet3.xml"  # the first politica, after instructions and contents
STRAY = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
EMPTY = "".join(f'<row r="{n}"/>' for n in range(400, 900_000))
DEEP = "<a>" * 200_000 + "</a>" * 200_000
WHOLE = '<mergeCells count="1"><mergeCell ref="A4:XFD1048576"/></mergeCells>'
#: What stands before a mark of the sheet, or after it.
INSERTED = {
    "celda_final": ("</sheetData>", STRAY + "</sheetData>"),
    "filas_vacias": ("</sheetData>", EMPTY + "</sheetData>"),
    "profundidad": ("</sheetData>", "</sheetData>" + DEEP),
    "combinada_total": ("</sheetData>", "</sheetData>" + WHOLE),
    "filas_declaradas": ("<sheetData>", '<dimension ref="A1:CV10000000"/><sheetData>'),
}
BYTES: dict[str, Callable[[bytes], bytes]] = {
    "cortado": lambda data: data[: len(data) // 2],
    "basura delante": lambda data: b"MZ" + b"\0" * 4096 + data,
    "basura detrás": lambda data: data + b"PK\x05\x06" + b"\xff" * 40,
}
SHEETS = "trescientas hojas"
SPOILT = (*GRAFTED, *INSERTED, *BYTES, SHEETS)


def spoil(name: str, root: Path) -> None:
    """Return a workbook of a leader spoilt in one way."""
    path = fill(root, LEADER, _with_sheets if name == SHEETS else lambda _book: None)
    if name in GRAFTED:
        rewrite(path, lambda parts: {**parts, **_grafts(name)}.items())
    elif name in INSERTED:
        rewrite(path, lambda parts: _inserted(parts, *INSERTED[name]))
    elif name in BYTES:
        path.write_bytes(BYTES[name](path.read_bytes()))


def _with_sheets(book: Workbook) -> None:
    for number in range(300):
        book.create_sheet(f"Hoja{number}")["A1"].value = "x"


def _grafts(name: str) -> dict[str, bytes]:
    """Give the parts of a bomb that are not those of the sound workbook around it."""
    with zipfile.ZipFile(io.BytesIO(package(results_parts()))) as sound:
        usual = {part: sound.read(part) for part in sound.namelist()}
    with zipfile.ZipFile(io.BytesIO(BOMBS[name]())) as bomb:
        return {
            part: bomb.read(part)
            for part in bomb.namelist()
            if bomb.getinfo(part).file_size != len(usual.get(part, b""))
            and part != "[Content_Types].xml"
        }


def _inserted(parts: dict[str, bytes], mark: str, text: str) -> Iterable[tuple[str, bytes]]:
    sheet = parts[SHEET].decode()
    assert mark in sheet, SHEET
    return (parts | {SHEET: sheet.replace(mark, text, 1).encode()}).items()
