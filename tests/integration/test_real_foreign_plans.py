"""Real files that are a plan in its own columns, or are none: read or refused precisely."""

import pytest
from plan_source_builders import kinds, plan_of, said

from mipg_helpers.errors import LayoutError, SourceFileError

pytestmark = pytest.mark.real


def test_real_actions_of_an_alcaldia_are_read(real_data):
    parsed = plan_of(real_data / "acciones_muestra.csv")
    politicas = [said(row)["politica"] for row in parsed.rows]
    assert politicas == ["conocimiento", "conocimiento", "integridad", "tramites"]
    assert said(parsed.rows[0])["fecha_fin"] == "2026-10-14"


def test_what_is_not_certain_in_the_real_actions_is_told_and_kept(real_data):
    parsed = plan_of(real_data / "acciones_muestra.csv")
    assert set(kinds(parsed)) == {"valor fuera de la lista", "sin corte", "texto repetido"}
    assert {"id", "dimension", "prioridad", "pagina", "evidencia"} == set(parsed.rows[0].extra)


@pytest.mark.parametrize(
    ("name", "error", "problem"),
    [
        ("politicas_lideres_v7.csv", LayoutError, "se esperaba la acción"),
        ("furag_2025_preguntas.xlsx", SourceFileError, "parece un banco de preguntas"),
        ("minsalud_furag_2023_2025.csv", SourceFileError, "parece una tabla transcrita"),
        ("idf_boyaca_2020_2021.csv", SourceFileError, "no encuentro la fila de encabezados"),
    ],
)
def test_real_file_that_is_no_plan_is_refused(real_data, name, error, problem):
    with pytest.raises(error, match=problem):
        plan_of(real_data / name)
