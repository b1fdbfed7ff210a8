"""Gather the rows of the returned sheets and tell which action each of them is."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.cells_text import plain
from mipg_helpers.plan_workbook.layout import ACCION, NEW_ROW
from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.cleaning import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mipg_helpers.plan_workbook.control import Control, SentColumn
    from mipg_helpers.plan_workbook.read_columns import FoundColumns
    from mipg_helpers.sources.model import Sheet

_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row with something in it; `values` holds the raw cell of every column found."""

    sheet: Sheet
    columns: FoundColumns
    index: int  # 0-based
    id_text: str  # as found, "" in a row that waits for a new action
    politica: str  # that of its sheet, "" when nobody can tell
    values: Mapping[SentColumn, object]

    @property
    def text(self) -> str:
        """Give what the row is about: its action, or else all it says."""
        texts = {column.campo: plain(cell_text(v)) for column, v in self.values.items()}
        return texts.get(ACCION) or " ".join(filter(None, texts.values()))


def rows_of(sheet: Sheet, columns: FoundColumns, control: Control) -> list[ReturnedRow]:
    """List the rows of a sheet that were sent or hold a value."""
    known = {accion_id: politica for politica, accion_id in control.rows}
    found = []
    for index in range(columns.top + 1, len(sheet.cells)):
        cells = sheet.cells[index]
        id_text = _id_text(cells, columns.id_place)
        values = {column: cells[place] for column, place in columns.places.items()}
        if id_text or any(plain(cell_text(value)) for value in values.values()):
            found.append((index, id_text, values))
    politica = _politica_of(sheet, control, (known.get(id_text, "") for _, id_text, _ in found))
    return [
        ReturnedRow(sheet, columns, index, id_text, politica, values)
        for index, id_text, values in found
    ]


class NewIds:
    """Ids for rows that have none: the same row of the same sending gets the same id."""

    def __init__(self, envio_id: str) -> None:
        self._envio_id = envio_id
        self._seen: Counter[tuple[str, str, str]] = Counter()

    def id_for(self, row: ReturnedRow) -> str:
        """Name a row by its sending, politica and text; repeated ones by their order too."""
        # Not by its place: sorting a sheet must not make other actions of the same rows.
        key = (row.politica, fold(row.text), row.id_text)
        self._seen[key] += 1
        parts = (self._envio_id, *key, str(self._seen[key]))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:_ID_LENGTH]


def sort_rows(
    rows: Iterable[ReturnedRow], control: Control
) -> tuple[dict[str, list[ReturnedRow]], list[ReturnedRow], list[ReturnedRow]]:
    """Part the rows: those sent, by id; new ones; those with an id that was not sent."""
    sent = {accion_id for _, accion_id in control.rows}
    known: dict[str, list[ReturnedRow]] = defaultdict(list)
    new, unknown = [], []
    for row in rows:
        if row.id_text in sent:
            known[row.id_text].append(row)
        elif row.id_text:
            unknown.append(row)
        else:
            new.append(row)
    return dict(known), new, unknown


def _id_text(cells: list[object], place: int | None) -> str:
    text = plain(cell_text(cells[place])) if place is not None else ""
    return "" if fold(text) == fold(NEW_ROW) else text.lower()


def _politica_of(sheet: Sheet, control: Control, found: Iterable[str]) -> str:
    """Tell the politica of a sheet by its name, or by the rows in it when it was renamed."""
    named = dict(control.sheets).get(sheet.hoja)
    if named:
        return named
    ((most, _),) = Counter(filter(None, found)).most_common(1) or [("", 0)]
    return most
