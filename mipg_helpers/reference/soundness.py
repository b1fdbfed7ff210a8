"""What the reference tables owe each other, checked once when they are opened.

A single row is checked where it is read (`tables`, `lists`); here stand the rules that span
rows or files. The first broken rule stops the load and names file and row.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from mipg_helpers.errors import ReferenceDataError, listed
from mipg_helpers.reference import tables as read
from mipg_helpers.reference.labels import normalise_label, split_label
from mipg_helpers.reference.products import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mipg_helpers.reference.lists import Lists
    from mipg_helpers.reference.records import VigenciaInfo
    from mipg_helpers.reference.rows import Files, Row
    from mipg_helpers.reference.tables import ModelTables


def check_model(files: Files, tables: ModelTables) -> None:
    """Check the tables of the model against each other.

    Raises
    ------
    ReferenceDataError
        At the first rule that does not hold.
    """
    _check_vigencias(files, tables)
    _check_politicas(files, tables)
    _check_indices(files, tables)
    _check_names(files, tables)
    _check_quiebres(files, tables)


def check_lists(model: ModelTables, lists: Lists) -> None:
    """Check the other lists against the model.

    Raises
    ------
    ReferenceDataError
        At the first rule that does not hold.
    """
    known = {p.politica for items in model.politicas.values() for p in items}
    for plan in lists.planes:
        if plan.politica not in known:
            place = f"planes_612.csv, plan {plan.numero}"
            raise ReferenceDataError(place, f"'{plan.politica}' no está en el catálogo")
    if all(item.raiz != DEFAULT for item in lists.productos):
        raise ReferenceDataError("productos.csv", f"falta la fila general, con raíz '{DEFAULT}'")
    for first, last in pairwise(lists.bandas):
        if last.desde_puntos != first.hasta_puntos + 1:
            place = f"bandas_autodiagnostico.csv, nivel {last.nivel}"
            raise ReferenceDataError(place, "el nivel no empieza donde termina el anterior")


def _check_vigencias(files: Files, tables: ModelTables) -> None:
    modelos = {row["modelo"]: row for row in read.modelo_rows(files)}
    for row in read.vigencia_rows(files):
        modelo = read.lookup(modelos, row, "modelo")
        found = len(tables.politicas.get(row.integer("vigencia"), ()))
        if found != modelo.integer("n_politicas"):
            problem = f"politicas_vigencia.csv trae {found} políticas de esta vigencia"
            expected = f"{modelo['n_politicas']}, las del modelo {modelo['modelo']}"
            raise ReferenceDataError(row.place, problem, expected)
        if row.integer("vigencia") not in tables.dimensiones:
            raise ReferenceDataError(row.place, "dimensiones.csv no trae esta vigencia")


def _check_politicas(files: Files, tables: ModelTables) -> None:
    rows = read.politica_vigencia_rows(files)
    for campo in ("codigo", "orden", "nombre"):
        _check_unique_by_vigencia(rows, campo)
    for row in rows:
        confirmed = _vigencia(tables, row).numeracion_confirmada
        if bool(row["codigo"]) != confirmed:
            expected = "un código" if confirmed else "una celda vacía: numeración sin confirmar"
            raise row.error("codigo", f"'{row['codigo']}' no corresponde a la vigencia", expected)
        _check_code(row, "POL")


def _check_indices(files: Files, tables: ModelTables) -> None:
    rows = read.indice_rows(files)
    for campo in ("codigo", "nombre"):
        _check_unique_by_vigencia(rows, campo)
    for row in rows:
        vigencia = _vigencia(tables, row).vigencia
        dimensions = {p.politica: p.dimension for p in tables.politicas[vigencia]}
        if row["politica"] not in dimensions:
            problem = f"'{row['politica']}' no está en politicas_vigencia.csv de {vigencia}"
            raise row.error("politica", problem)
        if row["dimension"] != dimensions[row["politica"]]:
            expected = f"{dimensions[row['politica']]}, la de su política"
            raise row.error("dimension", f"'{row['dimension']}' no concuerda", expected)
        _check_code(row, "I")
    _check_ids(files, tables)


def _check_ids(files: Files, tables: ModelTables) -> None:
    """Keep the ids of the levels apart: one id never names scores of two levels."""
    taken = {row["politica"] for row in read.politica_rows(files)} | {"idi"}
    taken |= {d.indice for items in tables.dimensiones.values() for d in items}
    for row in read.indice_rows(files):
        if row["indice"] in taken:
            raise row.error("indice", f"'{row['indice']}' ya es el id de una política o dimensión")


def _check_names(files: Files, tables: ModelTables) -> None:
    """See that no spelling names two politicas alive in one vigencia, nor two dimensions."""
    alive: dict[str, set[int]] = defaultdict(set)
    for vigencia, politicas in tables.politicas.items():
        for item in politicas:
            alive[item.politica].add(vigencia)
    bearers: dict[str, set[str]] = defaultdict(set)
    for spelling, row in _spellings(files):
        key, politica = normalise_label(spelling), row["politica"]
        for other in sorted(bearers[key] - {politica}):
            if alive[other] & alive[politica]:
                problem = f"«{spelling}» nombra dos políticas: {listed((other, politica))}"
                raise ReferenceDataError(row.place, problem, "un nombre de una sola política")
        bearers[key].add(politica)
    indices = {d.indice for items in tables.dimensiones.values() for d in items}
    for row in read.alias_dimension_rows(files):
        if row["indice"] not in indices:
            raise row.error("indice", f"'{row['indice']}' no está en dimensiones.csv")
    _check_unique_by_vigencia(read.dimension_rows(files), "nombre")


def _spellings(files: Files) -> Iterator[tuple[str, Row]]:
    for row in read.politica_rows(files):
        for campo in read.NAME_COLUMNS:
            yield row[campo], row
    yield from ((row["nombre"], row) for row in read.politica_vigencia_rows(files))
    yield from ((row["alias"], row) for row in read.alias_politica_rows(files))


def _check_quiebres(files: Files, tables: ModelTables) -> None:
    known = {i.indice for items in tables.indices.values() for i in items}
    known |= {p.politica for items in tables.politicas.values() for p in items}
    known |= {d.indice for items in tables.dimensiones.values() for d in items} | {"", "idi"}
    rows = read.quiebre_rows(files)
    for row in rows:
        if row["indice"] not in known:
            raise row.error("indice", f"'{row['indice']}' no está en el catálogo")
        if row.integer("desde") >= row.integer("hasta"):
            raise row.error("hasta", "no es posterior a 'desde'")
    general = {(row.integer("desde"), row.integer("hasta")) for row in rows if not row["indice"]}
    vigencias = sorted(tables.vigencias)
    for first, last in pairwise(vigencias):
        split = tables.vigencias[first].tramo != tables.vigencias[last].tramo
        if split != ((first, last) in general):
            problem = f"las vigencias {first} y {last} no concuerdan con sus tramos"
            expected = "un quiebre general entre tramos distintos y ninguno dentro de un tramo"
            raise ReferenceDataError("quiebres.csv", problem, expected)


def _vigencia(tables: ModelTables, row: Row) -> VigenciaInfo:
    vigencia = row.integer("vigencia")
    if vigencia not in tables.vigencias:
        raise row.error("vigencia", f"'{vigencia}' no está en vigencias.csv")
    return tables.vigencias[vigencia]


def _check_code(row: Row, prefix: str) -> None:
    parts = split_label(row["codigo"])
    if row["codigo"] and (parts.prefijo, parts.codigo) != (prefix, row["codigo"]):
        raise row.error("codigo", f"'{row['codigo']}' no es un código", f"{prefix}01 o similar")


def _check_unique_by_vigencia(rows: list[Row], campo: str) -> None:
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = (row["vigencia"], normalise_label(row[campo]))
        if key[1] and key in seen:
            problem = f"'{row[campo]}' ya está en la fila {seen[key].fila} de la misma vigencia"
            raise row.error(campo, problem, "un valor por vigencia")
        seen[key] = row
