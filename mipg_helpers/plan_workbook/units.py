"""Which names mean the same unit: a person says so in ``dependencias.csv``, beside the plan.

Likeness only asks; it never joins two units by itself.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError
from mipg_helpers.reference.labels import slug
from mipg_helpers.reference.suggest import likeness
from mipg_helpers.sources.cleaning import cell_text
from mipg_helpers.sources.text_files import read_text_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FILE = "dependencias.csv"
HEADER = ["nombre", "dependencia"]
#: From this likeness (0 to 100) two names are worth a question.
ASK_FROM = 90


def read_units(folder: Path) -> dict[str, str]:
    """Read the other names of units, by slug; nothing where nobody wrote any.

    Raises
    ------
    ConfigError
        If the file has other columns, or a name means two units.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    sheet, _ = read_text_table(path)
    head, *rows = [[cell_text(cell) for cell in row] for row in sheet.cells] or [[]]
    if head[:2] != HEADER:
        raise ConfigError(f"archivo '{path}'", "faltan columnas", " y ".join(HEADER))
    names: dict[str, str] = {}
    for name, unit, *_ in (row for row in rows if any(row)):
        if names.setdefault(slug(name), unit) != unit:
            raise ConfigError(f"archivo '{path}'", f"'{name}' está con dos dependencias", "una")
    return names


def unit_name(text: str, names: Mapping[str, str]) -> str:
    """Give the name under which a unit is known."""
    return names.get(slug(text), text)


def questions(units: Iterable[str]) -> tuple[str, ...]:
    """Ask about names that look like the same unit, one Spanish sentence per pair."""
    return tuple(
        f"«{one}» y «{other}» parecen la misma dependencia; si lo son, escríbalo en {FILE}, "
        "en la carpeta del plan"
        for one, other in combinations(sorted(set(units)), 2)
        if slug(one) != slug(other) and likeness(one, other) >= ASK_FROM
    )
