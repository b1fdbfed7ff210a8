import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_builders import kinds_of, table_sheet

from mipg_helpers.errors import DataValidationError, SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.recommendations import (
    clean_block,
    recomendacion_id,
    tidy_recommendations,
)

HEADER = ("Política", "Recomendación", "Política relacionada")
DIGITAL = ("Gobierno Digital", "Publicar datos abiertos.", "POL07 Gobierno Digital")
ENTIDAD = "ALCALDÍA DE SAN RAFAEL"
FILE = "ALCALDIA DE SAN RAFAEL.xlsx"


def book(*rows, titles=None, archivo=FILE, header=HEADER, **more):
    said = titles if titles is not None else [("Vigencia 2025",), ("Entidad:", ENTIDAD), ()]
    return table_sheet(*said, header, *rows, archivo=archivo, **more)


def tidy(*sheets, **declared):
    return tidy_recommendations(sheets, Declared(**declared), load_catalog())


def texts(parsed):
    return parsed.recomendaciones["texto"].tolist()


def test_row_is_read_with_its_politica_and_place():
    row = tidy(book(DIGITAL)).recomendaciones.loc[0]
    assert row[["politica", "texto", "vigencia"]].tolist() == [
        "gobierno_digital",
        "Publicar datos abiertos.",
        2025,
    ]
    assert row[["fuente_archivo", "fuente_hoja", "fuente_fila"]].tolist() == [FILE, "Hoja1", 5]


@pytest.mark.parametrize("n_titles", [0, 3, 18])
def test_header_is_found_wherever_it_stands(n_titles):
    sheet = book(DIGITAL, titles=[("Función Pública",)] * n_titles)
    assert texts(tidy(sheet, vigencia=2025)) == ["Publicar datos abiertos."]


def test_header_below_row_20_is_refused():
    with pytest.raises(SourceFileError, match=r"encabezados; se esperaba .*«Política» y «Recomen"):
        tidy(book(DIGITAL, titles=[("x",)] * 20), vigencia=2025)


def test_text_is_trimmed_and_keeps_its_line_breaks():
    soiled = ("Gobierno Digital", "  Publicar\u00a0datos \n\n  abiertos. \n", "POL07")
    assert texts(tidy(book(soiled))) == ["Publicar datos\n\nabiertos."]


def test_repeated_text_of_a_politica_is_kept_once_and_counted():
    parsed = tidy(book(DIGITAL, ("Gobierno Digital", "publicar  datos abiertos.", "POL07")))
    assert parsed.recomendaciones["n_repeticiones"].tolist() == [2]
    assert kinds_of(parsed.findings) == ["duplicado"]


def test_same_text_of_two_politicas_is_two_recommendations():
    other = ("Seguridad Digital", DIGITAL[1], "POL08")
    assert tidy(book(DIGITAL, other)).recomendaciones["politica"].tolist() == [
        "gobierno_digital",
        "seguridad_digital",
    ]


def test_order_of_the_file_is_kept():
    other = ("Integridad", "Adoptar el código.", "POL02")
    assert tidy(book(DIGITAL, other)).recomendaciones["orden"].tolist() == [1, 2]


def test_politica_without_recommendation_gives_no_row():
    assert texts(tidy(book(DIGITAL, ("Integridad", None, "POL02")))) == [DIGITAL[1]]


def test_table_without_recommendations_is_told():
    parsed = tidy(book())
    assert parsed.recomendaciones.empty
    assert kinds_of(parsed.findings) == ["sin recomendaciones"]


def test_merged_politica_counts_for_all_its_rows():
    sheet = book(DIGITAL, (None, "Medir el uso.", None), merged=[(4, 0, 5, 0)])
    assert tidy(sheet).recomendaciones["politica"].tolist() == ["gobierno_digital"] * 2


# Name and code.


def test_code_of_another_politica_refuses_the_file_and_lists_the_rows():
    wrong = ("Gobierno Digital", "Medir.", "POL06 Fortalecimiento Organizacional")
    with pytest.raises(DataValidationError, match=r"no concuerdan en 1 filas \(fila 6\)") as error:
        tidy(book(DIGITAL, wrong))
    assert [finding.fila for finding in error.value.failures] == [6]


def test_the_same_code_means_another_politica_in_another_vigencia():
    old = ("Gobierno Digital", "Medir.", "POL06 Gobierno Digital")
    parsed = tidy(book(old, titles=[("Vigencia 2021",), ("Entidad:", ENTIDAD)]))
    assert parsed.recomendaciones["politica"].tolist() == ["gobierno_digital"]


