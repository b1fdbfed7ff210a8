"""Every figure with its file, sheet and cells, in one table."""

from dataclasses import replace

import profile_builders as made

from mipg_helpers.analysis.profile import Source
from mipg_helpers.presentation import tables_sources
from mipg_helpers.presentation.display_text import span_text

OTHER = "cd" * 32


def cells(block):
    return [[span_text(cell) for cell in row] for row in block["rows"]]


def cell(fila, columna="", hoja="Territorio", sha=made.SHA):
    return Source("resultados_2025.xlsx", hoja, fila, columna, sha)


def bare(**changes):
    nobody = replace(made.RESPONSABLES, source=None)
    base = made.profile(
        trend=made.trend([]), gaps=(), recomendaciones=(), responsables=nobody, indices=()
    )
    return replace(base, sources=base.sources[:1], **changes)


def places(*sources):
    row = made.typical().indices[0]
    rows = tuple(replace(row, score=replace(row.score, source=source)) for source in sources)
    (read,) = cells(tables_sources.politica_sources(bare(indices=rows)))
    return read[2]


def test_a_row_tells_file_content_cells_date_and_hash():
    (row,) = cells(tables_sources.politica_sources(bare(trend=made.trend([(2025, 61.3, None)]))))
    assert row == [
        "resultados_2025.xlsx",
        "Resultados oficiales 2025",
        "Puntaje 2025: hoja Territorio, AB118.",
        "24/06/2026",
        "abababababab",
    ]


def test_neighbouring_columns_of_a_row_are_drawn_together():
    found = [cell(4, letters) for letters in ("Z", "AA", "AB", "AD", "B")]
    assert places(*found) == "Subíndices: hoja Territorio, fila 4, columnas B, Z a AB y AD."


def test_rows_with_the_same_column_are_drawn_together():
    found = [cell(row, "E") for row in (7, 5, 6, 9)]
    assert places(*found) == "Subíndices: hoja Territorio, filas 5 a 7 y 9, columna E."


def test_two_neighbours_are_named_one_by_one():
    assert places(cell(5, "E"), cell(6, "E")).endswith("filas 5 y 6, columna E.")


def test_whole_rows_have_no_column():
    assert places(cell(12), cell(10)) == "Subíndices: hoja Territorio, filas 10 y 12."


def test_a_text_table_has_no_sheet():
    assert places(cell(12, "H", hoja="")) == "Subíndices: H12."


def test_sheets_are_not_mixed():
    assert places(cell(4, "B"), cell(4, "B", "Nacion")) == (
        "Subíndices: hoja Territorio, B4. Subíndices: hoja Nacion, B4."
    )


def test_cell_of_a_file_that_is_not_listed_is_still_printed():
    row = made.typical().indices[0]
    found = replace(row, score=replace(row.score, source=cell(7, "C", sha=OTHER)))
    rows = cells(tables_sources.politica_sources(bare(indices=(found,))))
    assert rows[-1] == [
        "resultados_2025.xlsx",
        "",
        "Subíndices: hoja Territorio, C7.",
        "",
        OTHER[:12],
    ]


def test_file_of_another_vigencia_that_gave_nothing_is_left_out():
    old = replace(made.SOURCES[1], sha256=OTHER, vigencias=(2024,))
    block = tables_sources.politica_sources(made.profile(sources=(*made.SOURCES, old)))
    assert OTHER[:12] not in {row[4] for row in cells(block)}


def test_no_files_no_table():
    assert tables_sources.politica_sources(replace(bare(), sources=())) is None


def test_entidad_report_places_idi_dimensions_and_politicas():
    block = tables_sources.entidad_sources(made.entidad_profile())
    text = cells(block)[0][2]
    assert all(f"{what}: hoja" in text for what in ("IDI 2025", "Dimensiones", "Políticas"))
