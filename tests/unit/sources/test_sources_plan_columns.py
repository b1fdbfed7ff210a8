import pytest
from plan_source_builders import SMALL, small_row
from workbook_builders import sheet_of

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.plan_columns import (
    KnownColumns,
    apply_confirmed,
    map_columns,
    mapping_lines,
)
from mipg_helpers.sources.plan_header import HeaderColumn, PlanTable
from mipg_helpers.sources.plan_model import MappedColumn, PlanMapping

KNOWN = KnownColumns(load_catalog(), 2026)


def table_of(*headers):
    columns = tuple(HeaderColumn(n, (header,)) for n, header in enumerate(headers))
    return PlanTable(sheet_of(headers, small_row()), 0, 0, columns)


def mapped(*headers):
    return map_columns(table_of(*headers), KNOWN).columns


@pytest.mark.parametrize("header", ["ACCION", "Acción:", "acci-\nón", "Acción¹"])
def test_spelling_of_a_known_header_does_not_matter(header):
    assert KNOWN.spelt(header) == "accion"


@pytest.mark.parametrize(
    ("texts", "campo"),
    [
        (("Actividades", "Descripción"), "accion"),
        (("Plazo previsto", "Fecha inicio"), "fecha_inicio"),
        (("Causa", "Descripción"), "causa"),
        (("Indicador", "Nombre"), "indicador"),
        (("Indicador", "Meta"), "meta"),
        (("Responsable", "Dependencia"), "dependencia"),
        (("Estado", "Fecha"), ""),
        (("Seguimiento OCI", "Avance"), ""),
        (("Política", "Código"), "politica"),
    ],
)
def test_header_of_two_rows_is_read_by_its_group(texts, campo):
    assert KNOWN.campo(HeaderColumn(0, texts)) == campo


def test_likeness_only_proposes():
    (column,) = mapped("Fecha de inicio real")
    assert (column.campo, column.como) == ("fecha_inicio", "propuesta")
    assert 70 <= column.puntaje < 100


def test_field_with_a_certain_column_is_not_proposed_again():
    assert mapped("Fecha inicio", "Fecha de inicio real")[1].como == "sin campo"


def test_field_is_proposed_for_the_most_alike_column_only():
    columns = mapped("Fecha de inicio real y efectiva", "Fecha de inicio real")
    assert [column.campo for column in columns] == ["", "fecha_inicio"]


def test_columns_claiming_one_date_wait_for_a_person():
    assert [column.como for column in mapped("Fecha fin", "Fecha final")] == ["propuesta"] * 2


def test_columns_of_one_text_are_joined():
    assert [column.como for column in mapped("Hallazgo", "Descripción del Hallazgo")] == [
        "exacta"
    ] * 2


@pytest.mark.parametrize(
    ("header", "company", "campo"),
    [
        ("Descripción", "Soporte", "accion"),
        ("Fecha", "Tarea realizada", "corte"),
        ("Situación", "Pregunta", "causa"),
        ("Soporte", "Validada", "producto"),
        ("Categoría", "Brecha", "causa"),
    ],
)
def test_vague_header_is_certain_only_beside_those_of_its_plan(header, company, campo):
    beside, alone = mapped(header, company)[0], mapped(header, "Nota")[0]
    assert (beside.campo, beside.como) == (campo, "exacta")
    assert (alone.campo, alone.como) == (campo, "propuesta")


def test_vague_header_yields_to_a_certain_one():
    assert mapped("Descripción", "Acción de mejora")[0].campo == ""


def test_vague_header_yields_to_one_that_is_more_alike():
    columns = mapped("Descripción", "Acción de mejora por realizar")
    assert [column.campo for column in columns] == ["", "accion"]


def test_repeated_header_is_numbered():
    assert [column.vez for column in mapped("Nota", "Otra", "Nota")] == [1, 1, 2]


def test_column_of_persons_is_known_by_its_header():
    assert mapped("Correo electrónico del líder")[0].campo == "dato_personal"


def test_confirmed_columns_follow_their_header_when_they_move():
    confirmed = PlanMapping((MappedColumn("A", "Estado", "estado", "confirmada"),))
    applied = apply_confirmed(table_of("Política", "Estado"), confirmed)
    assert applied.mapping.of("estado")[0].columna == "B"
    assert [column.encabezado for column in applied.new] == ["Política"]


def test_confirmed_column_of_a_repeated_header_is_found_by_its_order():
    confirmed = PlanMapping((MappedColumn("", "Avance", "avance", "confirmada", vez=2),))
    applied = apply_confirmed(table_of("Avance", "Avance"), confirmed)
    assert applied.mapping.of("avance")[0].columna == "B"


def test_mapping_is_shown_line_by_line():
    lines = mapping_lines(map_columns(table_of(*SMALL, "Nota"), KNOWN), KNOWN.catalog)
    assert lines[1] == "Acción ← columna B «Acción» (exacta)"
    assert "sin campo ← columna G «Nota»" in lines
    assert lines[-1].startswith("sin columna en el archivo: ")


def test_header_that_stands_in_many_sheets_is_compared_once(monkeypatch):
    asked = []
    monkeypatch.setattr("mipg_helpers.sources.plan_columns.nearest", lambda *a: asked.append(a))
    known = KnownColumns(load_catalog(), 2026)
    assert [known.nearest("Ración") for _ in range(3)] == [("", 0.0)] * 3
    assert len(asked) == 1
