import numpy as np
import pytest
from workbook_builders import sheet_of

from mipg_helpers.sources.cleaning import UNCOMPUTED
from mipg_helpers.sources.points import REASONS, point_findings, read_points


def reasons_of(cells):
    return [REASONS[code] for code in read_points(cells).reasons]


def test_numbers_are_taken_exactly():
    assert read_points([0.0, 68.4, 100.0, 10]).scores.tolist() == [0.0, 68.4, 100.0, 10.0]


def test_blank_is_missing_and_never_zero():
    points = read_points([None, 50.0])
    assert np.isnan(points.scores[0])
    assert reasons_of([None, 50.0]) == ["no_aplica", ""]


def test_mark_and_error_keep_their_reason():
    assert reasons_of(["N/A", "-", "#N/A", UNCOMPUTED, 1.0]) == [
        *["no_aplica"] * 2,
        *["error_formula"] * 2,
        "",
    ]


def test_number_kept_as_text_is_read_and_counted():
    points = read_points(["68,4", 50.0, " 12 "])
    assert points.scores.tolist() == [68.4, 50.0, 12.0]
    assert points.n_texts == 2


@pytest.mark.parametrize("cell", ["68,4,1", "alto", True, "50 %", float("nan")])
def test_what_is_no_score_is_not_loaded(cell):
    points = read_points([cell, 50.0])
    assert points.is_valid.tolist() == [False, True]
    assert [tipo for _, tipo, _ in points.problems] == ["no es un número"]


@pytest.mark.parametrize("cell", [100.01, -0.5, "120", float("inf")])
def test_score_outside_the_scale_is_not_loaded(cell):
    points = read_points([cell, 50.0])
    assert points.is_valid.tolist() == [False, True]
    assert np.isnan(points.scores[0])


def test_ends_of_another_scale_are_included():
    assert read_points(["1", "5", "6"], 1, 5).is_valid.tolist() == [True, True, False]


def findings_of(cells):
    sheet = sheet_of(*[[cell] for cell in cells])
    rows = range(len(cells))
    return point_findings(read_points(cells), sheet, rows=rows, column=0, header="POL03")


def test_finding_names_cell_value_and_expectation():
    (found,) = findings_of([50.0, "68,4,1"])
    assert (found.fila, found.columna, found.valor) == (2, "A «POL03»", "68,4,1")
    assert "«68,4,1» no es un número; se esperaba un valor de 0 a 100" in found.mensaje


def test_uncomputed_formula_is_told_how_to_mend():
    (found,) = findings_of([UNCOMPUTED])
    assert found.tipo == "fórmula sin calcular"
    assert "deje que calcule" in found.accion


def test_a_column_of_rubbish_is_told_in_few_findings():
    assert len(findings_of(["x"] * 500)) == 21
