"""The cells of a plan: address and canonical text, for every layer that reads or keeps plans.

Texts are canonical, so that equal values are equal texts; see `mipg_helpers.analysis.plan` for
what each column holds. An empty text means that nobody has said anything; it is never 0.
"""

from __future__ import annotations

from typing import NamedTuple

#: Joins the values of a column that holds several.
SEPARATOR = "|"


class CellKey(NamedTuple):
    """Address of one value of a plan; `corte` is ISO text, "" for columns without cut-off."""

    accion_id: str
    campo: str
    corte: str = ""


#: The contents of a plan: canonical text by address; empty cells are absent.
Cells = dict[CellKey, str]


def number_text(value: float | None) -> str:
    """Write a number as canonical text: plain decimals, no exponent, no trailing zeros.

    Examples
    --------
    >>> number_text(45.50)
    '45.5'
    """
    if value is None:
        return ""
    return f"{value:.6f}".rstrip("0").rstrip(".")
