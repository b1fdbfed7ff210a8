"""The workbook of a comparison, read back cell by cell."""

import io

from comparison_builders import SCORES, SIX, compare, everyone, many
from openpyxl import load_workbook

from mipg_helpers.lab.write_comparison import comparison_bytes, write_comparison

HOSTILE = '=HYPERLINK("http://malo","ver")'


def book_of(comparison):
    return load_workbook(io.BytesIO(comparison_bytes(comparison)))


def rows_of(sheet):
    """Cells of a table under its header, as values."""
    return [list(row) for row in sheet.iter_rows(min_row=4, values_only=True)]


def test_sheets_hold_tables_dictionary_and_sources():
    assert book_of(compare()).sheetnames == [
        "Puntajes", "Distribución", "Brechas", "Mejoras", "Diccionario", "Notas y fuentes",
    ]  # fmt: skip


def test_every_entidad_is_in_it_whatever_a_page_shows():
    assert len(rows_of(book_of(many(300))["Puntajes"])) == 300


def test_scores_are_numbers_as_read_and_a_blank_says_why():
    found = rows_of(
        book_of(compare(SCORES.replace("| 60", "| 68,4").replace("| 90", "|")))["Puntajes"]
    )
    assert {row[0]: row[-1] for row in found} == {
        "ALCALDÍA D": 80, "ALCALDÍA C": 70, "ALCALDÍA B": 68.4, "ALCALDÍA A": 50,
        "ALCALDÍA E": "no aplica",
    }  # fmt: skip


def test_gaps_below_most_are_in_it_too():
    (row,) = rows_of(book_of(compare(puntos=55))["Brechas"])
    assert row[1:10] == ["política", "Gobierno Digital", "no", 55, None, 5, 1, 20, 5]


def test_names_like_formulas_stay_text():
    found = book_of(compare(people=SIX.replace("ALCALDÍA E", HOSTILE)))["Puntajes"]["A4"]
    assert (found.value, found.data_type, found.quotePrefix) == (HOSTILE, "s", True)
    assert found.hyperlink is None


def test_every_column_is_explained():
    book = book_of(compare(everyone(SCORES, "A | 2025 | idi | 70")))
    labels = {
        (name, cell)
        for name in ("Puntajes", "Distribución", "Brechas", "Mejoras")
        for cell in next(book[name].iter_rows(min_row=3, max_row=3, values_only=True))
    }
    assert labels == {(row[0], row[1]) for row in rows_of(book["Diccionario"])}


def test_notes_say_that_it_is_fictitious_and_how_it_was_made():
    notes = rows_of(book_of(compare())["Notas y fuentes"])
    assert notes[0][0] == "Datos ficticios"
    assert any("75 puntos, el valor que se eligió" in text for _, text in notes)


def test_the_same_comparison_gives_the_same_bytes(tmp_path):
    write_comparison(compare(), tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == comparison_bytes(compare())
