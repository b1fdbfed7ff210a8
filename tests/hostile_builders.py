"""Broken and hostile files, each with what its message must say.

`HOSTILE` holds files that must be refused whole: name of the file -> builder that writes it
into a folder and returns its path. `EXPECTED` holds, under the same names, fragments of the
one Spanish message: the place first, a piece of the remedy last. `DECLARED` holds what the
operator declared about it, where that matters. Everything is synthetic.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from workbook_builders import (
    CONTENT_TYPES,
    SHARED_STRINGS,
    long_table,
    official_header,
    official_rows,
    package,
    results_book,
    sheet_xml,
    write_sheets,
    write_text,
)

from mipg_helpers.sources.model import Declared

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOSTILE: dict[str, Callable[[Path], Path]] = {}
EXPECTED: dict[str, tuple[str, ...]] = {}
DECLARED: dict[str, Declared] = {}

RESULTS = Declared(tipo="resultados")


def hostile(name: str, *fragments: str, declared: Declared | None = None):
    """Register a builder under the name of the file that it writes."""

    def register(write):
        def build(folder: Path) -> Path:
            path = folder / name
            write(path)
            return path

        HOSTILE[name] = build
        EXPECTED[name] = (f"«{name}»", *fragments)
        if declared is not None:
            DECLARED[name] = declared
        return write

    return register


def _good_package() -> bytes:
    return package({})


# --- No workbook at all -------------------------------------------------------------------


@hostile("vacio.xlsx", "está vacío (0 bytes)", "descárguelo")
def _(path):
    path.write_bytes(b"")


@hostile("informe.xlsx", "parece un PDF", "revise que sea el archivo correcto")
def _(path):
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")


@hostile("pantallazo.xlsx", "parece una imagen PNG", "revise que sea el archivo correcto")
def _(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


@hostile("exportado.xls", "parece una página HTML", "guárdelo de nuevo como .xlsx")
def _(path):
    path.write_text("<html><body><table><tr><td>Entidad</td></tr></table></body></html>")


@hostile("hoja_2003.xls", "parece un archivo XML", "guárdelo de nuevo como .xlsx")
def _(path):
    path.write_text('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com"/>')


@hostile("es_csv.xlsx", "parece un archivo de texto o CSV", "extensión a .csv")
def _(path):
    path.write_text("Entidad;Código Sigep\nALCALDÍA;0001\n", encoding="utf-8")


@hostile("antiguo.xls", "libro antiguo de Excel (.xls)", "guárdelo como libro de Excel (.xlsx)")
def _(path):
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)


@hostile("con_clave.xlsx", "protegido con contraseña", "quite la contraseña")
def _(path):
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + name)


@hostile("~$resultados.xlsx", "archivo temporal que Excel deja", "cierre el libro")
def _(path):
    path.write_bytes(b"\x05Anali" + b" " * 159)


@hostile("binario.xlsb", "libro binario de Excel (.xlsb)", "guárdelo en Excel como .xlsx")
def _(path):
    _zip(path, {"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"})


@hostile("calc.ods", "hoja de LibreOffice (.ods)", "guárdelo como libro de Excel (.xlsx)")
def _(path):
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    _zip(path, {"mimetype": mimetype, "content.xml": "<office/>"})


@hostile("acta.xlsx", "documento de Word (.docx)", "revise que sea el archivo correcto")
def _(path):
    _zip(path, {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"})


@hostile("varios.xlsx", "archivo comprimido (.zip)", "descomprímalo")
def _(path):
    _zip(path, {"ANTIOQUIA/ALCALDIA DE PRUEBA.xlsx": "x"})


# --- Damaged packages ---------------------------------------------------------------------


@hostile("cortado.xlsx", "dañado o incompleto", "descárguelo o cópielo de nuevo")
def _(path):
    data = _good_package()
    path.write_bytes(data[: len(data) // 2])


@hostile("crc.xlsx", "dañado o incompleto", "descárguelo o cópielo de nuevo")
def _(path):
    data = bytearray(package({}, compression=zipfile.ZIP_STORED))
    place = data.find(b"<sheetData>") + len(b"<sheetData>")
    data[place : place + 4] = b"<ROW"
    path.write_bytes(bytes(data))


@hostile("sin_libro.xlsx", "le falta «xl/workbook.xml»", "guárdelo de nuevo como .xlsx")
def _(path):
    _zip(path, {"[Content_Types].xml": CONTENT_TYPES, "xl/worksheets/sheet1.xml": sheet_xml("")})


@hostile(
    "sin_hoja.xlsx", "hoja «Hoja»", "dañado y no se puede leer", "guárdelo de nuevo como .xlsx"
)
def _(path):
    path.write_bytes(package({"xl/worksheets/sheet1.xml": None}))


@hostile("sin_hojas.xlsx", "no tiene ninguna hoja", "guárdelo de nuevo como .xlsx")
def _(path):
    empty = '<?xml version="1.0"?><workbook xmlns="http://example.org"><sheets/></workbook>'
    path.write_bytes(package({"xl/workbook.xml": empty}))


@hostile("xml_cortado.xlsx", "«xl/worksheets/sheet1.xml» está dañada", "descárguelo")
def _(path):
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml("<row r='1'>")[:-30]}))


@hostile(
    "texto_perdido.xlsx", "hoja «Hoja»", "dañado y no se puede leer", "guárdelo de nuevo como .xlsx"
)
def _(path):
    cells = '<row r="1"><c r="A1" t="s"><v>7</v></c></row>'
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(cells)}))


@hostile("utf16.xlsx", "en la codificación «UTF-16»", "guárdelo de nuevo como .xlsx")
def _(path):
    text = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
    text = text.replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
    path.write_bytes(package({"xl/worksheets/sheet1.xml": text.encode("utf-16")}))


@hostile("cifrado.xlsx", "protegido con contraseña", "guarde el libro sin contraseña")
def _(path):
    data = bytearray(_good_package())
    for match in re.finditer(b"PK\x01\x02|PK\x03\x04", bytes(data)):
        flags = match.start() + (8 if match[0] == b"PK\x01\x02" else 6)
        data[flags] |= 1
    path.write_bytes(bytes(data))


# --- Hostile packages ---------------------------------------------------------------------


@hostile("entidades_xml.xlsx", "declara entidades XML (DTD)", "no lo abra")
def _(path):
    doctype = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    text = sheet_xml(cells).replace("?>", f"?>{doctype}", 1)
    path.write_bytes(package({"xl/worksheets/sheet1.xml": text}))


@hostile("entidad_externa.xlsx", "declara entidades XML (DTD)", "pida el archivo de nuevo")
def _(path):
    doctype = '<!DOCTYPE sst [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    text = SHARED_STRINGS.replace("?>", f"?>{doctype}", 1)
    path.write_bytes(package({"xl/sharedStrings.xml": text}))


@hostile(
    "bomba.xlsx", "se expande a más de 300 veces su tamaño", "copie los datos a un libro nuevo"
)
def _(path):
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(" " * 20_000_000)}))


@hostile("bomba_oculta.xlsx", "se expande a más de 300 veces su tamaño", "si no conoce su origen")
def _(path):
    text = sheet_xml(" " * 20_000_000)
    data = bytearray(package({"xl/worksheets/sheet1.xml": text}))
    declared, lie = len(text).to_bytes(4, "little"), (500).to_bytes(4, "little")
    path.write_bytes(bytes(data).replace(declared, lie))


@hostile("repetidas.xlsx", "partes internas repetidas", "guárdelo de nuevo como .xlsx")
def _(path):
    twin = ("XL/WORKSHEETS/SHEET1.XML", sheet_xml(""))
    path.write_bytes(package({}, extra=[twin]))


@hostile("ruta.xlsx", "ruta fuera del libro", "no lo abra")
def _(path):
    path.write_bytes(package({}, extra=[("../../inicio.sh", "echo")]))


@hostile("mil_partes.xlsx", "partes internas", "guárdelo de nuevo como .xlsx")
def _(path):
    path.write_bytes(package({}, extra=[(f"xl/media/{i}.txt", "") for i in range(2_100)]))


@hostile("celda_perdida.xlsx", "hoja «Hoja»", "la celda XFD1048576", "borre las filas y columnas")
def _(path):
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cells += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(cells)}))


@hostile("celda_lejana.xlsx", "hoja «Hoja»", "la celda ZZ100000", "borre las filas y columnas")
def _(path):
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cells += '<row r="100000"><c r="ZZ100000"><v>1</v></c></row>'
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(cells)}))


@hostile("columna_imposible.xlsx", "posición imposible («AAAA1»)", "copie los datos")
def _(path):
    cells = '<row r="1"><c r="AAAA1"><v>1</v></c></row>'
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(cells)}))


@hostile("fila_imposible.xlsx", "posición imposible («99999999999»)", "copie los datos")
def _(path):
    cells = '<row r="99999999999"><c><v>1</v></c></row>'
    path.write_bytes(package({"xl/worksheets/sheet1.xml": sheet_xml(cells)}))


@hostile("textos_falsos.xlsx", "dice tener 4000000000 textos", "no lo abra")
def _(path):
    text = SHARED_STRINGS.replace('uniqueCount="1"', 'uniqueCount="4000000000"')
    path.write_bytes(package({"xl/sharedStrings.xml": text}))


# --- Text files ---------------------------------------------------------------------------


@hostile("mojibake.csv", "línea 1", "las tildes y eñes están dañadas", "elija UTF-8")
def _(path):
    path.write_bytes(long_table().encode("utf-8").decode("latin-1").encode("utf-8"))


@hostile("rombo.csv", "línea 2", "las tildes y eñes están dañadas", "descárguelo de nuevo")
def _(path):
    write_text(path, long_table(nombre="ALCALD\ufffdA DE PRUEBA"))


@hostile("msdos.csv", "las tildes y eñes están dañadas", "descárguelo de nuevo")
def _(path):
    path.write_bytes(b"Pol\xa1tica;Recomendaci\xa2n\r\nGobierno Digital;Mejorar\r\n")


@hostile("nulos.csv", "bytes nulos", "guárdelo como CSV UTF-8")
def _(path):
    path.write_bytes(long_table().encode("utf-16-le"))


@hostile("binario.csv", "bytes de control", "guárdelo como CSV UTF-8")
def _(path):
    path.write_bytes(bytes(range(1, 32)) * 20)


@hostile("comillas.csv", "fila 3", "las comillas no cierran", "revise las comillas de esa fila")
def _(path):
    text = long_table(nombre='"ALCALDÍA DE PRUEBA"', n_rows=2)
    head, row, last = text.splitlines()
    write_text(path, "\n".join([head, row, last.replace('PRUEBA 1"', "PRUEBA 1")]))


@hostile("una_columna.csv", "ninguna fila tiene separador", "guárdelo como CSV UTF-8")
def _(path):
    write_text(path, "Entidad\nALCALDÍA DE PRUEBA\n")


@hostile("coma_suelta.csv", "más celdas que el encabezado", "exporte con punto y coma")
def _(path):
    write_text(path, long_table(n_rows=3).replace(";", ","))


@hostile("informe.csv", "parece un PDF", "expórtelo como CSV o .xlsx")
def _(path):
    path.write_bytes(b"%PDF-1.4\n")


@hostile("consulta.csv", "parece un archivo JSON", "expórtelo como CSV o .xlsx")
def _(path):
    write_text(path, '[{"entidad": "ALCALDÍA DE PRUEBA"}]')


@hostile("vacio.csv", "está vacío (0 bytes)", "descárguelo")
def _(path):
    path.write_bytes(b"")


# --- Official results ---------------------------------------------------------------------


def _book(path, header=None, rows=None, **more):
    results_book(path, header or official_header(2025), rows or official_rows(2025, 3), **more)


@hostile(
    "sin_encabezado.xlsx",
    "no encuentro la fila de encabezados",
    "libro de resultados",
    declared=RESULTS,
)
def _(path):
    write_sheets(path, {"Territorio": [["Nombre", "Nota"], ["ALCALDÍA DE PRUEBA", 5]]})


@hostile(
    "encabezado_hundido.xlsx",
    "no encuentro la fila de encabezados",
    "primeras 20 filas",
    declared=RESULTS,
)
def _(path):
    _book(path, title_rows=[["vigencia 2025"]] + [[None]] * 25)


@hostile(
    "solo_oculta.xlsx",
    "no encuentro la fila de encabezados",
    "hojas ocultas («Territorio»)",
    declared=RESULTS,
)
def _(path):
    rows = [["vigencia 2025"], official_header(2025), *official_rows(2025, 2)]
    write_sheets(path, {"Portada": [["Resultados"]], "Territorio": rows}, hidden=["Territorio"])


@hostile("sin_vigencia.xlsx", "no dice la vigencia", "--vigencia-del-nombre")
def _(path):
    _book(path, title_rows=[["Resultados de la medición"], [None]])


@hostile("dos_vigencias.xlsx", "varias vigencias: 2024, 2025", "--vigencia")
def _(path):
    _book(path, title_rows=[["Vigencia 2025"], ["Comparado con la vigencia 2024"]])


@hostile(
    "otra_vigencia.xlsx",
    "la vigencia declarada es 2024 y el archivo dice 2025",
    "corrija la declaración",
    declared=Declared(tipo="resultados", vigencia=2024),
)
def _(path):
    _book(path)


@hostile("vigencia_futura.xlsx", "2050 no está registrada", "tablas de referencia")
def _(path):
    _book(path, title_rows=[["Resultados vigencia 2050"], [None]])


@hostile("sin_d3.xlsx", "falta la columna de la dimensión «D3", "revise que el encabezado")
def _(path):
    header = official_header(2025)
    place = next(j for j, text in enumerate(header) if text.startswith("D3"))
    rows = official_rows(2025, 3)
    for row in (header, *rows):
        del row[place]
    _book(path, header, rows)


@hostile("columna_doble.xlsx", "aparece 2 veces", "deje en el archivo solo la columna que vale")
def _(path):
    header = official_header(2025)
    rows = [[*row, 50] for row in official_rows(2025, 3)]
    _book(path, [*header, "POL07  índice de gobierno digital"], rows)


@hostile("politica_cambiada.xlsx", "nombre y código no concuerdan", "esa vigencia")
def _(path):
    header = [
        "POL06 Índice de Gobierno Digital" if text.startswith("POL06") else text
        for text in official_header(2025)
    ]
    _book(path, header)


@hostile("numeracion_vieja.xlsx", "nombre y código no concuerdan", "problemas")
def _(path):
    rows = official_rows(2021, 2)
    _book(path, official_header(2021), rows, title_rows=[["vigencia 2025"]])


@hostile("entidad_doble.xlsx", "filas 4 y 6", "0001", "deje una sola fila por entidad")
def _(path):
    rows = official_rows(2025, 3)
    rows[2][0] = 1
    _book(path, rows=rows)


@hostile("sin_entidades.xlsx", "no hay ninguna entidad", "recortado")
def _(path):
    results_book(path, official_header(2025), [])


@hostile("repetida_en_hojas.xlsx", "«Nacion»", "«Territorio»", "una sola fila por entidad")
def _(path):
    sheet = [["vigencia 2025"], official_header(2025), *official_rows(2025, 2)]
    write_sheets(path, {"Territorio": sheet, "Nacion": sheet})


# --- Long and transcribed tables ----------------------------------------------------------


@hostile("año_2035.csv", "fila 2", "«2.035» no está registrada", "corrija el año")
def _(path):
    write_text(path, long_table(vigencia="2.035"))


@hostile("decimales.csv", "usa la coma («61,5», fila 2) y el punto («61.5», fila 3)", "exporte")
def _(path):
    head, first, second = long_table(n_rows=2).splitlines()
    write_text(path, "\n".join([head, first, second.replace("61,5", "61.5")]))


@hostile("dos_puntajes.csv", "dos puntajes de POL06 en 2021", "deje la fila que vale")
def _(path):
    head, row = long_table().splitlines()
    write_text(path, "\n".join([head, row, row.replace("61,5", "62,5")]))


@hostile("homonimas.csv", "en el mismo departamento (filas 2 y 3)", "CÓDIGO_SIGEP")
def _(path):
    head, row = long_table(codigo="").splitlines()
    write_text(path, "\n".join([head, row, row.replace("Muestra", "Otra Muestra")]))


@hostile("sin_puntaje.csv", "falta la columna «PUNTAJE ENTIDAD»", "PUNTAJE_ENT")
def _(path):
    write_text(path, long_table().replace("PUNTAJE ENTIDAD", "PUNTAJE_ENT"))


@hostile("sin_entidad.csv", "no dice de qué entidad es", "fuentes.toml")
def _(path):
    write_text(path, "indice,2024,2025\nPOL07 Gobierno Digital,80,81\n")


@hostile(
    "nit.csv",
    "el código SIGEP «846000253» no es un código",
    "no es el NIT",
    declared=Declared(tipo="transcrita", entidad="846000253"),
)
def _(path):
    write_text(path, "indice,2025\nPOL07 Gobierno Digital,80\n")


@hostile(
    "año_raro.csv",
    "la vigencia 2031 de la columna C no está registrada",
    "tablas de referencia",
    declared=Declared(tipo="transcrita", entidad="0001"),
)
def _(path):
    write_text(path, "indice,2025,2031\nPOL07 Gobierno Digital,80,81\n")


@hostile(
    "fila_doble.csv",
    "las filas 2 y 3 son el mismo índice",
    "deje una sola fila por índice",
    declared=Declared(tipo="transcrita", entidad="0001"),
)
def _(path):
    write_text(path, "indice,2025\nPOL07 Gobierno Digital,80\nÍndice de Gobierno Digital,81\n")


def _zip(path: Path, parts: dict[str, str]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    path.write_bytes(buffer.getvalue())
