"""What no output may hold: live markup, formulas that came from a cell, paths of this machine."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: A number, a range or a lone dash is no formula.
PLAIN = re.compile(r"[+-]?[\d.,\s%–-]*")
#: Never fetched, never asked for: whoever finds it in an address finds a way out.
FOREIGN = "ejemplo.test"
LIVE_ELEMENTS = {"script", "iframe", "object", "embed", "base", "form", "frame", "applet"}
#: A drawing may use a pattern of its own page.
LOADS = re.compile(r"url\((?!['\"]?#)|@import")
REFERENCES = ("href", "src", "data", "action", "xlink:href", "srcset", "poster", "formaction")
PDF_ACTIONS = (
    "/JavaScript",
    "/JS",
    "/Launch",
    "/SubmitForm",
    "/ImportData",
    "/EmbeddedFile",
    "/RichMedia",
)
OWN_SCRIPTS = re.compile(r"^(?:\.\./)*(?:estaticos|buscar)/[\w.-]+\.js$|^[\w./-]+\.js$")


def problems_in(folder: Path, private: str) -> Iterator[str]:
    """Tell what is wrong with the files below a folder; `private` is a path nobody may learn."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        found = KINDS.get(path.suffix, lambda _path: ())(path)
        yield from (f"{path.name}: {problem}" for problem in found)
        if path.suffix in TEXTS and private in path.read_text(encoding="utf-8", errors="replace"):
            yield f"{path.name}: tells the path of this machine"


def _in_html(path: Path) -> Iterator[str]:
    page = html.document_fromstring(path.read_bytes())
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in LIVE_ELEMENTS and not _is_ours(element):
            yield f"element <{element.tag}>"
        for name, value in element.attrib.items():
            lowered = "".join(value.split()).lower()
            if name.lower().startswith("on"):
                yield f"attribute {name}"
            if name in REFERENCES and lowered.startswith(("javascript:", "vbscript:", "data:text")):
                yield f"address {value[:40]}"
            if name in REFERENCES and FOREIGN in lowered:
                yield f"foreign address {value[:40]}"
            if name == "style" and LOADS.search(lowered):
                yield "style that loads"
    styles = "".join(page.xpath("//style/text()"))
    if FOREIGN in styles or "@import" in styles:
        yield "style sheet that loads"


def _is_ours(element: etree._Element) -> bool:
    """Tell a script of the site, which stands in a file beside the page, and its search form."""
    if element.tag == "form":
        return not element.get("action", "").startswith(("http", "//", "javascript"))
    source = element.get("src", "")
    return element.tag == "script" and bool(OWN_SCRIPTS.match(source)) and not element.text


def _in_pdf(path: Path) -> Iterator[str]:
    import pikepdf

    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                yield from (f"action {key}" for key in PDF_ACTIONS if key in thing)
                uri = str(thing.get("/URI", ""))
                if FOREIGN in uri or uri.lower().startswith(("javascript:", "file:")):
                    yield f"address {uri[:40]}"


def _in_workbook(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if "externalLinks" in name or name.endswith(("vbaProject.bin", ".exe")):
                yield f"part {name}"
            data = package.read(name)
            if name.endswith(".rels") and b'TargetMode="External"' in data:
                yield "external link"
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                yield from _in_sheet(data)
            if name == "docProps/core.xml" and b"<dc:creator>" in data:
                creator = re.search(rb"<dc:creator>([^<]*)", data)
                if creator and creator[1]:
                    yield "names an author"


def _in_sheet(data: bytes) -> Iterator[str]:
    tree = etree.fromstring(data)
    for formula in tree.iter("{*}f"):
        if FOREIGN in (formula.text or "") or "cmd" in (formula.text or ""):
            yield f"formula {(formula.text or '')[:40]}"
    if next(tree.iter("{*}hyperlink"), None) is not None:
        yield from (
            "link to outside"
            for link in tree.iter("{*}hyperlink")
            if link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        )


def _in_csv(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
        for cell in row:
            if cell.startswith(FORMULA_STARTS) and not PLAIN.fullmatch(cell):
                yield f"line {number}: a formula {cell[:30]!r}"


TEXTS = {".html", ".csv", ".json", ".txt", ".md", ".js"}
KINDS = {".html": _in_html, ".pdf": _in_pdf, ".xlsx": _in_workbook, ".csv": _in_csv}
