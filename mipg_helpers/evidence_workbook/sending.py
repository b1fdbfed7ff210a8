"""Which evidence workbooks go out: one per unit, the master of Planeación, Control Interno.

Pure: it says what each of them contains. Equal contents have equal names and ids, so sending
an unchanged preparation again is the same sending.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.evidence_workbook.layout import rows_of
from mipg_helpers.evidence_workbook.model import (
    NOMBRE_SIN_POLITICA,
    SIN_POLITICA,
    EvidenceContent,
    politica_of,
)
from mipg_helpers.plan_workbook.model import WorkbookContent
from mipg_helpers.plan_workbook.sending import (
    CONTROL,
    CONTROL_INTERNO,
    file_name,
    sending_id,
)
from mipg_helpers.reference.labels import slug
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.store.evidence_book import UNIDAD, row_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from mipg_helpers.analysis.readiness_profile import PreguntaResult, ReadinessProfile
    from mipg_helpers.plan_workbook.model import Rol

PREFIX, MASTER = "preparacion", "preparacion-maestro.xlsx"
_SHA_SHOWN = 12
_NOTES = (
    "Las preguntas y las opciones se copian del banco publicado, sin cambiarlas.",
    (
        "«Respuesta cargada» es lo que dicen las respuestas de la entidad que se cargaron en la "
        "herramienta; no es lo registrado en la plataforma de Función Pública."
    ),
)
_CUT = (
    "De {} el archivo del banco trae tantas opciones como columnas tiene: en el formulario puede "
    "haber más."
)
_NO_ANSWERS = "No hay respuestas de la entidad cargadas para esta vigencia."


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A workbook to write: the name of its file and what it contains."""

    archivo: str
    content: EvidenceContent


def plan_outgoing(
    profile: ReadinessProfile, cells: Mapping[CellKey, str], fecha: date
) -> tuple[Outgoing, ...]:
    """Say what each workbook contains, units by name, then master and Control Interno.

    Parameters
    ----------
    profile
        The preparation of the whole entidad.
    cells
        What the book of evidence says.
    fecha
        Day of the sending.
    """
    by_unit: dict[str, list[PreguntaResult]] = defaultdict(list)
    for item in profile.preguntas:
        if item.unidad:
            by_unit[slug(item.unidad) or item.unidad].append(item)
    shared, everything = _shared(profile, fecha), profile.preguntas
    books = [
        Outgoing(
            file_name(items[0].unidad, PREFIX, MASTER),
            _for(shared, "lider", items[0].unidad, items, cells),
        )
        for _, items in sorted(by_unit.items())
    ]
    assigned = {**cells, **_units(everything)}
    return (
        *books,
        Outgoing(MASTER, _for(shared, "planeacion", "", everything, assigned)),
        Outgoing(CONTROL, _for(shared, "control_interno", CONTROL_INTERNO, everything, assigned)),
    )


def _shared(profile: ReadinessProfile, fecha: date) -> WorkbookContent:
    """Fill in what every workbook says alike."""
    named = {politica_of(item): item.nombre_politica for item in profile.preguntas}
    named |= {SIN_POLITICA: NOMBRE_SIN_POLITICA} if SIN_POLITICA in named else {}
    cut = [item.codigo_pregunta for item in profile.preguntas if item.es_cortada]
    notes = [*_NOTES, *([_CUT.format(", ".join(cut))] if cut else [])]
    notes += [] if profile.tiene_respuestas else [_NO_ANSWERS]
    return WorkbookContent(
        entidad_id=profile.entidad.entidad_id,
        entidad=profile.entidad.nombre,
        vigencia=profile.vigencia,
        vigencia_plan=profile.vigencia_plan,
        rol="planeacion",
        destinatario="",
        cortes=(),
        politicas=tuple(named.items()),
        acciones=(),
        envio_id="",
        fecha=fecha,
        es_ficticia=profile.entidad.es_ficticia,
        notes=(*notes, *profile.avisos),
        sources=tuple(
            f"{file.archivo} (sha256 {file.sha256[:_SHA_SHOWN]})" for file in profile.sources
        ),
    )


def _units(preguntas: Iterable[PreguntaResult]) -> dict[CellKey, str]:
    return {
        CellKey(row_id(item.codigo_pregunta), UNIDAD): item.unidad
        for item in preguntas
        if item.unidad
    }


def _for(
    shared: WorkbookContent,
    rol: Rol,
    destinatario: str,
    preguntas: Sequence[PreguntaResult],
    cells: Mapping[CellKey, str],
) -> EvidenceContent:
    held = {politica_of(item) for item in preguntas}
    filas = [fila for item in preguntas for fila in rows_of(item)]
    rows = {fila.fila_id for fila in filas}
    own = {key: text for key, text in cells.items() if key.accion_id in rows}
    politicas = tuple(item for item in shared.politicas if item[0] in held)
    shown = [(fila.fila_id, fila.texto, fila.respuesta, fila.exige_evidencia) for fila in filas]
    whose = [shared.entidad_id, shared.vigencia, rol, destinatario]
    libro = replace(
        shared,
        rol=rol,
        destinatario=destinatario,
        politicas=politicas,
        envio_id=sending_id(["evidencias", *whose, politicas, shown, sorted(own.items())]),
    )
    return EvidenceContent(libro, tuple(preguntas), own)
