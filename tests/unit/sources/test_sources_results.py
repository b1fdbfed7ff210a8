import numpy as np
import pytest
from reference_builders import invented_vigencia
from workbook_builders import (
    IDENTIFICATION,
    official_header,
    official_rows,
    results_book,
    sheet_of,
)

from mipg_helpers.errors import DataValidationError, LayoutError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.cleaning import UNCOMPUTED
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.results import tidy_results
from mipg_helpers.sources.workbook import read_workbook

CATALOG = load_catalog()
TITLE = ["Resultados vigencia 2024"]


def tidy(header, rows, *, title=TITLE, hoja="Territorio", declared=None, others=()):
    sheet = sheet_of(title, [None], header, *rows, hoja=hoja)
    return tidy_results([sheet, *others], declared or Declared(), CATALOG)


def official(vigencia=2024, n_rows=2, **more):
    return official_header(vigencia, **more), official_rows(vigencia, n_rows, **more)


def score(parsed, indice, row=0):
    found = parsed.indices[parsed.indices["indice"] == indice]
    return found["puntaje_puntos"].iloc[row]


def kinds(parsed, gravedad="error"):
    return [finding.tipo for finding in parsed.findings if finding.gravedad == gravedad]


def position(header, start):
    return next(j for j, text in enumerate(header) if text.startswith(start))


def test_every_entidad_has_every_published_index():
    parsed = tidy(*official(2025, n_indices=66), title=["vigencia 2025"])
    assert parsed.vigencias == (2025,)
    assert len(parsed.entidades) == 2
    assert len(parsed.indices) == 2 * (1 + 7 + 19 + 66)
    assert parsed.findings == []


def test_figures_are_kept_digit_by_digit():
    header, rows = official()
    rows[0][position(header, "D1")] = 29.78
    assert score(tidy(header, rows), "d1") == 29.78


def test_every_figure_knows_its_cell():
    header, rows = official()
    row = tidy(header, rows).indices.query("indice == 'gobierno_digital'").iloc[1]
    assert (row["fuente_archivo"], row["fuente_hoja"]) == ("resultados.xlsx", "Territorio")
    assert (row["fuente_fila"], row["fuente_columna"]) == (5, "V")
    assert header[position(header, "POL07")] == header[21]


def test_entidad_is_identified_by_its_padded_sigep_code():
    header, rows = official()
    rows[0][0] = 7.0
    entidades = tidy(header, rows).entidades
    assert entidades["entidad_id"].tolist() == ["0007", "0002"]
    assert entidades.iloc[0]["grupo_par"] == "ALCALDÍA GRUPO 4"


@pytest.mark.parametrize(
    "written",
    [
        "D3  Gestión para Resultados con Valores",
        "D3 Gestión para\nResultados con Valores",
        "d3\u00a0Gestión con valores para Resultados",
        "D3 Gestión para Resul- tados con Valores",
    ],
)
def test_spacing_of_a_header_never_drops_a_dimension(written):
    header, rows = official()
    header[position(header, "D3")] = written
    assert score(tidy(header, rows), "d3") == 50.25


def test_unnamed_and_unknown_columns_do_no_harm():
    header, rows = official()
    parsed = tidy([*header, None, "Observación"], [[*row, None, "nota"] for row in rows])
    assert kinds(parsed, "aviso") == ["columna no reconocida"]
    assert "AJ «Observación»" in parsed.findings[0].mensaje


def test_unnamed_column_with_data_is_told():
    header, rows = official()
    parsed = tidy([*header, None], [[*row, 3] for row in rows])
    assert kinds(parsed, "aviso") == ["columna sin nombre"]


def test_column_order_is_free():
    header, rows = official()
    turned = tidy(header[::-1], [row[::-1] for row in rows])
    assert score(turned, "conocimiento") == 50.25
    assert turned.entidades["nombre_entidad"][0] == "ALCALDÍA DE PRUEBA 1"


def test_blank_score_is_not_applicable_and_never_zero():
    header, rows = official()
    rows[0][position(header, "POL17")] = None
    row = tidy(header, rows).indices.query("indice == 'estadistica'").iloc[0]
    assert np.isnan(row["puntaje_puntos"])
    assert row["motivo_vacio"] == "no_aplica"


def test_uncomputed_score_keeps_its_own_reason():
    header, rows = official()
    rows[0][position(header, "POL17")] = UNCOMPUTED
    parsed = tidy(header, rows)
    assert (
        parsed.indices.query("indice == 'estadistica'")["motivo_vacio"].iloc[0] == "error_formula"
    )
    assert kinds(parsed) == ["fórmula sin calcular"]


