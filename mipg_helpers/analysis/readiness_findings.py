"""What somebody must look at in the answers before their coverage is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.readiness_evidence import finding
from mipg_helpers.analysis.readiness_profile import HallazgoPreparacion
from mipg_helpers.reference.personal import hide_in_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mipg_helpers.analysis.readiness_profile import PreguntaResult


def check_answers(
    preguntas: Iterable[PreguntaResult], codigos_sin_banco: Iterable[str]
) -> tuple[HallazgoPreparacion, ...]:
    """List contradictions and answers that fit no option, in the order of the preguntas.

    Parameters
    ----------
    codigos_sin_banco
        Codes answered that the bank of the vigencia does not have; they come last.
    """
    found = [one for item in preguntas for one in _of_pregunta(item)]
    unknown = (
        HallazgoPreparacion("codigo_sin_banco", "revisar", code, "", "")
        for code in codigos_sin_banco
    )
    return (*found, *unknown)


def _of_pregunta(item: PreguntaResult) -> Iterator[HallazgoPreparacion]:
    if item.estado == "contradictoria":
        marked = item.opciones_en("anulada", "marcada")
        yield finding("contradiccion", "corregir", item, " / ".join(one.texto for one in marked))
    elif item.estado == "por_revisar" and not item.sin_opcion:
        marked = item.opciones_en("marcada")
        yield finding("varias_en_unica", "corregir", item, " / ".join(one.texto for one in marked))
    for texto in item.sin_opcion:
        yield finding("respuesta_sin_opcion", "revisar", item, hide_in_text(texto))
