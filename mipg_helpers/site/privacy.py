"""What a public site does not say: data of persons, names, addresses that stay inside.

A public build carries posts and units only (Ley 1581 de 2012). What is held back is replaced in
pages by `RETAINED` and listed for the operator with the words around it, never with the datum.
An internal build holds nothing back.

Names in running text cannot be told from names of places; held back are those that a post or a
unit of the plan consists of, and those behind a title (Ing., Dra.).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import TYPE_CHECKING

from mipg_helpers.reference.personal import HIDDEN, hide_in_text, kind_in_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RETAINED = "[dato retenido]"
NAME, LINK = "nombre de persona", "enlace interno"
EVIDENCE = "enlace de evidencia que no es de la sede electrónica"
#: Characters around a datum by which the operator finds it.
CONTEXT = 40

ADDRESS = re.compile(
    r"https?://[^\s<>\"'|]*[^\s<>\"'|.,;:)\]]|\bwww\.[^\s<>\"'|.,;:)\]]+", re.IGNORECASE
)
_TITLED = re.compile(
    r"\b(?:Ing|Dr|Dra|Sr|Sra|Srta|Abg|Lic|Arq|Don|Doña)\b\.?"
    r"(?:\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+){2,4}"
)
#: Identifiers of ours and hashes have digits in a row by chance.
_IDENTIFIER = re.compile(r"\b(?=[0-9a-f]*[a-f])[0-9a-f]{10,64}\b")
#: What any text that must be looked at has.
_SUSPECT = re.compile(r"@|\d{3}|https?:|www\.|\b(?:Ing|Dra?|Srt?a?|Abg|Lic|Arq|Don|Doña)\b")
_PIECES = re.compile(r"(<(?!wbr\b)[^>]*>)")
_READ_ALOUD = re.compile(r'(\s(?:alt|title|content|aria-label|aria-description)=")([^"]*)(")')
_GOES_TO = re.compile(r'(<a\b[^>]*?)\shref="([^"]*)"')
_HOST = re.compile(r"(?:https?://)?(?P<user>[^/@\s]*@)?(?P<host>[^/:?#\s]+)", re.IGNORECASE)
_INSIDE = re.compile(
    r"(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|[^.]+|.*\.(?:local|lan|intranet|internal|corp|home)"
    r"|(?:intranet|interno|vpn|correo|webmail)\..*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one build holds back of one entidad.

    `own` are contacts that the institution itself publishes; `links` the addresses of its plan;
    `names` the persons that stand where a post should; `sede` is its public address.
    """

    interna: bool = False
    own: tuple[str, ...] = ()
    sede: str = ""
    links: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    sitios_personales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """Something that was not published: where, what kind of datum, and the words around it."""

    entidad_id: str  # "" for what belongs to the whole site
    lugar: str
    dato: str
    contexto: str
    que_se_hizo: str


def is_internal(address: str, rules: Rules) -> bool:
    """Tell whether an address is of no use, or not meant, for readers outside."""
    return bool(link_kind(address, rules))


def link_kind(address: str, rules: Rules) -> str:
    """Say why an address is not for readers outside; "" when it is."""
    found = _HOST.match(address)
    if not found:
        return LINK
    host = found["host"].lower()
    if found["user"] or _INSIDE.fullmatch(host):
        return LINK
    own = host_of(rules.sede)
    if own and (host == own or host.endswith(f".{own}")):
        return ""
    if any(site in host for site in rules.sitios_personales):
        return LINK
    return EVIDENCE if address in rules.links else ""


def host_of(address: str) -> str:
    """Name the host of an address without its "www."; "" for none."""
    found = _HOST.match(address)
    return found["host"].lower().removeprefix("www.") if found else ""


def find_held(text: str, rules: Rules) -> str:
    """Say what kind of datum keeps a text from being published; "" when none.

    Examples
    --------
    >>> find_held("Escriba a ana@ejemplo.gov.co", Rules())
    'correo electrónico'
    """
    if not _SUSPECT.search(text) and not rules.names:
        return ""
    return next((kind for part in _open_parts(text, rules) if (kind := _kind(part, rules))), "")


