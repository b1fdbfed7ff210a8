"""Resolve labels seen in files to the stable ids of the catalog.

Only exact matches count, after normalising; likeness merely feeds the hint of the refusal.
A name decides; a number or code is read only inside a vigencia whose numbering is known, and
when both stand in one label they must agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference.labels import LabelParts, normalise_label, split_label
from mipg_helpers.reference.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mipg_helpers.reference.records import IndiceInfo, PoliticaInfo
    from mipg_helpers.reference.tables import ModelTables

# "Mejora normativa 3": a footnote number that lost its superscript.
_TRAILING_NUMBER = re.compile(r"\s*\(?\d{1,2}\)?$")
_BARE_WORD = re.compile(r"^(?:la )?politica (?:de )?")
# "i28 (definición cambia en 2025)": a remark of who transcribed, not a name.
_REMARK = re.compile(r"\([^)]*\)")
_MIN_WORDS = 2
# Names collide between levels, so the letter of a code says at which level to look.
_POLITICA_CODES = ("", "POL", "P")
_DIMENSION_CODES = ("", "D")
_INDICE_CODES = ("", "I")

UNKNOWN = "nombre no reconocido"
CONFLICT = "nombre y código no concuerdan"
AMBIGUOUS = "código ambiguo"


class LabelError(ReferenceDataError):
    """A label that the catalog refuses; `tipo` is its kind in the table of findings."""

    def __init__(self, tipo: str, problem: str, expected: str = "", hint: str = "") -> None:
        super().__init__("catálogo", problem, expected, hint)
        self.args = (tipo, problem, expected, hint)
        self.tipo = tipo


class NameIndex:
    """Spellings of one level of the model, by their normalised form."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._ids: dict[str, set[str]] = defaultdict(set)
        for spelling, id_ in names:
            self._ids[normalise_label(spelling)].add(id_)

    def find(self, nombre: str) -> set[str]:
        """Find the ids that bear this name; footnote numbers count only if nothing else fits."""
        key = normalise_label(nombre)
        for candidate in dict.fromkeys((key, _BARE_WORD.sub("", key))):
            for spelling in (candidate, _TRAILING_NUMBER.sub("", candidate)):
                if spelling in self._ids:
                    return self._ids[spelling]
        return set()


