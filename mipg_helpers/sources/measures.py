"""What a header or an index cell measures: IDI, dimension, politica or sub-index.

The catalog resolves the label inside its vigencia; here the answer takes the shape in which
the tidy table keeps it. Used by every reader of official scores, so that one spelling can
not mean two things in two files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.reference import IDI, IDI_NAME, LabelError
from mipg_helpers.reference.labels import fold, normalise_label, split_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.labels import LabelParts

_IDI_LABELS = frozenset({normalise_label(IDI_NAME), "idi", normalise_label(f"IDI {IDI_NAME}")})


@dataclass(frozen=True, slots=True)
class Measure:
    """One published index, as the table `indices` identifies it."""

    nivel: str
    indice: str
    codigo: str
    politica: str = ""
    dimension: str = ""


def classify_label(label: str, vigencia: int, catalog: Catalog) -> tuple[Measure, ...]:
    """Tell what a label of a results file measures in its vigencia.

    Parameters
    ----------
    label
        Code and name, or either alone, as found: ``"D3  Gestión para …"``, ``"i20"``.
    vigencia
        The year measured; codes mean nothing without it.

    Returns
    -------
    One measure when the label has a code of the model; every measure of that name when it
    has none ("Control Interno" is a dimension and a politica); empty when the catalog does
    not hold it.

    Raises
    ------
    LabelError
        If code and name contradict each other, or a coded dimension or politica has a name
        that the catalog does not know.
    """
    if normalise_label(label) in _IDI_LABELS:
        return (Measure(IDI, IDI, IDI.upper()),)
    parts = split_label(label)
    if parts.prefijo == "D":
        return (_dimension(label, vigencia, catalog),)
    if parts.prefijo in {"POL", "P"}:
        return (_politica(label, parts, vigencia, catalog),)
    if parts.prefijo == "I":
        return _sub_index(parts, vigencia, catalog)
    return _named(label, vigencia, catalog) if normalise_label(parts.nombre) else ()


def is_coded(label: str) -> bool:
    """Tell whether a label begins with a code of the model: D, POL or I with a number."""
    return split_label(label).prefijo in {"D", "POL", "P", "I"}


def is_sub_index_code(label: str) -> bool:
    """Tell whether a label begins with the code of a sub-index."""
    return split_label(label).prefijo == "I"


def _dimension(label: str, vigencia: int, catalog: Catalog) -> Measure:
    code = catalog.resolve_dimension(label, vigencia)
    info = next(d for d in catalog.dimensiones(vigencia) if d.dimension == code)
    return Measure("dimension", info.indice, code, "", code)


def _politica(label: str, parts: LabelParts, vigencia: int, catalog: Catalog) -> Measure:
    politica = catalog.resolve_politica(label, vigencia)
    info = catalog.politica(politica, vigencia)
    codigo = info.codigo if parts.numero is None else f"POL{parts.numero:02d}"
    return Measure("politica", politica, codigo, politica, info.dimension)


def _sub_index(parts: LabelParts, vigencia: int, catalog: Catalog) -> tuple[Measure, ...]:
    info = catalog.resolve_indice(parts.codigo, parts.nombre, vigencia)
    if info is None:
        return ()
    codigo = parts.codigo or info.codigo
    return (Measure("indice", info.indice, codigo, info.politica, info.dimension),)


def _named(label: str, vigencia: int, catalog: Catalog) -> tuple[Measure, ...]:
    """Look a label without code up in every level that its wording allows."""
    says = fold(label)
    found: list[Measure] = []
    if not says.startswith(("politica", "indice")):
        found += _tried(lambda: _dimension(label, vigencia, catalog))
    if not says.startswith("dimension"):
        parts = split_label(label)
        bare = parts._replace(numero=None, prefijo="")
        found += _tried(lambda: _politica(bare.nombre, bare, vigencia, catalog))
        found += _sub_index(bare, vigencia, catalog)
    return tuple(found)


def _tried(resolve: Callable[[], Measure]) -> list[Measure]:
    try:
        return [resolve()]
    except LabelError:
        return []
