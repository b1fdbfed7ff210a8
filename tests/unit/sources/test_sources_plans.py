from datetime import date

import openpyxl
import pytest
from plan_source_builders import (
    ACC,
    ACC_ROWS,
    CALI,
    CALI_ROWS,
    ESTRATEGOV,
    ESTRATEGOV_ROWS,
    GACHANCIPA,
    GACHANCIPA_ROWS,
    MININTERIOR,
    MININTERIOR_ROWS,
    SIIEAP,
    SIIEAP_ROWS,
    SMALL,
    book,
    kinds,
    only,
    plan_of,
    read_csv,
    read_rows,
    said,
    small_row,
)
from workbook_builders import write_sheets, write_text

from mipg_helpers.errors import ConfigError, DataValidationError, LayoutError, SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.plan_mapping_file import save_mapping
from mipg_helpers.sources.plan_model import MappedColumn, PlanMapping
from mipg_helpers.sources.plans import propose_columns

INSTITUTIONAL = "accion_institucional"


def first(parsed):
    return said(parsed.rows[0])


# The six column sets, with their headers verbatim.


@pytest.mark.parametrize(
    ("header", "rows", "stated"),
    [
        (CALI, CALI_ROWS, {}),
        (ESTRATEGOV, ESTRATEGOV_ROWS, {}),
        (SIIEAP, SIIEAP_ROWS, {"tipo_plan": INSTITUTIONAL}),
        (MININTERIOR, MININTERIOR_ROWS, {}),
        (ACC, ACC_ROWS, {}),
        (GACHANCIPA, GACHANCIPA_ROWS, {}),
    ],
    ids=["cali", "estrategov", "siieap", "mininterior", "acc", "gachancipa"],
)
def test_published_column_set_is_read_without_confirmation(tmp_path, header, rows, stated):
    parsed = read_rows(tmp_path, header, *rows, **stated)
    assert len(parsed.rows) == len(rows)
    assert parsed.mapping.is_settled


def test_cali_takes_the_politica_from_the_question(tmp_path):
    parsed = read_rows(tmp_path, CALI, *CALI_ROWS)
    assert [said(row)["politica"] for row in parsed.rows] == ["talento_humano", "integridad"]
    assert first(parsed)["accion"] == "Adoptar el plan"
    assert first(parsed)["fecha_fin"] == "2026-09-30"


def test_follow_up_columns_stand_at_the_day_of_their_row(tmp_path):
    row = first(read_rows(tmp_path, ESTRATEGOV, *ESTRATEGOV_ROWS))
    assert row["avance 2026-06-30"] == "50"
    assert row["reporte 2026-06-30"] == "Se publicaron dos conjuntos"
    assert row["evidencia 2026-06-30"] == "https://ejemplo.gov.co/datos"


def test_columns_of_one_text_field_are_joined_in_their_order(tmp_path):
    parsed = read_rows(tmp_path, MININTERIOR, *MININTERIOR_ROWS)
    assert first(parsed)["accion"] == "Actualizar las tablas\nRevisar las series"
    letters = {key.campo: letter for key, letter in parsed.rows[0].columns.items()}
    assert letters["accion"] == "H+I"


def test_monthly_columns_are_cut_offs_at_the_end_of_the_month(tmp_path):
    row = first(read_rows(tmp_path, ACC, *ACC_ROWS))
    assert (row["avance 2026-07-31"], row["avance 2026-08-31"]) == ("25", "50")


def test_goals_by_cut_off_are_kept_aside(tmp_path):
    assert read_rows(tmp_path, ACC, *ACC_ROWS).rows[0].extra["meta julio"] == "0.5"


def test_question_code_in_the_id_is_the_question_of_the_action(tmp_path):
    row = first(read_rows(tmp_path, GACHANCIPA, *GACHANCIPA_ROWS))
    assert (row["codigo_pregunta"], row["politica"]) == ("GCI205", "conocimiento")