def mask_text(text: str, rules: Rules) -> str:
    """Write a text with `RETAINED` in the place of what may not be published.

    Examples
    --------
    >>> mask_text("Escriba a ana@ejemplo.gov.co", Rules())
    'Escriba a [dato retenido]'
    """
    pattern = _kept_as_is(rules)
    end, pieces = 0, []
    for kept in pattern.finditer(text):
        pieces += [_masked(text[end : kept.start()], rules), kept[0]]
        end = kept.end()
    return "".join([*pieces, _masked(text[end:], rules)])


def mask_page(
    page: bytes, lugar: str, rules: Rules, entidad_id: str = ""
) -> tuple[bytes, list[Held]]:
    """Mask the texts of a page: those that are shown, those read aloud, and where links lead."""
    if rules.interna:
        return page, []
    held: list[Held] = []

    def mask(raw: str) -> str:
        text = unescape(raw.replace("<wbr>", ""))
        kind = find_held(text, rules)
        if not kind:
            return raw
        masked = mask_text(text, rules)
        held.append(Held(entidad_id, lugar, kind, excerpt(masked), f"se escribió {RETAINED}"))
        return escape(masked)

    pieces = _PIECES.split(page.decode("utf-8"))
    pieces[::2] = [mask(piece) for piece in pieces[::2]]
    pieces[1::2] = [_mask_tag(tag, rules, mask) for tag in pieces[1::2]]
    return "".join(pieces).encode(), held


def page_text(page: bytes) -> str:
    """Give the texts of a page that people read, apart from its style sheet."""
    text = re.sub(r"<style\b.*?</style>", "", page.decode("utf-8"), flags=re.DOTALL)
    read = " \n".join(match[2] for match in _READ_ALOUD.finditer(text))
    return unescape("\n".join([_PIECES.sub("\n", text.replace("<wbr>", "")), read]))


def excerpt(masked: str) -> str:
    """Keep the words around the first thing held back."""
    place = masked.find(RETAINED)
    start, end = max(0, place - CONTEXT), place + len(RETAINED) + CONTEXT
    return " ".join(masked[start:end].split())


def _mask_tag(tag: str, rules: Rules, mask: Callable[[str], str]) -> str:
    tag = _READ_ALOUD.sub(lambda found: found[1] + mask(found[2]) + found[3], tag)

    def lead(found: re.Match[str]) -> str:
        address = unescape(found[2])
        outside = address.startswith(("http:", "https:", "mailto:", "tel:"))
        if not outside or address in rules.own:
            return found[0]
        held = is_internal(address, rules) if address.startswith("http") else True
        return found[1] if held else found[0]

    return _GOES_TO.sub(lead, tag)


def _kept_as_is(rules: Rules) -> re.Pattern[str]:
    own = (re.escape(text) for text in sorted(rules.own, key=len, reverse=True) if text)
    return re.compile("|".join([*own, _IDENTIFIER.pattern]))


def _open_parts(text: str, rules: Rules) -> Iterator[str]:
    """Give the parts of a text that must be looked at."""
    end = 0
    for kept in _kept_as_is(rules).finditer(text):
        yield text[end : kept.start()]
        end = kept.end()
    yield text[end:]


def _kind(text: str, rules: Rules) -> str:
    for address in ADDRESS.finditer(text):
        kind = link_kind(address[0], rules)
        if kind:
            return kind
    if _TITLED.search(text) or any(name in text for name in rules.names):
        return NAME
    return kind_in_text(text)


def _masked(text: str, rules: Rules) -> str:
    text = ADDRESS.sub(lambda a: RETAINED if is_internal(a[0], rules) else a[0], text)
    text = _TITLED.sub(RETAINED, text)
    for name in rules.names:
        text = text.replace(name, RETAINED)
    return hide_in_text(text).replace(HIDDEN, RETAINED)
