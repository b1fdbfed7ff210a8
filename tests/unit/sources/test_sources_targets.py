import pytest
from ingest_builders import kinds_of, table_sheet

from mipg_helpers.errors import SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.targets import tidy_targets

HEADER = ("Índice", "Línea base", "Meta")


def tidy(*rows, header=HEADER, titles=(), **declared):
    sheet = table_sheet(*titles, header, *rows)
    stated = Declared(**{"entidad": "0001", "vigencia": 2025, **declared})
    return tidy_targets([sheet], stated, load_catalog())


def figures(parsed):
    return parsed.metas[["indice", "linea_base_puntos", "meta_puntos"]].to_numpy().tolist()


def test_base_line_and_target_are_read_with_their_cell():
    parsed = tidy(("Gobierno Digital", "61,8", 70))
    assert figures(parsed) == [["gobierno_digital", 61.8, 70.0]]
    row = parsed.metas.loc[0]
    assert row[["nivel", "fuente_fila", "fuente_columna"]].tolist() == ["politica", 2, "C"]


def test_percent_sign_is_read_as_points_and_said_once():
    parsed = tidy(("Gobierno Digital", "61,8 %", "70%"), ("Integridad", "50 %", "60 %"))
    assert figures(parsed)[0] == ["gobierno_digital", 61.8, 70.0]
    assert kinds_of(parsed.findings) == ["porcentaje leído como puntos"]


def test_column_of_fractions_is_read_as_points_and_said():
    parsed = tidy(("Gobierno Digital", 0.618, 0.7), ("Integridad", 0.5, 1))
    assert figures(parsed) == [["gobierno_digital", 61.8, 70.0], ["integridad", 50.0, 100.0]]
    assert kinds_of(parsed.findings) == ["porcentaje leído como puntos"]


def test_column_of_zeros_is_no_column_of_fractions():
    parsed = tidy(("Gobierno Digital", 0, 0))
    assert (figures(parsed), kinds_of(parsed.findings)) == ([["gobierno_digital", 0, 0]], [])


def test_fraction_among_points_is_not_guessed():
    parsed = tidy(("Gobierno Digital", 61.8, 70), ("Integridad", 50, 0.6))
    assert figures(parsed) == [["gobierno_digital", 61.8, 70.0]]
    (finding,) = parsed.findings
    assert (finding.tipo, finding.fila, finding.columna, finding.gravedad) == (
        "escala mixta",
        3,
        "C «Meta»",
        "error",
    )


def test_text_target_is_told_and_left_out():
    parsed = tidy(("Gobierno Digital", 61.8, "Implementar las 7 dimensiones"), ("Integridad", 5, 6))
    assert [row[0] for row in figures(parsed)] == ["integridad"]
    assert kinds_of(parsed.findings) == ["número inválido"]


def test_base_line_may_be_blank():
    row = tidy(("Gobierno Digital", "-", 70)).metas.loc[0]
    assert row["linea_base_puntos"] is None or row["linea_base_puntos"] != row["linea_base_puntos"]


def test_row_without_target_is_no_target():
    parsed = tidy(("Gobierno Digital", 61.8, ""), ("Integridad", 5, 6))
    assert [row[0] for row in figures(parsed)] == ["integridad"]
    assert parsed.findings == []


@pytest.mark.parametrize(
    ("label", "indice"),
    [
        ("Índice de Desempeño Institucional", "idi"),
        ("D3 Gestión con valores para Resultados", "d3"),
        ("Dimensión Talento Humano", "d1"),
        ("POL19 Control Interno", "control_interno"),
        ("I23 Implementación Lineamientos de Política", "i23"),
    ],
)
def test_every_level_is_recognised(label, indice):
    assert tidy((label, 50, 60)).metas["indice"].tolist() == [indice]


def test_name_of_two_levels_needs_the_level():
    (finding,) = [f for f in tidy(("Control Interno", 50, 60)).findings if f.gravedad == "error"]
    assert (finding.tipo, finding.fila) == ("código ambiguo", 2)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (("Nivel", *HEADER), ("Dimensión", "Control Interno", 50, 60)),
        (("Código", *HEADER), ("D7", "Control Interno", 50, 60)),
        (("Dimensión", "Línea base", "Meta"), ("Control Interno", 50, 60)),
    ],
)
def test_level_is_taken_from_column_code_or_header(header, row):
    assert tidy(row, header=header).metas["indice"].tolist() == ["d7"]


def test_columns_of_dimension_and_politica_name_the_most_specific():
    header = ("Dimensión", "Política", "Meta")
    parsed = tidy(("Talento Humano", "Integridad", 60), ("Control Interno", "", 70), header=header)
    assert parsed.metas["indice"].tolist() == ["integridad", "d7"]


def test_unknown_name_is_told_with_the_nearest():
    (finding,) = tidy(("Govierno Dijital", 50, 60)).findings[:1]
    assert finding.tipo == "nombre no reconocido"
    assert "¿Quiso decir «Gobierno Digital»" in finding.accion
    assert (finding.valor, finding.fila, finding.columna) == ("Govierno Dijital", 2, "A «Índice»")


def test_target_for_a_year_to_come_keeps_its_year():
    parsed = tidy(("Integridad", 50, 60, 2027), header=(*HEADER, "Vigencia"), vigencia=None)
    assert parsed.metas["vigencia"].tolist() == [2027]


def test_vigencia_is_never_assumed():
    with pytest.raises(SourceFileError, match="no se asume ninguna"):
        tidy(("Integridad", 50, 60), vigencia=None)


def test_entidad_of_the_title_is_kept():
    parsed = tidy(("Integridad", 50, 60), titles=[("Entidad:", "ALCALDÍA X")], entidad="")
    assert parsed.metas["entidad_id"].tolist() == ["ALCALDÍA X"]


def test_table_without_targets_is_told():
    assert kinds_of(tidy(("Integridad", 50, "")).findings) == ["sin metas"]
