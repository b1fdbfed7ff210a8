from dataclasses import replace
from datetime import date

import pytest
from plan_workbook_builders import (
    CORTES,
    A,
    B,
    accion,
    content,
    opened,
    package_parts,
    place_of,
    sent_sheets,
    sheet_of,
    written,
)

from mipg_helpers.analysis.plan import Avance
from mipg_helpers.errors import RenderError
from mipg_helpers.plan_workbook.instructions import instructions_for
from mipg_helpers.plan_workbook.layout import NEW_ROW
from mipg_helpers.plan_workbook.write import workbook_bytes, write_workbook
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.cleaning import UNCOMPUTED

GOBIERNO = "Gobierno Digital"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("lider"))


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("maestro"), content(rol="planeacion"))


@pytest.fixture(scope="module")
def control_form(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("control"), content(rol="control_interno"))


def cell(book, header, accion_id=A, hoja=GOBIERNO):
    sheet = book[hoja]
    column = next(c.column for c in sheet[5] if c.value == header)
    row = next(c.row for c in sheet["A"] if c.value == accion_id)
    return sheet.cell(row, column)


def texts(sheet):
    return [str(c.value) for row in sheet for c in row if c.value is not None]


def test_equal_contents_give_equal_bytes():
    catalog = load_catalog()
    assert workbook_bytes(content(), catalog) == workbook_bytes(content(), catalog)


def test_the_sheets_stand_in_order_and_the_technical_ones_are_hidden(book):
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Instrucciones", "visible"),
        ("Contenido", "visible"),
        (GOBIERNO, "visible"),
        ("Seguridad Digital", "visible"),
        ("Notas", "visible"),
        ("Fuentes", "visible"),
        ("Listas", "hidden"),
        ("_control", "veryHidden"),
    ]


def test_values_are_typed_as_people_expect(book):
    assert cell(book, "Fin").value.date() == date(2026, 10, 31)
    assert cell(book, "Avance (%) · corte 30/09/2026").value == 45
    assert cell(book, "Unidad de medida").value == "Documento"
    assert cell(book, "Estado").value == "En ejecución"


def test_fifty_typed_as_a_percentage_is_fifty(book):
    assert cell(book, "Avance (%) · corte 30/09/2026").number_format == 'General" %"'


def test_the_plan_of_an_action_can_be_chosen_only_where_it_is_new(book):
    sheet = book[GOBIERNO]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Id")
    place = [one.value for one in header].index("Plan")
    new = next(row for row in sheet.iter_rows() if row[0].value == "(nueva)")
    assert cell(book, "Plan").protection.locked
    assert not new[place].protection.locked


def test_only_the_cells_of_the_reader_are_unlocked(book):
    assert book[GOBIERNO].protection.sheet
    assert not cell(book, "Acción").protection.locked
    assert cell(book, "Prioridad").protection.locked
    assert cell(book, "Id").protection.locked


@pytest.mark.parametrize(
    ("form", "open_header", "locked_header"),
    [
        ("master", "Prioridad", "Acción"),
        ("master", "Fecha del estado", "Causa"),
        ("control_form", "Eficacia (Control Interno)", "Prioridad"),
    ],
)
def test_other_readers_get_their_own_cells(request, form, open_header, locked_header):
    book = request.getfixturevalue(form)
    assert not cell(book, open_header).protection.locked
    assert cell(book, locked_header).protection.locked


def test_only_a_leader_gets_rows_for_new_actions(book, control_form):
    assert [c.value for c in book[GOBIERNO]["A"]].count(NEW_ROW) == 10
    assert NEW_ROW not in [c.value for c in control_form[GOBIERNO]["A"]]


def test_a_politica_without_actions_has_its_sheet(tmp_path):
    book = opened(tmp_path, content(accion()))
    assert NEW_ROW in [c.value for c in book["Seguridad Digital"]["A"]]


def test_a_master_without_actions_can_be_written(tmp_path):
    empty = replace(content(rol="planeacion"), acciones=())
    assert opened(tmp_path, empty)[GOBIERNO]["A5"].value == "Id"


def rule_of(book, header):
    place = cell(book, header).coordinate
    rules = book[GOBIERNO].data_validations.dataValidation
    return next(rule for rule in rules if place in rule.sqref)


def listed_values(book, rule):
    sheet, _, cells = rule.formula1.partition("!")
    return [row[0].value for row in book[sheet][cells.replace("$", "")]]


def test_a_leader_is_offered_only_his_states(book):
    offered = listed_values(book, rule_of(book, "Estado"))
    assert offered == ["Nueva", "Por aprobar", "En ejecución", "Terminada"]


def test_dates_and_percentages_are_checked_in_spanish(book):
    fecha, avance = rule_of(book, "Fin"), rule_of(book, "Avance (%) · corte 30/09/2026")
    assert (fecha.type, fecha.errorTitle) == ("date", "Fecha no válida")
    assert (avance.type, avance.errorTitle) == ("custom", "Porcentaje no válido")
    assert "sin el signo %" in avance.prompt


def test_headers_stay_in_sight_and_are_repeated_on_paper(book):
    sheet = book[GOBIERNO]
    assert sheet.freeze_panes == "C6"
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$3:$5", "$A:$B")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 1)
    assert sheet.auto_filter.ref.startswith("A5:")


