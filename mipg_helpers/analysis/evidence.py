"""Check the evidence of a plan without opening a link.

A link is text somebody typed: it may be missing, shared by many actions, unsafe, in a personal
folder, of another year, or give away data of a person. What is found is a finding about an
action and a cut-off; nothing is corrected here, and a personal datum is never repeated.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.analysis.follow_up_profile import PlanFinding
from mipg_helpers.reference.personal import EMAIL, kind_in_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from mipg_helpers.analysis.follow_up_profile import ActionProgress, Gravedad, Regla
    from mipg_helpers.analysis.plan import Avance
    from mipg_helpers.reference.records import PlanRules

#: Texts that a reader may find data of persons in, of an action and of its reports.
TEXTS = ("accion", "producto", "causa", "responsable", "apoyo", "observacion_control")
REPORTS = ("reporte", "observacion_planeacion")

#: A scheme that runs something or points into one computer; plain http is only not private.
_UNSAFE = re.compile(r"\b(javascript|vbscript|data|file|blob|ftp|http)\s*:(?=\s*\S)", re.IGNORECASE)
_PLAIN = "http"
_URL = re.compile(r"\b(?:https?|sharepoint|ms-\w+)://[^\s<>\"|]+|\bwww\.[^\s<>\"|]+", re.IGNORECASE)
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?([\w.-]+\.[a-z]{2,})", re.IGNORECASE)
#: A folder, a file with an extension, or the number of a filed document.
_PATH = re.compile(
    r"[\\/]\s*\w|\w\.[a-z]{3,4}\b|\b(?:radicad[oa]|expediente|orfeo|sgdea|acta|oficio|memorando"
    r"|resoluci[oó]n|decreto|contrato|carpeta|circular)\b.*\d",
    re.IGNORECASE,
)
#: A disk of one computer, or the folders of one user.
_OWN_DISK = re.compile(
    r"\b[a-z]:[\\/]|[\\/](?:users|usuarios|home|escritorio|desktop|documents and settings)[\\/]",
    re.IGNORECASE,
)
#: A year between separators, or the one that starts a date without marks.
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:[01]\d[0-3]\d)?(?!\d)")
_DOCUMENT_IN_LINK = re.compile(r"\b(?:c\.?c|c[eé]dula)[\W_]*\d{5,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EvidenceRules:
    """What counts as a personal site, how often a link may repeat, and the year of the plan."""

    sitios_personales: tuple[str, ...]
    mismo_enlace_desde: int
    vigencia_plan: int

    @classmethod
    def of(cls, rules: PlanRules, vigencia_plan: int) -> EvidenceRules:
        return cls(rules.sitios_personales, rules.mismo_enlace_desde, vigencia_plan)


def check_evidence(
    items: Sequence[ActionProgress], corte: date, rules: EvidenceRules
) -> tuple[PlanFinding, ...]:
    """Check the evidence and the texts of the actions that count, up to the cut-off.

    Returns
    -------
    Findings in the order of the actions; repeated links last.
    """
    counted = [item for item in items if item.cuenta]
    found: list[PlanFinding] = []
    for item in counted:
        if item.sin_evidencia:
            found.append(
                PlanFinding.about(
                    item, "sin_evidencia", "corregir", "evidencia", corte=item.corte_avance
                )
            )
        for avance in item.accion.avances:
            if avance.corte <= corte:
                found += _of_report(item, avance, rules)
        found += _personal(item, [(name, getattr(item.accion, name)) for name in TEXTS], None)
    return (*found, *_repeated(counted, corte, rules))


def links_of(text: str) -> tuple[str, ...]:
    """List the addresses and paths of a cell, one by one; a text without any is one item."""
    urls = _URL.findall(text)
    rest = [line.strip(" ;,|") for line in _URL.sub("\n", text).splitlines()]
    # Words around an address say what it is; alone they would have to be the evidence.
    others = [line for line in rest if line and (not urls or _PATH.search(line))]
    return tuple(dict.fromkeys([*(url.rstrip(".,;)") for url in urls), *others]))


def unsafe_scheme(link: str) -> str:
    """Name the scheme that makes a link unsafe; empty when it is safe.

    Examples
    --------
    >>> unsafe_scheme("javascript:alert(1)"), unsafe_scheme("https://ejemplo.gov.co/acta.pdf")
    ('javascript', '')
    """
    found = _UNSAFE.search(link)
    return found[1].lower() if found else ""


def is_personal_site(link: str, sites: Iterable[str]) -> bool:
    """Tell whether a link lies in a folder of one person, which is lost with that person."""
    found = _HOST.match(link)
    host = found[1].lower() if found else ""
    return bool(_OWN_DISK.search(link)) or any(_is_site(host, site) for site in sites)


def is_link_or_path(link: str) -> bool:
    """Tell whether somebody could find the evidence with this text."""
    return bool(_URL.search(link) or _HOST.match(link) or _PATH.search(link))


def outside_year(link: str, vigencia_plan: int) -> str:
    """Name the years written in a link when none is that of the plan; empty otherwise."""
    years = sorted({found[1] for found in _YEAR.finditer(link)})
    return "" if str(vigencia_plan) in years else ", ".join(years)


def check_link(link: str, rules: EvidenceRules) -> Iterator[tuple[Regla, Gravedad, str]]:
    """Say what is wrong with one link: the rule, how much it matters, what stands there."""
    if EMAIL.search(link) or _DOCUMENT_IN_LINK.search(link):
        yield "dato_personal", "corregir", "correo electrónico o documento"
    scheme = unsafe_scheme(link)
    if scheme:
        yield "enlace_inseguro", "mejorar" if scheme == _PLAIN else "corregir", scheme
        if scheme != _PLAIN:  # nothing else matters of a link that nobody should follow
            return
    if is_personal_site(link, rules.sitios_personales):
        found = _HOST.match(link)
        yield "sitio_personal", "corregir", found[1].lower() if found else ""
    elif not is_link_or_path(link):
        yield "no_es_enlace", "corregir", link
        return
    years = outside_year(link, rules.vigencia_plan)
    if years:
        yield "fecha_fuera", "revisar", years


def _is_site(host: str, site: str) -> bool:
    # "-my.sharepoint.com" is the end of a name; the others are whole domains.
    return host.endswith(site) if site.startswith("-") else f".{host}".endswith(f".{site}")


def _of_report(item: ActionProgress, avance: Avance, rules: EvidenceRules) -> Iterator[PlanFinding]:
    for link in links_of(avance.evidencia):
        for regla, gravedad, valor in check_link(link, rules):
            yield PlanFinding.about(
                item, regla, gravedad, "evidencia", corte=avance.corte, valor=valor
            )
    yield from _personal(item, [(name, getattr(avance, name)) for name in REPORTS], avance.corte)


def _personal(
    item: ActionProgress, texts: Iterable[tuple[str, str]], corte: date | None
) -> Iterator[PlanFinding]:
    for campo, text in texts:
        kind = kind_in_text(text)
        if kind:
            yield PlanFinding.about(
                item, "dato_personal", "corregir", campo, corte=corte, valor=kind
            )


def _repeated(
    items: Iterable[ActionProgress], corte: date, rules: EvidenceRules
) -> Iterator[PlanFinding]:
    """Find links that serve several actions: the same link proves little of each."""
    users: dict[str, dict[str, ActionProgress]] = defaultdict(dict)
    shown: dict[str, str] = {}
    for item in items:
        for avance in item.accion.avances:
            for link in links_of(avance.evidencia) if avance.corte <= corte else ():
                key = link.casefold().rstrip("/")
                users[key][item.accion.accion_id] = item
                shown.setdefault(key, link)
    for key, using in users.items():
        if len(using) >= rules.mismo_enlace_desde:
            first, *others = using.values()
            ids = tuple(other.accion.accion_id for other in others)
            yield PlanFinding.about(
                first, "mismo_enlace", "revisar", "evidencia", valor=shown[key], otras=ids
            )
