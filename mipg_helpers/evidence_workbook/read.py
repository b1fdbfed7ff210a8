"""Read a returned evidence workbook: what it says now, what was sent, what needs a person.

Reads as the workbooks of the plan are read, by header and by id, and leaves personal data out
of everything that is told or kept of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.evidence_workbook.control import MARK
from mipg_helpers.plan_workbook.control import find_control, parse_control
from mipg_helpers.plan_workbook.read import read_sent
from mipg_helpers.reference.evidence_tables import DECISION
from mipg_helpers.reference.personal import hide_in_text
from mipg_helpers.sources.model import Finding
from mipg_helpers.sources.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from mipg_helpers.plan_workbook.model import Returned
    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Sheet

_OWN_REVIEW = "la evidencia la revisan Planeación o Control Interno, no quien la presenta"
_LOCKED = "celda bloqueada cambiada"
# What the reader of the plan advises that makes no sense here, by kind of finding.
_HINTS = {
    "identificador repetido": "deje una sola fila por opción; borre la copia",
    "identificador desconocido": "no se tomó: use las filas del libro, con su código",
    "columna borrada": "se conserva lo que ya se había recibido",
    "columna agregada": "escriba en las columnas del libro lo que deba recibirse",
    "hoja agregada": "escriba en las hojas del libro lo que deba recibirse",
    "hoja borrada": "lo que ya se había recibido de sus preguntas sigue como estaba",
}


def read_returned(path: Path, catalog: Catalog) -> Returned:
    """Read an evidence workbook that came back.

    Raises
    ------
    SourceFileError
        If the file is none of this version, or its control sheet was changed.
    """
    return read_sheets(read_workbook(path), catalog)


def read_sheets(sheets: Sequence[Sheet], catalog: Catalog) -> Returned:
    """Read the sheets of one workbook; see `read_returned`."""
    hidden = find_control(sheets, MARK)
    if hidden is None:
        raise SourceFileError(
            next((f"«{sheet.archivo}»" for sheet in sheets), "libro"),
            "no es un libro de evidencias hecho con esta herramienta: le falta su hoja de control",
            "el libro que Planeación envió, guardado como .xlsx",
            "copie lo que llenó en el libro recibido; un libro nuevo con solo sus hojas no sirve",
        )
    control = parse_control(hidden)
    form = catalog.evidence_form().for_rol(control.rol)
    review = {campo.etiqueta for campo in form.plan_campos() if campo.campo in DECISION}
    return _told(_without_new_rows(read_sent(sheets, hidden, control, form)), review)


def _without_new_rows(returned: Returned) -> Returned:
    """Keep apart what stands in rows that were not sent: the preguntas are those of the form."""
    new = set(returned.new_rows)
    typed = {
        key: text
        for key, text in returned.cells.items()
        if key.accion_id in new and (place := returned.places.get(key)) and place.columna
    }
    findings = {
        (place.hoja, place.fila): Finding(
            archivo=returned.archivo,
            hoja=place.hoja,
            fila=place.fila,
            columna="",
            valor=typed[key],
            tipo="fila agregada",
            gravedad="error",
            mensaje="la fila no tiene código de pregunta y no se leyó",
            accion="escriba en la fila de la pregunta o de la opción; no agregue filas",
        )
        for key in reversed(typed)
        if (place := returned.places[key])
    }
    return replace(
        returned,
        cells={key: text for key, text in returned.cells.items() if key.accion_id not in new},
        raw={**returned.raw, **typed},
        new_rows=(),
        findings=(*returned.findings, *findings.values()),
    )


def _told(returned: Returned, review: Collection[str]) -> Returned:
    """Leave personal data out of what could not be taken, and advise in the words of this book.

    `review` are the headers that only who reviews fills in.
    """
    return replace(
        returned,
        raw={key: hide_in_text(text) for key, text in returned.raw.items()},
        findings=tuple(_worded(finding, review) for finding in returned.findings),
    )


def _worded(finding: Finding, review: Collection[str]) -> Finding:
    mensaje = _OWN_REVIEW if _is_own_review(finding, review) else finding.mensaje
    return replace(
        finding,
        valor=hide_in_text(finding.valor),
        mensaje=hide_in_text(mensaje),
        accion=_HINTS.get(finding.tipo, finding.accion),
    )


def _is_own_review(finding: Finding, review: Collection[str]) -> bool:
    return finding.tipo == _LOCKED and any(f"«{header}»" in finding.columna for header in review)
