"""The priority worked out, and the cells every figure was read from."""

from dataclasses import replace

import profile_builders as made

from mipg_helpers.analysis.profile import Source
from mipg_helpers.presentation import tables_method
from mipg_helpers.presentation.display_text import span_text


def cells(block):
    return [[span_text(cell) for cell in row] for row in block["rows"]]


def places(*sources):
    profile = made.profile(
        trend=made.trend([]),
        gaps=(),
        recomendaciones=(),
        responsables=replace(made.RESPONSABLES, source=None),
    )
    rows = tuple(
        replace(profile.indices[0], score=replace(profile.score, source=item)) for item in sources
    )
    return [row[3] for row in cells(tables_method.cells_table(replace(profile, indices=rows)))]


def cell(fila, columna="", hoja="Territorio"):
    return Source("resultados.xlsx", hoja, fila, columna, made.SHA)


def test_priority_is_worked_out_component_by_component():
    profile = made.typical()
    rows = cells(tables_method.rule_table(profile.priority, profile.method.rule))
    assert rows[0] == ["Brecha con la meta", "0,4", "18,7", "0,4", "7,5"]
    assert rows[-1] == ["Puntos de prioridad", "", "", "", "11,2"]


def test_component_without_data_shares_its_weight():
    profile = made.no_peers()
    rows = cells(tables_method.rule_table(profile.priority, profile.method.rule))
    assert rows[1] == ["Brecha con el promedio del grupo", "0,3", "sin dato", "–", "–"]
    assert rows[0][3] == "0,67"


def test_files_are_recognised_by_a_short_hash():
    rows = cells(tables_method.files_table(made.typical().sources))
    assert rows[0] == [
        "resultados_2025.xlsx",
        "Resultados oficiales",
        "2025",
        "24/06/2026",
        "abababababab",
    ]


def test_no_files_no_table():
    assert tables_method.files_table(()) is None


def test_one_cell_is_written_as_in_a_spreadsheet():
    assert places(cell(118, "AB")) == ["AB118"]


def test_neighbouring_columns_of_a_row_are_drawn_together():
    found = [cell(4, letters) for letters in ("Z", "AA", "AB", "AD", "B")]
    assert places(*found) == ["fila 4, columnas B, Z a AB y AD"]


def test_rows_with_the_same_column_are_drawn_together():
    assert places(*(cell(row, "E") for row in (7, 5, 6, 9))) == ["filas 5 a 7 y 9, columna E"]


def test_two_neighbours_are_named_one_by_one():
    assert places(cell(5, "E"), cell(6, "E")) == ["filas 5 y 6, columna E"]


def test_whole_rows_have_no_column():
    assert places(cell(12), cell(10)) == ["filas 10 y 12"]


def test_sheets_are_not_mixed():
    assert places(cell(4, "B"), cell(4, "B", "Nacion")) == ["B4", "B4"]


def test_every_kind_of_datum_has_its_place():
    kinds = [row[0] for row in cells(tables_method.cells_table(made.typical()))]
    assert kinds == [
        "Puntaje 2025",
        "Puntaje 2024",
        "Puntaje 2023",
        "Subíndices",
        "Recomendaciones",
        "Responsables",
    ]


def test_entidad_report_places_idi_dimensions_and_politicas():
    kinds = {row[0] for row in cells(tables_method.entidad_cells_table(made.entidad_profile()))}
    assert {"IDI 2025", "Dimensiones", "Políticas"} <= kinds