def test_cells_of_all_rows_are_gathered_by_address(tmp_path):
    parsed = read_rows(tmp_path, CALI, *CALI_ROWS)
    assert {key.accion_id for key in parsed.cells} == {row.accion_id for row in parsed.rows}


# Where the table stands.


def test_header_is_found_below_titles_and_blank_rows(tmp_path):
    parsed = read_rows(tmp_path, ["PLAN DE MEJORAMIENTO"], [], [], SMALL, small_row())
    assert parsed.rows[0].fila == 5


def test_merged_header_of_two_rows_is_joined(tmp_path):
    top = ["Política", "Acción", "Plazo de la acción", None, "Avance", None]
    bottom = [None, None, "Inicio", "Fin", "Junio", "Septiembre"]
    row = ["Integridad", "Divulgar", "01/07/2026", "30/09/2026", "20%", "80%"]
    path = book(tmp_path, top, bottom, row, merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"])
    shown = first(plan_of(path))
    assert (shown["fecha_inicio"], shown["fecha_fin"]) == ("2026-07-01", "2026-09-30")
    assert (shown["avance 2026-06-30"], shown["avance 2026-09-30"]) == ("20", "80")


def test_header_of_two_rows_without_merges_is_joined(tmp_path):
    top, bottom = ["Política", "Acción", "Avance"], [None, None, "Junio", "Septiembre"]
    parsed = read_rows(tmp_path, top, bottom, ["Integridad", "Divulgar", "20%", "80%"])
    assert first(parsed)["avance 2026-09-30"] == "80"


def test_title_over_the_whole_table_is_no_part_of_the_header(tmp_path):
    path = book(tmp_path, ["Plan"], SMALL, small_row(), merged=["A1:F1"])
    assert plan_of(path).mapping.columns[0].encabezado == "Política"


def test_sheet_is_chosen_by_what_it_holds(tmp_path):
    glossary = [["Término", "Definición", "Nota"], ["Acción", "Lo que se hace", "–"]]
    path = write_sheets(tmp_path / "p.xlsx", {"Glosario": glossary, "Datos": [SMALL, small_row()]})
    assert plan_of(path).hoja == "Datos"


def test_other_sheet_with_a_plan_is_told(tmp_path):
    sheets = {"Uno": [SMALL, small_row()], "Dos": [SMALL, small_row()]}
    parsed = plan_of(write_sheets(tmp_path / "p.xlsx", sheets))
    assert only(parsed, "hoja no leída").hoja == "Dos"


def test_hidden_sheet_is_read_only_where_no_visible_one_has_a_plan(tmp_path):
    sheets = {"Portada": [["Hola"]], "Plan": [SMALL, small_row()]}
    parsed = plan_of(write_sheets(tmp_path / "p.xlsx", sheets, hidden=["Plan"]))
    assert any("está oculta" in decision for decision in parsed.decisions)


def test_hidden_sheet_yields_to_a_visible_one(tmp_path):
    sheets = {"Vieja": [SMALL, small_row()], "Plan": [SMALL, small_row()]}
    parsed = plan_of(write_sheets(tmp_path / "p.xlsx", sheets, hidden=["Vieja"]))
    assert (parsed.hoja, kinds(parsed)) == ("Plan", [])


def test_text_in_windows_encoding_is_read(tmp_path):
    text = "Política;Acción;Dependencia\nIntegridad;Divulgar el código;Secretaría\n"
    path = write_text(tmp_path / "plan.csv", text, "cp1252")
    assert first(plan_of(path))["accion"] == "Divulgar el código"


def test_merged_cells_give_their_value_to_every_row(tmp_path):
    rows = [["Política", "Hallazgo", "Acción"], ["Integridad", "H1", "Uno"], [None, None, "Dos"]]
    parsed = plan_of(book(tmp_path, *rows, merged=["A2:A3", "B2:B3"]))
    assert said(parsed.rows[1])["hallazgo"] == "H1"
    assert any("celda combinada" in decision for decision in parsed.decisions)


def test_header_printed_again_is_no_action(tmp_path):
    parsed = read_rows(tmp_path, SMALL, small_row(), SMALL, small_row(accion="Otra"))
    assert [row.fila for row in parsed.rows] == [2, 4]


def test_total_and_signature_are_told_and_not_loaded(tmp_path):
    parsed = read_rows(tmp_path, SMALL, small_row(), ["Elaboró: María Pérez"])
    assert len(parsed.rows) == 1
    assert "María" not in only(parsed, "fila sin acción").valor


def test_data_of_persons_are_not_quoted_from_a_row_without_action(tmp_path):
    parsed = read_rows(
        tmp_path, [*SMALL, "Correo"], [*small_row(), "a@b.co"], ["", "", "", "", "", "", "Pepe"]
    )
    assert "Pepe" not in str(only(parsed, "fila sin acción"))


def test_name_of_a_politica_over_its_actions_is_no_action(tmp_path):
    header = ["Acción", "Política", "Fecha fin"]
    rows = [["Política de Integridad"], ["Divulgar", "Integridad", "30/09/2026"]]
    parsed = read_rows(tmp_path, header, *rows)
    assert [row.fila for row in parsed.rows] == [3]


def test_wide_title_inside_the_table_is_no_action(tmp_path):
    header = ["Acción", "Política", "Fecha fin"]
    rows = [["Segundo semestre"], ["Divulgar", "Integridad", "30/09/2026"]]
    parsed = plan_of(book(tmp_path, header, *rows, merged=["A2:C2"]))
    assert [row.fila for row in parsed.rows] == [3]


@pytest.mark.parametrize("merged", [[], ["A3:A4"]])
def test_action_alone_in_its_row_is_an_action(tmp_path, merged):
    header = ["Acción", "Política", "Fecha fin"]
    rows = [["Divulgar", "Integridad", "30/09/2026"], ["Publicar el informe"], []]
    assert len(plan_of(book(tmp_path, header, *rows, merged=merged)).rows) == 2


def test_numbered_blank_rows_of_a_template_are_counted_once(tmp_path):
    header = ["#", *SMALL]
    parsed = read_rows(tmp_path, header, ["1", *small_row()], ["2"], ["3"])
    assert any("solo con su número: 2" in decision for decision in parsed.decisions)
    assert kinds(parsed) == []


# What is refused.


def test_turned_table_is_refused_with_what_to_do(tmp_path):
    turned = [list(cells) for cells in zip(SMALL, small_row(), strict=True)]
    with pytest.raises(SourceFileError, match=r"columna A, uno debajo de otro.*\n.*Transponer"):
        read_rows(tmp_path, *turned)


def test_file_without_actions_names_what_it_seems_to_be(tmp_path):
    with pytest.raises(SourceFileError, match="libro de recomendaciones"):
        read_rows(tmp_path, ["Política", "Recomendación"], ["Integridad", "Divulgar"])


def test_file_without_action_column_is_refused(tmp_path):
    with pytest.raises(SourceFileError, match="no encuentro la fila de encabezados"):
        read_rows(tmp_path, ["Política", "Fecha fin", "Estado"], ["Integridad", "", "Abierta"])


def test_linked_tables_are_refused_naming_the_keys(tmp_path):
    text = "actividad_id,hallazgo_id,dependencia,actividad\n1,2,OTIC,Hacer\n"
    with pytest.raises(SourceFileError, match=r"tablas enlazadas.*\n.*hallazgo_id"):
        read_csv(tmp_path, text)


def test_plan_without_politicas_is_refused(tmp_path):
    with pytest.raises(DataValidationError, match="1 de 1 acciones no tienen política"):
        read_rows(tmp_path, SIIEAP, *SIIEAP_ROWS)


@pytest.mark.parametrize("tipo", ["accion_institucional", "decreto_612"])
def test_plan_of_a_kind_without_politicas_is_read(tmp_path, tipo):
    assert first(read_rows(tmp_path, SIIEAP, *SIIEAP_ROWS, tipo_plan=tipo))["tipo_plan"] == tipo


def test_half_of_the_rows_with_politica_is_enough(tmp_path):
    rows = [small_row(), small_row(politica="", accion="Otra")]
    assert len(read_rows(tmp_path, SMALL, *rows).rows) == 2


def test_table_without_any_action_is_refused(tmp_path):
    with pytest.raises(DataValidationError, match="ninguna acción"):
        read_rows(tmp_path, SMALL)


def test_every_column_under_the_wrong_header_is_told_at_once(tmp_path):
    header = ["Política", "Acción", "Fecha inicio", "Fecha fin", "Meta"]
    rows = [["Integridad", n, "texto", "más texto", f"0{n}/07/2026"] for n in range(1, 5)]
    with pytest.raises(LayoutError, match=r"3 problemas.*parecen corridos"):
        read_rows(tmp_path, header, *rows)


# Columns that are only alike.

ALIKE = ("Política", "Descripción de la acción a ejecutar", "Fecha fin", "Dependencia")
ALIKE_ROW = ("Integridad", "Divulgar", "30/09/2026", "Secretaría General")


def test_needed_column_that_is_only_alike_is_refused_with_what_was_understood(tmp_path):
    with pytest.raises(LayoutError, match="nadie ha confirmado") as raised:
        read_rows(tmp_path, ALIKE, ALIKE_ROW)
    assert "Acción ← columna B «Descripción de la acción a ejecutar» (propuesta" in str(
        raised.value
    )
    assert "--guardar-columnas" in str(raised.value)


def test_saved_columns_are_a_confirmation(tmp_path):
    path = book(tmp_path, ALIKE, ALIKE_ROW)
    proposed = propose_columns(path, vigencia_plan=2026, catalog=load_catalog())
    save_mapping(proposed, tmp_path / "plan_columnas.toml")
    parsed = plan_of(path)
    assert first(parsed)["accion"] == "Divulgar"
    assert parsed.decisions[0] == "columnas confirmadas en plan_columnas.toml"


def test_columns_that_a_person_confirmed_are_not_replaced(tmp_path):
    path = tmp_path / "plan_columnas.toml"
    path.write_text("mío", encoding="utf-8")
    with pytest.raises(ConfigError, match="ya existe y no se reemplaza"):
        save_mapping(confirmed(("Acción", "accion")), path)
    assert path.read_text(encoding="utf-8") == "mío"


def confirmed(*columns):
    return PlanMapping(
        tuple(MappedColumn("", h, c, "confirmada" if c else "sin campo") for h, c in columns)
    )


def test_confirmed_column_that_is_gone_is_told(tmp_path):
    mapping = confirmed(("Política", "politica"), ("Qué", "accion"), ("Cuándo", "fecha_fin"))
    with pytest.raises(LayoutError, match="ya no está la columna «Cuándo»"):
        read_rows(
            tmp_path,
            ["Política", "Qué", "Estado", "Meta"],
            ["Integridad", "Hacer"],
            mapping=mapping,
        )


def test_confirmed_columns_without_action_are_refused(tmp_path):
    mapping = confirmed(*((header, "") for header in SMALL))
    with pytest.raises(LayoutError, match="nadie ha confirmado la columna de «Acción»"):
        read_rows(tmp_path, SMALL, small_row(), mapping=mapping)


def test_confirmed_columns_on_a_file_without_plan_are_refused(tmp_path):
    with pytest.raises(SourceFileError, match="no encuentro la fila de encabezados"):
        read_rows(tmp_path, ["Hola"], ["Adiós"], mapping=confirmed(("Qué", "accion")))


def test_politica_that_is_only_alike_is_refused_with_what_was_understood(tmp_path):
    header = ["Política institucional del MIPG", *SMALL[1:]]
    with pytest.raises(LayoutError, match="nadie ha confirmado la columna de «Política»"):
        read_rows(tmp_path, header, small_row())


def test_column_that_the_confirmed_ones_do_not_know_is_kept_aside(tmp_path):
    mapping = confirmed(("Política", "politica"), ("Qué", "accion"), ("Meta", ""))
    parsed = read_rows(
        tmp_path,
        ["Política", "Qué", "Meta", "Nueva"],
        ["Integridad", "Hacer", "1", "x"],
        mapping=mapping,
    )
    assert only(parsed, "columna nueva").columna == "D «Nueva»"
    assert parsed.rows[0].extra == {"Meta": "1", "Nueva": "x"}


def test_two_columns_confirmed_for_one_date_are_refused(tmp_path):
    mapping = confirmed(("Acción", "accion"), ("A", "fecha_fin"), ("B", "fecha_fin"))
    with pytest.raises(LayoutError, match="B, C están confirmadas para el mismo campo"):
        read_rows(tmp_path, ["Acción", "A", "B"], ["Hacer", "", ""], mapping=mapping)


def test_proposal_that_is_not_needed_is_told_and_kept_aside(tmp_path):
    header = [*SMALL, "Meta física"]
    parsed = read_rows(tmp_path, header, [*small_row(), "12"])
    assert only(parsed, "columna propuesta").columna == "G «Meta física»"
    assert parsed.rows[0].extra["Meta física"] == "12"


def test_two_exact_columns_of_one_date_are_left_to_a_person(tmp_path):
    parsed = read_rows(tmp_path, [*SMALL, "Fecha final"], [*small_row(), "01/10/2026"])
    assert "fecha_fin" not in first(parsed)
    assert kinds(parsed) == ["columna duplicada"] * 2
    assert parsed.rows[0].extra["Fecha final"] == "01/10/2026"


def test_repeated_header_is_kept_by_its_position(tmp_path):
    parsed = read_rows(tmp_path, [*SMALL, "Nota", "Nota"], [*small_row(), "uno", "dos"])
    assert parsed.rows[0].extra == {"Nota": "uno", "Nota (2)": "dos"}


def test_column_without_header_is_kept_too(tmp_path):
    parsed = read_rows(tmp_path, SMALL, [*small_row(), "suelto"])
    assert parsed.rows[0].extra == {"columna G sin encabezado": "suelto"}


# What cells say.


def test_broken_date_is_told_with_its_alternatives_and_kept(tmp_path):
    parsed = read_rows(tmp_path, SMALL, small_row(fin="31/11/2026"))
    found = only(parsed, "fecha inválida")
    assert (found.fila, found.columna, found.valor) == (2, "D «Fecha fin»", "31/11/2026")
    assert "30/11/2026" in found.accion
    assert parsed.rows[0].extra["Fecha fin"] == "31/11/2026"
    assert not parsed.ok


@pytest.mark.parametrize("mark", ["N/A", "NA", "#N/A", "-", "-\n\n", "\n\n", "No aplica", None])
def test_missing_mark_is_no_value_and_no_problem(tmp_path, mark):
    parsed = read_rows(tmp_path, SMALL, small_row(inicio=mark, dependencia=mark, estado=mark))
    assert {"fecha_inicio", "dependencia", "estado"}.isdisjoint(first(parsed))
    assert kinds(parsed) == []


@pytest.mark.parametrize("mark", ["N/A", "#N/A", "-"])
def test_missing_mark_in_a_column_without_field_is_not_kept(tmp_path, mark):
    parsed = read_rows(tmp_path, [*SMALL, "Nota"], [*small_row(), mark])
    assert parsed.rows[0].extra == {}


def test_every_broken_date_is_told(tmp_path):
    rows = [small_row(accion=f"A{n}", fin=f"{n}/13/2026") for n in range(1, 31)]
    parsed = read_rows(tmp_path, SMALL, *rows)
    assert kinds(parsed).count("fecha inválida") == 30


def test_formula_without_value_is_told(tmp_path):
    path = book(tmp_path, SMALL, small_row())
    opened = openpyxl.load_workbook(path)
    opened["Plan"]["E2"] = "=CONCATENATE(A1)"
    opened.save(path)
    assert "guárdelo" in only(plan_of(path), "fórmula sin valor").accion


def test_error_of_excel_is_told_and_kept(tmp_path):
    parsed = read_csv(tmp_path, "Política,Acción,Dependencia\nIntegridad,Hacer,#REF!\n")
    assert only(parsed, "error de fórmula").valor == "#REF!"
    assert parsed.rows[0].extra == {"Dependencia": "#REF!"}


def test_unknown_state_of_many_rows_is_told_once(tmp_path):
    rows = [small_row(accion=f"A{n}", estado="Aplazada") for n in range(3)]
    found = only(read_rows(tmp_path, SMALL, *rows), "valor fuera de la lista")
    assert "(3 filas: 2, 3, 4)" in found.mensaje


def test_unknown_unit_is_kept_as_read(tmp_path):
    parsed = read_rows(tmp_path, [*SMALL, "Unidad de medida"], [*small_row(), "hectárea"])
    assert parsed.rows[0].extra == {"Unidad de medida": "hectárea"}
    assert "unidad" not in first(parsed)


def test_over_hundred_percent_is_kept_and_told(tmp_path):
    parsed = read_rows(tmp_path, [*SMALL, "Avance junio"], [*small_row(), "117.35%"])
    assert first(parsed)["avance 2026-06-30"] == "117.35"
    assert only(parsed, "fuera de escala").gravedad == "aviso"


def test_progress_without_cut_off_is_kept_aside(tmp_path):
    parsed = read_rows(tmp_path, [*SMALL, "% de avance"], [*small_row(), "40%"])
    assert only(parsed, "sin corte").columna == "G «% de avance»"
    assert parsed.rows[0].extra == {"% de avance": "40%"}


@pytest.mark.parametrize(
    "title", [["Fecha de corte: 30/06/2026"], ["Fecha de corte", None, date(2026, 6, 30)]]
)
def test_cut_off_stated_over_the_table_is_used(tmp_path, title):
    parsed = read_rows(tmp_path, title, [*SMALL, "% de avance"], [*small_row(), "40%"])
    assert first(parsed)["avance 2026-06-30"] == "40"
    assert parsed.mapping.columns[0].encabezado == "Política"
    assert any("30/06/2026, dicho sobre la tabla" in decision for decision in parsed.decisions)


def test_bare_code_is_read_with_the_numbering_of_the_year_before(tmp_path):
    assert first(read_rows(tmp_path, SMALL, small_row(politica="POL07")))["politica"] == (
        "gobierno_digital"
    )


def test_bare_code_that_contradicts_its_question_is_not_chosen(tmp_path):
    rows = [["Código", *SMALL], ["INT203", *small_row(politica="POL07")], ["INT204", *small_row()]]
    parsed = read_rows(tmp_path, *rows)
    found = only(parsed, "nombre y código no concuerdan")
    assert "Gobierno Digital" in found.accion
    assert "Integridad" in found.accion
    assert parsed.rows[0].extra["Política"] == "POL07"


def test_name_that_contradicts_its_question_is_used_and_told(tmp_path):
    parsed = read_rows(tmp_path, ["Código", *SMALL], ["GDI201", *small_row()])
    assert first(parsed)["politica"] == "integridad"
    assert only(parsed, "nombre y código no concuerdan").gravedad == "aviso"


def test_several_politicas_in_a_cell_are_read(tmp_path):
    row = first(read_rows(tmp_path, SMALL, small_row(politica="Integridad; Gobierno Digital")))
    assert (row["politica"], row["otras_politicas"]) == ("integridad", "gobierno_digital")


def test_unknown_politica_is_told_with_near_names_and_kept(tmp_path):
    rows = [small_row(politica="Govierno Dijital"), small_row(accion="Otra")]
    parsed = read_rows(tmp_path, SMALL, *rows)
    assert "Gobierno Digital" in only(parsed, "nombre no reconocido").accion
    assert parsed.rows[0].extra["Política"] == "Govierno Dijital"


# Persons.


def test_columns_of_persons_are_not_loaded_and_said(tmp_path):
    header = [*SMALL, "Correo", "Contacto", "Enlace institucional"]
    parsed = read_rows(
        tmp_path, header, [*small_row(), "a@b.co", "3001234567", "maria.perez@ejemplo.gov.co"]
    )
    assert kinds(parsed) == ["dato personal"] * 3
    assert parsed.rows[0].extra == {}
    assert "Correo" not in parsed.unmapped


def test_person_in_a_column_of_units_is_not_loaded(tmp_path):
    parsed = read_rows(tmp_path, SMALL, small_row(dependencia="Carlos Gómez"))
    assert "dependencia" not in first(parsed)
    assert (only(parsed, "dato personal").valor, parsed.rows[0].extra) == ("", {})


def test_mail_inside_an_action_is_told_and_the_action_read(tmp_path):
    parsed = read_rows(tmp_path, SMALL, small_row(accion="Escribir a juan@ejemplo.gov.co"))
    assert only(parsed, "dato personal").gravedad == "aviso"
    assert len(parsed.rows) == 1


def test_mail_in_a_column_without_field_is_not_kept(tmp_path):
    rows = [[*small_row(accion=f"A{n}"), text] for n, text in enumerate(["uno", "dos", "a@b.co"])]
    parsed = read_rows(tmp_path, [*SMALL, "Nota"], *rows)
    assert parsed.rows[2].extra == {}
    assert only(parsed, "dato personal").fila == 4


# What cannot be right.


@pytest.mark.parametrize(
    ("row", "tipo"),
    [
        (small_row(inicio="30/09/2026", fin="01/07/2026"), "fin antes del inicio"),
        (small_row(fin="30/06/2027"), "fecha fuera de la vigencia"),
    ],
)
def test_odd_dates_are_told_and_loaded(tmp_path, row, tipo):
    parsed = read_rows(tmp_path, SMALL, row)
    assert only(parsed, tipo).gravedad == "aviso"
    assert "fecha_fin" in first(parsed)


def test_cut_off_of_another_year_is_told(tmp_path):
    parsed = read_rows(tmp_path, [*SMALL, "Avance junio 2025"], [*small_row(), "40%"])
    assert kinds(parsed) == ["corte fuera de la vigencia"]


def test_repeated_text_is_told_with_its_rows(tmp_path):
    parsed = read_rows(tmp_path, SMALL, small_row(), small_row())
    assert "(2 filas: 2, 3)" in only(parsed, "texto repetido").mensaje


def test_row_of_another_vigencia_is_told(tmp_path):
    parsed = read_rows(tmp_path, [*SMALL, "Vigencia"], [*small_row(), 2024])
    assert only(parsed, "otra vigencia").valor == "2024"


def test_units_that_may_be_the_same_are_asked(tmp_path):
    rows = [
        small_row(dependencia="Secretaría de Planeación"),
        small_row(accion="Otra", dependencia="Secretaría de Planeación Distrital"),
    ]
    parsed = read_rows(tmp_path, SMALL, *rows)
    assert "dependencias.csv" in only(parsed, "dependencias parecidas").accion


def test_confirmed_alias_of_a_unit_is_used_and_the_text_kept(tmp_path):
    write_text(
        tmp_path / "dependencias.csv", "alias,dependencia\nPlaneación,Secretaría de Planeación\n"
    )
    parsed = read_rows(tmp_path, SMALL, small_row(dependencia="PLANEACION"))
    assert first(parsed)["dependencia"] == "Secretaría de Planeación"
    assert parsed.rows[0].extra == {"Dependencia": "PLANEACION"}


def test_plan_with_more_actions_than_anybody_follows_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr("mipg_helpers.sources.plans.MOST_ACTIONS", 1)
    with pytest.raises(SourceFileError, match="un plan no pasa de 1"):
        read_rows(tmp_path, SMALL, small_row(), small_row(accion="Medir"))
