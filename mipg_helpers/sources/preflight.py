"""Look at a workbook as a zip of XML parts before any reader touches it.

The fast reader ends the process, with no exception to catch, on legal but absurd files (one
stray value in the last cell of a sheet, a false count of texts); other files are bombs,
locked, cut short or no workbook at all. Everything is measured here with the standard
library alone, by expanding each part to its true size and looking at the cells that hold a
value. Nothing is trusted that the file says about itself, and no content is interpreted.
"""

from __future__ import annotations

import copy
import zipfile
import zlib
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.parsers import expat

from mipg_helpers.errors import SourceFileError, listed
from mipg_helpers.sources.cell_scan import MAX_CELLS, CellWatcher, SheetScan
from mipg_helpers.sources.not_workbooks import RESAVE, check_signature, describe_package

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
_DISTRUST = "no lo abra: pida el archivo de nuevo a quien lo envió"
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
    check_signature(path)
    place = f"«{path.name}»"
    try:
        with zipfile.ZipFile(path) as package:
            _check_entries(package, place)
            return _Package(package, place).scan()
    except _ZIP_ERRORS:
        raise SourceFileError(
            place,
            "el libro está dañado o incompleto",
            "un libro .xlsx completo",
            "descárguelo o cópielo de nuevo",
        ) from None


def _check_entries(package: zipfile.ZipFile, place: str) -> None:
    infos = package.infolist()
    counts = Counter(info.filename.lower() for info in infos)
    if len(infos) > MAX_ENTRIES:
        problem = f"tiene {len(infos)} partes internas"
        raise SourceFileError(place, problem, f"un libro con {MAX_ENTRIES} o menos", RESAVE)
    repeated = [name for name, count in counts.items() if count > 1]
    if repeated:
        problem = f"tiene partes internas repetidas: {listed(repeated)}"
        raise SourceFileError(place, problem, hint=RESAVE)
    outside = [info.filename for info in infos if _leaves_the_package(info.filename)]
    if outside:
        problem = f"tiene partes con ruta fuera del libro: {listed(outside)}"
        raise SourceFileError(place, problem, hint=_DISTRUST)
    if any(info.flag_bits & 0x1 for info in infos):
        problem = "el archivo comprimido está protegido con contraseña"
        raise SourceFileError(place, problem, hint="guarde el libro sin contraseña")
    if _WORKBOOK not in counts:
        mimetype = package.read("mimetype") if "mimetype" in counts else b""
        raise describe_package(counts.keys(), mimetype, place)


