"""The list of reports (``notebooks/informes.toml``): one notebook and one table each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from mipg_helpers.errors import ConfigError, ParameterError, listed
from mipg_helpers.toml_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FILE = "informes.toml"
FIELDS = {"cuaderno", "titulo", "por", "en_lote"}
OPTIONAL = {"necesita", "pregunta"}
SUBJECTS = ("politica", "entidad", "lider", "unidad")


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report that can be asked for; `por` says of what there is one.

    Those that are not `en_lote` are made only when asked for by name. Those that need a plan
    are made of the entidades that have one; one asked for by name, of any. `pregunta` is what
    its notebook answers, once among the reports of the same notebook.
    """

    informe: str
    cuaderno: Path
    titulo: str
    por: Literal["politica", "entidad", "lider", "unidad"]
    en_lote: bool
    necesita: Literal["", "plan"] = ""
    pregunta: str = ""


def read_report_kinds(folder: Path) -> dict[str, ReportKind]:
    """Read the reports declared in `folder`, in file order.

    Raises
    ------
    ConfigError
        If the file is missing or unreadable, a table has unknown or missing fields, or a
        notebook does not exist.
    """
    path = folder / FILE
    tables = read_toml(path, str(path))
    return {name: _kind(name, table, folder) for name, table in tables.items()}


def _kind(name: str, table: object, folder: Path) -> ReportKind:
    place = f"{FILE}, informe '{name}'"
    if not isinstance(table, dict) or set(table) - OPTIONAL != FIELDS:
        found = listed(table) if isinstance(table, dict) else str(table)
        raise ConfigError(place, f"tiene los campos {found}", f"exactamente {listed(FIELDS)}")
    if table["por"] not in SUBJECTS:
        raise ConfigError(place, f"por = '{table['por']}' no sirve", listed(SUBJECTS))
    needed = table.get("necesita", "")
    if needed not in {"", "plan"}:
        raise ConfigError(place, f"necesita = '{needed}' no sirve", "'plan'")
    notebook = folder / table["cuaderno"]
    if not notebook.is_file():
        raise ConfigError(place, f"no existe el cuaderno '{table['cuaderno']}'")
    if not isinstance(table["en_lote"], bool):
        raise ConfigError(place, f"en_lote = '{table['en_lote']}' no sirve", "true o false")
    return ReportKind(
        name,
        notebook,
        table["titulo"],
        table["por"],
        table["en_lote"],
        needed,
        str(table.get("pregunta", "")),
    )


def select_kinds(kinds: Mapping[str, ReportKind], names: Sequence[str] = ()) -> list[ReportKind]:
    """Choose the reports asked for by name, in that order; without names, those of a batch.

    Raises
    ------
    ParameterError
        If a name is unknown.
    """
    unknown = [name for name in names if name not in kinds]
    if unknown:
        raise ParameterError("opción --informe", f"no existe {listed(unknown)}", listed(kinds))
    if names:
        return [_asked(kinds[name]) for name in dict.fromkeys(names)]
    return [kind for kind in kinds.values() if kind.en_lote]


def _asked(kind: ReportKind) -> ReportKind:
    """Make the report of a whole entidad even without what it needs: it says how to get it."""
    return replace(kind, necesita="") if kind.por == "entidad" else kind
