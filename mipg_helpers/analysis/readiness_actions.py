"""Unmet options as candidate actions of the plan.

A candidate says what an answer lacks, nothing more: whether it is worth doing is decided by
people, and no action is said to raise a result. Product and indicator are proposed from the verb
of the option, as for the official recommendations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mipg_helpers.analysis.coverage import pending
from mipg_helpers.analysis.owners import NOBODY
from mipg_helpers.analysis.plan import Accion
from mipg_helpers.analysis.proposals import action_id, propose_dates
from mipg_helpers.analysis.readiness_profile import AccionCandidata
from mipg_helpers.reference.labels import normalise_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mipg_helpers.analysis.proposals import Planner
    from mipg_helpers.analysis.readiness_profile import OpcionResult, PreguntaResult
    from mipg_helpers.reference import Catalog

MEJORAMIENTO, OTHER_UNIT = "mejoramiento", "otra"

# Options tell what was done: "Identificó …", "Contó con …". The products are found by infinitive.
_DONE = re.compile(r"^\s*(?:se\s+)?(\w+[^\Wi])ó(?=\s)|^\s*(?:se\s+)?(\w+)ió(?=\s)", re.IGNORECASE)


def candidate_actions(
    preguntas: Iterable[PreguntaResult], planner: Planner
) -> tuple[AccionCandidata, ...]:
    """Propose an action per unmet option, in the order of the preguntas.

    Where any of several options would do, one action names them all. Preguntas without answer
    propose nothing: first they have to be answered.
    """
    return tuple(
        _candidate(item, options, planner)
        for item in preguntas
        if item.estado != "sin_responder"
        for options in pending(item.regla, item.opciones)
        # A void option was marked: the contradiction has to be settled, nothing is missing.
        if all(one.estado == "faltante" for one in options)
    )


def _candidate(
    item: PreguntaResult, faltantes: tuple[OpcionResult, ...], planner: Planner
) -> AccionCandidata:
    first = faltantes[0]
    numero = first.numero if len(faltantes) == 1 else 0
    said = next((one for one in item.registros if one.numero_opcion == numero), None)
    # Of "Sí, y cuenta con las evidencias" only the pregunta says what it is about.
    text = item.texto if item.regla == "una_opcion" else first.texto
    product = planner.catalog.producto_for(_to_do(text))
    start, end = propose_dates(planner, "sin_dato")
    return AccionCandidata(
        accion_id=action_id(
            planner.entidad_id, planner.vigencia, item.politica, f"{item.codigo_pregunta} {numero}"
        ),
        codigo_pregunta=item.codigo_pregunta,
        numero_opcion=numero,
        politica=item.politica,
        nombre_politica=item.nombre_politica,
        pregunta=item.texto,
        opcion=" / ".join(_plain(opcion.texto) for opcion in faltantes),
        tarea=(said.tarea if said else "") or _task(item, faltantes),
        entregable=(said.entregable if said else "") or product.producto,
        exige_evidencia=item.exige_evidencia or any(one.exige_evidencia for one in faltantes),
        indicador=product.indicador,
        unidad_medida=product.unidad,
        meta=product.meta,
        unidad=item.unidad,
        apoyo=planner.owners.get(item.politica, NOBODY).apoyo,
        fecha_inicio=start,
        fecha_fin=end,
        reporte="si" if any(one.reporte == "si" for one in faltantes) else first.reporte,
    )


def as_accion(candidate: AccionCandidata, catalog: Catalog) -> Accion:
    """Write a candidate in the columns of the improvement plan."""
    units = catalog.plan_spellings("unidades")
    return Accion(
        accion_id=candidate.accion_id,
        tipo_plan=MEJORAMIENTO,
        politica=candidate.politica,
        codigo_pregunta=candidate.codigo_pregunta,
        hallazgo=f"{candidate.pregunta} Falta: {candidate.opcion}",
        accion=candidate.tarea,
        producto=candidate.entregable,
        indicador=candidate.indicador,
        unidad=units.get(normalise_label(candidate.unidad_medida), OTHER_UNIT),
        meta=candidate.meta,
        dependencia=candidate.unidad,
        apoyo=candidate.apoyo,
        fecha_inicio=candidate.fecha_inicio,
        fecha_fin=candidate.fecha_fin,
    )


def _task(item: PreguntaResult, faltantes: tuple[OpcionResult, ...]) -> str:
    code = item.codigo_pregunta
    if item.regla == "opciones":
        return f"Cumplir y soportar lo que pide la opción «{_plain(faltantes[0].texto)}» ({code})"
    options = " o ".join(f"«{_plain(opcion.texto)}»" for opcion in faltantes)
    return f"Poder responder {options} a la pregunta {code}: {item.texto.strip()}"


def _to_do(text: str) -> str:
    """Write the first verb of an option in the infinitive: ``"Contó con"``, ``"contar con"``."""
    found = _DONE.search(text)
    if not found:
        return text
    verb = f"{found[1]}ar" if found[1] else f"{found[2]}ir"
    return verb + text[found.end() :]


def _plain(text: str) -> str:
    return text.strip().rstrip(" :.")