def test_bad_score_is_told_and_the_rest_is_loaded():
    header, rows = official()
    rows[0][position(header, "POL03")] = "68,4,1"
    parsed = tidy(header, rows)
    assert len(parsed.indices) == 2 * 27 - 1
    (found,) = parsed.findings
    assert (found.fila, found.columna) == (4, "R «POL03 Índice de Planeación Institucional»")


def test_scores_kept_as_text_are_read_and_told_once():
    header, rows = official()
    rows = [[str(cell).replace(".", ",") for cell in row] for row in rows]
    parsed = tidy(header, rows)
    assert score(parsed, "idi") == 50.25
    assert kinds(parsed, "aviso") == ["número como texto"]


def test_codes_mean_what_they_meant_in_their_vigencia():
    old = tidy(*official(2021), title=["vigencia 2021"])
    new = tidy(*official(2023), title=["vigencia 2023"])
    codes = [
        parsed.indices.set_index("indice")["codigo"]["gobierno_digital"].iloc[0]
        for parsed in (old, new)
    ]
    assert codes == ["POL06", "POL07"]


def test_vigencia_without_confirmed_numbering_is_read_by_name():
    parsed = tidy(*official(2022), title=["vigencia 2022"])
    assert len(parsed.indices) == 2 * 27
    assert kinds(parsed) == []


def test_unregistered_indices_are_set_aside_in_one_finding():
    header, rows = official(2023)
    header += ["I12 Índice de ejemplo", "I13 Otro índice de ejemplo"]
    parsed = tidy(header, [[*row, 1, 2] for row in rows], title=["vigencia 2023"])
    assert kinds(parsed, "aviso") == ["índice sin registrar"]
    assert len(parsed.indices) == 2 * 27


def test_politica_with_unknown_name_is_set_aside_with_suggestions():
    header, rows = official()
    header[position(header, "POL08")] = "POL08 Índice de Ciberdefensa digital"
    parsed = tidy(header, rows)
    assert kinds(parsed) == ["nombre no reconocido"]
    assert "¿Quiso decir" in parsed.findings[0].accion
    assert "seguridad_digital" not in set(parsed.indices["indice"])


def test_name_of_two_levels_is_what_the_coded_columns_left():
    header, rows = official(2022)
    header[position(header, "Índice de Control Interno")] = "Control Interno"
    parsed = tidy(header, rows, title=["vigencia 2022"])
    assert kinds(parsed) == []
    assert len(parsed.indices) == 2 * 27


def test_name_of_two_levels_is_set_aside_when_nothing_settles_it():
    header, rows = official(2022)
    place = position(header, "Índice de Control Interno")
    header[place], header[position(header, "D7")] = "Control Interno", "Dimensión sin nombre"
    with pytest.raises(LayoutError, match="falta la columna de la dimensión «D7"):
        tidy(header, rows, title=["vigencia 2022"])


def test_missing_politica_is_told():
    header, rows = official()
    place = position(header, "POL10")
    parsed = tidy(header[:place] + header[place + 1 :], [r[:place] + r[place + 1 :] for r in rows])
    assert "de las 19 políticas" in parsed.findings[0].mensaje
    assert "Mejora Normativa" in parsed.findings[0].mensaje


def test_all_layout_problems_are_told_at_once():
    header, rows = official()
    header[position(header, "POL06")] = "POL06 Índice de Gobierno Digital"
    header[position(header, "D3")] = "Otra cosa"
    rows[1][0] = "0001"
    with pytest.raises(LayoutError) as caught:
        tidy(header, rows)
    tipos = [finding.tipo for finding in caught.value.failures]
    assert tipos == ["nombre y código no concuerdan", "columna faltante", "entidad duplicada"]


def test_repeated_entidad_names_both_rows():
    header, rows = official(n_rows=3)
    rows[2][0] = "0001"
    with pytest.raises(DataValidationError, match="0001 está en las filas 4 y 6"):
        tidy(header, rows)


def test_notes_and_signatures_are_told_and_not_loaded():
    header, rows = official()
    parsed = tidy(header, [*rows, [None], ["Fuente: Función Pública"], [None, "Firma"]])
    assert len(parsed.entidades) == 2
    assert [finding.fila for finding in parsed.findings] == [7, 8]


@pytest.mark.parametrize(
    ("codigo", "nombre", "tipo"),
    [
        (None, "ALCALDÍA", "código faltante"),
        ("846000253", "ALCALDÍA", "código inválido"),
        ("0009", None, "nombre faltante"),
        ("0009", "A" * 501, "nombre larguísimo"),
    ],
)
def test_row_that_identifies_nobody_is_an_error(codigo, nombre, tipo):
    header, rows = official()
    rows[1][:2] = [codigo, nombre]
    parsed = tidy(header, rows)
    assert kinds(parsed) == [tipo]
    assert len(parsed.entidades) == 1


