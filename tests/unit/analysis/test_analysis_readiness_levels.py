"""Self-assessments as levels."""

import pytest
import readiness_builders as made

from mipg_helpers.analysis.readiness_levels import level_of

BANDS = made.CATALOG.bandas_autodiagnostico()
DRAWN = """
política       | componente | puntaje
talento_humano | Planeación | 80
talento_humano | Planeación |
talento_humano | Ingreso    | 20
integridad     | Único      |
"""


def found(drawn=DRAWN, **scope):
    given = made.inputs(autodiagnosticos=made.autodiagnosticos(drawn))
    return made.profile_of(given, **scope).autodiagnosticos


@pytest.mark.parametrize(
    ("puntos", "nivel"), [(0, 1), (20, 1), (20.5, 2), (40, 2), (60, 3), (80.1, 5), (100, 5)]
)
def test_value_between_two_bands_belongs_to_the_next(puntos, nivel):
    assert level_of(puntos, BANDS).nivel == nivel


def test_blank_is_no_zero_and_its_share_is_said():
    total = found()[0].total
    assert (total.media_puntos, total.n_calificadas, total.n_actividades) == (50.0, 2, 3)
    assert (total.nivel, total.calificadas_pct) == (3, pytest.approx(66.67, abs=0.01))


def test_component_has_its_own_level():
    components = {part.nombre: part.nivel for part in found()[0].componentes}
    assert components == {"Planeación": 4, "Ingreso": 1}


def test_workbook_without_values_has_no_level():
    total = found()[1].total
    assert (total.nivel, total.media_puntos, total.etiqueta) == (None, None, "")


def test_activities_are_counted_by_level():
    assert [n for _, n in found()[0].total.por_nivel] == [1, 0, 0, 1, 0]


def test_last_workbook_up_to_the_form_counts():
    drawn = """
    política       | componente | puntaje | vigencia
    talento_humano | Uno        | 10      | 2024
    talento_humano | Uno        | 90      | 2025
    talento_humano | Uno        | 50      | 2026
    """
    assert [(one.vigencia, one.total.media_puntos) for one in found(drawn)] == [(2025, 90.0)]


def test_report_of_a_politica_shows_its_own_only():
    assert [one.politica for one in found(politica="integridad")] == ["integridad"]


def test_report_of_a_unit_shows_those_of_its_politicas():
    assert [one.politica for one in found(unidad="Talento Humano")] == ["talento_humano"]
