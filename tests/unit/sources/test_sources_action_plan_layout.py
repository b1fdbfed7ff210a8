"""Which column of an entity-wide action plan holds what."""

from dataclasses import replace

import pytest
from action_plan_builders import LEVEL_HEADERS, activity, flat_sheet, headers, level_sheet, table_of

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.action_plan_layout import find_action_tables
from mipg_helpers.sources.cleaning import UNCOMPUTED


def quarters_of(table, campo):
    return [(column.letter, column.trimestre) for column in table.of(campo)]


@pytest.mark.parametrize("above", [0, 1, 8, 10])
def test_header_row_is_found_wherever_it_stands(above):
    table = table_of(flat_sheet([activity()], above=above))
    assert (table.header_row, table.first_row) == (above, above + 1)


def test_every_header_of_the_two_forms_is_known():
    flat, levels = table_of(flat_sheet([activity()])), table_of(level_sheet())
    assert [column.encabezado for column in flat.columns if not column.campo] == []
    assert [column.encabezado for column in levels.columns if not column.campo] == []
    assert (len(flat.columns), len(levels.columns)) == (len(headers()), len(LEVEL_HEADERS))


def test_quarter_is_read_from_the_header():
    table = table_of(flat_sheet([activity()]))
    assert [quarter for _, quarter in quarters_of(table, "avance_actividad_pct")] == [1, 2, 3, 4]


@pytest.mark.parametrize("quarters", [(1, 2, 3, 4), (3, 4), (2,)])
def test_repeated_name_takes_the_quarter_of_its_block(quarters):
    table = table_of(flat_sheet([activity()], quarters=quarters))
    found = quarters_of(table, "avance_producto_pct")
    assert [quarter for _, quarter in found] == list(quarters)


def test_repeated_names_are_told_apart_in_titles_and_labels():
    column = table_of(flat_sheet([activity()], quarters=(3, 4))).of("avance_producto_pct")[1]
    assert column.title == "% de Avance Producto (Trimestre IV)"
    assert column.label.endswith("«% de Avance Producto», trimestre IV")


def test_column_repeated_in_one_block_is_told_and_not_read():
    sheet = flat_sheet([activity()], named={"av2": "% de Avance Actividad Trimestre I"})
    (tables, findings) = find_action_tables([sheet], load_catalog())
    assert quarters_of(tables[0], "avance_actividad_pct") == [("H", 1), ("L", 3), ("N", 4)]
    assert [(f.tipo, f.columna) for f in findings] == [
        ("encabezado repetido", "J «% de Avance Actividad Trimestre I»")
    ]


def test_second_column_of_the_same_unknown_name_has_its_own_title():
    sheet = flat_sheet([activity()], named={"comuna": "Otra", "bpin": "Otra"})
    titles = [c.title for c in table_of(sheet).columns if c.encabezado == "Otra"]
    assert titles == ["Otra", "Otra (2)"]


def test_progress_far_from_any_block_has_no_quarter():
    sheet = flat_sheet([activity()], quarters=(), named={"comuna": "% de Avance Producto"})
    assert quarters_of(table_of(sheet), "avance_producto_pct")[0][1] == 0


@pytest.mark.parametrize(
    ("header", "told"), [(UNCOMPUTED, "es una fórmula sin valor"), ("", "está en blanco y trae")]
)
def test_column_without_header_is_told_and_named_by_its_letter(header, told):
    sheet = flat_sheet([activity()], quarters=(1,), named={"oficina": header})
    tables, (finding,) = find_action_tables([sheet], load_catalog())
    assert tables[0].columns[-1].encabezado == "(columna AA)"
    assert told in finding.mensaje


def test_column_without_header_or_values_is_no_column():
    sheet = flat_sheet([activity(oficina=None)], named={"oficina": ""})
    tables, findings = find_action_tables([sheet], load_catalog())
    assert (len(tables[0].columns), findings) == (len(headers()) - 1, [])


def test_merged_header_of_two_rows_ends_where_the_merge_ends():
    table = table_of(level_sheet())
    assert (table.header_row, table.first_row, table.is_hierarchy) == (4, 6, True)


def test_header_over_several_columns_is_joined_with_the_one_below():
    sheet = flat_sheet([activity()], above=0, named={"av1": "% de Avance Actividad", "ex1": ""})
    below = [None] * len(sheet.cells[0])
    below[7], below[8] = "Trimestre I", "Trimestre II"
    cells = [sheet.cells[0], below, *sheet.cells[1:]]
    merged = ((0, 7, 0, 8), (0, 0, 1, 0))
    table = table_of(replace(sheet, cells=cells, merged=merged))
    assert quarters_of(table, "avance_actividad_pct")[:2] == [("H", 1), ("I", 2)]
    assert table.first_row == 2


def test_oddities_of_hidden_sheets_are_not_told():
    sheet = replace(flat_sheet([activity()], named={"oficina": UNCOMPUTED}), hidden=True)
    assert find_action_tables([sheet], load_catalog())[1] == []


def test_list_of_activities_without_project_or_progress_is_another_plan():
    sheet = flat_sheet([activity()], quarters=(), named={"bp": "Proyecto"})
    assert find_action_tables([sheet], load_catalog()) == ([], [])


def test_sheet_that_lists_the_headers_in_a_column_has_no_table():
    glossary = replace(flat_sheet([]), cells=[[name] for name in headers().values()])
    assert find_action_tables([glossary], load_catalog()) == ([], [])
