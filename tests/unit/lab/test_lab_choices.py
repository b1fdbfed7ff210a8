from types import SimpleNamespace

from analysis_builders import entidades

from mipg_helpers.lab.choices import Choices

ROWS = """
entidad | vigencia | grupo | departamento | orden
A       | 2024     |       | Boyacá       | territorio
A       | 2025     | G     | Boyacá       | territorio
B       | 2025     | G     | Boyacá       | territorio
"""


def choices(**columns):
    frame = entidades(ROWS).assign(**columns)
    return Choices(SimpleNamespace(store=SimpleNamespace(entidades=lambda: frame)))


def labels(found):
    return [choice.label for choice in found]


def test_two_of_the_same_name_and_departamento_are_told_apart_by_their_code():
    same = choices(nombre_entidad="ALCALDÍA DE SAN FRANCISCO")
    assert labels(same.entidades) == [
        "ALCALDÍA DE SAN FRANCISCO · Boyacá · A",
        "ALCALDÍA DE SAN FRANCISCO · Boyacá · B",
    ]


def test_an_entidad_stands_once_however_many_vigencias_it_has():
    assert [choice.value for choice in choices().entidades] == ["A", "B"]


def test_latest_vigencia_comes_first():
    assert [choice.value for choice in choices().vigencias("A")] == [2025, 2024]


def test_groups_are_named_with_their_size():
    assert labels(choices(sector="Salud").grupos("A", 2025)) == [
        "Grupo par: G (2 entidades)",
        "Departamento: Boyacá (2 entidades)",
        "Sector: Salud (2 entidades)",
    ]


def test_a_group_that_stands_in_for_the_grupo_par_says_so():
    assert labels(choices().grupos("A", 2024))[0] == (
        "Departamento (no hay grupo par): Boyacá (1 entidad)"
    )


def test_entidades_without_a_sector_are_no_group():
    found = labels(choices(sector="No aplica").grupos("A", 2025))
    assert not [label for label in found if label.startswith("Sector")]
