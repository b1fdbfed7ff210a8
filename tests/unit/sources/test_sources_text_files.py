import pytest
from workbook_builders import write_text

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.text_files import read_text_table

TABLE = "Entidad;Puntaje\nALCALDÍA DE NARIÑO;61,5\n"
CELLS = [["Entidad", "Puntaje"], ["ALCALDÍA DE NARIÑO", "61,5"]]


@pytest.fixture
def read(tmp_path):
    def from_text(text, encoding="utf-8"):
        return read_text_table(write_text(tmp_path / "tabla.csv", text, encoding))

    return from_text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive_each_encoding_of_the_ladder(read, encoding):
    sheet, _ = read(TABLE, encoding)
    assert sheet.cells == CELLS


@pytest.mark.parametrize(("encoding", "told"), [("utf-8-sig", 0), ("cp1252", 1), ("utf-16", 1)])
def test_encoding_other_than_utf8_is_told(read, encoding, told):
    _, findings = read(TABLE, encoding)
    assert [finding.tipo for finding in findings] == ["codificación"] * told


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separator_is_found_by_the_header(read, separator):
    sheet, _ = read(f"Entidad{separator}Puntaje\nALCALDÍA{separator}61\n")
    assert sheet.cells[1] == ["ALCALDÍA", "61"]


def test_decimal_commas_and_names_with_commas_do_not_pass_for_separators(read):
    sheet, _ = read("Entidad;2023;2024\nMinisterio A, B, C;88,00;77,27\nOtro, D;90,00;91,00\n")
    assert sheet.cells[1] == ["Ministerio A, B, C", "88,00", "77,27"]


def test_title_lines_do_not_decide_the_separator(read):
    sheet, _ = read("Resultados, vigencia 2024\n\nEntidad;Puntaje\nALCALDÍA;61,5\nOTRA;62,5\n")
    assert sheet.cells[2] == ["Entidad", "Puntaje"]


def test_declared_separator_leaves_rows_where_excel_shows_them(read):
    sheet, _ = read("sep=|\nEntidad|Puntaje\nALCALDÍA|61\n")
    assert sheet.cells[1] == ["Entidad", "Puntaje"]


def test_quoted_cell_may_hold_separators_and_line_breaks(read):
    sheet, _ = read('Entidad;Nota\n"A; ""B""\ny C";x\nOTRA;y\n')
    assert sheet.cells[1:] == [['A; "B"\ny C', "x"], ["OTRA", "y"]]


def test_formula_like_text_stays_text(read):
    sheet, _ = read("Entidad;Nota\n=CMD();+1\n")
    assert sheet.cells[1] == ["=CMD()", "+1"]


def test_blank_lines_keep_the_row_numbers(read):
    sheet, _ = read("Entidad;Puntaje\n\nALCALDÍA;61\n")
    assert sheet.cells == [["Entidad", "Puntaje"], [None, None], ["ALCALDÍA", "61"]]


def test_row_longer_than_the_header_is_emptied_and_told(read):
    sheet, findings = read("Entidad,Puntaje\nA,61\nB,61,5\nC,62\nD,63\n")
    assert sheet.cells[2] == [None, None]
    assert [(f.fila, f.gravedad, f.valor) for f in findings] == [(3, "error", "B | 61 | 5")]


def test_row_shorter_than_the_header_is_filled_and_told(read):
    sheet, findings = read("Entidad;Grupo;Puntaje\nA;x\nB;y;61\nC;z;62\n")
    assert sheet.cells[1] == ["A", "x", None]
    assert [(finding.fila, finding.gravedad) for finding in findings] == [(2, "aviso")]


def test_blank_columns_at_the_right_are_ignored(read):
    sheet, findings = read("Entidad;Puntaje;;\nA;61;;\nB;62;;\n")
    assert sheet.cells[1] == ["A", "61"]
    assert findings == []


@pytest.mark.parametrize("text", ["PolÃ­tica;x\n1;2\n", "Pol\ufffdtica;x\n1;2\n", "AÃ±o;Â°\n"])
def test_mojibake_is_refused_with_its_line(read, text):
    with pytest.raises(SourceFileError, match="línea 1: las tildes y eñes están dañadas"):
        read(text)


def test_portuguese_names_are_no_mojibake(read):
    sheet, _ = read("Entidad;Puntaje\nSÃO PAULO Â;61\n")
    assert sheet.cells[1][0] == "SÃO PAULO Â"


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("igd_2021_entidades.csv", (2922, 8)),
        ("idf_boyaca_2020_2021.csv", (247, 10)),
        ("politicas_lideres_v7.csv", (21, 6)),
        ("acciones_muestra.csv", (5, 13)),
    ],
)
def test_real_files_come_out_in_their_true_shape(real_data, name, shape):
    sheet, _ = read_text_table(real_data / name)
    assert (len(sheet.cells), len(sheet.cells[0])) == shape
