"""What one page of a site must be, by itself: well formed, accessible, silent towards the web.

No substitute for a validator, which the tests ask; it finds what data could break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from mipg_helpers.errors import listed
from mipg_helpers.reporting.checks import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905
)
_HEADING = re.compile(r"h[1-6]")
_LOADS = {"link": "href", "script": "src", "img": "src", "source": "src", "use": "href"}
_LOADS |= {"iframe": "src", "object": "data", "embed": "src", "audio": "src", "video": "src"}
_UNFIT = frozenset({"iframe", "object", "embed", "base", "frame", "applet"})
#: Words of `FORBIDDEN` that no page may have either.
_MARKS = ("código de cuaderno", "rastro de un error", "ruta de este equipo")


@dataclass(slots=True)
class PageFacts:
    """What the checks of a whole site need of a page."""

    path: str
    title: str = ""
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)  # where readers may go
    loads: list[str] = field(default_factory=list)  # what the page itself asks for
    problems: list[str] = field(default_factory=list)


def read_page(path: str, page: bytes, *, is_report: bool = False) -> PageFacts:
    """Read a page and note what is wrong with it; a report brings its own style."""
    reader = _Reader(path, is_report=is_report)
    try:
        text = page.decode("utf-8")
    except UnicodeDecodeError:
        reader.facts.problems.append("no es UTF-8")
        return reader.facts
    if not text.lstrip().lower().startswith("<!doctype html>"):
        reader.facts.problems.append("no empieza con <!doctype html>")
    reader.feed(text)
    reader.close()
    reader.end()
    if not is_report:
        reader.facts.problems += _marks(text)
    return reader.facts


def _marks(text: str) -> Iterator[str]:
    for kind in _MARKS:
        words = {match[0][:60] for match in re.finditer(FORBIDDEN[kind], text, re.IGNORECASE)}
        if words:
            yield f"contiene {kind} ({listed(words, most=3)})"


class _Reader(HTMLParser):
    """Follow the tags of a page in their order."""

    def __init__(self, path: str, *, is_report: bool) -> None:
        super().__init__()
        self.facts, self._is_report = PageFacts(path), is_report
        self._open: list[str] = []
        self._n_titles = self._n_h1 = self._level = 0
        self._lang = ""
        self._has_policy = self._has_main = False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, attrs)
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            unclosed = []
            while self._open[-1] != tag:
                unclosed.append(self._open.pop())
            self._open.pop()
            if unclosed:
                self._say(f"</{tag}> cierra antes que <{unclosed[0]}>")
        elif tag not in VOID:
            self._say(f"</{tag}> no cierra nada")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.facts.title += data

    def end(self) -> None:
        """Note what only the whole page tells."""
        if self._open:
            self._say(f"quedó sin cerrar: {listed(self._open)}")
        if self._n_titles != 1 or not self.facts.title.strip():
            self._say("debe tener un <title> con texto, y solo uno")
        if not self._lang.startswith("es"):
            self._say(f"el idioma es '{self._lang}' y no español")
        if self._n_h1 != 1:
            self._say(f"tiene {self._n_h1} <h1> y debe tener uno")
        if not self._has_main:
            self._say("no tiene <main>")
        if not self._has_policy:
            self._say("no tiene Content-Security-Policy")

    def _note(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if len(found) != len(attrs):
            self._say(f"<{tag}> repite un atributo")
        self._note_id(tag, found)
        self._note_structure(tag, found)
        self._note_address(tag, found)
        self._note_script(tag, found)

    def _note_id(self, tag: str, found: dict[str, str]) -> None:
        if "id" not in found:
            return
        name = found["id"]
        if not name or name in self.facts.ids:
            self._say(f"<{tag}> repite el id '{name}'")
        self.facts.ids.add(name)

    def _note_structure(self, tag: str, found: dict[str, str]) -> None:
        if tag == "html":
            self._lang = found.get("lang", "")
        elif tag == "title" and "svg" not in self._open:
            self._n_titles += 1
        elif tag == "main":
            self._has_main = True
        elif tag == "meta" and found.get("http-equiv", "").lower() == "content-security-policy":
            self._has_policy = True
        elif tag == "img" and "alt" not in found:
            self._say(f"<img src='{found.get('src', '')[:60]}'> no tiene alt")
        elif tag == "a" and "a" in self._open:
            self._say("hay un enlace dentro de otro")
        elif _HEADING.fullmatch(tag):
            level = int(tag[1])
            self._n_h1 += level == 1
            if level > self._level + 1 and self._level:
                self._say(f"<{tag}> viene después de <h{self._level}>")
            self._level = level

    def _note_address(self, tag: str, found: dict[str, str]) -> None:
        if tag == "a" and "href" in found:
            self.facts.links.append(found["href"])
        elif tag in _LOADS and _LOADS[tag] in found:
            self.facts.loads.append(found[_LOADS[tag]])
        if "srcset" in found or "background" in found:
            self._say(f"<{tag}> pide una imagen de otra manera")

    def _note_script(self, tag: str, found: dict[str, str]) -> None:
        if tag in _UNFIT:
            self._say(f"tiene <{tag}>")
        if "action" in found or "formaction" in found:
            self._say(f"<{tag}> envía lo que se escriba")
        if any(name.startswith("on") for name in found):
            self._say(f"<{tag}> tiene un guion en un atributo")
        if tag == "script" and "src" not in found:
            self._say("tiene un guion dentro de la página")
        if not self._is_report and (tag == "style" or "style" in found):
            self._say(f"<{tag}> tiene un estilo dentro de la página")

    def _say(self, problem: str) -> None:
        self.facts.problems.append(problem)