class PoliticaNames:
    """Resolve labels of politicas."""

    def __init__(self, tables: ModelTables) -> None:
        self._tables = tables
        self._names = NameIndex(tables.nombres_politicas)

    def resolve(self, label: str, vigencia: int | None) -> str:
        parts = split_label(label)
        _check_level(label, parts, _POLITICA_CODES, "una política")
        if not normalise_label(parts.nombre):
            return self._by_code(label, parts, vigencia)
        found = self._by_name(parts, vigencia)
        if not found:
            raise LabelError(
                UNKNOWN,
                f"no se reconoce la política «{label.strip()}»",
                "el nombre de una política del catálogo",
                did_you_mean(parts.nombre, self._official_names(vigencia)),
            )
        if len(found) > 1:
            raise LabelError(
                AMBIGUOUS,
                f"«{label.strip()}» nombra varias políticas según la vigencia",
                "el nombre junto con la vigencia",
            )
        return self._checked(label, parts, next(iter(found)), vigencia)

    def by_number(self, numero: int, lista: str) -> str:
        """Resolve a number inside a published list; a number used twice is refused."""
        found = {p for n, p in self._tables.numeraciones.get(lista, ()) if n == numero}
        if len(found) != 1:
            problem = f"el número {numero} no identifica una sola política en la lista «{lista}»"
            raise LabelError(AMBIGUOUS, problem, "el nombre de la política")
        return found.pop()

    def _by_name(self, parts: LabelParts, vigencia: int | None) -> set[str]:
        if found := self._names.find(parts.nombre):
            # A name may pass from one politica to another, never stand for two in one vigencia.
            existing = found if vigencia is None else found & self._existing(vigencia)
            return existing or found
        coded = self._coded(parts, vigencia)
        return {coded.politica} if coded and abbreviates(parts.nombre, coded.nombre) else set()

    def _coded(self, parts: LabelParts, vigencia: int | None) -> PoliticaInfo | None:
        """Find what the code of a label stands for, when its vigencia lets us read it."""
        if vigencia is None or not parts.prefijo:
            return None
        info = self._tables.vigencias[vigencia]
        if not info.numeracion_confirmada or parts.prefijo not in info.prefijos_codigo:
            return None
        return self._numbered(parts.numero, vigencia)

    def _numbered(self, numero: int | None, vigencia: int) -> PoliticaInfo | None:
        codigo = LabelParts("POL", numero, "").codigo
        items = self._tables.politicas[vigencia]
        return next((item for item in items if item.codigo == codigo), None)

    def _by_code(self, label: str, parts: LabelParts, vigencia: int | None) -> str:
        shown = label.strip()
        if parts.numero is None:
            raise LabelError(UNKNOWN, f"«{shown}» no nombra ninguna política")
        if vigencia is None:
            problem = f"«{shown}» significa políticas distintas según la vigencia"
            raise LabelError(AMBIGUOUS, problem, "el código junto con la vigencia, o el nombre")
        if not self._tables.vigencias[vigencia].numeracion_confirmada:
            problem = (
                f"no se puede interpretar «{shown}»: la numeración de políticas de la vigencia "
                f"{vigencia} no está confirmada"
            )
            raise LabelError(AMBIGUOUS, problem, "el nombre de la política")
        bare = not parts.prefijo
        coded = self._numbered(parts.numero, vigencia) if bare else self._coded(parts, vigencia)
        if coded is None:
            codes = sorted(item.codigo for item in self._tables.politicas[vigencia])
            problem = f"«{shown}» no es un código de política de la vigencia {vigencia}"
            raise LabelError(UNKNOWN, problem, f"un código de {codes[0]} a {codes[-1]}")
        return coded.politica

    def _checked(self, label: str, parts: LabelParts, politica: str, vigencia: int | None) -> str:
        """Let a name through when its code agrees and the politica existed."""
        coded = self._coded(parts, vigencia)
        if coded and coded.politica != politica:
            raise LabelError(
                CONFLICT,
                f"nombre y código no concuerdan en «{label.strip()}»: en la vigencia {vigencia} "
                f"el código {coded.codigo} es «{coded.nombre}»",
                "un código y un nombre de la misma política",
            )
        if vigencia is not None and politica not in self._existing(vigencia):
            problem = f"la política «{parts.nombre}» no existía en la vigencia {vigencia}"
            raise LabelError(UNKNOWN, problem, "una política del modelo de esa vigencia")
        return politica

    def _existing(self, vigencia: int) -> set[str]:
        return {item.politica for item in self._tables.politicas[vigencia]}

    def _official_names(self, vigencia: int | None) -> list[str]:
        latest = max(self._tables.politicas) if vigencia is None else vigencia
        return [item.nombre for item in self._tables.politicas[latest]]


class DimensionNames:
    """Resolve labels of dimensions, always inside a vigencia."""

    def __init__(self, tables: ModelTables) -> None:
        self._tables = tables
        self._aliases = NameIndex(tables.alias_dimensiones)
        self._yearly = {
            vigencia: NameIndex((item.nombre, item.indice) for item in items)
            for vigencia, items in tables.dimensiones.items()
        }

    def resolve(self, label: str, vigencia: int) -> str:
        parts = split_label(label)
        _check_level(label, parts, _DIMENSION_CODES, "una dimensión")
        dimensiones = self._tables.dimensiones[vigencia]
        coded = next((d for d in dimensiones if d.dimension == parts.codigo), None)
        if coded and not normalise_label(parts.nombre):
            return coded.dimension
        found = self._yearly[vigencia].find(parts.nombre) or self._aliases.find(parts.nombre)
        named = [d for d in dimensiones if d.indice in found]
        if coded and not named and abbreviates(parts.nombre, coded.nombre):
            return coded.dimension
        if not named:
            raise LabelError(
                UNKNOWN,
                f"no se reconoce la dimensión «{label.strip()}» en la vigencia {vigencia}",
                "el nombre de una dimensión del modelo",
                did_you_mean(parts.nombre, [d.nombre for d in dimensiones]),
            )
        if coded and coded not in named:
            raise LabelError(
                CONFLICT,
                f"nombre y código no concuerdan en «{label.strip()}»: en la vigencia {vigencia} "
                f"el código {coded.dimension} es «{coded.nombre}»",
                "un código y un nombre de la misma dimensión",
            )
        return named[0].dimension


