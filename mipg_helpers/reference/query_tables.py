"""The tables and columns that an analyst is given, as rows: what each holds, in which unit.

They are the contract of those tables and the dictionary a person reads, so that both say the
same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.errors import ReferenceDataError, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.reference.rows import Files, Row

#: How a column is written for people.
FORMATOS = (
    "ano", "cambio", "entero", "fecha", "grupo", "logico", "motivo", "oficial", "porcentaje",
    "prioridad", "puntos", "texto",
)  # fmt: skip
#: Whose the figure is: read from an official file, calculated here, said by the entidad, or
#: words of the model and of the load.
TIPOS = ("entidad", "oficial", "propio", "referencia")


@dataclass(frozen=True, slots=True)
class TablaConsulta:
    """A table as an analyst asks for it: how, one row per what, its key and its columns."""

    tabla: str
    llamada: str
    una_fila_por: str
    contenido: str
    clave: tuple[str, ...]
    columnas: tuple[str, ...]


class ColumnaConsulta(NamedTuple):
    """A column: the same name is the same quantity in the same unit in every table."""

    columna: str
    formato: str
    tipo: str
    unidad: str
    etiqueta: str
    descripcion: str
    vacio: str  # what a missing value means; "" where none is missing


@dataclass(frozen=True, slots=True)
class QueryTables:
    tablas: Mapping[str, TablaConsulta]
    columnas: Mapping[str, ColumnaConsulta]


def read_query_tables(files: Files) -> QueryTables:
    """Read both tables, and check that every column used is described."""
    columnas = {row["columna"]: _columna(row) for row in _columnas(files)}
    found = files.table(
        "consulta_tablas.csv",
        "orden tabla llamada una_fila_por contenido clave columnas fuente",
        "tabla",
    )
    rows = sorted(found, key=lambda row: row.integer("orden"))
    return QueryTables({row["tabla"]: _tabla(row, columnas) for row in rows}, columnas)


def _columnas(files: Files) -> list[Row]:
    header = "columna formato tipo unidad etiqueta descripcion vacio fuente"
    return files.table("consulta_columnas.csv", header, "columna")


def _columna(row: Row) -> ColumnaConsulta:
    for campo, allowed in (("formato", FORMATOS), ("tipo", TIPOS)):
        if row[campo] not in allowed:
            raise row.error(campo, f"'{row[campo]}' no es válido", ", ".join(allowed))
    return ColumnaConsulta(
        row.required("columna"),
        row["formato"],
        row["tipo"],
        row["unidad"],
        row.required("etiqueta"),
        row.required("descripcion"),
        row["vacio"],
    )


def _tabla(row: Row, columnas: Mapping[str, ColumnaConsulta]) -> TablaConsulta:
    used, clave = row.parts("columnas"), row.parts("clave")
    unknown = [name for name in (*used, *clave) if name not in columnas or name not in used]
    if unknown:
        raise ReferenceDataError(
            row.place, f"columnas sin descripción o fuera de la tabla: {listed(unknown)}"
        )
    return TablaConsulta(
        row.required("tabla"),
        row.required("llamada"),
        row.required("una_fila_por"),
        row.required("contenido"),
        clave,
        used,
    )