def test_page_headers_name_entidad_and_politica(book):
    sheet = book[GOBIERNO]
    assert sheet.oddHeader.left.text == "Alcaldía de Prueba"
    assert sheet.oddHeader.right.text == GOBIERNO
    assert sheet.oddFooter.right.text == "Página &P de &N"


def test_fictitious_data_say_so_on_every_sheet_and_page(tmp_path):
    book = opened(tmp_path, content(es_ficticia=True))
    for name in ("Instrucciones", GOBIERNO):
        assert any("DATOS FICTICIOS" in text for text in texts(book[name]))
    shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert all("DATOS FICTICIOS" in sheet.oddHeader.left.text for sheet in shown)


def test_the_cover_says_what_to_do_and_by_when(book):
    cover = " ".join(texts(book["Instrucciones"]))
    assert "Plan de mejoramiento 2026: libro del líder de política" in cover
    assert "30/09/2026, 31/12/2026" in cover
    assert "Nueva, Por aprobar, En ejecución, Terminada." in cover


def test_the_contents_lead_to_every_sheet(book):
    sheet = book["Contenido"]
    links = [c.hyperlink.location for c in sheet["B"] if c.hyperlink]
    assert f"'{GOBIERNO}'!A1" in links
    assert len(links) == 5


def test_who_fills_a_column_is_said_in_words(book):
    sheet = book[GOBIERNO]
    words = {c.value: sheet.cell(4, c.column).value for c in sheet[5]}
    assert words["Acción"] == "USTED LLENA · obligatorio"
    assert words["Causa"] == "USTED LLENA"
    assert words["Prioridad"] == "Solo lectura"


def test_an_empty_column_of_others_is_hidden_in_a_form(book):
    sheet = book[GOBIERNO]
    hidden = {c.value for c in sheet[5] if sheet.column_dimensions[c.column_letter].hidden}
    assert "Observación de Control Interno" in hidden
    assert not {"Id", "Acción", "Causa", "Prioridad"} & hidden


def test_a_master_shows_every_column(master):
    sheet = master[GOBIERNO]
    assert not [c for c in sheet.column_dimensions.values() if c.hidden]


def test_group_of_columns_is_named_again_where_a_printed_page_begins(master):
    sheet = master[GOBIERNO]
    begins = [place.id + 1 for place in sheet.col_breaks.brk]
    assert begins
    assert all(sheet.cell(3, column).value for column in begins)


def test_date_of_the_example_is_the_last_cut_off_or_the_day_of_the_sending():
    for cortes, example in ((CORTES, "31/12/2026"), ((), "01/07/2026")):
        given = content(cortes=cortes, fecha=date(2026, 7, 1))
        (*_, rules) = instructions_for(given, load_catalog())[2]
        assert dict(rules[1])["Fechas"] == f"Día/mes/año, por ejemplo {example}."


def warnings_of(**more):
    sheet = sheet_of(sent_sheets(content(accion(**more), fecha=date(2026, 11, 15))))
    row, column = place_of(sheet, "Avisos")
    said = sheet.cells[row][column]
    return "" if said == UNCOMPUTED else said  # an empty result is saved as none


def test_an_action_without_trouble_has_no_warning():
    assert not warnings_of(estado="terminada")


def test_an_open_action_past_its_end_is_overdue():
    assert warnings_of() == "Vencida."


def test_complete_without_evidence_is_said_with_its_cut_off():
    done = (Avance(CORTES[0], 100.0),)
    said = warnings_of(estado="terminada", avances=done)
    assert said == "100 % sin evidencia (corte 30/09/2026)."
    assert not warnings_of(estado="terminada", avances=(Avance(CORTES[0], 99.5),))


def test_what_is_missing_is_named():
    assert warnings_of(estado="terminada", producto="") == "Falta producto o entregable."


def test_a_text_that_no_cell_holds_is_cut_and_locked(tmp_path):
    book = opened(tmp_path, content(accion(causa="x" * 40_000)))
    assert len(cell(book, "Causa").value) == 32_767
    assert cell(book, "Causa").protection.locked


def test_an_action_of_a_politica_without_sheet_is_a_mistake_of_the_caller(tmp_path):
    with pytest.raises(KeyError):
        written(tmp_path, content(accion(politica="compras")))


def test_a_failed_writing_leaves_the_former_file(tmp_path):
    path = written(tmp_path)
    before = path.read_bytes()
    with pytest.raises(KeyError):
        written(tmp_path, content(accion(politica="compras")))
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (before, [path])


def test_a_place_that_cannot_be_written_is_told_in_spanish(tmp_path):
    (tmp_path / "ocupado").write_text("")
    with pytest.raises(RenderError, match="no se puede escribir el archivo"):
        write_workbook(content(), tmp_path / "ocupado" / "plan.xlsx")


def test_two_actions_of_equal_text_keep_their_ids(book):
    ids = [c.value for c in book[GOBIERNO]["A"]]
    assert ids[5:7] == [A, B]


def test_no_macro_picture_or_connection_travels(tmp_path):
    names = package_parts(written(tmp_path))
    assert not [n for n in names if any(w in n for w in ("vba", "media", "connections", "drawing"))]
