"""What goes into an evidence workbook.

Plain frozen records; nothing here knows Excel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.analysis.readiness_profile import PreguntaResult
    from mipg_helpers.plan_workbook.model import WorkbookContent
    from mipg_helpers.reference.plan_cells import CellKey

#: Sheet of the preguntas whose module is of no politica, and its name.
SIN_POLITICA = "sin_politica"
NOMBRE_SIN_POLITICA = "Módulos sin política"


@dataclass(frozen=True, slots=True)
class EvidenceContent:
    """Everything one workbook says; equal contents give equal bytes.

    `libro` says whose workbook it is and what its sheets are called; it has no actions. Every
    pregunta belongs to one of its politicas, or to `SIN_POLITICA`. `cells` is what the book of
    evidence says of them, by the row of each pregunta or option (`evidence_book.row_id`).
    """

    libro: WorkbookContent
    preguntas: tuple[PreguntaResult, ...]
    cells: Mapping[CellKey, str]


def politica_of(pregunta: PreguntaResult) -> str:
    """Name the sheet to which a pregunta belongs."""
    return pregunta.politica or SIN_POLITICA
