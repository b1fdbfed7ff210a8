import pytest

from mipg_helpers.sources.unit_names import split_support

GENERAL, PLANEACION = "Secretaría General", "Secretaría de Planeación"


@pytest.mark.parametrize(
    "joint",
    ["con el apoyo de la", "con apoyo de la", "articulado con la", "articulada con la",
     "en articulación con la", "CON EL APOYO DE LA"],
)  # fmt: skip
def test_unit_that_supports_is_split_off(joint):
    assert split_support(f"{GENERAL} {joint} {PLANEACION}.") == (GENERAL, PLANEACION)


@pytest.mark.parametrize("dash", ["–", "—", "-"])
def test_everybody_after_a_dash_supports(dash):
    assert split_support(f"{GENERAL} {dash} Todas las Dependencias") == (
        GENERAL,
        "Todas las Dependencias",
    )


@pytest.mark.parametrize("text", ["Archivo Central.", " Archivo\nCentral ", "Archivo Central"])
def test_single_unit_loses_only_spaces_and_its_last_dot(text):
    assert split_support(text) == ("Archivo Central", "")


def test_dash_inside_a_name_does_not_split():
    assert split_support("Oficina TIC - Sistemas") == ("Oficina TIC - Sistemas", "")


def test_several_supports_are_joined():
    text = f"{GENERAL} con el apoyo de Hacienda articulado con {PLANEACION}"
    assert split_support(text) == (GENERAL, f"Hacienda; {PLANEACION}")


def test_parentheses_of_a_name_stay():
    assert split_support("Dirección (TIC)") == ("Dirección (TIC)", "")
