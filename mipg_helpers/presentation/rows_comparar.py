"""Which entidades of a set a page shows, and how a score of the set is written.

A set of a thousand entidades is no page: the highest, those around the own entidad and the
lowest are shown, with their places, and every table says how many are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.analysis.comparison_changes import first_places
from mipg_helpers.presentation import formats

if TYPE_CHECKING:
    from mipg_helpers.analysis.comparison_profile import Comparison, Fila

#: A set of up to `WHOLE` entidades is shown whole; else so many of each part.
WHOLE, HIGHEST, AROUND, LOWEST = 16, 6, 3, 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the page: its place by the score that orders, "–" without it."""

    place: str
    fila: Fila
    follows: bool  # the entidad before it in the order is shown too


def shown_rows(comparison: Comparison) -> list[Shown]:
    """Choose the rows of a page, in their order."""
    filas = comparison.filas
    wanted = _wanted(comparison)
    scored = [fila.orden_puntos for fila in filas if fila.orden_puntos is not None]
    places = [formats.integer(place) for place in first_places(scored)]
    places += [formats.NO_FIGURE] * (len(filas) - len(scored))
    return [Shown(places[at], filas[at], at == 0 or at - 1 in wanted) for at in sorted(wanted)]


def _wanted(comparison: Comparison) -> set[int]:
    filas = comparison.filas
    own = next((at for at, fila in enumerate(filas) if fila.es_propia), None)
    scored = sum(fila.orden_puntos is not None for fila in filas)
    return chosen(len(filas), scored, own)


def chosen(total: int, scored: int, own: int | None) -> set[int]:
    """Choose which of `total` ordered rows a page shows; `own` is the place of the entidad.

    Whoever has no score in what orders the rows stands after the first `scored`, and is not
    "lowest".
    """
    if total <= WHOLE:
        return set(range(total))
    near = () if own is None else range(max(own - AROUND, 0), min(own + AROUND + 1, total))
    return {*range(HIGHEST), *near, *range(max(scored - LOWEST, 0), scored)}


def how_many(comparison: Comparison) -> str:
    """Say which rows a page shows, when not all; empty when all."""
    return some_of(comparison, len(_wanted(comparison)), len(comparison.filas))


def some_of(comparison: Comparison, n: int, total: int) -> str:
    """Say that `n` of `total` entidades are shown; empty when all are."""
    if n == total:
        return ""
    own = ", las cercanas a la entidad" if comparison.conjunto.incluye_propia else ""
    return (
        f"Se muestran {formats.integer(n)} de {formats.integer(total)} entidades: las más altas"
        f"{own} y las más bajas. El libro de Excel de la comparación las trae todas."
    )


def order_text(comparison: Comparison) -> str:
    """Say what the places are of."""
    name = comparison.orden_nombre
    return f"Puesto según {'el IDI oficial' if name == 'IDI' else f'el puntaje en {name}'}."


def own_name(text: str, *, es_propia: bool) -> str:
    """Mark the own entidad with a sign, never with colour alone."""
    return f"► {text}" if es_propia else text


def place_of(posicion: int | None, n: int) -> str:
    """Write a place in the set: ``12 de 85``; a dash where there is none."""
    if posicion is None:
        return formats.NO_FIGURE
    return f"{formats.integer(posicion)} de {formats.integer(n)}"


def set_name(comparison: Comparison) -> str:
    """Name the set: ``grupo par ALCALDÍA GRUPO 4``, ``lista propia``."""
    chosen = comparison.conjunto
    criterion = formats.CRITERIA.get(chosen.criterio, "")
    label = chosen.etiqueta.strip()
    if not criterion or label.casefold().startswith(criterion):
        return label or "conjunto"
    return f"{criterion} {label}"


def of_set(comparison: Comparison) -> str:
    """Name the set after a noun: ``del grupo par ALCALDÍA GRUPO 4``, ``de la lista propia``."""
    name, criterio = set_name(comparison), comparison.conjunto.criterio
    if criterio == "todas":
        return f"de {name}"
    return f"de la {name}" if criterio in {"lista", "naturaleza_juridica"} else f"del {name}"


def in_set(comparison: Comparison) -> str:
    """Name the set after a verb: ``en el grupo par ALCALDÍA GRUPO 4``, ``en la lista propia``."""
    return of_set(comparison).replace("del ", "en el ", 1).replace("de ", "en ", 1)
