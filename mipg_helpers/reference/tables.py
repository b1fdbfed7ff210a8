"""Turn the reference files into typed, indexed tables.

Each function reads one file. What a single row must hold is checked here; what several
tables owe each other is checked in `soundness`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from mipg_helpers.reference.records import (
    DimensionInfo,
    IndiceInfo,
    ModeloInfo,
    PoliticaInfo,
    Quiebre,
    VigenciaInfo,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mipg_helpers.reference.rows import Files, Row

T = TypeVar("T")
ByVigencia = dict[int, tuple[T, ...]]

#: Columns of politicas.csv by which a person may call a politica.
NAME_COLUMNS = ("politica", "nombre_corto", "nombre_oficial")


@dataclass(frozen=True, slots=True)
class ModelTables:
    """What every vigencia measures and under which names."""

    vigencias: Mapping[int, VigenciaInfo]
    modelos: Mapping[str, ModeloInfo]
    dimensiones: ByVigencia[DimensionInfo]
    politicas: ByVigencia[PoliticaInfo]
    indices: ByVigencia[IndiceInfo]
    quiebres: tuple[Quiebre, ...]
    nombres_politicas: tuple[tuple[str, str], ...]  # (spelling, politica), whatever the vigencia
    alias_dimensiones: tuple[tuple[str, str], ...]  # (spelling, indice of the dimension)
    numeraciones: Mapping[str, tuple[tuple[int, str], ...]]  # list -> (number, politica)


def read_model(files: Files) -> ModelTables:
    """Read the tables of the model: vigencias, dimensiones, politicas, indices, names, breaks."""
    vigencias = _vigencias(files)
    dimensiones = _dimensiones(files)
    base = _base_politicas(files)
    return ModelTables(
        vigencias=vigencias,
        modelos={row["modelo"]: _modelo(row) for row in modelo_rows(files)},
        dimensiones=dimensiones,
        politicas=_politicas(files, base, dimensiones),
        indices=_indices(files),
        quiebres=_quiebres(files),
        nombres_politicas=_politica_names(files, base),
        alias_dimensiones=_dimension_aliases(files),
        numeraciones=_numeraciones(files),
    )


def vigencia_rows(files: Files) -> list[Row]:
    columns = (
        "vigencia modelo tramo numeracion_confirmada prefijos_codigo indices_completos "
        "confianza fuente nota"
    )
    return files.table("vigencias.csv", columns, "vigencia")


def dimension_rows(files: Files) -> list[Row]:
    columns = "vigencia dimension indice nombre orden confianza fuente nota"
    return files.table("dimensiones.csv", columns, "vigencia dimension")


def politica_rows(files: Files) -> list[Row]:
    columns = (
        "politica nombre_corto nombre_oficial proposito modulo_furag lider_nacional desde "
        "aplica_meci fuente nota"
    )
    return files.table("politicas.csv", columns, "politica")


def politica_vigencia_rows(files: Files) -> list[Row]:
    columns = "vigencia politica codigo nombre dimension orden confianza fuente nota"
    return files.table("politicas_vigencia.csv", columns, "vigencia politica")


def indice_rows(files: Files) -> list[Row]:
    columns = "vigencia indice codigo nombre politica dimension confianza fuente nota"
    return files.table("indices.csv", columns, "vigencia indice")


def alias_politica_rows(files: Files) -> list[Row]:
    return files.table("alias_politicas.csv", "alias politica fuente nota", "alias")


def alias_dimension_rows(files: Files) -> list[Row]:
    return files.table("alias_dimensiones.csv", "alias indice fuente nota", "alias")


def quiebre_rows(files: Files) -> list[Row]:
    columns = "desde hasta indice motivo explicacion confianza fuente nota"
    return files.table("quiebres.csv", columns, "desde hasta indice")


def tramo_rows(files: Files) -> list[Row]:
    return files.table("tramos.csv", "tramo etiqueta explicacion confianza fuente nota", "tramo")


def modelo_rows(files: Files) -> list[Row]:
    columns = "modelo nombre fecha n_politicas confianza fuente nota"
    return files.table("modelos.csv", columns, "modelo")


def numeracion_rows(files: Files) -> list[Row]:
    return files.table(
        "numeraciones.csv", "lista numero politica fuente nota", "lista numero politica"
    )


def _modelo(row: Row) -> ModeloInfo:
    return ModeloInfo(
        modelo=row.required("modelo"),
        nombre=row.required("nombre"),
        fecha=row.required("fecha"),
        n_politicas=row.integer("n_politicas"),
        nota=row["nota"],
    )


def _vigencias(files: Files) -> dict[int, VigenciaInfo]:
    tramos = {row["tramo"]: row for row in tramo_rows(files)}
    return {
        row.integer("vigencia"): _vigencia(row, lookup(tramos, row, "tramo"))
        for row in vigencia_rows(files)
    }


def _vigencia(row: Row, tramo: Row) -> VigenciaInfo:
    return VigenciaInfo(
        vigencia=row.integer("vigencia"),
        modelo=row.required("modelo"),
        tramo=tramo["tramo"],
        etiqueta_tramo=tramo.required("etiqueta"),
        explicacion_tramo=tramo.required("explicacion"),
        numeracion_confirmada=row.flag("numeracion_confirmada"),
        prefijos_codigo=row.parts("prefijos_codigo"),
        indices_completos=row.flag("indices_completos"),
        nota=row["nota"],
    )


def _dimensiones(files: Files) -> ByVigencia[DimensionInfo]:
    found = (
        (
            row.integer("vigencia"),
            DimensionInfo(
                dimension=row.required("dimension"),
                indice=row.required("indice"),
                nombre=row.required("nombre"),
                orden=row.integer("orden"),
            ),
        )
        for row in dimension_rows(files)
    )
    return {v: tuple(sorted(items, key=lambda d: d.orden)) for v, items in _group(found).items()}


def _base_politicas(files: Files) -> dict[str, Row]:
    return {row["politica"]: row for row in politica_rows(files)}


def _politicas(
    files: Files, base: Mapping[str, Row], dimensiones: ByVigencia[DimensionInfo]
) -> ByVigencia[PoliticaInfo]:
    names = {(v, d.dimension): d.nombre for v, items in dimensiones.items() for d in items}
    found = (
        (row.integer("vigencia"), _politica(row, lookup(base, row, "politica"), names))
        for row in politica_vigencia_rows(files)
    )
    return {v: tuple(sorted(items, key=lambda p: p.orden)) for v, items in _group(found).items()}


def _politica(row: Row, base: Row, names: Mapping[tuple[int, str], str]) -> PoliticaInfo:
    place = (row.integer("vigencia"), row["dimension"])
    if place not in names:
        raise row.error("dimension", f"'{row['dimension']}' no está en dimensiones.csv")
    return PoliticaInfo(
        politica=row["politica"],
        codigo=row["codigo"],
        nombre=row.required("nombre"),
        nombre_corto=base.required("nombre_corto"),
        dimension=row["dimension"],
        nombre_dimension=names[place],
        lider_nacional=base["lider_nacional"],
        proposito=base["proposito"],
        modulo_furag=base["modulo_furag"],
        aplica_meci=base.flag("aplica_meci"),
        orden=row.integer("orden"),
        confianza=row["confianza"],
    )


def _indices(files: Files) -> ByVigencia[IndiceInfo]:
    found = (
        (
            row.integer("vigencia"),
            IndiceInfo(
                indice=row.required("indice"),
                codigo=row["codigo"],
                nombre=row.required("nombre"),
                politica=row.required("politica"),
                dimension=row.required("dimension"),
                confianza=row["confianza"],
                nota=row["nota"],
            ),
        )
        for row in indice_rows(files)
    )
    by_code = {v: sorted(items, key=_code_order) for v, items in _group(found).items()}
    return {v: tuple(items) for v, items in by_code.items()}


def _code_order(item: IndiceInfo) -> tuple[str, str]:
    return item.codigo or item.indice.upper(), item.indice


def _quiebres(files: Files) -> tuple[Quiebre, ...]:
    found = (
        Quiebre(
            desde=row.integer("desde"),
            hasta=row.integer("hasta"),
            indice=row["indice"],
            motivo=row.required("motivo"),
            explicacion=row.required("explicacion"),
        )
        for row in quiebre_rows(files)
    )
    # What breaks every series explains more than what breaks one of them: it comes first.
    return tuple(sorted(found, key=lambda q: (bool(q.indice), q.desde, q.hasta)))


def _politica_names(files: Files, base: Mapping[str, Row]) -> tuple[tuple[str, str], ...]:
    """Gather every spelling of every politica: ids, short, official and yearly names, aliases."""
    names = [(row[campo], id_) for id_, row in base.items() for campo in NAME_COLUMNS]
    names += [(row["nombre"], row["politica"]) for row in politica_vigencia_rows(files)]
    names += [
        (row.required("alias"), lookup(base, row, "politica")["politica"])
        for row in alias_politica_rows(files)
    ]
    return tuple(dict.fromkeys(names))


def _dimension_aliases(files: Files) -> tuple[tuple[str, str], ...]:
    rows = alias_dimension_rows(files)
    return tuple((row.required("alias"), row.required("indice")) for row in rows)


def _numeraciones(files: Files) -> dict[str, tuple[tuple[int, str], ...]]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in numeracion_rows(files):
        found[row.required("lista")].append((row.integer("numero"), row.required("politica")))
    return {lista: tuple(items) for lista, items in found.items()}


def lookup(table: Mapping[str, Row], row: Row, campo: str) -> Row:
    """Follow a reference to another table; an unknown value names its own place."""
    if row[campo] not in table:
        raise row.error(campo, f"'{row[campo]}' no está en el catálogo")
    return table[row[campo]]


def _group(pairs: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    groups: dict[int, list[T]] = defaultdict(list)
    for vigencia, item in pairs:
        groups[vigencia].append(item)
    return groups