class IndiceNames:
    """Resolve sub-indices by name inside the span of comparable vigencias."""

    def __init__(self, tables: ModelTables) -> None:
        self._tables = tables
        self._spans: dict[int, dict[str, IndiceInfo]] = {}

    def resolve(self, codigo: str, nombre: str, vigencia: int) -> IndiceInfo | None:
        """Find a sub-index; None when the catalog does not hold it (see `Catalog`)."""
        parts = split_label(codigo)
        if parts.prefijo not in _INDICE_CODES:
            return None
        code = parts.codigo
        name = _REMARK.sub(" ", nombre).strip()
        registered = self._tables.indices.get(vigencia, ())
        coded = next((item for item in registered if code and item.codigo == code), None)
        if not normalise_label(name):
            return coded
        named = self._named(normalise_label(name), vigencia)
        if named is None:
            return self._abbreviated(code, name, coded)
        if coded and coded.indice != named.indice:
            raise _conflict(code, name, coded)
        if named.codigo and code and named.codigo != code and named in registered:
            raise _conflict(code, name, named)
        return named if named in registered else replace(named, codigo=code)

    def span(self, vigencia: int) -> Mapping[str, IndiceInfo]:
        """Gather every sub-index of the span, each as in the vigencia nearest to this one."""
        if vigencia not in self._spans:
            tramo = self._tables.vigencias[vigencia].tramo
            vigencias = [v for v, info in self._tables.vigencias.items() if info.tramo == tramo]
            nearest_last = sorted(vigencias, key=lambda v: -abs(v - vigencia))
            self._spans[vigencia] = {
                item.indice: item for v in nearest_last for item in self._tables.indices.get(v, ())
            }
        return self._spans[vigencia]

    def _named(self, key: str, vigencia: int) -> IndiceInfo | None:
        """Find a name in its vigencia first, then in the other ones of the span."""
        items = (*self._tables.indices.get(vigencia, ()), *self.span(vigencia).values())
        return next((item for item in items if normalise_label(item.nombre) == key), None)

    def _abbreviated(self, code: str, name: str, coded: IndiceInfo | None) -> IndiceInfo | None:
        if coded and not abbreviates(name, coded.nombre):
            raise _conflict(code, name, coded)
        return coded


def abbreviates(short: str, full: str) -> bool:
    """Tell whether `short` is `full` with words left out; only a code makes that a match."""
    words, rest = normalise_label(short).split(), iter(normalise_label(full).split())
    return len(words) >= _MIN_WORDS and all(word in rest for word in words)


def _check_level(label: str, parts: LabelParts, allowed: tuple[str, ...], level: str) -> None:
    if parts.prefijo not in allowed:
        problem = f"«{label.strip()}» lleva el código de otro nivel y no es {level}"
        raise LabelError(UNKNOWN, problem, f"el nombre o el código de {level}")


def _conflict(code: str, name: str, item: IndiceInfo) -> LabelError:
    return LabelError(
        CONFLICT,
        f"nombre y código no concuerdan en «{code} {name}»: el catálogo registra "
        f"«{item.codigo} {item.nombre}»",
        "un código y un nombre del mismo índice",
    )
