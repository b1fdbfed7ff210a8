from datetime import date

import pytest

from mipg_helpers.sources.plan_cortes import read_timed_header


@pytest.mark.parametrize(
    ("header", "rest", "corte"),
    [
        ("Avance enero", "avance", date(2026, 1, 31)),
        ("Avance feb", "avance", date(2026, 2, 28)),
        ("% de Avance\nTrimestre II", "% de avance", date(2026, 6, 30)),
        ("I Trimestre / Avance", "avance", date(2026, 3, 31)),
        ("Avance T3", "avance", date(2026, 9, 30)),
        ("Segundo semestre avance", "avance", date(2026, 12, 31)),
        ("Avance a 30 de junio de 2027", "avance", date(2027, 6, 30)),
        ("Avance con corte a 15/06/2026", "avance", date(2026, 6, 15)),
        ("Evidencia (corte marzo)", "evidencia", date(2026, 3, 31)),
        ("Avance (%) 1er trimestre", "avance (%)", date(2026, 3, 31)),
        ("2026-03-31", "", date(2026, 3, 31)),
    ],
)
def test_cut_off_is_taken_out_of_the_header(header, rest, corte):
    assert read_timed_header(header, 2026) == (rest, corte)


@pytest.mark.parametrize(
    "header",
    ["Fecha inicio", "Seguimiento corte", "Meta", "Avance semestre 3", "Avance a 31 de febrero"],
)
def test_header_without_a_day_that_exists_names_no_cut_off(header):
    assert read_timed_header(header, 2026) is None
