"""The score columns of the wide workbook: what is in each vigencia, and its soiled header.

Names and codes come from the reference tables; then they are broken as the published headers
are: hyphens, line breaks, double spaces, lower-case codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sample_scores import Model, model_of

if TYPE_CHECKING:
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.records import IndiceInfo

#: The first vigencia of the sample that has sub-indices, and the one with the complete list.
FIRST_WITH_INDICES, COMPLETE = 2023, 2025

#: Columns that no reference table knows, as the old files have them: the loader keeps them aside.
UNREGISTERED = {
    2020: ("I12 Índice de ejemplo sin registro A",),
    2021: ("I12 Índice de ejemplo sin registro A", "I13 Índice de ejemplo sin registro B"),
}
#: Files with the column that is not always there.
_WITH_CLASIFICACION = frozenset({2019, 2022, 2024, 2025})
_LOWER_CASE = frozenset({"I20", "I23", "I28", "I64", "I65", "I66", "I67"})
_LONG = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its soiled header, and the field of the entidad or id of the score it shows."""

    name: str
    header: str


def identity_columns(vigencia: int, orden: str) -> list[Column]:
    """List the columns that identify the entidad, in published order."""
    columns = [
        Column("codigo_sigep", "Código Sigep"),
        Column("nombre", "Entidad"),
        Column("naturaleza_juridica", "Naturaleza\nJurídica"),
    ]
    if vigencia in _WITH_CLASIFICACION:
        columns.append(Column("clasificacion_organica", "Clasificación orgánica"))
    if orden == "nacion":
        columns.append(Column("sector", "Sector"))
    return [
        *columns,
        Column("departamento", "Departamento"),
        Column("municipio", "Municipio"),
        Column("grupo_par", "Grupo par"),
        Column("tipo_formulario", "Tipo Formulario"),
    ]


def score_columns(catalog: Catalog, vigencia: int) -> list[Column]:
    """List the columns of scores in published order."""
    return [
        Column("idi", "Índice de Desempeño\nInstitucional"),
        *(
            Column(one.indice, _dimension_header(one.dimension, one.nombre, vigencia))
            for one in catalog.dimensiones(vigencia)
        ),
        *(
            Column(one.politica, _politica_header(one.codigo, one.nombre))
            for one in catalog.politicas(vigencia)
        ),
        *(
            Column(one.indice, _indice_header(one.codigo, one.nombre))
            for one in _indices(catalog, vigencia)
        ),
    ]


def results_model(catalog: Catalog, vigencia: int) -> Model:
    """Say what a vigencia of the sample scores; sub-indices only where the sample has them."""
    pairs = [(one.indice, one.politica) for one in _indices(catalog, vigencia)]
    return model_of(catalog, vigencia, pairs)


def all_ids(catalog: Catalog) -> tuple[str, ...]:
    """List every politica and indice that any vigencia of the sample scores, in fixed order."""
    models = (results_model(catalog, FIRST_WITH_INDICES), results_model(catalog, COMPLETE))
    names = (name for model in models for name in (*model.politicas, *model.indices))
    return tuple(dict.fromkeys(names))


def _indices(catalog: Catalog, vigencia: int) -> list[IndiceInfo]:
    """List the sub-indices; before the complete list I28 bore another name and content."""
    if vigencia < FIRST_WITH_INDICES:
        return []
    complete = catalog.indices(COMPLETE)
    if vigencia >= COMPLETE:
        return list(complete)
    old = {one.codigo: one for one in catalog.indices(vigencia) if one.codigo == "I28"}
    return [old.get(one.codigo, one) for one in complete]


def _dimension_header(dimension: str, nombre: str, vigencia: int) -> str:
    if dimension == "D2":
        broken = "Direcciona-\nmiento" if vigencia % 2 else "Direcciona- miento"
        return f"D2 {nombre.replace('Direccionamiento', broken)}"
    # The published workbook writes "D3  Gestión" with two spaces.
    return f"{dimension}{'  ' if dimension == 'D3' else ' '}{nombre}"


def _politica_header(codigo: str, nombre: str) -> str:
    link = "Índice" if nombre == "Defensa Jurídica" else "Índice de"
    gap = "\n" if nombre == "Seguridad Digital" else " "
    return f"{codigo} {link}{gap}{nombre}".strip()


def _indice_header(codigo: str, nombre: str) -> str:
    if codigo == "I44":
        nombre = nombre.replace(" de ", "  de ", 1)
    if len(nombre) > _LONG:
        middle = nombre.index(" ", len(nombre) // 2)
        nombre = f"{nombre[:middle]}\n{nombre[middle + 1 :]}"
    return f"{codigo.lower() if codigo in _LOWER_CASE else codigo} {nombre}"
