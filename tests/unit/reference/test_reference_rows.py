import pytest

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference.rows import Files, Row, read_files


def files(text, name="t.csv"):
    return Files({name: text.encode()})


def test_rows_know_their_line():
    rows = files("a,b\n1,2\n\n3,4\n").table("t.csv", "a b", "a")
    assert [(row["a"], row.fila) for row in rows] == [("1", 2), ("3", 4)]


def test_byte_order_mark_and_spaces_are_no_matter():
    rows = Files({"t.csv": "\ufeffa,b\r\n x , y \r\n".encode()}).table("t.csv", "a b", "a")
    assert (rows[0]["a"], rows[0]["b"]) == ("x", "y")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n1\n", "t.csv: faltan las columnas b"),
        ("a,b,c\n1,2,3\n", "t.csv: sobran las columnas c"),
        ("a,b,b\n1,2,3\n", "t.csv: sobran las columnas"),
        ("a,b\n1\n", "t.csv, fila 2: la fila tiene 1 celdas; se esperaba 2 celdas"),
        ("a,b\n1,2\n1,3\n", "t.csv, fila 3: la clave .1. ya está en la fila 2"),
        ("", "t.csv: faltan las columnas a, b"),
    ],
)
def test_malformed_table_is_refused(text, message):
    with pytest.raises(ReferenceDataError, match=message):
        files(text).table("t.csv", "a b", "a")


def test_missing_file_is_refused():
    with pytest.raises(ReferenceDataError, match=r"otro\.csv: falta este archivo"):
        files("a\n").table("otro.csv", "a", "a")


def test_other_encoding_is_refused():
    with pytest.raises(ReferenceDataError, match="no está en UTF-8"):
        Files({"t.csv": "años\n".encode("latin-1")}).text("t.csv")


def test_missing_folder_is_refused(tmp_path):
    with pytest.raises(ReferenceDataError, match="no existe la carpeta"):
        read_files(tmp_path / "nada")


@pytest.mark.parametrize(
    ("method", "value", "message"),
    [
        ("integer", "x", "'x' no es un número entero"),
        ("number", "1,5", "'1,5' no es un número"),
        ("flag", "sí", "'sí' no es válido; se esperaba si o no"),
        ("required", "", "la celda está vacía"),
    ],
)
def test_bad_cell_names_file_row_and_column(method, value, message):
    row = Row("t.csv", 7, {"a": value})
    with pytest.raises(ReferenceDataError, match=f"t.csv, fila 7, columna 'a': {message}"):
        getattr(row, method)("a")


def test_cells_are_read_by_kind():
    row = Row("t.csv", 2, {"n": "3", "x": "1.5", "e": "", "f": "si", "p": "a|b"})
    assert (row.integer("n"), row.number("x"), row.number("e")) == (3, 1.5, None)
    assert (row.flag("f"), row.parts("p"), row.parts("e")) == (True, ("a", "b"), ())


def test_fingerprint_sees_names_and_contents():
    prints = {
        Files({"a": b"1"}).fingerprint(),
        Files({"b": b"1"}).fingerprint(),
        Files({"a": b"2"}).fingerprint(),
        Files({"a": b"", "b": b"1"}).fingerprint(),
    }
    assert len(prints) == 4
