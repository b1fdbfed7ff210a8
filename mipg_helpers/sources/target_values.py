"""Base lines and targets as points, whatever sign or scale the cell was typed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.sources.cleaning import column_letter, parse_points
from mipg_helpers.sources.findings import quoted

if TYPE_CHECKING:
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Finding

BASE, META = "linea_base_puntos", "meta_puntos"

SIGN_READ = "porcentaje leído como puntos"
MIXED = "escala mixta"


class TargetValues:
    """The figures of one table of targets.

    All numbers of both columns share one scale: when none passes 1 they are fractions that
    Excel shows as percentages, which is said once. A number below 1 among larger ones is not
    loaded, because nobody can tell 0,6 points from 60 %.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.findings: list[Finding] = []
        self.n_targets = 0
        numbers = [
            number
            for row in table.rows()
            for campo in (BASE, META)
            if (number := _plain_number(table.text(row, campo))) is not None
        ]
        signed = any("%" in table.text(row, c) for row in table.rows() for c in (BASE, META))
        self._are_fractions = bool(numbers) and not signed and 0 < max(numbers) <= 1
        self._tell_scale(signed=signed)

    def read(self, row: int, campo: str) -> float | None:
        """Read a cell in points; None when it is blank or, with a finding, when it is no number."""
        text = self.table.text(row, campo)
        if not text:
            return None
        has_sign = text.endswith("%")
        number = _plain_number(text.rstrip("% "))
        if number is None:
            self._note(row, campo, text, "número inválido", f"{quoted(text)} no es un número")
            return None
        if self._are_fractions:
            return round(number * 100, 6)
        if 0 < number < 1 and not has_sign:
            problem = (
                f"{quoted(text)} está por debajo de 1 y las demás cifras no: ¿fracción o puntos?"
            )
            self._note(row, campo, text, MIXED, problem)
            return None
        return number

    def letter(self, campo: str) -> str:
        return column_letter(self.table.columns[campo])

    def _tell_scale(self, *, signed: bool) -> None:
        if signed:
            tipo, mensaje = SIGN_READ, "las cifras con «%» se leyeron como puntos de 0 a 100"
        elif self._are_fractions:
            tipo, mensaje = (
                SIGN_READ,
                "las cifras son fracciones de 0 a 1 y se multiplicaron por 100",
            )
        else:
            return
        self.findings.append(
            self.table.finding(
                tipo,
                mensaje,
                row=self.table.header.index,
                campo=META,
                gravedad="aviso",
                accion="los puntajes del MDI son puntos; escriba las cifras sin el signo",
            )
        )

    def _note(self, row: int, campo: str, text: str, tipo: str, mensaje: str) -> None:
        self.findings.append(
            self.table.finding(
                tipo,
                mensaje,
                row=row,
                campo=campo,
                value=text,
                accion="la cifra no se cargó; escríbala en puntos, de 0 a 100",
            )
        )


def _plain_number(text: str) -> float | None:
    try:
        return parse_points(text)
    except ValueError:
        return None
