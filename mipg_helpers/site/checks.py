"""Proofs made of a whole build before it becomes the site; everything wrong is said at once."""

from __future__ import annotations

import csv
import io
import posixpath
import re
from typing import TYPE_CHECKING

from mipg_helpers.site.checks_page import PageFacts, read_page
from mipg_helpers.site.privacy import find_held, is_internal, page_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from mipg_helpers.site.privacy import Rules

#: Bytes a page and a file that pages load may have: state networks are slow.
MOST_PAGE_BYTES, MOST_LOADED_BYTES = 300_000, 200_000
#: A report carries its fonts and drawings.
MOST_REPORT_BYTES = 3_000_000
_TITLE = re.compile(rb"<title>([^<]*)</title>")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
#: Documents of leaders, reviewed when they came; lists of places of words; programs.
_NO_TEXT = re.compile(r"(?:^|/)documentos/|^buscar/p|^estatico/")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
#: How much of a page holds its title.
_HEAD_BYTES = 4096


def check_site(
    folder: Path,
    files: Collection[str],
    *,
    pages: Collection[str],
    reports: Collection[str] = (),
    rules_of: Callable[[str], Rules],
) -> list[str]:
    """Say all that is wrong with a build, each with its file.

    Parameters
    ----------
    files
        Every path of the build.
    pages
        Those to be read; the others were read when they were made.
    reports
        Those that are reports, which carry their own style and links.
    rules_of
        Gives what is held back in a page.
    """
    reading = [path for path in sorted(pages) if path.endswith(".html")]
    facts = {path: _facts(folder, path, is_report=path in reports) for path in reading}
    problems = [f"{page.path}: {said}" for page in facts.values() for said in page.problems]
    problems += _weights(folder, sorted(pages), reports)
    problems += _links(folder, facts, set(files), rules_of)
    problems += _titles(folder, [p for p in files if p.endswith(".html") and p not in reports])
    problems += _personal(folder, [p for p in sorted(pages) if p not in reports], rules_of)
    return problems


def lost_anchors(before: Path, after: Path, pages: Iterable[str]) -> bool:
    """Tell whether a page that was made again lost a place that other pages may link."""
    for path in pages:
        if path.endswith(".html") and (before / path).is_file():
            old, new = (_facts(folder, path).ids for folder in (before, after))
            if old - new:
                return True
    return False


def _facts(folder: Path, path: str, *, is_report: bool = False) -> PageFacts:
    return read_page(path, (folder / path).read_bytes(), is_report=is_report)


def _weights(folder: Path, pages: Iterable[str], reports: Collection[str]) -> Iterator[str]:
    for path in pages:
        suffix = posixpath.splitext(path)[1]
        most = {".html": MOST_PAGE_BYTES, ".css": MOST_LOADED_BYTES, ".js": MOST_LOADED_BYTES}
        limit = MOST_REPORT_BYTES if path in reports else most.get(suffix)
        n_bytes = (folder / path).stat().st_size
        if limit and n_bytes > limit:
            yield f"{path}: pesa {n_bytes // 1000} kB; lo más son {limit // 1000} kB"


def _titles(folder: Path, pages: Iterable[str]) -> Iterator[str]:
    """Name pages that are called the same; readers with many tabs know them by it."""
    seen: dict[bytes, str] = {}
    for path in sorted(pages):
        with (folder / path).open("rb") as page:
            found = _TITLE.search(page.read(_HEAD_BYTES))
        if not found:
            continue
        if found[1] in seen:
            yield f"{path}: tiene el mismo título que {seen[found[1]]}"
        seen.setdefault(found[1], path)


def _links(
    folder: Path,
    facts: Mapping[str, PageFacts],
    files: set[str],
    rules_of: Callable[[str], Rules],
) -> Iterator[str]:
    """Follow every link and everything a page loads, with the letters as they are written."""
    known: dict[str, set[str]] = {path: page.ids for path, page in facts.items()}

    def ids_of(path: str) -> set[str]:
        if path not in known:
            known[path] = _facts(folder, path).ids
        return known[path]

    for page in facts.values():
        for address in page.loads:
            if not address.startswith("data:"):
                yield from _inner(page.path, address, files, ids_of, "carga")
        for address in page.links:
            yield from _link(page.path, address, files, ids_of, rules_of(page.path))


def _link(
    page: str, address: str, files: set[str], ids_of: Callable[[str], set[str]], rules: Rules
) -> Iterator[str]:
    if address.startswith("https://") or (rules.interna and address.startswith("http://")):
        if not rules.interna and is_internal(address, rules):
            yield f"{page}: enlaza una dirección interna"
    elif address.removeprefix("mailto:") not in rules.own:
        yield from _inner(page, address, files, ids_of, "enlaza")


def _inner(
    page: str, address: str, files: set[str], ids_of: Callable[[str], set[str]], verb: str
) -> Iterator[str]:
    """Follow an address inside the site."""
    path, _, anchor = address.partition("#")
    if _SCHEME.match(address) or address.startswith(("/", "\\")) or "?" in path or "%" in path:
        yield f"{page}: {verb} '{address[:100]}', que está fuera del sitio"
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if target not in files:
        yield f"{page}: {verb} '{address}', que no existe"
    elif anchor and target.endswith(".html") and anchor not in ids_of(target):
        yield f"{page}: {verb} '{address}', y ese lugar no existe en la página"


def _personal(
    folder: Path, pages: Iterable[str], rules_of: Callable[[str], Rules]
) -> Iterator[str]:
    """Name files made for readers that show what is held back."""
    for path in pages:
        rules, kind = rules_of(path), posixpath.splitext(path)[1]
        if rules.interna or kind not in _TEXT_OF or _NO_TEXT.search(path):
            continue
        found = find_held(_TEXT_OF[kind]((folder / path).read_bytes()), rules)
        if found:
            yield f"{path}: muestra {found}"


def _table_text(content: bytes) -> str:
    """Give the texts of a table; the digits of a score look like anything."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return "\n".join(cell for row in rows for cell in row if not _NUMBER.fullmatch(cell))


#: What people read in each kind of file that is made.
_TEXT_OF: dict[str, Callable[[bytes], str]] = {
    ".html": page_text,
    ".csv": _table_text,
    ".js": bytes.decode,
}
