"""Which rows of an entity-wide action plan are actions, and what the others are."""

from action_plan_builders import (
    activities,
    activity,
    flat_sheet,
    level,
    level_sheet,
    product,
    table_of,
)

from mipg_helpers.sources.action_plan_rows import BLANK, LEVEL, OTHER, UNFINISHED, scan_rows

PROJECT = level("Pr", "Proyecto de prueba", "BP2600")


def scan(sheet):
    return scan_rows(table_of(sheet))


def test_rows_that_are_no_actions_are_counted_by_kind():
    below = [[None], [None], ["Total", None, None], [" \n"]]
    found = scan(flat_sheet(activities(3), below=below))
    assert (len(found.actions), dict(found.others)) == (3, {BLANK: 3, OTHER: 1})


def test_code_without_name_is_told_with_its_row():
    found = scan(flat_sheet([activity(), activity(2, actividad="N/A")]))
    assert found.others[UNFINISHED] == 1
    (finding,) = found.findings
    assert (finding.tipo, finding.fila, finding.gravedad) == ("acción sin nombre", 11, "error")


def test_activity_without_code_is_an_action():
    (action,) = scan(flat_sheet([activity(codigo="N/A")])).actions
    assert (action.codigo, action.codigo_proyecto) == ("", "BP26005266")


def test_products_hang_from_the_project_above_them():
    found = scan(
        level_sheet(level("D", "Dimensión"), PROJECT, product("BP260001"), product("BP260002"))
    )
    assert [action.nombre_proyecto for action in found.actions] == ["Proyecto de prueba"] * 2
    assert found.others == {BLANK: 0, LEVEL: 2}


def test_classes_are_read_in_either_case():
    found = scan(level_sheet(level("pr", "Proyecto", "BP2600"), product("BP260001")))
    assert [action.nombre_proyecto for action in found.actions] == ["Proyecto"]
    assert found.findings == []


def test_product_of_another_project_keeps_no_name_and_is_told():
    found = scan(level_sheet(PROJECT, product("BP999901")))
    assert [action.nombre_proyecto for action in found.actions] == [""]
    assert [finding.tipo for finding in found.findings] == ["acción sin proyecto"]


def test_new_level_ends_the_project():
    found = scan(level_sheet(PROJECT, level("I", "Indicador"), product("BP260001")))
    assert [finding.tipo for finding in found.findings] == ["acción sin proyecto"]


def test_unknown_class_is_told_and_its_row_not_read():
    found = scan(level_sheet([None, None, "Z", "Otra cosa", "BP260001", "Elaborar algo"]))
    assert (found.actions, [f.tipo for f in found.findings]) == ([], ["clase desconocida"])


def test_totals_below_the_levels_are_no_actions():
    total = [None, "Proyectos", None, None, "Proyectos desfinanciados", None, 3.0]
    found = scan(level_sheet(PROJECT, product("BP260001"), [], total, [None] * 5 + ["Nota"]))
    assert (len(found.actions), found.others[OTHER], found.findings) == (1, 2, [])


def test_product_with_code_and_without_name_is_told():
    found = scan(level_sheet(PROJECT, product("BP260001", name="")))
    assert [finding.tipo for finding in found.findings] == ["acción sin nombre"]


def test_merged_cell_speaks_for_the_rows_that_it_covers():
    sheet = level_sheet(
        PROJECT, product("BP260001"), product("BP260002", organismo=None), merged=[(7, 14, 8, 14)]
    )
    table = table_of(sheet)
    last = scan_rows(table).actions[-1]
    column = table.column("nombre_centro_gestor")
    assert last.cells.merged_text(last.row, column) == "Secretaría de Gobierno"
    assert last.cells.merged_text(last.row, None) == ""


def test_short_row_reads_as_blank_beyond_its_end():
    sheet = flat_sheet([activity()])
    del sheet.cells[-1][8:]
    (action,) = scan(sheet).actions
    assert action.cells.text(action.row, action.table.column("fecha_fin")) == ""