def test_meci_entidad_is_marked_and_its_other_scores_only_inform():
    header, rows = official()
    rows[0][len(IDENTIFICATION) - 1] = "MECI"
    parsed = tidy(header, rows)
    assert parsed.entidades["es_meci"].tolist() == [True, False]
    assert kinds(parsed, "aviso") == ["régimen MECI"]
    assert "trae 25 puntajes" in parsed.findings[0].mensaje
    assert parsed.findings[0].fila == parsed.entidades.loc[0, "fuente_fila"]
    assert len(parsed.indices) == 2 * 27


def test_form_may_be_told_by_the_group_where_it_is_blank():
    header, rows = official()
    rows[0][5:7] = ["NACIÓN - MECI", None]
    assert tidy(header, rows).entidades["es_meci"].tolist() == [True, False]


def test_entidad_of_full_form_without_idi_is_told():
    header, rows = official()
    rows[0][len(IDENTIFICATION)] = None
    assert kinds(tidy(header, rows), "aviso") == ["formulario y vacíos"]


def test_entidad_of_full_form_with_a_blank_dimension_is_told():
    header, rows = official()
    place = next(i for i, label in enumerate(header) if label.startswith("D3"))
    rows[0][place] = None
    (told,) = [f for f in tidy(header, rows).findings if f.tipo == "formulario y vacíos"]
    assert "no trae D3, aunque su formulario" in told.mensaje


@pytest.mark.parametrize(
    ("hoja", "title", "orden"),
    [
        ("Nación", TITLE, "nacion"),
        ("TERRITORIO ", TITLE, "territorio"),
        ("Hoja1", ["Resultados Nación, vigencia 2024"], "nacion"),
        ("Hoja1", TITLE, ""),
    ],
)
def test_orden_is_told_by_sheet_or_title(hoja, title, orden):
    parsed = tidy(*official(), hoja=hoja, title=title)
    assert set(parsed.entidades["orden"]) == {orden}


def test_both_sheets_of_a_book_are_read_and_the_others_named():
    header, rows = official()
    nacion = sheet_of(TITLE, header, ["0900", *rows[0][1:]], hoja="Nacion")
    parsed = tidy(header, rows, others=[nacion, sheet_of(["Nota"], hoja="Descripcion Cuadro")])
    assert parsed.entidades["orden"].tolist() == ["territorio", "territorio", "nacion"]
    assert parsed.skipped_sheets == ("Descripcion Cuadro",)
    assert len(parsed.indices) == 3 * 27


def test_vigencia_may_come_from_a_column():
    header, rows = official()
    parsed = tidy([*header, "Vigencia"], [[*row, "2.024"] for row in rows], title=["Resultados"])
    assert parsed.vigencias == (2024,)


def test_declared_vigencia_and_fiction_are_kept():
    declared = Declared(vigencia=2024, ficticio=True)
    parsed = tidy(*official(), title=["Resultados"], declared=declared)
    assert parsed.vigencias == (2024,)
    assert parsed.entidades["es_ficticia"].all()


def test_unconfirmed_codes_of_2024_reuse_the_names_of_the_span():
    header, rows = official(2024)
    parsed = tidy([*header, "I11 Gobernanza"], [[*r, 88] for r in rows], title=["vigencia 2024"])
    assert score(parsed, "i11") == 88


def test_invented_vigencia_needs_rows_of_reference_only(tmp_path):
    catalog = load_catalog(invented_vigencia(tmp_path / "reference"))
    header = official_header(2026, n_indices=68, catalog=catalog)
    rows = official_rows(2026, 1, n_indices=68, catalog=catalog)
    parsed = tidy_results([sheet_of(["vigencia 2026"], header, *rows)], Declared(), catalog)
    assert parsed.findings == []
    assert {"i71", "i72", "gobierno_digital"} <= set(parsed.indices["indice"])


def test_workbook_with_all_the_dirt_reads_like_the_clean_one(tmp_path):
    header, rows = official(2025, n_indices=66)
    dirty = [
        "D2 Direcciona-\nmiento Estratégico y Planeación"
        if text.startswith("D2")
        else text.replace("I2", "i2").replace(" Índice", "  Índice\n")
        for text in header
    ]
    path = results_book(tmp_path / "a.xlsx", [*dirty, None, None], rows)
    parsed = tidy_results(read_workbook(path), Declared(), CATALOG)
    clean = tidy(header, rows, title=["vigencia 2025"])
    assert parsed.findings == []
    assert parsed.indices["indice"].tolist() == clean.indices["indice"].tolist()
    assert parsed.indices["puntaje_puntos"].tolist() == clean.indices["puntaje_puntos"].tolist()
