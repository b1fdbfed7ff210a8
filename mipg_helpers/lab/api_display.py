"""A frame as a table to read: Spanish labels, decimal comma, and whose each figure is.

Writes any frame, also one that the analyst made. Nothing is computed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from mipg_helpers.lab.api_columns import FIGURES, PLAIN
from mipg_helpers.lab.api_tables import REASON
from mipg_helpers.presentation import blocks, formats, narrative
from mipg_helpers.presentation.display import Displayed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from mipg_helpers.analysis.profile import PriorityLevel
    from mipg_helpers.lab.api_columns import Columns
    from mipg_helpers.presentation.blocks import Align, Block
    from mipg_helpers.reference.query_tables import ColumnaConsulta

NO_VALUE = "sin dato"
#: Column that says why another one is empty.
REASONS = {"puntaje_puntos": "motivo", "cambio_puntos": "motivo_cambio"}
#: More names than this are not listed under a table.
MOST_NAMED = 5
_WIDEST, _NARROWEST, _LETTERS = 6.0, 1.3, 14


def show_frame(
    columns: Columns, datos: pd.DataFrame | pd.Series, titulo: str, *, filas: int, si_vacia: str
) -> Displayed:
    """Write a frame as a table block with its title; without rows, a callout that says why."""
    import pandas as pd

    frame = datos.to_frame() if isinstance(datos, pd.Series) else datos
    if frame.empty:
        why = str(frame.attrs.get(REASON) or si_vacia)
        return Displayed([blocks.callout("info", titulo, why)])
    described = columns.describe(frame)
    if any(name is not None for name in frame.index.names):
        # What a groupby leaves in the index is the first thing to read.
        index = frame.index.to_frame(index=False)
        described = [*columns.describe(index), *described]
        frame = pd.concat([index, frame.reset_index(drop=True)], axis=1)
    shown = frame.head(filas)
    cells = [_cells(shown, place, column) for place, column in enumerate(described)]
    return Displayed([_block(titulo, described, cells, _note(described, len(frame), len(shown)))])


def _cells(shown: pd.DataFrame, place: int, column: ColumnaConsulta) -> list[str]:
    """Write the cells of a column; in the place of a missing figure, why, where it is known."""
    values = shown.iloc[:, place]
    if column.formato in FIGURES:
        values = values.replace([float("inf"), float("-inf")], float("nan"))
    beside = REASONS.get(column.columna, "")
    reasons = shown[beside].map(_motivo) if beside in shown else [NO_VALUE] * len(shown)
    write = _WRITERS[column.formato]
    return [
        reason if missing else write(value)
        for value, missing, reason in zip(values, values.isna(), reasons, strict=True)
    ]


def _motivo(value: str) -> str:
    return formats.motivo_short(value) if value in formats.MISSING else value


def _level(value: str) -> str:
    return formats.LEVELS.get(cast("PriorityLevel", value), value)


def _text(value: object) -> str:
    return " ".join(str(value).split()) or formats.NO_FIGURE


_WRITERS: dict[str, Callable[[Any], str]] = {
    "ano": lambda value: str(int(value)),
    "cambio": lambda value: formats.signed_points(float(value)),
    "entero": lambda value: formats.integer(int(value)),
    "fecha": lambda value: formats.short_date(value.date()),
    "grupo": lambda value: formats.points(float(value)),
    "logico": lambda value: "sí" if value else "no",
    "motivo": _motivo,
    "oficial": lambda value: formats.official_points(float(value)),
    "porcentaje": lambda value: formats.percent(float(value)),
    "prioridad": _level,
    "puntos": lambda value: formats.points(float(value)),
    "texto": _text,
}


def _block(
    titulo: str, columns: Sequence[ColumnaConsulta], cells: Sequence[Sequence[str]], note: str
) -> Block:
    heads: list[tuple[str, Align]] = [
        (column.etiqueta, "right" if column.formato in FIGURES | PLAIN else "left")
        for column in columns
    ]
    names = cells[0]
    return blocks.table(
        caption=titulo,
        columns=heads,
        rows=[list(row) for row in zip(*cells, strict=True)],
        note=note,
        # The first column heads its rows where it tells them apart.
        row_header=heads[0][1] == "left" and len(set(names)) == len(names),
        widths=[_width(head, column) for (head, _), column in zip(heads, cells, strict=True)],
    )


def _width(head: str, cells: Sequence[str]) -> float:
    longest = max(map(len, [*head.split(), *cells]))
    return min(max(longest / _LETTERS, _NARROWEST), _WIDEST)


def _note(columns: Sequence[ColumnaConsulta], n_rows: int, n_shown: int) -> str:
    """Say whose the figures are, and how many rows were left out."""
    figures = [column for column in columns if column.formato in FIGURES]
    official = [column.etiqueta for column in figures if column.tipo == "oficial"]
    group = [column.etiqueta for column in figures if column.formato == "grupo"]
    own = [c.etiqueta for c in figures if c.tipo == "propio" and c.formato != "grupo"]
    parts = [
        f"Oficial: {_listed(official)}." if official else "",
        f"Cálculo propio: {_listed(own)}." if own else "",
        f"Cálculo propio, u oficial donde la tabla abierta lo trae: {_listed(group)}."
        if group
        else "",
    ]
    if n_shown < n_rows:
        shown, whole = formats.integer(n_shown), formats.integer(n_rows)
        parts.append(f"Se muestran {shown} de {whole} filas.")
    return " ".join(part for part in parts if part)


def _listed(labels: Sequence[str]) -> str:
    names = [narrative.lower_first(label) if label[1:].islower() else label for label in labels]
    return formats.enumerated(names) if len(names) <= MOST_NAMED else "los puntajes"
