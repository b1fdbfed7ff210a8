"""The list of reports (``notebooks/informes.toml``): one notebook and one table each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mipg_helpers.errors import ConfigError, listed

if TYPE_CHECKING:
    from pathlib import Path

FILE = "informes.toml"
FIELDS = {"cuaderno", "titulo", "por"}


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report that can be asked for; `por` says of what there is one."""

    informe: str
    cuaderno: Path
    titulo: str
    por: Literal["politica", "entidad"]


def read_report_kinds(folder: Path) -> dict[str, ReportKind]:
    """Read the reports declared in `folder`, in file order.

    Raises
    ------
    ConfigError
        If the file is missing or unreadable, a table has unknown or missing fields, or a
        notebook does not exist.
    """
    path = folder / FILE
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(str(path), f"no se puede leer ({error})") from None
    return {name: _kind(name, table, folder) for name, table in tables.items()}


def _kind(name: str, table: object, folder: Path) -> ReportKind:
    place = f"{FILE}, informe '{name}'"
    if not isinstance(table, dict) or set(table) != FIELDS:
        found = listed(table) if isinstance(table, dict) else str(table)
        raise ConfigError(place, f"tiene los campos {found}", f"exactamente {listed(FIELDS)}")
    if table["por"] not in {"politica", "entidad"}:
        raise ConfigError(place, f"por = '{table['por']}' no sirve", "'politica' o 'entidad'")
    notebook = folder / table["cuaderno"]
    if not notebook.is_file():
        raise ConfigError(place, f"no existe el cuaderno '{table['cuaderno']}'")
    return ReportKind(name, notebook, table["titulo"], table["por"])
