"""The column of warnings of an evidence sheet: what still waits in a row, in words.

A formula of ours, so that it follows what is typed; its saved value is what the same rules say
of the row as it was sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.evidence_workbook.layout import ENLACE
from mipg_helpers.reference.evidence_tables import ESTADO, MOTIVO
from mipg_helpers.sources.cleaning import column_letter
from mipg_helpers.store.evidence_book import CUMPLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from mipg_helpers.plan_workbook.layout import Column

FALTA_EVIDENCIA = "Falta la evidencia."
FALTA_TAREA = "Falta decir qué queda por hacer."
POR_REVISAR = "Evidencia por revisar."
RECHAZADA = "Evidencia rechazada: corríjala."
FALTA_MOTIVO = "Falta el motivo del rechazo."

#: Values shown in a row, by column; blank cells are absent.
Shown = dict[str, "str | float | date"]
_SI, _PARCIAL, _NO_STATE, _REFUSED = "Sí", "Parcial", ("", "Pendiente"), "Rechazada"


@dataclass(frozen=True, slots=True)
class Avisos:
    """The warnings of a sheet, by the letter of each of its columns."""

    letters: Mapping[str, str]

    def formula(self, row: int, first: int, *, exige: bool) -> str:
        """Write the formula of a row, 1-based; `first` is the row of its pregunta."""
        parts = [f'IF({test},"{said} ","")' for test, said in self._tests(row, first, exige=exige)]
        return f"=TRIM({'&'.join(parts)})"

    def text(self, shown: Shown, pregunta: Shown, *, exige: bool) -> str:
        """Say what the formula says of a row; `pregunta` is what the row of its pregunta shows."""
        cumple, state = shown.get(CUMPLE, ""), shown.get(ESTADO, "")
        has_link = ENLACE in shown or ENLACE in pregunta
        told = [
            (cumple == _SI and exige and not has_link, FALTA_EVIDENCIA),
            (cumple == _PARCIAL and "tarea" not in shown, FALTA_TAREA),
            (ENLACE in shown and state in _NO_STATE, POR_REVISAR),
            (state == _REFUSED, RECHAZADA),
            (state == _REFUSED and MOTIVO not in shown, FALTA_MOTIVO),
        ]
        return " ".join(said for holds, said in told if holds)

    def unproved(self, row: int, first: int) -> str:
        """Write the condition for a row that is said to be met without evidence."""
        link, whole = self._at(ENLACE, row), self._at(ENLACE, first)
        return f'AND({self._at(CUMPLE, row)}="{_SI}",{link}="",{whole}="")'

    def refused(self, row: int) -> str:
        """Write the condition for a row whose evidence was refused."""
        return f'{self._at(ESTADO, row)}="{_REFUSED}"'

    def _tests(self, row: int, first: int, *, exige: bool) -> list[tuple[str, str]]:
        cumple, link, state = (self._at(campo, row) for campo in (CUMPLE, ENLACE, ESTADO))
        tests = [(self.unproved(row, first), FALTA_EVIDENCIA)] if exige else []
        return [
            *tests,
            (f'AND({cumple}="{_PARCIAL}",{self._at("tarea", row)}="")', FALTA_TAREA),
            (f'AND({link}<>"",OR({state}="",{state}="{_NO_STATE[1]}"))', POR_REVISAR),
            (self.refused(row), RECHAZADA),
            (f'AND({self.refused(row)},{self._at(MOTIVO, row)}="")', FALTA_MOTIVO),
        ]

    def _at(self, campo: str, row: int) -> str:
        return f"${self.letters[campo]}{row}"


def avisos_for(columns: Sequence[Column], places: Sequence[int]) -> Avisos:
    """Gather the warnings of a sheet whose columns stand at `places`, 0-based."""
    names = (column.campo.campo for column in columns)
    return Avisos(dict(zip(names, map(column_letter, places), strict=True)))
