"""One name per unit: aliases that a person wrote down, and proposals by likeness.

The same unit stands under several names ("Secretaría de Planeación", "Secretaría de Planeación
Distrital"). ``dependencias.csv`` says which are the same; likeness only proposes, because
nobody but a person knows whether two secretarías are one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mipg_helpers.errors import LayoutError, ReferenceDataError
from mipg_helpers.reference.labels import normalise_label
from mipg_helpers.reference.suggest import alike_pairs
from mipg_helpers.sources.cleaning import cell_text, one_line
from mipg_helpers.sources.findings import quoted
from mipg_helpers.sources.text_files import read_text_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mipg_helpers.sources.model import Sheet

UNITS_FILE = "dependencias.csv"
HEADER = ("alias", "dependencia")
#: Likeness from which two names are shown to a person as perhaps the same unit.
MIN_ALIKE = 85


@dataclass(frozen=True, slots=True)
class UnitAliases:
    """Names of units by their normalised alias."""

    names: Mapping[str, str] = field(default_factory=dict)

    def unit(self, text: str) -> str:
        """Give the name of the unit that a text stands for: the text itself when nobody said."""
        return self.names.get(normalise_label(text), text)

    def alike(self, texts: Iterable[str]) -> list[tuple[str, str]]:
        """Pair the units that may be the same, each pair once, in alphabetical order.

        Spellings that differ in case or accents only are such a pair too. What the aliases
        already settle is not asked again.
        """
        units = sorted({one_line(self.unit(text)) for text in texts if text})
        return alike_pairs(units, MIN_ALIKE)


def aliases_beside(path: Path) -> UnitAliases:
    """Read the aliases beside a file; none when there is no such table."""
    found = path.parent / UNITS_FILE
    return read_aliases(found) if found.is_file() else UnitAliases()


def read_aliases(path: Path) -> UnitAliases:
    """Read a table of aliases: `alias`, `dependencia`, a row per alias.

    Raises
    ------
    LayoutError
        If the columns are others.
    ReferenceDataError
        If an alias stands for two units or is itself replaced by another.
    """
    sheet, _ = read_text_table(path)
    rows = [[one_line(cell_text(cell)) for cell in row] for row in sheet.cells]
    rows = [row for row in rows if any(row)]
    if not rows or tuple(text.lower() for text in rows[0] if text) != HEADER:
        raise LayoutError(f"«{path.name}»", "no tiene las columnas esperadas", ", ".join(HEADER))
    return UnitAliases(_names(sheet, rows[1:]))


def _names(sheet: Sheet, rows: list[list[str]]) -> dict[str, str]:
    names: dict[str, str] = {}
    place = f"«{sheet.archivo}»"
    for alias, unit, *_ in rows:
        if not alias or not unit:
            raise ReferenceDataError(
                place, f"falta una celda en la fila de {quoted(alias or unit)}"
            )
        if names.setdefault(normalise_label(alias), unit) != unit:
            raise ReferenceDataError(place, f"el alias {quoted(alias)} está con dos dependencias")
    chained = [unit for unit in names.values() if names.get(normalise_label(unit), unit) != unit]
    if chained:
        raise ReferenceDataError(
            place,
            f"{quoted(chained[0])} es alias y también dependencia",
            "el nombre definitivo en la columna dependencia",
        )
    return names