def _leaves_the_package(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name


class _Package:
    """One open package: expands its parts, checks their XML, measures its worksheets."""

    def __init__(self, package: zipfile.ZipFile, place: str) -> None:
        self.package, self.place = package, place
        self.expanded = 0

    def scan(self) -> tuple[SheetScan, ...]:
        sheet_names = self._sheet_names()
        scans = []
        for info in self.package.infolist():
            hoja = sheet_names.get(info.filename.lower(), "")
            scan = self._scan_part(info, hoja or info.filename)
            if scan is not None and hoja:
                scans.append(scan)
        n_cells = sum(scan.n_cells for scan in scans)
        if n_cells > MAX_CELLS:
            raise SourceFileError(
                self.place,
                f"sus {len(scans)} hojas ocupan {n_cells} celdas",
                f"a lo sumo {MAX_CELLS} celdas",
                "deje en el libro solo la hoja de datos",
            )
        return tuple(scans)

    def _scan_part(self, info: zipfile.ZipInfo, hoja: str) -> SheetScan | None:
        reader = _PartReader(self.place, info.filename, hoja)
        size = 0
        for chunk in self._expand(info):
            size += len(chunk)
            reader.feed(chunk)
        if size != info.file_size:
            raise zipfile.BadZipFile(info.filename)
        return reader.close(size)

    def _expand(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """Expand one part to its true end, under the limits: the size it declares may lie."""
        honest = copy.copy(info)
        honest.file_size = 2 * MAX_EXPANDED_BYTES
        limit = max(RATIO_FLOOR_BYTES, MAX_RATIO * info.compress_size)
        size = 0
        with self.package.open(honest) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                self.expanded += len(chunk)
                if size > limit:
                    raise self._too_big(info, f"a más de {MAX_RATIO} veces su tamaño")
                if self.expanded > MAX_EXPANDED_BYTES:
                    raise self._too_big(info, f"más allá de {MAX_EXPANDED_BYTES // 1_000_000} MB")
                yield chunk

    def _too_big(self, info: zipfile.ZipInfo, measure: str) -> SourceFileError:
        return SourceFileError(
            self.place,
            f"la parte «{info.filename}» se expande {measure} y puede agotar la memoria",
            f"un libro de hasta {MAX_EXPANDED_BYTES // 1_000_000} MB sin comprimir",
            "no lo abra si no conoce su origen; si es legítimo, copie los datos a un libro nuevo",
        )

    def _sheet_names(self) -> dict[str, str]:
        """Map each worksheet part, in lower case, to the name the workbook gives it."""
        parts = {name.lower(): name for name in self.package.namelist()}
        targets = {
            attributes.get("Id", ""): attributes.get("Target", "")
            for tag, attributes in self._elements(parts.get("xl/_rels/workbook.xml.rels"))
            if tag == "Relationship"
        }
        names: dict[str, str] = {}
        for tag, attributes in self._elements(parts[_WORKBOOK]):
            if tag == "sheet":
                relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                target = targets.get(relation, "")
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                names[part.lower()] = attributes.get("name", part)
        if not names:
            raise SourceFileError(self.place, "el libro no tiene ninguna hoja", hint=RESAVE)
        return names

    def _elements(self, part: str | None) -> list[tuple[str, dict[str, str]]]:
        found: list[tuple[str, dict[str, str]]] = []
        if part is not None:
            parser = _SafeParser(self.place, part)
            parser.expat.StartElementHandler = lambda tag, values: found.append(
                (tag.rpartition(":")[2], values)
            )
            for chunk in self._expand(self.package.getinfo(part)):
                parser.parse(chunk)
            parser.parse(b"", final=True)
        return found


class _SafeParser:
    """An XML parser that refuses what no workbook needs, and says which part is broken."""

    def __init__(self, place: str, part: str) -> None:
        self.place, self.part = place, part
        self.expat = expat.ParserCreate()
        self.expat.StartDoctypeDeclHandler = self._refuse_doctype
        self.expat.EntityDeclHandler = self._refuse_doctype
        self.expat.XmlDeclHandler = self._check_encoding

    def parse(self, data: bytes, *, final: bool = False) -> None:
        try:
            self.expat.Parse(data, final)
        except expat.ExpatError as error:
            raise SourceFileError(
                self.place,
                f"la parte «{self.part}» está dañada o incompleta (línea {error.lineno})",
                hint=f"descárguelo o cópielo de nuevo; si el daño sigue, {RESAVE}",
            ) from None

    def _refuse_doctype(self, *_arguments: object) -> None:
        problem = f"la parte «{self.part}» declara entidades XML (DTD), ajenas a un libro de Excel"
        raise SourceFileError(self.place, problem, hint=_DISTRUST)

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        # The reader understands UTF-8 only and takes anything else for an empty sheet.
        if encoding and encoding.lower() not in {"utf-8", "utf8", "us-ascii"}:
            problem = f"la parte «{self.part}» está en la codificación «{encoding}»"
            raise SourceFileError(self.place, problem, "UTF-8", RESAVE)


class _PartReader:
    """Read one part chunk by chunk, when it is XML at all.

    A worksheet is known by its root element, not by the name of its part, and its cells are
    measured; of other parts only the XML is checked, at the speed of the parser itself.
    """

    def __init__(self, place: str, part: str, hoja: str) -> None:
        self.place, self.part, self.hoja = place, part, hoja
        self._scan: SheetScan | None = None
        self._parser: _SafeParser | None = None
        self._watcher: CellWatcher | None = None
        self._is_started = False
        self._n_texts = 0

    def feed(self, chunk: bytes) -> None:
        if not self._is_started and _is_xml(self.part, chunk):
            self._parser = _SafeParser(self.place, self.part)
            self._parser.expat.StartElementHandler = self._see_root
        self._is_started = True
        if self._parser is not None:
            self._parser.parse(chunk)

    def close(self, size: int) -> SheetScan | None:
        """Settle the part of `size` bytes; give what was seen when it is a worksheet."""
        if self._parser is not None:
            self._parser.parse(b"", final=True)
        if self._watcher is not None:
            self._watcher.close()
        # The reader takes memory for as many texts as the part says it has.
        if self._n_texts > size:
            raise SourceFileError(
                self.place,
                f"la parte «{self.part}» dice tener {self._n_texts} textos y no los tiene",
                hint=_DISTRUST,
            )
        return self._scan

    def _see_root(self, tag: str, attributes: dict[str, str]) -> None:
        if self._parser is None:
            return
        root = tag.rpartition(":")[2]
        self._parser.expat.StartElementHandler = None
        if root == "sst":
            counts = (attributes.get("count", ""), attributes.get("uniqueCount", ""))
            # Twelve figures are more than any file holds; thousands of them are no int.
            told = (int(count[:12]) for count in counts if count.isdecimal())
            self._n_texts = max(told, default=0)
        elif root == "worksheet":
            self._scan = SheetScan(self.hoja)
            place = f"{self.place}, hoja «{self.hoja}»"
            self._watcher = CellWatcher(self._parser.expat, self._scan, place)
            self._parser.expat.StartElementHandler = self._watcher.start


def _is_xml(part: str, chunk: bytes) -> bool:
    name = part.lower()
    if name.endswith((".xml", ".rels")) or chunk.startswith((b"\xff\xfe<", b"\xfe\xff\x00<")):
        return True
    # Office writes drawings in a loose dialect and pictures carry their own DTD; no reader of
    # cells opens either.
    looks_like_xml = chunk[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    return looks_like_xml and not name.endswith((".vml", ".svg"))
