"""Lay preguntas and options out in rows and columns: what each shows and who may fill it in.

The writer and the reader share it. A pregunta is a row, followed by one row per option.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.layout import Column, writable_fields
from mipg_helpers.store.evidence_book import CUMPLE, UNIDAD, row_id

if TYPE_CHECKING:
    from mipg_helpers.analysis.readiness_profile import (
        EstadoOpcion,
        EstadoPregunta,
        PreguntaResult,
    )
    from mipg_helpers.plan_workbook.model import Rol
    from mipg_helpers.reference.evidence_tables import EvidenceForm

TEXTO, RESPUESTA, ENLACE = "texto", "respuesta", "enlace"
# First field of each group of columns.
_GROUPS = {
    "accion_id": "Lo que pregunta el formulario",
    RESPUESTA: "Lo que dice la entidad",
    ENLACE: "La evidencia",
    "tarea": "Lo que falta",
    "estado": "Revisión",
    UNIDAD: "Quién prepara",
}
_OMITTED_IN_FORMS = frozenset([UNIDAD])

_TIPOS = {
    "seleccion_multiple": "puede cumplir varias opciones",
    "seleccion_unica": "se responde con una sola opción",
    "seleccion_multiple_numerica": "pide una cifra por opción",
    "abierta_numerica": "pide una cifra",
    "abierta_texto": "pide un texto",
    "matricial": "se responde fila por fila",
}
_EVIDENCIA = "exige evidencia"
_CORTADA = "en el formulario puede haber más opciones"
_PREGUNTAS: dict[EstadoPregunta, str] = {
    "respondida": "Respondida",
    "sin_responder": "Sin responder",
    "no_aplica": "No aplica",
    "contradictoria": "Contradictoria",
    "por_revisar": "Por revisar",
}
#: Options of which an entidad must show evidence; a negative one has none to show.
_MET = frozenset(["positiva", "parcial"])
_OPCIONES: dict[EstadoOpcion, str] = {
    "cumplida": "Marcada",
    "marcada": "Marcada",
    "anulada": "Marcada, pero otra opción la anula",
    "no_aplica": "No aplica",
}


@dataclass(frozen=True, slots=True)
class Fila:
    """A row of a sheet: a whole pregunta (`numero` 0) or one of its options.

    `locked` are the columns that nobody fills in this row, whoever fills them elsewhere.
    """

    fila_id: str
    codigo: str  # as shown
    numero: int
    texto: str
    respuesta: str
    exige_evidencia: bool
    locked: frozenset[str]

    @property
    def es_pregunta(self) -> bool:
        return self.numero == 0


def rows_of(pregunta: PreguntaResult) -> tuple[Fila, ...]:
    """List the rows of a pregunta: itself, then its options in their order."""
    code = pregunta.codigo_pregunta
    first = Fila(
        fila_id=row_id(code),
        codigo=code,
        numero=0,
        texto=f"{pregunta.texto}\n[{'; '.join(_about(pregunta))}]",
        respuesta=_PREGUNTAS[pregunta.estado],
        exige_evidencia=pregunta.exige_evidencia and not pregunta.opciones,
        locked=locked_in(0, has_options=bool(pregunta.opciones)),
    )
    options = (
        Fila(
            fila_id=row_id(code, opcion.numero),
            codigo=f"{code}.{opcion.numero}",
            numero=opcion.numero,
            texto=opcion.texto,
            respuesta=_OPCIONES.get(opcion.estado, ""),
            exige_evidencia=opcion.clase in _MET
            and (opcion.exige_evidencia or pregunta.exige_evidencia),
            locked=locked_in(opcion.numero, has_options=True),
        )
        for opcion in pregunta.opciones
    )
    return (first, *options)


def locked_in(numero: int, *, has_options: bool) -> frozenset[str]:
    """Name the columns that stay closed in a row: each thing is said in one place only."""
    if numero:
        return frozenset([UNIDAD])
    return frozenset([CUMPLE]) if has_options else frozenset()


def evidence_columns(form: EvidenceForm, rol: Rol) -> tuple[Column, ...]:
    """List the columns that a reader gets, in order."""
    own = form.for_rol(rol)
    writable, group, columns = writable_fields(own, rol), "", []
    for campo in own.plan_campos():
        group = _GROUPS.get(campo.campo, group)
        if rol != "lider" or campo.campo not in _OMITTED_IN_FORMS:
            columns.append(Column(campo, "", campo.etiqueta, group, campo.campo in writable))
    return tuple(columns)


def _about(pregunta: PreguntaResult) -> list[str]:
    said = [_TIPOS.get(pregunta.tipo, pregunta.tipo)]
    said += [_EVIDENCIA] if pregunta.exige_evidencia else []
    return said + ([_CORTADA] if pregunta.es_cortada else [])
