"""What the first page of the workbench says: what is loaded, what is missing, where to go.

The reports can be made without most of what may be missing; each lack says which part of them
stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

#: What an entidad or a load may lack, in the order in which it is worth having.
Lack = Literal[
    "datos",
    "vigentes",
    "entidad",
    "vigencia",
    "anterior",
    "recomendaciones",
    "responsables",
    "metas",
    "plan",
    "preguntas",
    "respuestas",
]

#: Tables that are counted by vigencia, beside the entidades.
COUNTED: tuple[Lack, ...] = (
    "recomendaciones",
    "responsables",
    "metas",
    "preguntas",
    "respuestas",
)


@dataclass(frozen=True, slots=True)
class LoadedVigencia:
    """Rows of one vigencia, of everybody or of the entidad asked for.

    `n_filas` holds a count by table of `COUNTED`; `n_planes` counts the entidades that have a
    plan in the year after.
    """

    vigencia: int
    n_entidades: int
    n_filas: Mapping[str, int]
    n_planes: int = 0


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file of the load and how many rows it gave, of everybody; 0: it was refused or empty."""

    archivo: str
    tipo: str
    vigencias: tuple[int, ...]
    n_filas: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is not there, the command that mends it, and the problem as it was told."""

    que: Lack
    orden: str
    problema: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A notebook of the workbench: the question that it answers, and its report by name."""

    pregunta: str
    cuaderno: str
    informe: str
    titulo: str


@dataclass(frozen=True, slots=True)
class HomeProfile:
    """Everything the first page says; with nothing loaded only `missing` and `pages` are filled.

    `entidad_id` is "" when the whole load is described, `vigencia` 0 when nothing is loaded;
    `vigencias` are in ascending order.
    """

    entidad_id: str
    nombre_entidad: str
    vigencia: int
    fecha_cargue: date | None
    es_ficticio: bool
    n_entidades: int
    n_hallazgos: int
    vigencias: tuple[LoadedVigencia, ...]
    files: tuple[LoadedFile, ...]
    missing: tuple[Missing, ...]
    pages: tuple[Page, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Commands:
    """The command that loads again, as typed in the folder of the project, and that of the plan."""

    cargar: str
    plan: str


def find_missing(
    vigencias: tuple[LoadedVigencia, ...],
    vigencia: int,
    *,
    comparable: tuple[int, ...],
    commands: Commands,
) -> tuple[Missing, ...]:
    """List what is not there of `vigencia`, the most useful first.

    Parameters
    ----------
    vigencias
        What is loaded, of everybody or of the entidad asked for.
    comparable
        Earlier loaded vigencias with which `vigencia` may be compared.
    """
    asked = next((one for one in vigencias if one.vigencia == vigencia), None)
    if asked is None:
        return (Missing("vigencia", commands.cargar),)
    found = [] if comparable else [Missing("anterior", commands.cargar)]
    absent = [name for name in COUNTED if not _has(name, asked, vigencias)]
    found += [Missing(name, commands.cargar) for name in absent]
    if not asked.n_planes:
        found.append(Missing("plan", commands.plan))
    order: tuple[Lack, ...] = (
        "anterior", "recomendaciones", "responsables", "metas", "plan", "preguntas", "respuestas",
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: order.index(one.que)))


def _has(name: Lack, asked: LoadedVigencia, vigencias: tuple[LoadedVigencia, ...]) -> bool:
    """Tell whether there are rows; who is in charge is taken over from another vigencia."""
    where = vigencias if name == "responsables" else (asked,)
    return any(one.n_filas.get(name) for one in where)
