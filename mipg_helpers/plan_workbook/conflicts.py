"""Conflicts as rows for a person to decide, and the decisions read back.

A row shows the value in force and every other one, each with who said it. The decision is the
letter of a value, or "Otro" with another value beside it. A conflict that changed since it was
written has another id, so that nobody decides about values that he did not see.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.plan_workbook.cells_text import plain
from mipg_helpers.reference.labels import normalise_label
from mipg_helpers.reference.personal import hide_in_text
from mipg_helpers.sources.cleaning import cell_text
from mipg_helpers.sources.findings import column_name
from mipg_helpers.sources.model import Finding
from mipg_helpers.store.plan_book_records import Origin, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mipg_helpers.plan_workbook.shown import Shown
    from mipg_helpers.reference.plan_cells import CellKey
    from mipg_helpers.sources.model import Sheet
    from mipg_helpers.store.plan_book_records import Conflict, Option

ID, DECISION, OTHER_VALUE = "Id", "Decisión", "Otro valor"
OTHER = "Otro"
_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Paper:
    """The workbook in which the conflicts of one book are decided."""

    archivo: str
    hoja: str
    titulo: str
    fila: str  # what a row of the book is called
    periodo: str  # what the year of execution is called
    sin_cambios: str  # what said a value that nobody wrote


PLAN_PAPER = Paper(
    "conflictos.xlsx",
    "Conflictos",
    "Valores distintos de una misma celda del plan",
    "Acción",
    "Plan",
    "plan, sin cambios",
)


class Typed(NamedTuple):
    """What a person wrote beside a conflict, and where."""

    decision: str
    otro: str
    fila: int = 0
    columna: str = ""


NOTHING = Typed("", "")


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict as it is shown; `valores` pairs each value with who said it, by letter."""

    conflicto_id: str
    entidad_id: str
    vigencia_plan: int
    accion: str
    columna: str
    valores: tuple[tuple[str, str], ...]
    typed: Typed = NOTHING


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision of one conflict, ready for the book."""

    conflict: Conflict
    said: Said


def conflict_id(conflict: Conflict) -> str:
    """Name a conflict by its cell and by the values it is about."""
    values = sorted(option.valor for option in conflict.opciones)
    parts = (conflict.entidad_id, str(conflict.vigencia_plan), *conflict.key, *values)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_ID_LENGTH]


def conflict_rows(
    conflicts: Iterable[Conflict],
    shown: Shown,
    typed: Mapping[str, Typed] | None = None,
    paper: Paper = PLAN_PAPER,
) -> tuple[ConflictRow, ...]:
    """Write conflicts as rows.

    Parameters
    ----------
    typed
        Decisions written before in a file that is replaced, by id; they are carried over.
    """
    rows = []
    for conflict in conflicts:
        name = conflict_id(conflict)
        key = conflict.key
        rows.append(
            ConflictRow(
                conflicto_id=name,
                entidad_id=conflict.entidad_id,
                vigencia_plan=conflict.vigencia_plan,
                accion=conflict.accion or key.accion_id,
                columna=shown.column(key),
                valores=tuple(
                    (shown.value(key, o.valor), who_said(o) or paper.sin_cambios)
                    for o in conflict.opciones
                ),
                typed=(typed or {}).get(name, NOTHING),
            )
        )
    return tuple(rows)


def who_said(option: Option) -> str:
    """Name the files, cells and people behind a value, one line each; "" when nobody said it."""
    return "\n".join(dict.fromkeys(map(_place, option.dichos)))


def is_conflict_file(sheets: Sequence[Sheet], paper: Paper = PLAN_PAPER) -> bool:
    """Tell whether a workbook is one of the conflicts of that book."""
    return any(sheet.hoja == paper.hoja and _header_row(sheet) is not None for sheet in sheets)


def read_typed(sheets: Iterable[Sheet], paper: Paper = PLAN_PAPER) -> dict[str, Typed]:
    """Read what was written beside each conflict, by id; rows without decision are left out."""
    found: dict[str, Typed] = {}
    for sheet in sheets:
        header = _header_row(sheet)
        if sheet.hoja == paper.hoja and header is not None:
            found |= dict(_typed_rows(sheet, header))
    return found


def decide(
    typed: Mapping[str, Typed],
    conflicts: Iterable[Conflict],
    shown: Shown,
    *,
    archivo: str,
    sha256: str,
    paper: Paper = PLAN_PAPER,
    objection: Callable[[CellKey, str], str] = lambda _key, _value: "",
) -> tuple[tuple[Decided, ...], tuple[Finding, ...]]:
    """Turn what a person wrote into decisions; what cannot be applied comes as a problem.

    `objection` says why another value typed in may not be taken, "" when it may.
    """
    open_ones = {conflict_id(conflict): conflict for conflict in conflicts}
    decided, problems = [], []
    for name, written in sorted(typed.items()):
        conflict = open_ones.get(name)
        value, problem = (
            _value(written, conflict, shown, objection)
            if conflict
            else ("", "el conflicto ya no está abierto, o sus valores cambiaron después")
        )
        if conflict is None or problem:
            problems.append(_problem(archivo, paper.hoja, written, problem))
            continue
        place = (paper.hoja, written.fila, written.columna, "planeacion")
        origin = Origin("decision", archivo, sha256, *place)
        decided.append(
            Decided(conflict, Said(conflict.key, value, conflict.actual, "tomado", origin))
        )
    return tuple(decided), tuple(problems)


def _value(
    typed: Typed,
    conflict: Conflict,
    shown: Shown,
    objection: Callable[[CellKey, str], str],
) -> tuple[str, str]:
    """Give the value decided, or what is wrong with the decision."""
    letters = dict(zip(ascii_uppercase, conflict.opciones, strict=False))
    chosen = letters.get(typed.decision.upper())
    if chosen is not None:
        return chosen.valor, ""
    if normalise_label(typed.decision) != normalise_label(OTHER):
        return "", f"'{typed.decision}' no es una decisión; se esperaba {', '.join(letters)} u Otro"
    if not typed.otro:
        return "", f"falta el valor en la columna «{OTHER_VALUE}»"
    value, problem = shown.parse(conflict.key, typed.otro, conflict.vigencia_plan)
    problem = problem or objection(conflict.key, value)
    return value, f"'{hide_in_text(typed.otro)}': {problem}" if problem else ""


def _header_row(sheet: Sheet) -> int | None:
    for number, row in enumerate(sheet.cells):
        if {ID, DECISION, OTHER_VALUE} <= {cell_text(cell) for cell in row}:
            return number
    return None


def _typed_rows(sheet: Sheet, header: int) -> Iterator[tuple[str, Typed]]:
    titles = [cell_text(cell) for cell in sheet.cells[header]]
    places = [titles.index(name) for name in (ID, DECISION, OTHER_VALUE)]
    for number, row in enumerate(sheet.cells[header + 1 :], start=header + 2):
        name, decision, other = (
            plain(cell_text(row[place])) if place < len(row) else "" for place in places
        )
        if name and decision:
            yield name, Typed(decision, other, number, column_name(places[1]))


def _place(said: Said) -> str:
    origin = said.origen
    where = [origin.archivo or "propuesta de este programa"]
    where += [f"hoja {origin.hoja}"] if origin.hoja else []
    where += [f"fila {origin.fila}"] if origin.fila else []
    where += [origin.destinatario] if origin.destinatario else []
    return ", ".join(where)


def _problem(archivo: str, hoja: str, typed: Typed, problem: str) -> Finding:
    return Finding(
        archivo=archivo,
        hoja=hoja,
        fila=typed.fila,
        columna=typed.columna,
        valor=hide_in_text(" ".join(filter(None, [typed.decision, typed.otro]))),
        tipo="decisión sin aplicar",
        gravedad="error",
        mensaje=problem,
        accion="decida en el archivo de conflictos más reciente y repita «mipg recibir»",
    )
