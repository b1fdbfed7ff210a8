"""The coverage of a pregunta and of many: options met over options possible.

Own calculation over what the entidad answered; the weights of the form are not public and
nothing here estimates them. Every weight is derived from the options present, so that those of
a pregunta always add up to 100. The rules, by type:

- several options can be marked: every positive one is possible. An open one ("Otro. ¿Cuál?")
  and a partial one are not counted;
- one option can be marked: one is possible, met by any positive one; a partial one does not meet
  it. Without a negative or partial option the pregunta describes a situation, and is only
  answered or not;
- numbers, texts and matrices: only answered or not.

A negative option makes the pregunta 0; together with others it is a contradiction that somebody
must review. "No aplica" leaves the pregunta out. Without answer there is no coverage, not 0.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.analysis.readiness_profile import GrupoCobertura

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from mipg_helpers.analysis.readiness_profile import (
        Clase,
        EstadoOpcion,
        EstadoPregunta,
        OpcionResult,
        PreguntaResult,
        ReglaCobertura,
    )

MULTIPLE, UNICA = "seleccion_multiple", "seleccion_unica"

#: Options that say how much is met; the others ask for a text, or say that it does not apply.
_MEASURING = frozenset(["parcial", "negativa"])


#: States of an option that is possible and not met.
_NOT_MET = frozenset(["faltante", "anulada", "sin_responder"])


class Opcion(NamedTuple):
    """An option of the bank."""

    numero: int
    texto: str
    clase: Clase


@dataclass(frozen=True, slots=True)
class Cobertura:
    """What one pregunta gives (see `PreguntaResult`); `estados` follow the order of the options."""

    regla: ReglaCobertura
    estado: EstadoPregunta
    estados: tuple[EstadoOpcion, ...]
    pesos: tuple[float | None, ...]
    cubiertas: int
    posibles: int

    @property
    def cobertura_pct(self) -> float | None:
        return 100 * self.cubiertas / self.posibles if self.posibles else None


def rule_for(tipo: str, opciones: Iterable[Opcion]) -> ReglaCobertura:
    """Choose how a pregunta is covered, from its type and the classes of its options."""
    clases = {opcion.clase for opcion in opciones}
    if "positiva" not in clases:
        return "solo_respuesta"
    if tipo == MULTIPLE:
        return "opciones"
    return "una_opcion" if tipo == UNICA and clases & _MEASURING else "solo_respuesta"


def cover(
    tipo: str,
    opciones: Sequence[Opcion],
    marcadas: Collection[int],
    *,
    tiene_respuesta: bool,
) -> Cobertura:
    """Cover one pregunta.

    Parameters
    ----------
    opciones
        Those of the bank, in its order.
    marcadas
        Numbers of the options marked. Other numbers are not looked at.
    tiene_respuesta
        Whether anything was answered, be it an option or not.
    """
    regla = rule_for(tipo, opciones)
    marked = [opcion for opcion in opciones if opcion.numero in marcadas]
    estado = _state(tipo, regla, marked, tiene_respuesta=tiene_respuesta)
    is_void = any(opcion.clase == "negativa" for opcion in marked)
    counts = estado == "respondida" or (estado == "contradictoria" and is_void)
    if regla == "solo_respuesta" or (tiene_respuesta and not counts):
        states = tuple(_uncounted(opcion, marcadas, estado) for opcion in opciones)
        return Cobertura(regla, estado, states, _weights(opciones, regla), 0, 0)
    is_met = regla == "una_opcion" and any(opcion.clase == "positiva" for opcion in marked)
    states = tuple(
        _counted(opcion, marcadas, is_void=is_void, is_met=is_met)
        if tiene_respuesta
        else _unanswered(opcion)
        for opcion in opciones
    )
    possible = 1 if regla == "una_opcion" else _positive(opciones)
    return Cobertura(
        regla,
        estado,
        states,
        _weights(opciones, regla),
        states.count("cumplida"),
        possible if counts else 0,
    )


def pending(
    regla: ReglaCobertura, opciones: Sequence[OpcionResult]
) -> tuple[tuple[OpcionResult, ...], ...]:
    """List what is possible and not met by the answers, as groups of which any option would do."""
    open_ones = tuple(one for one in opciones if one.estado in _NOT_MET)
    if regla == "una_opcion":
        return (open_ones,) if open_ones else ()
    return tuple((one,) for one in open_ones) if regla == "opciones" else ()


def _state(
    tipo: str, regla: ReglaCobertura, marked: Sequence[Opcion], *, tiene_respuesta: bool
) -> EstadoPregunta:
    if not tiene_respuesta:
        return "sin_responder"
    clases = {opcion.clase for opcion in marked}
    if clases == {"no_aplica"}:
        return "no_aplica"
    if "no_aplica" in clases or ("negativa" in clases and len(clases) > 1):
        return "contradictoria"
    several = tipo == UNICA and len(marked) > 1
    unknown = regla != "solo_respuesta" and not marked
    return "por_revisar" if several or unknown else "respondida"


def _counted(
    opcion: Opcion, marcadas: Collection[int], *, is_void: bool, is_met: bool
) -> EstadoOpcion:
    is_marked = opcion.numero in marcadas
    if opcion.clase != "positiva":
        return "marcada" if is_marked else "sin_marcar"
    if is_marked:
        return "anulada" if is_void else "cumplida"
    return "alternativa" if is_met else "faltante"


def _uncounted(opcion: Opcion, marcadas: Collection[int], estado: EstadoPregunta) -> EstadoOpcion:
    if opcion.numero in marcadas:
        return "marcada"
    is_out = estado == "no_aplica" and opcion.clase == "positiva"
    return "no_aplica" if is_out else "sin_marcar"


def _unanswered(opcion: Opcion) -> EstadoOpcion:
    return "sin_responder" if opcion.clase == "positiva" else "sin_marcar"


def _positive(opciones: Iterable[Opcion]) -> int:
    return sum(opcion.clase == "positiva" for opcion in opciones)


def _weights(opciones: Sequence[Opcion], regla: ReglaCobertura) -> tuple[float | None, ...]:
    """Share 100 among the options that count; none where one of several positive ones would do."""
    n = _positive(opciones)
    weighs = regla == "opciones" or (regla == "una_opcion" and n == 1)
    return tuple(100 / n if weighs and opcion.clase == "positiva" else None for opcion in opciones)


def summarise(clave: str, nombre: str, preguntas: Iterable[PreguntaResult]) -> GrupoCobertura:
    """Add several preguntas up: their options, not their percentages."""
    items = tuple(preguntas)
    states = Counter(item.estado for item in items)
    proofs = Counter(item.evidencia for item in items)
    met, possible = sum(item.cubiertas for item in items), sum(item.posibles for item in items)
    applying = len(items) - states["no_aplica"]
    answered = applying - states["sin_responder"]
    return GrupoCobertura(
        clave=clave,
        nombre=nombre,
        n_preguntas=len(items),
        n_respondidas=answered,
        n_sin_responder=states["sin_responder"],
        n_no_aplica=states["no_aplica"],
        n_por_revisar=states["por_revisar"] + states["contradictoria"],
        n_con_cobertura=sum(item.cobertura_pct is not None for item in items),
        n_solo_respuesta=sum(item.regla == "solo_respuesta" for item in items),
        n_cortadas=sum(item.es_cortada for item in items),
        cubiertas=met,
        posibles=possible,
        cobertura_pct=100 * met / possible if possible else None,
        por_lograr=sum(item.por_lograr for item in items),
        logradas=sum(item.logradas for item in items),
        respondidas_pct=100 * answered / applying if applying else None,
        n_exigen_evidencia=len(items) - proofs["no_exigida"],
        n_sin_evidencia=proofs["sin_evidencia"],
        n_sin_revisar=proofs["sin_revisar"],
        n_pendientes=proofs["pendiente"],
        n_aprobadas=proofs["aprobada"],
        n_rechazadas=proofs["rechazada"],
    )
