"""What an evidence workbook knows about itself, in a control sheet like that of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.evidence_workbook.layout import RESPUESTA, TEXTO, rows_of
from mipg_helpers.evidence_workbook.model import politica_of
from mipg_helpers.plan_workbook.control import Control, SentColumn, find_control
from mipg_helpers.reference.plan_cells import CellKey, Cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.evidence_workbook.layout import Fila
    from mipg_helpers.evidence_workbook.model import EvidenceContent
    from mipg_helpers.plan_workbook.layout import Column
    from mipg_helpers.sources.model import Sheet

#: First cell of the control sheet, whatever the sheet is called.
MARK = "MIPG · libro de evidencias · no modificar"


def is_evidence_workbook(sheets: Sequence[Sheet]) -> bool:
    """Tell whether a workbook is one of evidence, by its hidden sheet."""
    return find_control(sheets, MARK) is not None


def control_of(
    content: EvidenceContent, columns: Sequence[Column], sheets: Sequence[tuple[str, str]]
) -> Control:
    """Say what is sent: which rows in which sheet, and what each of their cells shows."""
    libro = content.libro
    rows = [(politica_of(item), fila) for item in content.preguntas for fila in rows_of(item)]
    shown = sent_cells(content, (fila for _, fila in rows))
    present = {column.campo.campo for column in columns}
    return Control(
        envio_id=libro.envio_id,
        entidad_id=libro.entidad_id,
        entidad=libro.entidad,
        vigencia=libro.vigencia,
        vigencia_plan=libro.vigencia_plan,
        rol=libro.rol,
        destinatario=libro.destinatario,
        fecha=libro.fecha,
        es_ficticia=libro.es_ficticia,
        sheets=tuple(sheets),
        columns=tuple(SentColumn(c.campo.campo, "", c.header) for c in columns),
        rows=tuple((politica, fila.fila_id) for politica, fila in rows),
        politicas=libro.politicas,
        base={key: text for key, text in shown.items() if key.campo in present},
    )


def sent_cells(content: EvidenceContent, filas: Iterable[Fila]) -> Cells:
    """Give what the cells of some rows show: the bank, the answers and the book of evidence."""
    cells = dict(content.cells)
    for fila in filas:
        cells[CellKey(fila.fila_id, TEXTO)] = fila.texto
        cells[CellKey(fila.fila_id, RESPUESTA)] = fila.respuesta
    return {key: text for key, text in cells.items() if text}
