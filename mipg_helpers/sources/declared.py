"""``fuentes.toml``: what the operator states about the files beside it.

Each ``[[fuente]]`` names files by a glob relative to its own folder and states what they do
not say themselves: ``tipo``, ``vigencia``, ``entidad``, ``ficticio``. Where several match a
file, a later one completes or corrects the earlier ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError
from mipg_helpers.reference.suggest import did_you_mean
from mipg_helpers.sources.model import KINDS, Declared
from mipg_helpers.toml_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DECLARATIONS = "fuentes.toml"

#: What each key must be, in Python and in words.
_YEAR = re.compile(r"[0-9]{4}")
_KEYS: dict[str, tuple[type, str]] = {
    "archivo": (str, 'un texto entre comillas, como "recomendaciones/*.xlsx"'),
    "tipo": (str, "uno de " + ", ".join(KINDS)),
    "vigencia": (int, "un año de cuatro cifras, sin comillas"),
    "entidad": (str, 'un texto entre comillas, como "0001"'),
    "ficticio": (bool, "true o false"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One ``[[fuente]]``: the files it matched when it was read, and what it states."""

    archivo: str
    files: frozenset[Path]
    stated: Declared


@dataclass(frozen=True, slots=True)
class Declarations:
    """The content of one ``fuentes.toml``."""

    path: Path
    rules: tuple[Rule, ...]

    def of(self, file: Path) -> Declared:
        """Gather what is stated about a file; nothing stated gives an empty `Declared`."""
        found = file.resolve()
        return merge_declared(rule.stated for rule in self.rules if found in rule.files)

    def without_files(self) -> list[str]:
        """List the globs that match no file."""
        return [rule.archivo for rule in self.rules if not rule.files]


def read_declarations(path: Path) -> Declarations:
    """Read a ``fuentes.toml``.

    Raises
    ------
    ConfigError
        If it is not TOML, or a key or a value is not one of those known.
    """
    content = read_toml(path, f"«{path.name}»")
    unknown = set(content) - {"fuente"}
    entries = content.get("fuente", [])
    if unknown or not isinstance(entries, list):
        raise ConfigError(
            f"«{path.name}»",
            f"no se reconoce {', '.join(sorted(unknown)) or 'la tabla fuente'}",
            "solo secciones [[fuente]]",
        )
    rules = [
        _rule(entry, path.parent, f"«{path.name}», fuente {number}")
        for number, entry in enumerate(entries, start=1)
    ]
    return Declarations(path, tuple(rules))


def merge_declared(stated: Iterable[Declared]) -> Declared:
    """Join statements about one file; the later ones win where they say something."""
    whole = Declared()
    for one in stated:
        whole = Declared(
            tipo=one.tipo or whole.tipo,
            vigencia=whole.vigencia if one.vigencia is None else one.vigencia,
            entidad=one.entidad or whole.entidad,
            ficticio=one.ficticio or whole.ficticio,
        )
    return whole


def _rule(entry: object, folder: Path, place: str) -> Rule:
    if not isinstance(entry, dict):
        raise ConfigError(place, "no es una sección [[fuente]]")
    for key, value in entry.items():
        _check_key(key, value, place)
    archivo = entry.get("archivo", "")
    if not archivo:
        raise ConfigError(place, "falta «archivo»", _KEYS["archivo"][1])
    stated = Declared(
        tipo=entry.get("tipo", ""),
        vigencia=entry.get("vigencia"),
        entidad=entry.get("entidad", ""),
        ficticio=entry.get("ficticio", False),
    )
    return Rule(archivo, _matching(folder, archivo, place), stated)


def _check_key(key: str, value: object, place: str) -> None:
    if key not in _KEYS:
        raise ConfigError(
            place, f"«{key}» no se reconoce", ", ".join(_KEYS), did_you_mean(key, _KEYS)
        )
    kind, words = _KEYS[key]
    # A bool is an int in Python: vigencia = true must not pass.
    is_wrong = type(value) is not kind or (key == "tipo" and value not in KINDS)
    is_wrong |= key == "vigencia" and not _YEAR.fullmatch(str(value))
    if is_wrong:
        near = did_you_mean(str(value), KINDS) if key == "tipo" else ""
        raise ConfigError(place, f"{key} = {value!r} no sirve", words, near)


def _matching(folder: Path, archivo: str, place: str) -> frozenset[Path]:
    try:
        found = folder.glob(archivo)
        return frozenset(path.resolve() for path in found if path.is_file())
    except (NotImplementedError, ValueError):
        raise ConfigError(
            place,
            f"archivo = {archivo!r} no es una ruta relativa a la carpeta de «{DECLARATIONS}»",
            _KEYS["archivo"][1],
        ) from None