def test_unknown_name_is_told_with_the_nearest_and_its_row_left_out():
    parsed = tidy(book(DIGITAL, ("Govierno Dijital", "Medir.", "")))
    (finding,) = parsed.findings
    assert texts(parsed) == [DIGITAL[1]]
    assert (finding.tipo, finding.fila, finding.valor) == (
        "nombre no reconocido",
        6,
        "Govierno Dijital",
    )
    assert "¿Quiso decir «Gobierno Digital»" in finding.accion


def test_code_beside_an_unknown_name_decides_and_is_told():
    parsed = tidy(book(("Govierno Dijital", "Medir.", "POL07 Gobierno Digital")))
    assert parsed.recomendaciones["politica"].tolist() == ["gobierno_digital"]
    (finding,) = parsed.findings
    assert finding.gravedad == "aviso"
    assert finding.accion.startswith("revise el nombre")


def test_declared_entidad_stands_for_the_one_of_the_rows():
    sheet = book((ENTIDAD, *DIGITAL), header=("Entidad", *HEADER), titles=[("Vigencia 2025",)])
    assert tidy(sheet).recomendaciones["entidad_id"].tolist() == [ENTIDAD]
    assert tidy(sheet, entidad="0001").recomendaciones["entidad_id"].tolist() == ["0001"]


# Whose and of which vigencia.


def test_vigencia_is_never_assumed():
    with pytest.raises(SourceFileError, match="no se asume ninguna"):
        tidy(book(DIGITAL, titles=[("Entidad:", ENTIDAD)]))


def test_declared_vigencia_must_be_the_one_of_the_title():
    with pytest.raises(SourceFileError, match="declarada es 2024 y el archivo dice 2025"):
        tidy(book(DIGITAL), vigencia=2024)


@pytest.mark.parametrize(
    "titles",
    [
        [("Vigencia 2025",), ("Entidad:", ENTIDAD)],
        [("Vigencia: 2025",), (f"Entidad: {ENTIDAD}",)],
        [("RECOMENDACIONES – VIGENCIA 2025",), (ENTIDAD,)],
    ],
)
def test_entidad_is_taken_from_the_rows_above(titles):
    assert tidy(book(DIGITAL, titles=titles)).recomendaciones["entidad_id"].tolist() == [ENTIDAD]


def test_file_named_after_another_entidad_is_refused():
    with pytest.raises(SourceFileError, match=r"se llama «ALCALDIA DE CHITA» y .*SAN RAFAEL"):
        tidy(book(DIGITAL, archivo="ALCALDIA DE CHITA.xlsx"))


@pytest.mark.parametrize(
    "archivo", ["Recomendaciones_2025.xlsx", "ALCALDIA DE SAN RAFAEL - ANTIOQUIA.xlsx", FILE]
)
def test_file_name_that_does_not_contradict_is_accepted(archivo):
    titles = [("Vigencia 2025",), ("Entidad:", ENTIDAD), ("Departamento:", "ANTIOQUIA")]
    assert len(texts(tidy(book(DIGITAL, titles=titles, archivo=archivo)))) == 1


def test_silent_file_is_of_the_entidad_in_its_name_and_says_so():
    parsed = tidy(book(DIGITAL, titles=[("Vigencia 2025",)]))
    assert parsed.recomendaciones["entidad_id"].tolist() == ["ALCALDIA DE SAN RAFAEL"]
    assert kinds_of(parsed.findings) == ["entidad del nombre del archivo"]


def test_sigep_code_of_the_title_is_read_with_its_zeros():
    titles = [("Vigencia 2025",), ("Código Sigep:", 42)]
    assert tidy(book(DIGITAL, titles=titles)).recomendaciones["entidad_id"].tolist() == ["0042"]


def test_other_sheets_are_named_as_skipped():
    notes = table_sheet(("Notas",), hoja="Notas")
    assert tidy(notes, book(DIGITAL)).skipped_sheets == ("Notas",)


# The stable id.


def test_id_does_not_depend_on_spacing_or_case():
    one = recomendacion_id("0001", 2025, "integridad", "Adoptar el  código.")
    assert one == recomendacion_id("0001", 2025, "integridad", "ADOPTAR EL CÓDIGO.")
    assert len(one) == 16


@pytest.mark.parametrize(
    "other", [("0002", 2025, "integridad"), ("0001", 2024, "integridad"), ("0001", 2025, "compras")]
)
def test_id_depends_on_entidad_vigencia_and_politica(other):
    assert recomendacion_id(*other, "x") != recomendacion_id("0001", 2025, "integridad", "x")


@given(st.text())
def test_cleaning_a_clean_text_changes_nothing(text):
    assert clean_block(clean_block(text)) == clean_block(text)
