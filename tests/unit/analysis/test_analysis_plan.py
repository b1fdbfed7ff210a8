"""The typed view of an action and its cells are each other's inverse."""

from datetime import date

import pytest

from mipg_helpers.analysis.plan import (
    NUEVA,
    Accion,
    Avance,
    CellKey,
    accion_of,
    cells_of,
    number_text,
)

FULL = Accion(
    accion_id="a1",
    tipo_plan="mejoramiento",
    politica="gobierno_digital",
    otras_politicas=("planeacion", "integridad"),
    accion="Publicar el catálogo",
    fecha_inicio=date(2025, 7, 1),
    peso=12.5,
    estado="en_ejecucion",
    avances=(Avance(date(2025, 9, 30), 0.0, "Sin novedad"), Avance(date(2025, 12, 31), None, "x")),
)


def test_an_action_comes_back_from_its_cells():
    assert accion_of("a1", cells_of(FULL)) == FULL


def test_progress_of_zero_is_said_and_missing_progress_is_not():
    cells = cells_of(FULL)
    assert cells[CellKey("a1", "avance", "2025-09-30")] == "0"
    assert CellKey("a1", "avance", "2025-12-31") not in cells


def test_empty_values_leave_no_cell():
    assert all(cells_of(FULL).values())


def test_an_action_without_state_is_new():
    assert accion_of("a1", {}).estado == NUEVA


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (0, "0"), (45.5, "45.5"), (1e-7, "0"), (117.35, "117.35")]
)
def test_numbers_have_one_spelling(value, text):
    assert number_text(value) == text
