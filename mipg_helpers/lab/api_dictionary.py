"""What is loaded and what can be asked for, to be read in the notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats
from mipg_helpers.presentation.display import Displayed

if TYPE_CHECKING:
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.query_tables import ColumnaConsulta
    from mipg_helpers.reporting.settings import Workspace

#: Whose a figure or a text is, as a reader is told.
OWNERS = {
    "entidad": "de la entidad",
    "oficial": formats.OFICIAL,
    "propio": formats.CALCULO_PROPIO,
    "referencia": "referencia",
}
FICTION = "Entidades y cifras inventadas: no describen a ninguna entidad real."
HOW_TO = 'datos.diccionario("puntajes") dice qué es cada columna de una tabla.'


def show_overview(space: Workspace) -> Displayed:
    """Say what is loaded, and which tables can be asked for."""
    entidades = space.store.entidades()
    years = [str(year) for year in sorted(set(entidades["vigencia"]))]
    n = formats.plural(entidades["entidad_id"].nunique(), "entidad", "entidades")
    word = "vigencia" if len(years) == 1 else "vigencias"
    day = formats.long_date(space.store.info().fecha_cargue)
    said = f"{n}, {word} {formats.enumerated(years)}. Datos cargados el {day}."
    fiction = [blocks.callout("warning", "Datos ficticios", FICTION)]
    lead = fiction if bool(entidades["es_ficticia"].any()) else []
    return Displayed([*lead, blocks.paragraph(said), _tables(space.catalog)])


def show_dictionary(catalog: Catalog, tabla: str | None) -> Displayed:
    """List the tables that can be asked for, or the columns of one."""
    if tabla is None:
        return Displayed([_tables(catalog)])
    known = catalog.consulta_tablas[tabla]
    key = f" Clave: {formats.enumerated(known.clave)}." if known.clave else ""
    lead = f"{known.contenido}. Una fila por {known.una_fila_por}.{key}"
    table = blocks.table(
        caption=f"Columnas de {known.llamada}",
        columns=[
            ("Columna", "left"),
            ("Qué es", "left"),
            ("Unidad", "left"),
            ("De quién es", "left"),
            ("Vacía cuando", "left"),
        ],
        rows=[_row(catalog.consulta_columnas[name]) for name in known.columnas],
        widths=[3.2, 4.6, 1.7, 1.7, 2.6],
    )
    return Displayed([blocks.paragraph(lead), table])


def _row(column: ColumnaConsulta) -> list[str]:
    return [
        column.columna,
        column.descripcion,
        column.unidad or formats.NO_FIGURE,
        OWNERS[column.tipo],
        column.vacio or formats.NO_FIGURE,
    ]


def _tables(catalog: Catalog) -> Block:
    return blocks.table(
        caption="Tablas que se pueden pedir",
        columns=[("Cómo se pide", "left"), ("Qué trae", "left"), ("Una fila por", "left")],
        rows=[
            [[blocks.code(item.llamada)], item.contenido, item.una_fila_por]
            for item in catalog.consulta_tablas.values()
        ],
        note=HOW_TO,
        widths=[4.8, 4.4, 2.6],
    )
