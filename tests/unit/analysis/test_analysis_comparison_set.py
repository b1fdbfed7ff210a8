"""Which entidades are compared."""

import pytest
from comparison_builders import SIX, compare

from mipg_helpers.analysis.comparison_set import available_kinds, values_of
from mipg_helpers.errors import ParameterError

WITH_SECTOR = """
entidad | vigencia | sector  | orden  | meci
A       | 2025     | Salud   | nacion | no
B       | 2025     | Salud   | nacion | si
C       | 2025     | Trabajo | nacion | no
"""
PLACES = """
entidad | vigencia | departamento | orden      | meci
A       | 2025     | Norte        | territorio | no
B       | 2025     | Norte        | territorio | no
C       | 2025     | Norte        | nacion     | no
D       | 2025     | Norte        | territorio | si
"""


def members(people=SIX, **options):
    scores = "entidad | vigencia | indice | puntos\nA | 2025 | integridad | 50"
    found = compare(scores, people, **options)
    return sorted(fila.entidad_id for fila in found.filas), found.conjunto


def test_the_grupo_par_of_the_entidad():
    names, chosen = members()
    assert names == list("ABCDE")
    assert (chosen.criterio, chosen.etiqueta, chosen.incluye_propia) == ("grupo_par", "G", True)


def test_the_sector_of_the_entidad():
    assert members(WITH_SECTOR, conjunto="sector")[0] == ["A", "B"]


def test_another_departamento_does_not_hold_the_entidad():
    names, chosen = members(conjunto="departamento", valor="sur")
    assert (names, chosen.etiqueta, chosen.incluye_propia) == (["D", "E", "F"], "Sur", False)


def test_everybody():
    assert members(conjunto="todas")[0] == list("ABCDEF")


def test_the_own_entidad_joins_its_own_list():
    names, chosen = members(conjunto="lista", lista=("F", "B", "Z"))
    assert (names, chosen.sin_fila) == (["A", "B", "F"], ("Z",))


def test_an_empty_list_is_refused():
    with pytest.raises(ParameterError, match="está vacía"):
        members(conjunto="lista")


def test_an_unknown_value_is_refused_with_those_that_exist():
    with pytest.raises(ParameterError, match="Norte"):
        members(conjunto="departamento", valor="Oeste")


def test_an_unknown_kind_is_refused():
    with pytest.raises(ParameterError, match="grupo_par"):
        members(conjunto="grupo")


def test_without_a_grupo_par_the_group_of_the_other_reports_stands_in():
    names, chosen = members(PLACES)
    assert (names, chosen.pedido, chosen.criterio) == (["A", "B"], "grupo_par", "departamento")


def test_a_departamento_that_was_asked_for_holds_every_orden_and_form():
    assert members(PLACES, conjunto="departamento")[0] == ["A", "B", "C", "D"]


def test_without_any_criterion_the_set_is_empty():
    names, chosen = members("entidad | vigencia\nA | 2025")
    assert (names, chosen.criterio) == ([], "ninguno")


def test_a_column_without_values_offers_no_set(sample_space):
    rows = sample_space.store.entidades(2025)
    assert "sector" in available_kinds(rows)
    assert "sector" not in available_kinds(rows.assign(sector=""))


def test_values_are_listed_as_words_are_ordered(sample_space):
    found = values_of(sample_space.store.entidades(2025), "departamento")
    assert found == tuple(sorted(found))
    assert values_of(sample_space.store.entidades(2025), "lista") == ()
