"""The tables and columns of an analyst, as rows."""

import pytest

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import load_catalog
from mipg_helpers.reference.query_tables import read_query_tables
from mipg_helpers.reference.rows import Files

COLUMNS = "columna,formato,tipo,unidad,etiqueta,descripcion,vacio,fuente\n"
TABLES = "orden,tabla,llamada,una_fila_por,contenido,clave,columnas,fuente\n"


def read(columns, tables):
    content = {"consulta_columnas.csv": COLUMNS + columns, "consulta_tablas.csv": TABLES + tables}
    return read_query_tables(Files({name: text.encode() for name, text in content.items()}))


def test_tables_come_in_their_order_with_key_and_columns():
    tables = read(
        "a,texto,oficial,,A,Una,,x\nb,puntos,propio,puntos,B,Otra,,x\n",
        "2,segunda,datos.segunda(),b,B,,a|b,x\n1,primera,datos.primera(),a,A,a,a,x\n",
    )
    assert list(tables.tablas) == ["primera", "segunda"]
    assert tables.tablas["segunda"].columnas == ("a", "b")
    assert tables.tablas["primera"].clave == ("a",)


def test_a_column_without_description_is_refused():
    with pytest.raises(ReferenceDataError, match=r"fila 2: columnas sin descripción .*: z"):
        read("a,texto,oficial,,A,Una,,x\n", "1,t,datos.t(),a,A,,a|z,x\n")


@pytest.mark.parametrize("row", ["a,numero,oficial,,A,Una,,x", "a,texto,nuestro,,A,Una,,x"])
def test_an_unknown_format_or_owner_is_refused(row):
    with pytest.raises(ReferenceDataError, match="no es válido"):
        read(f"{row}\n", "")


def test_every_figure_of_the_shipped_dictionary_has_a_unit():
    figures = {"cambio", "grupo", "oficial", "porcentaje", "puntos", "entero", "ano", "fecha"}
    described = load_catalog().consulta_columnas.values()
    assert [item.columna for item in described if item.formato in figures and not item.unidad] == []


def test_every_described_column_is_of_some_table():
    catalog = load_catalog()
    used = {name for table in catalog.consulta_tablas.values() for name in table.columnas}
    assert set(catalog.consulta_columnas) == used
