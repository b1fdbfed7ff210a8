"""The book of evidence: every value that was ever said of the answers to a form, and by whom.

Kept as the book of plans is, by the same rules and in the same folder, in a file of its own:
values are only added, who writes holds the book, and every workbook that came in is kept as it
came. Here a row is a whole pregunta (``"gdi01"``) or one of its options (``"gdi01.3"``), and the
year of a book is that in which the form is filled in, the one after its vigencia.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from mipg_helpers.analysis.readiness_profile import Evidencia
from mipg_helpers.store.plan_book import PlanBook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.analysis.readiness_profile import EstadoEvidencia
    from mipg_helpers.store.plan_book_records import Conflict

EVIDENCE_FILE = "evidencias.sqlite"
#: Columns that say what an entidad reports of an option, and those of a whole pregunta.
CUMPLE, UNIDAD = "cumple", "unidad"
#: Number of an option: a few figures, as a name may come from a file.
_NUMBER = re.compile(r"[0-9]{1,4}")
_TEXTS = ("unidad", "responsable_cargo", "enlace", "tarea", "entregable", "motivo")


class EvidenceBook(PlanBook):
    """The book of evidence in `folder`; made when missing, unless only reading is asked for."""

    file_name = EVIDENCE_FILE

    def records(self, entidad_id: str, vigencia: int) -> tuple[Evidencia, ...]:
        """Read what is said of each pregunta and option today, by code and number.

        A row of which nothing but `reported` is known is no record of evidence.
        """
        by_row: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
        for key, value in self.cells(entidad_id, vigencia + 1).items():
            if key.campo != CUMPLE:
                by_row[row_address(key.accion_id)][key.campo] = value
        return tuple(_record(*row, said) for row, said in sorted(by_row.items()))

    def reported(self, entidad_id: str, vigencia: int) -> dict[tuple[str, int], str]:
        """Map (codigo_pregunta, numero) to what its unit says: ``si``, ``parcial`` or ``no``.

        Options of which nobody said anything are absent, which is not a no.
        """
        return {
            row_address(key.accion_id): value
            for key, value in self.cells(entidad_id, vigencia + 1).items()
            if key.campo == CUMPLE
        }

    def assignments(self, entidad_id: str, vigencia: int) -> dict[str, str]:
        """Map the code of each pregunta that a person assigned to its unit."""
        cells = self.cells(entidad_id, vigencia + 1)
        return {
            row_address(key.accion_id)[0]: value
            for key, value in cells.items()
            if key.campo == UNIDAD
        }

    def conflicts(self, entidad_id: str, vigencia_plan: int) -> tuple[Conflict, ...]:
        """List the cells of which different values were said, each named by its pregunta."""
        return tuple(
            replace(one, accion=row_name(one.key.accion_id))
            for one in super().conflicts(entidad_id, vigencia_plan)
        )


def row_id(codigo_pregunta: str, numero: int = 0) -> str:
    """Name the row of a pregunta, or of one of its options.

    Examples
    --------
    >>> row_id("GDI01"), row_id("GDI01", 3)
    ('gdi01', 'gdi01.3')
    """
    return f"{codigo_pregunta.lower()}.{numero}" if numero else codigo_pregunta.lower()


def row_address(name: str) -> tuple[str, int]:
    """Read a row back as (codigo_pregunta, numero); 0 stands for the whole pregunta.

    Examples
    --------
    >>> row_address("gdi01.3")
    ('GDI01', 3)
    """
    codigo, _, numero = name.partition(".")
    return codigo.upper(), int(numero) if _NUMBER.fullmatch(numero) else 0


def row_name(name: str) -> str:
    """Name a row as people read it.

    Examples
    --------
    >>> row_name("gdi01.3"), row_name("gdi01")
    ('GDI01, opción 3', 'GDI01')
    """
    codigo, numero = row_address(name)
    return f"{codigo}, opción {numero}" if numero else codigo


def _record(codigo: str, numero: int, said: Mapping[str, str]) -> Evidencia:
    values: dict[str, Any] = {name: said.get(name, "") for name in _TEXTS}
    fecha = said.get("fecha", "")
    return Evidencia(
        codigo_pregunta=codigo,
        numero_opcion=numero,
        fecha=date.fromisoformat(fecha) if fecha else None,
        estado=cast("EstadoEvidencia", said.get("estado") or "pendiente"),
        **values,
    )
