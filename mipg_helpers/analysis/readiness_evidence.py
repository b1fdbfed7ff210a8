"""The evidence behind the answers, checked without opening a link.

What the answers carry has been reviewed by nobody; what stands in the book of evidence has a
state. The checks of a link are those of the plan (`mipg_helpers.analysis.evidence`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from mipg_helpers.analysis.evidence import check_link, links_of
from mipg_helpers.analysis.readiness_profile import HallazgoPreparacion
from mipg_helpers.reference.labels import fold
from mipg_helpers.reference.personal import kind_in_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mipg_helpers.analysis.evidence import EvidenceRules
    from mipg_helpers.analysis.readiness_profile import (
        Evidencia,
        EvidenciaPregunta,
        Gravedad,
        PreguntaResult,
        ReglaHallazgo,
    )

# "Sí, y cuenta con las evidencias:", "Ingrese las evidencias", "adjunte la evidencia".
_DEMANDED = re.compile(
    r"\b(?:cuenta con|ingres\w+|adjunt\w+|anex\w+) (?:las? |los? )?evidencias?\b"
)
#: The rules of the plan that speak of a link, as rules of the preparation.
_LINK_RULES: dict[str, ReglaHallazgo] = {
    "dato_personal": "dato_personal",
    "enlace_inseguro": "enlace_inseguro",
    "sitio_personal": "sitio_personal",
    "no_es_enlace": "no_es_enlace",
    "fecha_fuera": "fecha_fuera",
}


def demands_evidence(texto: str) -> bool:
    """Tell whether the text of an option asks for evidence.

    Examples
    --------
    >>> demands_evidence("Sí, y cuenta con las evidencias:"), demands_evidence("No")
    (True, False)
    """
    return bool(_DEMANDED.search(fold(texto)))


def proof_of(
    registros: Sequence[Evidencia], enlaces: Sequence[str], *, must_prove: bool
) -> EvidenciaPregunta:
    """Say how the evidence of a pregunta stands.

    Parameters
    ----------
    registros
        Its records in the book of evidence; one without link is a task, not evidence.
    enlaces
        The links that came with its answers.
    must_prove
        Whether what was answered must be proved.
    """
    states = {registro.estado for registro in registros if registro.enlace}
    for estado in ("rechazada", "pendiente", "aprobada"):
        if estado in states:
            return estado
    if not must_prove:
        return "no_exigida"
    return "sin_revisar" if enlaces else "sin_evidencia"


def check_readiness_evidence(
    preguntas: Iterable[PreguntaResult], rules: EvidenceRules, vigencia: int
) -> tuple[HallazgoPreparacion, ...]:
    """Check the evidence of the preguntas in their order; repeated links come last."""
    items = tuple(preguntas)
    found: list[HallazgoPreparacion] = []
    for item in items:
        if item.evidencia == "sin_evidencia":
            found.append(finding("sin_evidencia", "corregir", item))
        for link in _links(item):
            found += [finding(regla, gravedad, item, v) for regla, gravedad, v in _of(link, rules)]
        found += _of_records(item, vigencia)
    return (*found, *_repeated(items, rules))


def finding(
    regla: ReglaHallazgo,
    gravedad: Gravedad,
    item: PreguntaResult,
    valor: str = "",
    otras: tuple[str, ...] = (),
) -> HallazgoPreparacion:
    """Name the pregunta and what stands there."""
    return HallazgoPreparacion(
        regla, gravedad, item.codigo_pregunta, item.politica, item.unidad, valor, otras
    )


def _of(link: str, rules: EvidenceRules) -> Iterator[tuple[ReglaHallazgo, Gravedad, str]]:
    for regla, gravedad, valor in check_link(link, rules):
        yield _LINK_RULES[regla], gravedad, valor


def _links(item: PreguntaResult) -> tuple[str, ...]:
    """List the links in force: those of the book, or those of the answers when it has none."""
    kept = [registro.enlace for registro in item.registros if registro.enlace]
    return tuple(dict.fromkeys(link for text in kept or item.enlaces for link in links_of(text)))


def _of_records(item: PreguntaResult, vigencia: int) -> Iterator[HallazgoPreparacion]:
    for registro in item.registros:
        if registro.fecha and registro.fecha.year != vigencia:
            yield finding("fecha_fuera", "revisar", item, str(registro.fecha.year))
        texts = (registro.tarea, registro.entregable, registro.motivo, registro.responsable_cargo)
        for kind in dict.fromkeys(filter(None, map(kind_in_text, texts))):
            yield finding("dato_personal", "corregir", item, kind)


def _repeated(
    items: Iterable[PreguntaResult], rules: EvidenceRules
) -> Iterator[HallazgoPreparacion]:
    """Find links that serve several preguntas: the same link proves little of each."""
    users: dict[str, dict[str, PreguntaResult]] = defaultdict(dict)
    shown: dict[str, str] = {}
    for item in items:
        for link in _links(item):
            key = link.casefold().rstrip("/")
            users[key][item.codigo_pregunta] = item
            shown.setdefault(key, link)
    for key, using in users.items():
        if len(using) >= rules.mismo_enlace_desde:
            first, *others = using.values()
            codes = tuple(other.codigo_pregunta for other in others)
            # What a link holds may be a personal datum, which is another finding.
            valor = "" if kind_in_text(shown[key]) else shown[key]
            yield finding("mismo_enlace", "revisar", first, valor, codes)
