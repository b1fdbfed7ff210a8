"""The column of warnings: in words what the conditional colours say.

A formula of ours, so that it follows what is typed; its saved value is what the same rules say
on the day of the sending, for whoever only reads saved values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.layout import ACCION, corte_title
from mipg_helpers.sources.cleaning import column_letter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.plan_workbook.layout import Column
    from mipg_helpers.reference import Catalog

#: Values shown in a row, by (campo, corte); blank cells are absent.
Shown = dict[tuple[str, str], str | float | date]

OVERDUE = "Vencida."
FULL = 100


@dataclass(frozen=True, slots=True)
class Rules:
    """What a row is warned of, with the letter of each column of its sheet."""

    letters: Mapping[tuple[str, str], str]
    settled: tuple[str, ...]  # labels of states in which nothing is overdue
    cortes: tuple[str, ...]
    required: tuple[tuple[str, str], ...]  # (campo, label)

    def overdue(self, row: int) -> str:
        """Write the condition for a row whose action should have ended."""
        end, state = (self._at(campo, row) for campo in ("fecha_fin", "estado"))
        still_open = [f"{state}<>{_literal(label)}" for label in self.settled]
        return f"AND({','.join([f'ISNUMBER({end})', f'{end}<TODAY()', *still_open])})"

    def unproved(self, row: int, corte: str) -> str:
        """Write the condition for a cut-off reported as complete without evidence."""
        done, evidence = (self._at(campo, row, corte) for campo in ("avance", "evidencia"))
        return f'AND(ISNUMBER({done}),{done}>={FULL},{evidence}="")'

    def missing(self, row: int, campo: str) -> str:
        """Write the condition for a row with an action that lacks a required value."""
        return f'AND({self._at(ACCION, row)}<>"",{self._at(campo, row)}="")'

    def formula(self, row: int) -> str:
        """Write the formula of the warnings of a row, 1-based."""
        conditions = [(self.overdue(row), OVERDUE)]
        conditions += [(self.unproved(row, corte), _unproved(corte)) for corte in self.cortes]
        conditions += [(f'{self._at(c, row)}=""', _missing(label)) for c, label in self.required]
        parts = [f'IF({test},{_literal(f"{said} ")},"")' for test, said in conditions]
        return f'=IF({self._at(ACCION, row)}="","",TRIM({"&".join(parts)}))'

    def text(self, shown: Shown, today: date) -> str:
        """Say what the formula says of a row on that day."""
        if (ACCION, "") not in shown:
            return ""
        end, state = shown.get(("fecha_fin", "")), shown.get(("estado", ""), "")
        is_overdue = isinstance(end, date) and end < today and state not in self.settled
        said = [OVERDUE] if is_overdue else []
        for corte in self.cortes:
            done = shown.get(("avance", corte))
            if isinstance(done, float) and done >= FULL and ("evidencia", corte) not in shown:
                said.append(_unproved(corte))
        said += [_missing(label) for campo, label in self.required if (campo, "") not in shown]
        return " ".join(said)

    def _at(self, campo: str, row: int, corte: str = "") -> str:
        return f"${self.letters[campo, corte]}{row}"


def rules_for(catalog: Catalog, columns: Sequence[Column], places: Sequence[int]) -> Rules:
    """Gather the rules of a sheet whose columns stand at `places`, 0-based."""
    letters = {
        (column.campo.campo, column.corte): column_letter(place)
        for column, place in zip(columns, places, strict=True)
    }
    settled = (e.etiqueta for e in catalog.plan_estados() if e.es_final or not e.cuenta_avance)
    required = [c.campo for c in columns if c.campo.es_obligatorio and not c.campo.es_clave]
    return Rules(
        letters=letters,
        settled=tuple(settled),
        cortes=tuple(dict.fromkeys(column.corte for column in columns if column.corte)),
        required=tuple(
            (campo.campo, campo.etiqueta) for campo in required if campo.campo != ACCION
        ),
    )


def _unproved(corte: str) -> str:
    return f"{FULL} % sin evidencia ({corte_title(corte)})."


def _missing(label: str) -> str:
    return f"Falta {label[0].lower()}{label[1:]}."


def _literal(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
