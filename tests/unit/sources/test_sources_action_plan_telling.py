"""Mapping and decisions of an action plan, in words."""

from action_plan_builders import activities, activity, flat_sheet, level_sheet, product, read


def told(plan, start):
    return [sentence for sentence in plan.decisions if sentence.startswith(start)]


def test_rows_read_and_not_read_are_told():
    plan = read(flat_sheet(activities(2), below=[[None], ["Total"]]))
    (sentence,) = told(plan, "hoja «MEDE01»: encabezados en la fila 9, 2 acciones; ")
    assert sentence.endswith("filas no leídas: 1 en blanco, 1 de títulos, totales o notas")


def test_scale_of_each_column_with_values_is_told():
    plan = read(flat_sheet(activities(2)))
    assert told(plan, "H «% de Avance Actividad Trimestre I»: ") == [
        "H «% de Avance Actividad Trimestre I»: 2 de 2 números entre 0 y 1: son fracciones de 1"
    ]
    assert told(plan, "J «% de Avance Actividad Trimestre II»: ") == []


def test_quarters_without_progress_are_told():
    plan = read(flat_sheet(activities(2), quarters=(1, 2)))
    assert "sin avance en ninguna acción al corte de 30/06/2025" in plan.decisions


def test_quarter_taken_from_the_block_is_told():
    plan = read(flat_sheet(activities(2), quarters=(3, 4)))
    (sentence,) = told(plan, "«% de Avance Producto» no dice el trimestre")
    assert sentence.endswith("U al trimestre III, X al trimestre IV")


def test_progress_that_falls_is_told():
    plan = read(flat_sheet(activities(2, av2=[0.1, 0.9])))
    assert told(plan, "en 1 acciones el avance baja")


def test_money_other_sheets_and_year_are_told():
    other = level_sheet()
    plan = read(flat_sheet([activity()]), flat_sheet([], hoja="Vacía"), other)
    assert told(plan, "columnas de dinero")
    assert told(plan, "vigencia del plan: 2025, declarada")
    assert not told(plan, "hojas sin la tabla")


def test_table_without_progress_says_so():
    plan = read(flat_sheet([activity()], quarters=()))
    assert "la tabla no trae columnas de avance" in plan.decisions


def test_progress_of_a_table_by_levels_is_that_of_products():
    plan = read(level_sheet(product("BP01")))
    assert told(plan, "el avance es el que trae el archivo a cada corte (la ejecución física")


def test_mapping_names_field_and_cut_off_of_each_column():
    mapping = read(flat_sheet([activity()], quarters=(2,))).mapping
    assert [(c.columna, c.corte) for c in mapping.of("avance")] == [("H", "2025-06-30")]
    assert [c.columna for c in mapping.of("id_propio")] == ["E"]
    assert mapping.is_settled
