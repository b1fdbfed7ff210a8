"""From the tidy rows of the form to one result per pregunta."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from mipg_helpers.analysis.coverage import Opcion, cover, pending
from mipg_helpers.analysis.readiness_evidence import demands_evidence, proof_of
from mipg_helpers.analysis.readiness_profile import OpcionResult, PreguntaResult
from mipg_helpers.analysis.rows import Row, holds, rows_about, rows_of, source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mipg_helpers.analysis.coverage import Cobertura
    from mipg_helpers.analysis.readiness_profile import Evidencia, LinkAnterior, Reporte

#: Answers that need no proof: what is not done or does not apply.
_NOTHING_TO_PROVE = frozenset(["negativa", "no_aplica"])


@dataclass(frozen=True, slots=True)
class Answered:
    """What the entidad answered to one pregunta."""

    marcadas: frozenset[int]
    sin_opcion: tuple[str, ...]  # texts that are no option of the bank
    enlaces: tuple[str, ...]
    exige_evidencia: bool
    row: Row


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about every pregunta besides the bank and the answers, by code."""

    respuestas: Mapping[str, Answered]
    evidencias: Mapping[str, tuple[Evidencia, ...]]
    anteriores: Mapping[str, LinkAnterior]
    reportes: Mapping[tuple[str, int], Reporte] = field(default_factory=dict)  # by code and number
    nombres: Mapping[str, str] = field(default_factory=dict)  # names of the politicas
    unit_of: Callable[[str, str], str] = lambda _codigo, _politica: ""


def read_options(opciones: pd.DataFrame, vigencia: int) -> dict[str, list[Opcion]]:
    """Gather the options of each pregunta of a vigencia, in the order of their numbers."""
    found: dict[str, list[Opcion]] = defaultdict(list)
    for row in rows_of(opciones[holds(opciones, "vigencia", vigencia)]):
        found[row.codigo_pregunta].append(Opcion(int(row.numero), row.texto, row.clase))
    return {code: sorted(items) for code, items in found.items()}


def read_answers(respuestas: pd.DataFrame, entidad_id: str, vigencia: int) -> dict[str, Answered]:
    """Gather what was answered to each pregunta; one without rows has no answer."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(rows_about(respuestas, entidad_id, vigencia)):
        rows[row.codigo_pregunta].append(row)
    return {code: _answered(items) for code, items in rows.items()}


def _answered(rows: Sequence[Row]) -> Answered:
    return Answered(
        marcadas=frozenset(int(row.numero) for row in rows if not pd.isna(row.numero)),
        sin_opcion=tuple(row.texto for row in rows if pd.isna(row.numero)),
        enlaces=tuple(dict.fromkeys(row.evidencia for row in rows if row.evidencia.strip())),
        exige_evidencia=any(row.exige_evidencia == "si" for row in rows),
        row=rows[0],
    )


def read_preguntas(
    rows: Iterable[Row], opciones: Mapping[str, list[Opcion]], context: Context
) -> list[PreguntaResult]:
    """Put each pregunta of the bank together, in the order given."""
    return [_pregunta(row, opciones.get(row.codigo_pregunta, []), context) for row in rows]


def _pregunta(row: Row, opciones: Sequence[Opcion], context: Context) -> PreguntaResult:
    code = row.codigo_pregunta
    answered = context.respuestas.get(code)
    marked: frozenset[int] = answered.marcadas if answered else frozenset()
    covered = cover(row.tipo, opciones, marked, tiene_respuesta=answered is not None)
    registros = context.evidencias.get(code, ())
    numbers = [opcion.numero for opcion in opciones]
    links = answered.enlaces if answered else ()
    demanded = _is_demanded(row, opciones, answered)
    return PreguntaResult(
        codigo_pregunta=code,
        modulo=row.modulo,
        politica=row.politica,
        nombre_politica=context.nombres.get(row.politica, ""),
        texto=row.texto,
        tipo=row.tipo,
        exige_evidencia=demanded,
        evidencia=proof_of(registros, links, must_prove=demanded and _claims(opciones, answered)),
        enlaces=links,
        registros=registros,
        unidad=context.unit_of(code, row.politica),
        # Only a choice can be answered with something that is no option.
        sin_opcion=answered.sin_opcion if answered and row.tipo in _CHOICES else (),
        anterior=context.anteriores.get(code),
        es_cortada=bool(row.es_cortada),
        source=source_of(row),
        source_respuesta=source_of(answered.row) if answered else None,
        **_measured(covered, opciones, {n: context.reportes.get((code, n), "") for n in numbers}),
    )


_CHOICES = frozenset(["seleccion_multiple", "seleccion_unica"])


def _measured(
    covered: Cobertura, opciones: Sequence[Opcion], reportes: Mapping[int, Reporte]
) -> dict[str, Any]:
    results = tuple(
        OpcionResult(*opcion, estado, peso, demands_evidence(opcion.texto), reportes[opcion.numero])
        for opcion, estado, peso in zip(opciones, covered.estados, covered.pesos, strict=True)
    )
    groups = pending(covered.regla, results)
    return {
        "regla": covered.regla,
        "estado": covered.estado,
        "cubiertas": covered.cubiertas,
        "posibles": covered.posibles,
        "cobertura_pct": covered.cobertura_pct,
        "por_lograr": len(groups),
        "logradas": sum(any(one.reporte == "si" for one in group) for group in groups),
        "opciones": results,
    }


def _is_demanded(row: Row, opciones: Iterable[Opcion], answered: Answered | None) -> bool:
    """Tell whether the form asks for evidence: the bank, the answers or an option say so."""
    if row.exige_evidencia:
        return bool(row.exige_evidencia == "si")
    told = answered is not None and answered.exige_evidencia
    return told or any(demands_evidence(opcion.texto) for opcion in opciones)


def _claims(opciones: Iterable[Opcion], answered: Answered | None) -> bool:
    """Tell whether the answer says that something is done."""
    if answered is None:
        return False
    clases = {opcion.clase for opcion in opciones if opcion.numero in answered.marcadas}
    return not clases or bool(clases - _NOTHING_TO_PROVE)
