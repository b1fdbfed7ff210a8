"""Suggested matches of recommendations and actions as rows for a person to confirm.

A row shows the official text, the action, the score and the words they share. The decision is
yes or no; what is left open is asked again. A decision names text and action, not the row, so
it holds in later runs and next year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.plan_workbook.cells_text import plain
from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.cleaning import cell_text
from mipg_helpers.sources.findings import column_name
from mipg_helpers.sources.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mipg_helpers.analysis.plan import Accion
    from mipg_helpers.analysis.reconcile import Decisions, Reconciliation
    from mipg_helpers.sources.model import Sheet

FILE, SHEET = "conciliacion.xlsx", "Conciliación"
TEXT_ID, ACTION_ID, DECISION = "Id del texto", "Id de la acción", "¿La atiende?"
YES, NO = "Sí", "No"
_ANSWERS = {"si": True, "no": False}


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A suggestion as it is shown; without action it is a recommendation nothing attends to."""

    texto_id: str
    accion_id: str
    politica: str
    recomendacion: str
    plan: str
    accion: str
    puntaje: float | None
    palabras: tuple[str, ...]
    decision: str = ""


class Answers(NamedTuple):
    """What a person decided, and what could not be understood."""

    decisions: Decisions
    problems: tuple[Finding, ...]


def match_rows(
    result: Reconciliation,
    acciones: Sequence[Accion],
    names: Mapping[str, str],
    decisions: Decisions,
) -> tuple[MatchRow, ...]:
    """Write suggestions, uncovered texts and past decisions as rows, by politica and text.

    Parameters
    ----------
    names
        Name of each politica and each kind of plan, by its id.
    decisions
        What was decided before: shown so that it can be changed.
    """
    by_id = {accion.accion_id: accion for accion in acciones}
    rows: list[MatchRow] = []
    for item in result.recomendaciones:
        group = item.group
        politica = "; ".join(names.get(name, name) for name in group.politicas)
        asked: list[tuple[str, float | None, tuple[str, ...]]] = [
            (near.accion_id, near.puntaje, near.palabras) for near in item.sugerencias
        ]
        seen = {name for name, _, _ in asked}
        asked += [
            (name, None, ())
            for (texto, name), _ in sorted(decisions.items())
            if texto == item.texto_id and name in by_id and name not in seen
        ]
        rows += [
            MatchRow(
                item.texto_id, name, politica, group.texto,
                names.get(by_id[name].tipo_plan, by_id[name].tipo_plan), by_id[name].accion,
                score, words, _answer(decisions.get((item.texto_id, name))),
            )
            for name, score, words in asked
        ]  # fmt: skip
        if not asked and item.estado == "sin_cubrir":
            rows.append(MatchRow(item.texto_id, "", politica, group.texto, "", "", None, ()))
    return tuple(rows)


def is_match_file(sheets: Sequence[Sheet]) -> bool:
    """Tell whether a workbook is one of matches."""
    return any(sheet.hoja == SHEET and _header_row(sheet) is not None for sheet in sheets)


def read_answers(sheets: Sequence[Sheet]) -> Answers:
    """Read the decisions of a workbook; an answer that is neither yes nor no is a problem."""
    decisions: Decisions = {}
    problems: list[Finding] = []
    for sheet in sheets:
        header = _header_row(sheet)
        if sheet.hoja != SHEET or header is None:
            continue
        for number, pair, answer, column in _answered(sheet, header):
            if not all(pair) or fold(answer) not in _ANSWERS:
                problems.append(_problem(sheet.archivo, number, column, answer))
            else:
                decisions[pair] = _ANSWERS[fold(answer)]
    return Answers(decisions, tuple(problems))


def _answer(decided: bool | None) -> str:  # noqa: FBT001  a value, not a switch
    return "" if decided is None else YES if decided else NO


def _header_row(sheet: Sheet) -> int | None:
    for number, row in enumerate(sheet.cells):
        if {TEXT_ID, ACTION_ID, DECISION} <= {cell_text(cell) for cell in row}:
            return number
    return None


def _answered(sheet: Sheet, header: int) -> Iterator[tuple[int, tuple[str, str], str, str]]:
    titles = [cell_text(cell) for cell in sheet.cells[header]]
    places = [titles.index(name) for name in (TEXT_ID, ACTION_ID, DECISION)]
    for number, row in enumerate(sheet.cells[header + 1 :], start=header + 2):
        texto, accion, answer = (
            plain(cell_text(row[place])) if place < len(row) else "" for place in places
        )
        if answer:
            yield number, (texto, accion), answer, column_name(places[2])


def _problem(archivo: str, fila: int, columna: str, valor: str) -> Finding:
    return Finding(
        archivo=archivo,
        hoja=SHEET,
        fila=fila,
        columna=columna,
        valor=valor,
        tipo="decision_sin_aplicar",
        gravedad="error",
        mensaje=f"'{valor}' no es una decisión sobre una acción; se esperaba {YES} o {NO}",
        accion="elija de la lista y repita la orden; las demás decisiones valen",
    )
