"""What a plan that was read says that cannot be right: told, never corrected.

Dates and cut-offs are loaded as they stand. Progress over 100 is told where it is read.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from mipg_helpers.errors import listed
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.sources.cleaning import cell_text, missing_reason, one_line
from mipg_helpers.sources.findings import quoted
from mipg_helpers.sources.plan_cell_reading import CellReading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.sources.plan_header import PlanTable
    from mipg_helpers.sources.plan_model import PlanRow
    from mipg_helpers.sources.plan_problems import Problems
    from mipg_helpers.sources.unit_aliases import UnitAliases

_START, _END = "fecha_inicio", "fecha_fin"


def check_rows(
    table: PlanTable, rows: Sequence[PlanRow], vigencia_plan: int, problems: Problems
) -> None:
    """Tell ends before starts, and dates and cut-offs outside the year of the plan."""
    by_letter = {column.letra: column for column in table.columns}
    for row in rows:
        for key, found in _odd_dates(row, vigencia_plan):
            column = by_letter.get(row.columns[key])
            problems.add(row.fila - 1, column, found, group=(row.columns[key], found.problem))


def check_years(table: PlanTable, vigencia_plan: int, problems: Problems) -> None:
    """Tell rows whose own column says another vigencia: it may be that of an audit."""
    for column in table.columns:
        if column.key != "vigencia":
            continue
        for row in table.rows:
            text = one_line(cell_text(table.value(row, column.position)))
            if text and not missing_reason(text) and text != str(vigencia_plan):
                problem = (
                    f"la fila dice vigencia {quoted(text)} y se leyó en el plan de {vigencia_plan}"
                )
                hint = "lea en otro archivo las acciones de otra vigencia"
                found = _warned("otra vigencia", problem, hint, text)
                problems.add(row, column, found, group=(text,))


def check_units(rows: Sequence[PlanRow], aliases: UnitAliases, problems: Problems) -> None:
    """Ask about units that may be the same under two names."""
    first: dict[str, int] = {}
    for row in rows:
        for key, unit in row.cells.items():
            if key.campo == "dependencia":
                first.setdefault(" ".join(unit.split()), row.fila - 1)
    others: dict[str, list[str]] = defaultdict(list)
    for one, other in aliases.alike(first):
        others[one].append(other)
    for one, alike in others.items():
        names = listed(f"«{other}»" for other in alike)
        found = CellReading(
            tipo="dependencias parecidas",
            problem=f"«{one}» puede ser la misma dependencia que {names}; se dejaron aparte",
            hint="si es la misma, escríbala en dependencias.csv (alias, dependencia)",
            gravedad="aviso",
            shown=one,
        )
        problems.add(first.get(one, 0), None, found, group=(one,))


def _odd_dates(row: PlanRow, vigencia_plan: int) -> Iterator[tuple[CellKey, CellReading]]:
    dates = {key: text for key, text in row.cells.items() if key.campo in {_START, _END}}
    first, last = (CellKey(row.accion_id, campo) for campo in (_START, _END))
    start, end = dates.get(first, ""), dates.get(last, "")
    if start and end and end < start:
        problem = f"la acción termina el {_shown(end)}, antes de empezar el {_shown(start)}"
        yield last, _warned("fin antes del inicio", problem, "corrija una de las dos fechas", end)
    for key, text in dates.items():
        if not _is_of(text, vigencia_plan):
            problem = f"el {_shown(text)} está fuera de la vigencia del plan, {vigencia_plan}"
            hint = "revise la fecha o la vigencia del plan"
            yield key, _warned("fecha fuera de la vigencia", problem, hint, text)
    for key in row.cells:
        if key.corte and not _is_of(key.corte, vigencia_plan):
            problem = f"el corte {_shown(key.corte)} está fuera de la vigencia del plan"
            hint = "revise el corte o la vigencia del plan"
            yield key, _warned("corte fuera de la vigencia", problem, hint, key.corte)


def _warned(tipo: str, problem: str, hint: str, shown: str) -> CellReading:
    return CellReading(tipo=tipo, problem=problem, hint=hint, gravedad="aviso", shown=shown)


def _is_of(text: str, year: int) -> bool:
    return date.fromisoformat(text).year == year


def _shown(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"
