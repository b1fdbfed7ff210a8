"""Read columns of scores: points from 0 to 100, or the reason why there is none.

Works on whole columns, because a country's file has half a million scores. A blank is a
missing value with its reason, never a zero; what is neither a score nor a missing mark is
told apart and loaded nowhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from mipg_helpers.sources.cleaning import UNCOMPUTED, cell_text, missing_reason, parse_points
from mipg_helpers.sources.findings import capped, finding_at, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from mipg_helpers.sources.model import Finding, Sheet

#: Reasons by their position in `Points.reasons`; a blank official cell means: does not apply.
REASONS = ("", "no_aplica", "error_formula")
NO_APLICA, ERROR_FORMULA = 1, 2

_NUMBER_TYPES = {float, int, type(None)}
_MEND = "corrija la celda en una copia del archivo y vuelva a cargarlo; lo demás sí se cargó"


@dataclass(slots=True)
class Points:
    """A column of scores, one item per cell in the same order.

    `scores` is NaN where there is no score and `reasons` then says why, as a position in
    `REASONS`. Where `is_valid` is False the cell holds something that is no score and no
    missing mark: nothing of it may be loaded. `problems` lists those cells and the formula
    errors: position, kind of finding, text as found. `n_texts` counts numbers kept as text.
    """

    scores: NDArray[np.float64]
    reasons: NDArray[np.int8]
    is_valid: NDArray[np.bool_]
    problems: list[tuple[int, str, str]] = field(default_factory=list)
    n_texts: int = 0


def read_points(cells: Sequence[object], low: float = 0, high: float = 100) -> Points:
    """Read raw cells as points between `low` and `high`, both included."""
    points = _read_numbers(cells) or _read_mixed(cells)
    # A comparison with NaN is False, so missing values pass.
    outside = np.flatnonzero((points.scores < low) | (points.scores > high))
    for position in outside.tolist():
        _reject(points, position, "fuera de escala", cell_text(cells[position]))
    return points


def point_findings(
    points: Points,
    sheet: Sheet,
    *,
    rows: Sequence[int],
    column: int,
    header: str,
    scale: str = "de 0 a 100",
) -> list[Finding]:
    """Word the problems of a column, kind by kind and capped.

    `rows` holds the 0-based row of the sheet of each item of the column.
    """
    told: list[Finding] = []
    for tipo in sorted({tipo for _, tipo, _ in points.problems}):
        of_kind = sorted((at, text) for at, kind, text in points.problems if kind == tipo)
        told += capped(
            [
                finding_at(
                    sheet,
                    tipo,
                    _message(tipo, text, scale),
                    row=rows[at] + 1,
                    column=column,
                    header=header,
                    value=text,
                    accion=_remedy(text),
                )
                for at, text in of_kind
            ]
        )
    return told


def _read_numbers(cells: Sequence[object]) -> Points | None:
    """Read a column of nothing but numbers and blanks at once; None when it is not one."""
    if not set(map(type, cells)) <= _NUMBER_TYPES:
        return None
    values = np.array(cells, dtype=np.float64)
    missing = np.isnan(values)
    if np.count_nonzero(missing) != sum(cell is None for cell in cells):
        return None  # a NaN typed into the file is no blank
    return Points(values, missing.astype(np.int8) * np.int8(NO_APLICA), np.ones(len(cells), bool))


def _read_mixed(cells: Sequence[object]) -> Points:
    points = Points(
        np.full(len(cells), np.nan),
        np.zeros(len(cells), np.int8),
        np.ones(len(cells), bool),
    )
    for position, cell in enumerate(cells):
        text = cell_text(cell)
        score, reason, tipo = _judge(text)
        points.scores[position] = score
        points.reasons[position] = reason
        if reason == ERROR_FORMULA:
            points.problems.append((position, tipo, text))
        elif tipo:
            _reject(points, position, tipo, text)
        elif not reason and isinstance(cell, str):
            points.n_texts += 1
    return points


@lru_cache(maxsize=8192)  # published scores have one or two decimals: few texts, many cells
def _judge(text: str) -> tuple[float, int, str]:
    """Give the score of a cleaned text, the reason for having none, and what is wrong."""
    reason = missing_reason(text)
    if reason == "error_formula":
        tipo = "fórmula sin calcular" if text == UNCOMPUTED else "error de fórmula"
        return math.nan, ERROR_FORMULA, tipo
    if reason:
        return math.nan, NO_APLICA, ""
    try:
        return parse_points(text), 0, ""
    except ValueError:
        return math.nan, 0, "no es un número"


def _reject(points: Points, position: int, tipo: str, text: str) -> None:
    points.scores[position] = math.nan
    points.is_valid[position] = False
    points.problems.append((position, tipo, text))


def _message(tipo: str, text: str, scale: str) -> str:
    if tipo == "fuera de escala":
        return f"{quoted(text)} está fuera de la escala; se esperaba un valor {scale}"
    if tipo == "no es un número":
        return f"{quoted(text)} no es un número; se esperaba un valor {scale}"
    if tipo == "fórmula sin calcular":
        return "la celda tiene una fórmula sin valor calculado; quedó sin dato"
    return f"la celda tiene un error de Excel ({quoted(text)}); quedó sin dato"


def _remedy(text: str) -> str:
    if text == UNCOMPUTED:
        return "abra el libro en Excel, deje que calcule, guárdelo y vuelva a cargarlo"
    return _MEND
