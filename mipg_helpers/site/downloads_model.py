"""A table of data that readers may take: its columns, its rows and what must be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from mipg_helpers.presentation.formats import CALCULO_PROPIO, OFICIAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reference import Catalog

#: What stands in a cell; None and "" are an empty one, which is never 0.
Value = str | int | float | date | None
Tipo = Literal["texto", "entero", "decimal", "fecha"]
#: Where figures come from, as the dictionary says it.
OFFICIAL, OWN, REPORTED, IDENTITY = OFICIAL, CALCULO_PROPIO, "reportado por la entidad", ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its line in the dictionary; `origen` is "" where nothing is measured."""

    campo: str
    etiqueta: str
    tipo: Tipo
    unidad: str
    descripcion: str
    origen: str = IDENTITY


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `rows` are as long as `columns`."""

    name: str  # of its files
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class DataSource:
    """A file that figures were read from."""

    archivo: str
    sha256: str
    vigencias: str
    fecha_cargue: str


@dataclass(frozen=True, slots=True)
class About:
    """What a reader must know to reuse the data: sources, how to cite them, licence."""

    title: str  # whose data
    fecha: date  # of the newest data, which the files carry
    sources: tuple[DataSource, ...]
    notes: tuple[tuple[str, str], ...]  # matter and text


def tidy(
    catalog: Catalog, table: str, campo: str, *, origen: str = IDENTITY, name: str = ""
) -> Column:
    """Describe a column as the data dictionary does."""
    field = next(item for item in catalog.fields(table) if item.campo == campo)
    tipos: dict[str, Tipo] = {"entero": "entero", "decimal": "decimal", "fecha": "fecha"}
    tipo = tipos.get(field.tipo, "texto")
    return Column(name or campo, field.etiqueta, tipo, field.unidad, field.descripcion, origen)


def planned(catalog: Catalog, campo: str) -> Column:
    """Describe a column as the plan does."""
    field = next(item for item in catalog.plan_campos() if item.campo == campo)
    tipo: Tipo = "fecha" if field.tipo == "fecha" else "texto"
    return Column(campo, field.etiqueta, tipo, "", field.descripcion, REPORTED)
