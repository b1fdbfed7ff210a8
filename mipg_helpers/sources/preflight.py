"""Look at a workbook as a zip of XML parts before any reader touches it.

The fast reader ends the process, with no exception to catch, on legal but absurd files (one
stray value in the last cell of a sheet); other files are bombs, locked, cut short or no
workbook at all. Everything is measured here with the standard library alone, by expanding
each part to its true size and looking at the cells that hold a value. Nothing is trusted
that the file says about itself. Contents are not interpreted.
"""

from __future__ import annotations

import copy
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.parsers import expat

from mipg_helpers.errors import SourceFileError, listed
from mipg_helpers.sources.cell_scan import MAX_CELLS, CellWatcher, SheetScan
from mipg_helpers.sources.file_kinds import (
    OLE2_SIGNATURE,
    ZIP_SIGNATURE,
    describe_head,
    looks_like_text,
    read_head,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Far above the real files (6,000 rows by 130 columns are 25 MB of XML in some ten parts).
MAX_ENTRIES = 2_000
MAX_EXPANDED_BYTES = 400_000_000
MAX_RATIO = 300
#: Small parts may compress extremely well; below this size the ratio means nothing.
RATIO_FLOOR_BYTES = 5_000_000

_CHUNK = 1 << 18
_WORKBOOK = "xl/workbook.xml"
_RESAVE = "ábralo en Excel, guárdelo de nuevo como .xlsx y vuelva a intentarlo"
_AGAIN = "descárguelo o cópielo de nuevo"
# What the standard library raises on damaged archives.
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


def check_workbook(path: Path) -> None:
    """Refuse a file that is not a sound .xlsx workbook of sensible size.

    Raises
    ------
    SourceFileError
        In Spanish, naming what the file seems to be or what is wrong with it, and the way
        out. Nothing is raised for a workbook that can be read.
    """
    inspect_workbook(path)


def inspect_workbook(path: Path) -> tuple[SheetScan, ...]:
    """Check a workbook as `check_workbook` does and tell what each worksheet holds."""
    place = f"«{path.name}»"
    _check_signature(path, place)
    try:
        with zipfile.ZipFile(path) as package:
            _check_entries(package, place)
            return _scan_parts(package, place)
    except _ZIP_ERRORS:
        raise SourceFileError(
            place, "el libro está dañado o incompleto", "un libro .xlsx completo", _AGAIN
        ) from None


def _check_signature(path: Path, place: str) -> None:
    head = read_head(path)
    if head.startswith(ZIP_SIGNATURE):
        return
    if path.name.startswith("~$"):
        raise SourceFileError(
            place,
            "es el archivo temporal que Excel deja mientras un libro está abierto",
            hint="cierre el libro en Excel e indique el archivo sin «~$»",
        )
    if head.startswith(OLE2_SIGNATURE):
        raise _ole2_error(path, place)
    found = describe_head(head)
    if not found and looks_like_text(head):
        found = "un archivo de texto o CSV"
    hint = _RESAVE if found.startswith(("una página", "un archivo XML")) else ""
    if found.endswith("CSV"):
        hint = "cámbiele la extensión a .csv o guárdelo desde Excel como .xlsx"
    raise SourceFileError(
        place,
        f"no es un libro de Excel: parece {found}" if found else "no es un libro de Excel",
        "un libro .xlsx",
        hint or "revise que sea el archivo correcto",
    )


def _ole2_error(path: Path, place: str) -> SourceFileError:
    # Names inside the old container are UTF-16; both answers need only their presence.
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return SourceFileError(
            place,
            "el libro está protegido con contraseña de apertura",
            "un libro sin contraseña",
            "ábralo en Excel y quite la contraseña en Archivo, Información, Proteger libro",
        )
    return SourceFileError(
        place,
        "es un libro antiguo de Excel (.xls) u otro documento de Office anterior a 2007",
        "un libro .xlsx",
        "ábralo en Excel y guárdelo como libro de Excel (.xlsx)",
    )


def _check_entries(package: zipfile.ZipFile, place: str) -> None:
    infos = package.infolist()
    names = [info.filename for info in infos]
    if len(names) > MAX_ENTRIES:
        raise SourceFileError(
            place,
            f"tiene {len(names)} partes internas",
            f"un libro con {MAX_ENTRIES} o menos",
            _RESAVE,
        )
    lowered = [name.lower() for name in names]
    repeated = {name for name in lowered if lowered.count(name) > 1} if infos else set()
    if repeated:
        raise SourceFileError(
            place, f"tiene partes internas repetidas: {listed(repeated)}", hint=_RESAVE
        )
    outside = [name for name in names if _leaves_the_package(name)]
    if outside:
        raise SourceFileError(
            place,
            f"tiene partes con ruta fuera del libro: {listed(outside)}",
            hint="no lo abra: pida el archivo de nuevo a quien lo envió",
        )
    if any(info.flag_bits & 0x1 for info in infos):
        raise SourceFileError(
            place,
            "el archivo comprimido está protegido con contraseña",
            "un libro sin contraseña",
            "guarde el libro sin contraseña",
        )
    if _WORKBOOK not in lowered:
        raise _not_a_workbook(package, lowered, place)


def _leaves_the_package(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name


def _not_a_workbook(package: zipfile.ZipFile, names: list[str], place: str) -> SourceFileError:
    found, hint = "un archivo comprimido (.zip)", "descomprímalo e indique los libros que contiene"
    if "xl/workbook.bin" in names:
        found, hint = "un libro binario de Excel (.xlsb)", "guárdelo en Excel como .xlsx"
    elif "mimetype" in names:
        kind = package.read("mimetype")[:200]
        is_calc = b"spreadsheet" in kind
        found = "una hoja de LibreOffice (.ods)" if is_calc else "un documento de LibreOffice"
        hint = "guárdelo como libro de Excel (.xlsx)"
    elif "word/document.xml" in names:
        found, hint = "un documento de Word (.docx)", "revise que sea el archivo correcto"
    elif "ppt/presentation.xml" in names:
        found, hint = "una presentación (.pptx)", "revise que sea el archivo correcto"
    elif "[content_types].xml" in names:
        return SourceFileError(
            place, "el libro está incompleto: le falta «xl/workbook.xml»", hint=_RESAVE
        )
    return SourceFileError(place, f"parece {found}", "un libro .xlsx", hint)


def _scan_parts(package: zipfile.ZipFile, place: str) -> tuple[SheetScan, ...]:
    names = _sheet_names(package, place)
    expanded = 0
    scans = []
    for info in package.infolist():
        if info.is_dir():
            continue
        hoja = names.get(info.filename.lower(), info.filename)
        parser = _PartParser(place, info.filename, hoja)
        size = 0
        for chunk in _expand(package, info):
            size += len(chunk)
            expanded += len(chunk)
            if expanded > MAX_EXPANDED_BYTES:
                raise _too_big(place, info.filename, f"más de {expanded // 1_000_000} MB")
            if size > max(RATIO_FLOOR_BYTES, MAX_RATIO * info.compress_size):
                raise _too_big(place, info.filename, f"más de {MAX_RATIO} veces su tamaño")
            parser.feed(chunk)
        parser.close()
        if size != info.file_size:
            raise zipfile.BadZipFile(info.filename)
        if parser.scan is not None and info.filename.lower() in names:
            scans.append(parser.scan)
    return tuple(scans)


def _too_big(place: str, part: str, measure: str) -> SourceFileError:
    return SourceFileError(
        place,
        f"la parte «{part}» se expande a {measure}; puede agotar la memoria del equipo",
        f"un libro de hasta {MAX_EXPANDED_BYTES // 1_000_000} MB sin comprimir",
        "no lo abra si no conoce su origen; si es legítimo, copie los datos a un libro nuevo",
    )


def _expand(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Expand one part to its true end: the size the file declares may lie."""
    honest = copy.copy(info)
    honest.file_size = 2 * MAX_EXPANDED_BYTES
    with package.open(honest) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _sheet_names(package: zipfile.ZipFile, place: str) -> dict[str, str]:
    """Map each worksheet part, in lower case, to the name the workbook gives it."""
    parts = {name.lower(): name for name in package.namelist()}
    targets = {
        attributes.get("Id", ""): attributes.get("Target", "")
        for tag, attributes in _elements(package, parts.get("xl/_rels/workbook.xml.rels"), place)
        if tag == "Relationship"
    }
    names: dict[str, str] = {}
    for tag, attributes in _elements(package, parts[_WORKBOOK], place):
        if tag != "sheet":
            continue
        id_ = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        target = targets.get(id_, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        names[part.lower()] = attributes.get("name", part)
    if not names:
        raise SourceFileError(place, "el libro no tiene ninguna hoja", hint=_RESAVE)
    return names


def _elements(
    package: zipfile.ZipFile, part: str | None, place: str
) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    if part is None:
        return found
    parser = _safe_parser(place, part)
    parser.StartElementHandler = lambda tag, attributes: found.append((_local(tag), attributes))
    size = 0
    for chunk in _expand(package, package.getinfo(part)):
        size += len(chunk)
        if size > RATIO_FLOOR_BYTES:
            raise _too_big(place, part, f"más de {RATIO_FLOOR_BYTES // 1_000_000} MB")
        _parse(parser, chunk, place, part)
    _parse(parser, b"", place, part, final=True)
    return found


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _safe_parser(place: str, part: str) -> expat.XMLParserType:
    def refuse_doctype(*_arguments: object) -> None:
        raise SourceFileError(
            place,
            f"la parte «{part}» declara entidades XML (DTD), que ningún libro de Excel necesita",
            hint="no lo abra: pida el archivo de nuevo a quien lo envió",
        )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.EntityDeclHandler = refuse_doctype
    return parser


def _parse(
    parser: expat.XMLParserType, data: bytes, place: str, part: str, *, final: bool = False
) -> None:
    try:
        parser.Parse(data, final)
    except expat.ExpatError as error:
        raise SourceFileError(
            place,
            f"la parte «{part}» está dañada o incompleta (línea {error.lineno} de su XML)",
            hint=f"{_AGAIN}; si el daño sigue, {_RESAVE}",
        ) from None


class _PartParser:
    """Feed one part of the package to the XML parser, when it is XML at all.

    A worksheet is known by its root element, not by its name; its cells are measured.
    """

    def __init__(self, place: str, part: str, hoja: str) -> None:
        self.place, self.part, self.hoja = place, part, hoja
        self.scan: SheetScan | None = None
        self._parser: expat.XMLParserType | None = None
        self._watcher: CellWatcher | None = None
        self._started = False

    def feed(self, chunk: bytes) -> None:
        if not self._started:
            self._started = True
            if _is_xml(self.part, chunk):
                self._parser = _safe_parser(self.place, self.part)
                self._parser.StartElementHandler = self._see_root
        if self._parser is not None:
            _parse(self._parser, chunk, self.place, self.part)

    def close(self) -> None:
        if self._parser is not None:
            _parse(self._parser, b"", self.place, self.part, final=True)
            self._parser = None
        if self._watcher is not None:
            self._watcher.close()

    def _see_root(self, tag: str, _attributes: dict[str, str]) -> None:
        if self._parser is None:
            return
        if _local(tag) != "worksheet":
            # No handler at all: well-formedness alone is checked at the speed of C.
            self._parser.StartElementHandler = None
            return
        self.scan = SheetScan(self.hoja)
        self._watcher = CellWatcher(self._parser, self.scan, f"{self.place}, hoja «{self.hoja}»")
        self._parser.StartElementHandler = self._watcher.start


def _is_xml(part: str, chunk: bytes) -> bool:
    start = chunk[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return (
        part.lower().endswith((".xml", ".rels"))
        or start.startswith(b"<")
        or chunk.startswith((b"\xff\xfe<", b"\xfe\xff\x00<"))
    )
